//! Acting on targets: the effect and the mark together.

use super::files;
use super::kind::task_kind::{Load, OnEstablishment, Work};
use super::kinds::{self, DoneBy};
use super::turn::{Acted, Holding, Running, own_turn};
use super::verdict::{stops_everything, stops_the_step, verdict};
use crate::domain::job::{Reason, Target, Verdict};
use crate::operations::context::{Context, named};
use crate::operations::error::Result;
use crate::operations::establishment::block::Blocking;
use crate::operations::permitted::Permitted;
use crate::operations::{clock, deeds, recover};
use crate::store::ledger::job::{run, target};
use crate::store::registry::content;
use crate::store::registry::unfinished::TargetKey;

/// Lists targets that still wait after a position, in order.
pub fn waiting(ctx: &mut Context, running: &Running, after: u32, limit: u32) -> Result<Vec<Target>> {
    let ctx = &mut ctx.permit(kinds::act(&running.task))?;
    ctx.read_ledger(|tx| Ok(target::waiting(tx, running.id, after, limit)?))
}

/// Acts on targets, in their order. Gives what became of each.
///
/// # Errors
/// [`Rule::JobLost`](crate::operations::Rule::JobLost) when the job is no longer this process's; what concerns the
/// machine rather than one target: then the targets from that one on still wait.
pub fn act(ctx: &mut Context, running: &Running, targets: &[Target]) -> Result<Vec<Acted>> {
    let ctx = &mut ctx.permit(kinds::act(&running.task))?;
    ctx.assure()?;
    kinds::check_place(&running.task, ctx.at())?;
    if kinds::destroys(&running.task) {
        clock::settled(ctx)?;
    }
    let kind = match kinds::of(&running.task) {
        DoneBy::Kind(kind) => kind,
        DoneBy::Deed(act) => return deeds::of(act)?.step(ctx, running, targets),
    };
    match kind.work {
        Work::Registry(load) => in_registry(ctx, (running, load), targets),
        Work::Databases(step) => step(ctx, running, targets),
        Work::Files(begin) => files::act(ctx, (running, begin), targets),
        Work::Establishment(work) => {
            targets.iter().map(|target| on_establishment(ctx, (running, work), target)).collect()
        }
    }
}

fn in_registry(ctx: &mut Permitted<'_>, (running, load): (&Running, Load), targets: &[Target]) -> Result<Vec<Acted>> {
    let home = ctx.home().clone();
    let mut holding = Holding::new(home.clone());
    ctx.write(|tx, permit, now| {
        let turn = own_turn(tx, running)?;
        let work = load(tx, &running.task)?;
        let waits = kinds::extent(&running.task).is_exclusive();
        let mut acted = Vec::with_capacity(targets.len());
        for target in targets {
            if waits && let Some(reason) = holding.by_another(tx, target, turn)? {
                acted.push(Acted::Held(reason));
                continue;
            }
            // What it did before it failed is taken back, and no other target's.
            let done = tx.part(|| {
                kinds::judge_target(tx, (&running.task, running.undo_of), target.number)?;
                work(&Blocking { tx, permit, now, job: target.job }, target)
            });
            let verdict = match done {
                Ok(effect) => Verdict::Done(effect),
                Err(error) if stops_the_step(&error) => return Err(error),
                Err(error) => verdict(&named(&home, error)),
            };
            content::mark(tx, target.job, target.position, &verdict, now)?;
            acted.push(Acted::Marked);
        }
        run::beat(tx, running.id, None, now)?;
        Ok(acted)
    })
}

fn on_establishment(
    ctx: &mut Permitted<'_>,
    (running, work): (&Running, OnEstablishment),
    target: &Target,
) -> Result<Acted> {
    let mut holding = Holding::new(ctx.home().clone());
    let held = ctx.read(|tx| {
        let turn = own_turn(tx, running)?;
        holding.by_another(tx, target, turn)
    })?;
    if let Some(reason) = held {
        return Ok(Acted::Held(reason));
    }
    let key = TargetKey { job: target.job, position: target.position };
    let acted = ctx.for_target(key, |ctx| {
        ctx.read(|tx| kinds::judge_target(tx, (&running.task, running.undo_of), target.number))?;
        work(ctx, &running.task, target)
    });
    match acted {
        Ok(()) => {}
        Err(error) if stops_everything(&error) => return Err(error),
        Err(error) => {
            // What was begun is finished or undone before anything is said about it; finished, it is marked already.
            recover::owner(ctx)?;
            let error = named(ctx.home(), error);
            settle(ctx, target, &verdict(&error))?;
        }
    }
    Ok(Acted::Marked)
}

fn settle(ctx: &mut Permitted<'_>, target: &Target, verdict: &Verdict) -> Result<()> {
    ctx.write(|tx, _, now| Ok(content::mark(tx, target.job, target.position, verdict, now).map(drop)?))
}

/// Gives up waiting for targets that another job has first: they failed for that reason.
pub fn give_up(ctx: &mut Context, running: &Running, held: &[(Target, Reason)]) -> Result<()> {
    let ctx = &mut ctx.permit(kinds::act(&running.task))?;
    ctx.write(|tx, _, now| {
        own_turn(tx, running)?;
        for (target, reason) in held {
            content::mark(tx, target.job, target.position, &Verdict::Failed(reason.clone()), now)?;
        }
        Ok(())
    })
}
