### Mots communs à tous les écrans et commandes : états, genres, colonnes, choix.
