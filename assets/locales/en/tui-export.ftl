### The screen of exports. Sorted by key.

action-export-prune = remove old ones
action-export-replace = restore over what is there
action-export-restore = restore
action-export-verify = verify
export-age = { $days ->
    [0] today
   *[other] { $days } d
}
export-column-age = Age
export-column-size = Size
export-column-when = Taken
export-column-why = Reason
export-count = { $at } of { $total }
export-prune-question = { $count ->
    [one] { $count } export is older than { $days } days and will be removed for good.
   *[other] { $count } exports are older than { $days } days and will be removed for good.
} Deleted establishments can no longer be brought back from them.
export-pruned = { $count ->
    [one] { $count } export removed
   *[other] { $count } exports removed
}
export-read = { $file }: { $presence ->
    [verified] verified, the content is what was written
    [missing] missing
    [damaged] altered or damaged
   *[other] { $presence }
}
export-reading = Reading { $file } …
export-totals = { $count ->
    [one] { $count } export
   *[other] { $count } exports
} · { $mib } MiB · { $days ->
    [0] kept until somebody removes them
    [one] kept for { $days } day, { $old } older
   *[other] kept for { $days } days, { $old } older
}
exports-none = No export yet: x on the establishments makes them, a deletion too.
screen-exports = Exports
why-export-busy = One is being read.
why-no-retention = Exports are kept until somebody removes them: `export keep` sets for how many days.
why-none-old = None is older than the days that exports are kept.
