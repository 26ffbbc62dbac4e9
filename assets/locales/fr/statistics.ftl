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
statistics-stage-count = Calcul des statistiques
stats-enrolments = Inscriptions
stats-evaluations = Évaluations
stats-evaluations-recent = Éval. récentes
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
stats-never = jamais
stats-none = Aucun relevé n'a encore été fait.
stats-sign-in-mode = Mode de connexion
stats-size = Taille
stats-staff = Personnels
stats-staff-connected = Pers. connectés
stats-totals = { $establishments } { $establishments ->
    [one] établissement
   *[other] établissements
}, { $unread ->
    [0] tous lus
    [one] 1 illisible, hors des totaux
   *[other] { $unread } illisibles, hors des totaux
} ; { $asleep } sans connexion depuis 6 mois ; personnels { $staff }, connectés { $staffconnected } ; élèves { $learners }, connectés { $learnersconnected } ; évaluations { $evaluations }, notes { $grades }, inscriptions { $enrolments } ; { $size }
