//! The described nouns: the views' requests, done by their doors.

use std::collections::BTreeSet;

use super::long_task::Tell;
use super::state::WorkerState;
use crate::domain::access::At;
use crate::domain::act::{Act, Noun};
use crate::jobs::progress::Cancel;
use crate::nouns::acts::Going;
use crate::nouns::{self, Ask, Door, Id};
use crate::operations::{Context, Error, establishment, zone};
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Failure, Outcome, ViewKey};

/// Does one request.
pub(super) fn perform(worker: &mut WorkerState, from: ViewKey, request: Request) -> Result<Done, Failure> {
    match request {
        Request::List { noun, generation, filter, words, most, found, ticked } => {
            let ask = Ask { found: &found, ..Ask::new(&filter, &words, most) };
            list(worker.context()?, door(noun)?, (generation, &ask), ticked)
        }
        Request::Rows { noun, ticket, ids } => {
            Ok(Done::Rows { ticket, rows: door(noun)?.rows(worker.context()?, &ids)? })
        }
        Request::Do { act, target, typed } => {
            let done = door(act.noun())?.perform(worker.context()?, act, target.as_ref(), &typed)?;
            Ok(match done {
                nouns::Done::Told(told) => Done::Told(act, told),
                nouns::Done::Overtaken(now, theirs) => Done::Overtaken(now, theirs),
            })
        }
        Request::Says { act, ids } => {
            let says = door(act.noun())?.says_of(worker.context()?, act, &ids)?;
            Ok(Done::Says(act, ids, says))
        }
        Request::DoMany { act, ids, cancel } => many(worker, from, (act, ids), cancel),
    }
}

fn door(noun: Noun) -> Result<&'static dyn Door, Error> {
    nouns::door(noun).ok_or_else(|| Error::not_found(noun.word(), ""))
}

fn list(
    context: &mut Context,
    door: &dyn Door,
    (generation, ask): (u64, &Ask<'_>),
    ticked: Vec<Id>,
) -> Result<Done, Failure> {
    let (order, rows) = match door.order(context, ask) {
        Ok((order, rows)) => (Ok(Box::new(order)), rows),
        Err(Error::Filter(error)) => (Err(error), None),
        Err(error) => return Err(error.into()),
    };
    let mut gone = ticked;
    if !gone.is_empty() {
        let alive = door.rows(context, &gone)?;
        let alive: BTreeSet<Id> = (0..alive.len()).filter_map(|at| alive.id(at)).collect();
        gone.retain(|id| !alive.contains(id));
    }
    let zones = match door.noun() {
        Noun::Zone => Some(zone::list(context)?.into_iter().map(|line| line.zone).collect()),
        _ => None,
    };
    let inside = match context.at() {
        At::Establishment(number) => Some(establishment::get(context, number)?.denomination),
        At::Host => None,
    };
    Ok(Done::Listed { generation, order, rows, gone, zones, inside })
}

/// Works on a thread of its own; without anybody to report to, here and now.
fn many(worker: &mut WorkerState, from: ViewKey, (act, ids): (Act, Vec<Id>), cancel: Cancel) -> Result<Done, Failure> {
    let door = door(act.noun())?;
    let stop = cancel.clone();
    let work = move |context: &mut Context, tell: Tell<'_>| {
        let found = |id: &Id, what| tell(Outcome::Noun(Done::Found(id.clone(), what)));
        let told = door.perform_many(context, act, &ids, &Going { cancel: &stop, found: &found })?;
        Ok(Done::Told(act, told))
    };
    if worker.events.is_none() {
        return work(worker.context()?, &|_| {});
    }
    worker.aside_until(from, cancel, move |context, tell| work(context, tell).map(Outcome::Noun))?;
    Ok(Done::Begun)
}
