//! Moves to another zone, and back to where a job has moved from.

use super::task_kind::{Detail, OptionValue, Settings, TaskKind, Work};
use crate::domain::act::Act;
use crate::domain::job::{Danger, Effect, Extent, Given, Task};
use crate::domain::zone::ZoneNumber;
use crate::operations::error::{Result, Rule};
use crate::operations::establishment::change_zone;

pub(in crate::operations::job) const MOVE_TO_ZONE: TaskKind = TaskKind {
    act: Act::ESTABLISHMENT_MOVE,
    danger: Danger::Yes,
    extent: Extent::Changes,
    reversal: |_| Some(Task::UndoMove),
    settings: |task| zone(task).map(settings).unwrap_or_default(),
    judge: |scene, task, target| {
        let found = change_zone::judge(scene.tx, target.number, zone(task)?)?;
        Ok(Some(Given::From { zone: found.zone }))
    },
    work: Work::Registry(|_, task| {
        let zone = zone(task)?;
        Ok(Box::new(move |act, target| change_zone::change(act, (target.number, &target.given), zone)))
    }),
};

pub(in crate::operations::job) const UNDO_MOVE: TaskKind = TaskKind::undoing(
    Act::ESTABLISHMENT_MOVE,
    Extent::Changes,
    |scene, _, target| change_zone::judge_back(scene.tx, target.number, moved(target.given)?).map(|_| None),
    Work::Registry(|_, _| {
        Ok(Box::new(|act, target| change_zone::change_back(act, target.number, moved(&target.given)?)))
    }),
);

fn zone(task: &Task) -> Result<ZoneNumber> {
    if let Task::MoveToZone { zone } = task { Ok(*zone) } else { Err(Rule::Incomplete.into()) }
}

fn settings(zone: ZoneNumber) -> Settings {
    Settings { options: vec![("zone", OptionValue::Word(zone.0.to_string()))], detail: Detail::Zone(zone) }
}

fn moved(given: &Given) -> Result<(ZoneNumber, ZoneNumber)> {
    let Given::Effect { effect: Effect::Moved { from, to } } = given else { return Err(Rule::Incomplete.into()) };
    Ok((*from, *to))
}
