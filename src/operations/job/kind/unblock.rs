//! Lifts one blocker's block, and puts back what a job has lifted.

use super::task_kind::{Detail, OptionValue, Settings, TaskKind, Work};
use crate::domain::act::Act;
use crate::domain::block::{Block, Blocker};
use crate::domain::job::{Danger, Effect, Extent, Given, Task};
use crate::domain::message::Message;
use crate::i18n::words;
use crate::operations::error::{Result, Rule};
use crate::operations::establishment::block;

pub(in crate::operations::job) const UNBLOCK: TaskKind = TaskKind {
    act: Act::ESTABLISHMENT_UNBLOCK,
    danger: Danger::Yes,
    extent: Extent::Changes,
    reversal: |_| Some(Task::UndoUnblock),
    settings: |task| blocker(task).map(settings).unwrap_or_default(),
    judge: |scene, task, target| {
        let (_, block) = block::judge_lift((scene.tx, scene.now), target.number, blocker(task)?)?;
        Ok(Some(Given::Standing { block }))
    },
    work: Work::Registry(|_, task| {
        let blocker = blocker(task)?;
        Ok(Box::new(move |act, target| block::lift(act, (target.number, &target.given), blocker)))
    }),
};

pub(in crate::operations::job) const UNDO_UNBLOCK: TaskKind = TaskKind::undoing(
    Act::ESTABLISHMENT_BLOCK,
    Extent::Closes,
    |scene, _, target| block::judge_put_back(scene.tx, target.number, lifted(target.given)?).map(|_| None),
    Work::Registry(|_, _| Ok(Box::new(|act, target| block::put_back(act, target.number, lifted(&target.given)?)))),
);

fn blocker(task: &Task) -> Result<Blocker> {
    if let Task::Unblock { blocker } = task { Ok(*blocker) } else { Err(Rule::Incomplete.into()) }
}

fn settings(blocker: Blocker) -> Settings {
    let option = (blocker != Blocker::Webmaster).then(|| ("blocker", OptionValue::Word(blocker.word().to_owned())));
    Settings { options: Vec::from_iter(option), detail: Detail::Said(vec![Message::new(words::blocker(blocker))]) }
}

fn lifted(given: &Given) -> Result<&Block> {
    let Given::Effect { effect: Effect::Unblocked { lifted } } = given else { return Err(Rule::Incomplete.into()) };
    Ok(lifted)
}
