### The screen of the log. Sorted by key.

action-audit-export = Export the log
action-audit-fields = Choose action, who, days
action-audit-verify = Verify the log

audit-broken-altered = Entry { $id } was altered: nothing after it can be trusted.
audit-broken-missing = Entry { $id } is missing: nothing after it can be trusted.
audit-export-all = The whole log will be written to this file.
audit-export-button = Export
audit-export-filtered = Only the entries that the filter leaves will be written.
audit-exported = { $entries } { $entries ->
    [one] entry
   *[other] entries
} written to { $path }

audit-fields-button = Filter
audit-format-csv = CSV, for a spreadsheet
audit-format-json = JSON, one entry a line
audit-hash = Hash
audit-none = The log is empty.
audit-os-user = System user
audit-ssh-key = SSH key
audit-utc = UTC
audit-verified = The log is intact: { $entries } { $entries ->
    [one] entry
   *[other] entries
} verified{ $pruned ->
    [no] .
   *[other] , from the one after { $pruned } on: earlier ones were pruned.
}
audit-word = Word

column-action = Action
column-from = From
column-object = Object
column-time = When
column-who = Who

hint-audit-action = For instance establishment deleted, or e-mail.
hint-day = 01/09/2026 or 2026-09-01
hint-file-exchange = A bare name: the file goes into the exchange folder.
hint-file-new = A file that does not exist yet.
audit-one = Entry { $name } of the log
