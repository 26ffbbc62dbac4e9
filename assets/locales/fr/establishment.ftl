### Établissements.

establishment-no-postcode = La localisation « { $location } » n'a pas de code postal : c'est juste dans un pays qui n'en a pas, sinon ajoutez-le.
establishment-added-same = Établissement { $number } créé. { $same }
establishment-same = { $count ->
    [one] Le { $numbers } a
   *[other] Les { $numbers } ont
} aussi ce nom et ce lieu.

card-counted = comptés le { $at }
card-database = Base
card-everywhere = avec tous les établissements : { $block }
card-exports = Exports
card-exports-said = { $count ->
    [0] aucun
    [one] 1, du { $at }
   *[other] { $count }, le dernier du { $at }
}
card-job = { $id } · { $what } · { $state } · { $author }, { $at }
card-jobs = Traitements
card-latest-mail = dernier : { $id } « { $subject } » · { $state } · { $at }
card-mails = Courriels
card-never-counted = jamais comptées
card-none = aucun
card-people = Personnes
card-people-said = { $staff } { $staff ->
    [one] personnel
   *[other] personnels
} ({ $staff_connected } { $staff_connected ->
    [one] connecté
   *[other] connectés
} en 6 mois), { $learners } { $learners ->
    [one] élève
   *[other] élèves
} ({ $learners_connected } { $learners_connected ->
    [one] connecté
   *[other] connectés
})
card-teaching = Activité
card-teaching-said = { $evaluations } { $evaluations ->
    [one] évaluation
   *[other] évaluations
}, { $grades } { $grades ->
    [one] note
   *[other] notes
}, { $enrolments } { $enrolments ->
    [one] inscription
   *[other] inscriptions
}
