### The screen of exports. Sorted by key.

action-export-file = Restore from a file, transfer
action-export-keep = How long they are kept
action-export-prune = Remove old ones
action-export-replace = Restore, replacing
action-export-restore = Restore
action-export-verify = Verify
export-age = { $days ->
    [0] today
   *[other] { $days } d
}
export-column-age = Age
export-column-size = Size
export-column-when = Taken
export-column-why = Reason
export-file-note = An export is restored by itself; a transfer list ({ $columns } { $columns ->
    [one] column
   *[other] columns
}) takes over every establishment of another host, whose exports lie beside it.
export-kept = { $days ->
    [3650] Exports are kept for 10 years.
    [one] Exports are kept for { $days } day.
   *[other] Exports are kept for { $days } days.
}
export-prune-button = Count
export-prune-question = { $count ->
    [one] { $count } export is older than { $days } { $days ->
        [one] day
       *[other] days
    } and will be removed for good.
   *[other] { $count } exports are older than { $days } { $days ->
        [one] day
       *[other] days
    } and will be removed for good.
}
export-pruned = { $count ->
    [one] { $count } export removed
   *[other] { $count } exports removed
}
export-read = { $whole ->
    [0] No export is whole
    [one] { $whole } export verified: whole
   *[other] { $whole } exports verified: whole
}{ $bad ->
    [0] {"."}
   *[other] {""}; { $bad } missing or damaged.
}
export-totals = { $count ->
    [one] { $count } export
   *[other] { $count } exports
} · { $size } · { $days ->
    [3650] kept for 10 years, { $old } older
    [one] kept for { $days } day, { $old } older
   *[other] kept for { $days } days, { $old } older
}
exports-none = No export yet: x on the establishments makes them, a deletion too. { $add } restores from a file or takes over a transfer.
hint-older-than-days = Nothing goes before their number is typed. What an undo needs stays.
hint-replace-existing = An export of what is there is made first.
hint-restore-exchange = A name in the exchange folder or in the folder of exports.
hint-restore-file = An export, or the CSV list of a transfer.
hint-retention-days = Empty: for as long as can be, 3650 days. What is needed stays.
screen-exports = Exports
why-none-old = No export is older.
export-keys-title = { $count ->
    [one] Restore an encrypted export
   *[other] Restore { $count } exports, some of them encrypted
}
hint-key-file = Only for encrypted exports: the file that age-keygen wrote.
export-one = Export of establishment { $name }
