//! Adds one establishment, at once; deletes it again, after an export.

use super::task_kind::{Settings, TaskKind, Work};
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{Danger, Extent, Given, Task};
use crate::operations::error::{Error, Result, Rule};
use crate::operations::establishment::delete;
use crate::operations::establishment::left::edited;
use crate::operations::job::file_work::{self, AsMade};
use crate::store::home::Home;
use crate::store::registry::{Tx, content, establishment as rows};

/// Nobody plans it for many: a file is imported instead.
pub(in crate::operations::job) const ADD: TaskKind = TaskKind {
    act: Act::ESTABLISHMENT_ADD,
    danger: Danger::None,
    extent: Extent::Brings,
    reversal: |_| Some(Task::UndoAdd),
    settings: |_| Settings::default(),
    judge: |_, _, _| Err(Rule::Incomplete.into()),
    work: Work::Establishment(|_, _, _| Err(Rule::Incomplete.into())),
};

pub(in crate::operations::job) const UNDO_ADD: TaskKind = TaskKind {
    danger: Danger::Count,
    ..TaskKind::undoing(
        Act::ESTABLISHMENT_DELETE,
        Extent::Removes,
        |scene, _, target| judge_back((scene.tx, scene.home), target.number, target.given).map(|_| None),
        Work::Files(|place, _, target| {
            let as_made = judge_back((place.tx, place.home), target.number, &target.given)?;
            file_work::begin_deletion(place, target, Some(as_made))
        }),
    )
};

/// Refuses to delete again what somebody changed since it was added, or worked in.
fn judge_back((tx, home): (&Tx<'_>, &Home), number: EstablishmentNumber, given: &Given) -> Result<AsMade> {
    let found = delete::judge(tx, number)?;
    let is_edited = edited(given)?.is.other_than(&found.draft().filled()).next().is_some();
    if is_edited || !found.blocks.is_empty() || content::was_reset(tx, number)? {
        return Err(Rule::Changed.into());
    }
    let credential = rows::credential(tx, number)?.ok_or_else(|| Error::not_found("establishment", number))?;
    let as_made = AsMade { shelf: home.shelf(), credential };
    as_made.check(number).map(|()| as_made)
}
