//! Exports: the view's requests, done by the operations.

use super::{Bench, Failure, Outcome, ViewKey};
use crate::operations::export::{self, ExportFilter, Found};
use crate::tui::views::export::{Done, LISTED_MAX, Request};

/// Does one request.
pub(super) fn perform(bench: &mut Bench, from: ViewKey, request: Request) -> Result<Done, Failure> {
    match request {
        Request::List => {
            let context = bench.context()?;
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
        Request::Verify(file) => {
            // A large one takes a while: nobody else waits for it.
            bench.aside(from, move |context, _| {
                let found = export::verify(context, &file)?;
                Ok(Outcome::Export(Done::Verified(Box::new(found))))
            })?;
            Ok(Done::Reading)
        }
        Request::Prune => {
            let context = bench.context()?;
            let Some(days) = export::retention_days(context)? else { return Ok(Done::Pruned(0)) };
            let gone: Vec<_> = export::to_prune(context, days)?.into_iter().map(|one| one.export).collect();
            export::prune(context, &gone)?;
            Ok(Done::Pruned(gone.len()))
        }
    }
}
