### The screen of webmasters, and chosen passwords. Sorted by key.

action-own-password = Change my password
action-session-end = End
action-webmaster-add = Add
action-webmaster-disable = Disable
action-webmaster-edit = Edit
action-webmaster-enable = Enable
action-webmaster-password = Password

session-column-client = SSH client
session-column-key = SSH key
session-column-last-seen = Last action
session-column-os-user = Account of the server
session-column-started = Begun
session-end-question = { $own ->
    [yes] This is the session you are working in. End it? This console asks for the password at the next action, within a minute.
   *[no] End the session of "{ $login }"? Its console asks for the password at the next action, within a minute.
}
session-sentence = { $number }: { $login }, last action { $last_seen }, since { $started }
sessions-count = { $sessions } { $sessions ->
    [one] open session
   *[other] open sessions
} · * yours
sessions-none = No open session.
ssh-key-column-key = Key
ssh-key-holder-unknown = unknown
ssh-key-sentence = { $key }: { $login } ({ $state })
ssh-keys-count = { $keys } { $keys ->
    [one] key
   *[other] keys
}
ssh-keys-none = No key: the configuration names them in [ssh.keys].
webmaster-add-button = Add
webmaster-add-title = New webmaster
webmaster-column-first-name = First name
webmaster-column-last-name = Last name
webmaster-column-last-sign-in = Last sign-in
webmaster-column-login = Login
webmaster-disable-question = Disable “{ $login }”? This account can no longer sign in, and an open session stops at its next action. It can be enabled again.
webmaster-edit-title = Webmaster “{ $login }”
webmaster-enable-question = Enable “{ $login }”? This account can sign in again, with the same password.
webmaster-hint-email = Optional: for copies and test e-mails
webmaster-hint-login = Unaccented letters, digits, . - _; does not change afterwards
webmaster-hint-password = At least 16 characters; several uncommon words do well
webmaster-never = never
webmaster-password-button = Save the password
webmaster-password-changed = Your password is changed.
webmaster-password-note = Agree with “{ $login }” on a safe way to hand this password over: it is neither shown nor sent.
webmaster-password-title = Password of “{ $login }”
webmaster-state-active = active
webmaster-state-disabled = disabled

webmasters-count = { $webmasters } { $webmasters ->
    [one] webmaster
   *[other] webmasters
}, { $active } active · * your account
webmasters-none = No webmaster: { $add } adds one.

why-own-password = This is your account: { $key } changes your password, with the current one.
webmaster-sentence = { $login }{ $last_name ->
    [no-value] {""}
   *[other] , { $last_name }
}{ $first_name ->
    [no-value] {""}
   *[other] {" "}{ $first_name }
}{ $email ->
    [no-value] {""}
   *[other] , { $email }
}{ $active ->
    [yes] {""}
   *[other] , disabled
}{ $last_sign_in ->
    [no-value] , never signed in
   *[other] , last sign-in { $last_sign_in }
}.
session-one = Session of { $name }
ssh-key-one = SSH key of { $name }
