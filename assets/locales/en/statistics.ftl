action-establishment-statistics = Statistics
action-statistics-compute = Compute
action-statistics-export = Write to a file
action-statistics-fresh = Read everything again
action-statistics-open = Open a snapshot
action-statistics-picture = Table or charts
cli-arg-stats-asleep = Show only establishments without a sign-in for so many months
cli-arg-stats-csv = Write the rows to a file: CSV, or JSON if its name ends in .json
cli-arg-stats-fresh = Read every database again, even those that did not change
cli-arg-stats-history = List the dated snapshots, or what they say of these establishments
cli-arg-stats-numbers = Numbers of establishments; none: all of them
cli-establishment-stats = Compute statistics of establishments, with their totals
cli-stats-written = { $count } { $count ->
    [one] row
   *[other] rows
} written to { $path }
plain-act-count = Compute statistics of all establishments
plain-act-history = List the snapshots
plain-act-sleepers = Tick the establishments without a sign-in for some time
plain-help-months = A number of months, 6 for instance. Establishments that are younger do not count.
plain-help-statistics = Computing only reads. Databases that cannot be read are named with the cause and left out of the totals.
plain-menu-statistics = Statistics
plain-stats-months = Without a sign-in for how many months?
plain-stats-ticked = { $count } { $count ->
    [one] establishment
   *[other] establishments
} ticked.
plain-stats-unread = { $number }, { $name }: { $why }
screen-statistics = Statistics
statistics-stage-count = Computing statistics
stats-by-zone = { $what } by zone
stats-cancelled = Interrupted: { $count ->
    [one] { $count } row is kept
   *[other] { $count } rows are kept
}.
stats-counted = { $establishments } counted, { $asleep } without a sign-in for 6 months
stats-distribution = { $what }: number of establishments in each class
stats-done = { $count } { $count ->
    [one] row
   *[other] rows
}, { $read } { $read ->
    [one] database opened
   *[other] databases opened
}.
stats-empty = No snapshot yet. { $key } computes statistics of all establishments.
stats-enrolments = Enrolments
stats-evaluations = Evaluations
stats-evaluations-recent = Recent eval.
stats-file-name = statistics.csv
stats-grades = Grades
stats-grades-recent = Recent grades
stats-last-sign-in = Last sign-in
stats-learners = Learners
stats-learners-connected = L. connected
stats-mode = { $mode ->
    [password] password
    [cas] CAS
    [saml] SAML
    [oidc] OpenID Connect
   *[other] { $mode }
}
stats-more-zones = and { $count } more { $count ->
    [one] zone
   *[other] zones
}
stats-never = never
stats-no-match = No row. { $back } goes back.
stats-deleted = deleted
stats-gone = This establishment was deleted since the count.
stats-none = No snapshot was taken yet.
stats-open = Snapshot of { $at }
stats-open-cancelled = Interrupted snapshot of { $at }
stats-sign-in-mode = Sign-in mode
stats-size = Size
stats-snapshot = { $at } · { $author } · { $count } { $count ->
    [one] establishment
   *[other] establishments
}
stats-snapshot-cancelled = { $at } · { $author } · interrupted
stats-spark = No. { $number }, { $what }: { $first } → { $last }
stats-staff = Staff
stats-staff-connected = Staff conn.
stats-status = { $shown } of { $total }, { $ticked } ticked
stats-sums = Staff { $staff }, connected { $staffconnected } · learners { $learners }, connected { $learnersconnected } · grades { $grades } · enrolments { $enrolments } · { $size }
stats-totals = { $establishments } { $establishments ->
    [one] establishment
   *[other] establishments
}, { $unread ->
    [0] all read
    [one] 1 unreadable, left out of the totals
   *[other] { $unread } unreadable, left out of the totals
}; { $asleep } without a sign-in for 6 months; staff { $staff }, connected { $staffconnected }; learners { $learners }, connected { $learnersconnected }; evaluations { $evaluations }, grades { $grades }, enrolments { $enrolments }; { $size }
stats-trend = { $what }: from snapshot to snapshot
stats-trend-too-few = At least two complete snapshots of all establishments are needed.
stats-under-way = Statistics are being computed.
stats-unread = { $unread } unreadable, left out
job-kind-compute-statistics = Compute statistics
job-start-question-compute-statistics = Compute the statistics of { $count } { $count ->
    [one] establishment
   *[other] establishments
}?
