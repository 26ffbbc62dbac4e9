### The audit: what is said of it, and its words. Sorted by key.

action-audit-export = Export the log
action-audit-fields = Choose action, who, days
action-audit-verify = Verify the log

# The actions are those of the log, with a hyphen in place of the dot.
audit-action = { $action }
audit-action-audit-export = log exported
audit-action-audit-prune = log pruned
audit-action-clock-confirm = time confirmed
audit-action-clock-jump = clock jumped
audit-action-list-export = list exported
audit-action-remote-refused = command over SSH refused
audit-broken-altered = Entry { $id } was altered: nothing after it can be trusted.
audit-broken-missing = Entry { $id } is missing: nothing after it can be trusted.
audit-by-client = nobody yet, from { $client }
audit-by-key = SSH key “{ $key }”, nobody yet
audit-change = { $field }: { $value }
audit-door = { $stored ->
    [console] the console
    [plain] plain mode
    [command] a command
   *[other] { $stored }
}
audit-end-reason = { $reason ->
    [ended] ended by somebody else
    [hang-up] the connection was lost
    [moved] the database was replaced
    [password] new password
    [sign-out] the person left
    [terminated] the program was told to stop
   *[other] { $reason }
}
audit-export-all = The whole log will be written to this file.
audit-export-button = Export
audit-export-filtered = Only the entries that the filter leaves will be written.
audit-exported = { $entries } { $entries ->
    [one] entry
   *[other] entries
} written to { $path }

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
    [account] account
    [entries] entries
    [residues] hash of what is left
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
    [members] members
    [more] further ones within the hour
    [never-exported] never exported
    [number] number
    [older-than] older than
    [permissions-added] permissions added
    [permissions-removed] permissions taken away
    [rights-gained] rights gained
    [rights-lost] rights lost
    [rows] rows of the file
    [set-aside] set aside as
    [sha256] SHA-256
    [skipped] rows left out
    [state] state
    [subject] subject
    [support] reason for support
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
    [passwords-mailed] passwords mailed anew
    [passwords-forgotten] passwords forgotten
   *[other] { $field }
}
audit-fields-button = Filter

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
    [no-administrator] no administrator who lasts
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
    [folder-missing] missing folder
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
audit-format-csv = CSV, for a spreadsheet
audit-format-json = JSON, one entry a line
audit-hash = Hash
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
audit-none = The log is empty.
audit-object = { $kind }
audit-object-access = rights
audit-object-account = account
audit-object-anomaly = anomalies
audit-object-audit = the log
audit-object-backup = backup
audit-object-command = command
audit-object-file = file
audit-object-list = list
audit-object-person = account
audit-object-ssh-key = SSH key
audit-object-statistics = statistics
audit-one = Entry { $name } of the log
audit-os-user = System user
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
audit-ssh-key = SSH key
audit-unknown-login = unknown login (mark { $mark })
audit-utc = UTC
audit-verified = The log is intact: { $entries } { $entries ->
    [one] entry
   *[other] entries
} verified{ $pruned ->
    [no] .
   *[other] , from the one after { $pruned } on: earlier ones were pruned.
}
audit-word = Word

cli-arg-audit-file = The file to create, or - for standard output
cli-arg-audit-format = Spreadsheet or JSON lines
cli-audit = The audit: who did what
cli-audit-altered = Entry { $id } of the audit was altered afterwards.
cli-audit-export = Export the audit to a file
cli-audit-exported = { $count } { $count ->
    [one] entry
   *[other] entries
} exported
cli-audit-list = List the audit's entries, the latest first
cli-audit-missing = Entry { $id } of the audit is missing.
cli-audit-nowhere = Nothing was exported: the standard output leads nowhere, closed or /dev/null.
cli-audit-show = Show an entry in full
cli-audit-verify = Verify the audit's chain
cli-audit-whole = { $count } { $count ->
    [one] entry
   *[other] entries
} intact, head { $head }

column-action = Action
column-from = From
column-object = Object
column-time = When
column-who = Who

error-not-found-audit = There is no entry “{ $id }” in the log.

field-label-audit-action = Action (the command's word)
field-label-audit-actor = Who

hint-audit-action = For instance establishment deleted, or e-mail.
hint-day = 01/09/2026 or 2026-09-01
hint-file-exchange = A bare name: the file goes into the exchange folder.
hint-file-new = A file that does not exist yet.

plain-audit-action = Action, for example establishment.edit
plain-audit-actor = Author
plain-audit-broken = The log { $missing ->
    [yes] has lost
   *[other] was altered at
} entry { $id }: compare it with the system's log.
plain-audit-export = Export to a file
plain-audit-file = File to write
plain-audit-filter = List with a filter
plain-audit-format = In which form?
plain-audit-from = From (day)
plain-audit-line = { $id }, { $at }, { $who }: { $act } ({ $action }) { $object }{ $changes ->
    [no-value] {""}
   *[other] , { $changes }
}.
plain-audit-list = List the latest entries
plain-audit-sound = { $count } { $count ->
    [one] entry, as it was
   *[other] entries, all as they were
} written. Hash of the last one: { $head }.
plain-audit-until = To (inclusive)
plain-audit-verify = Verify that nothing was altered
plain-audit-which = Which entries? Nothing filled in: all of them.
plain-audit-words = Words to look for
plain-help-audit = The log keeps who did what and when, with the values before and after. The verification names the first altered entry.
plain-help-audit-file = The path of a file that does not exist yet. Over SSH, a bare name: the file goes to the exchange folder. The export itself is written in the log.
plain-help-audit-filter = Each part of the filter may stay empty. Words are looked for everywhere, accents do not matter; -word leaves out, a|b looks for either, who:alice and when:>2026-09 look in one column.
plain-menu-audit = Log of sensitive actions

screen-audit = Log
