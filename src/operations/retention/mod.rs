//! What is beyond its limit: told first ([`survey`]), then taken ([`prune`]).
//!
//! Invariants: nothing goes that somebody may still need, whatever its age; nothing goes while the clock may be wrong;
//! each page is one transaction with its entry in the audit, so that others wait for a moment only and what a page did not
//! reach stays as it is: a run that was stopped or killed has taken a part of what was told, and the next one goes on.
//! What went is nowhere in the registry's file or its log.

mod dated_files;
mod due;
mod exports;
mod left;
mod lists;
mod log;
mod take;

pub(super) use dated_files::put_files_right;
pub use due::{Due, Remark, limits, overdue, survey};
pub use exports::{OldExport, survey_exports};
pub use log::begins;
pub use take::{Pruned, assure_time, prune, prune_exports};

pub use crate::domain::retention::Kind;
pub use crate::store::ledger::retention::Old;
