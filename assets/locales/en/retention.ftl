### What is kept for a limited time, and its end. Sorted by key.

action-server-prune = Prune

audit-pruned = The log begins after entry { $id }: earlier entries were pruned by { $by } on { $when }.

cli-arg-prune-dry-run = Only tell what is beyond its limit; nothing is removed
cli-arg-prune-kind = Only this kind; repeat for several. Without it, all of them
cli-label-count = Count
cli-label-days-kept = Kept (days)
cli-label-newest = Newest
cli-label-oldest = Oldest
cli-prune-confirm = { $count } { $count ->
    [one] row or file
   *[other] rows and files
} will be removed for good. Type the count to confirm
cli-prune-old = Remove what is kept longer than its limit: e-mails, jobs, sessions, audit, statistics, exports …
cli-prune-stage = Pruning
cli-prune-taken = { $count ->
    [0] Nothing was removed.
    [one] { $count } row or file removed.
   *[other] { $count } rows and files removed.
}
cli-prune-total = { $count ->
    [0] Nothing that can be removed is beyond its limit.
    [one] { $count } row or file is beyond its limit. Nothing was removed.
   *[other] { $count } rows and files are beyond their limits. Nothing was removed.
}

doctor-overdue = { $kind }: { $count } far older than the { $days ->
    [730] 2 years
    [1095] 3 years
    [1825] 5 years
    [3650] 10 years
    [one] { $days } day
   *[other] { $days } days
} for which they are kept, since { $oldest }: nobody prunes. See intendant prune.

error-audit-broken = Entry { $id } of the audit is not what was written: nothing of the audit is pruned, so that this can still be seen. See intendant audit verify.
error-noted-pruned = Entry { $id } of the audit was pruned since it was noted: only entries after { $first } can be compared. Note the head again.

retention-and = { $said } – { $more }
retention-failed-inside = What should have gone in establishment { $number } has stayed: { $cause }
retention-kind = { $kind ->
    [letters] unused letters to many
    [lost-exports] exports without their file
    [exports] exports
    [left-accounts] accounts of people who left, to be erased
    [mails] e-mails that left or failed
    [jobs] jobs that ended
    [undoable-jobs] jobs that could be undone
    [plans] plans never started
    [mappings] columns of imports
    [sessions] sessions that ended
    [tries] wrong tries to sign in
    [statistics] snapshots of statistics
    [mail-files] files of e-mails
    [orphans] files set aside
    [audit] entries of the audit
   *[other] { $kind }
}
retention-last = Last export of the deleted establishment { $number }, { $name }: { $file }, of { $at }. Without it the establishment can no longer be brought back from here.
retention-last-more = { $count ->
    [one] Also the last export of { $count } other deleted establishment: the option --dry-run names it.
   *[other] Also the last exports of { $count } other deleted establishments: the option --dry-run names them.
}
retention-last-soon = In { $days } { $days ->
    [one] day
   *[other] days
} the last export of the deleted establishment { $number }, { $name }, goes: { $file }, of { $at }. Copy it elsewhere if it is to stay.
retention-line = { $what }: { $count } · { $oldest } – { $newest }{ $size ->
    [none] {""}
   *[other] {" "}· { $size }
} · kept for { $days ->
    [730] 2 years
    [1095] 3 years
    [1825] 5 years
    [3650] 10 years
    [one] { $days } day
   *[other] { $days } days
}
retention-lists = { $count ->
    [one] { $count } list of exports goes with its job.
   *[other] { $count } lists of exports go with their jobs.
}
retention-missing = { $count ->
    [one] { $count } export as old is not in the folder of exports and stays listed: is the folder mounted?
   *[other] { $count } exports as old are not in the folder of exports and stay listed: is the folder mounted?
}
retention-needed = { $count ->
    [one] { $what }: { $count } as old stays, since something needs it.
   *[other] { $what }: { $count } as old stay, since something needs them.
}
retention-never-exported = { $count ->
    [one] { $count } entry of the audit was never exported.
   *[other] { $count } entries of the audit were never exported.
}
retention-no-undo = { $count ->
    [one] What this job did can then no longer be undone.
   *[other] What these { $count } jobs did can then no longer be undone.
}
retention-not-erased = Somebody is reading the registry: what was removed goes from its log a little later.
retention-nothing = Nothing that can be removed is beyond its limit.
retention-of-deleted = { $count ->
    [one] { $count } export is of an establishment that was deleted.
   *[other] { $count } exports are of establishments that were deleted.
}
retention-stopped = Stopped before the end; the rest is as it was, and the next time goes on.
retention-taken = { $count ->
    [one] { $count } row or file removed.
   *[other] { $count } rows and files removed.
}

server-pruning = Rows and files beyond their limit
retention-unreadable = { $count ->
    [one] One establishment could not be looked at: the examination says why.
   *[other] { $count } establishments could not be looked at: the examination says why.
}
audit-action-retention-prune = old rows pruned
audit-object-retention = old
