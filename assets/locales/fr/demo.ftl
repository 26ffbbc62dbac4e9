### Démonstration. Trié par clé.

demo-host-name = Hébergement de démonstration
