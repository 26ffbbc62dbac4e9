//! Writes a letter to contacts, and takes back the mails that a job has written and that still wait.

use super::task_kind::{Detail, OptionValue, Settings, TaskKind, Work};
use crate::domain::act::Act;
use crate::domain::job::{Danger, Effect, Extent, Given, Task};
use crate::operations::error::{Result, Rule};
use crate::operations::mailing::{self, LoadedLetter};

pub(in crate::operations::job) const WRITE_MAIL: TaskKind = TaskKind {
    act: Act::ESTABLISHMENT_MAIL,
    danger: Danger::Count,
    extent: Extent::Beside,
    reversal: |_| Some(Task::UndoWriteMail),
    settings: |task| {
        let Task::WriteMail { subject, .. } = task else { return Settings::default() };
        Settings {
            options: vec![("subject", OptionValue::Typed(subject.clone()))],
            detail: Detail::Typed(subject.clone()),
        }
    },
    judge: |scene, _, target| mailing::judge(scene.tx, target.number).map(|_| None),
    work: Work::Registry(|tx, task| {
        let Task::WriteMail { letter, .. } = task else { return Err(Rule::Incomplete.into()) };
        let loaded = LoadedLetter::load(tx, *letter)?;
        Ok(Box::new(move |act, target| mailing::write(act.tx, act.now, (&loaded, *letter), target)))
    }),
};

pub(in crate::operations::job) const UNDO_WRITE_MAIL: TaskKind = TaskKind::undoing(
    Act::ESTABLISHMENT_MAIL,
    Extent::Beside,
    |scene, _, target| mailing::judge_take_back(scene.tx, queued(target.given)?).map(|()| None),
    Work::Registry(|_, _| Ok(Box::new(|act, target| mailing::take_back(act.tx, queued(&target.given)?)))),
);

fn queued(given: &Given) -> Result<i64> {
    let Given::Effect { effect: Effect::Queued { mail } } = given else { return Err(Rule::Incomplete.into()) };
    Ok(*mail)
}
