### Settings of the host, and first use. Sorted by key.

action-host-block = Block everything
action-host-contact = Contact
action-host-identity = Identity
action-host-transport = E-mail
action-host-unblock = Unblock everything

audit-action-host-block = all establishments blocked
audit-action-host-edit = settings edited
audit-action-host-initialise = host set up
audit-action-host-unblock = all establishments unblocked
audit-object-host = the host

cli-host = The host: identity, mail transport, general block
cli-host-block = Block every establishment
cli-host-blocked = Every establishment is blocked.
cli-host-domain = --contact-domain only makes sense with --contact-editing domain.
cli-host-edit = Edit identity or mail transport; only what is given changes
cli-host-mails-follow = { $count } waiting { $count ->
    [one] e-mail leaves
   *[other] e-mails leave
} by the new settings{ $deferred ->
    [0] .
   *[other]{""}; { $deferred } of them only at their next try. To try at once: intendant mail retry --state deferred
}
cli-host-server = Show the server's versions, sizes and totals
cli-host-show = Show the host's settings
cli-host-unblock = Lift the general block
cli-host-unblocked = The general block is lifted.

field-label-contact-domain = Domain accepted for the contact
field-label-contact-editing = Administrators may change the contact
field-label-host-bounce = Bounce address
field-label-host-name = Host name (display)
field-label-host-sender = Sender of the e-mails
field-label-host-url = Connection address
field-label-smtp-ca-file = Certificate authority file
field-label-smtp-host = SMTP server
field-label-smtp-port = SMTP port
field-label-smtp-secret-file = SMTP password file
field-label-smtp-security = Protection of the connection
field-label-smtp-user = SMTP login
field-label-transport = E-mail transport

first-run-button = Create
first-run-directory = Data directory: { $directory }
first-run-done = Everything is ready. Welcome.
first-run-others = Somebody else has initialised this data directory meanwhile: nothing of what you typed was kept. Sign in with their account.
first-run-sign-in = The data directory is ready: sign in.
first-run-text = It is still empty. This form creates it, with the first webmaster. Everything can be changed later under Settings and Webmasters.
first-run-title = First run

host-block-change = Change the reason or the end…
host-block-meanwhile = Somebody else has blocked meanwhile: { $block }. Blocking again replaces it.
host-block-note = { $count ->
    [0] There is no establishment yet; those added later will be blocked too.
    [one] The establishment will be blocked, and any that is added later. The reason is shown to its users.
   *[other] All { $count } establishments will be blocked, and those added later. The reason is shown to their users.
}
host-block-off = The establishments are open; there is no general block.
host-block-on = Everything is blocked
host-block-question = { $count ->
    [0] Block all establishments to come?
    [one] Nobody but webmasters will be able to sign in to the establishment. People who are connected are stopped at their next action.
   *[other] Nobody but webmasters will be able to sign in to the { $count } establishments. People who are connected are stopped at their next action.
}
host-block-standing = In force: { $block }
host-blocked = All establishments are blocked.
host-hint-bounce = Gets delivery errors; empty: the sender
host-hint-ca-file = Optional: a PEM file, full path
host-hint-choice = ← → choose
host-hint-domain = For example: ac-rennes.fr
host-hint-secret-file = Full path; the password on its first line, mode 600
host-hint-security = Without protection: to this machine only (localhost)
host-hint-sender = The address that writes to the establishments
host-hint-url = The address at which establishments connect: https://…
host-hint-user = Empty: without authentication
host-language = Language of the screen
host-note-identity = { $count ->
    [one] 1 waiting e-mail will follow: it leaves with the values saved here.
   *[other] { $count } waiting e-mails will follow: they leave with the values saved here.
}
host-note-transport = { $count ->
    [one] 1 waiting e-mail will leave in the way saved here.
   *[other] { $count } waiting e-mails will leave in the way saved here.
}
host-saved = Settings saved.
host-saved-transport = Settings saved. { $count ->
    [one] 1 waiting e-mail will leave in this way.
   *[other] { $count } waiting e-mails will leave in this way.
}
host-section-block = General block
host-section-console = This console
host-section-contact = Contact of the establishments
host-section-identity = Hosting identity
host-section-transport = E-mail transport
host-signs = Signs
host-signs-ascii = ASCII only
host-signs-unicode = all
host-theme = Theme
host-theme-high-contrast = high contrast
host-theme-mono = without colour
host-theme-sober = sober
host-unblock-question = Lift the general block? Establishments that are blocked one by one stay so.
host-unblocked = The general block is lifted.

overtaken-kept = Somebody else saved meanwhile — { $values }. What you typed is kept: saving again puts it in its place.
overtaken-merged = Somebody else saved meanwhile: those changes are taken over here. Check, then save again.

why-console-settings = Decided by the configuration file and the options at the start.
why-not-blocked-everywhere = There is no general block to lift.
