### Geographic zones. Sorted by key.

action-zone-academies = Add the académies
action-zone-add = Add
action-zone-delete = Delete
action-zone-earlier = Higher
action-zone-edit = Edit
action-zone-later = Lower
action-zone-mail = Write an e-mail to the zone's contacts
action-zone-move = Give a zone its place

audit-action-zone-add = zone added
audit-action-zone-delete = zone deleted
audit-action-zone-edit = zone edited
audit-action-zone-move = zone moved
audit-action-zone-undo-add = zone taken away
audit-action-zone-undo-delete = zone brought back
audit-action-zone-undo-edit = editing of zone undone
audit-object-zone = zone

back-zone = { $count } { $count ->
    [one] establishment goes back to it
   *[other] establishments go back to it
}
cli-arg-zone = The zone's number
cli-value-zone = NUMBER|NAME
cli-zone = Zones
cli-zone-academies = Add a zone for each académie
cli-zone-academies-added = { $count } { $count ->
    [one] zone
   *[other] zones
} added
cli-zone-add = Add a zone
cli-zone-added = Zone { $number } added: { $name }
cli-zone-delete = Delete a zone; its establishments move to zone 1
cli-zone-deleted = Zone { $name } deleted; { $count ->
    [one] { $count } establishment
   *[other] { $count } establishments
} moved to zone 1
cli-zone-edit = Edit a zone's name or language
cli-zone-edited = Zone { $number }: { $name }
cli-zone-list = List zones in their order
cli-zone-move = Give a zone its place
cli-zone-moved = Zone { $name }: place { $position }

error-not-found-zone = There is no zone { $id }.

field-label-language = Language of the e-mails
field-label-zone-name = Zone name
field-label-zone-position = Position

job-kind-undo-zone-add = Undo the addition of a zone
job-kind-undo-zone-delete = Undo the deletion of a zone
job-kind-undo-zone-edit = Undo the editing of a zone
job-kind-zone-add = Add a zone
job-kind-zone-delete = Delete a zone
job-kind-zone-edit = Edit a zone
job-start-question-undo-zone-add = Remove { $count } { $count ->
    [one] zone that was added
   *[other] zones that were added
}?
job-start-question-undo-zone-delete = Bring back { $count } { $count ->
    [one] deleted zone
   *[other] deleted zones
}?
job-start-question-undo-zone-edit = Undo the editing of { $count } { $count ->
    [one] zone
   *[other] zones
}?
job-start-question-zone-add = Add { $count } { $count ->
    [one] zone
   *[other] zones
}?
job-start-question-zone-delete = Delete { $count } { $count ->
    [one] zone
   *[other] zones
}?
job-start-question-zone-edit = Edit { $count } { $count ->
    [one] zone
   *[other] zones
}?

plain-help-zone = The establishment's zone.
plain-help-zones = The groups of establishments, in an order of your choice. Zone 1 cannot be deleted.
plain-menu-zones = Zones

problem-unknown-zone = There is no such zone{ $door ->
    [console] {""}
   *[command] : see intendant zone list
}.
problem-zone-name-used = Another zone has this name: choose a different one.

screen-zones = Zones

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
zone-sentence = { $number }: { $name }, e-mails in { $language }, { $establishments } { $establishments ->
    [one] establishment
   *[other] establishments
}.
zones-count = { $zones } { $zones ->
    [one] zone
   *[other] zones
} · { $establishments } { $establishments ->
    [one] establishment
   *[other] establishments
}
zones-none = No zone: { $add } adds one.
