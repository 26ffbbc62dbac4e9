### Webmasters, and passwords that are chosen. Sorted by key.

action-own-password = Change my password
action-webmaster-add = Add
action-webmaster-disable = Disable
action-webmaster-edit = Edit
action-webmaster-enable = Enable
action-webmaster-password = Password

audit-action-webmaster-add = webmaster added
audit-action-webmaster-change-password = own password changed
audit-action-webmaster-disable = webmaster disabled
audit-action-webmaster-edit = webmaster edited
audit-action-webmaster-enable = webmaster enabled
audit-action-webmaster-set-password = webmaster's password set
audit-action-webmaster-undo-disable = disabling of webmaster undone
audit-action-webmaster-undo-edit = editing of webmaster undone
audit-action-webmaster-undo-enable = enabling of webmaster undone
audit-object-webmaster = webmaster

cli-arg-login = The webmaster's login
cli-value-zones = ZONES
cli-webmaster = Webmasters
cli-webmaster-add = Add a webmaster
cli-webmaster-added = Webmaster { $login } added.
cli-webmaster-disable = Disable a webmaster
cli-webmaster-disabled = Webmaster { $login } disabled.
cli-webmaster-edit = Edit a webmaster's names, address or duty
cli-webmaster-edited = Webmaster { $login } edited.
cli-webmaster-enable = Enable a webmaster again
cli-webmaster-enabled = Webmaster { $login } enabled.
cli-webmaster-list = List webmasters
cli-webmaster-password = Give a webmaster a new password
cli-webmaster-password-set = New password for { $login }.

error-not-found-webmaster = There is no webmaster “{ $id }”.

field-label-duty = Duty
field-label-zones = Zones

filter-unknown-duty = There is no duty “{ $value }”{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
}
    .hint = Duties: full, observer, zones.

job-kind-undo-webmaster-disable = Undo the disabling of a webmaster
job-kind-undo-webmaster-edit = Undo the editing of a webmaster
job-kind-undo-webmaster-enable = Undo the enabling of a webmaster
job-kind-webmaster-disable = Disable a webmaster
job-kind-webmaster-edit = Edit a webmaster
job-kind-webmaster-enable = Enable a webmaster
job-reason-in-use-webmaster = { $count } { $count ->
    [one] webmaster is in charge of it
   *[other] webmasters are in charge of it
}
job-start-question-undo-webmaster-disable = Undo the disabling of { $count } { $count ->
    [one] webmaster
   *[other] webmasters
}?
job-start-question-undo-webmaster-edit = Undo the editing of { $count } { $count ->
    [one] webmaster
   *[other] webmasters
}?
job-start-question-undo-webmaster-enable = Undo the enabling of { $count } { $count ->
    [one] webmaster
   *[other] webmasters
}?
job-start-question-webmaster-disable = Disable { $count } { $count ->
    [one] webmaster
   *[other] webmasters
}?
job-start-question-webmaster-edit = Edit { $count } { $count ->
    [one] webmaster
   *[other] webmasters
}?
job-start-question-webmaster-enable = Enable { $count } { $count ->
    [one] webmaster
   *[other] webmasters
}?

plain-help-webmasters = The named accounts that administer this server. Their duty is to administer everything, to read everything and change nothing (observer), or to administer the establishments of some zones. The last one who administers everything and can sign in stays so.
plain-menu-webmasters = Webmasters

problem-zones-without-duty = Zones go with the duty “zones” only: choose it, or clear the zones.

screen-webmasters = Webmasters

webmaster-add-button = Add
webmaster-add-title = New webmaster
webmaster-column-first-name = First name
webmaster-column-last-name = Last name
webmaster-column-last-sign-in = Last sign-in
webmaster-column-login = Login
webmaster-disable-question = Disable “{ $login }”? This account can no longer sign in, and an open session stops at its next action. It can be enabled again.
webmaster-duty-full = full
webmaster-duty-observer = observer
webmaster-duty-zones = zones
webmaster-edit-title = Webmaster “{ $login }”
webmaster-enable-question = Enable “{ $login }”? This account can sign in again, with the same password.
webmaster-hint-email = Optional: for copies and test e-mails
webmaster-hint-login = Unaccented letters, digits, . - _; does not change afterwards
webmaster-hint-password = At least 16 characters; several uncommon words do well
webmaster-hint-zones = With the duty “zones”: numbers or names, between commas
webmaster-never = never
webmaster-password-button = Save the password
webmaster-password-changed = Your password is changed.
webmaster-password-note = Agree with “{ $login }” on a safe way to hand this password over: it is neither shown nor sent.
webmaster-password-title = Password of “{ $login }”
webmaster-sentence = { $login }{ $last_name ->
    [no-value] {""}
   *[other] , { $last_name }
}{ $first_name ->
    [no-value] {""}
   *[other] {" "}{ $first_name }
}{ $email ->
    [no-value] {""}
   *[other] , { $email }
}, duty: { $duty }{ $zones ->
    [no-value] {""}
   *[other] {" "}({ $zones })
}{ $active ->
    [yes] {""}
   *[other] , disabled
}{ $last_sign_in ->
    [no-value] , never signed in
   *[other] , last sign-in { $last_sign_in }
}.
webmaster-state-active = active
webmaster-state-disabled = disabled
webmasters-count = { $webmasters } { $webmasters ->
    [one] webmaster
   *[other] webmasters
}, { $active } active · * your account
webmasters-none = No webmaster: { $add } adds one.

why-own-password = This is your account: { $key } changes your password, with the current one.
