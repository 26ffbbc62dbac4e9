### Zones géographiques.
