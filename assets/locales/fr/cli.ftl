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
cli-arg-blocker = Le blocage de qui est levé ; webmaster sans cette option
cli-arg-empty = Créer une base vide pour un établissement dont la base manque, quels que soient ses exports
cli-arg-encrypt-to = Chiffrer chaque export pour cette clé publique (age1…) : seul son détenteur peut le lire
cli-arg-entrance = Le seul établissement auquel la console connecte : son numéro ou son UAI
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
cli-arg-all-rows = Toutes les lignes ; un filtre vide est refusé
cli-arg-all = Tous les établissements ; un filtre vide est refusé
cli-arg-filter-rows = Filtre : mots, colonne:valeur, -mot, "expression" (colonnes : --help)
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
cli-arg-list-filter = Filtre : mots, a|b, -mot, colonne:valeur ; --help donne les colonnes
cli-arg-list-format = Le format du fichier ; sinon celui de son extension, à défaut CSV
cli-arg-list-to = Écrire les lignes dans ce fichier nouveau et privé, au lieu de les afficher
cli-arg-man-dir = Le dossier où écrire toutes les pages
cli-arg-new-number = Le numéro voulu ; sans cette option, le prochain libre, ce qui vaut mieux
cli-arg-no-color = Sans couleurs
cli-arg-no-export = Ne pas exporter avant de supprimer : la suppression est alors définitive
cli-arg-no-mail = Ne pas envoyer le courriel d'inscription : personne ne connaîtra le mot de passe
cli-arg-number = Le numéro de l'établissement
cli-arg-numbers = Les numéros des établissements
cli-arg-older-than = Jours ; sans cette option, la durée de conservation des exports
cli-arg-password-stdin = Lire le mot de passe sur la première ligne de l'entrée standard
cli-arg-people = Console des personnes des établissements : aucun webmestre, aucune commande
cli-arg-plain = Des questions numérotées au lieu d'écrans
cli-arg-position = La nouvelle place, à partir de 1
cli-arg-progress = Donner l'avancement aussi sans terminal
cli-arg-recreate = Recréer la base manquante d'un établissement : depuis son export le plus récent, ou vide s'il n'en a jamais eu
cli-arg-replace = Remplacer les données des établissements présents, après un export de celles-ci
cli-arg-restore-files = Exports : fichiers accompagnés de leur .sha256, ou noms dans le dossier des exports
cli-arg-rev = Refuser si quelqu'un a enregistré depuis cette révision
cli-arg-set-aside = Déplacer ce qui occupe un numéro, un fichier ou un export inconnu, ou tous ceux de leur dossier, dans le dossier orphans
cli-arg-shell = L'interpréteur de commandes [bash, elvish, fish, powershell, zsh]
cli-arg-sort = La colonne de tri
cli-arg-tables = Faire aussi une archive de tableaux (CSV) pour les personnes, sans mots de passe ; elle ne se restaure pas
cli-arg-thorough = Vérifier aussi chaque valeur de chaque base, sur une copie privée (plus long)
cli-arg-to = Le dernier jour
cli-arg-transfer = Liste de transfert ({ $columns } { $columns ->
    [one] colonne
   *[other] colonnes
}) faite par un autre hébergeur, ses fichiers à côté d'elle
cli-arg-version = Afficher la version
cli-arg-yes = Répondre oui aux demandes de confirmation
cli-ask = { $label } [{ $offered }] :
cli-ask-password = Mot de passe :
cli-ask-password-again = Encore une fois :
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
cli-establishment-misplaced = --establishment se place après la commande « { $command } », si elle agit dans un établissement.
cli-exported = exporté : { $file }
cli-field-error = { $field } : { $message }
cli-file = { $path } : { $why }
cli-help = Expliquer une commande
cli-help-arguments = Arguments{ "\u00A0" }
cli-help-commands = Commandes{ "\u00A0" }
cli-help-global = Options communes{ "\u00A0" }
cli-help-options = Options{ "\u00A0" }
cli-help-usage = Utilisation :
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
cli-lines-columns = Colonnes du fichier, par leur nom dans la première ligne, dans n'importe quel ordre :{ $needed ->
    [none] {""}
   *[other] {" "}{ $needed } (il en faut){ $others ->
        [none] .
       *[other] {" "};
    }
}{ $others ->
    [none] {""}
   *[other] {" "}{ $others }.
}
cli-list-cut = { $count ->
    [one] Seulement la dernière ligne
   *[other] Seulement les { $count } dernières lignes
} : --limit NOMBRE en montre plus.
cli-list-written = { $count } { $count ->
    [one] ligne écrite
   *[other] lignes écrites
} dans { $path }.
cli-remote-people = Cette entrée n'ouvre que la console des personnes des établissements : aucune commande n'y est admise.
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
cli-several-administrators = Il y a plusieurs administrateurs ; choisissez avec --administrator : { $logins }
cli-size-mib = { $count } Mio
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
cli-usage-nothing = Rien à modifier : donnez au moins l'une de ces options : { $options }.
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
cli-version = Afficher la version
cli-yes-letter = o
cli-arg-inside = Le numéro de l'établissement dans lequel agir : celui de ses comptes, de ses traitements, de son journal
cli-arg-lines = Fichier CSV ou XLSX avec un en-tête, ou - pour l'entrée standard
