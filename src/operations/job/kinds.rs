//! Every kind of task: the job engine's one table, and what is asked of a task whatever its kind. The plan's forecast and the act
//! meet the same guard.

use super::kind::task_kind::{Considered, Detail, Scene, Settings, TaskKind, Work};
use super::kind::{
    add, block, compute_statistics, delete, edit, export, move_to_zone, reset_administrator, restore, unblock,
    write_mail,
};
use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{Danger, Extent, Given, JobId, Task};
use crate::operations::deed::Changed;
use crate::operations::deed::Doable;
use crate::operations::deeds;
use crate::operations::error::{Result, Rule};
use crate::operations::establishment::left::edited;
use crate::operations::{reach, user};
use crate::store::registry::Tx;
use crate::store::registry::content;
use crate::store::registry::establishment as rows;

/// What does a task.
#[derive(Debug, Clone, Copy)]
pub(super) enum DoneBy {
    /// Its kind, to establishments.
    Kind(&'static TaskKind),
    /// The deed of an act, to rows of its noun.
    Deed(Act),
}

/// The table.
pub(super) const fn of(task: &Task) -> DoneBy {
    DoneBy::Kind(match task {
        Task::Block { .. } => &block::BLOCK,
        Task::Unblock { .. } => &unblock::UNBLOCK,
        Task::MoveToZone { .. } => &move_to_zone::MOVE_TO_ZONE,
        Task::Add => &add::ADD,
        Task::Edit { .. } => &edit::EDIT,
        Task::ResetAdministrator { .. } => &reset_administrator::RESET_ADMINISTRATOR,
        Task::Export { .. } => &export::EXPORT,
        Task::Delete { .. } => &delete::DELETE,
        Task::WriteMail { .. } => &write_mail::WRITE_MAIL,
        Task::ComputeStatistics => &compute_statistics::COMPUTE_STATISTICS,
        Task::Restore => &restore::RESTORE,
        Task::Replace => &restore::REPLACE,
        Task::UndoDelete => &delete::UNDO_DELETE,
        Task::UndoRestore => &restore::UNDO_RESTORE,
        Task::UndoBlock => &block::UNDO_BLOCK,
        Task::UndoUnblock => &unblock::UNDO_UNBLOCK,
        Task::UndoMove => &move_to_zone::UNDO_MOVE,
        Task::UndoAdd => &add::UNDO_ADD,
        Task::UndoEdit => &edit::UNDO_EDIT,
        Task::UndoWriteMail => &write_mail::UNDO_WRITE_MAIL,
        Task::Act { act, .. } | Task::TakeBack { act } => return DoneBy::Deed(*act),
    })
}

/// Returns what whoever does a task must be allowed.
#[must_use]
pub const fn act(task: &Task) -> Act {
    match of(task) {
        DoneBy::Kind(kind) => kind.act,
        DoneBy::Deed(act) => act,
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

/// How far a task goes into establishments.
#[must_use]
pub const fn extent(task: &Task) -> Extent {
    match of(task) {
        DoneBy::Kind(kind) => kind.extent,
        DoneBy::Deed(_) => Extent::Rows,
    }
}

/// Tells whether a task ends what nothing in the data directory brings back as it was: deletions, also with an export,
/// and contents that others replace.
#[must_use]
pub const fn destroys(task: &Task) -> bool {
    match of(task) {
        DoneBy::Kind(kind) => kind.extent.loses_content(),
        DoneBy::Deed(act) => matches!(task, Task::Act { .. }) && act.deletes(),
    }
}

/// The acts that are done to rows, each by its deed.
pub fn deeds() -> impl Iterator<Item = Act> {
    deeds::all()
}

/// The deed that a task does, unless it takes one back.
fn deed(task: &Task) -> Option<&'static dyn Doable> {
    if let Task::Act { act, .. } = task { deeds::of(*act).ok() } else { None }
}

/// How much care the confirmation of a task takes.
#[must_use]
pub fn danger(task: &Task) -> Danger {
    match of(task) {
        DoneBy::Kind(kind) => kind.danger,
        DoneBy::Deed(_) => deed(task).map_or(Danger::Yes, Doable::danger),
    }
}

/// Returns the task that undoes a task, as far as it can be undone.
#[must_use]
pub fn reversal(task: &Task) -> Option<Task> {
    match of(task) {
        DoneBy::Kind(kind) => (kind.reversal)(task),
        DoneBy::Deed(_) => deed(task).and_then(Doable::reversal),
    }
}

/// Returns the values that an edit or a deletion left in a target, and those that undoing it gives back; none for any other
/// task.
#[must_use]
pub fn changed(task: &Task, given: &Given) -> Option<Changed> {
    match task {
        Task::UndoEdit => edited(given).ok().map(|left| Changed { now: Some(left.is), then: left.was, also: None }),
        Task::TakeBack { act } => deeds::of(*act).ok()?.changed(given),
        _ => None,
    }
}

/// Returns what was chosen for a task besides its targets.
#[must_use]
pub fn settings(task: &Task) -> Settings {
    match of(task) {
        DoneBy::Kind(kind) => (kind.settings)(task),
        DoneBy::Deed(_) => Settings { options: Vec::new(), detail: Detail::Said(task.typed_said()) },
    }
}

/// How many targets are acted on between two looks at what the job is asked for.
#[must_use]
pub fn step(task: &Task) -> u32 {
    match of(task) {
        DoneBy::Kind(TaskKind { work: Work::Registry(_) | Work::Databases(_), .. }) => 200,
        // What is done as a whole is one step.
        DoneBy::Deed(_) => {
            if user::is_whole(task) {
                u32::MAX
            } else {
                200
            }
        }
        DoneBy::Kind(TaskKind { work: Work::Files(_), .. }) => 32,
        DoneBy::Kind(TaskKind { work: Work::Establishment(_), .. }) => 1,
    }
}

/// Asks the guards about one target, and changes nothing; returns what the plan freezes of its present state.
///
/// # Errors
/// Why it would not be done.
pub(super) fn judge(
    scene: Scene<'_>,
    (task, undo_of): (&Task, Option<JobId>),
    target: Considered<'_>,
) -> Result<Option<Given>> {
    judge_target(scene.tx, (task, undo_of), target.number)?;
    match of(task) {
        DoneBy::Kind(kind) => (kind.judge)(scene, task, target),
        DoneBy::Deed(_) => Err(Rule::Incomplete.into()),
    }
}

/// Asks about one target of a job whatever its kind: whether whoever acts reaches it, and what an undoing asks besides.
///
/// # Errors
/// [`Error::Refused`](crate::operations::Error::Refused); as [`judge_undo`].
pub(super) fn judge_target(
    tx: &Tx<'_>,
    (task, undo_of): (&Task, Option<JobId>),
    number: EstablishmentNumber,
) -> Result<()> {
    reach::check_target(tx, extent(task), number)?;
    judge_undo(tx, (task, undo_of), number)
}

/// Asks about one target of a job that undoes another one: whether that was undone there already, and whether what it made
/// is what a later job has left.
///
/// # Errors
/// [`Rule::AlreadyUndone`], [`Rule::Superseded`].
fn judge_undo(tx: &Tx<'_>, (task, undo_of): (&Task, Option<JobId>), number: EstablishmentNumber) -> Result<()> {
    let Some(undone) = undo_of else { return Ok(()) };
    if content::is_undone(tx, undone, number)? {
        return Err(Rule::AlreadyUndone.into());
    }
    // One that is there again is told as that.
    let is_back = *task == Task::UndoDelete && rows::denomination(tx, number)?.is_some();
    let later =
        if extent(task).gives_content() && !is_back { content::later_content(tx, undone, number)? } else { None };
    later.map_or(Ok(()), |job| Err(Rule::Superseded(job).into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::block::Blocker;
    use crate::domain::export::Form;
    use crate::domain::filled::Filled;
    use crate::domain::job::{AdministratorChoice, ExportFirst};
    use crate::domain::mailing::LetterId;
    use crate::domain::zone::ZoneNumber;

    /// Says in a line what follows from a task.
    fn told(task: &Task) -> String {
        let extent = extent(task);
        let facts = [
            ("exclusive", extent.is_exclusive()),
            ("keeps", extent.keeps_chosen()),
            ("impact", extent.has_impact()),
            ("content", extent.gives_content()),
            ("loses", extent.loses_content()),
            ("deletes", extent.may_delete()),
        ];
        let facts: Vec<_> = facts.into_iter().filter_map(|(word, holds)| holds.then_some(word)).collect();
        let undo = reversal(task).map_or("–", |undo| undo.kind().word());
        format!(
            "{}: {} {:?}, {}, {}, {undo}",
            task.kind().word(),
            act(task).word(),
            danger(task),
            facts.join(" "),
            step(task)
        )
    }

    #[test]
    fn every_kind_has_its_facts() {
        let blocker = Blocker::Webmaster;
        for (task, expected) in [
            (
                Task::Block { reason: "r".into(), until: None },
                "block: establishment.block Yes, exclusive impact, 200, undo-block",
            ),
            (Task::Unblock { blocker }, "unblock: establishment.unblock Yes, exclusive, 200, undo-unblock"),
            (
                Task::MoveToZone { zone: ZoneNumber(3) },
                "move-to-zone: establishment.move Yes, exclusive, 200, undo-move",
            ),
            (Task::Edit { typed: Filled::default() }, "edit: establishment.edit None, exclusive, 1, undo-edit"),
            (
                Task::ResetAdministrator { choice: AdministratorChoice::First },
                "reset-administrator: establishment.reset-password Yes, exclusive, 1, –",
            ),
            (Task::Export { form: Form::default() }, "export: establishment.export None, exclusive keeps, 32, –"),
            (
                Task::Delete { export_first: ExportFirst::Yes },
                "delete: establishment.delete Name, exclusive impact content loses deletes, 32, undo-delete",
            ),
            (
                Task::Delete { export_first: ExportFirst::No },
                "delete: establishment.delete Name, exclusive impact content loses deletes, 32, –",
            ),
            (
                Task::WriteMail { letter: LetterId(4), subject: "s".into() },
                "write-mail: establishment.mail Count, keeps, 200, undo-write-mail",
            ),
            (Task::ComputeStatistics, "compute-statistics: statistics.compute None, keeps, 200, –"),
            (Task::Restore, "restore: establishment.restore Yes, exclusive content, 32, undo-restore"),
            (Task::Replace, "replace: establishment.restore Count, exclusive impact content loses, 32, undo-restore"),
            (Task::UndoDelete, "undo-delete: establishment.restore Yes, exclusive content, 32, –"),
            (
                Task::UndoRestore,
                "undo-restore: establishment.delete Count, exclusive impact content loses deletes, 32, –",
            ),
            (Task::UndoBlock, "undo-block: establishment.unblock Yes, exclusive, 200, –"),
            (Task::UndoUnblock, "undo-unblock: establishment.block Yes, exclusive impact, 200, –"),
            (Task::UndoMove, "undo-move: establishment.move Yes, exclusive, 200, –"),
            (Task::Add, "add: establishment.add None, exclusive content, 1, undo-add"),
            (Task::UndoAdd, "undo-add: establishment.delete Count, exclusive impact content loses deletes, 32, –"),
            (Task::UndoEdit, "undo-edit: establishment.edit Yes, exclusive, 1, –"),
            (Task::UndoWriteMail, "undo-write-mail: establishment.mail Yes, keeps, 200, –"),
            (Task::TakeBack { act: Act::ZONE_DELETE }, "undo-zone-delete: zone.delete Yes, , 200, –"),
        ] {
            assert_eq!(told(&task), expected);
        }
    }
}
