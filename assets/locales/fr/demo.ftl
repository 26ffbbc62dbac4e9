### Démonstration.
