//! Blocking and unblocking, one establishment or all of them.

use crate::audit::{Entry, Object};
use crate::domain::access::{Action, decide};
use crate::domain::block::{self as rules, Block, Blocker};
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::field::{Checker, Field, Problem};
use crate::domain::time::{Timestamp, end_of_day, parse_day};
use crate::operations::context::{Context, record};
use crate::operations::error::{Result, Rule};
use crate::store::registry::block::{self, EVERYWHERE};

use super::read::{active, existing};

/// A block as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockInput {
    /// Why; shown to those it stops.
    pub reason: String,
    /// The last day of it, or empty: until lifted.
    pub until: String,
}

impl BlockInput {
    fn check(&self, author: &str, now: Timestamp) -> Result<Block> {
        let mut checker = Checker::default();
        let reason = checker.take(Field::Reason, rules::reason(&self.reason));
        let until =
            if self.until.trim().is_empty() { Ok(None) } else { parse_day(&self.until).map(end_of_day).map(Some) };
        let until = until.and_then(|until| match until {
            Some(end) if end <= now => Err(Problem::InThePast),
            other => Ok(other),
        });
        let until = checker.take(Field::Until, until);
        let block = reason.zip(until).map(|(reason, until)| Block {
            blocker: Blocker::Webmaster,
            reason,
            author: author.to_owned(),
            since: now,
            until,
        });
        Ok(checker.finish(block)?)
    }
}

fn day(block: &Block) -> String {
    block.last_day().map(|day| day.to_string()).unwrap_or_default()
}

/// Puts the webmaster's block. The other blockers' stay as they are.
///
/// # Errors
/// Every field's problem; [`Rule::AlreadyBlocked`] when the same one stands.
pub fn block(ctx: &mut Context, number: EstablishmentNumber, input: &BlockInput) -> Result<Establishment> {
    decide(&ctx.actor, Action::BlockEstablishment)?;
    let wanted = input.check(ctx.actor.name(), ctx.now())?;
    ctx.write(|tx, actor, now| {
        let found = active(tx, number)?;
        let standing = found.blocks.iter().find(|block| block.blocker == Blocker::Webmaster && block.stands(now));
        if standing.is_some_and(|block| block.reason == wanted.reason && block.until == wanted.until) {
            return Err(Rule::AlreadyBlocked.into());
        }
        block::put(tx, number, &wanted)?;
        let mut entry = Entry::new("establishment.block", Object::establishment(number, &found.denomination))
            .is("reason", &wanted.reason)
            .is("until", day(&wanted));
        if let Some(old) = standing {
            entry = entry.was("reason", &old.reason).was("until", day(old));
        }
        record(tx, actor, now, &entry)?;
        existing(tx, number)
    })
}

/// Lifts one blocker's block; the others' stay.
///
/// # Errors
/// [`Rule::NotBlocked`].
pub fn unblock(ctx: &mut Context, number: EstablishmentNumber, blocker: Blocker) -> Result<Establishment> {
    decide(&ctx.actor, Action::BlockEstablishment)?;
    ctx.write(|tx, actor, now| {
        let found = existing(tx, number)?;
        let old = found.blocks.iter().find(|block| block.blocker == blocker).ok_or(Rule::NotBlocked)?;
        block::remove(tx, number, blocker)?;
        let entry = Entry::new("establishment.unblock", Object::establishment(number, &found.denomination))
            .was("blocker", blocker.word())
            .was("reason", &old.reason)
            .was("until", day(old));
        record(tx, actor, now, &entry)?;
        existing(tx, number)
    })
}

/// Stops every establishment.
///
/// # Errors
/// Every field's problem.
pub fn block_everywhere(ctx: &mut Context, input: &BlockInput) -> Result<()> {
    decide(&ctx.actor, Action::BlockEstablishment)?;
    let wanted = input.check(ctx.actor.name(), ctx.now())?;
    ctx.write(|tx, actor, now| {
        block::put(tx, EVERYWHERE, &wanted)?;
        let entry = Entry::new("host.block", Object::host()).is("reason", &wanted.reason).is("until", day(&wanted));
        record(tx, actor, now, &entry)
    })
}

/// Lets every establishment go on.
///
/// # Errors
/// [`Rule::NotBlocked`].
pub fn unblock_everywhere(ctx: &mut Context) -> Result<()> {
    decide(&ctx.actor, Action::BlockEstablishment)?;
    ctx.write(|tx, actor, now| {
        let old = block::list(tx, EVERYWHERE)?.into_iter().next().ok_or(Rule::NotBlocked)?;
        block::remove(tx, EVERYWHERE, old.blocker)?;
        record(tx, actor, now, &Entry::new("host.unblock", Object::host()).was("reason", old.reason))
    })
}

/// Lists the blocks that stop every establishment.
///
/// # Errors
/// What the store says.
pub fn blocks_everywhere(ctx: &mut Context) -> Result<Vec<Block>> {
    decide(&ctx.actor, Action::ListEstablishments)?;
    ctx.read(|tx| Ok(block::list(tx, EVERYWHERE)?))
}
