//! Planning: a dry run through the guards that the act will meet again, frozen with its targets.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use super::candidate::{Candidate, Earlier};
use super::kind::task_kind::{Considered, Scene};
use super::kinds;
use super::stop::existing;
use super::verdict::{forecast as expected, stops_the_step};
use crate::domain::access::{At, Permit};
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::{Field, Problem};
use crate::domain::job::{
    Effect, Extent, Forecast, Given, Impact, Job, JobId, JobState, NAME_MAX, Reason, Selection, TARGETS_MAX, Target,
    TargetRow, TargetState, Task,
};
use crate::domain::password::Secret;
use crate::domain::text::line;
use crate::domain::time::Timestamp;
use crate::operations::clock;
use crate::operations::context::{Context, named};
use crate::operations::deeds;
use crate::operations::error::{Error, Result, Rule};
use crate::operations::establishment::restore;
use crate::operations::mailing;
use crate::operations::parallel::each_part;
use crate::operations::reach;
use crate::store::ledger;
use crate::store::ledger::job::target::Group;
use crate::store::ledger::job::{self as rows, NewJob, NewTarget};
use crate::store::registry::{Tx, establishment as establishments, export, outbox};

/// Threads that read.
const READERS: usize = 2;

/// Asks the guards about candidates, in one state of the registry and after earlier ones of the same plan, and names them.
pub fn forecast(
    ctx: &mut Context,
    (task, undo_of): (&Task, Option<JobId>),
    (candidates, earlier): (Vec<Candidate>, &mut Earlier),
) -> Result<Vec<NewTarget>> {
    if let Some(deed) = deeds::of_task(task) {
        return deed.forecast(ctx, task, (candidates, earlier));
    }
    let ctx = &mut ctx.permit(kinds::act(task))?;
    kinds::check_place(task, ctx.at())?;
    let (home, now) = (ctx.home().clone(), ctx.now());
    ctx.read(|tx| {
        let mut targets = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            let Candidate { number, object, given } = &candidate;
            let considered = Considered { number: *number, object, given };
            let judged = kinds::judge(Scene { tx, home: &home, now }, (task, undo_of), considered);
            // What is another's is not even named.
            let is_shown = !matches!(judged, Err(Error::Refused(_)));
            let mut frozen = None;
            let forecast = match judged {
                Ok(present) => {
                    frozen = present;
                    Forecast::Do
                }
                Err(error) if stops_the_step(&error) => return Err(error),
                Err(error) => expected(&named(&home, error)),
            };
            let label = if is_shown { label(tx, &candidate)? } else { String::new() };
            let Candidate { number, object, given } = candidate;
            let given = frozen.unwrap_or(given);
            targets.push(NewTarget { number, object, label, given, forecast });
        }
        Ok(targets)
    })
}

/// Reads what the registry does not know, but files tell, of what candidates come back from: which school's an export of an
/// earlier version is, and that there is a newer one.
pub fn learn(ctx: &mut Context, candidates: &mut [Candidate]) -> Result<()> {
    let ctx = &mut ctx.permit(Act::JOB_SHOW)?;
    let mut undone = HashMap::new();
    for candidate in &*candidates {
        restore::learn(ctx, &candidate.given)?;
        if let Given::Effect { effect: Effect::Deleted { export } } = &candidate.given {
            undone.insert(candidate.number, export.clone());
        }
    }
    if undone.is_empty() {
        return Ok(());
    }
    let mut newer = restore::newer_outside(ctx, &undone)?;
    for candidate in candidates {
        if let Some(fault) = newer.remove(&candidate.number) {
            candidate.given = Given::Unfit { fault };
        }
    }
    Ok(())
}

/// Counts the establishments of a plan that were blocked where their files come from and arrive open; each keeps those blocks in
/// what is given of it, and no other one does.
pub fn opened(ctx: &mut Context, task: &Task, targets: &mut [NewTarget]) -> Result<u32> {
    if !matches!(task, Task::Restore | Task::Replace) {
        return Ok(0);
    }
    let ctx = &mut ctx.permit(kinds::act(task))?;
    let (home, now) = (ctx.home().clone(), ctx.now());
    ctx.read(|tx| {
        let mut count = 0;
        for target in targets {
            // What is replaced keeps the blocks that it has here.
            let behind = if *task == Task::Restore && target.forecast == Forecast::Do {
                restore::left_behind(tx, (&home, now), (&target.given, &target.object))?
            } else {
                Vec::new()
            };
            count += u32::from(!behind.is_empty());
            if let Given::Archive { held, .. } = &mut target.given {
                held.blocks = behind;
            }
        }
        Ok(count)
    })
}

/// Names a candidate: as the registry does, as its file does, or as the export that was made of it.
fn label(tx: &Tx<'_>, candidate: &Candidate) -> Result<String> {
    if let Some(name) = establishments::denomination(tx, candidate.number)? {
        return Ok(name);
    }
    if let Given::Effect { effect: Effect::Deleted { export: file } } = &candidate.given {
        return Ok(export::find(tx, file)?.map(|export| export.held.denomination).unwrap_or_default());
    }
    let name = if let Given::Archive { held, .. } = &candidate.given { held.denomination.as_str() } else { "" };
    Ok(name.to_owned())
}

/// Adds up what a task costs in some establishments, read on two threads without changing anything. Those that cannot
/// be read are counted; those that are not there cost nothing.
pub fn impact(ctx: &mut Context, task: &Task, targets: &[NewTarget], stop: &AtomicBool) -> Result<Impact> {
    let ctx = &mut ctx.permit(kinds::act(task))?;
    let (mut mails, mut unreadable) = (0, 0);
    let known: Vec<(EstablishmentNumber, Secret)> = ctx.read(|tx| {
        let mut known = Vec::new();
        for target in targets.iter().filter(|target| target.forecast == Forecast::Do) {
            // Nobody loses by a block the access that another one has taken already.
            let is_lost = matches!(target.given, Given::Standing { .. });
            if is_lost {
                continue;
            }
            match establishments::credential(tx, target.number) {
                Ok(Some(credential)) => {
                    mails += u64::from(withdrawn(tx, kinds::extent(task), target)?);
                    known.push((target.number, credential));
                }
                Ok(None) => {}
                Err(error) if error.is_of_a_row() => unreadable += 1,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(known)
    })?;
    let shelf = ctx.home().shelf();
    let add_up = |part: &[(EstablishmentNumber, Secret)]| {
        let mut impact = Impact::default();
        for (number, credential) in part {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            match shelf.loss(*number, credential) {
                Ok(loss) => {
                    impact.accounts += u64::from(loss.accounts);
                    impact.grades += u64::from(loss.grades);
                    impact.mails += u64::from(loss.mails);
                    impact.last_sign_in_at = impact.last_sign_in_at.max(loss.last_sign_in_at);
                }
                Err(_) => impact.unreadable += 1,
            }
        }
        impact
    };
    let half = known.len().div_ceil(READERS).max(1);
    let halves: Vec<&[_]> = known.chunks(half).collect();
    // A thread that panicked has read nothing that is known.
    let unread =
        |part: &&[_]| Impact { unreadable: u32::try_from(part.len()).unwrap_or(u32::MAX), ..Impact::default() };
    let mut all = Impact { mails, unreadable, ..Impact::default() };
    for found in each_part(&halves, |part| add_up(part), unread) {
        all.accounts += found.accounts;
        all.grades += found.grades;
        all.mails += found.mails;
        all.unreadable += found.unreadable;
        all.last_sign_in_at = all.last_sign_in_at.max(found.last_sign_in_at);
    }
    Ok(all)
}

/// Counts the mails about a target that its task withdraws: all of one that goes, of one that stays those with passwords.
fn withdrawn(tx: &Tx<'_>, extent: Extent, target: &NewTarget) -> Result<u32> {
    let stays = matches!(target.given, Given::Effect { effect: Effect::Replaced { .. } });
    Ok(if extent.may_delete() && !stays {
        outbox::count_waiting_about(tx, target.number)?
    } else if extent.loses_content() {
        outbox::count_credentials_about(tx, target.number)?
    } else {
        0
    })
}

/// A plan to be saved.
#[derive(Debug)]
pub struct NewPlan {
    /// What is done.
    pub task: Task,
    /// How the targets were named.
    pub selection: Selection,
    /// A name, or empty.
    pub name: String,
    /// The job that it undoes.
    pub undo_of: Option<JobId>,
    /// What it does besides its counts.
    pub impact: Impact,
    /// Its targets with what is expected of each.
    pub targets: Vec<NewTarget>,
}

impl NewPlan {
    /// Returns its rows as a report of the saved plan has them, in order; they belong to no job yet.
    pub fn rows(&self) -> impl Iterator<Item = TargetRow> {
        let row = |(position, new): (u32, &NewTarget)| TargetRow {
            target: Target {
                job: JobId(0),
                position,
                number: new.number,
                object: new.object.clone(),
                label: new.label.clone(),
                given: new.given.clone(),
            },
            forecast: new.forecast.clone(),
            verdict: None,
            at: None,
        };
        (1..).zip(&self.targets).map(row)
    }

    /// Groups what is expected of its targets, the largest group first.
    #[must_use]
    pub fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let alike = |one: &Forecast, other: &Forecast| {
            one.word() == other.word() && one.reason().map(Reason::word) == other.reason().map(Reason::word)
        };
        for forecast in self.targets.iter().map(|target| &target.forecast) {
            match groups.iter_mut().find(|group| alike(&group.forecast, forecast)) {
                Some(group) => group.count += 1,
                None => groups.push(Group {
                    state: TargetState::Waiting,
                    forecast: forecast.clone(),
                    reason: forecast.reason().cloned(),
                    count: 1,
                }),
            }
        }
        groups.sort_by_key(|group| (std::cmp::Reverse(group.count), group.forecast.word()));
        groups
    }
}

/// Asks the guards of the whole, and returns its name as it is stored.
fn checked(plan: &NewPlan) -> Result<String> {
    let name = line(&plan.name, NAME_MAX).map_err(|problem: Problem| Error::field(Field::PlanName, problem))?;
    if plan.targets.is_empty() {
        return Err(Rule::NoTargets.into());
    }
    if plan.targets.len() > TARGETS_MAX {
        return Err(Rule::TooMany { max: TARGETS_MAX, found: plan.targets.len() }.into());
    }
    Ok(name)
}

/// Refuses a plan that could not be saved; nothing is written.
///
/// # Errors
/// As [`save`].
pub fn check(ctx: &mut Context, plan: &NewPlan) -> Result<()> {
    let ctx = &mut ctx.permit(kinds::act(&plan.task))?;
    checked(plan)?;
    let Some(undone) = plan.undo_of else { return Ok(()) };
    ctx.read_ledger(|tx| check_undone(tx, undone))
}

/// Freezes a plan. Nothing is done yet.
///
/// # Errors
/// [`Rule::NoTargets`], [`Rule::TooMany`]; [`Rule::AlreadyUndone`], [`Rule::BeingUndone`] when another job undoes the same one.
pub fn save(ctx: &mut Context, plan: &NewPlan) -> Result<Job> {
    let ctx = &mut ctx.permit(kinds::act(&plan.task))?;
    let name = checked(plan)?;
    kinds::check_place(&plan.task, ctx.at())?;
    if ctx.at() != At::Host {
        return ctx.write_ledger(|tx, permit, moment| freeze(tx, (permit, moment.kept_at), (plan, &name)));
    }
    ctx.write(|tx, permit, now| {
        let job = freeze(tx, (permit, clock::kept_at(tx, now)?), (plan, &name))?;
        mailing::used_by(tx, &plan.task, job.id)?;
        Ok(job)
    })
}

fn freeze(tx: &ledger::Tx<'_>, (permit, now): (&Permit<'_>, Timestamp), (plan, name): (&NewPlan, &str)) -> Result<Job> {
    if let Some(undone) = plan.undo_of {
        check_undone(tx, undone)?;
    }
    let new = NewJob {
        task: &plan.task,
        is_exclusive: kinds::extent(&plan.task).is_exclusive(),
        selection: &plan.selection,
        name,
        author: permit.by(),
        undo_of: plan.undo_of,
        impact: plan.impact,
    };
    let id = rows::insert(tx, &new, &plan.targets, now)?;
    Ok(existing(tx, id)?.job)
}

/// Refuses to undo a job that cannot be, or that whoever acts may not steer.
fn check_undone(tx: &ledger::Tx<'_>, undone: JobId) -> Result<()> {
    let job = existing(tx, undone)?.job;
    reach::check_job(tx, &job)?;
    check_undo(&job, |by| Ok(existing(tx, by)?.job))
}

/// Refuses to undo what cannot be undone, is not over, or is undone already. A plan that was only drawn up does not count,
/// and what failed in an undoing that is over, or was not to be done then, can be undone again: target by target, what is undone is passed over.
pub(super) fn check_undo(job: &Job, other: impl FnOnce(JobId) -> Result<Job>) -> Result<()> {
    if kinds::reversal(&job.task).is_none() {
        return Err(Rule::NotUndoable.into());
    }
    match job.state {
        JobState::Planned => return Err(Rule::JobNotBegun.into()),
        JobState::Running => return Err(Rule::JobNotOver.into()),
        JobState::Paused | JobState::Cancelled | JobState::Done => {}
    }
    let Some(by) = job.undone_by.map(other).transpose()? else { return Ok(()) };
    match by.state {
        JobState::Running | JobState::Paused => Err(Rule::BeingUndone(by.id).into()),
        JobState::Done if by.tally.failed == 0 && by.tally.skipped == 0 => Err(Rule::AlreadyUndone.into()),
        JobState::Done | JobState::Planned | JobState::Cancelled => Ok(()),
    }
}
