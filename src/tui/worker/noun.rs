//! The described nouns: the views' requests, done by their doors.

use std::collections::BTreeSet;

use super::files;
use super::long_task::Tell;
use super::state::WorkerState;
use crate::domain::access::At;
use crate::domain::act::{Act, Noun};
use crate::domain::filter::Filter;
use crate::domain::language::Language;
use crate::domain::message::Explain as _;
use crate::i18n::Catalogue;
use crate::jobs::JobError;
use crate::jobs::progress::Cancel;
use crate::nouns::acts::Going;
use crate::nouns::source::Kept;
use crate::nouns::{self, Ask, Door, Id, listed};
use crate::operations::exchange::Output;
use crate::operations::{Context, Error, audit, establishment, people, zone};
use crate::tui::orders::noun::{Done, Reload, Request};
use crate::tui::orders::{Failure, Outcome, ViewKey};

/// Does one request.
pub(super) fn perform(worker: &mut WorkerState, from: ViewKey, request: Request) -> Result<Done, Failure> {
    match request {
        Request::List { noun, generation, filter, sort, reload, words, most, found, ticked } => {
            let kept = std::mem::take(&mut worker.kept);
            let kept = if reload == Reload::Yes { Kept::default() } else { kept };
            let ask =
                Ask { sort, found: &found, ticked: &ticked, kept: Some(&kept), ..Ask::new(&filter, &words, most) };
            let listed = list(worker.context()?, door(noun)?, (generation, reload), &ask);
            worker.kept = kept;
            listed
        }
        Request::Alone { noun, id } => {
            let rows = door(noun)?.alone(worker.context()?, &id)?;
            Ok(if rows.is_empty() { Done::Gone(deleted_by(worker.context()?, noun, &id)) } else { Done::Alone(rows) })
        }
        Request::Groups { noun, filter, by } => {
            let (kept, words) = (std::mem::take(&mut worker.kept), Catalogue::new(Language::English));
            let ask = Ask { grouped: by, kept: Some(&kept), ..Ask::new(&filter, &words, 0) };
            let found = door(noun)?.order(worker.context()?, &ask);
            worker.kept = kept;
            Ok(Done::Groups(found?.0.groups))
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
        Request::Task { noun, act, ids, typed } => {
            let (door, context) = (door(noun)?, worker.context()?);
            let task = door.task(context, act, &typed)?;
            Ok(Done::Task(task, door.stables(context, act, &ids)?))
        }
        Request::Says { act, ids } => {
            let says = door(act.noun())?.says_of(worker.context()?, act, &ids)?;
            Ok(Done::Says(act, ids, says))
        }
        Request::Write { noun, filter, sort, path, format, words } => {
            let door = door(noun)?;
            let out = files::output(&path, &worker.actor, &worker.home)?;
            write(worker, from, out, move |context, out| {
                let (columns, ask) = (listed::columns(door), Ask { sort, ..Ask::new(&filter, &words, usize::MAX) });
                listed::write(door, context, &ask, (out, format), &columns)
            })
        }
        Request::DoMany { act, ids, cancel } => many(worker, from, (act, ids), cancel),
    }
}

fn door(noun: Noun) -> Result<&'static dyn Door, Error> {
    nouns::door(noun).ok_or_else(|| Error::not_found(noun.word(), ""))
}

/// Most deletions that are looked at for who deleted a row.
const LOOKED_AT: usize = 20;

/// Asks the log who deleted a row; empty where it does not say, or may not be read.
fn deleted_by(context: &mut Context, noun: Noun, id: &Id) -> String {
    let filter = Filter::parse(&format!("action:{}.delete what:\"{id}\"", noun.word())).ok();
    let found = filter.and_then(|filter| audit::matching(context, filter, LOOKED_AT).ok());
    let entries = found.and_then(|ids| audit::named(context, &ids).ok()).unwrap_or_default();
    let of_it = entries.into_iter().find(|entry| entry.object_id == id.to_string());
    of_it.map(|entry| entry.actor).unwrap_or_default()
}

fn list(
    context: &mut Context,
    door: &dyn Door,
    (generation, reload): (u64, Reload),
    ask: &Ask<'_>,
) -> Result<Done, Failure> {
    let (order, rows) = match door.order(context, ask) {
        Ok((order, rows)) => (Ok(Box::new(order)), rows),
        Err(Error::Filter(error)) => (Err(error), None),
        Err(error) => return Err(error.into()),
    };
    let gone = match order.as_ref().ok().and_then(|order| order.gone.clone()) {
        Some(gone) => gone,
        None if ask.ticked.is_empty() => Vec::new(),
        None => {
            let alive = door.rows(context, ask.ticked)?;
            let alive: BTreeSet<Id> = (0..alive.len()).filter_map(|at| alive.id(at)).collect();
            ask.ticked.iter().filter(|id| !alive.contains(id)).cloned().collect()
        }
    };
    // Forms of both name them.
    let zones = match door.noun() {
        Noun::Zone | Noun::Establishment if reload == Reload::Yes => {
            Some(zone::list(context)?.into_iter().map(|line| line.zone).collect())
        }
        _ => None,
    };
    let inside = match context.at() {
        at @ At::Establishment(_) if context.actor.belongs() == at => Some(people::home(context)?.denomination),
        At::Establishment(number) => Some(establishment::get(context, number)?.denomination),
        At::Host => None,
    };
    Ok(Done::Listed { generation, order, rows, gone, zones, inside })
}

/// Writes a file on a thread of its own; without anybody to report to, here and now.
fn write(
    worker: &mut WorkerState,
    from: ViewKey,
    out: Output,
    work: impl FnOnce(&mut Context, Output) -> Result<u64, JobError> + Send + 'static,
) -> Result<Done, Failure> {
    let path = out.path().display().to_string();
    let work = move |context: &mut Context| {
        let rows = work(context, out).map_err(|error| match error {
            JobError::Operation(error) => error.into(),
            other => Failure::Told(other.message()),
        })?;
        Ok(Done::Written { rows, path })
    };
    if worker.events.is_none() {
        return work(worker.context()?);
    }
    worker.aside_until(from, Cancel::new(), move |context, _| work(context).map(Outcome::Noun))?;
    Ok(Done::Begun)
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
