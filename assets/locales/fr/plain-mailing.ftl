### Mode texte : écrire un courriel à plusieurs. Trié par clé.

plain-act-mail = Écrire un courriel
plain-help-mailing = Le courriel part au contact de chaque établissement coché, avec ses propres valeurs. Rien ne part avant que le nombre soit saisi.
plain-help-lines = Chaque ligne est une ligne du texte ; une ligne vide sépare les paragraphes ; un point seul termine.
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
