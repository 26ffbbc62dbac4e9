### Jobs: plans, progress, results.

job-last-act = Your last act, “{ $act }”{ $object ->
    [none] {""}
   *[other] {" "}({ $object })
}, { $can ->
    [never] cannot be undone
   *[no-more] can no longer be undone
}{ $why ->
    [none] {""}
   *[other] : { $why }
}
job-left = Job { $job } is not over, and goes on from where it is: intendant job resume { $job } (starting it otherwise would do once more what is done already). { $cause }
job-row-change = { $field }: { $was ->
    [none] {""}
   *[other] { $was } →{" "}
}{ $is ->
    [none] nothing
   *[other] { $is }
}
job-row-changes = { $first } · { $rest }
job-stage-plan = Planning
job-stage-judge = Examining files
job-stage-run = Carrying out
job-plan-cancelled = The planning was cancelled; nothing was kept.
job-no-worker = The process for this job could not be started: { $cause }
job-inside-unreadable = The jobs of establishment { $number } could not be read: { $cause }
job-called = { $what } · “{ $name }”
job-of-one = { $what } · { $one }
job-one = { $number ->
    [none] {""}
   *[other] { $number }
}{ $label ->
    [none] {""}
   *[other] { $number ->
        [none] {""}
       *[other] {" "}
    }“{ $label }”
}
back-again = comes back
back-between = ;{" "}
back-block = is { $block } again
back-both = { $first }, { $rest }
back-change = { $field }: { $now } → { $then }
back-comes = + { $what }
back-export = comes back from the export { $file }
back-field = { $field }: { $count }
back-gains = { $kind ->
    [roles] Role { $what } for { $count }
    [profiles] Profile { $what } for { $count }
   *[level] Level { $what } for { $count }
} ({ $names }{ $more ->
    [0] { "" }
   *[other] , +{ $more }
})
back-goes = − { $what }
back-line = Effect: { $said }
back-lines = new: { $made }, changed: { $changed }
back-loses = { $kind ->
    [roles] Role { $what } lost by { $count }
    [profiles] Profile { $what } lost by { $count }
   *[level] Level { $what } lost by { $count }
} ({ $names }{ $more ->
    [0] { "" }
   *[other] , +{ $more }
})
back-many = { $count } × { $said }
back-more-rights = and other roles or profiles: { $count }
back-nothing = (empty)
back-open = is no longer { $block }
back-others = and { $count ->
    [one] another target
   *[other] { $count } other targets
}
back-quoted = “{ $value }”
back-switched = { $field }: { $said }
back-value = { $field }: { $value }
back-without = { $act ->
    [user-delete] What undoing does not bring back: the password (a new one must be given), grades, enrolments, sessions
   *[establishment-delete] What undoing does not bring back: blocks, e-mails that were waiting, sessions
}
job-kind = { $kind }
job-question-of = { $what }. { $question }
job-start-question = { $kind }: { $count }?
job-standing = { $standing ->
    [planned] planned
    [running] running
    [silent] no sign of life
    [interrupted] interrupted
    [paused] paused
    [undone] undone
    [cancelled] cancelled
    [done] done
   *[other] { $standing }
}
job-target-state = { $state ->
    [waiting] waiting
    [done] done
    [skipped] unchanged
    [failed] { $count ->
        [one] failed
       *[other] failed
    }
   *[other] { $state }
}
block-replaced = replaces what was { $block }
block-standing = blocked: “{ $reason }”, { $end ->
    [day] until { $day } (inclusive)
   *[none] without an end
}
job-opened = { $count ->
    [one] { $count } was blocked where it comes from: it arrives open
   *[other] { $count } were blocked where they come from: they arrive open
}
job-row-opened = was { $block }; arrives open
job-reason = { $reason ->
    [in-use] still in use
    [department-in-use] semesters, accounts or roles still name it
    [withheld] every line or none: others are refused
    [gone] no longer there
    [returns-rights] it gives or takes rights as whoever has it restored could not
    [not-shipped] the program does not ship it, so there is nothing to go back to
    [not-power-user] only a Power User has profiles and a scope: change its level first
    [not-active] being created or deleted
    [already-blocked] already blocked, same reason, same end
    [blocked-longer] already blocked for longer: that block stays
    [not-blocked] no such block to lift
    [same-zone] already in that zone
    [unknown-zone] no such zone
    [no-contact-email] the contact has no e-mail address
    [no-address] the account has no e-mail address
    [own-password] it is your own account: change your password yourself
    [no-administrator] no administrator
    [not-expired] the password is in use, or still valid
    [changed-since] changed since, or in use
    [already-undone] undone already, earlier
    [done-since] a job that was started later has done it
    [superseded] a later job changed its content: undo that one first, or restore the export that you choose
    [incomplete] the plan lacks what this target needs: draw it up again
    [content-lost] the new content was removed before it could be put in place: the old one stays
    [number-taken] this number belongs to an existing establishment
    [no-export] it was deleted without an export
    [no-file] no such file
    [too-large] the file is above the limit
    [not-a-file] it is not a file
    [unreadable] a stored value is unknown to this version
    [no-room] it does not fit on the disk
    [misfit] a value in it is not one that this program writes
    [held-refused] its manifest has a value that is not accepted
    [no-hash] its SHA-256 is missing: a file of the same name ending in .sha256
    [hash-differs] the content is not what was hashed: the file was altered
    [replaced-since] it holds what was replaced later: whether that is wanted, a person has to say
    [taken-ahead] its moment lies ahead of now, so a clock was wrong: whether it is the newest, nobody can tell
    [not-an-export] this is not an export
    [newer] a later version made it
    [schema-differs] its tables are not those of its version
    [export-damaged] the database inside is damaged
    [manifest-differs] its manifest is missing, or does not fit its content
    [values] this row of the list has a value that is refused
    [twice] another file of this plan has the same number
    [sealed] it is encrypted: name the file of keys that opens it
    [keys] the file of keys cannot be read or holds no key
    [number-of-another] its number was another school's here, and no second one gets it: give it another (Id_Import of a transfer list)
    [of-number] it is of another establishment of this host
    [still-here] its school is still here under another number
    [other-school] it is of another school than the one that has the number
    [row-differs] its row in the list is another school's
    [older] its school was deleted again later, after another export
    [undated] whether another export of its school is newer, nobody can tell
    [other-key] it is encrypted for another key
    [exported-unfit] its export was made, but could not be restored
    [present-unrestorable] what is there could not be restored from its export: it was not replaced
    [unrestorable] its export could not be restored: nothing was removed
    [missing-database] its database is missing
    [full] the disk is full
    [read-only] the disk is read-only
   *[other] { $reason }
}
job-reason-cells = { $first }{ $more ->
    [0] {""}
    [one] {" "}(and one other value)
   *[other] {" "}(and { $more } other values)
}
job-reason-blocked-longer = already { $block }; that is longer, that block stays; to shorten it, lift it first
job-reason-blocked-by-others = { $blocker ->
    [webmaster] not blocked by the webmaster
    [administrator] not blocked by its administrator
   *[program] not blocked by the program
}: stays blocked
job-reason-busy = { $kind ->
    [console] { $name } is at work on it, on the console since { $since }
    [plain] { $name } is at work on it, in plain mode since { $since }
    [command] { $name } is at work on it, by a command since { $since }
    [named] { $name } is at work on it
    [ended] a process that ended was at work on it
   *[unnamed] somebody else is at work on it
}
job-reason-foreign = the file in its database's place is not its own ({ $path }): { doctor-run }
job-reason-unreadable = the stored value “{ $value }” of { $what } is unknown to this version: { doctor-run }
job-reason-done-since = job { $job }, which was started later, has done it
job-reason-superseded = job { $job }, which is later, changed its content: undo that one first, or restore the export that you choose
job-reason-held = job { $job } of { $author } has it first
job-reason-in-use = { $count } { $count ->
    [one] semester or role needs it
   *[other] semesters or roles need it
}
job-reason-limit = there are { $there } already, and { $most } at most are possible
job-reason-missing = its database is missing, { $path } does not exist: { doctor-run }
job-reason-damaged = its database is damaged: { $detail }
job-reason-exported-unfit = exported as { $file }, but this export could not be restored: { $fault }. It is kept. Have the database mended, then export again ({ doctor-run })
job-reason-present-unrestorable = what is there could not be restored from its export: { $fault }. It was not replaced. Have its database mended first ({ doctor-run })
job-reason-unrestorable = its export could not be restored: { $fault }. Nothing was removed. Have the database mended first, or delete without an export
job-reason-returns-rights = Nothing was restored: this backup gives or takes rights as you could not yourself{ $count ->
    [0] {""}
   *[other] , those of { $names }
}{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}. { $refused }
job-reason-same-mail = same e-mail to the same address as for establishment { $number }
job-reason-mail-left = { $state ->
    [sending] the e-mail is being sent
    [sent] the e-mail has left
    [refused] the e-mail was refused
    [uncertain] the e-mail may have arrived
    [withdrawn] the e-mail was withdrawn
   *[other] the e-mail no longer waits ({ $state })
}
job-reason-constraint = { $field ->
    [none] a value
   *[other] { $field }
} – { $constraint ->
    [taken] another one has this value already
    [missing] this value may not be missing
    [reference] what it refers to is not there, or is still referred to
   *[value] this value is not accepted
} ({ $detail })
job-reason-machine = the machine failed: { $detail }
job-reason-not-permitted = { $rule ->
    [H5] not in your zones (rule H5)
   *[other] not permitted (rule { $named })
}
job-forecast = { $forecast ->
    [do] to do
    [skip] unchanged
    [refuse] { $count ->
        [one] refused
       *[other] refused
    }
   *[other] { $forecast }
}
job-reason-uai-taken = its UAI is that of establishment { $holder }
job-reason-number-has-file = { $path } is in the way and the registry does not know it: let { doctor-run } look
job-reason-newer = a later version made it: schema { $found }, the latest one known here is { $known }
restore-block = A restore is under way; please try again in a few minutes.
job-zone = { $value }: { $count }{ $elsewhere ->
    [0] {""}
    [one] {" "}({ $elsewhere } UAI is of another académie: check the zones)
   *[other] {" "}({ $elsewhere } UAIs are of another académie: check the zones)
}
job-task-sealed = encrypted
job-task-packed = packed
job-task-tables = with tables
job-mail-state = { $count } { $state ->
    [queued] queued
    [sending] being sent
    [deferred] deferred
    [sent] sent
    [refused] refused
    [withdrawn] withdrawn
    [uncertain] uncertain
   *[other] { $state }
}

fault-damaged = the database inside is damaged: { $detail }
fault-held = its manifest is refused: { $label }: { $why }
fault-no-room = what it holds takes { $needed }, and { $free } are free on the disk: make room, then try again
fault-not-a-file = this is { $standing }, not a file: it was neither opened nor followed
fault-other-school = it is of another school: “{ $there }”, and this one is “{ $here }”. Correct the name or UAI that differs, or bring it back under another number (Id_Import of a transfer list)
fault-of-number = it is of establishment { $number } of this host, whatever its name. Restore it as { $number }, or under a number that was never given (Id_Import of a transfer list)
fault-still-here = its school is still here, as number { $number }: two establishments would have the same persons. Restore it as { $number }, in the place of what is there
fault-row-differs = its row in the list is of “{ $here }”, and the file holds “{ $there }”: name the right file, or write into the row what the file holds and correct that afterwards
fault-older = its school was deleted again later: bring back its latest export instead ({ $file })
fault-undated = which of the exports { $one } and { $other } holds what its school had last, nobody can tell: the catalogue does not know one of them, or a wrong clock has dated it. Restore the one that you mean by its name
fault-too-large = what it holds takes { $size }, and the limit is { $limit }
misfit = table { $table }{ $column ->
    [none] {""}
   *[other] , column { $column }
}{ $row ->
    [none] {""}
   *[other] , row { $row }
}: { $why ->
    [rule] the rule of the table refuses it ({ $detail })
    [reference] it refers to something in { $detail } that is not there
    [not-utf8] the text is not UTF-8
    [nul] the text holds the sign NUL
    [control] the name holds control characters
    [day] this is no day of the calendar
    [moment] this is no moment that a clock can show
   *[number] the number is outside of what is possible
}
audit-action-job-ask-cancel = a job's cancellation asked for
audit-action-job-ask-pause = a job's pause asked for
audit-action-job-cancel = job given up
audit-action-job-end = job done
audit-action-job-pause = job paused
audit-action-job-remove = plan removed
audit-action-job-rename = plan renamed
audit-action-job-resume = job resumed
audit-action-job-save = plan saved
audit-action-job-start = job started
audit-object-job = job
error-not-found-job = There is no plan or job { $id }.
field-label-above-threshold = Delete all the same
field-label-plan-name = Name of the plan
