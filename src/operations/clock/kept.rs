//! The moments that are written into what is counted from for long.

use super::seen::{Mark, Reading, Seen};
use crate::domain::password::GENERATED_DAYS;
use crate::domain::time::{DAY_S, Timestamp};
use crate::operations::error::Result;
use crate::store::ledger::audit;
use crate::store::machine;
use crate::store::registry::Tx;

/// Reads the highest time seen, and how often a run saw the clock jump.
pub(in crate::operations) fn known(tx: &Tx<'_>) -> Result<(Timestamp, u64)> {
    let seen = Seen::read(tx)?;
    Ok((Timestamp(seen.highest.max(last_entry(tx)?.at)), seen.turns))
}

/// Returns the moment to write into what is counted from for long: its age, how long a password is good, which export is
/// the newest. It is now, unless the clock is behind: then it is what a right clock says at least. Entries of the audit and
/// waits carry the clock's own time.
pub(in crate::operations) fn kept_at(tx: &Tx<'_>, now: Timestamp) -> Result<Timestamp> {
    let (seen, last) = (Seen::read(tx)?, last_entry(tx)?);
    let steady = machine::steady().filter(|steady| seen.is_of(steady));
    let reading = Reading { wall: now, steady };
    Ok(seen.after(&reading, last).next.kept(&reading, last))
}

/// Returns the moment to write at the end of what can be undone as long as that is not long ago: as [`kept_at`], but the
/// highest time counts though it was doubted. It may have been right, and a doubt is not to make anything end early.
pub(in crate::operations) fn ended_at(tx: &Tx<'_>, now: Timestamp) -> Result<Timestamp> {
    Ok(kept_at(tx, now)?.max(known(tx)?.0))
}

/// When something is written: what entries and waits carry, and what is counted from for long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// As the clock says it.
    pub now: Timestamp,
    /// The moment to write: never before what the log has, and not ahead where the clock is doubted.
    pub kept_at: Timestamp,
    /// The same for the end of what can be undone for a while: the highest time counts though it was doubted.
    pub ended_at: Timestamp,
    /// For how long a password is good that is generated now, in seconds.
    pub password_s: i64,
}

impl Moment {
    /// Reads what the host knows of the clock.
    pub(in crate::operations) fn read(tx: &Tx<'_>, now: Timestamp) -> Result<Self> {
        Ok(Self { now, kept_at: kept_at(tx, now)?, ended_at: ended_at(tx, now)?, password_s: GENERATED_DAYS * DAY_S })
    }
}

pub(super) fn last_entry(tx: &Tx<'_>) -> Result<Mark> {
    Ok(audit::head(tx)?.map_or(Mark::default(), |head| Mark { at: head.at.0, id: head.id }))
}
