### Zones.

back-zone = { $count } { $count ->
    [one] establishment goes back to it
   *[other] establishments go back to it
}
