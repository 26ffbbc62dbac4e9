### Établissements.

establishment-no-postcode = La localisation « { $location } » n'a pas de code postal : c'est juste dans un pays qui n'en a pas, sinon ajoutez-le.
