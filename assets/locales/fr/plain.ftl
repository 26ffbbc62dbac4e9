### Questions sur des lignes simples (--plain). Triées par clé.

plain-act-block-everywhere = Bloquer tous les établissements
plain-act-check = Vérifier et réparer
plain-act-check-thoroughly = Vérifier à fond (chaque valeur, plus long) et réparer
plain-act-edit = Modifier
plain-act-list = Lister
plain-act-retry = Renvoyer un courriel
plain-act-send = Envoyer maintenant ce qui est dû
plain-act-show = Afficher
plain-act-test = Envoyer un courriel d'essai
plain-act-unblock-everywhere = Débloquer tous les établissements
plain-back-line = 0. Retour
plain-block-change = Changer ce blocage ?
plain-block-everywhere = Bloquer tous les établissements ?
plain-bulk = Agir sur { $count ->
    [one] l'établissement coché
   *[other] les { $count } établissements cochés
}
plain-bulk-failed = Établissement { $number }, { $denomination } : { $cause }
plain-bulk-progress = { $done } sur { $total }.
plain-cancel-line = 0. Annuler
plain-check-clean = Tout est en ordre.
plain-check-none-fixable = Rien de tout cela ne peut être réparé d'ici.
plain-checking = Vérification en cours...
plain-choice-adopt = L'adopter
plain-choice-empty = Créer une base vide
plain-choice-forget = Le retirer du catalogue
plain-choice-leave = 0. Laisser tel quel
plain-choice-recreate = Recréer sa base
plain-choice-set-aside = Mettre de côté
plain-choice-sure = Le faire ?
plain-choice-title = À décider : { $words }
plain-confirm-differs = La saisie ne correspond pas : saisissez { $wanted }, ou 0 pour annuler.
plain-conflict = Quelqu'un d'autre a enregistré pendant votre saisie.
plain-conflict-field = { $field } : quelle valeur garder ?
plain-conflict-keep-mine = Garder la mienne
plain-conflict-mine = La vôtre
plain-conflict-take-theirs = Prendre la leur
plain-conflict-taken = { $field } : vous n'y aviez pas touché, la nouvelle valeur est prise : { $value }
plain-conflict-theirs = La leur
plain-create = Créer ?
plain-delete-confirm = Pour supprimer, saisissez le numéro { $number } ou la dénomination { $denomination }
plain-delete-threshold = C'est plus de { $percent } % de tous les établissements. Vraiment ?
plain-deleted = Établissement { $number } supprimé{ $export ->
    [no-value] {""}
   *[other] . Export : { $export }
}.
plain-demo = DÉMONSTRATION : données inventées, effacées à la sortie.
plain-disabled = Votre compte a été désactivé : la session est terminée.
plain-forgotten-question = Mot de passe oublié : envoyer un code à l'adresse du compte « { $login } » ?
plain-help-everywhere-people = Partout : ? explique, 0 revient en arrière. Une barre oblique inverse en tête fait prendre la ligne telle quelle. La fin de l'entrée quitte le programme.
plain-help-forgotten = Mot de passe oublié : laissez la ligne vide. Un code part à l'adresse du compte, s'il en a une ; il permet de choisir un autre mot de passe.
plain-help-group = Lesquels lister.
plain-help-list-file = Un nouveau fichier ; .xlsx fait un classeur, .json des lignes JSON, tout autre nom un fichier CSV.
plain-help-smtp-ca = Facultatif : un fichier PEM de l'autorité qui a signé le certificat du serveur.
plain-help-smtp-port = Le port du serveur SMTP : 587 le plus souvent, 465 pour TLS, 25.
plain-help-smtp-security = TLS dès le début, STARTTLS, ou aucune protection (seulement vers cette machine).
plain-help-smtp-user = Le nom d'utilisateur auprès du serveur SMTP ; vide : sans authentification.
plain-list-export = Exporter la liste
plain-list-none = Aucun résultat.
plain-ended = Quelqu'un a mis fin à cette session.
plain-lines-how = { $label } : saisissez le texte ligne par ligne, un point seul le termine ; un point seul aussitôt garde le texte ci-dessus.
plain-menu-details = Changer mon courriel ou ma langue
plain-no-commands-here = Les commandes équivalentes sont celles de l'hébergeur : il n'y en a pas ici.
plain-password-or-none = { $label } (rien : oublié)
plain-list-shown = { $count } { $count ->
    [one] ligne
   *[other] lignes
} : copiez ce qui est entre les deux marques.
plain-renewed = Votre compte a reçu un autre mot de passe : la session est terminée.
plain-error = Erreur : { $cause }
plain-establishment = Établissement { $number }
plain-field-problem = { $field } : { $problem }
plain-filter = Filtre
plain-first-page = C'est la première page.
plain-first-run = Première mise en service : rien n'existe encore dans { $path }. Les questions suivantes créent le dossier de données.
plain-first-run-done = Le dossier de données est créé. Connectez-vous.
plain-first-run-sure = Créer le dossier de données avec ces valeurs ?
plain-first-webmaster = Le premier webmestre :
plain-give-up = Abandonner ce que vous avez saisi ?
plain-goodbye = Au revoir.
plain-group = { $name } : { $count }{ $ticked ->
    [0] { "" }
    [one] , dont { $ticked } coché
   *[other] , dont { $ticked } cochés
}
plain-groups = Regrouper les établissements de la liste par
plain-groups-none = Aucun établissement à regrouper.
plain-groups-which = Groupe à cocher, ou à décocher
plain-help-block = Oui demande un nouveau motif et une nouvelle échéance, qui remplacent ceux-ci. Non laisse le blocage tel quel.
plain-help-bulk = L'action porte sur les établissements cochés. Le nombre est à saisir avant que quoi que ce soit ne change.
plain-help-confirm = Rien n'est encore fait. Saisissez exactement le texte demandé pour continuer.
plain-help-conflict = Les deux valeurs sont données au-dessus. Annuler n'enregistre rien.
plain-help-contact-editing = Les administrateurs d'un établissement peuvent-ils changer le nom et le courriel de son contact : non, oui, ou oui dans un seul domaine.
plain-help-create = Oui crée l'établissement, sa base, son premier administrateur et met le courriel en attente. Non repasse sur chaque champ.
plain-help-denomination = Le nom de l'établissement, 160 caractères au plus.
plain-help-detail = Tout ce qui peut être fait à cet établissement.
plain-help-everywhere = Partout : ? explique, = donne la commande équivalente à la dernière action, 0 revient en arrière. Une barre oblique inverse en tête fait prendre la ligne telle quelle. La fin de l'entrée quitte le programme.
plain-help-filter = Des mots, tous exigés, accents sans importance ; a|b cherche l'un ou l'autre. Un tiret devant un mot ou une colonne l'exclut, des guillemets gardent une expression. Colonnes : numero, zone, localisation, nom, uai, contact, courriel, etat, departement, inscrit, vu. zone:a,b l'une ou l'autre, courriel:- vide, numero:100..200, inscrit:>=2026-09, vu:>6mois, vu:- jamais. Exemple : brest|quimper -lycée etat:bloqué
plain-help-filter-rows = Des mots, tous exigés, sans tenir compte des accents ; a|b cherche l'un ou l'autre, -mot exclut, des guillemets gardent une expression entière, colonne:valeur cherche dans une colonne.
plain-help-first-run = Oui écrit tout d'un coup. Non repasse sur chaque question. Rien n'est écrit avant.
plain-help-give-up = Non reprend là où vous étiez.
plain-help-groups = Les groupes ne comptent que ce que le filtre laisse. Un groupe se coche tout entier ; le nommer encore le décoche.
plain-help-hidden = Le filtre cache une partie des établissements cochés. Choisissez sur lesquels agir.
plain-help-host-bounce = Adresse qui reçoit les courriels revenus en erreur. Vide : celle de l'expéditeur.
plain-help-host-name = Le nom de l'hébergeur, tel que les courriels le disent.
plain-help-host-sender = L'adresse de l'expéditeur de tous les courriels.
plain-help-host-url = L'adresse web à laquelle les établissements se connectent, avec https://
plain-help-import = Seules les lignes correctes sont importées. Importer deux fois le même fichier n'ajoute rien.
plain-help-import-column = Le numéro ou le nom d'une colonne. Un tiret : aucune. Il faut au moins la dénomination, et la localisation ou la commune.
plain-help-import-encoding = Des mots semblent faux quand un fichier est lu dans un autre codage que le sien. Une ligne vide garde celui qui sert.
plain-help-import-far = Un numéro avec un chiffre de trop laisserait sans usage les numéros entre les deux. Oui donne les numéros que le fichier demande.
plain-help-import-file = Le chemin d'un fichier CSV : création en masse à 8 colonnes, ou annuaire du ministère. Par SSH, le nom d'un fichier du dossier d'échange. Le fichier est d'abord examiné, sans rien écrire.
plain-help-import-mail = Sans courriel, les premiers mots de passe ne peuvent être connus de personne : il faudra les initialiser.
plain-help-import-rejects = Les lignes refusées y sont écrites avec la raison, pour être corrigées puis importées. Un tiret : pas de fichier.
plain-help-import-shared = Quelques UAI réels couvrent deux sites. Oui les importe comme sites supplémentaires.
plain-help-import-unknown = Ce qui est dit des colonnes est gardé pour le prochain fichier qui a les mêmes.
plain-help-import-update = Oui leur donne ce que contient le fichier, comme une modification ; une cellule vide ne change rien. Non les laisse comme ils sont.
plain-help-import-zones = Non refuse les lignes dont la zone n'existe pas : elles iront dans le fichier des lignes refusées.
plain-help-keep = Une ligne vide garde la valeur entre crochets, un tiret l'efface.
plain-help-list = n page suivante, p page précédente, l relire la liste. f filtrer (f brest), s trier. Un numéro ouvre l'établissement de ce numéro. a ajouter, i importer un fichier, x agir sur les établissements cochés, c statistiques, u défaire ce que vous avez fait en dernier.
plain-help-list-empty = Une ligne vide relit la page.
plain-help-list-ticks = t 3 5-9 coche les établissements 3 et 5 à 9 de la liste (t 3 encore le décoche), t tout coche tout ce qui correspond au filtre, t aucun décoche tout, t inverse inverse. g regroupe par zone, état ou département, et coche un groupe entier.
plain-help-locked = La session attend votre mot de passe. 0 quitte.
plain-help-login = Le nom d'utilisateur d'un webmestre.
plain-help-main = Choisissez sur quoi travailler. 0 quitte le programme.
plain-help-menu = Saisissez le numéro d'un choix. Une ligne vide donne les choix.
plain-help-more = Oui, ou une ligne vide, continue la liste.
plain-help-new-login = Lettres sans accent, chiffres, point, tiret, tiret bas ; 40 caractères au plus.
plain-help-new-password = Au moins 16 caractères, difficile à deviner : plusieurs mots peu courants. Rien n'est affiché pendant la saisie.
plain-help-older-than = Les exports plus anciens que ce nombre de jours sont comptés, puis leur nombre est à saisir.
plain-help-optional = Une ligne vide laisse ce champ sans valeur, s'il peut l'être.
plain-help-password = Rien n'est affiché pendant la saisie.
plain-help-password-again = Le même mot de passe, une deuxième fois.
plain-help-person = Noms et courriel du webmestre. Le courriel sert aux copies et aux essais.
plain-help-pick = Saisissez ce qui est devant le point, ou le nom, ou une partie du nom. * liste les choix. Une ligne vide garde la valeur entre crochets, s'il y en a une ; sinon elle répète la question.
plain-help-recipient = L'adresse à laquelle envoyer un courriel d'essai.
plain-help-required = Une ligne vide répète la question.
plain-help-reset = Le nouveau mot de passe est envoyé au contact. Il n'est jamais affiché.
plain-help-retention = Un nombre de jours ; un tiret : le plus longtemps possible, 3650 jours.
plain-help-save = Non n'enregistre rien.
plain-help-server = La vérification compare le registre, les fichiers, les versions et les droits d'accès ; à fond, elle juge aussi chaque valeur de chaque base, sur une copie privée. Elle ne change rien tant que vous n'avez pas accepté de réparer.
plain-help-settings = L'identité de l'hébergeur, l'envoi des courriels, et ce que les administrateurs peuvent changer.
plain-help-smtp = Le serveur SMTP qui prend les courriels : son nom ou son adresse.
plain-help-smtp-secret = Le chemin d'un fichier dont la première ligne est le mot de passe, que vous seul pouvez lire.
plain-help-sort = La colonne qui donne l'ordre, puis le sens.
plain-help-threshold = Un deuxième accord est demandé au-dessus d'une part réglable de tous les établissements.
plain-help-transport = Dossier : chaque courriel devient un fichier du dossier de données. SMTP : un serveur les prend.
plain-help-unblock = Lever un blocage laisse les autres.
plain-help-yes-no = o ou oui, n ou non. Une ligne vide prend la réponse en capitales, s'il y en a une ; sinon elle répète la question.
plain-hidden = { $count } { $count ->
    [one] coché
   *[other] cochés
}, dont { $hidden } que le filtre cache. Agir sur :
plain-hidden-all = Tous
plain-hidden-visible = Seulement ceux qui sont visibles
plain-how = À chaque question : ? explique, 0 revient en arrière.
plain-import-as-before = Lire les colonnes comme la dernière fois
plain-import-by-hand = Dire ce que contient chaque colonne
plain-import-column = Colonne { $number }, { $name ->
    [no-value] sans nom
   *[other] { $name }
}{ $values ->
    [no-value] , vide.
   *[other] , par exemple { $values }
}
plain-import-comma = Virgule
plain-import-counts = { $rows } { $rows ->
    [one] ligne
   *[other] lignes
} : { $good } à importer, { $unchanged } déjà là, { $differ ->
    [0] {""}
    [one] { $differ } diffère,{" "}
   *[other] { $differ } diffèrent,{" "}
}{ $refused } { $refused ->
    [one] refusée
   *[other] refusées
} ({ $skipped } { $skipped ->
    [one] ignorée
   *[other] ignorées
}, { $errors } à corriger).
plain-import-create-zones = Créer ces zones ?
plain-import-done = { $count } { $count ->
    [one] établissement créé
   *[other] établissements créés
}.
plain-import-finding = Ligne { $line }{ $column ->
    [no-value] {""}
   *[other] , colonne { $column }
}{ $value ->
    [no-value] {""}
   *[other] , valeur { $value }
} : { $problem }
plain-import-mail = Envoyer le courriel d'inscription à chaque contact ?
plain-import-more = Et { $count } { $count ->
    [one] autre problème
   *[other] autres problèmes
} ; le fichier des rejets les a tous.
plain-import-no-column = aucune colonne
plain-import-nothing = Rien à importer.
plain-import-other-separator = Lire avec un autre séparateur
plain-import-rejected = { $count } { $count ->
    [one] ligne refusée écrite
   *[other] lignes refusées écrites
} dans { $path }.
plain-import-rejects = Fichier des lignes refusées
plain-import-semicolon = Point-virgule
plain-import-separator = Quel séparateur ?
plain-import-shared = Des lignes ont l'UAI d'un autre établissement. Les importer comme sites supplémentaires ?
plain-import-sure = Importer { $count ->
    [one] la ligne correcte
   *[other] les { $count } lignes correctes
} ?
plain-import-tab = Tabulation
plain-import-unknown = Les colonnes ne sont pas reconnues. Lues avec { $separator ->
    [semicolon] le point-virgule
    [comma] la virgule
   *[tab] la tabulation
} : { $columns }.
plain-import-zone = Zone de toutes les lignes
plain-import-zones = Zones qui seront créées : { $zones }.
plain-io = La conversation ne peut pas continuer : { $cause }
plain-label-value = { $label } [{ $value }]
plain-last-page = C'est la dernière page.
plain-leave-line = 0. Quitter
plain-line-not-text = Cette ligne n'est pas du texte UTF-8 : saisissez-la de nouveau.
plain-line-too-long = Cette ligne est trop longue : saisissez-la de nouveau.
plain-list-all = { $total } { $total ->
    [one] établissement
   *[other] établissements
}.
plain-list-empty = Aucun établissement encore : a en ajoute un, i importe un fichier.
plain-list-filtered = Filtre { $filter } : { $count } sur { $total } { $total ->
    [one] établissement
   *[other] établissements
}.
plain-list-keys = Commandes : un numéro ouvre, n et p tournent les pages, f filtre, s trie, t coche, g regroupe, a ajoute, i importe, x agit sur les cochés, c compte les statistiques, u défait votre dernier acte.
plain-list-prompt = Établissements
plain-list-row = { $number }{ $ticked ->
    [yes] {" (coché)"}
   *[no] {""}
} : { $denomination }, { $location }, { $uai ->
    [no-value] sans UAI
   *[other] UAI { $uai }
}, zone { $zone_name }, { $state }.
plain-list-window = { $first } à { $last } sur { $count }.
plain-locked = Verrouillé après { $minutes } { $minutes ->
    [one] minute
   *[other] minutes
} sans saisie. Ce que vous venez de saisir n'a pas été pris. Votre mot de passe, ou 0 pour quitter.
plain-many-choices = { $count } choix : saisissez-en un, ou * pour les lister.
plain-menu-again = { $menu } (une ligne vide donne les choix)
plain-menu-main = Menu principal
plain-menu-password = Changer mon mot de passe
plain-menu-server = État du serveur
plain-menu-settings = Réglages de l'hébergeur
plain-more = Continuer la liste ?
plain-must-answer = Une réponse est nécessaire ici.
plain-must-choose = Un choix est nécessaire ici ; * liste les choix.
plain-no-command = Aucune action encore.
plain-sessions-inside = Sessions ouvertes
plain-unticked-sure = Y renoncer vraiment ?
plain-no-ticks = Aucun établissement coché : t en coche.
plain-no-value = { $label } : (vide)
plain-nothing-done = Rien n'a été fait.
plain-nothing-saved = Rien n'a été enregistré.
plain-percent = { $percent } %
plain-prompt = { $label } :
plain-repair = Réparer { $count ->
    [one] ce qui peut l'être
   *[other] les { $count } points qui peuvent l'être
} ?
plain-repaired = { $count } { $count ->
    [one] point réparé
   *[other] points réparés
}.
plain-save = Enregistrer ?
plain-saved = Enregistré.
plain-secret-empty = Rien n'a été saisi. Saisissez le mot de passe, ou 0 pour revenir en arrière.
plain-server-audit = Entrées du journal
plain-server-blocked = Dont bloqués
plain-server-data = Dossier de données
plain-server-establishments = Établissements
plain-server-free = Place libre
plain-server-size = Taille des données
plain-server-sqlite = Version de SQLite
plain-server-version = Version d'Intendant
plain-server-webmasters = Webmestres actifs
plain-server-zones = Zones géographiques
plain-several = { $count ->
    [one] { $count } choix correspond
   *[other] { $count } choix correspondent
} :
plain-signed-in = Connecté : { $login }.
plain-sort = Trier par
plain-sort-descending = Dans l'ordre décroissant ?
plain-theirs-are = Les réglages enregistrés entre-temps :
plain-tick-how = t 3 5-9, t tout, t aucun, t inverse.
plain-tick-not-listed = { $typed } : rien de tel dans cette liste.
plain-tick-unknown = « { $typed } » ne peut pas être compris : t 3 5-9, t tout, t aucun, t inverse.
plain-ticked = { $count ->
    [0] Aucun établissement coché
   *[other] { $count } { $count ->
        [one] coché
       *[other] cochés
    }{ $hidden ->
        [0] {""}
       *[other] , dont { $hidden } que le filtre cache
    }
}.
plain-type-to-confirm = Pour confirmer, saisissez { $wanted }
plain-unblock-everywhere = Débloquer tous les établissements ?
plain-unblock-which = Quel blocage lever
plain-unchanged = Rien n'a changé.
plain-unknown-choice = « { $typed } » n'est pas un des choix.
plain-unknown-command = « { $typed } » n'est pas une commande de la liste ; ? les explique.
plain-unlocked = Déverrouillé. La question est posée de nouveau.
plain-row-sure = { $question }
plain-value = { $label } : { $value }
plain-welcome = Intendant, { $host }.
plain-yes-no = { $question } (oui/non)
plain-yes-no-no = { $question } (oui/NON)
plain-yes-no-yes = { $question } (OUI/non)
plain-yes-or-no = Répondez oui ou non.
plain-your-choice = Votre choix
plain-help-job-number = Le numéro d'un traitement ou d'un plan, comme la liste le donne.
plain-help-jobs = Les traitements continuent sans vous ; ce qui est fait n'est jamais refait. Un plan est un traitement qui n'a pas été lancé.
plain-help-plan = Rien n'est fait avant que le plan soit lancé et confirmé. Annuler l'oublie.
plain-help-plan-name = Le plan est gardé sous ce nom et peut être lancé plus tard.
plain-import-encoding = Codage du fichier
plain-import-encoding-is = Lu en { $encoding }.
plain-import-far = Des numéros sont très au-dessus de ceux qui servent. Les accepter ?
plain-import-update = { $count } { $count ->
    [one] établissement déjà là diffère. Le mettre à jour ?
   *[other] établissements déjà là diffèrent. Les mettre à jour ?
}
plain-job-line = { $job }. { $what }. { $state }. { $author }, { $planned }. { $counts ->
    [no-value] { $targets } { $targets ->
        [one] cible
       *[other] cibles
    }
   *[other] { $counts }
}
plain-job-number = Numéro du traitement
plain-job-rows = Lister les lignes
plain-clock-right = L'heure du serveur est-elle juste maintenant ?
plain-clock-taken = L'heure est confirmée.
plain-help-clock = Oui : ce qui attendait à cause de l'heure reprend, et ce qu'une heure fausse a laissé est repris. Non : rien ne change.
plain-import-encoding-keep = Garder le codage { $encoding } ?
plain-help-file-lines = Un fichier CSV ou XLSX ; ses colonnes sont trouvées par leurs noms.
plain-help-rows-many = Plusieurs à la fois, séparés par des espaces ou des virgules.
plain-rows-many = { $field }, un ou plusieurs
plain-rows-of = { $list } · { $number } { $name }
plain-rows-none = La liste est vide.
