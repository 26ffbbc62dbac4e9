### The words of the log of sensitive actions. Ordered by key.

# The actions are those of the log, with a hyphen in place of the dot.
audit-action = { $action ->
    [zone-undo-add] zone taken away
    [template-undo-add] template taken away
    [zone-undo-edit] editing of zone undone
    [zone-undo-delete] zone brought back
    [webmaster-undo-disable] disabling of webmaster undone
    [webmaster-undo-enable] enabling of webmaster undone
    [webmaster-undo-edit] editing of webmaster undone
    [template-undo-edit] editing of template undone
    [template-undo-delete] template brought back
    [department-undo-add] department taken away again
    [department-undo-edit] editing of department undone
    [department-undo-delete] department brought back
    [audit-export] log exported
    [audit-prune] log pruned
    [clock-jump] clock jumped
    [clock-confirm] time confirmed
    [department-add] department added
    [department-delete] department deleted
    [department-edit] department edited
    [doctor-accept-registry] registry accepted
    [doctor-adopt] unknown database adopted
    [doctor-adopt-export] unknown export taken into the catalogue
    [doctor-forget-export] lost export given up
    [doctor-put-back] database put back in its place
    [doctor-recreate] database made again
    [doctor-repair] repair
    [doctor-set-aside] file set aside
    [establishment-add] establishment added
    [establishment-add-administrator] administrator created
    [establishment-block] blocked
    [establishment-delete] establishment deleted
    [establishment-edit] establishment edited
    [establishment-export] establishment exported
    [establishment-import] file imported
    [establishment-reset-password] administrator's new password
    [establishment-restore] establishment restored
    [establishment-add-failed] creation not finished
    [establishment-delete-failed] deletion not finished
    [establishment-audit-behind] audit cut, or an older copy put back
    [establishment-restore-failed] restore not finished
    [establishment-unblock] unblocked
    [export-remove] export removed
    [host-block] all establishments blocked
    [host-edit] settings edited
    [host-initialise] host set up
    [host-unblock] all establishments unblocked
    [import-save-mapping] columns of an import saved
    [job-ask-cancel] a job's cancellation asked for
    [job-ask-pause] a job's pause asked for
    [job-cancel] job given up
    [job-end] job done
    [job-pause] job paused
    [job-resume] job resumed
    [job-remove] plan removed
    [job-rename] plan renamed
    [job-save] plan saved
    [job-start] job started
    [list-export] list exported
    [mail-hand-over] e-mails handed over to be sent
    [mail-retry] e-mail queued again
    [mail-test] test e-mail
    [mail-withdraw] e-mail withdrawn
    [remote-refused] command over SSH refused
    [retention-prune] old rows pruned
    [session-end] session ended
    [session-refused] sign-in refused
    [session-sign-in] signed in
    [session-unlock] unlocked
    [session-unlock-refused] unlocking refused
    [template-add] letter template added
    [template-delete] letter template deleted
    [template-edit] letter template changed
    [webmaster-add] webmaster added
    [webmaster-change-password] own password changed
    [webmaster-disable] webmaster disabled
    [webmaster-edit] webmaster edited
    [webmaster-enable] webmaster enabled
    [webmaster-set-password] webmaster's password set
    [zone-add] zone added
    [zone-add-academies] académies added
    [zone-delete] zone deleted
    [zone-edit] zone edited
    [zone-move] zone moved
   *[other] { $action }
}

audit-change = { $field }: { $value }
audit-door = { $stored ->
    [console] the console
    [plain] plain mode
    [command] a command
   *[other] { $stored }
}
audit-end-reason = { $reason ->
    [hang-up] the connection was lost
    [sign-out] the person left
    [terminated] the program was told to stop
   *[other] { $reason }
}

# Other fields have the label that forms give them.
audit-field = { $field ->
    [added] establishments created
    [administrator] administrator
    [author] author
    [blocker] blocked by
    [code] finding
    [done] done
    [door] through
    [doubt] why it was held
    [end] end
    [entries] entries
    [entry] last entry
    [errors] rows to correct
    [establishments] establishments
    [export] export
    [failed] failed
    [from] taken from
    [head] last entry noted
    [job] job
    [kept] kept as it was
    [mapping] columns
    [more] further ones within the hour
    [never-exported] never exported
    [number] number
    [older-than] older than
    [rows] rows of the file
    [set-aside] set aside as
    [sha256] SHA-256
    [skipped] rows left out
    [state] state
    [subject] subject
    [through] up to entry
    [time] server's clock
    [unchanged] rows already there
    [updated] brought up to date
    [waiting] waiting
    [words] because
    [mails] e-mails
    [mails-rewritten] waiting e-mails that follow
    [mails-withdrawn] waiting e-mails withdrawn
    [mails-inside] e-mails that waited in the database
    [mails-uncertain] e-mails that may have left
   *[other] { $field }
}

# Short words for what the examination finds.
audit-finding = { $code ->
    [audit-broken] log altered or cut
    [audit-inside-behind] establishment's log cut
    [audit-inside-broken] establishment's log altered
    [clock-ahead] clock that went ahead
    [clock-behind] clock behind what was seen
    [content-of-another] content that may be another's
    [database-damaged] unreadable database
    [database-foreign] another school's database
    [database-is-export] export in a database's place
    [database-misfit] impossible value in database
    [database-missing] database missing
    [database-newer] database of a later version
    [database-not-a-file] database that is no file
    [database-older] database of an older version
    [database-unexamined] database not examined
    [export-damaged] export changed or damaged
    [export-missing] export without its file
    [export-unknown] export not in the catalogue
    [hash-missing] export without its hash
    [job-interrupted] interrupted job
    [key-untied] SSH key of nobody
    [left-over] left over from work
    [mails-stuck] e-mails stuck in sending
    [names-differ] other names in the database
    [no-webmaster] no webmaster can sign in
    [not-owned] file of another user
    [not-private] permissions not private
    [number-retired] number already retired
    [orphan-database] unregistered database
    [orphan-file] file that cannot be adopted
    [overdue] kept beyond its limit
    [registry-damaged] registry damaged
    [registry-held] registry not accepted
    [registry-unreadable] unknown value in the registry
    [setting-unreadable] unreadable setting
    [reserve-missing] missing reserve of space
    [row-unreadable] unreadable establishment
    [secrets-expired] expired passwords in e-mails
    [space-low] disk almost full
    [stray-block] block without establishment
    [stuck] creation or deletion stopped
    [unfinished] unfinished work
    [unknown-file] unknown file
   *[other] { $code }
}

audit-import-end = { $end ->
    [cancelled] stopped as asked
    [complete] complete
    [failed] stopped by a failure
   *[other] { $end }
}

audit-more = { $more ->
    [unwritten] not written down
   *[other] { $more }
}
audit-object = { $kind ->
    [account] account
    [audit] the log
    [command] command
    [department] department
    [establishment] establishment
    [export] export
    [file] file
    [finding] finding
    [host] the host
    [job] job
    [list] list
    [mail] e-mail
    [retention] old
    [session] session
    [template] letter template
    [webmaster] webmaster
    [zone] zone
   *[other] { $kind }
}
audit-remote-reason = { $reason ->
    [changes] it changes something
    [file] the file that was named is outside the exchange folder
    [key] the key is that of no active webmaster
    [local] never over SSH
    [none] no commands over SSH here
    [option] an option that is never admitted
    [unknown] no such command
    [unreadable] unreadable
   *[other] { $reason }
}
audit-unknown-login = unknown login (mark { $mark })
audit-by-client = nobody yet, from { $client }
audit-by-key = SSH key “{ $key }”, nobody yet
