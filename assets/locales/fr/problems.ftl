### Libellés des champs, et ce qui peut ne pas aller dans une valeur. Triés par clé.

# Les noms sont ceux de `Field::name`.
field-label = { $field ->
    [above-threshold] Supprimer quand même
    [administrator] Administrateur
    [attachment] Pièce jointe
    [audit-action] Action (mot de la commande)
    [audit-actor] Auteur
    [blocker] Blocage de
    [body] Texte
    [compress] Compresser (Zstandard)
    [confirmation] Confirmation
    [contact-domain] Domaine accepté pour le contact
    [contact-editing] Contact modifiable (administrateurs)
    [contact-email] Courriel du contact
    [contact-first-name] Prénom du contact
    [contact-last-name] Nom du contact
    [copy-mail] Copie au webmestre, sans le mot de passe
    [current-password] Mot de passe actuel
    [data-dir] Dossier de données
    [denomination] Dénomination
    [department-code] Code
    [department-name] Nom du département
    [email] Courriel
    [export-first] Exporter avant de supprimer
    [file] Fichier
    [first-name] Prénom
    [format] Format
    [from] À partir du
    [host-bounce] Adresse de retour des erreurs
    [host-name] Dénomination de l'hébergeur
    [host-sender] Expéditeur des courriels
    [host-url] Adresse de connexion
    [language] Langue des courriels
    [last-name] Nom
    [location] Localisation
    [login] Nom d'utilisateur
    [number] Numéro
    [older-than-days] Plus anciens que (jours)
    [password] Mot de passe
    [password-again] Mot de passe, une deuxième fois
    [reason] Motif
    [plan-name] Nom du plan
    [recipient] Destinataire
    [registered-on] Date d'inscription
    [replace-existing] Remplacer les données de ceux qui existent
    [public-key] Clé publique
    [key-file] Fichier de clés
    [retention-days] Exports conservés (jours)
    [send-mail] Envoyer le courriel d'inscription
    [smtp-ca-file] Autorité de certification (fichier)
    [smtp-host] Serveur SMTP
    [smtp-port] Port SMTP
    [smtp-secret-file] Fichier du mot de passe SMTP
    [smtp-security] Protection de la connexion
    [smtp-user] Nom d'utilisateur SMTP
    [subject] Objet
    [tables] Ajouter des tableaux CSV
    [template-name] Nom du modèle
    [transport] Envoi des courriels
    [uai] UAI
    [session] Session
    [ssh-key] Clé SSH
    [since] Depuis le
    [until] Jusqu'au
    [which] Mot de passe de
    [zone] Zone géographique
    [zone-name] Nom de la zone
    [zone-position] Position
   *[other] { $field }
}
problem-brace-stray = Ligne { $line }, colonne { $column } : cette accolade ne ferme rien ; doublez-la pour l'écrire telle quelle.
problem-brace-unclosed = Ligne { $line }, colonne { $column } : accolade sans fin ; fermez-la sur la même ligne, ou doublez-la pour l'écrire telle quelle.
problem-changed = Quelqu'un d'autre a modifié cette valeur entre-temps : comparez les deux avant d'enregistrer.
problem-count-differs = Le nombre ne correspond pas : saisissez { $wanted }.
problem-confirmation-differs = Ce n'est pas le texte à saisir : recopiez-le exactement.
problem-department-code-shape = Un code est fait de lettres, de chiffres, de points, de traits d'union et de soulignés, sans espace.
problem-department-code-used = Un autre département a ce code : choisissez-en un autre.
problem-department-name-used = Un autre département a ce nom : choisissez-en un autre.
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
problem-number-has-file = { $path } se trouve là où serait la base de ce numéro, et le registre ne le connaît pas : choisissez un autre numéro, ou lancez { doctor-run }.
problem-number-used = Ce numéro est ou a été celui d'un établissement, et n'est jamais donné deux fois : choisissez-en un autre.
problem-password-personal = Ce mot de passe contient le nom d'utilisateur, un nom ou celui de l'hébergeur : choisissez-en un autre.
problem-password-weak = Ce mot de passe est trop facile à deviner (10^{ $guesses } essais, il en faut 10^{ $needed }) : utilisez plusieurs mots peu courants.
problem-password-wrong = Le mot de passe actuel n'est pas le bon.
problem-passwords-differ = Les deux saisies diffèrent : saisissez deux fois le même mot de passe.
problem-placeholder-misspelt = Ligne { $line }, colonne { $column } : le champ « { $name } » n'existe pas ; peut-être « { $suggestion } » ?
problem-placeholder-unknown = Ligne { $line }, colonne { $column } : le champ « { $name } » n'existe pas. Champs : contact.prénom, contact.nom, contact.nom_complet, contact.courriel, établissement.nom, établissement.numéro, établissement.localisation, établissement.uai, zone.nom, zone.numéro, url, hébergeur.nom, hébergeur.expéditeur.
problem-spreadsheet-error = C'est l'erreur d'une formule de tableur : mettez ici la bonne valeur.
problem-template-name-used = Un autre modèle a ce nom : choisissez-en un autre.
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
problem-uai-letter = La dernière lettre devrait être { $expected }.
problem-uai-shape = Ce n'est pas un UAI : 7 chiffres et une lettre (0750655E), ou 6 chiffres, X et une lettre (123456XG).
problem-already-there = Il a été ajouté entre-temps : c'est l'établissement { $holder }.
problem-uai-used = L'établissement { $holder }, { $denomination }, a déjà cet UAI.
problem-unknown-zone = Cette zone n'existe pas{ $door ->
    [console] {""}
   *[command] {""} : voyez intendant zone list
}.
problem-unsafe = Le caractère { $position } ({ $code }) n'est pas accepté ici : retirez-le.
problem-unstorable = Cette valeur n'est pas acceptée ({ $detail }).
problem-zone-name-used = Une autre zone a ce nom : choisissez-en un autre.

# Les règles sont celles de `domain::access::decide`.
refusal = { $rule ->
    [H1] Connectez-vous d'abord : seul un webmestre peut le faire.
    [H2] Seul le programme lui-même peut le faire.
    [H3] Seul un webmestre connecté peut le faire, pas le propriétaire du dossier de données.
   *[other] Ce n'est pas autorisé (règle { $rule }).
}
problem-postcode = Ce n'est pas un code postal : il a cinq chiffres, 75001 ou 01500 ; ceux de la Corse commencent par 20 (20000 Ajaccio), pas par 2A ou 2B.
