### Sessions ouvertes dans la console. Trié par clé.

action-session-end = Mettre fin

audit-action-session-code-refused = code pour un mot de passe oublié refusé
audit-action-session-code-sent = code pour un mot de passe oublié envoyé
audit-action-session-end = fin de session
audit-action-session-refused = connexion refusée
audit-action-session-sign-in = connexion
audit-action-session-unlock-refused = déverrouillage refusé
audit-action-user-change-password = changement de son mot de passe dans l'établissement
audit-object-session = session

cli-arg-session = Le numéro de la session
cli-session = Sessions ouvertes dans la console
cli-session-end = Mettre fin à une session
cli-session-ended = La session de « { $login } » est terminée : sa console redemandera le mot de passe à la prochaine action.
cli-session-list = Lister les sessions ouvertes, la dernière utilisée d'abord

error-not-found-session = La session « { $id } » n'existe pas.

field-label-session = Session
home-none = Aucune liste ne vous est ouverte ici pour le moment.
home-who = { $name }, sous le nom d'utilisateur { $login }
plain-help-home = Les listes de votre établissement qui vous sont ouvertes, et ce qui est à vous : mot de passe, courriel, langue.
plain-help-login-own = Votre nom d'utilisateur dans l'établissement.
plain-help-login-people = Vous êtes d'un établissement ? Laissez cette ligne vide : il vous est demandé d'abord.

plain-help-sessions = Les sessions ouvertes dans la console ; y mettre fin oblige à se reconnecter.
plain-home = { $establishment } : { $name }
screen-home = Accueil

screen-sessions = Sessions

session-column-client = Client SSH
session-column-key = Clé SSH
session-column-last-seen = Dernière action
session-column-os-user = Compte du serveur
session-column-started = Début
session-disabled = Ce compte a été désactivé entre-temps.
session-end-question = { $own ->
    [yes] C'est la session d'où vous travaillez. Y mettre fin ? Cette console redemandera le mot de passe à la prochaine action, dans la minute.
   *[no] Mettre fin à la session de « { $login } » ? Sa console redemandera le mot de passe à la prochaine action, dans la minute.
}
session-ended = Quelqu'un a mis fin à cette session : connectez-vous à nouveau.
session-one = Session · { $name }
session-over-typed = { $why } Ce que vous aviez saisi reste là, si vous vous reconnectez ici.
session-other-duty = Votre mission a changé : ce que vous voyez et pouvez faire est désormais différent.
session-renewed = Ce compte a reçu entre-temps un autre mot de passe : connectez-vous avec celui-ci.
session-sentence = { $number } : { $login }, dernière action { $last_seen }, depuis le { $started }
sessions-count = { $sessions } { $sessions ->
    [one] session ouverte
   *[other] sessions ouvertes
} · * la vôtre
sessions-none = Aucune session ouverte.
sign-in-fixed = Établissement : { $establishment }
sign-in-hint-establishment = Établissement : son numéro ou son UAI ; vide pour un webmestre.
sign-in-hint-people = Établissement : son numéro ou son UAI.
stop-blocked = Votre établissement est bloqué : « { $reason } », { $end ->
    [day] jusqu'au { $day } inclus
   *[none] sans date de fin
}.
stop-closed = Votre établissement n'est plus sur ce serveur : adressez-vous à l'hébergeur.
stop-deactivated = Ce compte est désactivé : adressez-vous à un administrateur de votre établissement.
stop-expired = Ce compte a expiré le { $day } : adressez-vous à un administrateur de votre établissement.
stop-gone = Ce compte n'existe plus : adressez-vous à un administrateur de votre établissement.
stop-must-change = Choisissez d'abord votre mot de passe : celui que vous avez reçu est provisoire.
stop-pending = Ce compte attend encore d'être approuvé : adressez-vous à un administrateur de votre établissement.
stop-password-ran-out = Le mot de passe provisoire de ce compte n'est plus valable : demandez-en un autre à un administrateur de votre établissement, ou à l'hébergeur.
