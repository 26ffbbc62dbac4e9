//! Exports the database.

use super::task_kind::{Detail, OptionValue, Settings, TaskKind, Work};
use crate::domain::act::Act;
use crate::domain::export::{Form, Packing, Tables, Why};
use crate::domain::job::{Danger, Extent, Task};
use crate::domain::message::Message;
use crate::operations::error::{Result, Rule};
use crate::operations::establishment::delete;
use crate::operations::job::file_work;

pub(in crate::operations::job) const EXPORT: TaskKind = TaskKind {
    act: Act::ESTABLISHMENT_EXPORT,
    danger: Danger::None,
    extent: Extent::Reads,
    reversal: |_| None,
    settings: |task| form(task).map(settings).unwrap_or_default(),
    judge: |scene, _, target| delete::judge(scene.tx, target.number).map(|_| None),
    work: Work::Files(|place, task, target| {
        Ok(file_work::FileWork::Export(file_work::order(place, (form(task)?, Why::Asked), target)?))
    }),
};

fn form(task: &Task) -> Result<&Form> {
    if let Task::Export { form } = task { Ok(form) } else { Err(Rule::Incomplete.into()) }
}

fn settings(form: &Form) -> Settings {
    let mut options = Vec::new();
    if form.packing == Packing::Zstd {
        options.push(("compress", OptionValue::Switch));
    }
    if form.tables == Tables::Csv {
        options.push(("tables", OptionValue::Switch));
    }
    options.extend(form.sealed_for.as_ref().map(|key| ("encrypt-to", OptionValue::Word(key.as_str().to_owned()))));
    Settings { options, detail: Detail::Said(form.notes().into_iter().map(Message::new).collect()) }
}
