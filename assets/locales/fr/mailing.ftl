### Courriels à plusieurs : les champs, la lettre, son essai. Trié par clé.

action-establishment-mail = Écrire

cli-arg-attach = Fichier joint ; plusieurs sont possibles
cli-arg-body = Fichier du texte, ou - pour l'entrée standard
cli-arg-preview = Montrer les premiers courriels, sans rien envoyer
cli-arg-test-to = Envoyer seulement un essai à cette adresse, avec les valeurs du premier établissement
cli-label-empty = Champs vides
cli-mails-wait = Les courriels sont en attente : ils partent quand une console est ouverte, ou avec « intendant mail send ».
cli-placeholders = Champs de l'objet et du texte (doublez une accolade pour l'écrire telle quelle) :
cli-preview-no-address = (le contact n'a pas de courriel)

field-label-attachment = Pièce jointe

hint-mailing-attach = Le nom d'un fichier ; par SSH, un nom du dossier d'échange.
hint-mailing-test = L'essai part avec les valeurs du premier établissement.

job-mails = Courriels : { $mails }

mailing-attach-button = Joindre
mailing-attach-title = Joindre un fichier
mailing-begun = Les courriels sont préparés ; les écrans « Traitements » et « Courriels » montrent la suite.
mailing-button = Préparer l'envoi
mailing-empty = Champs vides ici : { $names }
mailing-file-add = Joindre un fichier…
mailing-file-remove = Retirer { $name } ({ $size })
mailing-files = Pièces jointes : { $files }
mailing-files-title = Pièces jointes
mailing-keys = F2 champs · F3 relire · F4 essai · F5 pièces jointes · F6 modèles · F9 préparer l'envoi · Ctrl-_ défaire · Échap quitter (ou Ctrl-N, P, T, O, Y, G)
mailing-load-question = Ce qui est écrit sera remplacé par le modèle.
mailing-name-title = Nom du modèle
mailing-no-address = (le contact n'a pas de courriel : rien ne lui sera écrit)
mailing-page-gone = Cet établissement n'existe plus.
mailing-pages-keys = PgPréc PgSuiv page · un numéro puis Entrée · ↑ ↓ défiler · Échap revenir
mailing-pages-title = Courriel { $page } sur { $pages }
mailing-pages-typed = Page { $page } ▏ Entrée y aller · Échap
mailing-subject = Objet
mailing-template = { $name }
mailing-template-load = Reprendre ce modèle
mailing-template-new = Enregistrer cette lettre comme nouveau modèle…
mailing-template-replace = Mettre cette lettre à sa place
mailing-template-screen = Modifier, renommer ou supprimer des modèles…
mailing-templates-title = Modèles de lettres
mailing-test-title = Essai
mailing-title = { $count ->
    [one] Écrire un courriel à { $count } contact
   *[other] Écrire un courriel à { $count } contacts
}{ $without ->
    [0] {""}
   *[other] , dont { $without } sans adresse
}

# Les noms sont ceux de `Placeholder::name`, avec un tiret à la place du point.
placeholder = { $name ->
    [contact-first_name] prénom du contact
    [contact-last_name] nom du contact, en capitales
    [contact-name] nom et prénom du contact
    [contact-email] courriel du contact
    [establishment-name] dénomination
    [establishment-number] numéro
    [establishment-location] localisation
    [establishment-uai] UAI
    [zone-name] nom de la zone géographique
    [zone-number] numéro de la zone géographique
    [url] adresse de connexion
    [host-name] dénomination de l'hébergeur
    [host-sender] expéditeur des courriels
   *[other] { $name }
}

plain-act-mail = Écrire un courriel
plain-help-lines = Chaque ligne est une ligne du texte ; une ligne vide sépare les paragraphes ; un point seul termine.
plain-help-mailing = Le courriel part au contact de chaque établissement coché, avec ses propres valeurs. Rien ne part avant que le nombre soit saisi.
plain-help-mailing-next = Entrée montre le courriel suivant, un numéro celui-là, 0 revient.
plain-help-mailing-placeholders = Entre accolades, remplacés par la valeur de l'établissement : contact.prénom, contact.nom, contact.nom_complet, contact.courriel, établissement.nom, établissement.numéro, établissement.localisation, établissement.uai, zone.nom, zone.numéro, url, hébergeur.nom, hébergeur.expéditeur. Doublez une accolade pour l'écrire telle quelle.
plain-help-mailing-template = Le numéro ou le nom d'un modèle ; Entrée pour écrire une nouvelle lettre.
plain-help-mailing-test = Une adresse à vous ; l'essai porte les valeurs du premier établissement.
plain-mailing = Courriel à { $count } { $count ->
    [one] établissement coché
   *[other] établissements cochés
}.
plain-mailing-body = Réécrire le texte
plain-mailing-go = Préparer l'envoi
plain-mailing-how = Saisissez le texte ligne par ligne ; un point seul termine. Les champs :
plain-mailing-line = Ligne { $line }
plain-mailing-next = Page suivante, ou un numéro
plain-mailing-page = Courriel { $page } sur { $pages } : { $name }, à { $to }
plain-mailing-pages = Relire les courriels
plain-mailing-subject = Changer l'objet
plain-mailing-template = Modèle
plain-mailing-test = Envoyer un essai
