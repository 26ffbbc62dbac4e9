### The screens: keys, dialogs, what every one of them says. Sorted by key.

action-back = Back
action-columns-left = Columns to the left
action-columns-right = Columns to the right
action-command = Equivalent command lines
action-down = Down
action-explain = Why?
action-facets = Groups
action-filter = Filter
action-first = First row
action-help = Help
action-invert = Invert the ticks
action-last = Last row
action-list-export = Export the list
action-lock = Lock the screen
action-menu = Actions
action-nothing = { $action }: nothing to do here.
action-only-ticked = Only the ticked rows
action-open = Open
action-page-down = Next page
action-page-up = Previous page
action-palette = All actions
action-quit = Quit
action-range = Tick a range
action-redraw = Draw the screen again
action-refresh = Read again
action-sort = Sort
action-suspend = Suspend (fg comes back)
action-tick = Tick
action-tick-up = Tick and go up
action-tick-all = Tick all shown
action-tick-none = Remove all ticks
action-up = Up

age-days = { $count } { $count ->
    [one] day
   *[other] days
} ago
age-hours = { $count } { $count ->
    [one] hour
   *[other] hours
} ago
age-minutes = { $count ->
    [0] just now
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}

app-blocked = ■ ALL BLOCKED
app-demo = DEMO
app-demo-as = DEMO · { $login }
app-mode-local = local
app-mode-ssh = SSH
app-read-again = Read again.
app-too-small = Intendant: too small (60×15 needed)

calendar-hint = Space: calendar
calendar-keys = Arrows day · t today · Enter takes it
calendar-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
calendar-title = { $month } { $year }
calendar-weekdays = Mo Tu We Th Fr Sa Su

command-none = Nothing here has a command line.
command-title = Equivalent command lines

confirm-keys = y yes · Esc no
confirm-more = { $count ->
    [0] ↑ read again
    [one] ↓ { $count } more line
   *[other] ↓ { $count } more lines
}
confirm-type = Type { $text } to confirm:

detail-gone = This row no longer exists{ $by ->
    [none] {""}
   *[other] : { $by } deleted it meanwhile
}. { $back } goes back.
detail-of = { $menu } · { $name }

failure-fields = Some fields are not accepted.
failure-panic = An internal error stopped this; nothing was saved by it: { $cause }

footer-move = Zone

forgotten-another = Ask for another code
forgotten-button = Ask for a code
forgotten-done = Password changed: you can sign in.
forgotten-has-code = The code that went by mail is good for thirty minutes and once.
forgotten-note = If the account exists and has an address, a code leaves by e-mail: with it another password can be chosen.
forgotten-sent = If this account exists and has an address, a code has left by e-mail. It is good for thirty minutes and once; three an hour at the most.
forgotten-title = Forgotten password
forgotten-to-code = I have a code already
form-cancel = Cancel
form-discard = What was typed will be lost. Leave?
form-discard-title = Leave without saving
form-keys = Tab next · Enter choose · Esc leave
form-save = Save
form-sending = one moment…
form-sending-for = at work for { $seconds } s…
form-withdraw = Withdraw

help-confirm-no = No, do nothing
help-confirm-typed = Confirm what is typed
help-confirm-yes = Yes, do it
help-job-groups = Back to the groups
help-job-leave = Close
help-job-move = Move
help-job-open = Open the establishment
help-job-read = Read all that is said of the row
help-job-rows = Go to the rows of the group
help-scroll = Scroll
help-dialog-choose = Choose, tick, go on
help-dialog-leave = Leave, nothing is done
help-dialog-next = Next
help-dialog-previous = Previous
help-dialog-value = Previous, next choice
help-job-stop = Stop preparing it
help-palette-run = Run
help-writer-fields = Fields to insert
help-writer-files = Attachments
help-writer-plan = Plan the sending
help-writer-read = Read it as each will get it
help-writer-templates = Templates
help-writer-try = Send a try
help-keys = Esc closes
help-more = ↓ more · Esc closes
help-mouse = click: cursor, tick; wheel; Shift: copy
help-mouse-key = Mouse
help-title = Help

key = { $name ->
    [backspace] Backspace
    [backtab] Shift-Tab
    [delete] Del
    [down] ↓
    [end] End
    [enter] Enter
    [esc] Esc
    [home] Home
    [left] ←
    [pagedown] PgDn
    [pageup] PgUp
    [right] →
    [space] Space
    [insert] Ins
    [shift-down] Shift-↓
    [shift-up] Shift-↑
    [tab] Tab
    [up] ↑
   *[other] { $name }
}
key-ctrl = Ctrl-{ $name }
key-nothing = "{ $key }" does nothing here; { $help }: the keys.

keymap-bad-key = The configuration gives a key that cannot be used: { $key }
keymap-conflict = The key { $key } cannot do { $action }: it already does { $other }
keymap-unknown-action = The configuration gives keys to an unknown action: { $action }

leaving-import = An import is running. The rows already written stay; importing the same file later adds the rest.
leaving-quit = Quit: it is stopped after the rows already written
leaving-stay = Stay
leaving-stopping = Stopping after the current row…
leaving-title = Quit

list-count = { $shown ->
    [0] 0
   *[other] { $more ->
        [yes] { $at } of more than { $shown }
       *[no] { $at } of { $shown }
    }
}{ $filtered ->
    [yes] {" "}· { $total } in all
   *[other] {""}
}{ $ticked ->
    [0] {""}
   *[other] {" "}· { $ticked } ticked
}{ $hidden ->
    [0] {""}
   *[other] , { $hidden } of them not visible
}{ $ticked ->
    [0] {""}
   *[other] {" "}· { $untick } unticks all
}
list-export-all = All rows, in their order.
list-export-filtered = The rows that the filter holds, in their order.
list-format-xlsx = XLSX workbook
list-going = Under way on { $count } { $count ->
    [one] row
   *[other] rows
}… Esc stops.
list-no-match = Nothing matches. { $back } takes the filter away.
list-none-ticked = No ticked row here. { $back } shows all.
list-none-yet = Nothing here yet.
list-row-filtered = This filter does not show it here.
list-row-gone = “{ $name }” is no longer in this list.
list-sorted = { $count } · sorted by { $column } { $sign }
list-whole = { $count }{ $ticked ->
    [0] {""}
   *[other] {" "}· { $ticked } ticked
}{ $ticked ->
    [0] {""}
   *[other] {" "}· { $untick } unticks all
}
list-working = Under way…
loading = Reading…

menu-title = Actions

palette-keys = Enter runs it · Esc closes
palette-none = No action has these letters.
palette-title = All actions

screen-missing = This screen does not exist yet.
screen-server = Server
screen-settings = Settings

sign-in-button = Sign in
said-also = { $first } { $more }
sign-in-forgotten = Forgotten password
sign-in-title = Sign in

sort-again = Enter sorts; on the column with ▲ or ▼ it turns the order round, as { $key }

unlock-button = Unlock
unlock-keys = { $quit } sign out and quit
unlock-leave-question = The session ends. What is not saved behind the lock is lost.
unlock-leave-title = Sign out and quit
unlock-note = The screen is locked. Password of { $login }:
unlock-title = Locked

why-busy = Something else is still running.
why-demo-lock = The demonstration is never locked: nobody knows its password.
why-list-export = Here a list would go into a file of the server, where nobody of an establishment writes: in plain mode it is shown to be copied.
why-no-rows = There is no row.
why-no-targets = Nothing is ticked and no row is under the cursor.
why-no-ticks = Nothing is ticked.
why-not-blocked = This establishment is not blocked.
why-row-gone = This row is no longer in the list.
why-filtered-order = Take the filter away first: the order is that of the whole list.
