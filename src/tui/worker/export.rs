//! Exports: the view's requests, done by the operations.

use super::state::WorkerState;
use crate::domain::export::RETENTION_DAYS_MAX;
use crate::domain::field::{Field, FieldError, Problem};
use crate::operations::{Context, export, retention};
use crate::tui::orders::export::{Done, Request};
use crate::tui::orders::{Failure, Outcome, ViewKey};

/// Does one request.
pub(super) fn perform(worker: &mut WorkerState, from: ViewKey, request: Request) -> Result<Done, Failure> {
    match request {
        Request::Kept => Ok(Done::Keeps(export::retention_days(worker.context()?)?)),
        Request::Old(typed) => {
            let days = days(&typed, 0, Field::OlderThanDays)?;
            Ok(Done::Old(Box::new(retention::survey_exports(worker.context()?, days)?)))
        }
        Request::Prune { due, cancel } => {
            let flag = cancel.clone();
            let work = move |context: &mut Context| {
                let pruned = retention::prune_exports(context, &due, flag.flag(), &mut |_| {})?;
                Ok(Done::Pruned(pruned.said("export-pruned")))
            };
            // Without anybody to report to, here and now.
            if worker.events.is_none() {
                return work(worker.context()?);
            }
            worker.aside_until(from, cancel, move |context, _| work(context).map(Outcome::Export))?;
            Ok(Done::Begun)
        }
        Request::Keep(typed) => {
            let days = match typed.trim() {
                "" => None,
                typed => Some(days(typed, 1, Field::RetentionDays)?),
            };
            Ok(Done::Kept(export::set_retention_days(worker.context()?, days)?))
        }
    }
}

fn days(typed: &str, min: u32, field: Field) -> Result<u32, Failure> {
    let found = typed.trim().parse().ok().filter(|days| (min..=RETENTION_DAYS_MAX).contains(days));
    let problem = Problem::NotANumber { min: min.into(), max: RETENTION_DAYS_MAX.into() };
    found.ok_or_else(|| Failure::Fields(vec![FieldError { field, problem }]))
}
