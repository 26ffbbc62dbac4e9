//! Jobs: planning, starting, acting target by target, stopping. `jobs` drives them; the guards and effects are here.
//!
//! Invariants: the effect on a target, its audit entry and its mark are one transaction of the registry, or the mark is
//! made by whatever finishes work across two databases ([`crate::store::registry::unfinished`]); the process that acts
//! checks in that same transaction that the job is still its own; a plan's forecast and the act ask the same guard.

pub mod act;
pub mod at_once;
pub mod candidate;
pub(in crate::operations) mod ended;
mod file_work;
mod files;
mod kind;
pub mod kinds;
pub mod last;
pub mod lifecycle;
pub mod plan;
pub mod read;
pub(in crate::operations) mod single;
pub(in crate::operations) mod stop;
pub(in crate::operations) mod turn;
pub mod verdict;

pub use act::{act, give_up};
pub use at_once::{AtOnce, at_once};
pub use candidate::{Candidate, Earlier, candidates, candidates_of_rows};
pub use kind::task_kind::{Detail, OptionValue, Settings};
pub use kinds::{act as needed, changed, danger, deeds, extent, reversal, settings, step};
pub use last::{last_act, last_undoable};
pub use lifecycle::{asked, authorise, beat, cancel, finish, halt, keep, pause, remove, rename, settled, take};
pub use plan::{NewPlan, check, forecast, impact, learn, opened, save};
pub use read::{
    Inside, Overview, UndoProgress, Undoing, get, get_listed, groups, ids, inside, interrupted, is_ordered, list,
    numbers, owner_of, page, rows, running, standings, was_tried,
};
pub use turn::{Acted, Running};

pub use crate::store::ledger::job::target::{Group, RowFilter};
