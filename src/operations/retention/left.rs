//! Accounts of people who left: deactivated or expired for so long that nobody is to know of them. They are erased one after the
//! other, each with its receipt.

use crate::domain::access::Actor;
use crate::domain::account::AccountId;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::time::Timestamp;
use crate::operations::deed::Kept as _;
use crate::operations::error::{Error, Result};
use crate::operations::permitted::Permitted;
use crate::operations::progress::Stop;
use crate::operations::progress::go_on;
use crate::operations::recover;
use crate::operations::user::{Users, erase_one, judge_erasure, looked_for};
use crate::store::establishment::{Tx, left};
use crate::store::ledger::retention::Old;
use crate::store::registry::establishment;

/// Finds those who left before a moment, and how many of them may not be erased and stay. Looking changes nothing, not even
/// how the file is written.
pub(super) fn look(ctx: &mut Permitted<'_>, until: Timestamp) -> Result<(Old, u32)> {
    let (by, now, at) = (ctx.actor.clone(), ctx.now(), ctx.at());
    let Some(number) = at.establishment() else { return Ok((Old::default(), 0)) };
    let credential = ctx.read(|tx| Ok(establishment::credential(tx, number)?))?;
    let credential = credential.ok_or_else(|| Error::not_found("establishment", number))?;
    let shelf = ctx.home().shelf();
    let seen = shelf.look_inside((number, &credential), |tx| Ok(found(tx, (&by, now), until)))?;
    seen.transpose().map(Option::unwrap_or_default)
}

fn found(tx: &Tx<'_>, (by, now): (&Actor, Timestamp), until: Timestamp) -> Result<(Old, u32)> {
    let (mut old, mut needed, all) = (Old::default(), 0, left::before(tx, until)?);
    if all.is_empty() {
        return Ok((old, needed));
    }
    let facts = Users::facts(tx, by, now)?;
    for (id, since) in all {
        match Users::find(tx, &id)?.and_then(|user| judge_erasure(&user, &facts)) {
            None => old.add(since, 0),
            Some(_) => needed += 1,
        }
    }
    Ok((old, needed))
}

/// Erases them.
pub(super) fn take(
    ctx: &mut Permitted<'_>,
    (number, until): (EstablishmentNumber, Timestamp),
    (stop, count): (Stop<'_>, &mut dyn FnMut(usize)),
) -> Result<()> {
    let token = recover::owner(ctx)?;
    let ids: Vec<AccountId> = ctx.read_own(|tx| Ok(left::before(tx, until)?))?.into_iter().map(|(id, _)| id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let mut left = looked_for(ctx, number, &ids)?;
    for id in ids {
        go_on(stop)?;
        match erase_one(ctx, (number, &token), (id, left.remove(&id).unwrap_or_default())) {
            Ok(_) => count(1),
            // Who may not be erased, or is back since.
            Err(Error::Judged(_) | Error::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    ctx.forget_logs();
    Ok(())
}
