//! Establishments: the view's requests, done by the operations.

use std::collections::HashSet;
use std::path::Path;

use super::state::WorkerState;
use crate::domain::establishment::EstablishmentNumber;
use crate::nouns::establishment as described;
use crate::operations::establishment::DeleteInput;
use crate::operations::{Context, Error, establishment, zone};
use crate::tui::orders::Failure;
use crate::tui::orders::establishment::{Done, Reload, Request, Select, Selected};

/// Does one request.
pub(super) fn perform(worker: &mut WorkerState, request: Request) -> Result<Done, Failure> {
    match request {
        Request::Select(wanted) => select(worker, wanted),
        Request::Rows { generation, numbers } => {
            Ok(Done::Rows { generation, rows: described::read(worker.context()?, &numbers)? })
        }
        Request::Groups { filter, facet } => {
            let now = worker.context()?.now();
            Ok(Done::Groups(worker.index.groups(&filter, facet, now).map_err(Error::from)?))
        }
        Request::Get { number } => Ok(Done::Got(Box::new(establishment::get(worker.context()?, number)?))),
        Request::Detail { number } => Ok(Done::Detail(described::read_alone(worker.context()?, number)?)),
        Request::Administrators { number } => {
            Ok(Done::Administrators(establishment::administrators(worker.context()?, number)?))
        }
        Request::Stakes { number } => Ok(Done::Stakes(establishment::stakes(worker.context()?, number)?)),
        Request::AtOnce { number, task } => {
            Ok(Done::Changed(described::at_once(worker.context()?, number, &task)?.said))
        }
        Request::Delete { number, input } => delete(worker.context()?, number, &input),
    }
}

fn select(worker: &mut WorkerState, wanted: Select) -> Result<Done, Failure> {
    let loaded = worker.loaded;
    let context = worker.context()?;
    let now = context.now();
    let mut zones = None;
    let mut gone = Vec::new();
    if wanted.reload == Reload::Yes || !loaded {
        let index = establishment::index(context)?;
        let listed = zone::list(context)?.into_iter().map(|line| line.zone).collect();
        zones = Some(listed);
        let alive: HashSet<_> = index.numbers().collect();
        gone = wanted.ticked.into_iter().filter(|number| !alive.contains(number)).collect();
        worker.index = index;
        worker.loaded = true;
    }
    Ok(Done::Selected(Selected {
        generation: wanted.generation,
        found: worker.index.select(&wanted.filter, wanted.sort, now),
        total: worker.index.len(),
        gone,
        zones,
        next_change: worker.index.next_change(now),
    }))
}

/// Deletes one, and tells with it what became of its mails: said apart, the one would take the other's place.
fn delete(context: &mut Context, number: EstablishmentNumber, input: &DeleteInput) -> Result<Done, Failure> {
    let export = establishment::delete(context, number, input)?.export;
    let export = export.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let after = context.take_aftermath().map(|aftermath| aftermath.messages()).unwrap_or_default();
    Ok(Done::Deleted { number, export, after })
}
