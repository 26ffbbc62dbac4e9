### Démonstration. Trié par clé.

demo-building = Création de 2 000 établissements
demo-host-name = Hébergement de démonstration
