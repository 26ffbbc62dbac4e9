//! Carrying a job out from the command line: confirmed, in this process or a detached one, with its rows as output.

use std::sync::Arc;
use std::time::Duration;

use clap::{ArgMatches, Command};

use super::id::given_id;
use super::show;
use crate::cli::arguments::{NUMBER, is_set, option, switch};
use crate::cli::failure::{BUSY, DONE, Failure, INTERRUPTED, NOT_PERMITTED, Result, SOME_FAILED};
use crate::cli::signal::interruption;
use crate::cli::{Work, input};
use crate::domain::access::At;
use crate::domain::field::{Field, Problem};
use crate::domain::job::{
    Danger, Expectation, Job, JobId, JobState, Kind, Reason, Standing, Tally, TargetRow, TargetState, Wish,
    is_above_threshold,
};
use crate::domain::message::{Explain as _, Message};
use crate::domain::text::{fold, is_count};
use crate::i18n::Catalogue;
use crate::jobs::back::{self, Back};
use crate::jobs::command::inside;
use crate::jobs::progress::{Cancel, Progress};
use crate::jobs::run::{Ended, Wait, run};
use crate::jobs::worker::{self, Place};
use crate::operations::job::{self, Group, NewPlan, Overview, RowFilter};
use crate::operations::{Context, Error, Rule, establishment};

/// Paused jobs that are named.
const PAUSED_NAMED: u32 = 20;
/// How long a process that was begun may take until it has its job.
const TAKEN_WITHIN: Duration = Duration::from_secs(20);
/// How often is looked whether it has.
const TAKEN_LOOK: Duration = Duration::from_millis(20);
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

/// A plan as it is shown and confirmed, saved or not.
pub(super) struct Outline {
    /// What it is; a number of 0: it is not saved.
    pub(super) found: Overview,
    /// What is expected of its targets.
    pub(super) groups: Vec<Group>,
    /// What it brings back, where it undoes.
    pub(super) back: Vec<Back>,
    /// Its target, when it has one only.
    only: Option<TargetRow>,
}

impl Outline {
    /// Outlines a plan that is not saved.
    pub(super) fn of(ctx: &mut Context, plan: &NewPlan) -> Result<Self> {
        let waiting = u32::try_from(plan.targets.len()).unwrap_or(u32::MAX);
        let job = Job {
            id: JobId(0),
            task: plan.task.clone(),
            selection: plan.selection.clone(),
            name: plan.name.clone(),
            state: JobState::Planned,
            wish: Wish::GoOn,
            cause: None,
            author: ctx.actor.clone(),
            created_at: ctx.now(),
            started_at: None,
            run_started_at: None,
            run_handled: 0,
            heartbeat_at: None,
            ended_at: None,
            undo_of: plan.undo_of,
            undone_by: None,
            impact: plan.impact,
            tally: Tally { waiting, ..Tally::default() },
        };
        let only = plan.rows().next().filter(|_| waiting == 1);
        let found = Overview { job, standing: Standing::Planned, undoing: None };
        let back = back::of_rows(ctx, &plan.task, plan.rows()).map_err(Failure::from)?;
        Ok(Self { found, groups: plan.groups(), back, only })
    }

    /// Outlines a saved plan.
    fn saved(ctx: &mut Context, found: Overview) -> Result<Self> {
        let groups = job::groups(ctx, found.job.id)?;
        let rows = job::rows(ctx, found.job.id, &RowFilter::default(), 0, 2)?;
        let only = if let [one] = rows.as_slice() { Some(one.clone()) } else { None };
        let back = back::of(ctx, &found.job).map_err(Failure::from)?;
        Ok(Self { found, groups, back, only })
    }
}

/// Runs `start`: a saved plan.
pub(super) fn start(matches: &ArgMatches, work: &mut Work<'_>, id: JobId) -> Result<u8> {
    let found = job::get(work.ctx, id)?;
    let outline = Outline::saved(work.ctx, found)?;
    confirm(matches, work, &outline)?;
    carry(matches, work, id)
}

/// Runs `resume`: one, or all that were interrupted.
pub(super) fn resume(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    if !is_set(matches, "all") {
        let id = given_id(matches)?;
        let found = job::get(work.ctx, id)?;
        if found.standing == Standing::Planned {
            let outline = Outline::saved(work.ctx, found)?;
            confirm(matches, work, &outline)?;
        }
        return carry(matches, work, id);
    }
    // Also when there is nothing to resume: whoever asked is to know.
    if let Some(doubt) = work.ctx.doubt()? {
        return Err(Error::from(Rule::Held(doubt)).into());
    }
    let interrupted = |found: &Overview| found.standing == Standing::Interrupted;
    let own = work.ctx.at();
    let found = job::running(work.ctx)?.into_iter().rev().filter(interrupted);
    let mut all: Vec<(At, Overview)> = found.map(|found| (own, found)).collect();
    // Somebody has paused them: only their numbers resume them.
    let paused = job::list(work.ctx, Some(JobState::Paused), None, i64::MAX, PAUSED_NAMED)?;
    let mut paused: Vec<(At, JobId)> = paused.iter().map(|found| (own, found.job.id)).collect();
    let mut code = DONE;
    if own == At::Host {
        let found = job::inside(work.ctx)?;
        all.extend(found.interrupted.into_iter().map(|(number, found)| (At::Establishment(number), found)));
        paused.extend(found.paused.into_iter().map(|(number, one)| (At::Establishment(number), one.job.id)));
        code = show::unreadable(work, &found.unreadable);
    }
    if all.is_empty() {
        work.out.note(&Message::new("cli-job-none-interrupted"));
    }
    let (here, theirs): (Vec<_>, Vec<_>) = paused.into_iter().partition(|(at, _)| *at == own);
    if !here.is_empty() {
        let jobs: Vec<String> = here.iter().map(|(_, id)| id.to_string()).collect();
        work.out.note(&Message::new("cli-job-still-paused").with("count", jobs.len()).with("jobs", jobs.join(", ")));
    }
    for (at, id) in theirs {
        let line = inside(format!("intendant job resume {id}"), at);
        work.out.note(&Message::new("cli-job-paused").with("id", id.to_string()).with("line", line));
    }
    for (at, found) in all {
        let before = work.ctx.go(at);
        let one = resume_again(matches, work, &found);
        work.ctx.go(before);
        match one {
            Ok(INTERRUPTED) => return Ok(INTERRUPTED),
            Ok(one) => code = code.max(one),
            // One that cannot go on now keeps none of the others.
            Err(failure) => {
                let id = found.job.id.to_string();
                let line = inside(format!("intendant job resume {id}"), at);
                let said = work.out.words.say(&failure.message());
                let cause = said.trim_end_matches('.');
                work.out.note(&Message::new("cli-job-stopped").with("id", id).with("cause", cause).with("line", line));
                code = code.max(failure.code());
            }
        }
    }
    Ok(code)
}

/// Resumes a job that was interrupted, unless another one has its number by now: a replacement that was carried out since
/// may have put one there.
fn resume_again(matches: &ArgMatches, work: &mut Work<'_>, found: &Overview) -> Result<u8> {
    match job::get(work.ctx, found.job.id) {
        Ok(now)
            if now.standing == Standing::Interrupted
                && now.job.task == found.job.task
                && now.job.started_at == found.job.started_at =>
        {
            carry(matches, work, found.job.id)
        }
        Ok(_) | Err(Error::NotFound { .. }) => Ok(DONE),
        Err(error) => Err(error.into()),
    }
}

/// Asks for the confirmation that a job's danger takes; `--yes` gives it, and above the threshold a second switch.
///
/// # Errors
/// A refusal; nothing was done.
pub(super) fn confirm(matches: &ArgMatches, work: &mut Work<'_>, outline: &Outline) -> Result<()> {
    let job = &outline.found.job;
    let count = job.tally.waiting;
    if let Some(above) = above_threshold(matches, work, outline)? {
        return Err(Failure::refused(above));
    }
    if is_set(matches, "yes") || count == 0 {
        return Ok(());
    }
    match job::danger(&job.task) {
        // Whoever types the verb with its targets means it.
        Danger::None | Danger::Yes => Ok(()),
        Danger::Count | Danger::Name => {
            if input::is_interactive() && !work.out.is_json() {
                show::outlined(work, &outline.found, &outline.groups, &outline.back)?;
            }
            refused(work, outline)?.map_or(Ok(()), |problem| Err(Failure::field(Field::Confirmation, problem)))
        }
    }
}

/// Asks for the count of several targets; for the number or the name of one. Returns what is wrong with the answer.
fn refused(work: &mut Work<'_>, outline: &Outline) -> Result<Option<Problem>> {
    let (job, count) = (&outline.found.job, outline.found.job.tally.waiting);
    if job.task.kind() == Kind::Delete
        && let Some(row) = &outline.only
    {
        let (number, name) = (row.target.number.to_string(), row.target.label.as_str());
        let last =
            job.impact.last_sign_in_at.map_or_else(|| work.out.words.text("cli-never"), |at| work.out.words.moment(at));
        let question = Message::new("cli-confirm-delete")
            .with("number", number.as_str())
            .with("name", name)
            .with("accounts", i64::try_from(job.impact.accounts).unwrap_or(i64::MAX))
            .with("grades", i64::try_from(job.impact.grades).unwrap_or(i64::MAX))
            .with("last", last);
        let typed = input::typed_confirmation(work.out, &question)?;
        let is_meant = typed.trim() == number || fold(typed.trim()) == fold(name);
        return Ok((!is_meant).then_some(Problem::ConfirmationDiffers));
    }
    let question = job.task.question(count);
    let question = Message::new("cli-confirm-count").with("question", question).with("count", count.to_string());
    let typed = input::typed_confirmation(work.out, &question)?;
    Ok((!is_count(&typed, count)).then_some(Problem::CountDiffers { wanted: count }))
}

/// Says that a deletion is above the threshold by what it will do, which what is gone is no part of, unless `--above-threshold` was given.
pub(super) fn above_threshold(matches: &ArgMatches, work: &mut Work<'_>, outline: &Outline) -> Result<Option<Message>> {
    let job = &outline.found.job;
    let to_do = outline.groups.iter().filter(|group| group.forecast.expectation() == Expectation::Do);
    let count: u32 = to_do.map(|group| group.count).sum();
    if !job::extent(&job.task).may_delete() || count <= 1 || is_set(matches, "above-threshold") {
        return Ok(None);
    }
    let total = establishment::counts(work.ctx)?.establishments;
    let percent = work.settings.limits.delete_threshold_percent;
    let said = || {
        Message::new("cli-above-threshold")
            .with("kind", job.task.kind().word())
            .with("count", count)
            .with("total", total)
            .with("percent", percent)
    };
    Ok(is_above_threshold(count.into(), total.into(), percent).then(said))
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
        let place = Place { data_dir: Some(&data_dir), config: config.as_deref(), at: work.ctx.at() };
        worker::detach(id, &place).map_err(Failure::from)?;
        taken(work, id)?;
        let line = inside(format!("intendant job watch {id}"), work.ctx.at());
        work.out.say(&Message::new("cli-job-detached").with("id", id.to_string()).with("line", line));
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

/// Waits until the process that goes on has the job: from then on whoever looks is told when it dies.
///
/// # Errors
/// [`Rule::JobNotTaken`].
fn taken(work: &mut Work<'_>, id: JobId) -> Result<()> {
    let end = std::time::Instant::now() + TAKEN_WITHIN;
    while job::is_ordered(work.ctx, id)? {
        if std::time::Instant::now() >= end {
            return Err(Error::from(Rule::JobNotTaken(id)).into());
        }
        std::thread::park_timeout(TAKEN_LOOK);
    }
    Ok(())
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
        if job.task.kind() == Kind::ResetAdministrator && tally.done > 0 {
            work.out.note(&Message::new("cli-mails-wait"));
        }
    }
    let line = inside(format!("intendant job resume {}", job.id), work.ctx.at());
    if let Some(cause) = &job.cause {
        let said = work.out.words.say(&cause.message());
        let (id, cause) = (job.id.to_string(), said.trim_end_matches('.'));
        work.out.note(&Message::new("cli-job-stopped").with("id", id).with("cause", cause).with("line", line));
    } else if job.state == JobState::Paused {
        work.out.note(&Message::new("cli-job-paused").with("id", job.id.to_string()).with("line", line));
    }
    exit_code(work, job)
}

/// Returns the exit code of a job as it stands: that of the cause that stopped it; 6 when targets wait; 5 when nothing but
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
    let failed: Vec<&Group> = groups.iter().filter(|group| group.state == TargetState::Failed).collect();
    let hidden = tally.failed.saturating_sub(failed.iter().map(|group| group.count).sum());
    if hidden == 0 {
        return Ok(code_of_failures(&failed, tally.done > 0, tally.total()));
    }
    // Whoever is there for some zones is shown no row of another's, but that it was refused.
    work.out.note(&Message::new("cli-job-beyond").with("count", hidden));
    Ok(if tally.total() == 1 { NOT_PERMITTED } else { SOME_FAILED })
}

/// Returns the exit code that will be that of what is planned here, as far as that can be known.
pub(super) fn expected_code(outline: &Outline) -> u8 {
    let is = |wanted: Expectation| outline.groups.iter().filter(move |group| group.forecast.expectation() == wanted);
    let refused: Vec<&Group> = is(Expectation::Refuse).collect();
    code_of_failures(&refused, is(Expectation::Do).next().is_some(), outline.found.job.tally.total())
}

/// Returns the exit code of what failed, or will.
fn code_of_failures(failed: &[&Group], any_done: bool, total: u32) -> u8 {
    let mut reasons = failed.iter().map(|group| group.reason.as_ref());
    let Some(first) = reasons.next() else { return DONE };
    let busy = |reason: Option<&Reason>| reason.is_some_and(Reason::is_busy);
    if !any_done && busy(first) && reasons.all(busy) {
        return BUSY;
    }
    first.filter(|_| total == 1).map_or(SOME_FAILED, code_of)
}

fn code_of(reason: &Reason) -> u8 {
    use crate::cli::failure::{REFUSED, UNEXPECTED};
    if reason.is_busy() {
        BUSY
    } else if reason.is_of_the_machine() {
        UNEXPECTED
    } else if matches!(reason, Reason::NotPermitted { .. }) {
        NOT_PERMITTED
    } else if matches!(reason, Reason::ExportedUnfit { .. }) {
        SOME_FAILED
    } else {
        REFUSED
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
            show::tell(work, &found)?;
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
