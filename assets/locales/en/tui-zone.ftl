### The screen of zones. Sorted by key.

action-zone-academies = Add the académies
action-zone-add = Add
action-zone-delete = Delete
action-zone-earlier = Higher
action-zone-edit = Edit
action-zone-later = Lower
action-zone-move = Give a zone its place

why-filtered-order = Take the filter away first: the order is that of the whole list.
why-first-zone = This zone is the first one already.
why-last-zone = This zone is the last one already.
why-no-academies = Every académie is in the list already.

zone-academies-question = { $count ->
    [one] One académie has no zone of its name yet: add it at the end of the list?
   *[other] { $count } académies have no zone of their name yet: add them at the end of the list?
} Existing zones and their establishments do not change.
zone-add-button = Add
zone-add-title = New zone
zone-column-establishments = Establishments
zone-column-language = E-mails in
zone-column-name = Zone name
zone-column-position = Position
zone-delete-moved = { $count ->
    [0] It has no establishment.
    [one] Its establishment will move to zone 1, “{ $default }”.
   *[other] Its { $count } establishments will move to zone 1, “{ $default }”.
}
zone-delete-question = Delete the zone “{ $name }”?
zone-edit-title = Zone { $number }
zone-hint-language = ← → choose the language of the e-mails to these establishments

zones-count = { $zones } { $zones ->
    [one] zone
   *[other] zones
} · { $establishments } { $establishments ->
    [one] establishment
   *[other] establishments
}
zones-none = No zone: { $add } adds one.
zone-sentence = { $number }: { $name }, e-mails in { $language }, { $establishments } { $establishments ->
    [one] establishment
   *[other] establishments
}.
