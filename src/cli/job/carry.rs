//! Carrying a job out from the command line: confirmed, in this process or a detached one, with its rows as output.

use std::sync::Arc;
use std::time::Duration;

use clap::{ArgMatches, Command};

use super::given_id;
use super::show;
use crate::cli::arguments::{NUMBER, is_set, option, switch};
use crate::cli::failure::{BUSY, DONE, Failure, INTERRUPTED, Result, SOME_FAILED};
use crate::cli::targets::interruption;
use crate::cli::{Work, input};
use crate::domain::field::{Field, Problem};
use crate::domain::job::{Danger, Job, JobId, JobState, Kind, Standing, TargetState, is_above_threshold};
use crate::domain::message::Message;
use crate::domain::text::fold;
use crate::domain::time::Timestamp;
use crate::i18n::Catalogue;
use crate::jobs::progress::{Cancel, Progress};
use crate::jobs::run::{Ended, Wait, run};
use crate::jobs::worker::{self, Place};
use crate::operations::job::{self, Overview, RowFilter};
use crate::operations::{Error, Rule, establishment};

/// How often a watcher looks.
const LOOK: Duration = Duration::from_millis(250);

/// Describes how a job is carried out.
pub(super) fn arguments(command: Command, words: &Catalogue) -> Command {
    let wait = option(words, "wait", NUMBER, "cli-arg-wait").value_parser(clap::value_parser!(u64));
    command.arg(wait).arg(switch(words, "detach", "cli-arg-detach").conflicts_with("wait"))
}

/// Describes how a deletion above the threshold is confirmed.
pub(in crate::cli) fn threshold(command: Command, words: &Catalogue) -> Command {
    command.arg(switch(words, "above-threshold", "cli-arg-above-threshold"))
}

/// Runs `start`: a saved plan.
pub(super) fn start(matches: &ArgMatches, work: &mut Work<'_>, id: JobId) -> Result<u8> {
    let found = job::get(work.ctx, id)?;
    confirm(matches, work, &found)?;
    carry(matches, work, id)
}

/// Runs `resume`: one, or all that were interrupted.
pub(super) fn resume(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    if !is_set(matches, "all") {
        let id = given_id(matches)?;
        let found = job::get(work.ctx, id)?;
        if found.standing == Standing::Planned {
            confirm(matches, work, &found)?;
        }
        return carry(matches, work, id);
    }
    // Also when there is nothing to resume: whoever asked is to know.
    if let Some(doubt) = work.ctx.doubt()? {
        return Err(Error::from(Rule::Held(doubt)).into());
    }
    let mut code = DONE;
    let interrupted = |found: &Overview| found.standing == Standing::Interrupted;
    for found in job::running(work.ctx)?.into_iter().rev().filter(interrupted) {
        let one = carry(matches, work, found.job.id)?;
        if one == INTERRUPTED {
            return Ok(one);
        }
        code = code.max(one);
    }
    Ok(code)
}

/// Asks for the confirmation that a job's danger takes; `--yes` gives it, and above the threshold a second switch.
///
/// # Errors
/// A refusal; nothing was done.
pub(super) fn confirm(matches: &ArgMatches, work: &mut Work<'_>, found: &Overview) -> Result<()> {
    let job = &found.job;
    let count = job.tally.waiting;
    check_threshold(matches, work, job, count)?;
    if is_set(matches, "yes") || count == 0 {
        return Ok(());
    }
    match job.task.kind().danger() {
        // Whoever types the verb with its targets means it.
        Danger::None | Danger::Yes => Ok(()),
        Danger::Count | Danger::Name => {
            if input::is_interactive() && !work.out.is_json() {
                show::describe(work, found)?;
            }
            if confirms(work, job, count)? {
                return Ok(());
            }
            Err(Failure::field(Field::Confirmation, Problem::ConfirmationDiffers))
        }
    }
}

/// Asks for the count of several targets; for the number or the name of one.
fn confirms(work: &mut Work<'_>, job: &Job, count: u32) -> Result<bool> {
    if job.tally.total() == 1
        && job.task.kind() == Kind::Delete
        && let Some(row) = job::rows(work.ctx, job.id, &RowFilter::default(), 0, 1)?.first()
    {
        let (number, name) = (row.target.number.to_string(), row.target.label.as_str());
        let last = job.impact.last_sign_in_at.map_or_else(|| work.out.words.text("cli-never"), Timestamp::local_text);
        let question = Message::new("cli-confirm-delete")
            .with("number", number.as_str())
            .with("name", name)
            .with("accounts", i64::try_from(job.impact.accounts).unwrap_or(i64::MAX))
            .with("grades", i64::try_from(job.impact.grades).unwrap_or(i64::MAX))
            .with("last", last);
        let typed = input::typed_confirmation(work.out, &question)?;
        return Ok(typed.trim() == number || fold(typed.trim()) == fold(name));
    }
    let what = show::what(job, &work.out.words);
    let question = Message::new("cli-confirm-count").with("what", what).with("count", count);
    Ok(input::typed_confirmation(work.out, &question)?.trim() == count.to_string())
}

fn check_threshold(matches: &ArgMatches, work: &mut Work<'_>, job: &Job, count: u32) -> Result<()> {
    if !job.task.kind().may_delete() || count <= 1 || is_set(matches, "above-threshold") {
        return Ok(());
    }
    let total = establishment::counts(work.ctx)?.establishments;
    let percent = work.settings.limits.delete_threshold_percent;
    if is_above_threshold(count.into(), total.into(), percent) {
        return Err(Failure::refused(
            Message::new("cli-above-threshold")
                .with("kind", job.task.kind().word())
                .with("count", count)
                .with("total", total)
                .with("percent", percent),
        ));
    }
    Ok(())
}

/// Carries a confirmed job out, and reports it. Gives the exit code.
///
/// # Errors
/// What stops it before its first target.
pub(super) fn carry(matches: &ArgMatches, work: &mut Work<'_>, id: JobId) -> Result<u8> {
    job::authorise(work.ctx, id)?;
    if is_set(matches, "detach") {
        let data_dir = work.ctx.home().root().to_owned();
        let config = work.config.map(std::path::Path::to_owned);
        let place = Place { data_dir: Some(&data_dir), config: config.as_deref() };
        worker::detach(id, &place).map_err(Failure::from)?;
        work.out.say(&Message::new("cli-job-detached").with("id", id.to_string()));
        work.out.record(&serde_json::json!({"job": id.0, "state": "detached"}));
        return Ok(DONE);
    }
    let wait = matches.get_one::<u64>("wait").map_or(Wait::Forever, |s| Wait::AtMost(Duration::from_secs(*s)));
    let cancel = Cancel::by(interruption()?);
    let ended = {
        let out = &mut *work.out;
        let mut progress = Progress::new(|report| out.progress(report.stage, report.percent()));
        run(work.ctx, id, wait, &cancel, &mut progress).map_err(Failure::from)?
    };
    report(work, &ended)
}

/// Writes the rows that were handled, and the counts.
fn report(work: &mut Work<'_>, ended: &Ended) -> Result<u8> {
    let job = &ended.job;
    show::handled(work, job)?;
    if job.tally.total() != 1 {
        let tally = job.tally;
        let message = Message::new("cli-job-counts")
            .with("id", job.id.to_string())
            .with("done", tally.done)
            .with("skipped", tally.skipped)
            .with("failed", tally.failed)
            .with("waiting", tally.waiting);
        work.out.note(&message);
    }
    if let Some(cause) = &job.cause {
        use crate::domain::message::Explain as _;
        let said = work.out.words.say(&cause.message());
        work.out.note(&Message::new("cli-job-stopped").with("id", job.id.to_string()).with("cause", said));
    }
    exit_code(work, job)
}

/// Gives the exit code of a job as it stands: that of the cause that stopped it; 6 when targets wait; 5 when nothing but
/// somebody else's work stood in the way, 3 when some failed; alone, the code of its own failure.
fn exit_code(work: &mut Work<'_>, job: &Job) -> Result<u8> {
    let tally = job.tally;
    if let Some(cause) = job.cause.as_ref().filter(|_| job.state == JobState::Paused) {
        return Ok(code_of(cause));
    }
    if tally.waiting > 0 {
        return Ok(INTERRUPTED);
    }
    if tally.failed == 0 {
        return Ok(DONE);
    }
    let groups = job::groups(work.ctx, job.id)?;
    let mut failed = groups.iter().filter(|group| group.state == TargetState::Failed);
    let busy = failed.clone().all(|group| group.reason.as_ref().is_some_and(crate::domain::job::Reason::is_busy));
    if busy && tally.done == 0 {
        return Ok(BUSY);
    }
    let alone = tally.total() == 1;
    Ok(failed.next().and_then(|group| group.reason.as_ref()).filter(|_| alone).map_or(SOME_FAILED, code_of))
}

fn code_of(reason: &crate::domain::job::Reason) -> u8 {
    use crate::cli::failure::{NOT_PERMITTED, REFUSED, UNEXPECTED};
    use crate::domain::job::Reason;
    match reason {
        Reason::Busy { .. } | Reason::Held { .. } => BUSY,
        Reason::Full | Reason::ReadOnly | Reason::Damaged { .. } | Reason::Machine { .. } => UNEXPECTED,
        Reason::NotPermitted { .. } => NOT_PERMITTED,
        _ => REFUSED,
    }
}

/// Runs `watch`: follows a job until no process has it.
pub(super) fn watch(work: &mut Work<'_>, id: JobId) -> Result<u8> {
    let cancel = Cancel::by(interruption()?);
    loop {
        let found = job::get(work.ctx, id)?;
        let tally = found.job.tally;
        let percent = u64::from(tally.handled()) * 100 / u64::from(tally.total()).max(1);
        work.out.progress("job-stage-run", u8::try_from(percent).unwrap_or(100));
        if !matches!(found.standing, Standing::Running | Standing::Silent) {
            show::tell(work, &found);
            return exit_code(work, &found.job);
        }
        if cancel.is_cancelled() {
            return Ok(INTERRUPTED);
        }
        cancel.wait(LOOK);
    }
}

/// Runs the hidden `work`: the detached process itself. Nobody reads what it says; the job's row tells everything.
pub(super) fn work(work: &mut Work<'_>, id: JobId) -> Result<u8> {
    worker::leave_session().map_err(Error::from)?;
    let cancel = Cancel::by(Arc::clone(&interruption()?));
    let ended = run(work.ctx, id, Wait::Forever, &cancel, &mut Progress::silent()).map_err(Failure::from)?;
    exit_code(work, &ended.job)
}
