### Zones géographiques.

back-zone = { $count } { $count ->
    [one] établissement y retourne
   *[other] établissements y retournent
}
