//! Deletes, and brings back what a job has deleted, from the exports that it made.

use super::restore;
use super::task_kind::{Detail, OptionValue, Settings, TaskKind, Work};
use crate::domain::act::Act;
use crate::domain::job::{Danger, ExportFirst, Extent, Task};
use crate::domain::message::Message;
use crate::operations::error::{Result, Rule};
use crate::operations::establishment::delete;
use crate::operations::job::file_work;

pub(in crate::operations::job) const DELETE: TaskKind = TaskKind {
    act: Act::ESTABLISHMENT_DELETE,
    danger: Danger::Name,
    extent: Extent::Removes,
    reversal: |task| (*task == Task::Delete { export_first: ExportFirst::Yes }).then_some(Task::UndoDelete),
    settings: |task| export_first(task).map(settings).unwrap_or_default(),
    judge: |scene, _, target| delete::judge(scene.tx, target.number).map(|_| None),
    work: Work::Files(|place, task, target| match export_first(task)? {
        ExportFirst::Yes => file_work::begin_deletion(place, target, None),
        ExportFirst::No => file_work::begin_removal(place, target),
    }),
};

pub(in crate::operations::job) const UNDO_DELETE: TaskKind =
    TaskKind::undoing(Act::ESTABLISHMENT_RESTORE, Extent::Brings, restore::judge, Work::Files(restore::begin));

fn export_first(task: &Task) -> Result<ExportFirst> {
    if let Task::Delete { export_first } = task { Ok(*export_first) } else { Err(Rule::Incomplete.into()) }
}

fn settings(export_first: ExportFirst) -> Settings {
    let (options, said) = match export_first {
        ExportFirst::Yes => (Vec::new(), "job-task-export-first"),
        ExportFirst::No => (vec![("no-export", OptionValue::Switch)], "job-task-no-export"),
    };
    Settings { options, detail: Detail::Said(vec![Message::new(said)]) }
}
