### Analyse et réparation.
