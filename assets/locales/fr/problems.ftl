### Libellés des champs, et ce qui peut ne pas aller dans une valeur. Triés par clé.

# Les noms sont ceux de `Field::name`.
field-label = { $field }
field-label-body = Texte
field-label-confirmation = Confirmation
field-label-current-password = Mot de passe actuel
field-label-data-dir = Dossier de données
field-label-email = Courriel
field-label-establishment = Établissement
field-label-file = Fichier
field-label-first-name = Prénom
field-label-format = Format
field-label-from = À partir du
field-label-last-name = Nom
field-label-login = Nom d'utilisateur
field-label-password = Mot de passe
field-label-password-again = Mot de passe, une deuxième fois
field-label-reason = Motif
field-label-recipient = Destinataire
field-label-since = Depuis le
field-label-subject = Objet
field-label-until = Jusqu'au
new-password-label = Nouveau mot de passe
problem-brace-stray = Ligne { $line }, colonne { $column } : cette accolade ne ferme rien ; doublez-la pour l'écrire telle quelle.
problem-brace-unclosed = Ligne { $line }, colonne { $column } : accolade sans fin ; fermez-la sur la même ligne, ou doublez-la pour l'écrire telle quelle.
problem-changed = Quelqu'un d'autre a modifié cette valeur entre-temps : comparez les deux avant d'enregistrer.
problem-count-differs = Le nombre ne correspond pas : saisissez { $wanted }.
problem-confirmation-differs = Ce n'est pas le texte à saisir : recopiez-le exactement.
problem-confirmation-of-gone = Ce nom d'utilisateur était en dernier celui de { $name }, qui a été supprimé : saisissez ce nom complet pour effacer cette personne.
problem-extra-cells = { $found } { $found ->
    [one] cellule
   *[other] cellules
} pour { $expected } { $expected ->
    [one] colonne
   *[other] colonnes
}. Une cellule contient sans doute le séparateur : mettez-la entre guillemets.
problem-file-is = C'est { $standing } et non un fichier.
problem-file-not-owned = Ce fichier appartient à { $owner } : donnez-le avec chown au compte qui lance intendant.
problem-file-not-private = D'autres que son propriétaire peuvent lire ce fichier : faites chmod 600 dessus.
problem-file-not-utf8 = Ce fichier n'est pas en UTF-8 (à l'octet { $byte }) : enregistrez-le en UTF-8.
problem-file-outside = Une session distante ne peut utiliser que les fichiers du dossier d'échange.
problem-file-own = Les fichiers du dossier d'échange sont à leur propriétaire : les vôtres sont ceux dont le nom commence par { $prefix }.
problem-file-unreadable = Ce fichier ne peut pas être lu : { $cause }.
problem-formula = C'est une formule de tableur : mettez ici son résultat.
problem-in-the-past = Ce jour est passé : indiquez une date ultérieure.
problem-kept-cells = Cette ligne avait { $extra } { $extra ->
    [one] cellule remplie
   *[other] cellules remplies
} de plus que de colonnes : { $extra ->
    [one] elle est gardée
   *[other] elles sont gardées
} à la fin de la dernière colonne, derrière un ␟. Une cellule contenait sans doute le séparateur : remettez chaque texte dans sa colonne, et retirez les ␟.
problem-login-hyphen = Ne commencez pas par un tiret : une commande y lirait une option.
problem-login-shape = Utilisez seulement des lettres sans accent, des chiffres, le point, le tiret et le tiret bas.
problem-login-used = Un autre compte a ce nom d'utilisateur : choisissez-en un autre.
problem-missing = Ce champ doit être rempli.
problem-not-a-choice = Ce n'est pas un des choix proposés.
problem-not-a-date = Ce n'est pas une date : écrivez 31/08/2030 ou 2030-08-31.
problem-not-a-file-name = Ce nom ne convient pas à un fichier joint : ni « / », ni point au début.
problem-not-a-machine = Ce n'est pas le nom ni l'adresse d'une machine : mx.exemple.fr, 192.0.2.1.
problem-not-a-number = Indiquez un nombre entier de { $min } à { $max }.
problem-not-a-public-key = Ce n'est pas une clé publique : « age-keygen » en fait une, elle commence par age1.
problem-not-a-url = Ce n'est pas une adresse web : elle commence par https:// ou http://.
problem-not-an-email = Ce n'est pas une adresse de courriel : écrivez nom@domaine.fr.
problem-password-personal = Ce mot de passe contient le nom d'utilisateur, un nom ou celui de l'hébergeur : choisissez-en un autre.
problem-password-same = C'est le mot de passe actuel : choisissez-en un autre.
problem-password-weak = Ce mot de passe est trop facile à deviner (10^{ $guesses } essais, il en faut 10^{ $needed }) : utilisez plusieurs mots peu courants.
problem-password-wrong = Le mot de passe actuel n'est pas le bon.
problem-passwords-differ = Les deux saisies diffèrent : saisissez deux fois le même mot de passe.
problem-placeholder-misspelt = Ligne { $line }, colonne { $column } : le champ « { $name } » n'existe pas ; peut-être « { $suggestion } » ?
problem-placeholder-unknown = Ligne { $line }, colonne { $column } : le champ « { $name } » n'existe pas. Champs : contact.prénom, contact.nom, contact.nom_complet, contact.courriel, établissement.nom, établissement.numéro, établissement.localisation, établissement.uai, zone.nom, zone.numéro, url, hébergeur.nom, hébergeur.expéditeur.
problem-spreadsheet-error = C'est l'erreur d'une formule de tableur : mettez ici la bonne valeur.
problem-too-large = C'est trop gros : { $max } Mio au plus pour l'ensemble.
problem-too-long = C'est trop long : { $max } { $max ->
    [one] caractère
   *[other] caractères
} au plus.
problem-too-many = Il y en a trop : { $max } au plus.
problem-too-short = C'est trop court : { $min } { $min ->
    [one] caractère
   *[other] caractères
} au moins.
problem-unsafe = Le caractère { $position } ({ $code }) n'est pas accepté ici : retirez-le.
problem-unstorable = Cette valeur n'est pas acceptée ({ $detail }).

# Les règles sont celles de `domain::access::decide`.
refusal = { $rule ->
    [H1] Connectez-vous d'abord.
    [H2] Seul le programme lui-même peut le faire.
    [H3] Seul un webmestre connecté peut le faire, pas le propriétaire du dossier de données.
    [H4] Vous êtes observateur : vous lisez tout et ne modifiez rien (règle H4). Demandez à un webmestre qui administre tout.
    [H5] Cela n'est pas dans vos zones (règle H5). Demandez à un webmestre qui en est chargé, ou qui administre tout.
    [H6] Cela concerne tout l'hébergement, et non vos seules zones (règle H6). Demandez à un webmestre qui administre tout.
    [H7] En support, sans motif, on regarde et on ne modifie rien (règle H7). Donnez le motif pour agir.
    [H8] Un webmestre ne voit comme quelqu'un d'autre qu'en support (règle H8). Entrez d'abord en support dans l'établissement.
    [P0] Les personnes d'un établissement, et qui s'y trouve en support, n'agissent que dans celui-ci.
    [P1] Vous ne pouvez pas continuer : reconnectez-vous pour en savoir la raison.
    [P2] Seule la personne titulaire du compte peut le faire.
    [P3] Vous voyez la console comme quelqu'un d'autre : rien ne se modifie ainsi (règle P3). Revenez à la vôtre pour agir.
   *[other] Ce n'est pas autorisé (règle { $rule }).
}
problem-postcode = Ce n'est pas un code postal : il a cinq chiffres, 75001 ou 01500 ; ceux de la Corse commencent par 20 (20000 Ajaccio), pas par 2A ou 2B.
