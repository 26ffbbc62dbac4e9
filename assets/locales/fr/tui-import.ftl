### L'écran des imports. Trié par clé.

action-import-mail = Envoyer ou non les courriels
action-import-mapping = Revoir les colonnes
action-import-none = Ne rien importer
action-import-rejects = Écrire les rejets
action-import-run = Importer
action-import-separator = Séparateur, codage
action-import-shared = Accepter ou non un même UAI pour plusieurs sites
action-import-tick = Cocher les nouveaux
action-import-zones = Créer ou non les zones

column-column = Colonne
column-line = Ligne
column-reason = Raison
column-value = Valeur

import-button-none = Ne rien importer
import-button-run = { $good ->
    [0] Aucune ligne à importer
    [one] Importer { $good } établissement
   *[other] Importer { $good } établissements
}
import-button-update = Mettre à jour { $count } { $count ->
    [one] établissement
   *[other] établissements
}
import-by-hand = colonnes à la main
import-guessed = colonnes devinées
import-count-errors = { $count } à corriger
import-count-good = { $count } { $count ->
    [one] ligne correcte
   *[other] lignes correctes
}
import-count-skipped = { $count } { $count ->
    [one] ignorée
   *[other] ignorées
}
import-count-unchanged = { $count } déjà { $count ->
    [one] présente
   *[other] présentes
}
import-end-again = Importer le même fichier une nouvelle fois ajoute ce qui manque, et rien d'autre.
import-end-cancelled = Import arrêté : { $count } { $count ->
    [one] établissement ajouté
   *[other] établissements ajoutés
}.
import-end-complete = Import terminé : { $count } { $count ->
    [one] établissement ajouté
   *[other] établissements ajoutés
}.
import-end-failed = Import interrompu : { $count } { $count ->
    [one] établissement ajouté, il reste.
   *[other] établissements ajoutés, ils restent.
}
import-end-left = { $count } { $count ->
    [one] ligne correcte non importée
   *[other] lignes correctes non importées
}
import-end-tick = { $key } coche { $count ->
    [one] l'établissement ajouté et le montre dans la liste.
   *[other] les { $count } établissements ajoutés et les montre dans la liste.
}
import-examine-keys = Rien n'est écrit. Échap arrête.
import-file-formats = Formats reconnus : création en nombre (8 colonnes), annuaire du ministère, extrait de l'annuaire. Pour un autre fichier, vous direz à quoi correspond chaque colonne.
import-file-local = Chemin du fichier. Tab complète, Entrée ouvre, Échap quitte.
import-file-none = Le dossier d'échange est vide : déposez-y d'abord le fichier.
import-file-remote = Nom d'un fichier du dossier d'échange. Tab complète, Entrée ouvre, Échap quitte.
import-file-separator = F2 (ou Ctrl-T) séparateur : { $separator }
import-file-title = Fichier CSV à importer
import-finding-at = ligne { $line }
import-findings-more = { $count } { $count ->
    [one] autre
   *[other] autres
}, dans le fichier des rejets
import-mapping-keys = ← → choisir la colonne · Suppr aucune · s séparateur, codage · Entrée examiner le fichier · Échap revenir
import-mapping-title = Colonnes inconnues : indiquez celle de chaque donnée. Code postal et commune font une localisation. Votre choix est gardé.
import-mapping-zone = Zone de toutes les lignes
import-new-zones = { $count ->
    [one] Nouvelle zone
   *[other] { $count } nouvelles zones
} : { $names }
import-no-findings = Aucun problème dans ce fichier.
import-no-name = Aucun fichier ne commence ainsi.
import-none-question = Quitter cet import ? Rien n'a été écrit.
import-progress = { $done } sur { $total }
import-progress-rate = { $rate } par seconde · encore { $left }
import-read-as = { $format } · { $encoding } · { $door ->
    [console] « { $separator } »
   *[command] séparateur { $separator }
} · { $columns } { $columns ->
    [one] colonne
   *[other] colonnes
}
import-rejects-button = Écrire
import-rejects-in = Rejets ({ $rows }) : { $path }
import-rejects-name = rejets
import-rejects-written = { $rows } { $rows ->
    [one] ligne refusée écrite
   *[other] lignes refusées écrites
} dans { $path }
import-run-keys = Les autres écrans restent utilisables. Échap arrête après le lot en cours ; ce qui est fait reste.
import-run-mail = Un courriel avec leurs identifiants part à chaque contact qui a une adresse.
import-run-no-mail = Aucun courriel ne part : les contacts recevront leurs identifiants quand vous initialiserez les mots de passe.
import-run-question = Créer { $good } { $good ->
    [one] établissement et sa base
   *[other] établissements et leurs bases
} ?
import-run-rejected = { $count } { $count ->
    [one] ligne reste
   *[other] lignes restent
} de côté.
import-run-zones = { $count } { $count ->
    [one] zone est créée
   *[other] zones sont créées
} d'abord.
import-separator-fitting = celui qui est reconnu
import-stop-question = Ce qui est déjà créé reste. Importer le même fichier plus tard ajoutera le reste.
import-stop-title = Arrêter l'import
import-stopping = Arrêt en cours…
import-switch-mail = courriel aux contacts
import-switch-shared = UAI partagés
import-switch-zones = créer les zones
import-tab = tabulation

screen-import = Import

why-import-no-good = Aucune ligne ne peut être importée.
why-import-no-differ = Aucune ligne ne diffère de ce qui est là.
why-import-no-far = Aucune ligne ne demande un numéro qui saute.
why-import-no-rejects = Aucune ligne n'est refusée.
why-import-none-added = Aucun établissement n'a été ajouté.
why-import-not-over = L'import n'est pas fait.
why-import-over = L'import est fini : Échap, puis un nouvel import.

action-import-far = Accepter les numéros qui sautent ou non
action-import-update = Mettre à jour ou non
import-count-differ = { $count } { $count ->
    [one] diffère
   *[other] diffèrent
}
import-encoding = Codage : { $encoding }
import-encoding-fitting = Codage : celui qui est reconnu
import-end-updated = { $count } { $count ->
    [one] mis à jour
   *[other] mis à jour
}
import-run-notes = Et { $count } { $count ->
    [one] autre remarque
   *[other] autres remarques
} dans le tableau.
import-run-update = { $count } { $count ->
    [one] établissement déjà là est mis à jour.
   *[other] établissements déjà là sont mis à jour.
}
import-switch-far = numéros qui sautent
import-switch-update = mettre à jour
import-leave-rejects = { $count } { $count ->
    [one] ligne refusée n'est encore dans aucun fichier et ne sera plus montrée.
   *[other] lignes refusées ne sont encore dans aucun fichier et ne seront plus montrées.
}
