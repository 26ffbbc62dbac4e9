//! Establishments: the view's requests, done by the operations.

use std::collections::{HashSet, VecDeque};

use super::{Bench, Failure, ViewKey};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filter::Filter;
use crate::domain::message::Message;
use crate::domain::search::DEFAULT_SORT;
use crate::operations::{Context, Error, establishment, zone};
use crate::tui::views::establishment::{Bulk, Change, Done, Reload, Request, RowResult, Select, Selected};

/// Does one request.
pub(super) fn perform(bench: &mut Bench, from: ViewKey, request: Request) -> Result<Done, Failure> {
    match request {
        Request::Select(wanted) => select(bench, wanted),
        Request::Rows { generation, numbers } => {
            let rows = establishment::window(bench.context()?, &numbers)?;
            Ok(Done::Rows { generation, rows })
        }
        Request::Groups { filter, facet } => {
            let now = bench.context()?.now();
            Ok(Done::Groups(bench.index.groups(&filter, facet, now)))
        }
        Request::Get { number } => Ok(Done::Got(Box::new(establishment::get(bench.context()?, number)?))),
        Request::Add { input, mailing } => {
            let added = establishment::add(bench.context()?, &input, mailing)?;
            Ok(Done::Added { number: added.number, mail: added.mail.is_some() })
        }
        Request::Edit { number, rev, input } => {
            Ok(Done::Edited(Box::new(establishment::edit(bench.context()?, number, rev, &input)?)))
        }
        Request::Administrators { number } => {
            Ok(Done::Administrators(establishment::administrators(bench.context()?, number)?))
        }
        Request::Loss { number } => Ok(Done::Loss(establishment::loss(bench.context()?, number)?)),
        Request::Change { number, change } => {
            apply(bench.context()?, number, &change)?;
            Ok(Done::Changed(number))
        }
        Request::Bulk(Bulk { change, targets }) => {
            bench.task = Some(Task::new(from, change, targets));
            Ok(Done::Begun)
        }
        Request::Cancel => {
            if let Some(task) = &mut bench.task {
                task.cancelled = true;
            }
            Ok(Done::Begun)
        }
    }
}

fn select(bench: &mut Bench, wanted: Select) -> Result<Done, Failure> {
    let loaded = bench.loaded;
    let context = bench.context()?;
    let now = context.now();
    let mut zones = None;
    let mut gone = Vec::new();
    if wanted.reload == Reload::Yes || !loaded {
        let index = establishment::index(context)?;
        let listed = zone::list(context)?.into_iter().map(|line| line.zone).collect();
        zones = Some(listed);
        let alive: HashSet<_> = index.select(&Filter::default(), DEFAULT_SORT, now).into_iter().collect();
        gone = wanted.ticked.into_iter().filter(|number| !alive.contains(number)).collect();
        bench.index = index;
        bench.loaded = true;
    }
    Ok(Done::Selected(Selected {
        generation: wanted.generation,
        order: bench.index.select(&wanted.filter, wanted.sort, now),
        total: bench.index.len(),
        gone,
        zones,
        next_change: bench.index.next_change(now),
    }))
}

/// Does one change to one establishment: the single door of dialogs and of tasks over many rows.
fn apply(context: &mut Context, number: EstablishmentNumber, change: &Change) -> Result<(), Error> {
    match change {
        Change::Block(input) => establishment::block(context, number, input).map(|_| ()),
        Change::Unblock(blocker) => establishment::unblock(context, number, *blocker).map(|_| ()),
        Change::Reset(account) => establishment::reset_password(context, number, *account).map(|_| ()),
        Change::ResetFirst => {
            let administrators = establishment::administrators(context, number)?;
            let first = administrators.iter().find(|one| one.active).or(administrators.first());
            match first {
                Some(administrator) => establishment::reset_password(context, number, administrator.id).map(|_| ()),
                None => Err(Error::Rule(crate::operations::Rule::NoAdministrator)),
            }
        }
        Change::CreateAdministrator => establishment::create_administrator(context, number).map(|_| ()),
        Change::Delete(input) => establishment::delete(context, number, input).map(|_| ()),
    }
}

/// A change to many establishments, one at a time, between which other requests are served.
pub(super) struct Task {
    owner: ViewKey,
    change: Change,
    waiting: VecDeque<EstablishmentNumber>,
    results: Vec<RowResult>,
    total: usize,
    cancelled: bool,
    finished: bool,
}

impl Task {
    fn new(owner: ViewKey, change: Change, targets: Vec<EstablishmentNumber>) -> Self {
        let total = targets.len();
        let results = Vec::with_capacity(total);
        Self { owner, change, waiting: targets.into(), results, total, cancelled: false, finished: false }
    }

    /// Gives the view that asked.
    pub(super) fn owner(&self) -> ViewKey {
        self.owner
    }

    /// Tells whether the report was given.
    pub(super) fn is_finished(&self) -> bool {
        self.finished
    }

    /// Does the next target, or gives the report.
    pub(super) fn step(&mut self, bench: &mut Bench) -> Done {
        let next = if self.cancelled { None } else { self.waiting.pop_front() };
        let Some(number) = next else {
            self.finished = true;
            let left = self.waiting.drain(..).collect();
            return Done::Finished { results: std::mem::take(&mut self.results), left };
        };
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let context = bench.context()?;
            apply(context, number, &self.change)
        }));
        let refused = match result {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(Failure::from(error).message()),
            Err(_) => {
                bench.context = None;
                Some(Message::new("failure-panic").with("cause", number.to_string()))
            }
        };
        self.results.push(RowResult { number, refused });
        Done::Progress { done: self.results.len(), total: self.total }
    }
}
