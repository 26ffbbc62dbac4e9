### Command line: plans and jobs.

cli-arg-detach = Go on in the background; follow it with “job watch”
cli-arg-except = All that match the filter but these, separated by commas
cli-arg-job = Number of the job or plan
cli-arg-job-all = Every job whose process died, the oldest first; for cron when the machine starts (@reboot)
cli-arg-job-csv = Write the rows to this new file, for spreadsheets
cli-arg-job-kind = Only jobs of this kind
cli-arg-job-reason = Only rows with this reason
cli-arg-job-rows = List the rows in this state
cli-arg-job-state = Only jobs in this state
cli-arg-plan-name = Name; empty takes it away
cli-arg-save = Only save the plan under this name; start it later
cli-arg-wait = Wait at most this many seconds for establishments that another job has first
cli-arg-which = Whose password: the first administrator’s, or only where it expired unused
cli-confirm-count = { $question } Type their number ({ $count }):
cli-job = Plans and jobs: what is to be done to many, runs, or ran
cli-job-beyond = { $count } refused: not in your zones (rule H5)
cli-job-cancel = Give a job up; what was done stays done
cli-job-counts = Job { $id }: { $done } done, { $skipped } unchanged, { $failed } failed, { $waiting } left
cli-job-detached = Job { $id } runs in the background: { $line }
cli-job-inside = Establishment { $number }: job { $job } ({ $what }) { $standing ->
    [paused] is paused
   *[other] was interrupted
}. To resume it: intendant job resume { $job } --establishment { $number }
cli-job-line = { $id } · { $what } · { $standing } · { $done } done, { $skipped } unchanged, { $failed } failed, { $waiting } waiting
cli-job-list = List jobs, the latest first
cli-job-pause = Pause a running job before its next target
cli-job-rename = Name a plan
cli-job-none-interrupted = No job was interrupted.
cli-job-resume = Go on with a job that was paused or interrupted
cli-job-retry = Try again what failed in a job
cli-job-rows-written = { $count } { $count ->
    [one] row written
   *[other] rows written
}.
cli-job-show = Show a job: what it does, where it stands, its rows
cli-job-start = Carry out a saved plan
cli-job-paused = Job { $id } is paused. Go on with: { $line }
cli-job-stopped = Job { $id } stopped: { $cause }. Go on with: { $line }
cli-job-undone = { $progress ->
    [begun] no, job { $job } is undoing it and is not over
   *[whole] no, job { $job } undid it
}
cli-job-undo = Undo what a job did
cli-job-watch = Follow a running job to its end
cli-job-work = Carry a job out in the background (started by the program itself)
cli-label-back = Effect
cli-label-cause = Cause
cli-label-impact = Concerned
cli-label-job = Job
cli-label-reversible = Reversible
cli-label-skipped = Unchanged
cli-label-targets = Targets
cli-number-value = “{ $value }”: { $why } Several numbers are separated by spaces or commas: 5 6 or 5,6.
cli-no-targets = Nothing matches; nothing to do.
cli-plan = Saved plans
cli-plan-list = List plans that were not started
cli-plan-remove = Forget a plan that was not started
cli-plan-removed = Plan { $id } is forgotten.
cli-plan-show = Show a plan
cli-reset-one = --administrator and --create go with one establishment only.
cli-job-reach = e-mails: { $mails } · addresses: { $addresses } · domains: { $domains }
cli-label-mails = E-mails
cli-mails-taken-back = taken back: { $count }
cli-arg-csv = The lines as CSV (semicolons, plain digits and dates) on stdout
cli-arg-columns = Only these columns of the CSV, in this order; their names are those of --json
cli-arg-no-headers = Without the line of the names
cli-unknown-column = There is no column “{ $column }”. Columns: { $known }
cli-value-columns = COLUMN,…
cli-examples = Examples:
cli-job-goes-on = Job { $job } goes on without the console. To follow it: { $command }
cli-data-dir = Data directory: { $path }
cli-job-still-paused = { $count ->
    [one] One job is paused
   *[other] { $count } jobs are paused
} and resumed only by number, { $jobs }: intendant job resume N
