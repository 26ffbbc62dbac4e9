### The screen of the log. Sorted by key.

action-audit-export = Export the log
action-audit-fields = Choose action, who, days
action-audit-verify = Verify the log

# The actions are those of the log, with a hyphen in place of the dot.
audit-action = { $action ->
    [audit-export] log exported
    [doctor-repair] repair
    [establishment-add] establishment added
    [establishment-block] blocked
    [establishment-add-administrator] administrator created
    [establishment-delete] establishment deleted
    [establishment-edit] establishment edited
    [establishment-export] establishment exported
    [establishment-reset-password] administrator's new password
    [establishment-unblock] unblocked
    [host-block] all establishments blocked
    [host-edit] settings edited
    [host-initialise] host set up
    [host-unblock] all establishments unblocked
    [import-save-mapping] columns of an import saved
    [mail-retry] mail queued again
    [mail-test] test mail
    [session-end] session ended
    [session-refused] sign-in refused
    [session-sign-in] signed in
    [session-unlock] unlocked
    [session-unlock-refused] unlocking refused
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
audit-after = After
audit-before = Before
audit-broken-altered = Entry { $id } was altered: nothing after it can be trusted.
audit-broken-missing = Entry { $id } is missing: nothing after it can be trusted.
audit-count = { $more ->
    [yes] { $at } of more than { $known }
   *[no] { $at } of { $known }
} { $known ->
    [one] entry
   *[other] entries
}
audit-detail-title = Entry { $id } of the log
audit-export-all = The whole log will be written to this file.
audit-export-button = Export
audit-export-filtered = Only the entries that the filter leaves will be written.
audit-exported = { $entries } { $entries ->
    [one] entry
   *[other] entries
} written to { $path }

# Other fields have the label that forms give them.
audit-field = { $field ->
    [author] block's author
    [blocker] blocked by
    [code] finding
    [entries] entries
    [establishments] establishments
    [export] export
    [mapping] columns
    [state] state
   *[other] { $field }
}
audit-fields-button = Filter
audit-format-csv = CSV, for a spreadsheet
audit-format-json = JSON, one entry a line
audit-from = from { $day }
audit-hash = Hash
audit-no-match = No entry matches. { $back } takes the filter away.
audit-none = The log is empty.
audit-object = { $kind ->
    [audit] the log
    [establishment] establishment
    [finding] finding
    [host] the host
    [mail] mail
    [session] session
    [webmaster] webmaster
    [zone] zone
   *[other] { $kind }
}
audit-os-user = System user
audit-ssh-key = SSH key
audit-until = until { $day }
audit-verified = The log is intact: { $entries } { $entries ->
    [one] entry
   *[other] entries
} verified.
audit-verifying = Verifying the whole log…

column-action = Action
column-from = From
column-object = Object
column-time = When
column-who = Who

hint-audit-action = For instance establishment.delete, or mail for everything about mails.
hint-day = 01/09/2026 or 2026-09-01
hint-file-exchange = A bare name: the file goes into the exchange folder.
hint-file-new = A file that does not exist yet.
