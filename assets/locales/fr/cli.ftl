### Ligne de commande. Trié par clé.

cli-about = Administrer les établissements d'un hébergeur, à l'écran ou par commandes. Sans commande : la console.
cli-above-threshold = { $count } sur { $total } { $total ->
    [one] établissement
   *[other] établissements
}, au-dessus du seuil de { $percent } % : ajoutez --above-threshold pour les { $kind ->
    [undo-restore] supprimer ou remettre en état
   *[delete] supprimer
} en une fois.
cli-after-help = Codes de sortie : 0 fait · 1 panne · 2 commande illisible · 3 certaines cibles ont échoué · 4 refusé par une règle · 5 occupé · 6 interrompu, à relancer · 7 non autorisé
cli-arg-above-threshold = Confirmer une suppression au-dessus du seuil de la configuration
cli-arg-action = Seulement les actions qui contiennent ce texte, comme on les lit ou comme on les enregistre : suppression, establishment.block
cli-arg-actor = Seulement les auteurs dont le nom contient ce texte
cli-arg-administrator = L'administrateur à choisir quand il y en a plusieurs
cli-arg-adopt = Remettre à sa place la base d'un établissement, faire un établissement d'une base que le registre ne connaît pas, ou inscrire au catalogue un export inconnu, ou tous ceux de leur dossier
cli-arg-ascii = Signes ASCII seulement
cli-arg-audit-file = Le fichier à créer, ou - pour la sortie standard
cli-arg-audit-format = Tableur ou lignes JSON
cli-arg-blocker = Le blocage de qui est levé ; webmaster sans cette option
cli-arg-empty = Créer une base vide pour un établissement dont la base manque, quels que soient ses exports
cli-arg-encrypt-to = Chiffrer chaque export pour cette clé publique (age1…) : seul son détenteur peut le lire
cli-arg-entry = Le numéro de l'entrée
cli-arg-keys = Fichier de clés (age-keygen) qui ouvre les exports chiffrés
cli-arg-compress = Compresser chaque export (Zstandard), à un quart environ
cli-arg-config = Fichier de configuration
cli-arg-clock-is-right = Confirmer que l'heure du serveur est juste, et reprendre ce qu'une heure fausse a laissé
cli-arg-copy = Envoyer aussi une copie au webmestre, sans le mot de passe
cli-arg-create = Créer un administrateur aux noms du contact
cli-arg-data-dir = Dossier de données
cli-arg-desc = Du dernier au premier
cli-arg-dry-run = Montrer ce qui serait fait, ne rien changer
cli-arg-export-file = Nom de l'export
cli-arg-export-why = Seulement ceux faits pour cette raison
cli-arg-all = Tous les établissements ; un filtre vide est refusé
cli-arg-filter = Filtre : mots, a|b, colonne:valeur,valeur, -mot, "expression" (exemples : --help)
cli-arg-fix = Réparer ce qui peut l'être
cli-arg-forget = Retirer du catalogue un export dont le fichier est perdu
cli-arg-from = Le premier jour
cli-arg-help = Afficher cette aide (-h : en bref)
cli-arg-help-path = La commande à expliquer
cli-arg-import-encoding = Le codage du fichier, au lieu de celui qui est reconnu
cli-arg-import-far = Accepter des numéros très au-dessus de ceux qui servent
cli-arg-import-file = Le fichier CSV, ou - pour l'entrée standard
cli-arg-import-mail = Envoyer le courriel d'inscription aux contacts
cli-arg-import-mapping = Ce que contient chaque colonne, en JSON, quand l'en-tête n'est pas reconnu ; guess prend ce que disent leurs noms
cli-arg-import-rejects = Le fichier où écrire les lignes refusées
cli-arg-import-separator = Le séparateur des colonnes (le mot ou le signe), au lieu de celui qui est reconnu
cli-arg-import-shared-uai = Accepter plusieurs sites pour un même UAI
cli-arg-import-update = Mettre à jour ce qui est déjà là et diffère
cli-arg-import-zones = Créer les zones inconnues (par défaut) ou les refuser
cli-arg-json = Des lignes JSON sur la sortie standard
cli-arg-keep-days = Jours, 365 sans autre réglage ; off pour la plus longue durée, 3650
cli-arg-key = Le nom de la clé SSH, pour le journal ; les commandes à distance agissent au nom du webmestre de cette clé
cli-arg-lang = Langue des écrans et des commandes
cli-arg-limit = Nombre de lignes au plus
cli-arg-list-filter = Filtre : mots, a|b, -mot, colonne:valeur ; voir les colonnes ci-dessous
cli-arg-login = Le nom d'utilisateur du webmestre
cli-arg-mail = Le numéro du courriel
cli-arg-mail-again = Tous les courriels dans cet état, au lieu de numéros
cli-arg-mail-state = Seulement les courriels dans cet état
cli-arg-mail-to = L'adresse à laquelle écrire
cli-arg-man-dir = Le dossier où écrire toutes les pages
cli-arg-new-number = Le numéro voulu ; sans cette option, le prochain libre, ce qui vaut mieux
cli-arg-no-color = Sans couleurs
cli-arg-no-export = Ne pas exporter avant de supprimer : la suppression est alors définitive
cli-arg-no-mail = Ne pas envoyer le courriel d'inscription : personne ne connaîtra le mot de passe
cli-arg-number = Le numéro de l'établissement
cli-arg-numbers = Les numéros des établissements
cli-arg-older-than = Jours ; sans cette option, la durée de conservation des exports
cli-arg-password-stdin = Lire le mot de passe sur la première ligne de l'entrée standard
cli-arg-plain = Des questions numérotées au lieu d'écrans
cli-arg-position = La nouvelle place, à partir de 1
cli-arg-progress = Donner l'avancement aussi sans terminal
cli-arg-recreate = Recréer la base manquante d'un établissement : depuis son export le plus récent, ou vide s'il n'en a jamais eu
cli-arg-replace = Remplacer les données des établissements présents, après un export de celles-ci
cli-arg-restore-files = Exports : fichiers accompagnés de leur .sha256, ou noms dans le dossier des exports
cli-arg-rev = Refuser si quelqu'un a enregistré depuis cette révision
cli-arg-session = Le numéro de la session
cli-arg-set-aside = Déplacer ce qui occupe un numéro, un fichier ou un export inconnu, ou tous ceux de leur dossier, dans le dossier orphans
cli-arg-shell = L'interpréteur de commandes [bash, elvish, fish, powershell, zsh]
cli-arg-sort = La colonne de tri
cli-arg-ssh-key = Le nom de la clé, ou son empreinte
cli-arg-tables = Faire aussi une archive de tableaux (CSV) pour les personnes, sans mots de passe ; elle ne se restaure pas
cli-arg-thorough = Vérifier aussi chaque valeur de chaque base, sur une copie privée (plus long)
cli-arg-to = Le dernier jour
cli-arg-transfer = Liste de transfert ({ $columns } { $columns ->
    [one] colonne
   *[other] colonnes
}) faite par un autre hébergeur, ses fichiers à côté d'elle
cli-arg-version = Afficher la version
cli-arg-yes = Répondre oui aux demandes de confirmation
cli-arg-zone = Le numéro de la zone
cli-ask = { $label } [{ $offered }] :
cli-ask-password = Mot de passe :
cli-ask-password-again = Encore une fois :
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
cli-changed = { $field } : « { $before } » devient « { $after } »
cli-completions = Produire ce qui permet à un interpréteur de compléter les commandes
cli-confirm-delete = Supprimer l'établissement { $number }, { $name } : { $accounts } { $accounts ->
    [one] compte
   *[other] comptes
}, { $grades } { $grades ->
    [one] note
   *[other] notes
}, dernière connexion : { $last }. Saisissez son numéro ou sa dénomination :
cli-confirm-import = Importer { $count } { $count ->
    [one] établissement
   *[other] établissements
}{ $update ->
    [0] {""}
   *[other] {" "}et en mettre { $update } à jour
} ? [o/n]
cli-confirm-prune = { $count } { $count ->
    [one] export sera supprimé
   *[other] exports seront supprimés
} définitivement. Saisissez leur nombre pour confirmer
cli-confirm-yes = Cette action demande une confirmation, et personne n'est là pour la donner : ajoutez --yes. Rien n'a été fait.
cli-confirm-row = { $question } Saisissez { $key } pour confirmer :
cli-conflict-rev = Rien n'a été enregistré. Pour imposer vos valeurs : la même commande avec --rev { $rev }
cli-deleted = supprimé, export : { $file }
cli-deleted-for-good = supprimé, sans export
cli-demo = Ouvrir une console de démonstration qui disparaît à la sortie
cli-doctor = Analyser le registre, les fichiers et les bases
cli-doctor-choose = → à vous de choisir : { $options }
cli-doctor-chosen = --{ $option } { $object } : { $message }
cli-doctor-clean = Tout va bien.
cli-doctor-fixable = → réparable avec --fix
cli-doctor-interrupted = Interrompu : ce qui est réparé reste, la même commande fait la suite.
cli-doctor-needs-word = → si l'heure est juste maintenant : intendant doctor --clock-is-right
cli-doctor-confirm = Saisissez { $wanted } pour confirmer :
cli-doctor-left = { $count } { $count ->
    [one] point reste
   *[other] points restent
}{ $others ->
    [0] {""}
   *[other] {" "}({ $others } hors du filtre)
}.
cli-doctor-not-repaired = → non réparé : { $cause }
cli-doctor-repaired = → réparé
cli-doctor-repairing = Réparation
cli-doctor-stage = Analyse
cli-dry-run = À blanc : rien n'a été changé.
cli-error = erreur : { $message }
cli-establishment = Établissements
cli-establishment-add = Ajouter un établissement avec sa base et son premier administrateur
cli-establishment-added = Établissement { $number } créé · { $mail } · { $path }
cli-establishment-administrators = Lister les administrateurs d'un établissement
cli-establishment-block = Bloquer des établissements
cli-establishment-count = { $shown } sur { $matching } ; { $total } en tout
cli-establishment-delete = Supprimer des établissements, après un export
cli-establishment-edit = Modifier un établissement ; seul ce qui est donné change
cli-establishment-export = Exporter données et bases, un fichier vérifié par établissement
cli-establishment-import = Créer des établissements en masse depuis un fichier CSV
cli-establishment-label = Établissement
cli-establishment-list = Lister les établissements
cli-establishment-no-mail = Attention : sans courriel, le mot de passe du premier administrateur ne pourra pas être retrouvé. Pour en donner un autre : intendant establishment reset-password { $number }
cli-establishment-reset-password = Initialiser le mot de passe d'un administrateur ; il est envoyé au contact
cli-establishment-restore = Restaurer des établissements depuis des exports, ou reprendre ceux d'un autre hébergeur
cli-establishment-unblock = Débloquer des établissements ; les blocages des autres restent
cli-export = Exports présents : liste, vérification, suppression des anciens
cli-export-keep = Régler la durée de conservation des exports ; les plus anciens partent avec la commande prune ou export prune
cli-export-list = Lister les exports, les plus récents en premier
cli-export-prune = Supprimer les exports trop anciens dont rien n'a besoin
cli-export-show = Montrer un export
cli-export-verified = { $file } : { $presence }
cli-export-verify = Relire des exports, les comparer à leur empreinte et juger s'ils peuvent être restaurés
cli-exported = exporté : { $file }
cli-field-error = { $field } : { $message }
cli-file = { $path } : { $why }
cli-help = Expliquer une commande
cli-help-arguments = Arguments{ "\u00A0" }
cli-help-commands = Commandes{ "\u00A0" }
cli-help-global = Options communes{ "\u00A0" }
cli-help-options = Options{ "\u00A0" }
cli-help-usage = Utilisation :
cli-host = L'hébergeur : identité, envoi des courriels, blocage général
cli-host-block = Bloquer tous les établissements
cli-host-blocked = Tous les établissements sont bloqués.
cli-host-domain = --contact-domain n'a de sens qu'avec --contact-editing domain.
cli-host-edit = Modifier l'identité ou l'envoi des courriels ; seul ce qui est donné change
cli-host-server = Montrer versions, tailles et totaux du serveur
cli-host-show = Montrer les réglages de l'hébergeur
cli-host-unblock = Lever le blocage général
cli-host-unblocked = Le blocage général est levé.
cli-import-as-mapping = En option : --mapping '{ $mapping }'
cli-import-column = colonne { $name } : { $target }
cli-import-column-unread = n'est pas lue
cli-import-done = { $count } { $count ->
    [one] établissement créé
   *[other] établissements créés
}
cli-import-empty = (vide)
cli-import-examined = { $rows } { $rows ->
    [one] ligne
   *[other] lignes
} : { $good } à créer, { $unchanged } déjà là, { $differ ->
    [0] {""}
    [one] { $differ } diffère,{" "}
   *[other] { $differ } diffèrent,{" "}
}{ $refused } { $refused ->
    [one] refusée
   *[other] refusées
} ({ $skipped } { $skipped ->
    [one] ignorée
   *[other] ignorées
}, { $errors } à corriger)
cli-import-finding = ligne { $line }, { $column }, « { $value } » : { $reason }
cli-import-guess = Ce sont des suppositions : --mapping guess les prend, --dry-run montre à quoi elles mènent.
cli-import-interrupted = Interrompu : ce qui est créé reste, la même commande ajoute le reste.
cli-import-mails = { $count } { $count ->
    [one] courriel attend
   *[other] courriels attendent
} : intendant mail send les envoie.
cli-import-mapping = Ce JSON n'est pas une correspondance de colonnes.
cli-import-no-mails = { $count } { $count ->
    [one] établissement n'a pas d'adresse : personne n'en connaît le mot de passe tant qu'il n'a pas été réinitialisé (reset-password), une fois l'adresse donnée.
   *[other] établissements n'ont pas d'adresse : personne n'en connaît les mots de passe avant de nouveaux (reset-password), une fois les adresses données.
}
cli-import-note = { $title } : { $note }
cli-import-no-rejects = Aucune ligne n'est refusée : { $path } n'est pas écrit.
cli-import-rejects-foreseen = { $rows } { $rows ->
    [one] ligne serait refusée : l'import l'écrira
   *[other] lignes seraient refusées : l'import les écrira
} dans { $path }.
cli-import-sample = → { $row }
cli-import-updated = { $count } { $count ->
    [one] établissement mis à jour
   *[other] établissements mis à jour
}
cli-import-zones = { $count } { $count ->
    [one] zone à créer
   *[other] zones à créer
} : { $zones }
cli-init = Préparer le dossier de données et le premier webmestre
cli-init-done = Dossier de données prêt : { $dir }, webmestre { $login }
cli-list-cut = { $count ->
    [one] Seulement la dernière ligne
   *[other] Seulement les { $count } dernières lignes
} : --limit NOMBRE en montre plus.
cli-restore-list = { $path } est une liste et non un export : pour la liste d'un transfert, intendant establishment restore --transfer { $path }
cli-init-next = À vérifier avant le premier courriel : intendant host edit --host-name … --host-url … --sender …
cli-kept = { $days ->
    [one] Les exports sont conservés { $days } jour.
   *[other] Les exports sont conservés { $days } jours.
}
cli-label-active = Actif
cli-label-change = Avant → après
cli-label-establishments = Établissements
cli-label-field = Champ
cli-label-file = Fichier
cli-label-kind = Sorte
cli-label-last-sign-in = Dernière connexion
cli-label-login = Nom d'utilisateur
cli-label-person = Nom et prénom
cli-label-recipient = Destinataire
cli-label-rev = Révision
cli-label-schema = Schéma
cli-label-sha256 = SHA-256
cli-label-size = Taille
cli-label-stored = Enregistré
cli-label-subject = Objet
cli-label-tables = Tableaux
cli-label-what = Action
cli-label-when = Quand
cli-label-who = Qui
cli-label-yours = Demandé
cli-login-deactivated = { $login } (désactivé)
cli-mail = Courriels : la boîte d'envoi
cli-mail-list = Lister les courriels, les derniers d'abord
cli-mail-pending = courriel { $state } : { $words }
cli-mail-result = Courriel { $id } : { $result }
cli-mail-retry = Envoyer de nouveau des courriels différés, refusés ou incertains
cli-mail-round = { $sent } { $sent ->
    [one] envoyé
   *[other] envoyés
}, { $deferred } { $deferred ->
    [one] différé
   *[other] différés
}, { $refused } { $refused ->
    [one] refusé
   *[other] refusés
}, { $uncertain } { $uncertain ->
    [one] incertain
   *[other] incertains
}, { $postponed } { $postponed ->
    [one] non tenté
   *[other] non tentés
}
cli-mail-round-withdrawn = { $count ->
    [one] 1 retiré : il n'était plus exact (intendant mail list --state withdrawn)
   *[other] { $count } retirés : ils n'étaient plus exacts (intendant mail list --state withdrawn)
}
cli-mail-send = Envoyer tout ce qui attend, par exemple depuis cron
cli-mail-sent = courriel envoyé
cli-mail-show = Montrer un courriel ; le mot de passe n'y est jamais
cli-mail-test = Envoyer un courriel d'essai
cli-mail-waits = courriel { $state }
cli-man = Produire les pages de manuel
cli-man-description = DESCRIPTION
cli-man-extra = COMPLÉMENTS
cli-man-name = NOM
cli-man-options = OPTIONS
cli-man-synopsis = SYNOPSIS
cli-man-version = VERSION
cli-man-written = { $count } { $count ->
    [one] page écrite
   *[other] pages écrites
} dans { $dir }
cli-never = jamais
cli-no-administrator = Cet établissement n'a pas d'administrateur ; --create de reset-password en crée un.
cli-no-terminal = La console demande un terminal (par SSH : ssh -t). Sans terminal : une commande, voir --help, ou --plain.
cli-not-confirmed = Non confirmé : rien n'a été fait.
cli-password-how = Il n'y a pas de terminal pour demander le mot de passe : donnez-le sur l'entrée standard avec --password-stdin.
cli-password-reset = Nouveau mot de passe pour { $email } · { $mail }
cli-progress = { $stage } : { $percent } %
cli-prune = { $file } · { $when } · { $name }
cli-prune-would = { $count ->
    [one] { $count } export est assez ancien pour être supprimé.
   *[other] { $count } exports sont assez anciens pour être supprimés.
}
cli-pruned = { $count ->
    [one] { $count } export supprimé.
   *[other] { $count } exports supprimés.
}
cli-remote-changes = À distance, seules les commandes qui ne changent rien sont admises ici : { $command } n'en est pas une.
cli-remote-key = La clé SSH { $key } n'est celle d'aucun webmestre : ses commandes sont refusées. Donnez-lui pour nom un nom d'utilisateur (--key), ou liez-la dans [ssh.keys] de la configuration.
cli-remote-key-holder = La clé SSH { $key } est celle de { $login }, qui n'est pas un webmestre actif : ses commandes sont refusées.
cli-remote-local = La commande { $command } n'est jamais admise à distance.
cli-remote-no-key = Les commandes à distance doivent savoir de qui est la clé : --key dans la commande forcée, ou ExposeAuthInfo dans sshd_config.
cli-remote-none = Les commandes à distance ne sont pas admises ici ([ssh] verbs dans la configuration). Pour ouvrir la console : ssh -t, sans commande.
cli-remote-option = L'option { $option } n'est jamais admise à distance.
cli-remote-unreadable = Cette commande à distance ne peut pas être lue : vérifiez les guillemets.
cli-replaced = restauré depuis { $file } ; données précédentes : { $before }
cli-reset-deactivated = Le compte { $login } est désactivé : le nouveau mot de passe ne servira qu'après sa réactivation dans l'établissement.
cli-restored = restauré depuis { $file }
cli-row-show = Afficher les détails
cli-server-audit = Entrées du journal
cli-server-blocked = Bloqués
cli-server-data-dir = Dossier de données
cli-server-databases = Taille des bases
cli-server-establishment-schema = Schéma des établissements
cli-server-exports = Taille des exports
cli-server-program = Version
cli-server-registry = Taille du registre
cli-server-registry-schema = Schéma du registre
cli-server-sqlite = SQLite
cli-session = Sessions ouvertes dans la console
cli-session-end = Mettre fin à une session
cli-session-ended = La session de « { $login } » est terminée : sa console redemandera le mot de passe à la prochaine action.
cli-session-list = Lister les sessions ouvertes, la dernière utilisée d'abord
cli-several-administrators = Il y a plusieurs administrateurs ; choisissez avec --administrator : { $logins }
cli-size-mib = { $count } Mio
cli-ssh-key = Clés SSH de la configuration
cli-ssh-key-list = Lister les clés, et au nom de qui chacune lance des commandes
cli-target = { $number } : { $result }
cli-target-because = { $number } : { $state } : { $reason }
cli-target-failed = { $number } : échec : { $reason }
cli-target-named = { $number } : { $name } ({ $state })
cli-targets = { $done } { $done ->
    [one] fait
   *[other] faits
}, { $failed } en échec, { $left } { $left ->
    [one] restant
   *[other] restants
}
cli-unchanged = Établissement { $number } : rien à changer.
cli-until = jusqu'au { $day } inclus
cli-usage-choices = Choix : { $choices }
cli-usage-conflict = { $argument } ne va pas avec { $other }.
cli-usage-count = { $argument } n'a pas le bon nombre de valeurs.
cli-usage-twice = { $argument } est donné deux fois : gardez la valeur voulue.
cli-usage-meant = Vouliez-vous dire { $suggestion } ?
cli-usage-missing = Il manque { $arguments }.
cli-usage-missing-command = Il manque une commande.
cli-usage-more = Plus : --help
cli-usage-empty = { $argument } est vide. Donnez une valeur, ou retirez l'option.
cli-usage-empty-filter = Le filtre est vide : rien n'a été sélectionné. Pour tous les établissements, écrivez --all.
cli-usage-no-value = { $argument } demande une valeur.
cli-usage-not-utf8 = Un des textes donnés n'est pas en UTF-8.
cli-usage-other = Cette ligne de commande ne peut pas être lue ({ $cause }).
cli-usage-unknown-argument = { $argument } n'est pas un argument attendu ici.
cli-usage-unknown-command = Il n'y a pas de commande « { $command } ».
cli-usage-value = « { $value } » ne convient pas pour { $argument }.
cli-value-address = COURRIEL
cli-value-blocker = QUI
cli-value-choice = CHOIX
cli-value-column = COLONNE
cli-value-command = COMMANDE
cli-value-day = JOUR
cli-value-days = JOURS
cli-value-directory = DOSSIER
cli-value-file = FICHIER
cli-value-filter = FILTRE
cli-value-json = JSON
cli-value-language = LANGUE
cli-value-login = NOM
cli-value-machine = NOM
cli-value-number = N
cli-value-number-or-path = NUMÉRO|CHEMIN
cli-value-text = TEXTE
cli-value-uai = UAI
cli-value-url = ADRESSE
cli-value-zone = N|NOM
cli-version = Afficher la version
cli-webmaster = Webmestres
cli-webmaster-add = Ajouter un webmestre
cli-webmaster-added = Webmestre { $login } ajouté.
cli-webmaster-disable = Désactiver un webmestre
cli-webmaster-disabled = Webmestre { $login } désactivé.
cli-webmaster-edit = Modifier les noms ou le courriel d'un webmestre
cli-webmaster-edited = Webmestre { $login } modifié.
cli-webmaster-enable = Réactiver un webmestre
cli-webmaster-enabled = Webmestre { $login } réactivé.
cli-webmaster-list = Lister les webmestres
cli-webmaster-password = Donner un nouveau mot de passe à un webmestre
cli-webmaster-password-set = Nouveau mot de passe pour { $login }.
cli-yes-letter = o
cli-zone = Zones géographiques
cli-zone-academies = Ajouter une zone par académie
cli-zone-academies-added = { $count } { $count ->
    [one] zone ajoutée
   *[other] zones ajoutées
}
cli-zone-add = Ajouter une zone
cli-zone-added = Zone { $number } ajoutée : { $name }
cli-zone-delete = Supprimer une zone ; ses établissements passent dans la zone 1
cli-zone-deleted = Zone { $name } supprimée ; { $count ->
    [one] { $count } établissement est passé
   *[other] { $count } établissements sont passés
} dans la zone 1
cli-zone-edit = Modifier le nom ou la langue d'une zone
cli-zone-edited = Zone { $number } : { $name }
cli-zone-list = Lister les zones dans leur ordre
cli-zone-move = Donner sa place à une zone
cli-zone-moved = Zone { $name } : place { $position }
cli-mail-held = { $count } { $count ->
    [one] courriel attend : son mot de passe semble périmé
   *[other] courriels attendent : leurs mots de passe semblent périmés
}, mais l'heure du serveur est douteuse. Voyez intendant doctor.
cli-mail-deferred = { $count } { $count ->
    [one] courriel attend
   *[other] courriels attendent
} un autre essai, le premier jusqu'au { $until } : { $words }. Pour essayer tout de suite : intendant mail retry --state deferred
cli-host-mails-follow = { $count } { $count ->
    [one] courriel en attente partira
   *[other] courriels en attente partiront
} selon les nouveaux réglages{ $deferred ->
    [0] .
   *[other] {" "}; seulement au prochain essai : { $deferred }. Pour essayer tout de suite : intendant mail retry --state deferred
}
