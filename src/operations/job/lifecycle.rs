//! A job's life: authorised, taken by a process, stopped, ended. Every step is audited.

use super::kinds;
use super::plan::NewPlan;
use super::stop::{counted, entry, existing, stop};
use super::turn::Running;
use crate::audit::Entry;
use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::field::Field;
use crate::domain::job::{Job, JobId, JobState, NAME_MAX, Reason, Task, Wish};
use crate::domain::text::line;
use crate::operations::clock;
use crate::operations::context::{self, Context};
use crate::operations::error::{Error, Result, Rule};
use crate::operations::export::transfer;
use crate::operations::permitted::{Permitted, permit_at, record};
use crate::operations::reach;
use crate::operations::recover;
use crate::operations::webmaster::check_active;
use crate::store::ledger::Tx;
use crate::store::ledger::job::{self as rows, read, run, target};
use crate::store::owner;
use crate::store::registry::inside;

/// Says which letter goes out: a mailing has no entry for each of its targets.
fn named(entry: Entry, task: &Task) -> Entry {
    if let Task::WriteMail { subject, .. } = task { entry.is("subject", subject) } else { entry }
}

/// Finds a job that whoever acts may steer.
fn steered(tx: &Tx<'_>, id: JobId) -> Result<read::Owned> {
    let found = existing(tx, id)?;
    reach::check_job(tx, &found.job)?;
    Ok(found)
}

/// Refuses a job that ended, or that a living process has.
fn free(ctx: &mut Permitted<'_>, found: &read::Owned) -> Result<()> {
    ctx.read_ledger(|tx| check_pair(tx, &found.job))?;
    match found.job.state {
        JobState::Cancelled | JobState::Done => Err(Rule::JobEnded.into()),
        JobState::Running if owner::is_alive(ctx.home(), &found.owner) => {
            Err(context::named(ctx.home(), Error::Busy { owner: found.owner.clone() }))
        }
        JobState::Planned | JobState::Paused | JobState::Running => Ok(()),
    }
}

/// Refuses to go on with a job that was undone: what it would do then, nobody could undo. And refuses to undo one that goes
/// on.
fn check_pair(tx: &Tx<'_>, job: &Job) -> Result<()> {
    let undoing = job.undone_by.map(|by| existing(tx, by)).transpose()?.map(|by| (by.job.state, by.job.id));
    let is_being_undone = match undoing {
        Some((JobState::Running | JobState::Paused, by)) => return Err(Rule::BeingUndone(by).into()),
        Some((JobState::Done | JobState::Cancelled, _)) => true,
        Some((JobState::Planned, _)) | None => false,
    };
    if is_being_undone || target::is_partly_undone(tx, job.id)? {
        return Err(Rule::AlreadyUndone.into());
    }
    match job.undo_of.map(|of| read::find(tx, of)).transpose()?.flatten() {
        Some(undone) if undone.job.state == JobState::Running => Err(Rule::JobNotOver.into()),
        Some(_) | None => Ok(()),
    }
}

/// Refuses what cannot be undone when the clock jumped.
///
/// # Errors
/// [`Rule::ClockJumped`].
pub fn settled(ctx: &mut Context, task: &Task) -> Result<()> {
    let ctx = &mut ctx.permit(kinds::act(task))?;
    if kinds::destroys(task) { clock::settled(ctx) } else { Ok(()) }
}

/// Says who was quicker: a process, or somebody who has ordered it as well.
fn had_by(owner: String) -> Error {
    if owner == run::ORDERED { Rule::Changed.into() } else { Error::Busy { owner } }
}

/// Lets a job begin or go on in the actor's name; some process, this one or a detached one, takes it then.
///
/// # Errors
/// [`Rule::JobEnded`], [`Error::Busy`] while a process has it.
pub fn authorise(ctx: &mut Context, id: JobId) -> Result<Job> {
    let found = ctx.permit(Act::JOB_START)?.read_ledger(|tx| steered(tx, id))?;
    let ctx = &mut ctx.permit(kinds::act(&found.job.task))?;
    free(ctx, &found)?;
    let task = found.job.task;
    settled(ctx, &task)?;
    let seen = found.owner;
    ctx.write_ledger(|tx, permit, moment| {
        let found = steered(tx, id)?;
        check_pair(tx, &found.job)?;
        if found.owner != seen {
            return Err(had_by(found.owner));
        }
        run::assign(tx, id, permit.by())?;
        let action = if found.job.started_at.is_none() { Act::JOB_START.word() } else { Act::JOB_RESUME.word() };
        record(tx, permit, moment.now, &counted(named(entry(action, &found.job), &found.job.task), found.job.tally))?;
        Ok(existing(tx, id)?.job)
    })
}

/// Takes a job for this process, which from now on acts in the name of whoever authorised it.
///
/// # Errors
/// [`Rule::JobEnded`], [`Error::Busy`]; [`Rule::Changed`] when nobody has authorised it; [`Error::Refused`] when its author may no longer do this.
pub fn take(ctx: &mut Context, id: JobId) -> Result<Running> {
    // What a dead process left of this job's targets is finished or undone first.
    recover::at_start(ctx)?;
    let begun = &mut ctx.permit(Act::JOB_START)?;
    let found = begun.read_ledger(|tx| existing(tx, id))?;
    free(begun, &found)?;
    if found.owner != run::ORDERED {
        return Err(Rule::Changed.into());
    }
    let author = begun.known(&found.job.author)?;
    begun.read(|tx| check_active(tx, &author.identity))?;
    permit_at(&author, kinds::act(&found.job.task), begun.at())?;
    let seen = found.owner;
    ctx.actor = author;
    let ctx = &mut ctx.permit(kinds::act(&found.job.task))?;
    let own = recover::owner(ctx)?;
    if let At::Establishment(number) = ctx.at() {
        // Before it is taken: whoever dies in between leaves a hint too many, not one too few.
        ctx.write_upkeep(|tx, _, _| Ok(inside::note(tx, number, id, "")?))?;
    }
    let running = ctx.write_ledger(|tx, permit, moment| {
        let found = existing(tx, id)?;
        check_pair(tx, &found.job)?;
        if found.owner != seen || matches!(found.job.state, JobState::Cancelled | JobState::Done) {
            return Err(had_by(found.owner));
        }
        run::take(tx, id, &own, permit.by(), moment.now)?;
        Ok(Running { id, task: found.job.task, undo_of: found.job.undo_of, owner: own.clone() })
    })?;
    if let At::Establishment(number) = ctx.at() {
        // From now on nobody removes or replaces the whole under it; whoever was quicker has its next step refused.
        ctx.write_upkeep(|tx, _, _| Ok(inside::note(tx, number, id, &own)?))?;
    }
    Ok(running)
}

/// Returns a sign of life, and tells what the job is asked for.
///
/// # Errors
/// [`Rule::JobLost`]; [`Error::Refused`] when its author was disabled since.
pub fn beat(ctx: &mut Context, running: &Running, waits_for: Option<&Reason>) -> Result<Wish> {
    let ctx = &mut ctx.permit(kinds::act(&running.task))?;
    let identity = ctx.actor.identity.clone();
    ctx.read(|tx| check_active(tx, &identity))?;
    ctx.write_ledger(|tx, _, moment| {
        let order = run::order(tx, running.id, &running.owner)?.ok_or(Rule::JobLost)?;
        run::beat(tx, running.id, waits_for, moment.now)?;
        Ok(order.wish)
    })
}

/// Tells what the job is asked for.
///
/// # Errors
/// As [`beat`].
pub fn asked(ctx: &mut Context, running: &Running) -> Result<Wish> {
    let identity = ctx.actor.identity.clone();
    let ctx = &mut ctx.permit(kinds::act(&running.task))?;
    ctx.read(|tx| check_active(tx, &identity))?;
    ctx.read_ledger(|tx| Ok(run::order(tx, running.id, &running.owner)?.ok_or(Rule::JobLost)?.wish))
}

/// Ends a job whose targets were all handled; one of which a target still waits is paused, so that it can be resumed.
///
/// # Errors
/// [`Rule::JobLost`].
pub fn finish(ctx: &mut Context, running: &Running) -> Result<Job> {
    let ctx = &mut ctx.permit(kinds::act(&running.task))?;
    let waiting = ctx.read_ledger(|tx| existing(tx, running.id))?.job.tally.waiting;
    if waiting > 0 {
        return halt(ctx, running, Wish::Pause, None);
    }
    transfer::write_if_export(ctx, (running.task.kind(), running.id))?;
    end(ctx, running, JobState::Done, None)
}

/// Stops a job before its end: paused or cancelled as it was asked to, or paused for a reason.
///
/// # Errors
/// [`Rule::JobLost`].
pub fn halt(ctx: &mut Context, running: &Running, wish: Wish, cause: Option<&Reason>) -> Result<Job> {
    // Whoever may do it no longer can still stop it.
    let ctx = &mut ctx.permit(Act::HOST_UPKEEP)?;
    let state = if wish == Wish::Cancel { JobState::Cancelled } else { JobState::Paused };
    if state == JobState::Cancelled {
        transfer::write_if_export(ctx, (running.task.kind(), running.id))?;
    }
    end(ctx, running, state, cause)
}

fn end(ctx: &mut Permitted<'_>, running: &Running, state: JobState, cause: Option<&Reason>) -> Result<Job> {
    let content = content(ctx)?;
    let job = ctx.write_ledger(|tx, permit, moment| {
        run::order(tx, running.id, &running.owner)?.ok_or(Rule::JobLost)?;
        stop(tx, permit, moment, (running.id, state, cause))
    })?;
    let_go_inside(ctx, &job, content);
    Ok(job)
}

/// Tells which content of an establishment's own database is there now; of the host's always one.
fn content(ctx: &mut Permitted<'_>) -> Result<i64> {
    let At::Establishment(number) = ctx.at() else { return Ok(0) };
    ctx.read(|tx| Ok(inside::known(tx, number)?.generation))
}

/// Has the host know that no process has a job any more, or that it is over. A hint that stays is only a look too many; one
/// of other content that was put there meanwhile stays.
fn let_go_inside(ctx: &mut Permitted<'_>, job: &Job, content: i64) {
    let At::Establishment(number) = ctx.at() else { return };
    let _ = ctx.write_upkeep(|tx, _, _| match job.state {
        _ if inside::known(tx, number)?.generation != content => Ok(()),
        JobState::Done | JobState::Cancelled => Ok(inside::forget(tx, number, job.id)?),
        JobState::Paused => Ok(inside::note(tx, number, job.id, "")?),
        JobState::Planned | JobState::Running => Ok(()),
    });
}

/// Asks a running job to pause before its next targets.
///
/// # Errors
/// [`Rule::JobNotRunning`].
pub fn pause(ctx: &mut Context, id: JobId) -> Result<Job> {
    let ctx = &mut ctx.permit(Act::JOB_PAUSE)?;
    let content = content(ctx)?;
    let found = ctx.read_ledger(|tx| steered(tx, id))?;
    if found.job.state != JobState::Running {
        return Err(Rule::JobNotRunning.into());
    }
    let is_dead = !owner::is_alive(ctx.home(), &found.owner);
    let job = ctx.write_ledger(|tx, permit, moment| {
        if steered(tx, id)?.owner != found.owner {
            return Err(Rule::Changed.into());
        }
        if is_dead {
            return stop(tx, permit, moment, (id, JobState::Paused, None));
        }
        run::wish(tx, id, Wish::Pause)?;
        record(tx, permit, moment.now, &entry("job.ask-pause", &found.job))?;
        Ok(existing(tx, id)?.job)
    })?;
    let_go_inside(ctx, &job, content);
    Ok(job)
}

/// Returns a job up: at once when no process has it, else before its next targets. What was done stays done.
///
/// # Errors
/// [`Rule::JobEnded`].
pub fn cancel(ctx: &mut Context, id: JobId) -> Result<Job> {
    let ctx = &mut ctx.permit(Act::JOB_CANCEL)?;
    let content = content(ctx)?;
    let found = ctx.read_ledger(|tx| steered(tx, id))?;
    let is_live = found.job.state == JobState::Running && owner::is_alive(ctx.home(), &found.owner);
    let job = ctx.write_ledger(|tx, permit, moment| {
        let present = steered(tx, id)?;
        match present.job.state {
            JobState::Done | JobState::Cancelled => Err(Rule::JobEnded.into()),
            _ if present.owner != found.owner => Err(Rule::Changed.into()),
            JobState::Running if is_live => {
                run::wish(tx, id, Wish::Cancel)?;
                record(tx, permit, moment.now, &entry("job.ask-cancel", &present.job))?;
                Ok(existing(tx, id)?.job)
            }
            JobState::Planned | JobState::Running | JobState::Paused => {
                stop(tx, permit, moment, (id, JobState::Cancelled, None))
            }
        }
    })?;
    let_go_inside(ctx, &job, content);
    Ok(job)
}

/// Keeps a plan that was drawn up, to be started by somebody later.
///
/// # Errors
/// As [`super::save`].
pub fn keep(ctx: &mut Context, plan: &NewPlan) -> Result<Job> {
    let saved = super::save(ctx, plan)?;
    ctx.permit(Act::JOB_SAVE)?.write_ledger(|tx, permit, moment| {
        let written = counted(entry(Act::JOB_SAVE.word(), &saved), saved.tally).is("name", &saved.name);
        record(tx, permit, moment.now, &written)
    })?;
    Ok(saved)
}

/// Names a plan, or takes its name away with an empty one.
///
/// # Errors
/// A name that is too long or holds control characters.
pub fn rename(ctx: &mut Context, id: JobId, name: &str) -> Result<Job> {
    let ctx = &mut ctx.permit(Act::JOB_RENAME)?;
    let name = line(name, NAME_MAX).map_err(|problem| Error::field(Field::PlanName, problem))?;
    ctx.write_ledger(|tx, permit, moment| {
        let before = steered(tx, id)?.job;
        rows::rename(tx, id, &name)?;
        let renamed = existing(tx, id)?.job;
        if renamed.name != before.name {
            let written = entry(Act::JOB_RENAME.word(), &renamed).was("name", &before.name).is("name", &renamed.name);
            record(tx, permit, moment.now, &written)?;
        }
        Ok(renamed)
    })
}

/// Forgets a plan that was never started.
///
/// # Errors
/// [`Rule::JobStarted`]; [`Rule::ClockJumped`], since it cannot be undone.
pub fn remove(ctx: &mut Context, id: JobId) -> Result<()> {
    let ctx = &mut ctx.permit(Act::JOB_REMOVE)?;
    clock::settled(ctx)?;
    ctx.write_ledger(|tx, permit, moment| {
        let found = steered(tx, id)?;
        if found.job.started_at.is_some() || found.job.state != JobState::Planned {
            return Err(Rule::JobStarted.into());
        }
        rows::remove(tx, id)?;
        // One without a name was only looked at.
        if found.job.name.is_empty() {
            return Ok(());
        }
        record(
            tx,
            permit,
            moment.now,
            &counted(entry(Act::JOB_REMOVE.word(), &found.job), found.job.tally).was("name", &found.job.name),
        )
    })
}
