//! Blocking and unblocking, one establishment or all of them.

use crate::audit::{Entry, Object};
use crate::domain::access::Permit;
use crate::domain::act::Act;
use crate::domain::block::{self as rules, Block, Blocker};
use crate::domain::day::parse_day;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::field::{Checker, Field, FieldError, Problem};
use crate::domain::job::{Effect, Given, JobId, Reason, Task};
use crate::domain::time::{Timestamp, end_of_day};
use crate::operations::context::Context;
use crate::operations::error::{Error, Result, Rule};
use crate::operations::permitted::{permit, record};
use crate::store::registry::Tx;
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
    /// Returns what is wrong with it, as far as that is known whoever puts it and whenever.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        match self.check("", Timestamp(i64::MIN)) {
            Err(Error::Fields(errors)) => errors,
            Ok(_) | Err(_) => Vec::new(),
        }
    }

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

/// Inside whose transaction, in whose name and for which job something is done to one establishment.
#[derive(Debug, Clone, Copy)]
pub(in crate::operations) struct Blocking<'a> {
    pub(in crate::operations) tx: &'a Tx<'a>,
    pub(in crate::operations) permit: &'a Permit<'a>,
    pub(in crate::operations) now: Timestamp,
    pub(in crate::operations) job: JobId,
}

impl Blocking<'_> {
    /// Names the job in an entry of the audit.
    pub(in crate::operations) fn named(&self, entry: Entry) -> Entry {
        entry.is("job", self.job.to_string())
    }
}

/// Refuses the same block once more, and one that ends sooner than the present one, unless whoever puts it has seen that
/// one; returns the one that would be replaced.
pub(in crate::operations) fn judge(
    tx: &Tx<'_>,
    now: Timestamp,
    (number, given): (EstablishmentNumber, &Given),
    (reason, until): (&str, Option<Timestamp>),
) -> Result<(Establishment, Option<Block>)> {
    let found = active(tx, number)?;
    let standing = standing(&found.blocks, now).cloned();
    let is_seen = standing.as_ref().is_some_and(|block| check_same(given, block).is_ok());
    judge_over(standing.as_ref(), is_seen, (reason, until))?;
    Ok((found, standing))
}

/// The webmaster's block that stands.
fn standing(blocks: &[Block], now: Timestamp) -> Option<&Block> {
    blocks.iter().find(|block| block.blocker == Blocker::Webmaster && block.stands(now))
}

/// Refuses to put a block over the one that stands.
fn judge_over(standing: Option<&Block>, is_seen: bool, (reason, until): (&str, Option<Timestamp>)) -> Result<()> {
    match standing {
        Some(block) if block.reason == reason && block.until == until => Err(Rule::AlreadyBlocked.into()),
        Some(block) if !is_seen && block.outlasts(until) => Err(Reason::BlockedLonger { block: block.clone() }.into()),
        _ => Ok(()),
    }
}

/// Refuses to replace or to lift another block than the one that was there when that was planned.
fn check_same(given: &Given, present: &Block) -> Result<()> {
    let planned = if let Given::Standing { block } = given { Some(block) } else { None };
    if planned == Some(present) { Ok(()) } else { Err(Rule::Changed.into()) }
}

/// Puts the webmaster's block in a transaction. The other blockers' stay as they are.
pub(in crate::operations) fn put(
    act: &Blocking<'_>,
    (number, given): (EstablishmentNumber, &Given),
    wanted: Block,
) -> Result<Effect> {
    let (found, standing) = judge(act.tx, act.now, (number, given), (&wanted.reason, wanted.until))?;
    standing.as_ref().map_or(Ok(()), |present| check_same(given, present))?;
    block::put(act.tx, number, &wanted)?;
    let mut entry = Entry::new(Act::ESTABLISHMENT_BLOCK, Object::establishment(number, &found.denomination))
        .is("reason", &wanted.reason)
        .is("until", day(&wanted));
    if let Some(old) = &standing {
        entry = entry.was("reason", &old.reason).was("until", day(old));
    }
    record(act.tx, act.permit, act.now, &act.named(entry))?;
    Ok(Effect::Blocked { placed: wanted, replaced: standing })
}

/// Refuses to lift a block that is not there.
pub(in crate::operations) fn judge_lift(
    (tx, now): (&Tx<'_>, Timestamp),
    number: EstablishmentNumber,
    blocker: Blocker,
) -> Result<(Establishment, Block)> {
    let found = existing(tx, number)?;
    match found.blocks.iter().find(|block| block.blocker == blocker).cloned() {
        Some(old) => Ok((found, old)),
        None if found.blocks.iter().any(|block| block.stands(now)) => Err(Reason::BlockedByOthers { blocker }.into()),
        None => Err(Rule::NotBlocked.into()),
    }
}

/// Lifts one blocker's block in a transaction; the others' stay.
pub(in crate::operations) fn lift(
    act: &Blocking<'_>,
    (number, given): (EstablishmentNumber, &Given),
    blocker: Blocker,
) -> Result<Effect> {
    let (found, old) = judge_lift((act.tx, act.now), number, blocker)?;
    check_same(given, &old)?;
    lifted(act, &found, &old)?;
    Ok(Effect::Unblocked { lifted: old })
}

fn lifted(act: &Blocking<'_>, found: &Establishment, old: &Block) -> Result<()> {
    block::remove(act.tx, found.number, old.blocker)?;
    let entry = Entry::new(Act::ESTABLISHMENT_UNBLOCK, Object::establishment(found.number, &found.denomination))
        .was("blocker", old.blocker.word())
        .was("reason", &old.reason)
        .was("until", day(old));
    record(act.tx, act.permit, act.now, &act.named(entry))
}

/// Refuses to take back a block that no longer stands as it was put.
pub(in crate::operations) fn judge_take_back(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    placed: &Block,
) -> Result<Establishment> {
    let found = existing(tx, number)?;
    match found.blocks.iter().find(|block| block.blocker == placed.blocker) {
        None => Err(Rule::NotBlocked.into()),
        Some(present) if present == placed => Ok(found),
        Some(_) => Err(Rule::Changed.into()),
    }
}

/// Takes back a block that a job put; the one that it replaced stands again.
pub(in crate::operations) fn take_back(
    act: &Blocking<'_>,
    number: EstablishmentNumber,
    (placed, replaced): (&Block, Option<&Block>),
) -> Result<Effect> {
    let found = judge_take_back(act.tx, number, placed)?;
    match replaced {
        Some(earlier) => restored(act, &found, (earlier, Some(placed)))?,
        None => lifted(act, &found, placed)?,
    }
    Ok(Effect::Nothing)
}

/// Refuses to put back a block where another one of the same blocker stands now.
pub(in crate::operations) fn judge_put_back(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    lifted: &Block,
) -> Result<Establishment> {
    let found = active(tx, number)?;
    let other = found.blocks.iter().any(|block| block.blocker == lifted.blocker);
    if other { Err(Rule::Changed.into()) } else { Ok(found) }
}

/// Puts back a block that a job lifted.
pub(in crate::operations) fn put_back(
    act: &Blocking<'_>,
    number: EstablishmentNumber,
    lifted: &Block,
) -> Result<Effect> {
    let found = judge_put_back(act.tx, number, lifted)?;
    restored(act, &found, (lifted, None))?;
    Ok(Effect::Nothing)
}

fn restored(act: &Blocking<'_>, found: &Establishment, (block, instead): (&Block, Option<&Block>)) -> Result<()> {
    block::put(act.tx, found.number, block)?;
    let mut entry = Entry::new(Act::ESTABLISHMENT_BLOCK, Object::establishment(found.number, &found.denomination))
        .is("reason", &block.reason)
        .is("until", day(block));
    if let Some(old) = instead {
        entry = entry.was("reason", &old.reason).was("until", day(old));
    }
    record(act.tx, act.permit, act.now, &act.named(entry))
}

/// Makes the task that puts the webmaster's block. The other blockers' stay as they are.
///
/// # Errors
/// Every field's problem.
pub fn block_task(ctx: &Context, input: &BlockInput) -> Result<Task> {
    permit(&ctx.actor, Act::ESTABLISHMENT_BLOCK)?;
    let Block { reason, until, .. } = input.check(ctx.actor.name(), ctx.now())?;
    Ok(Task::Block { reason, until })
}

/// Stops every establishment; `seen` are the blocks that whoever does it was shown, if anything.
///
/// # Errors
/// Every field's problem; [`Rule::AlreadyBlocked`], [`Reason::BlockedLonger`]; [`Rule::Changed`] where another block stands
/// now than was shown.
pub fn block_everywhere(ctx: &mut Context, input: &BlockInput, seen: Option<&[Block]>) -> Result<()> {
    let ctx = &mut ctx.permit(Act::HOST_BLOCK)?;
    let wanted = input.check(ctx.actor.name(), ctx.now())?;
    ctx.write(|tx, permit, now| {
        let blocks = block::list(tx, EVERYWHERE)?;
        let there = standing(&blocks, now);
        let is_seen = is_as_seen(there, seen, now)?;
        judge_over(there, is_seen, (&wanted.reason, wanted.until))?;
        block::put(tx, EVERYWHERE, &wanted)?;
        let entry = Entry::new(Act::HOST_BLOCK, Object::host()).is("reason", &wanted.reason).is("until", day(&wanted));
        let entry = there.into_iter().fold(entry, |entry, old| entry.was("reason", &old.reason).was("until", day(old)));
        record(tx, permit, now, &entry)
    })
}

/// Refuses where another block stands than was shown, or none any more; tells whether anything was shown.
fn is_as_seen(there: Option<&Block>, seen: Option<&[Block]>, now: Timestamp) -> Result<bool> {
    match seen {
        Some(seen) if standing(seen, now) != there => Err(Rule::Changed.into()),
        seen => Ok(seen.is_some()),
    }
}

/// Lets every establishment go on; `seen` as for [`block_everywhere`].
///
/// # Errors
/// [`Rule::NoGeneralBlock`]; [`Rule::Changed`].
pub fn unblock_everywhere(ctx: &mut Context, seen: Option<&[Block]>) -> Result<()> {
    let ctx = &mut ctx.permit(Act::HOST_UNBLOCK)?;
    ctx.write(|tx, permit, now| {
        let blocks = block::list(tx, EVERYWHERE)?;
        is_as_seen(standing(&blocks, now), seen, now)?;
        let old = blocks.into_iter().next().ok_or(Rule::NoGeneralBlock)?;
        block::remove(tx, EVERYWHERE, old.blocker)?;
        record(tx, permit, now, &Entry::new(Act::HOST_UNBLOCK, Object::host()).was("reason", old.reason))
    })
}

/// Lists the blocks that stop every establishment.
pub fn blocks_everywhere(ctx: &mut Context) -> Result<Vec<Block>> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_LIST)?;
    ctx.read(|tx| Ok(block::list(tx, EVERYWHERE)?))
}
