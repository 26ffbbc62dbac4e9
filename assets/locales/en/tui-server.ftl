### The screen of the server and its examination. Sorted by key.

action-server-examine = Examine
action-server-examine-thoroughly = Examine thoroughly
action-server-repair = Repair
action-server-repair-all = Repair all

column-finding = Finding
column-result = Repair
column-severity = Severity

finding-sentence = { $severity }: { $words }
server-audit = Entries of the log
server-choice-adopt-database = Adopt: this database is establishment { $number } again
server-choice-adopt-exports = Adopt: { $count ->
    [one] enter this export into the catalogue
   *[other] enter these { $count } exports into the catalogue
}
server-choice-adopt-own = Adopt: establishment { $number } takes this database back
server-choice-each = Each: { $named }
server-choice-empty = Make an empty database, whatever exports there are
server-choice-forget = Take it out of the catalogue: its file is gone for good
server-choice-many = What holds for { $count ->
    [one] the ticked finding
   *[other] the { $count } ticked findings
}
server-choice-put-back = Put its own database back: establishment { $number }
server-choice-recreate = Make its database again, from its newest export or empty without one
server-choice-set-aside = Set aside in the folder orphans
server-choice-title = Decide
server-choose = { $choice ->
    [adopt] adopt
    [set-aside] set aside
    [recreate] make the database again
    [empty] make an empty database
    [forget] take out of the catalogue
    [time] confirm the time
   *[other] { $choice }
}
server-chosen = { $choice ->
    [adopt] adopted
    [set-aside] set aside
    [recreate] made again
    [empty] made empty
    [forget] taken out
   *[other] { $choice }
}
server-chosen-many = { $repaired } { $repaired ->
    [one] finding
   *[other] findings
} settled ({ $chosen }){ $failed ->
    [0] .
   *[other] ; { $failed } failed.
}
server-clean = Nothing to report: registry, files and databases agree.
server-count = { $count } ({ $how ->
    [thorough] thorough
   *[quick] quick
})
server-databases = Databases
server-disk = Disk
server-establishment-count = Establishments
server-establishments = { $total } (blocked: { $blocked })
server-examining = Examining
server-exports = Exports
server-fate-by-hand = by hand
server-fate-choice = to decide
server-fate-failed = failed
server-fate-fixable = possible
server-fate-repaired = repaired
server-foreseeing = What would come of it is looked for…
server-mails = E-mails
server-not-examined = Nothing has been examined. { $key } compares registry, files and databases; nothing is changed.
server-program = Intendant
server-registry = Registry
server-repair-note = No database is erased. Every finding is looked at again before it is repaired, and every repair is noted in the log.
server-repair-question = Repair { $count } { $count ->
    [one] finding
   *[other] findings
}?
server-repaired = { $repaired } { $repaired ->
    [one] finding
   *[other] findings
} repaired, { $failed } failed.
server-repairing = Repairing
server-schemas = SQLite · schemas
server-size = { $value } { $unit ->
    [byte] B
    [kib] KiB
    [mib] MiB
   *[gib] GiB
}
server-space = { $free } free of { $total }
server-stopped = Stopped.
server-zones = Zones · webmasters

severity-error = error
severity-note = note
severity-warning = warning

why-server-by-hand = This can only be repaired by hand: the finding tells how.
why-server-choose = { $count ->
    [one] One finding waits for your decision. { $key } on its line offers
   *[other] { $count } findings wait for your decision. { $key } on each offers
}: { $choices }.
why-server-mixed = The ticked findings have no remedy in common: tick only those together that have the same.
why-server-repaired = This is done already.
server-clock-question = Is the server's time right now?
