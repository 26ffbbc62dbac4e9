### Sessions that are open in the console. Sorted by key.

action-session-end = End

audit-action-session-code-refused = code for a forgotten password refused
audit-action-session-code-sent = code for a forgotten password sent
audit-action-session-end = session ended
audit-action-session-refused = sign-in refused
audit-action-session-sign-in = signed in
audit-action-session-unlock-refused = unlocking refused
audit-action-user-change-password = own password changed in the establishment
audit-object-session = session

cli-arg-session = The session's number
cli-session = Sessions that are open in the console
cli-session-end = End a session
cli-session-ended = The session of "{ $login }" has ended: its console asks for the password at the next action.
cli-session-list = List the open sessions, the latest used first

error-not-found-session = There is no session “{ $id }”.

field-label-session = Session
home-none = No list is open to you here for now.
home-who = { $name }, signed in as { $login }
plain-help-home = The lists of your establishment that are open to you, and what is yours: password, e-mail, language.
plain-help-login-own = Your login in the establishment.
plain-help-login-people = Are you of an establishment? Leave this line empty: you are asked for it first.

plain-help-sessions = The sessions that are open in the console; whoever's is ended has to sign in again.
plain-home = { $establishment }: { $name }
screen-home = Home

screen-sessions = Sessions

session-column-client = SSH client
session-column-key = SSH key
session-column-last-seen = Last action
session-column-os-user = Account of the server
session-column-started = Begun
session-disabled = This account was disabled meanwhile.
session-end-question = { $own ->
    [yes] This is the session you are working in. End it? This console asks for the password at the next action, within a minute.
   *[no] End the session of "{ $login }"? Its console asks for the password at the next action, within a minute.
}
session-ended = Somebody ended this session: sign in again.
session-one = Session of { $name }
session-over-typed = { $why } What you had typed stays here, if you sign in here again.
session-other-duty = Your duty has changed: what you see and may do is different now.
session-renewed = This account was given another password meanwhile: sign in with that.
session-sentence = { $number }: { $login }, last action { $last_seen }, since { $started }
sessions-count = { $sessions } { $sessions ->
    [one] open session
   *[other] open sessions
} · * yours
sessions-none = No open session.
sign-in-fixed = Establishment: { $establishment }
sign-in-hint-establishment = Establishment: its number or its UAI; empty for a webmaster.
sign-in-hint-people = Establishment: its number or its UAI.
stop-blocked = Your establishment is blocked: “{ $reason }”, { $end ->
    [day] until { $day } included
   *[none] with no end date
}.
stop-closed = Your establishment is no longer on this server: ask the host.
stop-deactivated = This account is deactivated: ask an administrator of your establishment.
stop-expired = This account expired on { $day }: ask an administrator of your establishment.
stop-gone = This account no longer exists: ask an administrator of your establishment.
stop-must-change = Choose your password first: the one that you were given is temporary.
stop-pending = This account still waits for approval: ask an administrator of your establishment.
stop-password-ran-out = The temporary password of this account is no longer good: ask an administrator of your establishment, or the host, for another one.
