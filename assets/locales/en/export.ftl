### Exports. Sorted by key.

action-export-file = Restore from a file, transfer
action-export-keep = How long they are kept
action-export-prune = Remove old ones
action-export-replace = Restore, replacing
action-export-restore = Restore
action-export-verify = Verify

audit-action-export-remove = export removed
audit-object-export = export

cli-arg-export-file = Name of the export
cli-arg-export-why = Only those made for this reason
cli-export = Exports that exist: list, check, remove old ones
cli-export-keep = Set for how many days exports are kept; older ones go with 'prune' or 'export prune'
cli-export-list = List exports, the latest first
cli-export-prune = Remove exports that are too old and that nothing needs
cli-export-show = Show one export
cli-export-verified = { $file }: { $presence }
cli-export-verify = Read exports, compare them with their hash and judge whether they can be restored

error-not-found-export = There is no export “{ $id }”.

export-age = { $days ->
    [0] today
   *[other] { $days } d
}
export-cell = line { $line }, { $column }, “{ $value }”: { $reason }
export-cell-empty = line { $line }, { $column }: { $reason }
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
export-keys-title = { $count ->
    [one] Restore an encrypted export
   *[other] Restore { $count } exports, some of them encrypted
}
export-line = line { $line }: { $reason }
export-one = Export of establishment { $name }
export-presence = { $presence ->
    [there] present
    [verified] verified
    [missing] missing
    [damaged] altered or damaged
    [unrestorable] cannot be restored
   *[other] { $presence }
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
export-verified-unfit = { $presence }: { $fault }
export-why = { $why ->
    [export] on request
    [before-delete] before a deletion
    [before-restore] before a restore
   *[other] { $why }
}
exports-none = No export yet: x on the establishments makes them, a deletion too. { $add } restores from a file or takes over a transfer.

field-label-compress = Compress (Zstandard)
field-label-key-file = File of keys
field-label-older-than-days = Older than (days)
field-label-public-key = Public key
field-label-replace-existing = Replace the data of those that are there
field-label-retention-days = Days that exports are kept
field-label-tables = Add tables (CSV)

hint-key-file = Only for encrypted exports: the file that age-keygen wrote.
hint-older-than-days = Nothing goes before their number is typed. What an undo needs stays.
hint-replace-existing = An export of what is there is made first.
hint-restore-exchange = A name in the exchange folder or in the folder of exports.
hint-restore-file = An export, or the CSV list of a transfer.
hint-retention-days = Empty: for as long as can be, 3650 days. What is needed stays.

plain-export-line = { $place }. Establishment { $number }, { $denomination }, { $taken_at }, { $bytes }, { $why }, { $presence }.
plain-export-no-place = "{ $typed }": give numbers of the list, from 1 to { $count }.
plain-export-replace = Replace the data of establishments that are there
plain-export-which = Numbers in the list
plain-help-export-file = An export (.sqlite, .sqlite.zst) with its .sha256 file, or the CSV list of a transfer with the exports beside it.
plain-help-export-first = The export is a whole and verified file in the folder of exports: a deletion can be undone from it.
plain-help-export-which = The numbers said at the beginning of lines: 2, or 1 4-6.
plain-help-exports = Exports are the copies that can be restored. The list numbers them; verifying and restoring take these numbers.

screen-exports = Exports

why-none-old = No export is older.
