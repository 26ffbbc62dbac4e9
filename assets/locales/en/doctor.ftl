### Analyse and repair. Sorted by key.

doctor-adopted = Establishment { $number } is there again, in the zone “{ $zone }”, { $contact ->
    [none] without a contact
   *[other] with the contact { $contact }
}: look at both.
doctor-audit-broken = The audit was altered or cut at entry { $id }: compare it with the copy in the system's log.
doctor-audit-inside-behind = The audit of establishment { $number } no longer has entry { $id }, which was its last: its end was cut, or an older copy of the database was put in its place. If that was meant, the next change in the establishment notes it in the host's audit; else put the newest database back.
doctor-audit-inside-broken = The audit of establishment { $number } was altered or cut at entry { $id }: compare it with that of an export.
doctor-database-damaged = { $cause ->
    [schema] In the database of establishment { $number } there are tables, triggers or columns that this program never makes, or some are missing
    [no-database] The file in the place of establishment { $number }'s database is no database
    [malformed] The database of establishment { $number } is damaged
   *[other] The database of establishment { $number } cannot be read ({ $cause })
}: { $cause ->
    [schema] if what is too much keeps nobody from working in it, have it removed by whoever put it there; otherwise set it aside
   *[other] set it aside
}, then { $exported ->
    [no] put a copy of it in its place, or have an empty one made: it has no export.
   *[yes] have it made again from its newest export.
}
doctor-database-foreign = { $whose ->
    [own] The file in the place of establishment { $number }'s database is this school's by its number and names, but of a time that the registry does not know: adopt it, so that the establishment has it again, or set it aside.
    [number] The file in the place of establishment { $number }'s database is establishment { $of }'s{ $own ->
        [none] : set it aside, then have the database made again, from its newest export or empty.
       *[other] , and its own one lies at { $own }: put it back ({ doctor-adopt-way }), and what lies there goes back to its own place if that is free.{ $age }
    }
   *[other] The file in the place of establishment { $number }'s database is not its own{ $own ->
        [none] : set it aside, then have the database made again, from its newest export or empty.
       *[other] , which lies at { $own }: put it back ({ doctor-adopt-way }).{ $age }
    }
}
doctor-database-is-export = In the place of the database of establishment { $number } lies its export of { $taken }, put there by hand: what was done after that moment is not in it. It can be used; the repair takes out what only an export needs.
doctor-database-missing = { $own ->
    [none] { $held ->
        [none] The database of establishment { $number } is missing: put it back in its place, { $left ->
            [nothing] or have it made again empty: no export of it is known.
            [deleted] have it made again from its newest export, or delete the establishment without an export. The registry was older when it was accepted: if the establishment was deleted since, on purpose, delete it once more.
           *[export] have it made again from its newest export, or delete the establishment without an export.
        }
       *[other] The database of establishment { $number } is missing, and { $held }, which the registry does not know, holds its school. { doctor-held-way } how that one comes back.
    }
   *[other] The database of establishment { $number } is not in its place, but lies at { $own }: put it back ({ doctor-adopt-way }).{ $age }
}
doctor-database-misfit = The database of establishment { $number } holds a value that this program cannot have written: { $misfit }. Correct it by hand, or restore the database from an export.
doctor-database-newer = The database of establishment { $number } was made by a later version (schema { $found }, this one knows { $known }): update intendant.
doctor-database-not-a-file = In the place of the database of establishment { $number }, { $path } is { $standing }, not a file: { $leads ->
    [none] set it aside, then have the database made again, from its newest export or empty.
   *[other] it leads to { $leads }. If the establishment's database lies there, remove the link and move that file here: what was done last may be in no export. Else set the link aside, then have the database made again, from its newest export or empty.
}
doctor-database-older = The database of establishment { $number } is of an earlier version (schema { $found } instead of { $known }).
doctor-database-unexamined = The database of establishment { $number } could not be examined this time: { $cause }
doctor-examined = { $how ->
    [thorough] Thorough examination: structure, rules and every value of each database.
   *[quick] Quick examination: each database is there and can be read; its tables and values are judged by the thorough one.
}
doctor-export-lost = The export { $file } { $presence ->
    [missing] is in the catalogue, but its file is not there
   *[damaged] is not what was written: its file was altered or damaged
}{ $need ->
    [undo] , and an undo needs it: put the file back, or give it up ({ $way })
    [only] , and it is the only one of an establishment that was deleted: put the file back, or give it up ({ $way })
   *[none] : put the file back, or give it up ({ $way })
}.
doctor-export-unknown = { $count ->
    [one] The catalogue does not know the export { $path }: adopt it into the catalogue{ $door ->
        [console] {""}
       *[command] {" "}(--adopt)
    }, or set it aside.
   *[other] The catalogue does not know { $count } exports in { $path } ({ $named }{ $more ->
        [0] {""}
       *[other] , …
    }): adopt them into the catalogue{ $door ->
        [console] {""}
       *[command] {" "}(--adopt)
    }, all or one, or set them aside.
}
doctor-export-forgotten = The catalogue has forgotten the export { $file }.
doctor-exports-entered = { $count ->
    [one] One export is in the catalogue again.
   *[other] { $count } exports are in the catalogue again.
}
doctor-folder-missing = The folder { $path } is missing: if a disk belongs there, mount it; otherwise have the folder made again.
doctor-hash-missing = The export { $file } has no hash beside it ({ $file }.sha256): another machine would refuse it. The repair writes it anew.
doctor-job-inside = In establishment { $number }, job { $job } was interrupted with { $left ->
    [one] one target left
   *[other] { $left } targets left
}: resume or cancel it ({ $door ->
    [console] screen Jobs of the establishment
   *[command] job resume, job cancel with --establishment { $number }
}).
doctor-job-interrupted = Job { $job } was interrupted with { $left ->
    [one] one target left
   *[other] { $left } targets left
}: resume or cancel it ({ $door ->
    [console] screen Jobs
   *[command] job resume, job cancel
}).
doctor-key-untied = The SSH key { $key } is tied to { $login }, who is no active webmaster: its commands are refused. Correct [ssh.keys] in the configuration, and take the key away from authorized_keys.
doctor-left-over = Left over from interrupted work: { $path }.
doctor-mails-stuck = { $count ->
    [one] One e-mail is still being sent although its sender has ended.
   *[other] { $count } e-mails are still being sent although their sender has ended.
}
doctor-names-differ = The database of establishment { $number } says “{ $database }”, the registry “{ $registry }”. Repaired, it gets the registry's names; if those of the database are right, edit the establishment first.
doctor-no-administrator = Establishment { $number } has no Manager or Superadmin who lasts: { $door ->
    [console] w on it in the list of establishments, with a new administrator,
   *[command] intendant establishment reset-password { $number } --create
} makes one.
doctor-no-webmaster = No webmaster can sign in: add one { $door ->
    [console] (screen Webmasters).
   *[command] with intendant webmaster add.
}
doctor-not-owned = { $path } belongs to another user: give it back to its owner with chown.
doctor-not-private = The permissions of { $path } ({ $mode }) are not those of a private file.
doctor-content-of-another = The database of establishment { $number } says that its content was establishment { $other }'s, { $lives ->
    [yes] and both are here: the same school may be here twice, with the same persons, or a program that works in that database writes what is not so. Compare the two. If they are one school, bring the right content back from an export in the place of establishment { $number }'s, or delete the one that is not right: its export is kept.
   *[other] which was still here when establishment { $number } had that content, and was deleted later: either it was the same school, here twice, or a program that works in that database writes what is not so. Before you bring establishment { $other } back, compare its export with the database of establishment { $number }.
} If they are two, have that program corrected: this is told for as long as the database says so. Nothing is refused to establishment { $other } because of it.
doctor-number-retired = Number { $number } is in use although it was retired after a deletion.
doctor-orphan-database = The registry does not know the database { $path } of “{ $denomination }” ({ $location }): adopt it, so that the establishment is there again, or set it aside. Until then new establishments get higher numbers.
doctor-orphan-file = The registry does not know { $path }, and it cannot be adopted: { $unfit }. Set it aside. Until then new establishments get higher numbers.
doctor-orphan-other = { $path }, which the registry does not know, says that it is the database of number { $number }. If this establishment's database is missing and this is the one, this examination says so and puts it back; else it is another copy. If it is the right one (the present database was made again empty, say), move the present one out of the folder and give this one its name, then adopt it; set it aside only once you are sure that nobody needs it. Until then new numbers are higher.
doctor-outlook-adopt = { $how ->
    [orphan] Establishment { $number }, { $name }, is there again: its database is the file { $path } as it is now, with the accounts and grades in it. Its zone and contact come from its newest known export; without one they are the default zone and the database's first administrator.
   *[own] Establishment { $number }, which the registry knows, takes the file in its place as it is now, with the accounts and grades in it. Passwords that waited in e-mails are not good for it and are withdrawn.
}
doctor-outlook-elsewhere = The database of establishment { $number } is not lost: it lies at { $path }. { $door ->
    [console] “Put its own database back”
   *[command] doctor --adopt { $number }
} gives it back; what follows does not.
doctor-outlook-held = The school of establishment { $number } may not be lost: { $path }, which the registry does not know, holds it. { doctor-held-way } how that one comes back; what follows does not bring it.
doctor-outlook-of-another = It says that it is establishment { $of }'s: once it is among the orphans, { $door ->
    [console] “Put its own database back” gives it to that one, if it has no other.
   *[command] doctor --adopt { $of } gives it to that one, if it has no other.
}
doctor-outlook-may-be-older = Its newest export is { $file }, of { $taken }: whether the file is newer than that, or an old copy, nobody can tell.
doctor-outlook-put-back = Establishment { $number } has its own database again, which lies at { $path } and goes to { $to } as it is now. What lies there goes to its own place if that is free, else to the folder orphans.
doctor-outlook-empty = Establishment { $number } gets an empty database, without any account or grade, and a first administrator: the temporary password leaves by e-mail at once, if the contact has an address.
doctor-outlook-enter = { $count ->
    [one] The export { $object } enters the catalogue
   *[other] The { $count } unknown exports in { $object } enter the catalogue, each
} under the establishment's number and the date written in the file. No establishment is changed: restoring one is asked for apart.
doctor-outlook-forget = The export { $object } leaves the catalogue{ $need ->
    [undo] , and what needs it can no longer be undone.
    [only] , the only one of its deleted establishment, which can then no longer be restored from here.
   *[none] .
} What lies beside it, its .sha256 for one, goes to the folder orphans: without that the file could not be adopted again.
doctor-outlook-no-export = No export of establishment { $number } is known.
doctor-outlook-recreate = { $from ->
    [export] Establishment { $number } gets what its newest export holds: { $file }, of { $taken }.
   *[none] No export of establishment { $number } is known: it gets an empty database and a first administrator, whose first password leaves at once by mail, if the contact has an address.
}
doctor-outlook-set-aside = { $count ->
    [one] What is found under “{ $object }” is no longer used: it is moved to the folder orphans{ $of ->
        [yes] , and offered again only to an establishment whose database is missing
       *[no] {""}
    }.
   *[other] The { $count } unknown exports in { $object } are no longer used: they are moved to the folder orphans.
}
doctor-outlook-unusable = { $count ->
    [one] An export of establishment { $number } is there, but cannot be used as it is
   *[other] { $count } exports of establishment { $number } are there, but cannot be used as they are
}: { $door ->
    [console] “Make its database again” says why.
   *[command] doctor --recreate { $number } says why.
}
doctor-outlook-usable = A usable export is there: { $file }, of { $taken }. The empty database holds nothing of it; { $way ->
    [recreate] { $door ->
        [console] “Make its database again” takes what it holds.
       *[command] doctor --recreate { $number } takes what it holds.
    }
   *[restore] to take what it holds afterwards: { $door ->
        [console] “Restore, replacing”, screen Exports.
       *[command] establishment restore { $file } --replace
    }
}
doctor-recreated-empty = { $why ->
    [asked] Establishment { $number } has an empty database, as was asked,
   *[none] No export of establishment { $number } is known: it has an empty database
} with a first administrator, { $mail ->
    [yes] whose password goes to the contact by e-mail
   *[no] whose password is to be reset, because the contact has no address
}.
doctor-recreated-from-export = Establishment { $number } has what its newest export held: { $file }, of { $taken }.
doctor-registry-damaged = The registry is damaged ({ $complaint }): restore it from a backup.
doctor-registry-unreadable = A value in the registry is unknown to this version ({ $cause }).
doctor-reserve-missing = The space kept in reserve for a full disk is missing.
doctor-secrets-expired = { $count ->
    [one] One password that is out of date still waits in the e-mails.
   *[other] { $count } passwords that are out of date still wait in the e-mails.
}
doctor-returned = Establishment { $number } has its own database again, which lay at { $from }{ $also ->
    [none] { "" }
   *[other] , and so has establishment { $also }, whose database lay in its place
}.{ $kept ->
    [none] { "" }
   *[other] { " " }What lay there is kept as { $kept }.
}
doctor-run = { $door ->
    [console] the examination (screen Server)
   *[command] intendant doctor
}
doctor-adopt-way = { $door ->
    [console] “Put its own database back”
   *[command] doctor --adopt { $number }
}
doctor-held-way = { $door ->
    [console] “Make its database again”
   *[command] doctor --recreate { $number }
} says
doctor-way = { $door ->
    [console] { server-choose }
   *[command] doctor --{ $choice }
}
doctor-set-aside = Kept as { $path }. It is offered again only if its establishment's database is missing.
doctor-setting-unreadable = The host's setting “{ $field }” does not hold: put it right in the settings, or with “intendant host edit”.
doctor-some-left = { $done } { $count ->
    [one] One file stays as it was: { $named } ({ $why })
   *[other] { $count } files stay as they were: { $named }{ $more ->
        [0] {""}
       *[other] , …
    } (the first: { $why })
}
doctor-space-low = The disk is almost full: { $free } MiB are left.
doctor-stray-block = A block is about establishment { $number }, which does not exist.
doctor-stuck = Establishment { $number } has stayed { $stage ->
    [creating] in creation
   *[deleting] in deletion
} with nobody working on it.
doctor-unfinished = A process that ended has not finished its work on establishment { $number }: { $step ->
    [create] its creation
    [export] the export before its deletion
    [remove] its deletion
    [adopt] the adoption of its database
    [recreate] the making of its database
    [restore] a restore in its place
    [names] the change of its names
    [reset] an administrator's new password
   *[administrator] the creation of an administrator
}.
doctor-unfit = { $unfit ->
    [no-file] it is { $detail }, not a file
    [alone] its database is not there, only what lay beside it
    [foreign] it is no establishment's database
    [other-number] it is the database of number { $detail }
    [other-tables] a later version made it, or its tables are not those of its version
    [misfit] it holds a value that this program cannot have written ({ $detail })
    [log] changes of a database lie beside it ({ $detail }), and nobody can tell of which
    [lives] its school is here as number { $detail }
    [number] number { $detail } was a school's here, and nothing tells that this is its database
   *[damaged] it is damaged
}
doctor-own-age = { $export ->
    [none] {""}
   *[other] {" "}That file was last written { $changed }; the newest export, { $export }, is of { $taken }. If you want that one instead, move the file out of the data directory first, then have the database made again.
}
doctor-unknown-file = Unknown file or folder in the data directory: { $path }. It is touched only to set it aside, when you ask for it.
doctor-strange-export = { $path } is an export of establishment { $number }, of { $taken }, under a name that no export has: it is in no list. { $door ->
    [console] “Restore a file” (screen Exports)
   *[command] establishment restore { $path }
} brings it back as it is.
doctor-strange-database = { $path } says that it is a database of establishment { $number }, under a name that no database has. If this establishment's database is missing, this examination says so and puts it back; else it is another copy. If it is the right one (the present database was made again empty, say), move the present one out of the folder and give this one its name, then adopt it; set it aside only once you are sure that nobody needs it.
doctor-clock-behind = The server's clock says { $now }, but { $highest } was seen already ({ $rows } { $rows ->
    [one] row is
   *[other] rows are
} of a later time): what expires waits. If the time is right now, confirm it: what the wrong time left is taken back.
doctor-clock-ahead = The server's clock went ahead from { $from } to { $to }: nothing is erased because of its age before the machine has run for a day. If the time is right, confirm it.
audit-action-doctor-accept-registry = registry accepted
audit-action-doctor-adopt = unknown database adopted
audit-action-doctor-adopt-export = unknown export taken into the catalogue
audit-action-doctor-forget-export = lost export given up
audit-action-doctor-put-back = database put back in its place
audit-action-doctor-recreate = database made again
audit-action-doctor-repair = repair
audit-action-doctor-set-aside = file set aside
audit-object-finding = finding
error-not-found-finding = There is nothing to be decided in that way for “{ $id }”.
