//! Imports: everything that takes time runs beside the worker, so that the other screens go on.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::files;
use super::long_task::Tell;
use super::state::WorkerState;
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::import::Mapping;
use crate::domain::message::Explain as _;
use crate::jobs::import::{self, End, Error, Opening, Rejects, Source, Watch};
use crate::jobs::progress::{Progress, Report};
use crate::operations::establishment::SendMail;
use crate::operations::{Context, mapping};
use crate::tui::orders::import::{Done, Ended, How, Opened, Request};
use crate::tui::orders::{Failure, Outcome, ViewKey};

/// Between two reports, so that a slow line carries few of them.
const REPORT_EVERY: Duration = Duration::from_millis(200);
/// Rows shown beside the columns of an unknown header.
const SAMPLE: usize = 5;

/// Does one request.
pub(super) fn perform(worker: &mut WorkerState, from: ViewKey, request: Request) -> Result<Done, Failure> {
    match request {
        Request::Complete(asked) => {
            let (text, names) = files::complete(&asked, &worker.actor, &worker.home);
            return Ok(Done::Completed { asked, text, names });
        }
        Request::Save(source, mapping) => {
            let header = source.header().join(";");
            mapping::save(worker.context()?, &source.header_hash(), &header, &mapping.to_json())?;
        }
        Request::Open(typed, separator) => {
            let path = files::named(&typed, &worker.actor, &worker.home)?;
            worker.aside(from, move |context, _| {
                let opening = Opening { separator, ..Opening::of(context.options()) };
                opened(context, Source::open_or_spool(&path, context.home().root(), opening).map_err(failure)?)
            })?;
        }
        Request::Separate(source, separator) => {
            worker.aside(from, move |context, _| opened(context, source.separated(separator).map_err(failure)?))?;
        }
        Request::Decode(source, encoding) => {
            worker.aside(from, move |context, _| opened(context, source.decoded(encoding).map_err(failure)?))?;
        }
        Request::Examine { source, options, cancel } => {
            worker.aside(from, move |context, tell| {
                let mut watch = Watch::new(reports(tell), cancel);
                let found = import::examine(context, &source, &options, &mut watch).map_err(failure)?;
                Ok(Outcome::Import(Done::Examined(Box::new(found))))
            })?;
        }
        Request::Rejects { source, options, path, words } => {
            let out = files::output(&path, &worker.actor, &worker.home)?;
            let path = out.path().display().to_string();
            worker.aside(from, move |context, _| {
                let rejects = Rejects::create(out, &source, &words).map_err(failure)?;
                let mut watch = Watch::silent().with_rejects(rejects);
                import::examine(context, &source, &options, &mut watch).map_err(failure)?;
                let rows = watch.finish_rejects().map_err(failure)?.unwrap_or(0);
                Ok(Outcome::Import(Done::Rejected { rows, path }))
            })?;
        }
        Request::Run { source, options, examination, mail, cancel } => {
            let send = if mail { SendMail::Yes } else { SendMail::No };
            worker.aside_until(from, cancel.clone(), move |context, tell| {
                let numbers = RefCell::new(Vec::new());
                let mut watch =
                    Watch::new(reports(tell), cancel).with_added(|number| numbers.borrow_mut().push(number));
                let ran = import::run(context, &source, &options, &examination, send, &mut watch);
                drop(watch);
                let imported = ran.map_err(failure)?;
                let how = match imported.end {
                    End::Complete => How::Complete,
                    End::Cancelled => How::Cancelled,
                    End::Failed(error) => How::Failed(error.message()),
                };
                let (updated, counts) = (imported.updated, imported.counts);
                let ended = Ended { numbers: numbers.into_inner(), updated, counts, how };
                Ok(Outcome::Import(Done::Ended(Box::new(ended))))
            })?;
        }
    }
    Ok(Done::Begun)
}

/// Tells the view about progress, the first and the last report always and others now and then.
/// Returns a file with its first rows and what was said about its header before.
fn opened(context: &mut Context, source: Source) -> Result<Outcome, Failure> {
    let sample = source.sample(SAMPLE).map_err(failure)?;
    let saved = mapping::find(context, &source.header_hash())?;
    let columns = source.header().len();
    let saved = saved.and_then(|json| Mapping::from_json(&json));
    let saved = saved.filter(|mapping| mapping.check(columns).is_ok());
    let opened = Opened { source: Arc::new(source), sample, saved };
    Ok(Outcome::Import(Done::Opened(Box::new(opened))))
}

fn reports(tell: Tell<'_>) -> Progress<'_> {
    let mut last: Option<Instant> = None;
    Progress::new(move |report: Report| {
        let due = last.is_none_or(|last| last.elapsed() >= REPORT_EVERY);
        if due || report.done >= report.total {
            last = Some(Instant::now());
            tell(Outcome::Import(Done::Progress(report)));
        }
    })
}

fn failure(error: Error) -> Failure {
    match error {
        Error::Operation(error) => error.into(),
        Error::Io { cause, .. } => {
            let problem = Problem::FileUnreadable { cause: cause.to_string() };
            Failure::Fields(vec![FieldError { field: Field::File, problem }])
        }
        error => Failure::Told(error.message()),
    }
}
