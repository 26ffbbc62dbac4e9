### The screen of establishments and its dialogs. Sorted by key.

administrator-deactivated = deactivated
administrator-never = never signed in
administrator-none = none
administrator-signed-in = last sign-in { $at }

block-button = Block
block-many-title = Block { $count } { $count ->
    [one] establishment
   *[other] establishments
}
block-title = Blocks of establishment { $number }
block-until = until { $day } (inclusive)
blocks-add = Block as webmaster…
blocks-change = Change the reason or the end of the webmaster's block…
blocks-text = Blocks are independent: choosing one lifts it and leaves the others.

column-administrator = Administrator

conflict-keys = ← mine · theirs →
conflict-mine = Mine:
conflict-save = Save these values
conflict-text = Somebody else changed the same fields meanwhile. Whose value stays?
conflict-theirs = Theirs:
conflict-title = Two changes at once

delete-button = Delete
delete-loss = { $denomination }: { $accounts } { $accounts ->
    [one] account
   *[other] accounts
}, { $grades } { $grades ->
    [one] grade
   *[other] grades
}, last sign-in { $at }. Users, database, blocks and files are all deleted.
delete-loss-never = { $denomination }: { $accounts } { $accounts ->
    [one] account
   *[other] accounts
}, { $grades } { $grades ->
    [one] grade
   *[other] grades
}, nobody ever signed in. Users, database, blocks and files are all deleted.
delete-loss-unknown = { $denomination }: what its database holds cannot be read. { $cause } Users, database, blocks and files are all deleted.
delete-mails = { $count } waiting { $count ->
    [one] e-mail will be withdrawn: it will not leave.
   *[other] e-mails will be withdrawn: they will not leave.
}
delete-many-title = Delete { $count } { $count ->
    [one] establishment
   *[other] establishments
}
delete-title = Delete establishment { $number }

detail-title = Establishment { $number }

establishment-add-button = Create
establishment-add-title = New establishment
establishment-added = Establishment { $number } created{ $postcode ->
    [missing] {" "}without a postcode
   *[there] {""}
}.
establishment-added-mail = Establishment { $number } created{ $postcode ->
    [missing] {" "}without a postcode · registration e-mail queued
   *[there] {" "}· registration e-mail queued
}.
establishment-blocked = Establishment { $number } blocked.
establishment-deleted = Establishment { $number } deleted{ $export ->
    [none] , without an export.
   *[other] . Export: { $export }.
}
establishment-edit-button = Save
establishment-edit-title = Edit establishment { $number }
establishment-no-mail-warning = Without the registration e-mail nobody learns the administrator's password: it is never shown and cannot be recovered.
establishment-one-title = { $title } · { $name }
establishment-saved = Establishment { $number } saved{ $postcode ->
    [missing] {" "}without a postcode
   *[there] {""}
}.
establishment-unblocked = Block of establishment { $number } lifted.

establishments-none = No establishment yet. { $add } adds one, { $import } imports a file.
establishments-only-ticked = ticked only

export-many-title = { $count ->
    [one] Export { $count } establishment
   *[other] Export { $count } establishments
}
facet-department = Department
facet-keys = ← → column · Space ticks · Enter filters · Esc closes
facet-keys-one = Enter filters · Esc closes
facet-named = { $name }
facet-state = State
facet-unknown = not known
facet-zone = Zone

hidden-all = { $count ->
    [one] The ticked row
   *[other] All { $count }
}
hidden-question = { $ticked } ticked, { $hidden } not visible.
hidden-title = Ticked rows that are not visible
hidden-visible-only = The { $count } visible only

hint-choice = ← → or first letters choose
hint-compress = Each export takes a quarter of the room.
hint-contact-email = The letters and the administrator's password go there.
hint-delete-one = Type the establishment's number or denomination.
hint-export-first = With an export the deletion can be undone.
hint-contact-name = Letters address this person, who is the first administrator
hint-copy-mail = To your address, or to the sender's; without the password
hint-location = Postcode and town: 29200 Brest
hint-no-export = Without an export the deletion is final.
hint-number = Empty: the next free number (advised)
hint-reason = Shown to those who are stopped
hint-send-mail = The e-mail holds the administrator's password
hint-tables = An archive for each, to be read; it cannot be restored.
hint-uai = 7 digits and a letter, or empty
hint-until = Last day of the block, 2030-08-31; empty: until lifted

reset-address = The new password goes to the contact: { $address }
reset-choose = Whose password?
reset-create = Create one
reset-create-question = Create an administrator and send the password to { $address }?
reset-deactivated = This account is deactivated: the new password is of use only once the establishment activates it again.
reset-done = Establishment { $number }: password queued for the contact.
reset-keys = Enter chooses · Esc closes
reset-no-administrator = This establishment has no administrator. Enter creates one and sends the password to the contact.
reset-question = Send a new password to { $address }? The current one stops working: this cannot be undone.
reset-title = Administrator's password, establishment { $number }

ticks-drop = Remove { $ticked ->
    [one] { $ticked } tick
   *[other] the { $ticked } ticks
}?

unblock-question = Lift this block? Others that stand stay.
hint-public-key = Empty: not encrypted. Only the holder of its key can read them.
