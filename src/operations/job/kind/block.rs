//! Puts the webmaster's block, and lifts again what a job has put.

use super::task_kind::{Detail, InRegistry, OptionValue, Settings, TaskKind, Work};
use crate::domain::act::Act;
use crate::domain::block::{Block, Blocker};
use crate::domain::job::{Danger, Effect, Extent, Given, Task};
use crate::domain::message::Message;
use crate::domain::time::{Timestamp, end_of_day};
use crate::operations::error::{Result, Rule};
use crate::operations::establishment::block;

pub(in crate::operations::job) const BLOCK: TaskKind = TaskKind {
    act: Act::ESTABLISHMENT_BLOCK,
    danger: Danger::Yes,
    extent: Extent::Closes,
    reversal: |_| Some(Task::UndoBlock),
    settings: |task| wanted(task).map(|(reason, until)| settings(reason, until)).unwrap_or_default(),
    judge: |scene, task, target| {
        let (_, standing) = block::judge(scene.tx, scene.now, (target.number, target.given), wanted(task)?)?;
        Ok(standing.map(|block| Given::Standing { block }))
    },
    work: Work::Registry(|_, task| Ok(put(wanted(task)?))),
};

pub(in crate::operations::job) const UNDO_BLOCK: TaskKind = TaskKind::undoing(
    Act::ESTABLISHMENT_UNBLOCK,
    Extent::Changes,
    |scene, _, target| {
        let (placed, _) = blocked(target.given)?;
        block::judge_take_back(scene.tx, target.number, placed).map(|_| None)
    },
    Work::Registry(|_, _| Ok(Box::new(|act, target| block::take_back(act, target.number, blocked(&target.given)?)))),
);

fn wanted(task: &Task) -> Result<(&str, Option<Timestamp>)> {
    if let Task::Block { reason, until } = task { Ok((reason, *until)) } else { Err(Rule::Incomplete.into()) }
}

fn put((reason, until): (&str, Option<Timestamp>)) -> InRegistry<'_> {
    Box::new(move |act, target| {
        let author = act.permit.by().name().to_owned();
        let block = Block { blocker: Blocker::Webmaster, reason: reason.to_owned(), author, since: act.now, until };
        block::put(act, (target.number, &target.given), block)
    })
}

fn settings(reason: &str, until: Option<Timestamp>) -> Settings {
    let mut options = vec![("reason", OptionValue::Typed(reason.to_owned()))];
    let said = reason.replace('\n', " ");
    let Some(until) = until else { return Settings { options, detail: Detail::Typed(said) } };
    let day = until.plus_s(-1).day();
    let last = if end_of_day(day) == until { day.to_string() } else { until.utc_text() };
    options.push(("until", OptionValue::Word(last)));
    let said = Message::new("job-task-block-until").with("reason", said).with("day", day);
    Settings { options, detail: Detail::Said(vec![said]) }
}

fn blocked(given: &Given) -> Result<(&Block, Option<&Block>)> {
    let Given::Effect { effect: Effect::Blocked { placed, replaced } } = given else {
        return Err(Rule::Incomplete.into());
    };
    Ok((placed, replaced.as_ref()))
}
