//! A task on one establishment at once: a job of one target that nobody had to plan.

use super::files;
use super::kind::task_kind::{Considered, OnEstablishment, Scene, TaskKind, Work};
use super::kinds::{self, DoneBy};
use super::single::{self, Single};
use super::turn::{Acted, Running};
use crate::domain::block::{Block, Blocker};
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::job::{Effect, Extent, Given, JobId, Task, Verdict};
use crate::operations::clock::Moment;
use crate::operations::context::Context;
use crate::operations::error::{Result, Rule};
use crate::operations::establishment::block::Blocking;
use crate::operations::establishment::read::existing;
use crate::operations::permitted::Permitted;
use crate::operations::reach;
use crate::operations::{inside, recover};
use crate::store::ledger::job::target::{self, RowFilter};
use crate::store::registry::unfinished::TargetKey;

/// A task that was done at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtOnce {
    /// The job of one target that it left.
    pub job: JobId,
    /// What came of it.
    pub effect: Effect,
}

/// Does a task to one establishment, as it was seen when somebody chose it. What is refused leaves no job.
///
/// # Errors
/// Whatever refuses it; [`Rule::Changed`] when it would lift or replace another block than the one that was seen; [`Rule::Incomplete`] for
/// a task that goes into files, which is planned or has a verb of its own.
pub fn at_once(
    ctx: &mut Context,
    number: EstablishmentNumber,
    task: &Task,
    seen: Option<&Establishment>,
) -> Result<AtOnce> {
    let ctx = &mut ctx.permit(kinds::act(task))?;
    kinds::check_place(task, ctx.at())?;
    let DoneBy::Kind(kind) = kinds::of(task) else { return Err(Rule::Incomplete.into()) };
    recover::settle(ctx)?;
    let home = ctx.home().clone();
    match kind.work {
        Work::Registry(load) => ctx.write(|tx, permit, now| {
            reach::check(tx, number)?;
            let found = existing(tx, number)?;
            if seen.is_some_and(|seen| is_another(task, seen, &found)) {
                return Err(Rule::Changed.into());
            }
            let known = seen.and_then(|seen| block_of(task, seen).cloned());
            let known = known.map_or(Given::Nothing, |block| Given::Standing { block });
            let target = Considered { number, object: "", given: &known };
            let given = (kind.judge)(Scene { tx, home: &home, now }, task, target)?.unwrap_or_default();
            let work = load(tx, task)?;
            Single { given, ..Single::of(task.clone(), &found) }.carry_out(
                tx,
                (permit, Moment::read(tx, now)?),
                |target| {
                    let effect = work(&Blocking { tx, permit, now, job: target.job }, target)?;
                    Ok((effect.clone(), AtOnce { job: target.job, effect }))
                },
            )
        }),
        Work::Establishment(work) => in_establishment(ctx, (number, task), (kind, work)),
        Work::Databases(_) | Work::Files(_) => Err(Rule::Incomplete.into()),
    }
}

/// Tells whether another block stands now where one is lifted or put than the one that was seen there.
fn is_another(task: &Task, seen: &Establishment, now: &Establishment) -> bool {
    block_of(task, now).is_some_and(|block| block_of(task, seen) != Some(block))
}

/// The block that a task lifts or replaces.
fn block_of<'a>(task: &Task, row: &'a Establishment) -> Option<&'a Block> {
    let blocker = match task {
        Task::Unblock { blocker } => *blocker,
        Task::Block { .. } => Blocker::Webmaster,
        _ => return None,
    };
    row.blocks.iter().find(|block| block.blocker == blocker)
}

/// Does a task that goes into files to one establishment at once, and returns what it left; with what names the file, and what is
/// known of it. What is refused before anything was begun leaves no job.
///
/// # Errors
/// Whatever refuses it, or stops it.
pub(in crate::operations) fn in_files(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    (task, object, given): (Task, &str, Given),
) -> Result<Effect> {
    let DoneBy::Kind(kind @ TaskKind { work: Work::Files(by), .. }) = kinds::of(&task) else {
        return Err(Rule::Incomplete.into());
    };
    let (owner, home) = (recover::owner(ctx)?, ctx.home().clone());
    let begun = ctx.write(|tx, permit, now| {
        (kind.judge)(Scene { tx, home: &home, now }, &task, Considered { number, object, given: &given })?;
        if kind.extent != Extent::Reads {
            inside::let_go((tx, &home), (permit, now), number)?;
        }
        let single = Single { object, given: given.clone(), ..Single::of(task.clone(), &existing(tx, number)?) };
        single.begin(tx, (permit, Moment::read(tx, now)?), &owner)
    })?;
    let running = Running { id: begun.job, task, undo_of: None, owner };
    let done = files::act(ctx, (&running, *by), std::slice::from_ref(&begun));
    let held = single::concluded(ctx, &begun, done)?.into_iter().find_map(|acted| match acted {
        Acted::Held(reason) => Some(reason),
        Acted::Marked => None,
    });
    if let Some(reason) = held {
        return Err(reason.into());
    }
    let rows = ctx.read(|tx| Ok(target::rows(tx, begun.job, &RowFilter::default(), 0, 1)?))?;
    match rows.into_iter().next().and_then(|row| row.verdict) {
        Some(Verdict::Done(effect)) => Ok(effect),
        Some(Verdict::Skipped(reason) | Verdict::Failed(reason)) => Err(reason.into()),
        None => Err(Rule::JobLost.into()),
    }
}

/// Begins it, does it in both databases, and ends it.
fn in_establishment(
    ctx: &mut Permitted<'_>,
    (number, task): (EstablishmentNumber, &Task),
    (kind, work): (&TaskKind, OnEstablishment),
) -> Result<AtOnce> {
    let (owner, home) = (recover::owner(ctx)?, ctx.home().clone());
    let begun = ctx.write(|tx, permit, now| {
        reach::check(tx, number)?;
        let target = Considered { number, object: "", given: &Given::Nothing };
        (kind.judge)(Scene { tx, home: &home, now }, task, target)?;
        Single::of(task.clone(), &existing(tx, number)?).begin(tx, (permit, Moment::read(tx, now)?), &owner)
    })?;
    let key = TargetKey { job: begun.job, position: begun.position };
    let done = ctx.for_target(key, |ctx| work(ctx, task, &begun));
    single::concluded(ctx, &begun, done)?;
    let rows = ctx.read(|tx| Ok(target::rows(tx, begun.job, &RowFilter::default(), 0, 1)?))?;
    let effect = match rows.into_iter().next().and_then(|row| row.verdict) {
        Some(Verdict::Done(effect)) => effect,
        Some(Verdict::Skipped(_) | Verdict::Failed(_)) | None => Effect::Nothing,
    };
    Ok(AtOnce { job: begun.job, effect })
}
