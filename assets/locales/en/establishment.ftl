### Establishments. Sorted by key.

action-establishment-add = New
action-establishment-block = Block
action-establishment-delete = Delete
action-establishment-edit = Edit
action-establishment-import = Import a file
action-establishment-reset = Password
action-establishment-unblock = Unblock

audit-action-establishment-add = establishment added
audit-action-establishment-add-administrator = administrator created
audit-action-establishment-add-failed = creation not finished
audit-action-establishment-audit-behind = audit cut, or an older copy put back
audit-action-establishment-block = blocked
audit-action-establishment-delete = establishment deleted
audit-action-establishment-delete-failed = deletion not finished
audit-action-establishment-edit = establishment edited
audit-action-establishment-export = establishment exported
audit-action-establishment-import = file imported
audit-action-establishment-reset-password = administrator's new password
audit-action-establishment-restore = establishment restored
audit-action-establishment-restore-failed = restore not finished
audit-action-establishment-unblock = unblocked
audit-object-establishment = establishment

card-counted = counted on { $at }
card-database = Database
card-everywhere = with all establishments: { $block }
card-exports = Exports
card-exports-said = { $count ->
    [0] none
    [one] 1, of { $at }
   *[other] { $count }, the latest of { $at }
}
card-job = { $id } · { $what } · { $state } · { $author }, { $at }
card-jobs = Latest jobs
card-latest-mail = latest: { $id } “{ $subject }” · { $state } · { $at }
card-mails = E-mails
card-never-counted = never counted
card-none = none
card-people = People
card-people-said = { $staff } { $staff ->
    [one] member of staff
   *[other] members of staff
} (connected within 6 months: { $staff_connected }), { $learners } { $learners ->
    [one] learner
   *[other] learners
} (connected: { $learners_connected })
card-teaching = Activity
card-teaching-said = { $evaluations } { $evaluations ->
    [one] evaluation
   *[other] evaluations
}, { $grades } { $grades ->
    [one] grade
   *[other] grades
}, { $enrolments } { $enrolments ->
    [one] enrolment
   *[other] enrolments
}

cli-establishment = Establishments
cli-establishment-add = Add an establishment with its database and its first administrator
cli-establishment-added = Establishment { $number } created · { $mail } · { $path }
cli-establishment-administrators = List the administrators of an establishment
cli-establishment-block = Block establishments
cli-establishment-count = { $shown } of { $matching }; { $total } in all
cli-establishment-delete = Delete establishments, after an export
cli-establishment-edit = Edit an establishment; only what is given changes
cli-establishment-export = Export data and databases, one verified file for each establishment
cli-establishment-import = Create establishments in bulk from a CSV file
cli-establishment-label = Establishment
cli-establishment-list = List establishments
cli-establishment-mail = Write an e-mail to the contacts of establishments
cli-establishment-move = Move establishments to a zone
cli-establishment-no-mail = Warning: without the e-mail, the first administrator's password cannot be recovered. To give another one: intendant establishment reset-password { $number }
cli-establishment-reset-password = Reset an administrator's password; it is mailed to the contact
cli-establishment-restore = Bring establishments back from exports, or take them over from another host
cli-establishment-unblock = Unblock establishments; what others blocked stays

error-not-found-establishment = There is no establishment { $id }.

establishment-added-same = Establishment { $number } created. { $same }
establishment-no-postcode = The location “{ $location }” has no postcode: that is right in a country that has none, otherwise add it.
establishment-same = { $count ->
    [one] Number { $numbers } has
   *[other] Numbers { $numbers } have
} this name and place too.

field-label-administrator = Administrator
field-label-blocker = Whose block
field-label-contact-email = Contact e-mail
field-label-contact-first-name = Contact first name
field-label-contact-last-name = Contact last name
field-label-copy-mail = Copy to the webmaster, without the password
field-label-denomination = Denomination
field-label-export-first = Export before deleting
field-label-location = Location
field-label-number = Number
field-label-registered-on = Registered on
field-label-send-mail = Send the registration e-mail
field-label-uai = UAI
field-label-which = Whose password
field-label-zone = Zone

job-kind-add = Add an establishment
job-kind-block = Block
job-kind-delete = Delete
job-kind-edit = Edit an establishment
job-kind-export = Export data & databases
job-kind-move-to-zone = Move to a zone
job-kind-replace = Restore over existing ones
job-kind-reset-administrator = New password of the first administrator
job-kind-restore = Restore
job-kind-unblock = Unblock
job-kind-undo-add = Undo the addition of an establishment
job-kind-undo-block = Undo the block
job-kind-undo-delete = Undo the deletion
job-kind-undo-edit = Undo the editing of an establishment
job-kind-undo-move = Undo the move to a zone
job-kind-undo-restore = Undo the restoration
job-kind-undo-unblock = Undo the unblocking
job-kind-undo-write-mail = Take back the queued e-mails
job-kind-write-mail = Write an e-mail
job-reason-in-use-establishment = { $count } { $count ->
    [one] establishment is in it
   *[other] establishments are in it
}
job-start-question-add = Add { $count } { $count ->
    [one] establishment
   *[other] establishments
}?
job-start-question-block = Block { $count } { $count ->
    [one] establishment
   *[other] establishments
}?
job-start-question-delete = Delete { $count } { $count ->
    [one] establishment
   *[other] establishments
}?
job-start-question-edit = Edit { $count } { $count ->
    [one] establishment
   *[other] establishments
}?
job-start-question-export = Export data and databases of { $count } { $count ->
    [one] establishment
   *[other] establishments
}?
job-start-question-move-to-zone = Move { $count } { $count ->
    [one] establishment
   *[other] establishments
} to another zone?
job-start-question-replace = Replace by their export the data of { $count } { $count ->
    [one] establishment
   *[other] establishments
}?
job-start-question-reset-administrator = Reset the first administrator's password of { $count } { $count ->
    [one] establishment
   *[other] establishments
}?
job-start-question-restore = Restore { $count } { $count ->
    [one] establishment
   *[other] establishments
}?
job-start-question-unblock = Unblock { $count } { $count ->
    [one] establishment
   *[other] establishments
}?
job-start-question-undo-add = Delete { $count } { $count ->
    [one] establishment that was added
   *[other] establishments that were added
}?
job-start-question-undo-block = Undo the block of { $count } { $count ->
    [one] establishment
   *[other] establishments
}?
job-start-question-undo-delete = Bring back { $count } deleted { $count ->
    [one] establishment
   *[other] establishments
}?
job-start-question-undo-edit = Undo the editing of { $count } { $count ->
    [one] establishment
   *[other] establishments
}?
job-start-question-undo-move = Undo the move of { $count } { $count ->
    [one] establishment
   *[other] establishments
}?
job-start-question-undo-restore = Undo the restoration of { $count } { $count ->
    [one] establishment
   *[other] establishments
}?
job-start-question-undo-unblock = Undo the unblocking of { $count } { $count ->
    [one] establishment
   *[other] establishments
}?
job-start-question-undo-write-mail = Take back the queued e-mails to { $count } { $count ->
    [one] establishment
   *[other] establishments
}?
job-start-question-write-mail = Send this e-mail to { $count } { $count ->
    [one] contact
   *[other] contacts
}?

plain-menu-establishments = Establishments

problem-already-there = { $holder ->
    [0] It is there already, in another zone.
   *[other] It was added meanwhile, as establishment { $holder }.
}
problem-number-has-file = { $path } lies where the database of this number would be, and the registry does not know it: choose another number, or let { doctor-run } look.
problem-number-used = This number is or was an establishment's, and is never given twice: choose another one.
problem-uai-letter = The last letter should be { $expected }.
problem-uai-shape = This is not a UAI: 7 digits and a letter (0750655E), or 6 digits, X and a letter (123456XG).
problem-uai-used = { $holder ->
    [0] An establishment of another zone
   *[other] Establishment { $holder }, { $denomination },
} has this UAI already.

screen-establishments = Establishments
