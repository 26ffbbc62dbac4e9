### The command line. Sorted by key.

cli-about = Administer the establishments of a host, on screen or by commands. Without a command: the console.
cli-above-threshold = { $count } of { $total } { $total ->
    [one] establishment
   *[other] establishments
}, above the threshold of { $percent } %: add --above-threshold to { $kind ->
    [undo-restore] delete or put back
   *[delete] delete
} them at once.
cli-after-help = Exit codes: 0 done · 1 the machine failed · 2 unreadable command · 3 some targets failed · 4 refused by a rule · 5 busy · 6 interrupted, run it again · 7 not permitted
cli-arg-above-threshold = Confirm a deletion above the threshold of the configuration
cli-arg-action = Only actions that contain this text, as they are read or stored: deleted, establishment.block
cli-arg-actor = Only actors whose name contains this text
cli-arg-administrator = The administrator to choose when there are several
cli-arg-adopt = Put an establishment's own database back in its place, make the establishment of a database that the registry does not know, or take an unknown export, or all of their folder, into the catalogue
cli-arg-ascii = ASCII signs only
cli-arg-audit-file = The file to create, or - for standard output
cli-arg-audit-format = Spreadsheet or JSON lines
cli-arg-blocker = Whose block is lifted; webmaster without this option
cli-arg-empty = Make an empty database for an establishment whose database is missing, whatever exports it has
cli-arg-encrypt-to = Encrypt each export for this public key (age1…), so that only its holder can read it
cli-arg-entry = The entry's number
cli-arg-keys = File of keys (age-keygen) that opens encrypted exports
cli-arg-compress = Pack each export with Zstandard, to about a quarter
cli-arg-config = Configuration file
cli-arg-clock-is-right = Confirm that the server's time is right, and take back what a wrong time left
cli-arg-copy = Also send a copy to the webmaster, without the password
cli-arg-create = Create an administrator with the contact's names
cli-arg-data-dir = Data directory
cli-arg-desc = Last first
cli-arg-dry-run = Show what would be done, change nothing
cli-arg-export-file = Name of the export
cli-arg-export-why = Only those made for this reason
cli-arg-all = Every establishment; an empty filter is refused
cli-arg-filter = Filter: words, a|b, column:value,value, -word, "phrase" (examples: --help)
cli-arg-fix = Repair what can be repaired
cli-arg-forget = Take an export out of the catalogue whose file is gone for good
cli-arg-from = The first day
cli-arg-help = Show this help (-h: in short)
cli-arg-help-path = The command to explain
cli-arg-import-encoding = The encoding of the file, instead of the one that is recognised
cli-arg-import-far = Accept numbers far above those that are used
cli-arg-import-file = The CSV file, or - for standard input
cli-arg-import-mail = Send the registration e-mail to the contacts
cli-arg-import-mapping = What each column holds, as JSON, when the header is not recognised; guess takes what their names tell
cli-arg-import-rejects = The file that takes the refused rows
cli-arg-import-separator = The separator of the columns (the word or the sign), instead of the one that is recognised
cli-arg-import-shared-uai = Accept several sites of one UAI
cli-arg-import-update = Bring what is there already and differs up to date
cli-arg-import-zones = Create unknown zones (the default) or refuse them
cli-arg-json = JSON lines on standard output
cli-arg-keep-days = Days, 365 where nobody says otherwise; 'off' for the longest, 3650
cli-arg-key = The name of the SSH key, for the audit; commands over SSH run in the name of the webmaster whose key it is
cli-arg-lang = Language of screens and commands
cli-arg-limit = Most rows
cli-arg-list-filter = Filter: words, a|b, -word, column:value; see the columns below
cli-arg-login = The webmaster's login
cli-arg-mail = The e-mail's number
cli-arg-mail-again = All e-mails in this state, instead of numbers
cli-arg-mail-state = Only e-mails in this state
cli-arg-mail-to = The address to write to
cli-arg-man-dir = The directory that takes all pages
cli-arg-new-number = The number wanted; without this option the next free one, which is better
cli-arg-no-color = Without colours
cli-arg-no-export = Do not export before deleting: the deletion is then final
cli-arg-no-mail = Do not send the registration mail: nobody will know the password
cli-arg-number = The establishment's number
cli-arg-numbers = The establishments' numbers
cli-arg-older-than = Days; without it, the days that exports are kept
cli-arg-password-stdin = Read the password from the first line of standard input
cli-arg-plain = Numbered questions instead of screens
cli-arg-position = The new place, from 1
cli-arg-progress = Tell the progress without a terminal too
cli-arg-recreate = Make the missing database of an establishment again, from its newest export; an empty one when it never had any
cli-arg-replace = Replace the content of establishments that are there, after an export of it
cli-arg-restore-files = Exports: files with their .sha256 beside, or names in the folder of exports
cli-arg-rev = Refuse if somebody saved since this revision
cli-arg-session = The session's number
cli-arg-set-aside = Move what lies under a number, an unknown file or export, or all exports of their folder, to the folder orphans
cli-arg-shell = The shell [bash, elvish, fish, powershell, zsh]
cli-arg-sort = The column to order by
cli-arg-ssh-key = The key's name, or its fingerprint
cli-arg-tables = Also make an archive of tables (CSV) for people, without passwords; it cannot be restored
cli-arg-thorough = Judge every value of every database too, on a private copy (longer)
cli-arg-to = The last day
cli-arg-transfer = The transfer list ({ $columns } { $columns ->
    [one] column
   *[other] columns
}) that another host made, with its files beside it
cli-arg-version = Show the version
cli-arg-yes = Answer yes to questions for confirmation
cli-arg-zone = The zone's number
cli-ask = { $label } [{ $offered }]:
cli-ask-password = Password:
cli-ask-password-again = Once more:
cli-audit = The audit: who did what
cli-audit-altered = Entry { $id } of the audit was altered afterwards.
cli-audit-export = Export the audit to a file
cli-audit-exported = { $count } { $count ->
    [one] entry
   *[other] entries
} exported
cli-audit-list = List the audit's entries, the latest first
cli-audit-missing = Entry { $id } of the audit is missing.
cli-audit-nowhere = Nothing was exported: the standard output leads nowhere, closed or /dev/null.
cli-audit-show = Show an entry in full
cli-audit-verify = Verify the audit's chain
cli-audit-whole = { $count } { $count ->
    [one] entry
   *[other] entries
} intact, head { $head }
cli-changed = { $field }: “{ $before }” becomes “{ $after }”
cli-completions = Produce the completions for a shell
cli-confirm-delete = Delete establishment { $number }, { $name }: { $accounts } { $accounts ->
    [one] account
   *[other] accounts
}, { $grades } { $grades ->
    [one] grade
   *[other] grades
}, last sign-in: { $last }. Type its number or its denomination:
cli-confirm-import = Import { $count } { $count ->
    [one] establishment
   *[other] establishments
}{ $update ->
    [0] {""}
   *[other] {" "}and bring { $update } up to date
}? [y/n]
cli-confirm-prune = { $count } { $count ->
    [one] export
   *[other] exports
} will be removed for good. Type the count to confirm
cli-confirm-yes = This needs a confirmation, and nobody is there to give it: add --yes. Nothing was done.
cli-confirm-row = { $question } Type { $key } to confirm:
cli-conflict-rev = Nothing was saved. To keep your values: the same command with --rev { $rev }
cli-deleted = deleted, export: { $file }
cli-deleted-for-good = deleted, without an export
cli-demo = Open a demonstration console that is gone when you leave
cli-doctor = Analyse registry, files and databases
cli-doctor-choose = → your choice: { $options }
cli-doctor-chosen = --{ $option } { $object }: { $message }
cli-doctor-clean = All is well.
cli-doctor-fixable = → can be repaired with --fix
cli-doctor-interrupted = Interrupted: what was repaired stays, the same command does the rest.
cli-doctor-needs-word = → if the time is right now: intendant doctor --clock-is-right
cli-doctor-confirm = Type { $wanted } to confirm:
cli-doctor-left = { $count } { $count ->
    [one] finding is
   *[other] findings are
} left{ $others ->
    [0] {""}
   *[other] {" "}({ $others } outside the filter)
}.
cli-doctor-not-repaired = → not repaired: { $cause }
cli-doctor-repaired = → repaired
cli-doctor-repairing = Repair
cli-doctor-stage = Analysis
cli-dry-run = Dry run: nothing was changed.
cli-error = error: { $message }
cli-establishment = Establishments
cli-establishment-add = Add an establishment with its database and its first administrator
cli-establishment-added = Establishment { $number } created · { $mail } · { $path }
cli-establishment-administrators = List the administrators of an establishment
cli-establishment-block = Block establishments
cli-establishment-count = { $shown } of { $matching }; { $total } in all
cli-establishment-delete = Delete establishments, after an export
cli-establishment-edit = Edit an establishment; only what is given changes
cli-establishment-export = Export data and databases, one verified file for each establishment
cli-establishment-import = Create establishments in bulk from a CSV file
cli-establishment-label = Establishment
cli-establishment-list = List establishments
cli-establishment-no-mail = Warning: without the e-mail, the first administrator's password cannot be recovered. To give another one: intendant establishment reset-password { $number }
cli-establishment-reset-password = Reset an administrator's password; it is mailed to the contact
cli-establishment-restore = Bring establishments back from exports, or take them over from another host
cli-establishment-unblock = Unblock establishments; what others blocked stays
cli-export = Exports that exist: list, check, remove old ones
cli-export-keep = Set for how many days exports are kept; older ones go with 'prune' or 'export prune'
cli-export-list = List exports, the latest first
cli-export-prune = Remove exports that are too old and that nothing needs
cli-export-show = Show one export
cli-export-verified = { $file }: { $presence }
cli-export-verify = Read exports, compare them with their hash and judge whether they can be restored
cli-exported = exported: { $file }
cli-field-error = { $field }: { $message }
cli-file = { $path }: { $why }
cli-help = Explain a command
cli-help-arguments = Arguments
cli-help-commands = Commands
cli-help-global = Common options
cli-help-options = Options
cli-help-usage = Usage:
cli-host = The host: identity, mail transport, general block
cli-host-block = Block every establishment
cli-host-blocked = Every establishment is blocked.
cli-host-domain = --contact-domain only makes sense with --contact-editing domain.
cli-host-edit = Edit identity or mail transport; only what is given changes
cli-host-server = Show the server's versions, sizes and totals
cli-host-show = Show the host's settings
cli-host-unblock = Lift the general block
cli-host-unblocked = The general block is lifted.
cli-import-as-mapping = As an option: --mapping '{ $mapping }'
cli-import-column = column { $name }: { $target }
cli-import-column-unread = not read
cli-import-done = { $count } { $count ->
    [one] establishment
   *[other] establishments
} created
cli-import-empty = (empty)
cli-import-examined = { $rows } { $rows ->
    [one] row
   *[other] rows
}: { $good } to create, { $unchanged } already there, { $differ ->
    [0] {""}
    [one] { $differ } differs,{" "}
   *[other] { $differ } differ,{" "}
}{ $refused } refused ({ $skipped } left out, { $errors } to correct)
cli-import-finding = line { $line }, { $column }, “{ $value }”: { $reason }
cli-import-guess = These are guesses: --mapping guess takes them, --dry-run shows what they lead to.
cli-import-interrupted = Interrupted: what was created stays, the same command adds the rest.
cli-import-mails = { $count } { $count ->
    [one] e-mail waits
   *[other] e-mails wait
}: intendant mail send sends them.
cli-import-mapping = This JSON is not a mapping of columns.
cli-import-no-mails = { $count } { $count ->
    [one] establishment has no address: nobody knows its password until a new one is sent (reset-password), once the address is given.
   *[other] establishments have no address: nobody knows their passwords until new ones are sent (reset-password), once the addresses are given.
}
cli-import-note = { $title }: { $note }
cli-import-no-rejects = No row is refused: { $path } is not written.
cli-import-rejects-foreseen = { $rows } { $rows ->
    [one] row
   *[other] rows
} would be refused: the import itself will write { $rows ->
    [one] it
   *[other] them
} to { $path }.
cli-import-sample = → { $row }
cli-import-updated = { $count } { $count ->
    [one] establishment
   *[other] establishments
} brought up to date
cli-import-zones = { $count } { $count ->
    [one] zone
   *[other] zones
} to create: { $zones }
cli-init = Prepare the data directory and the first webmaster
cli-init-done = Data directory ready: { $dir }, webmaster { $login }
cli-list-cut = { $count ->
    [one] Only the latest row
   *[other] Only the latest { $count } rows
}: --limit NUMBER shows more.
cli-restore-list = { $path } is a list, not an export: for the list of a transfer, intendant establishment restore --transfer { $path }
cli-init-next = To check before the first e-mail: intendant host edit --host-name … --host-url … --sender …
cli-kept = { $days ->
    [one] Exports are kept for { $days } day.
   *[other] Exports are kept for { $days } days.
}
cli-label-active = Active
cli-label-change = Before → after
cli-label-establishments = Establishments
cli-label-field = Field
cli-label-file = File
cli-label-kind = Kind
cli-label-last-sign-in = Last sign-in
cli-label-login = Login
cli-label-person = Name
cli-label-recipient = Recipient
cli-label-rev = Revision
cli-label-schema = Schema
cli-label-sha256 = SHA-256
cli-label-size = Size
cli-label-stored = Stored
cli-label-subject = Subject
cli-label-tables = Tables
cli-label-what = Action
cli-label-when = When
cli-label-who = Who
cli-label-yours = Asked for
cli-login-deactivated = { $login } (deactivated)
cli-mail = E-mails: the outbox
cli-mail-list = List e-mails, the latest first
cli-mail-pending = e-mail { $state }: { $words }
cli-mail-result = E-mail { $id }: { $result }
cli-mail-retry = Send deferred, refused or uncertain e-mails again
cli-mail-round = { $sent } sent, { $deferred } deferred, { $refused } refused, { $uncertain } uncertain, { $postponed } not tried
cli-mail-round-withdrawn = { $count ->
    [one] 1 withdrawn: it no longer held (intendant mail list --state withdrawn)
   *[other] { $count } withdrawn: they no longer held (intendant mail list --state withdrawn)
}
cli-mail-send = Send all that waits, from cron for instance
cli-mail-sent = e-mail sent
cli-mail-show = Show an e-mail; the password is never in it
cli-mail-test = Send a test e-mail
cli-mail-waits = e-mail { $state }
cli-man = Produce the manual pages
cli-man-description = DESCRIPTION
cli-man-extra = EXTRA
cli-man-name = NAME
cli-man-options = OPTIONS
cli-man-synopsis = SYNOPSIS
cli-man-version = VERSION
cli-man-written = { $count } { $count ->
    [one] page
   *[other] pages
} written to { $dir }
cli-never = never
cli-no-administrator = This establishment has no administrator; --create of reset-password makes one.
cli-no-terminal = The console needs a terminal (over SSH: ssh -t). Without one: a command, see --help, or --plain.
cli-not-confirmed = Not confirmed: nothing was done.
cli-password-how = There is no terminal to ask for the password: give it on standard input with --password-stdin.
cli-password-reset = New password to { $email } · { $mail }
cli-progress = { $stage }: { $percent } %
cli-prune = { $file } · { $when } · { $name }
cli-prune-would = { $count ->
    [one] { $count } export is old enough to be removed.
   *[other] { $count } exports are old enough to be removed.
}
cli-pruned = { $count ->
    [one] { $count } export removed.
   *[other] { $count } exports removed.
}
cli-remote-changes = Over SSH only commands that change nothing are admitted here: { $command } is not one of them.
cli-remote-key = The SSH key { $key } belongs to no webmaster: its commands are refused. Name it after a login (--key), or tie it in [ssh.keys] of the configuration.
cli-remote-key-holder = The SSH key { $key } is that of { $login }, who is no active webmaster: its commands are refused.
cli-remote-local = The command { $command } is never admitted over SSH.
cli-remote-no-key = Commands over SSH need to know whose key it is: --key in the forced command, or ExposeAuthInfo in sshd_config.
cli-remote-none = Commands over SSH are not admitted here ([ssh] verbs in the configuration). To open the console: ssh -t, without a command.
cli-remote-option = The option { $option } is never admitted over SSH.
cli-remote-unreadable = This command over SSH cannot be read: check the quotes.
cli-replaced = restored from { $file }; what was there: { $before }
cli-reset-deactivated = The account { $login } is deactivated: the new password is of use only once the establishment activates it again.
cli-restored = restored from { $file }
cli-row-show = Show the details
cli-server-audit = Audit entries
cli-server-blocked = Blocked
cli-server-data-dir = Data directory
cli-server-databases = Size of the databases
cli-server-establishment-schema = Establishments' schema
cli-server-exports = Size of the exports
cli-server-program = Version
cli-server-registry = Size of the registry
cli-server-registry-schema = Registry's schema
cli-server-sqlite = SQLite
cli-session = Sessions that are open in the console
cli-session-end = End a session
cli-session-ended = The session of "{ $login }" has ended: its console asks for the password at the next action.
cli-session-list = List the open sessions, the latest used first
cli-several-administrators = There are several administrators; choose with --administrator: { $logins }
cli-size-mib = { $count } MiB
cli-ssh-key = SSH keys of the configuration
cli-ssh-key-list = List the keys, and in whose name each runs commands
cli-target = { $number }: { $result }
cli-target-because = { $number }: { $state }: { $reason }
cli-target-failed = { $number }: failed: { $reason }
cli-target-named = { $number }: { $name } ({ $state })
cli-targets = { $done } done, { $failed } failed, { $left } left
cli-unchanged = Establishment { $number }: nothing to change.
cli-until = until { $day } (inclusive)
cli-usage-choices = Choices: { $choices }
cli-usage-conflict = { $argument } does not go with { $other }.
cli-usage-count = { $argument } does not have the right number of values.
cli-usage-twice = { $argument } is given twice: keep the value that is meant.
cli-usage-meant = Did you mean { $suggestion }?
cli-usage-missing = Missing: { $arguments }.
cli-usage-missing-command = A command is missing.
cli-usage-more = More: --help
cli-usage-empty = { $argument } is empty. Give a value, or leave the option out.
cli-usage-empty-filter = The filter is empty: nothing was selected. For every establishment write --all.
cli-usage-no-value = { $argument } needs a value.
cli-usage-not-utf8 = One of the texts given is not UTF-8.
cli-usage-other = This command line cannot be read ({ $cause }).
cli-usage-unknown-argument = { $argument } is not an argument that is expected here.
cli-usage-unknown-command = There is no command “{ $command }”.
cli-usage-value = “{ $value }” does not suit { $argument }.
cli-value-address = MAIL
cli-value-blocker = WHO
cli-value-choice = CHOICE
cli-value-column = COLUMN
cli-value-command = COMMAND
cli-value-day = DAY
cli-value-days = DAYS
cli-value-directory = DIR
cli-value-file = FILE
cli-value-filter = FILTER
cli-value-json = JSON
cli-value-language = LANGUAGE
cli-value-login = LOGIN
cli-value-machine = NAME
cli-value-number = N
cli-value-number-or-path = NUMBER|PATH
cli-value-text = TEXT
cli-value-uai = UAI
cli-value-url = URL
cli-value-zone = NUMBER|NAME
cli-version = Show the version
cli-webmaster = Webmasters
cli-webmaster-add = Add a webmaster
cli-webmaster-added = Webmaster { $login } added.
cli-webmaster-disable = Disable a webmaster
cli-webmaster-disabled = Webmaster { $login } disabled.
cli-webmaster-edit = Edit a webmaster's names or address
cli-webmaster-edited = Webmaster { $login } edited.
cli-webmaster-enable = Enable a webmaster again
cli-webmaster-enabled = Webmaster { $login } enabled.
cli-webmaster-list = List webmasters
cli-webmaster-password = Give a webmaster a new password
cli-webmaster-password-set = New password for { $login }.
cli-yes-letter = y
cli-zone = Zones
cli-zone-academies = Add a zone for each académie
cli-zone-academies-added = { $count } { $count ->
    [one] zone
   *[other] zones
} added
cli-zone-add = Add a zone
cli-zone-added = Zone { $number } added: { $name }
cli-zone-delete = Delete a zone; its establishments move to zone 1
cli-zone-deleted = Zone { $name } deleted; { $count ->
    [one] { $count } establishment
   *[other] { $count } establishments
} moved to zone 1
cli-zone-edit = Edit a zone's name or language
cli-zone-edited = Zone { $number }: { $name }
cli-zone-list = List zones in their order
cli-zone-move = Give a zone its place
cli-zone-moved = Zone { $name }: place { $position }
cli-mail-held = { $count } { $count ->
    [one] e-mail waits: its password seems
   *[other] e-mails wait: their passwords seem
} to have run out, but the server's time is in doubt. See intendant doctor.
cli-mail-deferred = { $count } { $count ->
    [one] e-mail waits
   *[other] e-mails wait
} for another try, the first until { $until }: { $words }. To try at once: intendant mail retry --state deferred
cli-host-mails-follow = { $count } waiting { $count ->
    [one] e-mail leaves
   *[other] e-mails leave
} by the new settings{ $deferred ->
    [0] .
   *[other]{""}; { $deferred } of them only at their next try. To try at once: intendant mail retry --state deferred
}
