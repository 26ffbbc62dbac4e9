### Réglages de l'hébergement et première utilisation. Trié par clé.

action-host-block = Bloquer tout
action-host-contact = Contact
action-host-identity = Identité
action-host-transport = Courriels
action-host-unblock = Débloquer tout

audit-action-host-block = blocage de tous les établissements
audit-action-host-edit = modification des réglages
audit-action-host-initialise = mise en service
audit-action-host-unblock = déblocage de tous les établissements
audit-object-host = l'hébergement

cli-host = L'hébergeur : identité, envoi des courriels, blocage général
cli-host-block = Bloquer tous les établissements
cli-host-blocked = Tous les établissements sont bloqués.
cli-host-domain = --contact-domain n'a de sens qu'avec --contact-editing domain.
cli-host-edit = Modifier l'identité ou l'envoi des courriels ; seul ce qui est donné change
cli-host-mails-follow = { $count } { $count ->
    [one] courriel en attente partira
   *[other] courriels en attente partiront
} selon les nouveaux réglages{ $deferred ->
    [0] .
   *[other] {" "}; seulement au prochain essai : { $deferred }. Pour essayer tout de suite : intendant mail retry --state deferred
}
cli-host-server = Montrer versions, tailles et totaux du serveur
cli-host-show = Montrer les réglages de l'hébergeur
cli-host-unblock = Lever le blocage général
cli-host-unblocked = Le blocage général est levé.

field-label-contact-domain = Domaine accepté pour le contact
field-label-contact-editing = Contact modifiable (administrateurs)
field-label-host-bounce = Adresse de retour des erreurs
field-label-host-name = Dénomination de l'hébergeur
field-label-host-sender = Expéditeur des courriels
field-label-host-url = Adresse de connexion
field-label-smtp-ca-file = Autorité de certification (fichier)
field-label-smtp-host = Serveur SMTP
field-label-smtp-port = Port SMTP
field-label-smtp-secret-file = Fichier du mot de passe SMTP
field-label-smtp-security = Protection de la connexion
field-label-smtp-user = Nom d'utilisateur SMTP
field-label-transport = Envoi des courriels

first-run-button = Créer
first-run-directory = Dossier de données : { $directory }
first-run-done = Tout est prêt. Bienvenue.
first-run-others = Quelqu'un d'autre a initialisé ce dossier de données entre-temps : rien de votre saisie n'a été gardé. Connectez-vous avec son compte.
first-run-sign-in = Le dossier de données est prêt : connectez-vous.
first-run-text = Il ne contient encore rien. Ce formulaire le crée, avec le premier webmestre. Tout pourra être modifié ensuite dans Réglages et Webmestres.
first-run-title = Première utilisation

host-block-change = Changer le motif ou la fin…
host-block-meanwhile = Quelqu'un d'autre a bloqué entre-temps : { $block }. Bloquer de nouveau le remplace.
host-block-note = { $count ->
    [0] Aucun établissement pour le moment ; ceux qui seront ajoutés seront bloqués aussi.
    [one] L'établissement sera bloqué, et tout établissement ajouté ensuite. Le motif s'affiche aux utilisateurs.
   *[other] Les { $count } établissements seront bloqués, et ceux ajoutés ensuite. Le motif s'affiche aux utilisateurs.
}
host-block-off = Les établissements sont ouverts ; aucun blocage général.
host-block-on = Tout est bloqué
host-block-question = { $count ->
    [0] Bloquer tous les établissements à venir ?
    [one] Personne ne pourra plus se connecter à l'établissement, sauf les webmestres. Les personnes connectées seront arrêtées à l'action suivante.
   *[other] Personne ne pourra plus se connecter aux { $count } établissements, sauf les webmestres. Les personnes connectées seront arrêtées à l'action suivante.
}
host-block-standing = En vigueur : { $block }
host-blocked = Tous les établissements sont bloqués.
host-hint-bounce = Reçoit les erreurs de distribution ; vide : l'expéditeur
host-hint-ca-file = Facultatif : fichier PEM, chemin complet
host-hint-choice = ← → choisir
host-hint-domain = Par exemple : ac-rennes.fr
host-hint-secret-file = Chemin complet ; mot de passe en première ligne, droits 600
host-hint-security = Sans protection : seulement vers cette machine (localhost)
host-hint-sender = L'adresse qui écrit aux établissements
host-hint-url = L'adresse où les établissements se connectent : https://…
host-hint-user = Vide : sans authentification
host-language = Langue de l'écran
host-note-identity = { $count ->
    [one] 1 courriel en attente suivra : il partira avec les valeurs enregistrées ici.
   *[other] { $count } courriels en attente suivront : ils partiront avec les valeurs enregistrées ici.
}
host-note-transport = { $count ->
    [one] 1 courriel en attente partira de la façon enregistrée ici.
   *[other] { $count } courriels en attente partiront de la façon enregistrée ici.
}
host-saved = Réglages enregistrés.
host-saved-transport = Réglages enregistrés. { $count ->
    [one] 1 courriel en attente partira de cette façon.
   *[other] { $count } courriels en attente partiront de cette façon.
}
host-section-block = Blocage général
host-section-console = Cette console
host-section-contact = Contact des établissements
host-section-identity = Identité de l'hébergement
host-section-transport = Envoi des courriels
host-signs = Signes
host-signs-ascii = ASCII seulement
host-signs-unicode = tous
host-theme = Thème
host-theme-high-contrast = fort contraste
host-theme-mono = sans couleur
host-theme-sober = sobre
host-unblock-question = Lever le blocage général ? Les établissements bloqués un par un le restent.
host-unblocked = Le blocage général est levé.

overtaken-kept = Quelqu'un d'autre a enregistré entre-temps — { $values }. Votre saisie est gardée : enregistrer de nouveau la met à la place.
overtaken-merged = Quelqu'un d'autre a enregistré entre-temps : ses changements sont repris ici. Vérifiez, puis enregistrez de nouveau.

why-console-settings = Décidé par le fichier de configuration et les options de lancement.
why-not-blocked-everywhere = Il n'y a pas de blocage général à lever.
