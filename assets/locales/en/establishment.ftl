### Establishments.

establishment-no-postcode = The location “{ $location }” has no postcode: that is right in a country that has none, otherwise add it.
establishment-added-same = Establishment { $number } created. { $same }
establishment-same = { $count ->
    [one] Number { $numbers } has
   *[other] Numbers { $numbers } have
} this name and place too.

card-counted = counted on { $at }
card-database = Database
card-everywhere = with all establishments: { $block }
card-exports = Exports
card-exports-said = { $count ->
    [0] none
    [one] 1, of { $at }
   *[other] { $count }, the latest of { $at }
}
card-job = { $id } · { $what } · { $state } · { $author }, { $at }
card-jobs = Latest jobs
card-latest-mail = latest: { $id } “{ $subject }” · { $state } · { $at }
card-mails = E-mails
card-never-counted = never counted
card-none = none
card-people = People
card-people-said = { $staff } { $staff ->
    [one] member of staff
   *[other] members of staff
} (connected within 6 months: { $staff_connected }), { $learners } { $learners ->
    [one] learner
   *[other] learners
} (connected: { $learners_connected })
card-teaching = Activity
card-teaching-said = { $evaluations } { $evaluations ->
    [one] evaluation
   *[other] evaluations
}, { $grades } { $grades ->
    [one] grade
   *[other] grades
}, { $enrolments } { $enrolments ->
    [one] enrolment
   *[other] enrolments
}
