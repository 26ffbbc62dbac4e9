//! The machine's clock: what it is trusted with, and what waits while it may be wrong.
//!
//! The registry keeps how far the clock is from the seconds since the machine's start, which nobody can set, and the highest
//! time that nobody had a reason to doubt: `seen` says what follows. A jump of more than five minutes is audited once,
//! whoever sees it first, and told once by every process. When the machine was started anew, or is another one, there is
//! that highest time to compare with: a clock behind it went back; one more than a day ahead of it may be right, and is
//! doubted all the same.
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
//! What is counted from a moment for long (retention, generated passwords, which export is the newest) is written with
//! `kept_at`, so that nothing that is made while the clock is behind is old at once when it is right again. Where only
//! the proof of the clock shows that it was behind, what it has dated is put right then.

pub(super) mod kept;
mod seen;
#[cfg(test)]
mod seen_test;
mod source;
#[cfg(test)]
mod world_test;

use super::context::Context;
use super::error::{Error, Result, Rule};
use super::retention;
use crate::audit::{Entry, Object};
use crate::domain::access::{Actor, Identity, Permit};
use crate::domain::act::Act;
use crate::domain::time::{DAY_S, Latest, Timestamp};
use crate::operations::permitted::{self, Permitted, record};
use crate::store::establishment::{EstablishmentDatabase, account, left, waiting_mail};
use crate::store::ledger::{self, retention as jobs};
use crate::store::registry::behind::{self, Early};
use crate::store::registry::{Tx, ahead, audit, export, statistics};
use kept::last_entry;
use seen::{Mark, Moved, Reading, Seen, Step};

pub use kept::Moment;
pub(super) use kept::kept_at;
pub use seen::Jump;
pub(super) use seen::{JUMP_S, Stretch};
pub use source::Clock;

/// In so many establishments each look at the clock puts passwords right that wait for it.
const FEW: usize = 20;

/// Looks at the clock for one process, and remembers which jumps it told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Watch {
    told: Option<u64>,
}

impl Watch {
    /// Returns a jump that this process has not told yet, and writes it into the audit unless another one did. Nobody
    /// asks for this: the program does it for itself.
    pub fn look(&mut self, ctx: &mut Context) -> Result<Option<Jump>> {
        let ctx = &mut ctx.permit(Act::HOST_UPKEEP)?;
        let reading = Reading::take(ctx.clock());
        let (seen, own) = look_at(ctx, &reading)?;
        // What looks at nothing else must not fail by this: whatever ends by its age, or sends, does it as well.
        drop(put_passwords_right(ctx, FEW));
        let told = self.told.replace(seen.jumps);
        let others = told.is_some_and(|told| told < seen.jumps);
        let last = seen.jump(seen.from, seen.to);
        Ok(own.or_else(|| others.then_some(last)))
    }
}

fn look_at(ctx: &mut Permitted<'_>, reading: &Reading) -> Result<(Seen, Option<Jump>)> {
    let (mut seen, last) = ctx.read(|tx| Ok((Seen::read(tx)?, last_entry(tx)?)))?;
    let (mut own, mut last_at) = (None, Timestamp(last.at));
    let step = seen.after(reading, last);
    if step.next != seen {
        if let Some(moved) = step.moved {
            put_files_right(ctx, early(moved))?;
        }
        // Another process may have seen it meanwhile.
        (seen, own) = ctx.write(|tx, permit, now| {
            let step = Seen::read(tx)?.after(reading, last_entry(tx)?);
            note(tx, permit, now, step)
        })?;
        last_at = last_at.min(reading.wall);
    }
    ctx.note_highest(Timestamp(seen.highest).max(last_at));
    Ok((seen, own))
}

/// Keeps what a reading shows.
fn note(tx: &Tx<'_>, permit: &Permit<'_>, now: Timestamp, step: Step) -> Result<(Seen, Option<Jump>)> {
    let Step { next, jump, moved } = step;
    let program = Actor { identity: Identity::Program, ..permit.by().clone() };
    let permit = &permitted::permit(&program, Act::HOST_UPKEEP)?;
    if let Some(jump) = &jump {
        if jump.to < jump.from {
            // What was counted as recent is not what is recent now.
            statistics::forget_known(tx)?;
        }
        let entry = Entry::event("clock.jump", Object::host());
        let entry = entry.was("time", jump.from.utc_text()).is("time", jump.to.utc_text());
        record(tx, permit, now, &entry)?;
    }
    if let Some(moved) = moved {
        let rows = behind::put_right(tx, early(moved), now)?;
        let entry = Entry::new(Act::CLOCK_CONFIRM, Object::host()).was("time", early(moved).through.utc_text());
        record(tx, permit, now, &entry.is("time", now.utc_text()).is("rows", rows.to_string()))?;
    }
    next.put(tx)?;
    Ok((next, jump))
}

/// Looks at the clock of a machine where a registry is accepted, before the entry that tells of it. While it was held
/// nothing was kept of that clock, and what it has written meanwhile tells nothing. That the registry is older tells nothing
/// against the clock that it was written by.
pub(super) fn begin_again(tx: &Tx<'_>, permit: &Permit<'_>, now: Timestamp, clock: Clock) -> Result<()> {
    let before = audit::head_before_held(tx)?;
    let last = before.map_or(Mark::default(), |head| Mark { at: head.at.0, id: head.id });
    let mut seen = Seen::read(tx)?;
    seen.believe(last);
    note(tx, permit, now, seen.after(&Reading::take(clock), last)).map(drop)
}

const fn early(Moved { after, through, by }: Moved) -> Early {
    Early { after: Timestamp(after.at), through: Timestamp(through.at), by_s: by }
}

/// Puts right what retention judges by the times of files. Done twice, it only keeps them longer.
fn put_files_right(ctx: &Context, early: Early) -> Result<()> {
    retention::put_files_right(ctx.home(), early, ctx.now())
}

/// Returns until when a password is good that is generated now.
pub(super) fn password_until(ctx: &mut Permitted<'_>) -> Result<Timestamp> {
    let (now, good_s) = (ctx.now(), ctx.options().generated_days.saturating_mul(DAY_S));
    Ok(ctx.read(|tx| kept_at(tx, now))?.plus_s(good_s))
}

/// Lists the entries of the audit whose own time says nothing of their age.
pub(super) fn stretches(tx: &Tx<'_>) -> Result<Vec<Stretch>> {
    Ok(Seen::read(tx)?.stretches)
}

/// Tells whether a right clock can have said a moment: none before there was this program, none after now.
pub(super) fn is_believable(at: Timestamp, now: Timestamp) -> bool {
    at.0 >= seen::MADE && at <= now.plus_s(export::SLACK_S)
}

/// Refuses in the run that sees the clock jump. Every act that cannot be undone asks this before it begins.
///
/// # Errors
/// [`Rule::ClockJumped`].
pub(super) fn settled(ctx: &mut Permitted<'_>) -> Result<()> {
    let reading = Reading::take(ctx.clock());
    let (seen, _) = look_at(ctx, &reading)?;
    if seen.turns == ctx.turns() { Ok(()) } else { Err(Rule::ClockJumped.into()) }
}

/// Refuses while the clock may be wrong. Every act that ends something because of its age asks this, and learns by
/// which moment to judge.
///
/// # Errors
/// [`Rule::ClockJumped`], [`Rule::ClockDoubtful`].
pub(super) fn certain(ctx: &mut Permitted<'_>) -> Result<Latest> {
    settled(ctx)?;
    put_passwords_right(ctx, usize::MAX)?;
    if is_doubtful(ctx)? { Err(Rule::ClockDoubtful.into()) } else { Ok(ctx.latest()) }
}

fn is_doubtful(ctx: &mut Permitted<'_>) -> Result<bool> {
    let seen = ctx.read(Seen::read)?;
    let is_behind = ctx.latest().at().0.saturating_sub(ctx.now().0) > JUMP_S;
    Ok(is_behind || seen.behind || seen.doubted_at.is_some())
}

/// Answers [`certain`] for work that does the rest without it: none while the clock may be wrong.
pub(super) fn if_certain(ctx: &mut Permitted<'_>) -> Result<Option<Latest>> {
    match certain(ctx) {
        Ok(latest) => Ok(Some(latest)),
        Err(Error::Rule(Rule::ClockJumped | Rule::ClockDoubtful)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Notes that the person at a console was told of the jump: what is asked from now on is asked knowingly.
pub fn heard(ctx: &mut Context) -> Result<()> {
    let seen = ctx.permit(Act::HOST_UPKEEP)?.read(Seen::read)?;
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
pub fn doubt(ctx: &mut Context) -> Result<Option<Doubt>> {
    let ctx = &mut ctx.permit(Act::CLOCK_DOUBT)?;
    let reading = Reading::take(ctx.clock());
    let now = reading.wall;
    ctx.read(|tx| {
        let last = last_entry(tx)?;
        let seen = Seen::read(tx)?.after(&reading, last).next;
        let said = if last.at > now.0.saturating_add(JUMP_S) { last.at } else { now.0 };
        let right = if seen.behind { seen.least(&reading, last) } else { now.0 };
        let highest = Timestamp(seen.highest.max(said).max(right));
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
/// moments of blocks, sessions, jobs and what else is kept for a time; passwords that were given then are good for no
/// longer than if they were given now, in mails and in databases. Exports that a later time has made come back to now, in the
/// order in which they were made. What a clock that was behind has dated is as much younger as it was behind, and the first
/// passwords that it gave are good for as long as they were to be. Days that people chose stay. Audited, with what was
/// changed; nothing happens where nothing is doubtful.
pub fn confirm(ctx: &mut Context) -> Result<()> {
    let ctx = &mut ctx.permit(Act::CLOCK_CONFIRM)?;
    let reading = Reading::take(ctx.clock());
    look_at(ctx, &reading)?;
    let Some(doubt) = doubt(ctx)? else { return heard(ctx) };
    let good_s = good_s(ctx);
    let moved = ctx.read(|tx| Ok(Seen::read(tx)?.confirm(reading.wall.0, last_entry(tx)?.id)))?;
    if let Some(moved) = moved {
        put_files_right(ctx, early(moved))?;
    }
    ctx.write(|tx, permit, now| {
        let (mut seen, last) = (Seen::read(tx)?, last_entry(tx)?);
        if let Some(first) = ledger::audit::first_ahead(tx, seen.proved_id(), now.plus_s(JUMP_S))? {
            seen.note(Stretch { first, last: last.id, until: now });
        }
        let mut rows = match seen.confirm(now.0, last.id) {
            Some(moved) => behind::put_right(tx, early(moved), now)?,
            None => 0,
        };
        rows += ahead::take_back(tx, now, good_s)? + ahead::take_back_exports(tx, now)?;
        statistics::forget_known(tx)?;
        seen.put_alone(tx)?;
        let was = match doubt {
            Doubt::Behind { highest, .. } => highest,
            Doubt::Ahead { from, .. } => from,
        };
        let entry = Entry::new(Act::CLOCK_CONFIRM, Object::host()).was("time", was.utc_text());
        record(tx, permit, now, &entry.is("time", now.utc_text()).is("rows", rows.to_string()))
    })?;
    ctx.note_highest(Timestamp(0));
    put_passwords_right(ctx, usize::MAX)?;
    heard(ctx)
}

fn good_s(ctx: &Context) -> i64 {
    ctx.options().generated_days.saturating_mul(DAY_S)
}

/// Has the passwords that were given by a clock that was wrong be good for as long as they were to be, and for no longer than
/// one that is given now, and jobs be as old as they are, in the databases of `most` establishments: the registry notes which wait for that since the clock
/// was proved, and no mail leaves with such a password before. Where a database cannot be opened, that waits, and so does all
/// of it while the clock may be wrong once more.
pub(super) fn put_passwords_right(ctx: &mut Permitted<'_>, most: usize) -> Result<()> {
    let due = ctx.read(|tx| Ok(behind::passwords_due(tx)?))?;
    if due.is_empty() || ctx.doubt()?.is_some() || is_doubtful(ctx)? {
        return Ok(());
    }
    let good_s = good_s(ctx);
    let until = ctx.now().plus_s(good_s);
    for (number, early) in due.into_iter().take(most) {
        let run_out = (early.after.plus_s(good_s), early.through.plus_s(good_s));
        let now = ctx.now();
        let put_off = |mut database: EstablishmentDatabase| {
            database.write(|tx| {
                // Whoever is at it too, or died before he could say so, has done it.
                if !account::begin_to_put_right(tx, (early.after, early.through))? {
                    return Ok(());
                }
                jobs::put_right(tx, (early.after, early.through), early.by_s, now)?;
                waiting_mail::put_right(tx, (early.after, early.through), early.by_s, now)?;
                left::put_right(tx, (early.after, early.through), early.by_s, now)?;
                ledger::lockout::forget_after(tx, now)?;
                account::put_off(tx, run_out, (early.by_s, until))
            })
        };
        if ctx.establishment(number).is_ok_and(|database| put_off(database).is_ok()) {
            ctx.write(|tx, _, _| Ok(behind::passwords_done(tx, number, early)?))?;
        }
    }
    Ok(())
}

/// Notes the clock of a data directory that is being made.
pub(super) fn begin(tx: &Tx<'_>, clock: Clock) -> Result<()> {
    let reading = Reading::take(clock);
    let next = Seen::default().after(&reading, Mark::default()).next;
    if reading.steady.is_some() { next.put(tx) } else { Ok(()) }
}
