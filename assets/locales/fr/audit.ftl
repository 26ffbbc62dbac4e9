### Journal des actions sensibles : ce qu'il en est dit, et ses mots. Trié par clé.

action-audit-export = Exporter le journal
action-audit-fields = Choisir action, auteur, dates
action-audit-verify = Vérifier l'intégrité

# Les actions sont celles du journal, avec un tiret à la place du point.
audit-action = { $action }
audit-action-audit-export = export du journal
audit-action-audit-prune = purge du journal
audit-action-clock-confirm = heure confirmée
audit-action-clock-jump = saut de l'horloge
audit-action-list-export = liste exportée
audit-action-remote-refused = commande à distance refusée
audit-broken-altered = L'entrée { $id } a été modifiée : rien de ce qui la suit n'est sûr.
audit-broken-missing = L'entrée { $id } manque : rien de ce qui la suit n'est sûr.
audit-by-client = personne encore, depuis { $client }
audit-by-key = clé SSH « { $key } », personne encore
audit-change = { $field } : { $value }
audit-door = { $stored ->
    [console] la console
    [plain] le mode texte
    [command] une commande
   *[other] { $stored }
}
audit-end-reason = { $reason ->
    [ended] fermée par quelqu'un d'autre
    [hang-up] connexion perdue
    [moved] base de données remplacée
    [password] nouveau mot de passe
    [sign-out] départ de la personne
    [terminated] arrêt demandé au programme
   *[other] { $reason }
}
audit-export-all = Tout le journal sera écrit dans ce fichier.
audit-export-button = Exporter
audit-export-filtered = Seules les entrées que le filtre laisse seront écrites.
audit-exported = { $entries } { $entries ->
    [one] entrée écrite
   *[other] entrées écrites
} dans { $path }

# Les autres champs ont le libellé des formulaires.
audit-field = { $field ->
    [added] établissements créés
    [administrator] administrateur
    [author] auteur
    [blocker] bloqué par
    [code] constat
    [done] faits
    [door] par
    [doubt] pourquoi il était retenu
    [end] fin
    [account] compte
    [entries] entrées
    [residues] empreinte de ce qui reste
    [entry] dernière entrée
    [errors] lignes à corriger
    [establishments] établissements
    [export] export
    [failed] échecs
    [filter] filtre
    [from] trouvé sous
    [head] dernière entrée notée
    [job] traitement
    [kept] état conservé
    [mapping] correspondance
    [members] membres
    [more] les suivants dans l'heure
    [name] nom
    [never-exported] jamais exportées
    [number] numéro
    [older-than] plus anciens que
    [permissions-added] permissions ajoutées
    [permissions-removed] permissions retirées
    [rights-gained] droits gagnés
    [rights-lost] droits perdus
    [rows] lignes du fichier
    [set-aside] mis de côté sous
    [sha256] empreinte SHA-256
    [skipped] sans objet
    [state] état
    [subject] objet
    [support] motif du support
    [through] jusqu'à l'entrée
    [time] horloge du serveur
    [unchanged] lignes déjà là
    [updated] mis à jour
    [waiting] en attente
    [words] parce que
    [mails] courriels
    [mails-rewritten] courriels en attente qui suivent
    [mails-withdrawn] courriels en attente retirés
    [mails-inside] courriels qui attendaient dans la base
    [mails-uncertain] courriels peut-être déjà partis
    [passwords-mailed] mots de passe renvoyés
    [passwords-forgotten] mots de passe oubliés
   *[other] { $field }
}
audit-fields-button = Filtrer

# Les mots courts des constats de l'analyse.
audit-finding = { $code ->
    [audit-broken] journal modifié ou amputé
    [audit-inside-behind] journal interne coupé
    [audit-inside-broken] journal interne altéré
    [clock-ahead] horloge qui a avancé
    [clock-behind] horloge en retard
    [content-of-another] contenu peut-être d'un autre
    [database-damaged] base illisible
    [database-foreign] base d'un autre établissement
    [database-is-export] export à la place d'une base
    [database-misfit] base à valeur impossible
    [database-missing] base manquante
    [database-newer] base de version plus récente
    [database-not-a-file] base qui n'est pas un fichier
    [database-older] base d'une version antérieure
    [database-unexamined] base non analysée
    [export-damaged] export modifié ou abîmé
    [export-missing] export sans son fichier
    [export-unknown] export hors du catalogue
    [hash-missing] export sans son empreinte
    [job-interrupted] traitement interrompu
    [key-untied] clé SSH de personne
    [left-over] reste d'un travail interrompu
    [mails-stuck] courriels restés en envoi
    [names-differ] noms différents dans la base
    [no-administrator] pas d'administrateur durable
    [no-webmaster] aucun webmestre actif
    [not-owned] fichier d'un autre compte
    [not-private] droits trop larges ou étroits
    [number-retired] numéro déjà retiré
    [orphan-database] base sans établissement
    [orphan-file] fichier impossible à adopter
    [overdue] conservation dépassée
    [registry-damaged] registre abîmé
    [registry-held] registre non accepté
    [registry-unreadable] valeur inconnue du registre
    [setting-unreadable] réglage illisible
    [folder-missing] dossier manquant
    [reserve-missing] réserve d'espace manquante
    [row-unreadable] établissement illisible
    [secrets-expired] mots de passe périmés
    [space-low] disque presque plein
    [stray-block] blocage sans établissement
    [stuck] création/suppression arrêtée
    [unfinished] travail non terminé
    [unknown-file] fichier inconnu
   *[other] { $code }
}
audit-format-csv = CSV, pour un tableur
audit-format-json = JSON, une entrée par ligne
audit-hash = Empreinte
audit-import-end = { $end ->
    [cancelled] import arrêté à la demande
    [complete] import complet
    [failed] import arrêté par un échec
   *[other] { $end }
}
audit-more = { $more ->
    [unwritten] non consignés
   *[other] { $more }
}
audit-none = Le journal est vide.
audit-object = { $kind }
audit-object-access = droits
audit-object-account = compte
audit-object-anomaly = anomalies
audit-object-audit = le journal
audit-object-backup = sauvegarde
audit-object-command = commande
audit-object-file = fichier
audit-object-list = liste
audit-object-person = compte
audit-object-ssh-key = clé SSH
audit-object-statistics = statistiques
audit-one = Entrée { $name } du journal
audit-os-user = Utilisateur du système
audit-remote-reason = { $reason ->
    [changes] elle modifie quelque chose
    [file] le fichier nommé est hors du dossier d'échange
    [key] la clé n'est celle d'aucun webmestre actif
    [local] jamais à distance
    [none] pas de commandes à distance ici
    [option] une option jamais admise
    [unknown] commande inconnue
    [unreadable] illisible
   *[other] { $reason }
}
audit-ssh-key = Clé SSH
audit-unknown-login = identifiant inconnu (marque { $mark })
audit-utc = UTC
audit-verified = Le journal est intact : { $entries } { $entries ->
    [one] entrée vérifiée
   *[other] entrées vérifiées
}{ $pruned ->
    [no] .
   *[other] , à partir de celle qui suit la { $pruned } : les précédentes ont été purgées.
}
audit-word = Mot

cli-arg-audit-file = Le fichier à créer, ou - pour la sortie standard
cli-arg-audit-format = Tableur ou lignes JSON
cli-audit = Journal des actions sensibles : qui a fait quoi
cli-audit-altered = L'entrée { $id } du journal a été modifiée après coup.
cli-audit-export = Exporter le journal dans un fichier
cli-audit-exported = { $count } { $count ->
    [one] entrée exportée
   *[other] entrées exportées
}
cli-audit-list = Lister les entrées du journal, les dernières d'abord
cli-audit-missing = L'entrée { $id } du journal manque.
cli-audit-nowhere = Rien n'a été exporté : la sortie standard ne mène nulle part, fermée ou /dev/null.
cli-audit-show = Montrer une entrée en entier
cli-audit-verify = Vérifier l'enchaînement du journal
cli-audit-whole = { $count } { $count ->
    [one] entrée intacte
   *[other] entrées intactes
}, empreinte { $head }

column-action = Action
column-from = D'où
column-object = Objet
column-time = Quand
column-who = Qui

error-not-found-audit = L'entrée « { $id } » du journal n'existe pas.

field-label-audit-action = Action (mot de la commande)
field-label-audit-actor = Auteur

hint-audit-action = Par exemple suppression d'un établissement, ou courriel.
hint-day = 01/09/2026 ou 2026-09-01
hint-file-exchange = Un nom seul : le fichier va dans le dossier d'échange.
hint-file-new = Un fichier qui n'existe pas encore.

plain-audit-action = Action, par exemple establishment.edit
plain-audit-actor = Auteur
plain-audit-broken = Le journal { $missing ->
    [yes] a perdu
   *[other] a été altéré à
} l'entrée { $id } : comparez avec le journal du système.
plain-audit-export = Exporter dans un fichier
plain-audit-file = Fichier à écrire
plain-audit-filter = Lister avec un filtre
plain-audit-format = Sous quelle forme ?
plain-audit-from = Du (jour)
plain-audit-line = { $id }, { $at }, { $who } : { $act } ({ $action }) { $object }{ $changes ->
    [no-value] {""}
   *[other] , { $changes }
}.
plain-audit-list = Lister les dernières entrées
plain-audit-sound = { $count } { $count ->
    [one] entrée, intacte
   *[other] entrées, toutes intactes
}. Empreinte de la dernière : { $head }.
plain-audit-until = Au (jour compris)
plain-audit-verify = Vérifier que rien n'a été altéré
plain-audit-which = Quelles entrées ? Rien de rempli : toutes.
plain-audit-words = Mots à chercher
plain-help-audit = Le journal garde qui a fait quoi, quand, avec les valeurs d'avant et d'après. La vérification nomme la première entrée altérée.
plain-help-audit-file = Le chemin d'un fichier qui n'existe pas encore. Par SSH, un nom seul : le fichier va dans le dossier d'échange. L'export lui-même est noté au journal.
plain-help-audit-filter = Chaque partie du filtre peut rester vide. Les mots sont cherchés partout, sans tenir compte des accents ; -mot exclut, a|b cherche l'un ou l'autre, qui:alice et quand:>2026-09 cherchent dans une colonne.
plain-menu-audit = Journal des actions sensibles

screen-audit = Journal
