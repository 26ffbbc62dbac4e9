# Why a verb was not carried out.

clock-confirm = { $door ->
    [console] confirm it on the screen Server (Examine, then Repair)
   *[command] confirm it with intendant doctor --clock-is-right
}
clock-jump = The server's clock went { $direction ->
    [back] back
   *[forward] forward
} at once: { $to } instead of { $from }. { $open ->
    [no] It is back at the time that was expected: there is nothing to confirm.
   *[yes] { $direction ->
        [back] What expires keeps the latest time: if the time is right, { clock-confirm }.
       *[forward] Nothing is erased because of its age until it is confirmed: if it is right, { clock-confirm }.
    }
}
error-busy = { $kind ->
    [console] { $name } is at work on it, on the console since { $since }. Try again when that has ended.
    [plain] { $name } is at work on it, in plain mode since { $since }. Try again when that has ended.
    [command] { $name } is at work on it, by a command since { $since }. Try again when that has ended.
    [named] { $name } is at work on it. Try again when that has ended.
    [ended] A process that ended was at work on it: try again, which first finishes or undoes what it left.
   *[unnamed] Somebody else is at work on it. Try again when that has ended.
}
error-cancelled = Stopped as asked.
error-conflict = Somebody else saved it meanwhile: choose for each field, yours or theirs.
error-console = The console had to end: { $cause }
error-exports-refused = The database of establishment { $number } was not made again: exports that are its newest, or may be, are missing or cannot be used. { $refused } { $usable ->
    [yes] The newest that can be used is { $file }, of { $taken }.
   *[no] There is none that can be used.
} Put right what is named; { $door ->
    [console] or make an empty database (screen Server: Examine, then Repair), then bring the export that you choose into it (screen Exports: Restore, replacing).
   *[command] or make an empty database (doctor --empty { $number }), then bring the export that you choose into it (establishment restore FILE --replace).
}
error-several-own = The database of establishment { $number } was not put back: several files prove to be it, { $paths }. Set those aside that are not wanted; the one that is left can then be put back. A file in the folder orphans is taken out of it by hand.
error-log-beside = The database of establishment { $number } was not moved: { $path } holds changes of a database, and nobody can tell of which. End every program that has one of them open; then give the files back by hand the names that they had, each with its own log. A log that is the database's own goes into it when its program opens it and ends.
error-log-set-aside = The database of establishment { $number } was not moved: { $path } was set aside without a database, and may hold the last changes of this one. If it is this one's log, copy both, put the log beside the file as { $beside }, and open and close { $file } once with a program that uses SQLite: the changes are in it then. If it is not, or is not wanted, move it out of the folder orphans. Then repeat.
error-own-elsewhere = The database of establishment { $number } was not made again: its own one lies at { $path }. { $door ->
    [console] “Put its own database back” gives it back; “Make an empty database” makes an empty one all the same.
   *[command] doctor --adopt { $number } gives it back; doctor --empty { $number } makes an empty one all the same.
} To have the newest export instead, move that file out of the data directory first.
error-held-elsewhere = The database of establishment { $number } was not made again: { $path }, which the registry does not know, holds its school, perhaps of a later time than any export{ $way ->
    [none] , but cannot be adopted as it is: { $unfit }. Keep a copy of it: what was done last may be in no export.
   *[adopt] . To have that content back, { $place ->
        [none] { "" }
       *[other] give that file by hand the name { $place }, then{ " " }
    }{ $under ->
        [own] adopt it ({ error-adopt-way }).
       *[other] delete establishment { $number }, which has no database, without an export ({ $door ->
            [console] screen Establishments
           *[command] establishment delete { $number } --no-export
        }), then adopt it as { $of } ({ error-adopt-way }).
    }
} If the newest export is what you want, set that file aside first{ $door ->
    [console] { "" }.
   *[command] { " " }(doctor --set-aside { $path }).
} What lies in the folder orphans already is taken out of it by hand.
error-adopt-way = { $door ->
    [console] screen Server: Examine, then Repair
   *[command] doctor --adopt { $of }
}
error-lives-as = { $path } was not adopted: its school is still here, as number { $other }, and two establishments would have the same persons. If this file is the right one, delete establishment { $other } first ({ $door ->
    [console] screen Establishments; without an export if it has no database), then adopt it.
   *[command] establishment delete { $other }, with --no-export if it has no database), then adopt it (doctor --adopt { $number }).
} If establishment { $other } is the right one, set this file aside.
error-number-unproved = { $path } was not adopted: number { $number } was a school's here, nothing tells that this is its database, and a database cannot get another number. If it is, an export that was made of it tells so: put that into the folder exports, then adopt the database. A later backup of the registry may know it too. Otherwise set it aside.
error-fields = { $count ->
    [one] One value is not accepted.
   *[other] { $count } values are not accepted.
}
error-not-found = There is no “{ $id }”.
error-not-found-administrator = There is no administrator “{ $id }”.
error-not-found-letter = There is no letter “{ $id }”.
error-rule = { $rule ->
    [already-initialised] This data directory is in use already. Choose another one, or open this one.
    [being-initialised] Somebody else is initialising this data directory at this moment. Nothing was done.
    [registry-missing] Databases lie in this data directory but its registry (registry.sqlite) is missing. Put it back from a backup, or name an empty directory. Nothing was done.
    [registry-not-doubted] There is nothing to accept: this registry is the one that was used last.
    [not-initialised] This data directory is empty. Run “intendant init” first.
    [code-refused] This code is wrong, was used already or is no longer good, or there were too many tries. Check it, or ask for another one in a few minutes.
    [sign-in-failed] Login or password is wrong, or there were too many tries. Check both; wait a few minutes if it goes on.
    [last-webmaster] This is the last webmaster who administers everything and can sign in. Add or enable another one first.
    [own-account] Nobody disables their own account. Ask another webmaster.
    [own-duty] Nobody changes their own duty. Ask another webmaster.
    [no-change] There is nothing to change: it is so already.
    [name-taken] Its name or UAI was given to something else since: change that first.
    [elsewhere] It is not here: it belongs to the host, or to an establishment that has to be named.
    [default-zone] Zone 1 cannot be deleted: it takes in the establishments of deleted zones.
    [changed] Somebody else changed it meanwhile. Look at it again, then repeat.
    [not-active] The establishment is being created or deleted.
    [already-blocked] It is blocked already, for this reason and until this day.
    [not-blocked] There is no such block to lift.
    [no-general-block] There is no general block to lift.
    [no-contact-email] The contact has no e-mail address to send a password to. Add one first.
    [not-erasable] The establishment's database is missing or damaged: nothing proves whose that login is, so nobody is erased and nobody's data gathered. Run { doctor-run } to put it back, or restore an export, then repeat. What the host holds of its people, e-mails and reports, goes in its time.
    [no-administrator] This establishment has no such administrator. One can be created.
    [same-mail] The same e-mail goes to this address already.
    [mail-left] This e-mail no longer waits.
    [same-zone] It is in that zone already.
    [unknown-zone] There is no such zone.
    [not-expired] The administrator's password is in use, or still valid.
    [incomplete] The plan lacks what this target needs: draw it up again.
    [nothing-restored] Nothing was restored here: there is nothing to undo.
    [nothing-done] This job did nothing: there is nothing to undo.
    [nothing-left] Nothing that this job did is left to undo.
    [nothing-failed] Nothing of this job failed: there is nothing to try again.
    [no-targets] Nothing matches.
    [number-taken] This number belongs to an existing establishment.
    [no-export] It was deleted without an export.
    [no-file] No such file.
    [too-large] The file is above the limit.
    [not-a-file] It is not a file.
    [no-room] It does not fit on the disk.
    [misfit] A value in it is not one that this program writes.
    [held-refused] Its manifest has a value that is not accepted.
    [no-hash] Its SHA-256 is missing: a file of the same name ending in .sha256.
    [hash-differs] The content is not what was hashed: the file was altered.
    [replaced-since] It holds what was replaced later: whether that is wanted, a person has to say.
    [taken-ahead] Its moment lies ahead of now, so a clock was wrong: whether it is the newest, nobody can tell.
    [not-an-export] This is not an export.
    [schema-differs] Its tables are not those of its version.
    [export-damaged] The database inside is damaged.
    [manifest-differs] Its manifest is missing, or does not fit its content.
    [values] This row of the list has a value that is refused.
    [twice] Another file of this plan has the same number.
    [sealed] It is encrypted: name the file of keys that opens it.
    [keys] The file of keys cannot be read or holds no key.
    [number-of-another] Its number was another school's here, and no second one gets it: give it another (Id_Import of a transfer list).
    [of-number] It is of another establishment of this host.
    [still-here] Its school is still here under another number.
    [other-school] It is of another school than the one that has the number.
    [row-differs] Its row in the list is another school's.
    [older] Its school was deleted again later, after another export.
    [undated] Whether another export of its school is newer, nobody can tell.
    [other-key] It is encrypted for another key.
    [newer] A later version made it.
    [uai-taken] Its UAI is that of another establishment.
    [job-ended] This job is over.
    [job-not-begun] This plan was not started yet.
    [job-not-over] This job is not over.
    [job-started] This job was started; only a plan can be forgotten.
    [job-not-running] This job is not running.
    [job-lost] This job went to another process, or the establishment in which it ran has other content now.
    [not-undoable] What this job did cannot be undone.
    [already-undone] This job was undone already.
    [superseded] A later job changed its content: undo that one first, or restore the export that you choose.
    [above-threshold] Too many establishments for one deletion without a second switch.
    [clock-jumped] The server's clock jumped: nothing that cannot be undone is done in this run. Check the time, then ask again.
    [clock-doubtful] The server's time is in doubt: nothing is erased because of its age. If it is right, { clock-confirm }.
    [clock-unusable] The server's clock says a year before 1970 or after 9999. Set it right, then repeat.
   *[other] A rule refuses this.
}

### What an act changes about e-mails that wait

aftermath-rewritten = { $count ->
    [one] 1 waiting e-mail follows: it will leave as things are now.
   *[other] { $count } waiting e-mails follow: they will leave as things are now.
}
aftermath-gone-inside = { $count ->
    [one] 1 e-mail waited in the establishment's database: it does not leave.
   *[other] { $count } e-mails waited in the establishment's database: they do not leave.
}
aftermath-withdrawn = { $count ->
    [one] 1 waiting e-mail withdrawn
   *[other] { $count } waiting e-mails withdrawn
}: { $cause ->
    [no-address] the contact has no address any more.
    [superseded] a newer password replaces it.
    [gone] the establishment is no longer here.
    [replaced] the content was replaced, the passwords have to be reset.
   *[other] they no longer hold.
}
aftermath-passwords-mailed = { $count ->
    [one] The password that nobody had used yet is void: another one leaves by e-mail to the account's address.
   *[other] { $count } passwords that nobody had used yet are void: others leave by e-mail to the accounts' addresses.
}
aftermath-passwords-forgotten = { $count ->
    [one] The password that nobody had used yet is void, and none replaces it: give the account another one once it has an address and can be used.
   *[other] { $count } passwords that nobody had used yet are void, and none replaces them: give the accounts others once they have an address and can be used.
}
aftermath-unsent = { $count ->
    [one] The password of the administrator of establishment { $number } never left, its e-mail was withdrawn: reset it.
   *[other] Of { $count } establishments that were brought back ({ $number } the first), the administrator's password never left, its e-mail was withdrawn: reset them.
}
aftermath-bounce-followed = The bounce address follows the sender: { $address }.
aftermath-bounce-behind = The sender has changed, the bounce address is still { $address }: check it.
error-several-sites = Several establishments have the UAI { $uai }: { $numbers }. Give the number of yours.
export-refused = { $file } ({ $taken ->
    [none] not in the catalogue
   *[other] { $taken }
}): { $why }
export-refused-list = { $one } { $rest }
aftermath-rescued = { $kept ->
    [none] The work on establishment { $number } that a process left was finished, not undone: somebody has written into its database meanwhile.
   *[other] The database of establishment { $number }, whose work a process left undone, was not removed: somebody has written into it meanwhile. It is kept as { $kept }.
}
aftermath-stranger = The file in the place of establishment { $number }'s database was not its own: it is kept as { $path }. { $door ->
    [console] The examination (screen Server)
   *[command] intendant doctor
} tells whether another establishment misses it.
aftermath-both = { $first } { $next }
error-not-retryable = { $state ->
    [withdrawn] This e-mail was withdrawn, since what it said no longer holds: it will not leave.
    [sent] This e-mail went out: there is nothing to send again.
    [sending] This e-mail is being sent.
    [queued] This e-mail waits to be sent already.
   *[other] This e-mail's password is no longer valid: reset it instead.
}
error-job-not-taken = The process that was begun for job { $job } has not taken it: it waits to be begun once more.
error-being-undone = Job { $job } undoes it and is not over: go on with that one.
error-too-many = That is too many at once: { $found }, and { $max } at most are possible.
