//! Brings back from files, in place of what is there if that is wanted; and removes what a job has brought back, or puts back
//! what it replaced.

use super::task_kind::{Considered, OptionValue, Scene, Settings, TaskKind, Work};
use crate::domain::act::Act;
use crate::domain::job::{Danger, Effect, Extent, Given, Target, Task};
use crate::operations::error::Result;
use crate::operations::establishment::delete;
use crate::operations::establishment::restore::{self, Place};
use crate::operations::job::file_work::{self, FileWork};

pub(in crate::operations::job) const RESTORE: TaskKind = TaskKind {
    act: Act::ESTABLISHMENT_RESTORE,
    danger: Danger::Yes,
    extent: Extent::Brings,
    reversal: |_| Some(Task::UndoRestore),
    settings: |_| Settings::default(),
    judge,
    work: Work::Files(begin),
};

pub(in crate::operations::job) const REPLACE: TaskKind = TaskKind {
    danger: Danger::Count,
    extent: Extent::Replaces,
    settings: |_| Settings { options: vec![("replace", OptionValue::Switch)], ..Settings::default() },
    ..RESTORE
};

pub(in crate::operations::job) const UNDO_RESTORE: TaskKind = TaskKind {
    danger: Danger::Count,
    ..TaskKind::undoing(
        Act::ESTABLISHMENT_DELETE,
        Extent::Removes,
        |scene, task, target| {
            if is_restored(target.given) {
                delete::judge(scene.tx, target.number).map(|_| None)
            } else {
                judge(scene, task, target)
            }
        },
        Work::Files(|place, task, target| {
            if is_restored(&target.given) {
                file_work::begin_deletion(place, target, None)
            } else {
                begin(place, task, target)
            }
        }),
    )
};

pub(super) fn judge(scene: Scene<'_>, task: &Task, target: Considered<'_>) -> Result<Option<Given>> {
    let Considered { number, object, given } = target;
    restore::judge(scene.tx, scene.home, (task, given, object), number).map(|_| None)
}

pub(super) fn begin(place: &Place<'_>, task: &Task, target: &Target) -> Result<FileWork> {
    Ok(FileWork::Restore(Box::new(restore::begin(place, task, target)?)))
}

/// Tells whether what another job did was to bring back an establishment that was not there.
const fn is_restored(given: &Given) -> bool {
    matches!(given, Given::Effect { effect: Effect::Restored { .. } })
}
