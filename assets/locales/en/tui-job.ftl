### Jobs on the screen: plan, confirmation, progress, report, the table. Sorted by key.

action-establishment-export = Export
action-establishment-move = Move to a zone
action-establishment-undo = Undo what I did last
action-job-cancel = Give up
action-job-csv = Report as CSV
action-job-forget = Forget the plan
action-job-pause = Pause
action-job-rename = Name the plan
action-job-retry = Retry what failed
action-job-start = Start or resume
action-job-undo = Undo

column-done = Done
column-failed = Failed
column-job = Job
column-progress = Progress
column-what = What

delete-many-note = Users, databases, blocks and files disappear. The plan that follows counts what is lost; nothing is deleted before you confirm it.

hint-above-threshold = Space ticks
hint-plan-name = Kept in the list of jobs; empty: without a name
hint-type-count = Type { $what } ({ $count }).
hint-type-count-or-name = Type { $what } ({ $count }), or the name of the plan.

# Of any other noun, it is establishments.
number-of = the number of establishments

job-above-threshold = { $kind ->
    [undo-restore] This deletes, or puts back as they were,
   *[delete] This deletes
} { $count } of { $all } { $all ->
    [one] establishment
   *[other] establishments
}: more than { $percent } %.
job-cancel-question = Give up job { $job }? What was done stays done; the rest is not done.
job-cancelled = The job is given up.
job-cancelling = It stops before its next establishments.
job-cause = Cause: { $cause }
job-close-keys = Esc closes
job-counts = { $treated } of { $total }: { $done } done · { $skipped } unchanged · { $failed } failed
job-csv-name = job-{ $job }.csv
job-csv-written = { $rows } { $rows ->
    [one] row
   *[other] rows
} written to { $path }
job-discard = The plan { $job } and the lines that were read are forgotten: they must be given again.
job-discard-title = Leave without beginning
job-end-at = over { $at }
job-end-time = ended at { $time }
job-ended = Job { $job } { $end ->
    [given-up] was given up
   *[over] is over
}: { $done } done, { $failed } failed ({ $key }).
job-forget-question = Forget plan { $job }? Nothing of it was started.
job-forgotten = Plan { $job } is forgotten.
job-goes-on = Job { $job } goes on in the background.
job-group = { $word }: { $reason }
job-impact = { $kind ->
    [delete] { $accounts } { $accounts ->
        [one] account
       *[other] accounts
    } and { $grades } { $grades ->
        [one] grade
       *[other] grades
    } disappear
    [undo-add] { $accounts } { $accounts ->
        [one] account
       *[other] accounts
    } and { $grades } { $grades ->
        [one] grade
       *[other] grades
    } disappear
    [replace] { $accounts } { $accounts ->
        [one] account
       *[other] accounts
    } and { $grades } { $grades ->
        [one] grade
       *[other] grades
    } are replaced by those of the export
    [undo-restore] { $accounts } { $accounts ->
        [one] account
       *[other] accounts
    } and { $grades } { $grades ->
        [one] grade
       *[other] grades
    } disappear or become what they were before
   *[other] { $accounts } { $accounts ->
        [one] account loses
       *[other] accounts lose
    } access
}
job-impact-mails = { $count } { $count ->
    [one] e-mail that waits is withdrawn
   *[other] e-mails that wait are withdrawn
}
job-impact-sign-in = last sign-in { $at }
job-impact-unreadable = { $count } { $count ->
    [one] database
   *[other] databases
} could not be read
job-inside-line = Establishment { $number }: { $what }
job-interrupted = { $count } { $count ->
    [one] job was
   *[other] jobs were
} interrupted: { $key }
job-interrupted-note = Its process died; what was done is done. It can be resumed.
job-key-cancel = c give up
job-key-command = = command
job-key-csv = x CSV
job-key-resume = l resume
job-key-retry = r retry what failed
job-key-undo = u undo
job-keys-plan = ↑↓ groups · Enter rows · Tab buttons
job-keys-report = Enter rows · Esc closes
job-keys-rows = ↑↓ · Enter opens the establishment · Esc back
job-keys-rows-alone = ↑↓ · Esc back
job-keys-rows-read = ↑↓ · Enter reads all · Esc back
job-keys-running = p pause · c give up · Enter rows · Esc leaves it running
job-left-hours = about { $count } h left
job-left-minutes = about { $count } min left
job-left-seconds = about { $count } s left
job-name-title = Name of plan { $job }
job-none = No job yet. An action on several rows makes one.
job-not-begun = Its process has not begun: see the table of jobs.
job-nothing-to-undo = No job of yours can be undone.
job-paused = The job is paused.
job-pausing = It pauses before its next establishments.
job-plan-counts = { $do } to do · { $skip } unchanged · { $refuse } refused
job-plan-title = Plan { $job }
job-planning-keys = Esc stops; nothing is kept
job-planning-stopping = stopping…
job-rate = { $rate } a minute
job-renamed = Plan { $job } is kept as “{ $name }”.
job-resume-question = Let job { $job } go on, in your name? What was done is not done again.
job-save-button = Keep under a name
job-selection-all = all establishments{ $except ->
    [0] {""}
    [one] {" "}except { $except } establishment
   *[other] {" "}except { $except } establishments
}
job-selection-files = { $source }{ $others ->
    [0] {""}
    [one] {" "}and another one
   *[other] {" "}and { $others } others
}
job-selection-given = lines given without a file
job-selection-matching = all that match “{ $filter }”{ $except ->
    [0] {""}
    [one] {" "}except { $except } establishment
   *[other] {" "}except { $except } establishments
}
job-selection-rows = { $count ->
    [one] one row
   *[other] { $count } rows
}
job-selection-numbers = { $count } { $count ->
    [one] chosen establishment
   *[other] chosen establishments
}
job-selection-of = { $state ->
    [failed] what failed in job { $job }
    [done] what job { $job } did
   *[other] establishments of job { $job }
}
job-start-button = Start
job-started = Job { $job } is started.
job-start-at = started { $at }
job-starting = Starting…
job-task-block-until = { $reason } (until { $day })
job-task-export-first = after an export
job-task-no-export = without an export
job-task-reset = { $choice ->
    [first] { reset-first }
    [expired-unused] { reset-expired-unused }
    [named] The one of administrator { $login }
    [new] The one of a new administrator
   *[other] { $choice }
}
job-title = { $standing ->
    [plan] Plan
   *[job] Job
} { $job }
job-undo-after = { $after }. { $next }
job-undo-before = Here is the one before, which can:
job-unnamed = Plan { $job } has no name any more.
job-undoable = { $undo ->
    [yes] { $kind ->
        [write-mail] Reversible until the e-mails have left.
       *[other] Reversible.
    }
   *[no] { $kind ->
        [export] Nothing is changed in the establishments.
        [reset-administrator] Irreversible: the present passwords stop working.
        [delete] Irreversible (without an export first).
        [undo-restore] What is removed is exported first.
        [undo-add] What is removed is exported first.
        [undo-delete] Puts back what the job had deleted.
        [undo-making] Takes away what the job had added.
        [undo] Puts back what the job had changed.
       *[other] Irreversible.
    }
}
job-undoes = Undoes job { $job }.
job-undone-by = Undone by job { $job }.
job-waits-for = Waits for job { $job } of { $author }.

move-many-title = Move { $count } { $count ->
    [one] establishment
   *[other] establishments
} to a zone
move-zone = { $number } · { $name }

plan-button = Draw up the plan

reset-expired-unused = Only where the first password expired unused
reset-first = The first administrator's, whatever its state
reset-many-title = { $count ->
    [one] New administrator's password
   *[other] New administrators' passwords for { $count } establishments
}
reset-many-which = Whose password is replaced? The new one goes to the contact.

screen-jobs = Jobs

unblock-many-title = Unblock { $count } { $count ->
    [one] establishment
   *[other] establishments
}
unblock-many-which = Whose block is lifted? The others stay.

why-job-undone = This job was undone by job { $job }: it does not go on.
why-job-ended = This job is over.
why-job-not-begun = This plan was not started yet.
why-job-not-over = This job is not over.
why-job-not-running = This job does not run.
why-job-not-undoable = What this job did cannot be undone.
why-job-inside = This job is inside an establishment: open it first.
why-job-nothing-done = This job has done nothing.
why-job-nothing-failed = Nothing failed in this job.
why-job-nothing-to-do = There is nothing to do in this plan.
why-job-planned = This plan was not started; it can be forgotten.
why-job-runs = This job runs already.
why-job-started = This job was started: only a plan can be named or forgotten.

action-inside-jobs = Jobs here
