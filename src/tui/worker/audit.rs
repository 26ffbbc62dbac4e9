//! The audit: the view's requests, done by the operations.

use super::bench::Bench;
use super::files;
use crate::operations::audit;
use crate::tui::orders::audit::{Done, Request};
use crate::tui::orders::{Failure, Outcome, ViewKey};

/// Does one request.
pub(super) fn perform(bench: &mut Bench, from: ViewKey, request: Request) -> Result<Done, Failure> {
    match request {
        Request::List { filter, ask } => {
            let rows = audit::list(bench.context()?, &filter, ask.before, ask.limit)?;
            Ok(Done::Page { ticket: ask.ticket, rows })
        }
        Request::Verify => {
            bench.aside(from, |context, _| Ok(Outcome::Audit(Done::Verified(audit::verify(context)?))))?;
            Ok(Done::Begun)
        }
        Request::Export { filter, format, path } => {
            let out = files::output(&path, &bench.actor, &bench.home)?;
            let path = out.path().display().to_string();
            bench.aside(from, move |context, _| {
                let entries = audit::export_file(context, &filter, format, out)?;
                Ok(Outcome::Audit(Done::Exported { entries, path }))
            })?;
            Ok(Done::Begun)
        }
    }
}
