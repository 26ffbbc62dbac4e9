//! The audit: the view's requests, done by the operations.

use super::files;
use super::state::WorkerState;
use crate::domain::filter::Filter;
use crate::operations::Error;
use crate::operations::audit::{self, AuditFilter};
use crate::tui::orders::audit::{Done, Request};
use crate::tui::orders::{Failure, Outcome, ViewKey};

/// Does one request.
pub(super) fn perform(worker: &mut WorkerState, from: ViewKey, request: Request) -> Result<Done, Failure> {
    let Request::Export { filter, format, path } = request;
    let filter = AuditFilter { filter: Filter::parse(&filter).map_err(Error::from)?, ..AuditFilter::default() };
    let out = files::output(&path, &worker.actor, &worker.home)?;
    let path = out.path().display().to_string();
    worker.aside(from, move |context, _| {
        let entries = audit::export_file(context, &filter, format, out)?;
        Ok(Outcome::Audit(Done::Exported { entries, path }))
    })?;
    Ok(Done::Begun)
}
