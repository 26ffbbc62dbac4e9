### Questions on plain lines (--plain). Sorted by key.

plain-act-block-everywhere = Block all establishments
plain-act-check = Check and repair
plain-act-check-thoroughly = Check thoroughly (every value, longer) and repair
plain-act-edit = Edit
plain-act-list = List
plain-act-retry = Send an e-mail again
plain-act-send = Send now what is due
plain-act-show = Show
plain-act-test = Send a test e-mail
plain-act-unblock-everywhere = Unblock all establishments
plain-back-line = 0. Back
plain-block-change = Change this block?
plain-block-everywhere = Block all establishments?
plain-bulk = Act on the { $count ->
    [one] ticked establishment
   *[other] { $count } ticked establishments
}
plain-bulk-failed = Establishment { $number }, { $denomination }: { $cause }
plain-bulk-progress = { $done } of { $total }.
plain-cancel-line = 0. Cancel
plain-check-clean = Everything is in order.
plain-check-none-fixable = None of it can be repaired from here.
plain-checking = Checking...
plain-choice-adopt = Adopt it
plain-choice-empty = Make an empty database
plain-choice-forget = Take it out of the catalogue
plain-choice-leave = 0. Leave it as it is
plain-choice-recreate = Make its database again
plain-choice-set-aside = Set it aside
plain-choice-sure = Do it?
plain-choice-title = To be decided: { $words }
plain-confirm-differs = This is not what is to be typed: { $wanted }. Type it, or 0 to cancel.
plain-conflict = Somebody else saved this while you were typing.
plain-conflict-field = { $field }: which value stays?
plain-conflict-keep-mine = Keep mine
plain-conflict-mine = Yours
plain-conflict-take-theirs = Take theirs
plain-conflict-taken = { $field }: you had not touched it, the new value is taken: { $value }
plain-conflict-theirs = Theirs
plain-create = Create?
plain-delete-confirm = To delete, type the number { $number } or the denomination { $denomination }
plain-delete-threshold = This is more than { $percent }% of all establishments. Really?
plain-deleted = Establishment { $number } deleted{ $export ->
    [no-value] {""}
   *[other] . Export: { $export }
}.
plain-demo = DEMO: made-up data, gone when you leave.
plain-disabled = Your account was disabled: the session has ended.
plain-forgotten-question = Forgotten password: send a code to the address of account “{ $login }”?
plain-help-everywhere-people = Everywhere: ? explains, 0 goes back. A backslash first takes the line as it is. The end of the input leaves the program.
plain-help-forgotten = Forgotten password: leave the line empty. A code goes to the account's address, if it has one; with it another password can be chosen.
plain-help-group = Which of them to list.
plain-help-list-file = A new file; .xlsx makes a workbook, .json JSON lines, any other name a CSV file.
plain-help-smtp-ca = Optional: a PEM file of the authority that has signed the certificate of the server.
plain-help-smtp-port = The port of the SMTP server: mostly 587, 465 for TLS, 25.
plain-help-smtp-security = TLS from the beginning, STARTTLS, or no protection (to this machine only).
plain-help-smtp-user = The user name at the SMTP server; empty: no authentication.
plain-list-export = Export the list
plain-list-none = None.
plain-ended = Somebody ended this session.
plain-lines-how = { $label }: type the text line by line, a single dot ends it; a single dot at once keeps the text above.
plain-menu-details = Change my e-mail or language
plain-no-commands-here = Equivalent commands are the host's: there are none here.
plain-password-or-none = { $label } (nothing: forgotten)
plain-list-shown = { $count } { $count ->
    [one] row
   *[other] rows
}: copy what is between the two marks.
plain-renewed = Your account was given another password: the session has ended.
plain-error = Error: { $cause }
plain-establishment = Establishment { $number }
plain-field-problem = { $field }: { $problem }
plain-filter = Filter
plain-first-page = This is the first page.
plain-first-run = First start: there is nothing in { $path } yet. The following questions make the data directory.
plain-first-run-done = The data directory is made. Sign in.
plain-first-run-sure = Make the data directory with these values?
plain-first-webmaster = The first webmaster:
plain-give-up = Give up what you have typed?
plain-goodbye = Goodbye.
plain-group = { $name }: { $count }{ $ticked ->
    [0] { "" }
   *[other] , { $ticked } of them ticked
}
plain-groups = Group the listed establishments by
plain-groups-none = No establishment to group.
plain-groups-which = Group to tick, or to untick
plain-help-block = Yes asks for a new reason and a new last day, which take the place of these. No leaves the block as it is.
plain-help-bulk = The action is for the ticked establishments. Their count is typed before anything changes.
plain-help-confirm = Nothing is done yet. Type exactly what is asked for to go on.
plain-help-conflict = Both values are given above. Cancelling saves nothing.
plain-help-contact-editing = Whether an establishment's administrators may change the contact's names and e-mail: no, yes, or yes within one domain.
plain-help-create = Yes creates the establishment, its database, its first administrator, and queues the e-mail. No goes through each field again.
plain-help-denomination = The establishment's name, at most 160 characters.
plain-help-detail = Everything that can be done to this establishment.
plain-help-everywhere = Everywhere: ? explains, = gives the command that does the same as the last action, 0 goes back. A backslash in front takes the line as it is. The end of input leaves the program.
plain-help-filter = Words, all of them needed, accents do not matter; a|b looks for either. A hyphen before a word or a column leaves it out, quotation marks keep a phrase together. Columns: number, zone, location, name, uai, contact, e-mail, state, department, registered, seen. zone:a,b either, mail:- empty, number:100..200, registered:>=2026-09, seen:>6m, seen:- never. Example: brest|quimper -lycée state:blocked
plain-help-filter-rows = Words, all of them needed, accents do not matter; a|b looks for either, -word leaves out, quotation marks keep a phrase together, column:value looks in one column.
plain-help-first-run = Yes writes everything at once. No goes through each question again. Nothing is written before.
plain-help-give-up = No goes on where you were.
plain-help-groups = Groups count only what the filter leaves. A group is ticked as a whole; naming it again unticks it.
plain-help-hidden = The filter hides some of the ticked establishments. Choose which ones to act on.
plain-help-host-bounce = The address that gets e-mails that come back. Empty: the sender's.
plain-help-host-name = The host's name, as e-mails say it.
plain-help-host-sender = The address that all e-mails come from.
plain-help-host-url = The web address at which establishments sign in, with https://
plain-help-import = Only the good rows are imported. Importing the same file twice adds nothing.
plain-help-import-column = The number or the name of a column. A hyphen: none. At least the name is needed, and the location or the town.
plain-help-import-encoding = Words look wrong when a file is read in another encoding than its own. An empty line keeps the one that is in use.
plain-help-import-far = A number with one digit too many would leave the numbers between unused. Yes gives the numbers as the file asks.
plain-help-import-file = The path of a CSV file: bulk creation in 8 columns, or the ministry's directory. Over SSH, the name of a file in the exchange folder. The file is examined first, nothing is written.
plain-help-import-mail = Without e-mail nobody can know the first passwords: they will have to be reset.
plain-help-import-rejects = The refused rows are written there with the reason, to be corrected and imported. A hyphen: no file.
plain-help-import-shared = A few real UAIs cover two sites. Yes imports them as further sites.
plain-help-import-unknown = What is said about the columns is kept for the next file that has the same ones.
plain-help-import-update = Yes gives them what the file has, as an edit would; an empty cell changes nothing. No leaves them as they are.
plain-help-import-zones = No refuses the rows whose zone does not exist: they go to the file for the refused rows.
plain-help-keep = An empty line keeps the value in brackets, a hyphen clears it.
plain-help-list = n next page, p previous page, l list again. f filter (f brest), s sort. A number opens the establishment of that number. a add, i import a file, x act on the ticked establishments, c statistics, u undo what you did last.
plain-help-list-empty = An empty line lists the page again.
plain-help-list-ticks = t 3 5-9 ticks establishments 3 and 5 to 9 of the list (t 3 again unticks it), t all ticks everything that matches the filter, t none unticks everything, t inverse inverts. g groups by zone, state or department, and ticks a group as a whole.
plain-help-locked = The session waits for your password. 0 leaves.
plain-help-login = A webmaster's login.
plain-help-main = Choose what to work on. 0 leaves the program.
plain-help-menu = Type the number of a choice. An empty line lists the choices.
plain-help-more = Yes, or an empty line, goes on with the list.
plain-help-new-login = Unaccented letters, digits, dot, hyphen, underscore; at most 40 characters.
plain-help-new-password = At least 16 characters, hard to guess: several uncommon words. Nothing is shown while you type.
plain-help-older-than = Exports older than so many days are counted, then their number is to be typed.
plain-help-optional = An empty line leaves this field without a value, if it may be.
plain-help-password = Nothing is shown while you type.
plain-help-password-again = The same password, a second time.
plain-help-person = Names and e-mail of the webmaster. The e-mail is for copies and tests.
plain-help-pick = Type what stands before the dot, or the name, or a part of the name. * lists the choices. An empty line keeps the value in brackets, if there is one; otherwise it repeats the question.
plain-help-recipient = The address to send a test e-mail to.
plain-help-required = An empty line repeats the question.
plain-help-reset = The new password is mailed to the contact. It is never shown.
plain-help-retention = A number of days; a hyphen: for as long as can be, 3650 days.
plain-help-save = No saves nothing.
plain-help-server = The check compares the registry, the files, the versions and the permissions; the thorough one judges every value of every database too, on a private copy. It changes nothing until you agree to repair.
plain-help-settings = The host's identity, how e-mail leaves, and what administrators may change.
plain-help-smtp = The SMTP server that takes the e-mails: its name or address.
plain-help-smtp-secret = The path of a file whose first line is the password, which only you can read.
plain-help-sort = The column that gives the order, then its direction.
plain-help-threshold = A second agreement is asked for above a settable share of all establishments.
plain-help-transport = Folder: each e-mail becomes a file in the data directory. SMTP: a server takes them.
plain-help-unblock = Lifting one block leaves the others.
plain-help-yes-no = y or yes, n or no. An empty line takes the answer in capitals, if there is one; otherwise it repeats the question.
plain-hidden = { $count } ticked, { $hidden } of them hidden by the filter. Act on:
plain-hidden-all = All
plain-hidden-visible = Only the visible ones
plain-how = At any question: ? explains, 0 goes back.
plain-import-as-before = Read the columns as last time
plain-import-by-hand = Say what each column holds
plain-import-column = Column { $number }, { $name ->
    [no-value] without a name
   *[other] { $name }
}{ $values ->
    [no-value] , empty.
   *[other] , for instance { $values }
}
plain-import-comma = Comma
plain-import-counts = { $rows } { $rows ->
    [one] row
   *[other] rows
}: { $good } to import, { $unchanged } there already, { $differ ->
    [0] {""}
    [one] { $differ } differs,{" "}
   *[other] { $differ } differ,{" "}
}{ $refused } refused ({ $skipped } left out, { $errors } to correct).
plain-import-create-zones = Create these zones?
plain-import-done = { $count } { $count ->
    [one] establishment
   *[other] establishments
} created.
plain-import-finding = Line { $line }{ $column ->
    [no-value] {""}
   *[other] , column { $column }
}{ $value ->
    [no-value] {""}
   *[other] , value { $value }
}: { $problem }
plain-import-mail = Send the registration e-mail to each contact?
plain-import-more = And { $count } more { $count ->
    [one] problem
   *[other] problems
}; the rejects file has all of them.
plain-import-no-column = no column
plain-import-nothing = Nothing to import.
plain-import-other-separator = Read with another separator
plain-import-rejected = { $count } refused { $count ->
    [one] row
   *[other] rows
} written to { $path }.
plain-import-rejects = File for the refused rows
plain-import-semicolon = Semicolon
plain-import-separator = Which separator?
plain-import-shared = Some rows have another establishment's UAI. Import them as further sites?
plain-import-sure = Import the { $count ->
    [one] good row
   *[other] { $count } good rows
}?
plain-import-tab = Tab
plain-import-unknown = The columns are not recognised. Read with { $separator ->
    [semicolon] the semicolon
    [comma] the comma
   *[tab] the tab
} as separator: { $columns }.
plain-import-zone = Zone of every row
plain-import-zones = Zones that will be created: { $zones }.
plain-io = The conversation cannot go on: { $cause }
plain-label-value = { $label } [{ $value }]
plain-last-page = This is the last page.
plain-leave-line = 0. Leave
plain-line-not-text = This line is not UTF-8 text: type it again.
plain-line-too-long = This line is too long: type it again.
plain-list-all = { $total } { $total ->
    [one] establishment
   *[other] establishments
}.
plain-list-empty = No establishment yet: a adds one, i imports a file.
plain-list-filtered = Filter { $filter }: { $count } of { $total } { $total ->
    [one] establishment
   *[other] establishments
}.
plain-list-keys = Commands: a number opens, n and p turn pages, f filters, s sorts, t ticks, g groups, a adds, i imports, x acts on the ticked, c counts statistics, u undoes what you did last.
plain-list-prompt = Establishments
plain-list-row = { $number }{ $ticked ->
    [yes] {" (ticked)"}
   *[no] {""}
}: { $denomination }, { $location }, { $uai ->
    [no-value] no UAI
   *[other] UAI { $uai }
}, zone { $zone_name }, { $state }.
plain-list-window = { $first } to { $last } of { $count }.
plain-locked = Locked after { $minutes } { $minutes ->
    [one] minute
   *[other] minutes
} without input. What you have just typed was not taken. Your password, or 0 to leave.
plain-many-choices = { $count } { $count ->
    [one] choice
   *[other] choices
}: type one, or * to list them.
plain-menu-again = { $menu } (an empty line lists the choices)
plain-menu-main = Main menu
plain-menu-password = Change my password
plain-menu-server = State of the server
plain-menu-settings = Settings of the host
plain-more = Go on with the list?
plain-must-answer = An answer is needed here.
plain-must-choose = A choice is needed here; * lists the choices.
plain-no-command = No action yet.
plain-sessions-inside = Open sessions
plain-unticked-sure = Go on without it?
plain-no-ticks = No establishment is ticked: t ticks some.
plain-no-value = { $label }: (empty)
plain-nothing-done = Nothing was done.
plain-nothing-saved = Nothing was saved.
plain-percent = { $percent }%
plain-prompt = { $label }:
plain-repair = Repair { $count ->
    [one] what can be repaired
   *[other] the { $count } findings that can be repaired
}?
plain-repaired = { $count } { $count ->
    [one] finding
   *[other] findings
} repaired.
plain-save = Save?
plain-saved = Saved.
plain-secret-empty = Nothing was typed. Type the password, or 0 to go back.
plain-server-audit = Entries of the log
plain-server-blocked = Of them blocked
plain-server-data = Data directory
plain-server-establishments = Establishments
plain-server-free = Free space
plain-server-size = Size of the data
plain-server-sqlite = Version of SQLite
plain-server-version = Version of Intendant
plain-server-webmasters = Active webmasters
plain-server-zones = Zones
plain-several = { $count ->
    [one] { $count } choice matches
   *[other] { $count } choices match
}:
plain-signed-in = Signed in: { $login }.
plain-sort = Sort by
plain-sort-descending = In descending order?
plain-theirs-are = The settings that were saved meanwhile:
plain-tick-how = t 3 5-9, t all, t none, t inverse.
plain-tick-not-listed = { $typed }: nothing of that in this list.
plain-tick-unknown = “{ $typed }” cannot be understood: t 3 5-9, t all, t none, t inverse.
plain-ticked = { $count ->
    [0] No establishment ticked
   *[other] { $count } ticked{ $hidden ->
        [0] {""}
       *[other] , { $hidden } of them hidden by the filter
    }
}.
plain-type-to-confirm = To confirm, type { $wanted }
plain-unblock-everywhere = Unblock all establishments?
plain-unblock-which = Which block to lift
plain-unchanged = Nothing has changed.
plain-unknown-choice = “{ $typed }” is not one of the choices.
plain-unknown-command = “{ $typed }” is not a command of the list; ? explains them.
plain-unlocked = Unlocked. The question is asked again.
plain-row-sure = { $question }
plain-value = { $label }: { $value }
plain-welcome = Intendant, { $host }.
plain-yes-no = { $question } (yes/no)
plain-yes-no-no = { $question } (yes/NO)
plain-yes-no-yes = { $question } (YES/no)
plain-yes-or-no = Answer yes or no.
plain-your-choice = Your choice
plain-help-job-number = The number of a job or a plan, as the list gives it.
plain-help-jobs = Jobs go on without you; what was done is never done again. A plan is a job that was not started.
plain-help-plan = Nothing is done before the plan is started and confirmed. Cancelling forgets it.
plain-help-plan-name = The plan is kept under this name and can be started later.
plain-import-encoding = Encoding of the file
plain-import-encoding-is = Read as { $encoding }.
plain-import-far = Some numbers are far above those that are used. Accept them?
plain-import-update = { $count } { $count ->
    [one] establishment that is there differs. Bring it up to date?
   *[other] establishments that are there differ. Bring them up to date?
}
plain-job-line = { $job }. { $what }. { $state }. { $author }, { $planned }. { $counts ->
    [no-value] { $targets } { $targets ->
        [one] target
       *[other] targets
    }
   *[other] { $counts }
}
plain-job-number = Number of the job
plain-job-rows = List the rows
plain-clock-right = Is the server's time right now?
plain-clock-taken = The time is confirmed.
plain-help-clock = Yes: what waited because of the time goes on, and what a wrong time left is taken back. No: nothing changes.
plain-import-encoding-keep = Keep the encoding { $encoding }?
plain-help-file-lines = A CSV or XLSX file; its columns are found by their names.
plain-help-rows-many = Several at once, with spaces or commas between.
plain-rows-many = { $field }, one or several
plain-rows-of = { $list } · { $number } { $name }
plain-rows-none = The list is empty.
