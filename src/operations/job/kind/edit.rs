//! Changes what is known of one establishment, at once by whoever saw it; gives back what that has changed.

use super::task_kind::{Detail, OptionValue, Settings, TaskKind, Work};
use crate::domain::act::Act;
use crate::domain::field::Field;
use crate::domain::job::{Danger, Extent, Task};
use crate::operations::error::Rule;
use crate::operations::establishment::edit;
use crate::operations::establishment::left::edited;

/// Nobody plans it for many: no two are alike.
pub(in crate::operations::job) const EDIT: TaskKind = TaskKind {
    act: Act::ESTABLISHMENT_EDIT,
    danger: Danger::None,
    extent: Extent::Changes,
    reversal: |_| Some(Task::UndoEdit),
    settings,
    judge: |_, _, _| Err(Rule::Incomplete.into()),
    work: Work::Establishment(|_, _, _| Err(Rule::Incomplete.into())),
};

pub(in crate::operations::job) const UNDO_EDIT: TaskKind = TaskKind::undoing(
    Act::ESTABLISHMENT_EDIT,
    Extent::Changes,
    |scene, _, target| edit::judge_back(scene.tx, target.number, &edited(target.given)?).map(|_| None),
    Work::Establishment(|ctx, _, target| edit::take_back(ctx, target.number, &edited(&target.given)?)),
);

fn settings(task: &Task) -> Settings {
    let Task::Edit { typed } = task else { return Settings::default() };
    let option = |field: Field| if field == Field::Denomination { "name" } else { field.name() };
    let options = typed.iter().map(|(field, text)| (option(field), OptionValue::Typed(text.to_owned()))).collect();
    Settings { options, detail: Detail::Nothing }
}
