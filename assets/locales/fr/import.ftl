### Import d'établissements depuis un fichier.
