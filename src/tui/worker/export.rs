//! Exports: the view's requests, done by the operations.

use super::aside::Tell;
use super::bench::Bench;
use crate::domain::export::{Presence, RETENTION_DAYS_MAX};
use crate::domain::field::{Field, FieldError, Problem};
use crate::jobs::progress::Cancel;
use crate::operations::Context;
use crate::operations::export::{self, ExportFilter, Found};
use crate::operations::retention;
use crate::tui::orders::export::{Done, LISTED_MAX, Request};
use crate::tui::orders::{Failure, Outcome, ViewKey};

/// Does one request.
pub(super) fn perform(bench: &mut Bench, from: ViewKey, request: Request) -> Result<Done, Failure> {
    match request {
        Request::List => list(bench.context()?),
        // Large ones take a while: nobody else waits for them.
        Request::Verify { files, cancel } => {
            beside(bench, from, Ends::AtOnce, move |context, tell| verify(context, &files, &cancel, tell))
        }
        Request::Old(typed) => {
            let days = days(&typed, 0, Field::OlderThanDays)?;
            Ok(Done::Old(Box::new(retention::survey_exports(bench.context()?, days)?)))
        }
        Request::Prune { due, cancel } => beside(bench, from, Ends::When(cancel.clone()), move |context, _| {
            let pruned = retention::prune_exports(context, &due, cancel.flag(), &mut |_| {})?;
            Ok(Done::Pruned(pruned.said("export-pruned")))
        }),
        Request::Keep(typed) => {
            let days = match typed.trim() {
                "" => None,
                typed => Some(days(typed, 1, Field::RetentionDays)?),
            };
            Ok(Done::Kept(export::set_retention_days(bench.context()?, days)?))
        }
    }
}

fn days(typed: &str, min: u32, field: Field) -> Result<u32, Failure> {
    let found = typed.trim().parse().ok().filter(|days| (min..=RETENTION_DAYS_MAX).contains(days));
    let problem = Problem::NotANumber { min: min.into(), max: RETENTION_DAYS_MAX.into() };
    found.ok_or_else(|| Failure::Fields(vec![FieldError { field, problem }]))
}

fn list(context: &mut Context) -> Result<Done, Failure> {
    let rows = export::list(context, &ExportFilter::default(), None, LISTED_MAX)?;
    let rows = rows.into_iter().map(|one| Found { presence: export::found(context, &one), export: one, fault: None });
    let rows = rows.collect();
    let retention_days = export::retention_days(context)?;
    let old = retention::survey_exports(context, retention_days)?.exports.len();
    Ok(Done::Listed { rows, totals: export::totals(context)?, retention_days, old })
}

fn verify(context: &mut Context, files: &[String], cancel: &Cancel, tell: Tell<'_>) -> Result<Done, Failure> {
    let (mut whole, mut bad) = (0, 0);
    for file in files {
        if cancel.is_cancelled() {
            break;
        }
        let presence = export::verify(context, file)?.presence;
        if presence == Presence::Verified {
            whole += 1;
        } else {
            bad += 1;
        }
        tell(Outcome::Export(Done::Verified { file: file.clone(), presence }));
    }
    Ok(Done::AllVerified { whole, bad })
}

/// When work beside the worker ends as the console does.
enum Ends {
    /// With it: it only reads.
    AtOnce,
    /// At its next step, which is waited for: it changes something.
    When(Cancel),
}

/// Works on a thread of its own; without anybody to report to, here and now.
fn beside(
    bench: &mut Bench,
    from: ViewKey,
    ends: Ends,
    work: impl FnOnce(&mut Context, Tell<'_>) -> Result<Done, Failure> + Send + 'static,
) -> Result<Done, Failure> {
    if bench.events.is_none() {
        return work(bench.context()?, &|_| {});
    }
    let work = move |context: &mut Context, tell: Tell<'_>| work(context, tell).map(Outcome::Export);
    match ends {
        Ends::AtOnce => bench.aside(from, work)?,
        Ends::When(cancel) => bench.aside_until(from, cancel, work)?,
    }
    Ok(Done::Begun)
}
