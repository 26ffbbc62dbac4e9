//! Every deed: the job engine's one table.

use super::deed::Doable;
use super::error::{Error, Result, Rule};
use super::mailing::template;
use super::{department, webmaster, zone};
use crate::domain::act::Act;
use crate::domain::job::Task;

const DEEDS: &[&dyn Doable] = &[
    &zone::ADD,
    &zone::EDIT,
    &zone::DELETE,
    &webmaster::EDIT,
    &webmaster::DISABLE,
    &webmaster::ENABLE,
    &template::ADD,
    &template::EDIT,
    &template::DELETE,
    &department::ADD,
    &department::IMPORT,
    &department::EDIT,
    &department::DELETE,
];

/// Lists the acts that have a deed.
pub(super) fn all() -> impl Iterator<Item = Act> {
    DEEDS.iter().map(|deed| deed.act())
}

/// Finds a deed by its act.
///
/// # Errors
/// [`Rule::Incomplete`] for an act that no row has.
pub(super) fn of(act: Act) -> Result<&'static dyn Doable> {
    DEEDS.iter().find(|deed| deed.act() == act).copied().ok_or(Error::Rule(Rule::Incomplete))
}

/// Finds the deed of a task.
pub(super) fn of_task(task: &Task) -> Option<&'static dyn Doable> {
    match task {
        Task::Act { act, .. } | Task::TakeBack { act } => of(*act).ok(),
        _ => None,
    }
}
