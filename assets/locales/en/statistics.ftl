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
statistics-stage-count = Computing statistics
stats-enrolments = Enrolments
stats-evaluations = Evaluations
stats-evaluations-recent = Recent eval.
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
stats-never = never
stats-none = No snapshot was taken yet.
stats-sign-in-mode = Sign-in mode
stats-size = Size
stats-staff = Staff
stats-staff-connected = Staff conn.
stats-totals = { $establishments } { $establishments ->
    [one] establishment
   *[other] establishments
}, { $unread ->
    [0] all read
    [one] 1 unreadable, left out of the totals
   *[other] { $unread } unreadable, left out of the totals
}; { $asleep } without a sign-in for 6 months; staff { $staff }, connected { $staffconnected }; learners { $learners }, connected { $learnersconnected }; evaluations { $evaluations }, grades { $grades }, enrolments { $enrolments }; { $size }
