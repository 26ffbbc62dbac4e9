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

use serde::{Deserialize, Serialize};

use super::context::{Clock, Context, record};
use super::error::{Error, Result, Rule};
use crate::audit::{Entry, Object};
use crate::domain::access::{Action, Actor, Identity, decide};
use crate::domain::message::{Explain, Message};
use crate::domain::time::{DAY_S, Latest, MINUTE_S, Timestamp};
use crate::store::machine::{self, Steady};
use crate::store::registry::{Tx, ahead, audit, setting, statistics};

/// Begins the name of the setting that keeps what was seen last; a machine's name follows.
const SETTING: &str = "clock";
/// A longer jump is told, in seconds.
const JUMP_S: i64 = 5 * MINUTE_S;
/// For so long a clock that went ahead is doubted, in seconds that the machine runs.
const DOUBT_S: i64 = DAY_S;

/// A jump of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jump {
    /// What it should have said.
    pub from: Timestamp,
    /// What it said.
    pub to: Timestamp,
}

impl Explain for Jump {
    fn message(&self) -> Message {
        Message::new("clock-jump")
            .with("direction", if self.to < self.from { "back" } else { "forward" })
            .with("from", self.from.local_text())
            .with("to", self.to.local_text())
    }
}

/// What the machine says at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reading {
    wall: Timestamp,
    steady: Option<Steady>,
}

impl Reading {
    fn take(clock: Clock) -> Self {
        let steady = match clock {
            Clock::System => machine::steady(),
            Clock::Fixed(_) => None,
        };
        Self { wall: clock.now(), steady }
    }
}

/// What was seen last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Seen {
    /// The machine's start, or nothing.
    boot: String,
    /// What the clock said at that start, in epoch seconds.
    start: i64,
    /// The highest time seen, as long as the clock says less; 0: it does not.
    highest: i64,
    /// At how many seconds since the machine's start the clock became doubtful, because it went ahead; none: it is not.
    doubted_at: Option<i64>,
    /// Whether that was seen at a new start of the machine, which may have been off for long.
    started: bool,
    /// How often a run saw the clock jump, or a new start a day ahead.
    turns: u64,
    /// Jumps so far, and the last of them.
    jumps: u64,
    from: i64,
    to: i64,
}

impl Seen {
    fn name() -> String {
        format!("{SETTING}:{}", machine::identifier().unwrap_or_default())
    }

    fn read(tx: &Tx<'_>) -> Result<Self> {
        let own = setting::find(tx, &Self::name())?;
        // Earlier versions kept one for all machines; the start of the machine tells whose it is.
        let found = if own.is_some() { own } else { setting::find(tx, SETTING)? };
        let Some((text, _)) = found else { return Ok(Self::default()) };
        serde_json::from_str(&text).map_err(|_| crate::store::Error::unreadable("host_setting.clock", &text).into())
    }

    fn put(&self, tx: &Tx<'_>) -> Result<()> {
        let text = serde_json::to_string(self).unwrap_or_default();
        setting::put(tx, &Self::name(), &text)?;
        Ok(setting::remove(tx, SETTING)?)
    }

    /// Returns the highest time seen, as far as it is ahead of the clock.
    const fn highest(&self) -> Timestamp {
        Timestamp(self.highest)
    }

    /// Returns what is to be kept after a reading, and the jump that it shows. `last` is the audit's last moment.
    fn after(&self, reading: &Reading, last: Timestamp) -> (Self, Option<Jump>) {
        let mut next = self.clone();
        let (wall, steady) = (reading.wall, reading.steady.as_ref());
        let up_s = steady.map(|steady| steady.up_s);
        let known = steady.filter(|steady| steady.boot == self.boot);
        let expected = match known {
            Some(steady) => Timestamp(self.start.saturating_add(steady.up_s)),
            None => wall.max(last),
        };
        let jumped = wall.0.abs_diff(expected.0) > JUMP_S.unsigned_abs();
        if let Some(steady) = steady
            && (known.is_none() || jumped)
        {
            next.boot.clone_from(&steady.boot);
            next.start = wall.0.saturating_sub(steady.up_s);
        }
        let started_ahead =
            known.is_none() && !self.boot.is_empty() && last.0 > 0 && wall.0.saturating_sub(last.0) > DAY_S;
        if jumped && wall < expected {
            next.highest = next.highest.max(expected.0);
            next.doubted_at = None;
        } else if jumped || started_ahead {
            // Where it had been before it went back, it is no longer wrong.
            let came_back = next.highest != 0 && wall.0 <= next.highest.saturating_add(DAY_S);
            next.doubted_at = if came_back { None } else { up_s };
        } else if next.doubted_at.is_some() && known.is_none() {
            next.doubted_at = up_s;
        }
        if next.highest.saturating_sub(JUMP_S) <= wall.0 {
            next.highest = 0;
        }
        let has_run = |at: i64| up_s.is_some_and(|up_s| up_s.saturating_sub(at) >= DOUBT_S);
        next.doubted_at = next.doubted_at.filter(|at| !has_run(*at));
        if jumped || started_ahead {
            next.turns = next.turns.saturating_add(1);
            let from = if jumped { expected } else { last };
            (next.from, next.to, next.started) = (from.0, wall.0, !jumped);
        }
        if !jumped {
            return (next, None);
        }
        next.jumps = next.jumps.saturating_add(1);
        (next, Some(Jump { from: expected, to: wall }))
    }
}

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
/// moments of blocks, sessions and jobs; passwords of mails are good for no longer than if they were made now. Days that
/// people chose stay. Audited, with what was changed; nothing happens where nothing is doubtful.
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
        let rows = ahead::take_back(tx, now, good_s)?;
        statistics::forget_known(tx)?;
        let seen = Seen { highest: 0, doubted_at: None, ..Seen::read(tx)? };
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

#[cfg(test)]
mod tests {
    use super::*;

    const START: i64 = 1_790_000_000;

    fn reading(boot: &str, up_s: i64, wall: i64) -> Reading {
        Reading { wall: Timestamp(START + wall), steady: Some(Steady { boot: boot.to_owned(), up_s }) }
    }

    /// Takes readings in turn, each by a run that audits something; returns the jumps, in seconds, and what is kept.
    fn follow(last: i64, readings: &[Reading]) -> (Vec<i64>, Seen) {
        let mut seen = Seen::default();
        let mut last = Timestamp(START + last);
        let mut found = Vec::new();
        for reading in readings {
            let (next, jump) = seen.after(reading, last);
            found.extend(jump.map(|jump| jump.to.0 - jump.from.0));
            assert_eq!(next.after(reading, last), (next.clone(), None), "seen once");
            seen = next;
            last = if jump.is_some() { reading.wall } else { last.max(reading.wall) };
        }
        (found, seen)
    }

    fn at(up_s: i64, wall: i64) -> Reading {
        reading("a", up_s, wall)
    }

    #[test]
    fn only_long_jumps_are_seen_and_each_once() {
        for (name, last, readings, expected) in [
            ("time that passes", 0, vec![at(10, 0), at(9_000, 8_990), at(90_000, 89_990)], vec![]),
            ("a small correction", 0, vec![at(10, 0), at(20, 290), at(30, 20)], vec![]),
            ("forward", 0, vec![at(10, 0), at(20, 3_610), at(30, 3_620)], vec![3_600]),
            ("forward and back", 0, vec![at(10, 0), at(20, 3_610), at(30, 20)], vec![3_600, -3_600]),
            ("back", 0, vec![at(10, 0), at(20, -3_590), at(30, -3_580)], vec![-3_600]),
            ("behind at the first look", 4_000, vec![at(10, 0), at(20, 10)], vec![-4_000]),
            ("a new start", 0, vec![at(9_000, 0), reading("b", 5, 80_000)], vec![]),
            ("a new start, behind", 100, vec![at(9_000, 100), reading("b", 5, -900)], vec![-1_000]),
            ("still behind", 100, vec![at(9, 100), reading("b", 5, -900), reading("c", 5, -800)], vec![-1_000]),
        ] {
            assert_eq!(follow(last, &readings).0, expected, "{name}");
        }
    }

    #[test]
    fn a_clock_that_went_ahead_is_doubted_for_a_day_of_running() {
        const JUMP: i64 = 60 * DAY_S;
        let ahead = |up_s: i64| at(up_s, JUMP + up_s);
        for (name, readings, doubted, highest) in [
            ("it went ahead", vec![at(0, 0), ahead(60)], true, 0),
            ("every minute", (0..900).map(|minute| ahead(60 + minute * 60)).fold(vec![at(0, 0)], added), true, 0),
            ("a day later", vec![at(0, 0), ahead(60), ahead(60 + DAY_S)], false, 0),
            ("it came back", vec![at(0, 0), ahead(60), at(120, 120)], false, START + JUMP + 120),
            ("and stays", vec![at(0, 0), ahead(60), at(120, 120), at(DAY_S * 9, DAY_S * 9)], false, START + JUMP + 120),
            ("back, then right", vec![at(0, 0), at(60, -JUMP), at(120, 120)], false, 0),
            ("started ahead", vec![at(0, 0), reading("b", 5, JUMP)], true, 0),
            ("started again", vec![at(0, 0), ahead(60), reading("b", 5, JUMP + 900)], true, 0),
            ("started in time", vec![at(0, 0), reading("b", 5, DAY_S)], false, 0),
            ("started without a clock", vec![at(0, 0), reading("b", 5, -START), reading("b", 65, 60)], false, 0),
        ] {
            let (_, seen) = follow(0, &readings);
            assert_eq!((seen.doubted_at.is_some(), seen.highest), (doubted, highest), "{name}");
            assert_eq!(seen.started, name == "started ahead", "{name}");
        }
    }

    fn added(mut all: Vec<Reading>, one: Reading) -> Vec<Reading> {
        all.push(one);
        all
    }

    #[test]
    fn what_an_earlier_version_kept_is_read() {
        let kept = r#"{"boot":"a","start":1790000000,"behind":0,"jumps":2,"from":1,"to":2}"#;
        let seen: Seen = serde_json::from_str(kept).unwrap();
        assert_eq!((seen.jumps, seen.highest, seen.doubted_at), (2, 0, None));
        assert_eq!(seen.after(&at(20, 10), Timestamp(START)).1, None);
    }

    #[test]
    fn the_steady_count_never_goes_back() {
        let (one, two) = (machine::steady(), machine::steady());
        if let (Some(one), Some(two)) = (one, two) {
            assert!(one.boot == two.boot && one.up_s <= two.up_s && one.up_s > 0);
        }
    }
}
