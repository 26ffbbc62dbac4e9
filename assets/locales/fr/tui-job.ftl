### Les traitements à l'écran : plan, confirmation, avancement, compte rendu, liste. Trié par clé.

action-establishment-export = Exporter
action-establishment-move = Changer de zone
action-establishment-undo = Défaire ce que j'ai fait en dernier
action-job-cancel = Abandonner
action-job-csv = Compte rendu en CSV
action-job-forget = Oublier le plan
action-job-pause = Mettre en pause
action-job-rename = Nommer le plan
action-job-retry = Reprendre les échecs
action-job-start = Lancer ou reprendre
action-job-undo = Défaire

column-done = Faits
column-failed = Échecs
column-job = N°
column-progress = Avance
column-what = Traitement

delete-many-note = Utilisateurs, bases, blocages et fichiers disparaissent. Le plan qui suit compte ce qui est perdu ; rien n'est supprimé avant sa confirmation.

hint-above-threshold = Espace coche
hint-plan-name = Gardé dans la liste des traitements ; vide : sans nom
hint-type-count = Saisissez { $what } ({ $count }).
hint-type-count-or-name = Saisissez { $what } ({ $count }), ou le nom du plan.

# De tout autre nom, ce sont des établissements.
number-of = le nombre d'établissements

job-above-threshold = { $kind ->
    [undo-restore] Cela supprime, ou remet dans leur état d'avant,
   *[delete] Cela supprime
} { $count } sur { $all } { $all ->
    [one] établissement
   *[other] établissements
} : plus de { $percent } %.
job-cancel-question = Abandonner le traitement { $job } ? Ce qui est fait reste fait ; le reste n'est pas fait.
job-cancelled = Le traitement est abandonné.
job-cancelling = Il s'arrête avant les établissements suivants.
job-cause = Cause : { $cause }
job-close-keys = Échap ferme
job-counts = { $treated } sur { $total } : { $done } { $done ->
    [one] fait
   *[other] faits
} · { $skipped } sans objet · { $failed } { $failed ->
    [one] échec
   *[other] échecs
}
job-csv-name = traitement-{ $job }.csv
job-csv-written = { $rows } { $rows ->
    [one] ligne écrite
   *[other] lignes écrites
} dans { $path }
job-discard = Le plan { $job } et les lignes lues sont oubliés : il faudra les redonner.
job-discard-title = Quitter sans lancer
job-end-at = terminé le { $at }
job-end-time = terminé à { $time }
job-ended = Traitement { $job } { $end ->
    [given-up] abandonné
   *[over] terminé
} : { $done } { $done ->
    [one] fait
   *[other] faits
}, { $failed } { $failed ->
    [one] échec
   *[other] échecs
} ({ $key }).
job-forget-question = Oublier le plan { $job } ? Rien n'en a été lancé.
job-forgotten = Le plan { $job } est oublié.
job-goes-on = Le traitement { $job } continue en arrière-plan.
job-group = { $word } : { $reason }
job-impact = { $kind ->
    [delete] { $accounts } { $accounts ->
        [one] compte
       *[other] comptes
    } et { $grades } { $grades ->
        [one] note
       *[other] notes
    } disparaissent
    [undo-add] { $accounts } { $accounts ->
        [one] compte
       *[other] comptes
    } et { $grades } { $grades ->
        [one] note
       *[other] notes
    } disparaissent
    [replace] { $accounts } { $accounts ->
        [one] compte
       *[other] comptes
    } et { $grades } { $grades ->
        [one] note
       *[other] notes
    } sont remplacés par ceux de l'export
    [undo-restore] { $accounts } { $accounts ->
        [one] compte
       *[other] comptes
    } et { $grades } { $grades ->
        [one] note
       *[other] notes
    } disparaissent ou reprennent leur état précédent
   *[other] { $accounts } { $accounts ->
        [one] compte perd
       *[other] comptes perdent
    } l'accès
}
job-impact-mails = { $count } { $count ->
    [one] courriel en attente sera retiré
   *[other] courriels en attente seront retirés
}
job-impact-sign-in = dernière connexion le { $at }
job-impact-unreadable = { $count } { $count ->
    [one] base illisible
   *[other] bases illisibles
}
job-inside-line = Établissement { $number } : { $what }
job-interrupted = { $count } { $count ->
    [one] traitement a été interrompu
   *[other] traitements ont été interrompus
} : { $key }
job-interrupted-note = Son processus s'est arrêté net ; ce qui est fait est fait. Il peut être repris.
job-key-cancel = c abandonner
job-key-command = = commande
job-key-csv = x CSV
job-key-resume = l reprendre
job-key-retry = r reprendre les échecs
job-key-undo = u défaire
job-keys-plan = ↑↓ groupes · Entrée lignes
job-keys-report = Entrée lignes · Échap ferme
job-keys-rows = ↑↓ · Entrée ouvre l'établissement · Échap revient
job-keys-rows-alone = ↑↓ · Échap revient
job-keys-rows-read = ↑↓ · Entrée lit tout · Échap revient
job-keys-running = p pause · c abandonner · Entrée lignes · Échap laisse tourner
job-left-hours = environ { $count } h { $count ->
    [one] restante
   *[other] restantes
}
job-left-minutes = environ { $count } min { $count ->
    [one] restante
   *[other] restantes
}
job-left-seconds = environ { $count } s { $count ->
    [one] restante
   *[other] restantes
}
job-name-title = Nom du plan { $job }
job-none = Aucun traitement. Une action sur plusieurs lignes en crée un.
job-not-begun = Son processus n'a pas démarré : voir la liste des traitements.
job-nothing-to-undo = Aucun de vos traitements ne peut être défait.
job-paused = Le traitement est en pause.
job-pausing = Il se met en pause avant les établissements suivants.
job-plan-counts = { $do } à faire · { $skip } sans objet · { $refuse } refus
job-plan-title = Plan { $job }
job-planning-keys = Échap arrête ; rien n'est conservé
job-planning-stopping = arrêt…
job-rate = { $rate } par minute
job-renamed = Le plan { $job } est gardé sous le nom « { $name } ».
job-resume-question = Reprendre le traitement { $job } en votre nom ? Ce qui est fait n'est pas refait.
job-save-button = Garder sous un nom
job-selection-all = tous les établissements{ $except ->
    [0] {""}
    [one] {" "}sauf { $except } établissement
   *[other] {" "}sauf { $except } établissements
}
job-selection-files = { $source }{ $others ->
    [0] {""}
    [one] {" "}et un autre
   *[other] {" "}et { $others } autres
}
job-selection-given = des lignes données sans fichier
job-selection-matching = tous ceux qui correspondent à « { $filter } »{ $except ->
    [0] {""}
    [one] {" "}sauf { $except } établissement
   *[other] {" "}sauf { $except } établissements
}
job-selection-rows = { $count ->
    [one] une ligne
   *[other] { $count } lignes
}
job-selection-numbers = { $count } { $count ->
    [one] établissement choisi
   *[other] établissements choisis
}
job-selection-of = { $state ->
    [failed] les échecs du traitement { $job }
    [done] ce qu'a fait le traitement { $job }
   *[other] établissements du traitement { $job }
}
job-start-button = Lancer
job-started = Le traitement { $job } est lancé.
job-start-at = lancé le { $at }
job-starting = Démarrage…
job-task-block-until = { $reason } (jusqu'au { $day })
job-task-export-first = après un export
job-task-no-export = sans export
job-task-reset = { $choice ->
    [first] { reset-first }
    [expired-unused] { reset-expired-unused }
    [named] Celui de l'administrateur { $login }
    [new] Celui d'un nouvel administrateur
   *[other] { $choice }
}
job-title = { $standing ->
    [plan] Plan
   *[job] Traitement
} { $job }
job-undo-after = { $after }. { $next }
job-undo-before = Voici le précédent, qui se défait :
job-unnamed = Le plan { $job } n'a plus de nom.
job-undoable = { $undo ->
    [yes] { $kind ->
        [write-mail] Réversible tant que les courriels ne sont pas partis.
       *[other] Réversible.
    }
   *[no] { $kind ->
        [export] Rien n'est changé dans les établissements.
        [reset-administrator] Irréversible : les mots de passe actuels ne seront plus valables.
        [delete] Irréversible (sans export préalable).
        [undo-restore] Ce qui est retiré est exporté avant.
        [undo-add] Ce qui est retiré est exporté avant.
        [undo-delete] Remet ce que le traitement avait supprimé.
        [undo-making] Retire ce que le traitement avait ajouté.
        [undo] Remet ce que le traitement avait changé.
       *[other] Irréversible.
    }
}
job-undoes = Défait le traitement { $job }.
job-undone-by = Défait par le traitement { $job }.
job-waits-for = Attend le traitement { $job } ({ $author }).

move-many-title = Changer { $count } { $count ->
    [one] établissement
   *[other] établissements
} de zone
move-zone = { $number } · { $name }

plan-button = Préparer le plan

reset-expired-unused = Seulement si le premier mot de passe a expiré sans servir
reset-first = Celui du premier administrateur, quel que soit son état
reset-many-title = { $count ->
    [one] Mot de passe d'un administrateur
   *[other] Mots de passe d'administrateurs de { $count } établissements
}
reset-many-which = Quel mot de passe est initialisé ? Le nouveau est envoyé au contact référent.

screen-jobs = Traitements

unblock-many-title = Débloquer { $count } { $count ->
    [one] établissement
   *[other] établissements
}
unblock-many-which = Quel blocage est levé ? Les autres restent.

why-job-undone = Ce traitement a été défait par le traitement { $job } : il ne reprend plus.
why-job-ended = Ce traitement est terminé.
why-job-not-begun = Ce plan n'a pas encore été lancé.
why-job-not-over = Ce traitement n'est pas encore terminé.
why-job-not-running = Ce traitement ne tourne pas.
why-job-not-undoable = Ce que ce traitement a fait ne peut pas être défait.
why-job-inside = Ce traitement est dans un établissement : ouvrez-le d'abord.
why-job-nothing-done = Ce traitement n'a rien fait.
why-job-nothing-failed = Ce traitement n'a aucun échec.
why-job-nothing-to-do = Il n'y a rien à faire dans ce plan.
why-job-planned = Ce plan n'a pas été lancé ; il peut être oublié.
why-job-runs = Ce traitement tourne déjà.
why-job-started = Ce traitement a été lancé : seul un plan peut être nommé ou oublié.

action-inside-jobs = Traitements d'ici
