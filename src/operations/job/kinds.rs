//! What each kind of task asks and does to one target; the plan's forecast and the act meet the same guard here.

use super::turn::Running;
use crate::domain::access::{At, Permit};
use crate::domain::act::Act;
use crate::domain::block::{Block, Blocker};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{Danger, Effect, Given, JobId, Target, Task};
use crate::domain::time::Timestamp;
use crate::operations::deed::Doable;
use crate::operations::deeds;
use crate::operations::error::{Result, Rule};
use crate::operations::establishment::{administrator, block, change_zone, delete, restore};
use crate::operations::mailing::{self, LoadedLetter};
use crate::operations::permitted::Permitted;
use crate::store::home::Home;
use crate::store::registry::Tx;
use crate::store::registry::content;
use crate::store::registry::establishment as rows;
use crate::store::registry::unfinished::TargetKey;

/// Returns what whoever does a task must be allowed.
#[must_use]
pub const fn act(task: &Task) -> Act {
    match task {
        Task::Block { .. } | Task::UndoUnblock => Act::ESTABLISHMENT_BLOCK,
        Task::Unblock { .. } | Task::UndoBlock => Act::ESTABLISHMENT_UNBLOCK,
        Task::MoveToZone { .. } | Task::UndoMove => Act::ESTABLISHMENT_MOVE,
        Task::ResetAdministrator { .. } => Act::ESTABLISHMENT_RESET_PASSWORD,
        Task::Export { .. } => Act::ESTABLISHMENT_EXPORT,
        Task::ComputeStatistics => Act::STATISTICS_COMPUTE,
        Task::Delete { .. } | Task::UndoRestore => Act::ESTABLISHMENT_DELETE,
        Task::Restore | Task::Replace | Task::UndoDelete => Act::ESTABLISHMENT_RESTORE,
        Task::WriteMail { .. } | Task::UndoWriteMail => Act::ESTABLISHMENT_MAIL,
        Task::Act { act, .. } | Task::TakeBack { act } => *act,
    }
}

/// Refuses a task where its rows are not: job 5 of one place is never taken for job 5 of another.
///
/// # Errors
/// [`Rule::Elsewhere`].
pub(super) fn check_place(task: &Task, at: At) -> Result<()> {
    match deeds::of_task(task) {
        Some(deed) => deed.check_place(at),
        None if at == At::Host => Ok(()),
        None => Err(Rule::Elsewhere.into()),
    }
}

/// Tells whether a task ends what nothing in the data directory brings back as it was: deletions, also with an export,
/// and contents that others replace.
#[must_use]
pub const fn destroys(task: &Task) -> bool {
    match task {
        Task::Delete { .. } | Task::Replace | Task::UndoRestore => true,
        Task::Act { act, .. } => act.deletes(),
        Task::Block { .. }
        | Task::Unblock { .. }
        | Task::MoveToZone { .. }
        | Task::WriteMail { .. }
        | Task::ComputeStatistics
        | Task::ResetAdministrator { .. }
        | Task::Export { .. }
        | Task::Restore
        | Task::UndoBlock
        | Task::UndoUnblock
        | Task::UndoMove
        | Task::UndoDelete
        | Task::UndoWriteMail
        | Task::TakeBack { .. } => false,
    }
}

/// The acts that are done to rows, each by its deed.
pub fn deeds() -> impl Iterator<Item = Act> {
    deeds::all()
}

/// How much care the confirmation of a task takes.
#[must_use]
pub fn danger(task: &Task) -> Danger {
    match task {
        Task::Act { act, .. } => deeds::of(*act).map_or(Danger::Yes, Doable::danger),
        other => other.kind().danger(),
    }
}

/// Returns the task that undoes a task, as far as it can be undone.
#[must_use]
pub fn reversal(task: &Task) -> Option<Task> {
    match task {
        Task::Act { act, .. } => deeds::of(*act).ok().map(Doable::reversal),
        other => other.reversal(),
    }
}

/// Where a task does its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the registry alone: many targets in one transaction.
    Registry,
    /// It only reads establishments' databases, many at a time.
    Databases,
    /// Also in the establishment's own database: one target after the other.
    Establishment,
    /// In files: many targets side by side.
    Files,
    /// On rows of a noun: many in one transaction, by its deed.
    Rows,
}

/// Returns where a task does its work.
#[must_use]
pub const fn place(task: &Task) -> Place {
    match task {
        Task::Block { .. }
        | Task::Unblock { .. }
        | Task::MoveToZone { .. }
        | Task::WriteMail { .. }
        | Task::UndoBlock
        | Task::UndoUnblock
        | Task::UndoMove
        | Task::UndoWriteMail => Place::Registry,
        Task::ComputeStatistics => Place::Databases,
        Task::ResetAdministrator { .. } => Place::Establishment,
        Task::Export { .. }
        | Task::Delete { .. }
        | Task::Restore
        | Task::Replace
        | Task::UndoDelete
        | Task::UndoRestore => Place::Files,
        Task::Act { .. } | Task::TakeBack { .. } => Place::Rows,
    }
}

/// Asks about one target of a job that undoes another one: whether that was undone there already, and whether what it made
/// is what a later job has left.
///
/// # Errors
/// [`Rule::AlreadyUndone`], [`Rule::Superseded`].
pub(super) fn judge_undo(
    tx: &Tx<'_>,
    (task, undo_of): (&Task, Option<JobId>),
    number: EstablishmentNumber,
) -> Result<()> {
    let Some(undone) = undo_of else { return Ok(()) };
    if content::is_undone(tx, undone, number)? {
        return Err(Rule::AlreadyUndone.into());
    }
    // One that is there again is told as that.
    let is_back = *task == Task::UndoDelete && rows::denomination(tx, number)?.is_some();
    let later = if gives_content(task) && !is_back { content::later_content(tx, undone, number)? } else { None };
    later.map_or(Ok(()), |job| Err(Rule::Superseded(job).into()))
}

/// Tells whether a task gives an establishment other content, or takes it away.
const fn gives_content(task: &Task) -> bool {
    match task {
        Task::Delete { .. } | Task::Restore | Task::Replace | Task::UndoDelete | Task::UndoRestore => true,
        Task::Block { .. }
        | Task::Unblock { .. }
        | Task::MoveToZone { .. }
        | Task::WriteMail { .. }
        | Task::ComputeStatistics
        | Task::ResetAdministrator { .. }
        | Task::Export { .. }
        | Task::UndoBlock
        | Task::UndoUnblock
        | Task::UndoMove
        | Task::UndoWriteMail
        | Task::Act { .. }
        | Task::TakeBack { .. } => false,
    }
}

/// Asks the guards about one target, and changes nothing; returns the present block that the task replaces or lifts.
/// What only the establishment's own database knows is asked when the task acts.
///
/// # Errors
/// Why it would not be done.
pub(super) fn judge(
    tx: &Tx<'_>,
    (home, now): (&Home, Timestamp),
    task: &Task,
    (number, object, given): (EstablishmentNumber, &str, &Given),
) -> Result<Option<Block>> {
    match task {
        Task::Block { reason, until } => return Ok(block::judge(tx, now, number, (reason, *until))?.1),
        Task::Unblock { blocker } => return Ok(Some(block::judge_lift((tx, now), number, *blocker)?.1)),
        Task::MoveToZone { zone } => change_zone::judge(tx, number, *zone).map(drop),
        Task::UndoBlock => {
            let (placed, _) = blocked(given)?;
            block::judge_take_back(tx, number, placed).map(drop)
        }
        Task::UndoUnblock => block::judge_put_back(tx, number, lifted(given)?).map(drop),
        Task::UndoMove => {
            let (from, to) = moved(given)?;
            change_zone::judge_back(tx, number, (from, to)).map(drop)
        }
        Task::ResetAdministrator { .. } => administrator::judge(tx, number).map(drop),
        Task::Export { .. } | Task::Delete { .. } => delete::judge(tx, number).map(drop),
        Task::WriteMail { .. } => mailing::judge(tx, number).map(drop),
        Task::UndoWriteMail => mailing::judge_take_back(tx, queued(given)?),
        // What cannot be read is what it finds out.
        Task::ComputeStatistics => Ok(()),
        Task::Act { .. } | Task::TakeBack { .. } => Err(Rule::Incomplete.into()),
        Task::UndoRestore if is_restored(given) => delete::judge(tx, number).map(drop),
        Task::Restore | Task::Replace | Task::UndoDelete | Task::UndoRestore => {
            restore::judge(tx, home, (task, given, object), number).map(drop)
        }
    }
    .map(|()| None)
}

/// What the targets of one step share, loaded once in their transaction.
#[derive(Debug)]
pub(super) enum Tools {
    /// Nothing.
    None,
    /// The letter that is written.
    LoadedLetter(Box<LoadedLetter>),
}

/// Loads what a task's targets share.
pub(super) fn tools(tx: &Tx<'_>, task: &Task) -> Result<Tools> {
    match task {
        Task::WriteMail { letter, .. } => Ok(Tools::LoadedLetter(Box::new(LoadedLetter::load(tx, *letter)?))),
        Task::Block { .. }
        | Task::Unblock { .. }
        | Task::MoveToZone { .. }
        | Task::ResetAdministrator { .. }
        | Task::Export { .. }
        | Task::Delete { .. }
        | Task::ComputeStatistics
        | Task::Restore
        | Task::Replace
        | Task::UndoDelete
        | Task::UndoRestore
        | Task::UndoBlock
        | Task::UndoUnblock
        | Task::UndoMove
        | Task::UndoWriteMail
        | Task::Act { .. }
        | Task::TakeBack { .. } => Ok(Tools::None),
    }
}

/// Does a task of [`Place::Registry`] to one target, with its audit entry.
///
/// # Errors
/// Why it was not done; then nothing was changed.
pub(super) fn act_in_registry(
    tx: &Tx<'_>,
    (permit, now): (&Permit<'_>, Timestamp),
    (running, tools): (&Running, &Tools),
    target: &Target,
) -> Result<Effect> {
    let task = &running.task;
    judge_undo(tx, (task, running.undo_of), target.number)?;
    let act = block::Blocking { tx, permit, now, job: Some(target.job) };
    match task {
        Task::Block { reason, until } => {
            let wanted = Block {
                blocker: Blocker::Webmaster,
                reason: reason.clone(),
                author: permit.by().name().to_owned(),
                since: now,
                until: *until,
            };
            block::put(&act, target.number, wanted)
        }
        Task::Unblock { blocker } => block::lift(&act, target.number, *blocker),
        Task::MoveToZone { zone } => change_zone::change(&act, target.number, *zone),
        Task::UndoBlock => {
            let (placed, replaced) = blocked(&target.given)?;
            block::take_back(&act, target.number, (placed, replaced))
        }
        Task::UndoUnblock => block::put_back(&act, target.number, lifted(&target.given)?),
        Task::UndoMove => change_zone::change_back(&act, target.number, moved(&target.given)?),
        Task::WriteMail { letter, .. } => match tools {
            Tools::LoadedLetter(loaded) => mailing::write(tx, now, (loaded, *letter), target),
            Tools::None => Err(Rule::Incomplete.into()),
        },
        Task::UndoWriteMail => mailing::take_back(tx, queued(&target.given)?),
        Task::ResetAdministrator { .. }
        | Task::Export { .. }
        | Task::Delete { .. }
        | Task::ComputeStatistics
        | Task::Restore
        | Task::Replace
        | Task::UndoDelete
        | Task::UndoRestore
        | Task::Act { .. }
        | Task::TakeBack { .. } => Err(Rule::Incomplete.into()),
    }
}

/// Does a task of [`Place::Establishment`] to one target. The verb itself marks the target when it acknowledges.
///
/// # Errors
/// Why it was not done; then the target is not marked and nothing was changed, or it is finished at the next start.
pub(super) fn act_on_establishment(ctx: &mut Permitted<'_>, task: &Task, target: &Target) -> Result<()> {
    let key = TargetKey { job: target.job, position: target.position };
    ctx.for_target(key, |ctx| match task {
        Task::ResetAdministrator { choice } => administrator::reset_chosen(ctx, target.number, *choice).map(drop),
        Task::Export { .. }
        | Task::Delete { .. }
        | Task::Restore
        | Task::Replace
        | Task::UndoDelete
        | Task::UndoRestore
        | Task::Block { .. }
        | Task::Unblock { .. }
        | Task::MoveToZone { .. }
        | Task::ComputeStatistics
        | Task::UndoBlock
        | Task::WriteMail { .. }
        | Task::UndoUnblock
        | Task::UndoMove
        | Task::UndoWriteMail
        | Task::Act { .. }
        | Task::TakeBack { .. } => Err(Rule::Incomplete.into()),
    })
}

/// Tells whether what another job did was to bring back an establishment that was not there.
pub(super) const fn is_restored(given: &Given) -> bool {
    matches!(given, Given::Effect { effect: Effect::Restored { .. } })
}

/// Returns the name of an establishment that is not there, from what its file says.
pub(super) fn name(given: &Given) -> Option<&str> {
    match given {
        Given::Archive { held, .. } => Some(&held.denomination),
        Given::Nothing
        | Given::Seen { .. }
        | Given::Standing { .. }
        | Given::Effect { .. }
        | Given::Line { .. }
        | Given::Unfit { .. }
        | Given::Refused { .. } => None,
    }
}

fn blocked(given: &Given) -> Result<(&Block, Option<&Block>)> {
    match given {
        Given::Effect { effect: Effect::Blocked { placed, replaced } } => Ok((placed, replaced.as_ref())),
        Given::Nothing
        | Given::Seen { .. }
        | Given::Standing { .. }
        | Given::Effect { .. }
        | Given::Archive { .. }
        | Given::Line { .. }
        | Given::Unfit { .. }
        | Given::Refused { .. } => Err(Rule::Incomplete.into()),
    }
}

fn lifted(given: &Given) -> Result<&Block> {
    match given {
        Given::Effect { effect: Effect::Unblocked { lifted } } => Ok(lifted),
        Given::Nothing
        | Given::Seen { .. }
        | Given::Standing { .. }
        | Given::Effect { .. }
        | Given::Archive { .. }
        | Given::Line { .. }
        | Given::Unfit { .. }
        | Given::Refused { .. } => Err(Rule::Incomplete.into()),
    }
}

fn moved(given: &Given) -> Result<(crate::domain::zone::ZoneNumber, crate::domain::zone::ZoneNumber)> {
    match given {
        Given::Effect { effect: Effect::Moved { from, to } } => Ok((*from, *to)),
        Given::Nothing
        | Given::Seen { .. }
        | Given::Standing { .. }
        | Given::Effect { .. }
        | Given::Archive { .. }
        | Given::Line { .. }
        | Given::Unfit { .. }
        | Given::Refused { .. } => Err(Rule::Incomplete.into()),
    }
}

fn queued(given: &Given) -> Result<i64> {
    match given {
        Given::Effect { effect: Effect::Queued { mail } } => Ok(*mail),
        Given::Nothing
        | Given::Seen { .. }
        | Given::Standing { .. }
        | Given::Effect { .. }
        | Given::Archive { .. }
        | Given::Line { .. }
        | Given::Unfit { .. }
        | Given::Refused { .. } => Err(Rule::Incomplete.into()),
    }
}
