//! Who is at work across two databases, and how it marks what it has done.

use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{Effect, Verdict};
use crate::domain::time::Timestamp;
use crate::operations::error::{Error, Result};
use crate::operations::permitted::Permitted;
use crate::operations::{Rule, clock, recover};
use crate::store::registry::placed::{self, Placed};
use crate::store::registry::unfinished::{self, Step, TargetKey, Unfinished};
use crate::store::registry::{Tx, content, export};

/// Who begins work across two databases, and for which target of a job.
#[derive(Debug, Clone)]
pub(in crate::operations) struct Worker {
    owner: String,
    target: Option<TargetKey>,
}

impl Worker {
    /// Names this context, once what an earlier failure of its own left is finished or undone.
    pub(in crate::operations) fn of(ctx: &mut Permitted<'_>) -> Result<Self> {
        Ok(Self { owner: recover::owner(ctx)?, target: ctx.target() })
    }

    /// Returns the token of this process.
    pub(in crate::operations) fn owner(&self) -> &str {
        &self.owner
    }

    /// Begins; refuses with the name of who is at work on the establishment.
    pub(in crate::operations) fn begin(&self, tx: &Tx<'_>, number: EstablishmentNumber, step: Step) -> Result<()> {
        let work = Unfinished { number, owner: self.owner.clone(), step, target: self.target };
        unfinished::begin(tx, &work)?.map_err(|owner| Error::Busy { owner })
    }
}

/// Marks the target for which work on an establishment is done, in the transaction that acknowledges it. Gives it.
pub(in crate::operations) fn mark(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    effect: Effect,
    now: Timestamp,
) -> Result<Option<TargetKey>> {
    settle_target(tx, number, &Verdict::Done(effect), now)
}

/// As [`mark`], however the work ended.
pub(super) fn settle_target(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    verdict: &Verdict,
    now: Timestamp,
) -> Result<Option<TargetKey>> {
    let target = unfinished::find(tx, number)?.and_then(|work| work.target);
    if let Some(target) = target {
        content::mark(tx, target.job, target.position, verdict, now)?;
        if let Verdict::Done(Effect::Restored { file, sha256 } | Effect::Replaced { file, sha256, .. }) = verdict {
            note_placed(tx, number, (file, sha256, content::latest_order(tx, number)?), now)?;
        } else if matches!(verdict, Verdict::Done(Effect::Deleted { .. })) {
            placed::forget(tx, number)?;
        }
    }
    Ok(target)
}

/// Notes from which file an establishment was filled, and where that stands in the order of what came of it.
pub(in crate::operations) fn note_placed(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    (file, sha256, order): (&str, &str, i64),
    now: Timestamp,
) -> Result<()> {
    // Exports that were made before it say so, also where they were ahead of the clock by some seconds.
    let at = export::next_moment(tx, number, clock::kept_at(tx, now)?)?;
    let at = placed::last(tx, number)?.map_or(at, |last| at.max(last.at));
    Ok(placed::put(tx, number, &Placed { file: file.to_owned(), sha256: sha256.to_owned(), order, at })?)
}

/// Refuses an establishment that somebody is at work on.
pub(super) fn check_free(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<()> {
    match unfinished::find(tx, number)? {
        Some(work) if !matches!(work.step, Step::Create | Step::Discard) => Err(Error::Busy { owner: work.owner }),
        Some(_) => Err(Rule::NotActive.into()),
        None => Ok(()),
    }
}
