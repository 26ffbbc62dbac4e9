//! Establishments: the view's requests, done by the operations.

use std::path::Path;

use super::state::WorkerState;
use crate::domain::establishment::EstablishmentNumber;
use crate::operations::establishment::DeleteInput;
use crate::operations::{Context, establishment};
use crate::tui::orders::Failure;
use crate::tui::orders::establishment::{Change, Done, Request};

/// Does one request.
pub(super) fn perform(worker: &mut WorkerState, request: Request) -> Result<Done, Failure> {
    match request {
        Request::Get { number } => Ok(Done::Got(Box::new(establishment::get(worker.context()?, number)?))),
        Request::Administrators { number } => {
            Ok(Done::Administrators(establishment::administrators(worker.context()?, number)?))
        }
        Request::Stakes { number } => Ok(Done::Stakes(establishment::stakes(worker.context()?, number)?)),
        Request::Change { number, change } => apply(worker.context()?, number, change),
    }
}

/// Does one change to one establishment.
fn apply(context: &mut Context, number: EstablishmentNumber, change: Change) -> Result<Done, Failure> {
    match change {
        Change::Block(input) => establishment::block(context, number, &input).map(drop)?,
        Change::Unblock(blocker) => establishment::unblock(context, number, blocker).map(drop)?,
        Change::Reset(account) => establishment::reset_password(context, number, account).map(drop)?,
        Change::CreateAdministrator => establishment::create_administrator(context, number).map(drop)?,
        Change::Delete(input) => return delete(context, number, &input),
    }
    Ok(Done::Changed(number))
}

/// Deletes one, and tells with it what became of its mails: said apart, the one would take the other's place.
fn delete(context: &mut Context, number: EstablishmentNumber, input: &DeleteInput) -> Result<Done, Failure> {
    let export = establishment::delete(context, number, input)?.export;
    let export = export.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let after = context.take_aftermath().map(|aftermath| aftermath.messages()).unwrap_or_default();
    Ok(Done::Deleted { number, export, after })
}
