### The screen of imports. Sorted by key.

action-import-mail = Send e-mail or not
action-import-mapping = Review the columns
action-import-none = Import nothing
action-import-rejects = Write the rejects
action-import-run = Import
action-import-separator = Separator, encoding
action-import-shared = Accept shared UAIs or not
action-import-tick = Tick the new ones
action-import-zones = Create zones or not

column-column = Column
column-line = Line
column-reason = Reason
column-value = Value

import-button-none = Import nothing
import-button-run = { $good ->
    [0] No row to import
    [one] Import { $good } establishment
   *[other] Import { $good } establishments
}
import-button-update = Update { $count } { $count ->
    [one] establishment
   *[other] establishments
}
import-by-hand = columns by hand
import-guessed = columns guessed by their names
import-count-errors = { $count } to correct
import-count-good = { $count } good
import-count-skipped = { $count } left out
import-count-unchanged = { $count } already there
import-end-again = Importing the same file again adds what is missing, and nothing else.
import-end-cancelled = Import stopped: { $count } { $count ->
    [one] establishment
   *[other] establishments
} added.
import-end-complete = Import finished: { $count } { $count ->
    [one] establishment
   *[other] establishments
} added.
import-end-failed = Import interrupted: { $count } { $count ->
    [one] establishment was added and stays.
   *[other] establishments were added and stay.
}
import-end-left = { $count } { $count ->
    [one] good row
   *[other] good rows
} not imported
import-end-tick = { $key } ticks { $count ->
    [one] the establishment that was added and shows it in the list.
   *[other] the { $count } establishments that were added and shows them in the list.
}
import-examine-keys = Nothing is written. Esc stops.
import-file-formats = Known formats: bulk creation (8 columns), the ministry's directory, an extract of the directory. For another file, you will say what each column is.
import-file-local = Path of the file. Tab completes, Enter opens, Esc leaves.
import-file-none = The exchange folder is empty: put the file there first.
import-file-remote = Name of a file in the exchange folder. Tab completes, Enter opens, Esc leaves.
import-file-separator = F2 (or Ctrl-T) separator: { $separator }
import-file-title = CSV file to import
import-finding-at = line { $line }
import-findings-more = { $count } more, in the rejects file
import-mapping-keys = ← → choose the column · Del none · s separator, encoding · Enter examine the file · Esc go back
import-mapping-title = Unknown columns: choose the one of each value. Postcode and town make a location. Your choice is kept for the next time.
import-mapping-zone = Zone of all rows
import-new-zones = { $count ->
    [one] New zone
   *[other] { $count } new zones
}: { $names }
import-no-findings = No problem in this file.
import-no-name = No file begins like this.
import-none-question = Leave this import? Nothing has been written.
import-progress = { $done } of { $total }
import-progress-rate = { $rate } per second · { $left } left
import-read-as = { $format } · { $encoding } · { $door ->
    [console] “{ $separator }”
   *[command] separator { $separator }
} · { $columns } { $columns ->
    [one] column
   *[other] columns
}
import-rejects-button = Write
import-rejects-in = Rejects ({ $rows }): { $path }
import-rejects-name = rejects
import-rejects-written = { $rows } refused { $rows ->
    [one] row
   *[other] rows
} written to { $path }
import-run-keys = The other screens can be used meanwhile. Esc stops after the current batch; what is done stays.
import-run-mail = An e-mail with the credentials goes to every contact that has an address.
import-run-no-mail = No e-mail is sent: contacts get their credentials when you reset the passwords.
import-run-question = Create { $good } { $good ->
    [one] establishment and its database
   *[other] establishments and their databases
}?
import-run-rejected = { $count } { $count ->
    [one] row is
   *[other] rows are
} left out.
import-run-zones = { $count } { $count ->
    [one] zone is
   *[other] zones are
} created first.
import-separator-fitting = the one that is recognised
import-stop-question = What has been created stays. Importing the same file later adds the rest.
import-stop-title = Stop the import
import-stopping = Stopping…
import-switch-mail = e-mail to the contacts
import-switch-shared = shared UAIs
import-switch-zones = create zones
import-tab = tab

screen-import = Import

why-import-no-good = No row can be imported.
why-import-no-differ = No row differs from what is there.
why-import-no-far = No row asks for a number that jumps.
why-import-no-rejects = No row is refused.
why-import-none-added = No establishment was added.
why-import-not-over = The import has not been done.
why-import-over = The import is over: Esc, then a new import.

action-import-far = Accept numbers that jump or not
action-import-update = Bring up to date or not
import-count-differ = { $count } { $count ->
    [one] differs
   *[other] differ
}
import-encoding = Encoding: { $encoding }
import-encoding-fitting = Encoding: the one that is recognised
import-end-updated = { $count } brought up to date
import-run-notes = And { $count } more { $count ->
    [one] note
   *[other] notes
} in the table.
import-run-update = { $count } { $count ->
    [one] establishment that is there is
   *[other] establishments that are there are
} brought up to date.
import-switch-far = numbers that jump
import-switch-update = bring up to date
import-leave-rejects = { $count } refused { $count ->
    [one] row is
   *[other] rows are
} in no file yet and will not be shown again.
