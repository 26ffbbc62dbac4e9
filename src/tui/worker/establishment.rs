//! Establishments: the view's requests, done by the operations.

use std::path::Path;

use super::state::WorkerState;
use crate::domain::establishment::EstablishmentNumber;
use crate::nouns::establishment as described;
use crate::operations::establishment::DeleteInput;
use crate::operations::{Context, establishment};
use crate::tui::orders::Failure;
use crate::tui::orders::establishment::{Done, Request};

/// Does one request.
pub(super) fn perform(worker: &mut WorkerState, request: Request) -> Result<Done, Failure> {
    match request {
        Request::Get { number } => Ok(Done::Got(Box::new(establishment::get(worker.context()?, number)?))),
        Request::Administrators { number } => {
            Ok(Done::Administrators(establishment::administrators(worker.context()?, number)?))
        }
        Request::Stakes { number } => Ok(Done::Stakes(establishment::stakes(worker.context()?, number)?)),
        Request::AtOnce { number, task, seen } => {
            Ok(Done::Changed(described::at_once(worker.context()?, number, &task, seen.as_deref())?.said))
        }
        Request::Delete { number, input } => delete(worker.context()?, number, &input),
    }
}

/// Deletes one, and tells with it what became of its mails: said apart, the one would take the other's place.
fn delete(context: &mut Context, number: EstablishmentNumber, input: &DeleteInput) -> Result<Done, Failure> {
    let export = establishment::delete(context, number, input)?.export;
    let export = export.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let after = context.take_aftermath().map(|aftermath| aftermath.messages()).unwrap_or_default();
    Ok(Done::Deleted { number, export, after })
}
