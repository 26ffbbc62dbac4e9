//! The machine's clock: what it is trusted with, and what waits while it may be wrong.
//!
//! The registry keeps, for each machine, how far its clock is from the seconds since its start, which nobody can set. A
//! jump of more than five minutes is audited once, whoever sees it first, and told once by every process. When the
//! machine was started anew there is nothing to compare with but the last entry of the audit: a clock behind it went
//! back; one more than a day ahead of it may be right, and is doubted all the same.
//!
//! What cannot be undone asks here first:
//!
//! * `settled`: what a person asks for waits in the run that sees the clock jump; the person is told, and asks again.
//! * `certain`: what time itself decides (retention, passwords that ran out) waits longer. The next run may come a
//!   minute later by itself, so that nobody had a look: it waits until the clock came back, until a person said that the
//!   clock is right ([`confirm`]), or until the machine has run for a whole day without another jump. While the clock
//!   says less than the highest time seen, only a person's word ends it.
//!
//! That word also takes back what a clock that was ahead has left: see [`confirm`].
//!
//! What is counted from a moment for long (retention, which export is the newest) is written with `kept_at`, so that
//! nothing that is made while the clock is behind is old at once when it is right again.

mod seen;

use super::context::{Clock, Context, record};
use super::error::{Error, Result, Rule};
use crate::audit::{Entry, Object};
use crate::domain::access::{Action, Actor, Identity, decide};
use crate::domain::time::{DAY_S, Latest, Timestamp};
use crate::store::registry::{Tx, ahead, audit, statistics};
use seen::{Reading, Seen};

pub(super) use seen::JUMP_S;
pub use seen::Jump;

/// Looks at the clock for one process, and remembers which jumps it told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Watch {
    told: Option<u64>,
}

impl Watch {
    /// Returns a jump that this process has not told yet, and writes it into the audit unless another one did. Nobody
    /// asks for this: the program does it for itself.
    ///
    /// # Errors
    /// What the store says.
    pub fn look(&mut self, ctx: &mut Context) -> Result<Option<Jump>> {
        let reading = Reading::take(ctx.clock());
        let (seen, own) = look_at(ctx, &reading)?;
        let told = self.told.replace(seen.jumps);
        let others = told.is_some_and(|told| told < seen.jumps);
        let last = Jump { from: Timestamp(seen.from), to: Timestamp(seen.to) };
        Ok(own.or_else(|| others.then_some(last)))
    }
}

fn last_entry(tx: &Tx<'_>) -> Result<Timestamp> {
    Ok(audit::head(tx)?.map_or(Timestamp(0), |head| head.at))
}

fn look_at(ctx: &mut Context, reading: &Reading) -> Result<(Seen, Option<Jump>)> {
    let (mut seen, mut last) = ctx.read(|tx| Ok((Seen::read(tx)?, last_entry(tx)?)))?;
    let mut own = None;
    if seen.after(reading, last).0 != seen {
        (seen, own) = ctx.write(|tx, actor, now| {
            // Another process may have seen it meanwhile.
            let (next, jump) = Seen::read(tx)?.after(reading, last_entry(tx)?);
            if let Some(jump) = &jump {
                if jump.to < jump.from {
                    // What was counted as recent is not what is recent now.
                    statistics::forget_known(tx)?;
                }
                let program = Actor { identity: Identity::Program, ..actor.clone() };
                let entry = Entry::new("clock.jump", Object::host());
                let entry = entry.was("time", jump.from.utc_text()).is("time", jump.to.utc_text());
                record(tx, &program, now, &entry)?;
            }
            next.put(tx)?;
            Ok((next, jump))
        })?;
        last = last.min(reading.wall);
    }
    ctx.note_highest(seen.highest().max(last));
    Ok((seen, own))
}

/// Reads the highest time seen, and how often a run saw the clock jump.
pub(super) fn known(tx: &Tx<'_>) -> Result<(Timestamp, u64)> {
    let seen = Seen::read(tx)?;
    Ok((seen.highest().max(last_entry(tx)?), seen.turns))
}

/// Returns the moment to write into what is counted from for long: its age, and which is the newest. It is now, unless the
/// clock says less than it did at a time that nobody doubted: then it is just after that time. Entries of the audit and waits carry
/// the clock's own time.
///
/// # Errors
/// What the store says.
pub(super) fn kept_at(tx: &Tx<'_>, now: Timestamp) -> Result<Timestamp> {
    let reading = Reading { wall: now, steady: None };
    let (seen, _) = Seen::read(tx)?.after(&reading, last_entry(tx)?);
    Ok(now.max(seen.sure().plus_s(1)))
}

/// Returns the moment to write at the end of what can be undone as long as that is not long ago: as [`kept_at`], but the
/// highest time counts though it was doubted. It may have been right, and a doubt is not to make anything end early.
///
/// # Errors
/// What the store says.
pub(super) fn ended_at(tx: &Tx<'_>, now: Timestamp) -> Result<Timestamp> {
    Ok(now.max(known(tx)?.0))
}

/// Refuses in the run that sees the clock jump. Every act that cannot be undone asks this before it begins.
///
/// # Errors
/// [`Rule::ClockJumped`].
pub(super) fn settled(ctx: &mut Context) -> Result<()> {
    let reading = Reading::take(ctx.clock());
    let (seen, _) = look_at(ctx, &reading)?;
    if seen.turns == ctx.turns() { Ok(()) } else { Err(Rule::ClockJumped.into()) }
}

/// Refuses while the clock may be wrong. Every act that ends something because of its age asks this, and learns by
/// which moment to judge.
///
/// # Errors
/// [`Rule::ClockJumped`], [`Rule::ClockDoubtful`].
pub(super) fn certain(ctx: &mut Context) -> Result<Latest> {
    settled(ctx)?;
    let seen = ctx.read(Seen::read)?;
    let latest = ctx.latest();
    let is_behind = latest.at().0.saturating_sub(ctx.now().0) > JUMP_S;
    if is_behind || seen.doubted_at.is_some() { Err(Rule::ClockDoubtful.into()) } else { Ok(latest) }
}

/// Answers [`certain`] for work that does the rest without it: none while the clock may be wrong.
pub(super) fn if_certain(ctx: &mut Context) -> Result<Option<Latest>> {
    match certain(ctx) {
        Ok(latest) => Ok(Some(latest)),
        Err(Error::Rule(Rule::ClockJumped | Rule::ClockDoubtful)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Notes that the person at a console was told of the jump: what is asked from now on is asked knowingly.
///
/// # Errors
/// What the store says.
pub fn heard(ctx: &mut Context) -> Result<()> {
    let seen = ctx.read(Seen::read)?;
    ctx.note_turns(seen.turns);
    Ok(())
}

/// How a clock was seen to be ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ahead {
    /// It jumped while the machine ran.
    Jumped,
    /// It was so when the machine started, which may have been off for long.
    Started,
}

/// What makes the clock doubtful.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It says less than it said before, or something is kept that was written at a later time.
    Behind {
        /// The highest time seen; now, when only rows tell.
        highest: Timestamp,
        /// What it says now.
        now: Timestamp,
        /// Rows that a later time has written.
        rows: u32,
    },
    /// It went ahead, and nobody said yet that it is right.
    Ahead {
        /// What it should have said, or when anything was last audited.
        from: Timestamp,
        /// What it said.
        to: Timestamp,
        /// How it was seen.
        how: Ahead,
    },
}

/// Tells what makes the clock doubtful; changes nothing.
///
/// # Errors
/// What the store says.
pub fn doubt(ctx: &mut Context) -> Result<Option<Doubt>> {
    decide(&ctx.actor, Action::Repair)?;
    let reading = Reading::take(ctx.clock());
    let now = reading.wall;
    ctx.read(|tx| {
        let last = last_entry(tx)?;
        let (seen, _) = Seen::read(tx)?.after(&reading, last);
        let highest = seen.highest().max(if last.0 > now.0.saturating_add(JUMP_S) { last } else { now });
        let rows = ahead::count(tx, now)?;
        Ok(if highest > now || rows > 0 {
            Some(Doubt::Behind { highest, now, rows })
        } else {
            let how = if seen.started { Ahead::Started } else { Ahead::Jumped };
            seen.doubted_at.map(|_| Doubt::Ahead { from: Timestamp(seen.from), to: Timestamp(seen.to), how })
        })
    })
}

/// Takes a person's word that the clock is right now: what waited for that goes on. What a clock that was ahead has
/// left is as if it had not been: the highest time seen, lock-outs and tries of later days, next attempts of mails,
/// moments of blocks, sessions, jobs and what else is kept for a time; passwords of mails are good for no longer than if
/// they were made now. Exports of a school that went on being exported while the clock said less come back to now in their
/// order; others that a wrong time has made stay where they are, and are taken for newer than nothing. Days that people
/// chose stay. Audited, with what was changed; nothing happens where nothing is doubtful.
///
/// # Errors
/// What the store says.
pub fn confirm(ctx: &mut Context) -> Result<()> {
    decide(&ctx.actor, Action::Repair)?;
    let reading = Reading::take(ctx.clock());
    look_at(ctx, &reading)?;
    let Some(doubt) = doubt(ctx)? else { return heard(ctx) };
    let good_s = ctx.options().generated_days.saturating_mul(DAY_S);
    ctx.write(|tx, actor, now| {
        let mut seen = Seen::read(tx)?;
        let rows = ahead::take_back(tx, now, good_s)? + ahead::take_back_exports(tx, now, seen.sure())?;
        statistics::forget_known(tx)?;
        (seen.highest, seen.sure, seen.doubted_at) = (0, 0, None);
        seen.put(tx)?;
        let was = match doubt {
            Doubt::Behind { highest, .. } => highest,
            Doubt::Ahead { from, .. } => from,
        };
        let entry = Entry::new("clock.confirm", Object::host()).was("time", was.utc_text());
        record(tx, actor, now, &entry.is("time", now.utc_text()).is("rows", rows.to_string()))
    })?;
    ctx.note_highest(Timestamp(0));
    heard(ctx)
}

/// Notes the clock of a data directory that is being made.
pub(super) fn begin(tx: &Tx<'_>, clock: Clock) -> Result<()> {
    let reading = Reading::take(clock);
    let (next, _) = Seen::default().after(&reading, Timestamp(0));
    if reading.steady.is_some() { next.put(tx) } else { Ok(()) }
}
