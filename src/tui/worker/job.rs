//! Jobs: plans are drawn up beside the worker, jobs are handed to a process of their own.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::files;
use super::long_task::Tell;
use super::state::WorkerState;
use crate::domain::access::At;
use crate::domain::export::Existing;
use crate::domain::field::{Field, FieldError};
use crate::domain::job::{JobId, JobState, TargetState};
use crate::domain::message::{Explain as _, Message};
use crate::jobs::import::{self, Opening, Source};
use crate::jobs::plan::UndoLast;
use crate::jobs::progress::{Cancel, Progress, Report};
use crate::jobs::run::{self, Wait};
use crate::jobs::worker::Carrier;
use crate::jobs::{JobError, back, plan, report, restore, worker};
use crate::nouns;
use crate::operations::job::{self, RowFilter};
use crate::operations::{Context, Error, establishment, mailing};
use crate::tui::events::Event;
use crate::tui::orders::job::{Done, Ended, Lines, Request, Sheet, Wanted};
use crate::tui::orders::{Failure, Outcome, ViewKey};

/// Between two reports, so that a slow line carries few of them.
const REPORT_EVERY: Duration = Duration::from_millis(200);

/// Does one request.
pub(super) fn perform(worker: &mut WorkerState, from: ViewKey, request: Request) -> Result<Done, Failure> {
    match request {
        Request::Plan { wanted, cancel } => {
            let stop = cancel.clone();
            beside(worker, from, stop, move |context, tell| draw_up(context, &wanted, &cancel, &mut reports(tell)))
        }
        Request::Get(id) => Ok(Done::Got(sheet(worker.context()?, id)?)),
        Request::Rows { id, filter, ask } => {
            let after = ask.before.map_or(0, |before| u32::try_from(-before).unwrap_or(0));
            let limit = u32::try_from(ask.limit).unwrap_or(u32::MAX);
            let rows = job::rows(worker.context()?, id, &filter, after, limit)?;
            Ok(Done::Rows { ticket: ask.ticket, rows })
        }
        Request::Start(id) => {
            job::authorise(worker.context()?, id)?;
            carry(worker, id)?;
            Ok(Done::Started(sheet(worker.context()?, id)?))
        }
        Request::Forget(id) => {
            job::remove(worker.context()?, id)?;
            Ok(Done::Forgotten)
        }
        Request::Csv { id, path, words } => {
            let out = files::output(&path, &worker.actor, &worker.home)?;
            let path = out.path().display().to_string();
            beside(worker, from, Cancel::new(), move |context, _| {
                let rows = report::write(context, id, &RowFilter::default(), &words, out).map_err(failure)?;
                Ok(Done::Written { rows, path })
            })
        }
        Request::Interrupted => {
            let context = worker.context()?;
            Ok(Done::Interrupted(job::interrupted(context)?.len() + job::inside(context)?.interrupted.len()))
        }
        Request::Ended(ids) => Ok(Done::Ended(ended(worker.context()?, &ids)?)),
    }
}

/// Works on a thread of its own; without anybody to report to, here and now.
fn beside(
    worker: &mut WorkerState,
    from: ViewKey,
    cancel: Cancel,
    work: impl FnOnce(&mut Context, Tell<'_>) -> Result<Done, Failure> + Send + 'static,
) -> Result<Done, Failure> {
    if worker.events.is_none() {
        return work(worker.context()?, &|_| {});
    }
    worker.aside_until(from, cancel, move |context, tell| work(context, tell).map(Outcome::Job))?;
    Ok(Done::Begun)
}

fn draw_up(
    context: &mut Context,
    wanted: &Wanted,
    cancel: &Cancel,
    progress: &mut Progress<'_>,
) -> Result<Done, Failure> {
    let drawn = match wanted {
        Wanted::Task { task, selection } => {
            let request = plan::Request { task: task.clone(), selection: selection.clone(), name: String::new() };
            plan::draw_up(context, request, cancel, progress)
        }
        Wanted::Lines { act, from, settings } => {
            let missing = || Error::not_found(act.noun().word(), "");
            let door = nouns::door(act.noun()).ok_or_else(missing)?;
            let source = lines(context, from)?.map_err(JobError::from);
            let draft = |source: Source| door.draft_lines(context, (*act, &source, settings), cancel, progress);
            let drafted = source.and_then(draft);
            drafted.and_then(|plan| Ok(job::save(context, &plan)?))
        }
        Wanted::Undo(id) => plan::undo(context, *id, cancel, progress),
        Wanted::Retry(id) => plan::retry(context, *id, cancel, progress),
        Wanted::Restore { files, existing, keys } => {
            let how = restore_how(context, *existing, keys)?;
            let folder = context.home().exports();
            let paths: Vec<PathBuf> = files.iter().map(|file| folder.join(file)).collect();
            restore::files(context, &paths, &how, cancel, progress)
        }
        Wanted::Named { named, existing, keys } => {
            let how = restore_how(context, *existing, keys)?;
            let kept = context.home().exports().join(named.trim());
            let path = super::files::named(named, &context.actor, context.home())?;
            // A bare name that is no file here is one in the folder of exports, as the command takes it.
            let is_bare = !named.contains('/') && !named.trim().starts_with('.');
            let path = if is_bare && !path.exists() && kept.is_file() { kept } else { path };
            match restore::sort_of(&path) {
                Ok(restore::Sort::Export) => restore::files(context, &[path], &how, cancel, progress),
                Ok(restore::Sort::List) => restore::transfer(context, &path, &how, cancel, progress),
                Err(problem) => {
                    return Err(Failure::Fields(vec![FieldError { field: Field::File, problem }]));
                }
            }
        }
        Wanted::UndoLast => return undo_last(context, cancel, progress),
    };
    match drawn {
        Ok(job) => Ok(Done::Planned(sheet(context, job.id)?)),
        Err(JobError::Cancelled) => Ok(Done::Stopped),
        Err(error) => Err(failure(error)),
    }
}

/// Opens what has the lines.
fn lines(context: &Context, from: &Lines) -> Result<import::Result<Source>, Failure> {
    let (root, opening) = (context.home().root(), Opening::of(context.options()));
    Ok(match from {
        Lines::File(named) => {
            let path = super::files::named(named, &context.actor, context.home())?;
            Source::open_or_spool(&path, root, opening)
        }
        Lines::Pasted(text) => Source::spool(&mut text.as_bytes(), root, opening),
    })
}

/// Draws up what undoes the operator's last job, and says what they did after it that nothing undoes.
fn undo_last(context: &mut Context, cancel: &Cancel, progress: &mut Progress<'_>) -> Result<Done, Failure> {
    match plan::undo_last(context, cancel, progress) {
        Ok(UndoLast { job: Some(job), after }) => {
            Ok(Done::Planned(Box::new(Sheet { after, ..*sheet(context, job.id)? })))
        }
        Ok(none) => Err(Failure::Told(none.message().unwrap_or_else(|| Message::new("job-nothing-to-undo")))),
        Err(JobError::Cancelled) => Ok(Done::Stopped),
        Err(error) => Err(failure(error)),
    }
}

fn restore_how(context: &Context, existing: Existing, keys: &str) -> Result<restore::How, Failure> {
    let keys = keys.trim();
    let named = (!keys.is_empty()).then(|| super::files::named(keys, &context.actor, context.home())).transpose()?;
    Ok(restore::How { existing, keys: named })
}

fn failure(error: JobError) -> Failure {
    match error {
        JobError::Operation(error) => error.into(),
        JobError::Cancelled | JobError::List(_) | JobError::Left { .. } | JobError::Worker(_) => {
            Failure::Told(error.message())
        }
    }
}

fn sheet(context: &mut Context, id: JobId) -> Result<Box<Sheet>, Failure> {
    let overview = job::get(context, id)?;
    let groups = job::groups(context, id)?;
    // Letters to establishments and their number are of the host.
    let (establishments, mails) = match context.at() {
        At::Host => (establishment::counts(context)?.establishments, mailing::standing(context, id)?),
        At::Establishment(_) => (0, None),
    };
    let is_plan = overview.job.started_at.is_none();
    let back = if is_plan { back::of(context, &overview.job).map_err(failure)? } else { Vec::new() };
    let (at, now, after) = (context.at(), context.now(), None);
    Ok(Box::new(Sheet { at, overview, groups, mails, establishments, now, after, back }))
}

/// Hands a job that was authorised to whoever carries it out.
fn carry(worker: &mut WorkerState, id: JobId) -> Result<(), Failure> {
    let (home, actor, clock, options) =
        (worker.home.clone(), worker.actor.clone(), worker.clock, worker.options.clone());
    if let Carrier::Detached { config } = &worker.carrier {
        let place = worker::Place { data_dir: Some(home.root()), config: config.as_deref(), at: worker.at };
        return worker::detach(id, &place).map_err(failure);
    }
    let cancel = Cancel::new();
    let (stop, at) = (cancel.clone(), worker.at);
    let work = move |tell: &dyn Fn()| {
        let Ok(mut context) = Context::open(&home, at, actor, clock, options) else { return };
        let mut progress = Progress::new(|_| tell());
        // Whatever it says stands in the job, where everybody sees it.
        let _ = run::run(&mut context, id, Wait::Forever, &stop, &mut progress);
        tell();
    };
    let Some(events) = worker.events.clone() else {
        work(&|| {});
        return Ok(());
    };
    let tell = move || {
        let _ = events.send(Event::DataChanged);
    };
    let spawned = std::thread::Builder::new().name("job".to_owned()).spawn(move || work(&tell));
    let running = spawned.map_err(|cause| failure(JobError::Worker(cause)))?;
    worker.beside.push((cancel, running));
    Ok(())
}

fn ended(context: &mut Context, jobs: &[(At, JobId)]) -> Result<Vec<Ended>, Failure> {
    let mut found = Vec::new();
    for (at, id) in jobs {
        let job = match context.within(*at, |context| job::get(context, *id)) {
            Ok(overview) => overview.job,
            // It went with its establishment, or somebody works on the whole of that.
            Err(_) if *at != At::Host => continue,
            Err(error) => return Err(error.into()),
        };
        if !matches!(job.state, JobState::Done | JobState::Cancelled) {
            continue;
        }
        let mut settled = Vec::new();
        if *at == At::Host && !job::extent(&job.task).keeps_chosen() {
            settled.extend(job::numbers(context, *id, TargetState::Done)?);
            settled.extend(job::numbers(context, *id, TargetState::Skipped)?);
        }
        found.push(Ended { at: *at, job, settled });
    }
    Ok(found)
}

/// Tells the view about progress, the first and the last report always and others now and then.
fn reports(tell: Tell<'_>) -> Progress<'_> {
    let mut last: Option<Instant> = None;
    Progress::new(move |report: Report| {
        let due = last.is_none_or(|last| last.elapsed() >= REPORT_EVERY);
        if due || report.done >= report.total {
            last = Some(Instant::now());
            tell(Outcome::Job(Done::Progress(report)));
        }
    })
}
