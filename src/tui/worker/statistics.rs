//! Statistics: counting goes on beside the worker and hands its lines over as they come.

use super::files;
use super::state::WorkerState;
use crate::domain::message::Explain as _;
use crate::jobs::JobError;
use crate::jobs::progress::{Cancel, Progress};
use crate::jobs::statistics as job;
use crate::operations::{establishment, statistics};
use crate::tui::orders::statistics::{Done, Request};
use crate::tui::orders::{Failure, Outcome, ViewKey};

/// Does one request.
pub(super) fn perform(worker: &mut WorkerState, from: ViewKey, request: Request) -> Result<Done, Failure> {
    match request {
        Request::Open(wanted) => {
            let context = worker.context()?;
            let snapshots = statistics::list(context)?;
            let open = wanted.or_else(|| snapshots.first().map(|snapshot| snapshot.id));
            let lines = open.map_or(Ok(Vec::new()), |id| statistics::lines(context, id))?;
            Ok(Done::Opened { snapshots, open, lines })
        }
        Request::Compute { ticket, numbers, reading, cancel } => {
            let kept = worker.options.statistics_snapshots;
            let stop: Cancel = cancel.clone();
            worker.aside_until(from, stop, move |context, tell| {
                let total = match &numbers {
                    Some(numbers) => numbers.len(),
                    None => usize::try_from(establishment::counts(context)?.establishments).unwrap_or(0),
                };
                let request = job::Request { numbers, reading, kept };
                let ended = job::compute(context, &request, &cancel, &mut Progress::silent(), |lines| {
                    tell(Outcome::Statistics(Done::Counted { ticket, lines, total }));
                })
                .map_err(failure)?;
                let (read, is_complete) = (ended.making.read, ended.is_complete);
                Ok(Outcome::Statistics(Done::Ended { ticket, read, is_complete }))
            })?;
            Ok(Done::Begun)
        }
        Request::History(number) => Ok(Done::History(number, statistics::history(worker.context()?, number)?)),
        Request::Write { lines, filter, path, words } => {
            let out = files::output(&path, &worker.actor, &worker.home)?;
            let path = out.path().to_owned();
            job::write(worker.context()?, (&lines, &filter), &words, out).map_err(failure)?;
            Ok(Done::Written { count: lines.len(), path: path.display().to_string() })
        }
    }
}

fn failure(error: JobError) -> Failure {
    match error {
        JobError::Operation(error) => error.into(),
        error @ (JobError::Cancelled | JobError::List(_) | JobError::Left { .. } | JobError::Worker(_)) => {
            Failure::Told(error.message())
        }
    }
}
