//! Exports: the view's requests, done by the operations.

use super::aside::Tell;
use super::{Bench, Failure, Outcome, ViewKey};
use crate::domain::export::{Presence, RETENTION_DAYS_MAX};
use crate::domain::field::{Field, FieldError, Problem};
use crate::jobs::progress::Cancel;
use crate::operations::Context;
use crate::operations::export::{self, ExportFilter, Found};
use crate::tui::views::export::{Done, LISTED_MAX, Request};

/// Does one request.
pub(super) fn perform(bench: &mut Bench, from: ViewKey, request: Request) -> Result<Done, Failure> {
    match request {
        Request::List => list(bench.context()?),
        // Large ones take a while: nobody else waits for them.
        Request::Verify { files, cancel } => {
            beside(bench, from, move |context, tell| verify(context, &files, &cancel, tell))
        }
        Request::Old(typed) => {
            let days = days(&typed, 0, Field::OlderThanDays)?;
            let old = export::to_prune(bench.context()?, days)?;
            let deleted = old.iter().filter(|one| one.deleted).count();
            Ok(Done::Old { days, count: old.len(), deleted })
        }
        Request::Prune(days) => beside(bench, from, move |context, _| {
            let gone: Vec<_> = export::to_prune(context, days)?.into_iter().map(|one| one.export).collect();
            export::prune(context, &gone)?;
            Ok(Done::Pruned(gone.len()))
        }),
        Request::Keep(typed) => {
            let days = match typed.trim() {
                "" => None,
                typed => Some(days(typed, 1, Field::RetentionDays)?),
            };
            export::set_retention_days(bench.context()?, days)?;
            Ok(Done::Kept(days))
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
    let rows = rows.into_iter().map(|one| Found { presence: export::found(context, &one), export: one });
    let rows = rows.collect();
    let retention_days = export::retention_days(context)?;
    let old = match retention_days {
        Some(days) => export::to_prune(context, days)?.len(),
        None => 0,
    };
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

/// Works on a thread of its own; without anybody to report to, here and now.
fn beside(
    bench: &mut Bench,
    from: ViewKey,
    work: impl FnOnce(&mut Context, Tell<'_>) -> Result<Done, Failure> + Send + 'static,
) -> Result<Done, Failure> {
    if bench.events.is_none() {
        return work(bench.context()?, &|_| {});
    }
    bench.aside(from, move |context, tell| work(context, tell).map(Outcome::Export))?;
    Ok(Done::Begun)
}
