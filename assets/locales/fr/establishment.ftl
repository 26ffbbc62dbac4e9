### Établissements.
