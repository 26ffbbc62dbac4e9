//! What an addition or an edit leaves, so that it can be taken back.

use serde::{Deserialize, Serialize};

use crate::domain::access::Permit;
use crate::domain::establishment::{Draft, EstablishmentNumber};
use crate::domain::filled::Filled;
use crate::domain::job::{Effect, Given, Impact, JobId, Task};
use crate::domain::time::Timestamp;
use crate::operations::clock::Moment;
use crate::operations::deed::effect;
use crate::operations::error::{Result, Rule};
use crate::operations::job::single::Single;
use crate::store::registry::Tx;

/// What tells of it, besides the audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// A job of its own.
    AsJob,
    /// The import of a file.
    ByImport,
}

/// The texts that it changed; before an addition there were none.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::operations) struct Edited {
    pub(in crate::operations) was: Filled,
    pub(in crate::operations) is: Filled,
}

/// Reads what it has left.
///
/// # Errors
/// [`Rule::NotUndoable`] for what this version does not read.
pub(in crate::operations) fn edited(given: &Given) -> Result<Edited> {
    let Given::Effect { effect: Effect::Row { left } } = given else { return Err(Rule::Incomplete.into()) };
    serde_json::from_value(left.clone()).map_err(|_| Rule::NotUndoable.into())
}

/// Leaves the job of one that was added by itself.
pub(super) fn added(
    tx: &Tx<'_>,
    (permit, now): (&Permit<'_>, Timestamp),
    number: EstablishmentNumber,
    draft: &Draft,
) -> Result<JobId> {
    let left = Edited { is: draft.filled(), ..Edited::default() };
    let single = Single {
        task: Task::Add,
        number,
        object: "",
        name: "",
        label: draft.denomination.clone(),
        given: Given::Nothing,
        impact: Impact::default(),
    };
    single.carry_out(tx, (permit, Moment::read(tx, now)?), |target| Ok((effect(&left)?, target.job)))
}
