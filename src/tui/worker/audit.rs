//! The audit: the view's requests, done by the operations.

use std::io::{BufWriter, Write as _};

use super::{Bench, Failure, Outcome, ViewKey, files};
use crate::domain::field::{Field, FieldError, Problem};
use crate::operations::audit;
use crate::tui::views::audit::{Done, Request};

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
            let path = files::named(&path, &bench.actor, &bench.home)?;
            bench.aside(from, move |context, _| {
                let file = files::create(&path)?;
                let mut out = BufWriter::new(&file);
                let written = audit::export(context, &filter, format, &mut out).map_err(Failure::from);
                let ended = out.flush().and_then(|()| file.sync_all());
                drop(out);
                let problem = |error: std::io::Error| {
                    let problem = Problem::FileUnreadable { cause: error.to_string() };
                    Failure::Fields(vec![FieldError { field: Field::File, problem }])
                };
                match written.and_then(|entries| ended.map(|()| entries).map_err(problem)) {
                    Ok(entries) => Ok(Outcome::Audit(Done::Exported { entries, path: path.display().to_string() })),
                    Err(failure) => {
                        // Half an export would pass for a whole one.
                        let _ = std::fs::remove_file(&path);
                        Err(failure)
                    }
                }
            })?;
            Ok(Done::Begun)
        }
    }
}
