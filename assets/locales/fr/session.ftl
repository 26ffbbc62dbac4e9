### Connexion, verrouillage, déconnexion.
