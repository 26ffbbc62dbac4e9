action-establishment-statistics = Statistiques
action-statistics-compute = Calculer
action-statistics-export = Écrire dans un fichier
action-statistics-fresh = Tout relire
action-statistics-open = Ouvrir un relevé
action-statistics-picture = Tableau ou graphiques
cli-arg-stats-asleep = Ne montrer que les établissements sans connexion depuis ce nombre de mois
cli-arg-stats-csv = Écrire les lignes dans un fichier : CSV, ou JSON si son nom finit par .json
cli-arg-stats-fresh = Relire toutes les bases, même celles qui n'ont pas changé
cli-arg-stats-history = Lister les relevés datés, ou ce qu'ils disent de ces établissements
cli-arg-stats-numbers = Numéros des établissements ; aucun : tous
cli-establishment-stats = Calculer les statistiques des établissements, avec leurs totaux
cli-stats-written = { $count } { $count ->
    [one] ligne écrite
   *[other] lignes écrites
} dans { $path }
plain-act-count = Calculer les statistiques de tous les établissements
plain-act-history = Lister les relevés
plain-act-sleepers = Cocher les établissements sans connexion depuis quelque temps
plain-help-months = Un nombre de mois, par exemple 6. Les établissements plus récents que cela ne comptent pas.
plain-help-statistics = Le calcul ne fait que lire. Les bases illisibles sont nommées, avec la cause, et restent hors des totaux.
plain-menu-statistics = Statistiques
plain-stats-months = Sans connexion depuis combien de mois ?
plain-stats-ticked = { $count } { $count ->
    [one] établissement coché
   *[other] établissements cochés
} en plus.
plain-stats-unread = { $number }, { $name } : { $why }
screen-statistics = Statistiques
statistics-stage-count = Calcul des statistiques
stats-by-zone = { $what } par zone
stats-cancelled = Calcul interrompu : { $count } { $count ->
    [one] ligne gardée
   *[other] lignes gardées
}.
stats-counted = { $establishments } { $establishments ->
    [one] compté
   *[other] comptés
}, { $asleep } sans connexion depuis 6 mois
stats-distribution = { $what } : nombre d'établissements par tranche
stats-done = { $count } { $count ->
    [one] ligne
   *[other] lignes
}, { $read } { $read ->
    [one] base ouverte
   *[other] bases ouvertes
}.
stats-empty = Aucun relevé. { $key } calcule les statistiques de tous les établissements.
stats-enrolments = Inscriptions
stats-evaluations = Évaluations
stats-evaluations-recent = Éval. récentes
stats-file-name = statistiques.csv
stats-grades = Notes
stats-grades-recent = Notes récentes
stats-last-sign-in = Dernière connexion
stats-learners = Élèves
stats-learners-connected = Él. connectés
stats-mode = { $mode ->
    [password] mot de passe
    [cas] CAS
    [saml] SAML
    [oidc] OpenID Connect
   *[other] { $mode }
}
stats-more-zones = et { $count } { $count ->
    [one] autre zone
   *[other] autres zones
}
stats-never = jamais
stats-no-match = Aucune ligne. { $back } revient en arrière.
stats-deleted = supprimé
stats-gone = Cet établissement a été supprimé depuis le calcul.
stats-none = Aucun relevé n'a encore été fait.
stats-open = Relevé du { $at }
stats-open-cancelled = Relevé interrompu du { $at }
stats-sign-in-mode = Mode de connexion
stats-size = Taille
stats-snapshot = { $at } · { $author } · { $count } { $count ->
    [one] établissement
   *[other] établissements
}
stats-snapshot-cancelled = { $at } · { $author } · interrompu
stats-spark = N° { $number }, { $what } : { $first } → { $last }
stats-staff = Personnels
stats-staff-connected = Pers. connectés
stats-status = { $shown } sur { $total }, { $ticked } { $ticked ->
    [one] coché
   *[other] cochés
}
stats-sums = Personnels { $staff }, connectés { $staffconnected } · élèves { $learners }, connectés { $learnersconnected } · notes { $grades } · inscriptions { $enrolments } · { $size }
stats-totals = { $establishments } { $establishments ->
    [one] établissement
   *[other] établissements
}, { $unread ->
    [0] tous lus
    [one] 1 illisible, hors des totaux
   *[other] { $unread } illisibles, hors des totaux
} ; { $asleep } sans connexion depuis 6 mois ; personnels { $staff }, connectés { $staffconnected } ; élèves { $learners }, connectés { $learnersconnected } ; évaluations { $evaluations }, notes { $grades }, inscriptions { $enrolments } ; { $size }
stats-trend = { $what } : évolution d'un relevé à l'autre
stats-trend-too-few = Il faut au moins deux relevés complets de tous les établissements.
stats-under-way = Le calcul des statistiques est en cours.
stats-unread = { $unread ->
    [one] { $unread } illisible hors totaux
   *[other] { $unread } illisibles hors totaux
}
job-kind-compute-statistics = Calculer les statistiques
job-start-question-compute-statistics = Calculer les statistiques de { $count } { $count ->
    [one] établissement
   *[other] établissements
} ?
