//! Every deed, found by its act.

use super::DEEDS;
use super::context::Context;
use super::deed::Doable;
use super::error::{Error, Result, Rule};
use crate::domain::act::Act;
use crate::domain::filled::Filled;
use crate::domain::job::Task;

fn each() -> impl Iterator<Item = &'static dyn Doable> {
    DEEDS.iter().copied().flatten().copied()
}

/// Lists the acts that have a deed.
pub(super) fn all() -> impl Iterator<Item = Act> {
    each().map(Doable::act)
}

/// Finds a deed by its act.
///
/// # Errors
/// [`Rule::Incomplete`] for an act that no row has.
pub(super) fn of(act: Act) -> Result<&'static dyn Doable> {
    each().find(|deed| deed.act() == act).ok_or(Error::Rule(Rule::Incomplete))
}

/// Does an act at once to the row with an id that somebody saw at a version, as a job of one target.
///
/// # Errors
/// Why it was not done; [`Rule::Incomplete`] for an act that no row has.
pub fn alone(ctx: &mut Context, (act, id): (Act, &str), rev: i64, typed: &Filled) -> Result<()> {
    of(act)?.alone(ctx, id, rev, typed)
}

/// Finds the deed of a task.
pub(super) fn of_task(task: &Task) -> Option<&'static dyn Doable> {
    match task {
        Task::Act { act, .. } | Task::TakeBack { act } => of(*act).ok(),
        _ => None,
    }
}
