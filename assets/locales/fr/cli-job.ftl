### Ligne de commande : plans et traitements.

cli-arg-detach = Continuer en arrière-plan ; à suivre avec « job watch »
cli-arg-except = Tous ceux du filtre sauf ceux-ci, séparés par des virgules
cli-arg-job = Numéro du traitement ou du plan
cli-arg-job-all = Tous les traitements dont le processus est mort, le plus ancien d'abord ; pour cron au démarrage de la machine (@reboot)
cli-arg-job-csv = Écrire les lignes dans ce nouveau fichier, pour un tableur
cli-arg-job-kind = Seulement les traitements de cette sorte
cli-arg-job-reason = Seulement les lignes de ce motif
cli-arg-job-rows = Lister les lignes dans cet état
cli-arg-job-state = Seulement les traitements dans cet état
cli-arg-plan-name = Nom ; vide, il est retiré
cli-arg-save = Seulement enregistrer le plan sous ce nom ; à lancer plus tard
cli-arg-wait = Attendre au plus ce nombre de secondes les établissements pris par un autre traitement
cli-arg-which = Quel mot de passe : celui du premier administrateur, ou seulement s'il a expiré sans servir
cli-confirm-count = { $question } Saisissez leur nombre ({ $count }) :
cli-job = Plans et traitements : ce qui est à faire en nombre, en cours ou fait
cli-job-beyond = { $count } { $count ->
    [one] refusé
   *[other] refusés
} : pas dans vos zones (règle H5)
cli-job-cancel = Abandonner un traitement ; ce qui est fait reste fait
cli-job-counts = Traitement { $id } : { $done } { $done ->
    [one] fait
   *[other] faits
}, { $skipped } sans objet, { $failed } { $failed ->
    [one] échec
   *[other] échecs
}, { $waiting } { $waiting ->
    [one] restant
   *[other] restants
}
cli-job-detached = Le traitement { $id } tourne en arrière-plan : { $line }
cli-job-inside = Établissement { $number } : le traitement { $job } ({ $what }) { $standing ->
    [paused] est en pause
   *[other] a été interrompu
}. Pour le reprendre : intendant job resume { $job } --establishment { $number }
cli-job-line = { $id } · { $what } · { $standing } · { $done } { $done ->
    [one] fait
   *[other] faits
}, { $skipped } sans objet, { $failed } { $failed ->
    [one] échec
   *[other] échecs
}, { $waiting } en attente
cli-job-list = Lister les traitements, les derniers d'abord
cli-job-pause = Mettre en pause un traitement avant sa prochaine cible
cli-job-rename = Nommer un plan
cli-job-none-interrupted = Aucun traitement n'a été interrompu.
cli-job-resume = Reprendre un traitement en pause ou interrompu
cli-job-retry = Réessayer ce qui a échoué dans un traitement
cli-job-rows-written = { $count } { $count ->
    [one] ligne écrite
   *[other] lignes écrites
}.
cli-job-show = Montrer un traitement : ce qu'il fait, où il en est, ses lignes
cli-job-start = Lancer un plan enregistré
cli-job-paused = Le traitement { $id } est en pause. Pour le reprendre : { $line }
cli-job-stopped = Le traitement { $id } est arrêté : { $cause }. Pour le reprendre : { $line }
cli-job-undone = { $progress ->
    [begun] non, le traitement { $job } le défait et n'est pas terminé
   *[whole] non, le traitement { $job } l'a défait
}
cli-job-undo = Défaire ce qu'un traitement a fait
cli-job-watch = Suivre un traitement en cours jusqu'à sa fin
cli-job-work = Exécuter un traitement en arrière-plan (lancé par le programme lui-même)
cli-label-back = Effet
cli-label-cause = Cause
cli-label-impact = Concernés
cli-label-job = Traitement
cli-label-reversible = Réversible
cli-label-skipped = Sans objet
cli-label-targets = Cibles
cli-number-value = « { $value } » : { $why } Plusieurs numéros se séparent par des espaces ou des virgules : 5 6 ou 5,6.
cli-no-targets = Rien ne correspond ; rien à faire.
cli-plan = Plans enregistrés
cli-plan-list = Lister les plans non lancés
cli-plan-remove = Oublier un plan non lancé
cli-plan-removed = Le plan { $id } est oublié.
cli-plan-show = Montrer un plan
cli-reset-one = --administrator et --create ne valent que pour un seul établissement.
cli-job-reach = courriels : { $mails } · adresses : { $addresses } · domaines : { $domains }
cli-label-mails = Courriels
cli-mails-taken-back = retirés : { $count }
cli-arg-csv = Les lignes en CSV (point-virgules, chiffres et dates sans mise en forme) sur la sortie standard
cli-arg-columns = Seulement ces colonnes du CSV, dans cet ordre ; leurs noms sont ceux de --json
cli-arg-no-headers = Sans la ligne des noms de colonnes
cli-unknown-column = Il n'y a pas de colonne « { $column } ». Colonnes : { $known }
cli-value-columns = COLONNE,…
cli-examples = Exemples :
cli-job-goes-on = Le traitement { $job } continue sans la console. Pour le suivre : { $command }
cli-data-dir = Dossier de données : { $path }
cli-job-still-paused = { $count ->
    [one] Un traitement est en pause et ne reprend que par son numéro
   *[other] { $count } traitements sont en pause et ne reprennent que par leurs numéros
}, { $jobs } : intendant job resume N
