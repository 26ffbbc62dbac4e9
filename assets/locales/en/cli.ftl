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
cli-arg-blocker = Whose block is lifted; webmaster without this option
cli-arg-empty = Make an empty database for an establishment whose database is missing, whatever exports it has
cli-arg-encrypt-to = Encrypt each export for this public key (age1…), so that only its holder can read it
cli-arg-entrance = The only establishment that the console signs in to: its number or its UAI
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
cli-arg-all-rows = Every row; an empty filter is refused
cli-arg-all = Every establishment; an empty filter is refused
cli-arg-filter-rows = Filter: words, column:value, -word, "phrase" (columns: --help)
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
cli-arg-list-filter = Filter: words, a|b, -word, column:value; --help lists the columns
cli-arg-list-format = The format of the file; else that of its extension, otherwise CSV
cli-arg-list-to = Write the rows to this new and private file, instead of showing them
cli-arg-man-dir = The directory that takes all pages
cli-arg-new-number = The number wanted; without this option the next free one, which is better
cli-arg-no-color = Without colours
cli-arg-no-export = Do not export before deleting: the deletion is then final
cli-arg-no-mail = Do not send the registration mail: nobody will know the password
cli-arg-number = The establishment's number
cli-arg-numbers = The establishments' numbers
cli-arg-older-than = Days; without it, the days that exports are kept
cli-arg-password-stdin = Read the password from the first line of standard input
cli-arg-people = Console of the people of establishments: no webmaster, no command
cli-arg-plain = Numbered questions instead of screens
cli-arg-position = The new place, from 1
cli-arg-progress = Tell the progress without a terminal too
cli-arg-recreate = Make the missing database of an establishment again, from its newest export; an empty one when it never had any
cli-arg-replace = Replace the content of establishments that are there, after an export of it
cli-arg-restore-files = Exports: files with their .sha256 beside, or names in the folder of exports
cli-arg-rev = Refuse if somebody saved since this revision
cli-arg-set-aside = Move what lies under a number, an unknown file or export, or all exports of their folder, to the folder orphans
cli-arg-shell = The shell [bash, elvish, fish, powershell, zsh]
cli-arg-sort = The column to order by
cli-arg-tables = Also make an archive of tables (CSV) for people, without passwords; it cannot be restored
cli-arg-thorough = Judge every value of every database too, on a private copy (longer)
cli-arg-to = The last day
cli-arg-transfer = The transfer list ({ $columns } { $columns ->
    [one] column
   *[other] columns
}) that another host made, with its files beside it
cli-arg-version = Show the version
cli-arg-yes = Answer yes to questions for confirmation
cli-ask = { $label } [{ $offered }]:
cli-ask-password = Password:
cli-ask-password-again = Once more:
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
cli-establishment-misplaced = --establishment goes after the command “{ $command }”, if that acts inside an establishment.
cli-exported = exported: { $file }
cli-field-error = { $field }: { $message }
cli-file = { $path }: { $why }
cli-help = Explain a command
cli-help-arguments = Arguments
cli-help-commands = Commands
cli-help-global = Common options
cli-help-options = Options
cli-help-usage = Usage:
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
cli-lines-columns = Columns of the file, by their name in its first line, in any order:{ $needed ->
    [none] {""}
   *[other] {" "}{ $needed } (needed){ $others ->
        [none] .
       *[other] ;
    }
}{ $others ->
    [none] {""}
   *[other] {" "}{ $others }.
}
cli-list-cut = { $count ->
    [one] Only the latest row
   *[other] Only the latest { $count } rows
}: --limit NUMBER shows more.
cli-list-written = { $count } { $count ->
    [one] row
   *[other] rows
} written to { $path }.
cli-remote-people = This entrance only opens the console of the people of establishments: no command is let in.
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
cli-several-administrators = There are several administrators; choose with --administrator: { $logins }
cli-size-mib = { $count } MiB
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
cli-usage-nothing = Nothing to change: give at least one of { $options }.
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
cli-version = Show the version
cli-yes-letter = y
cli-arg-inside = The number of the establishment to act in: the one of its accounts, its jobs, its log
cli-arg-lines = CSV or XLSX file with a header, or - for standard input
