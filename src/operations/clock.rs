//! Jumps of the machine's clock: each is audited once, whoever sees it first, and told once by every process.
//!
//! The registry keeps how far the clock is from the seconds since the machine's start, which nobody can set. When the
//! machine was started anew there is nothing to compare with but the last entry of the audit, so only a clock that
//! went back is seen then.

use serde::{Deserialize, Serialize};

use super::context::{Clock, Context, record};
use super::error::Result;
use crate::audit::{Entry, Object};
use crate::domain::access::{Actor, Identity};
use crate::domain::message::{Explain, Message};
use crate::domain::time::{MINUTE_S, Timestamp};
use crate::store::machine::{self, Steady};
use crate::store::registry::{Tx, setting};

/// The setting that keeps what was seen last.
const SETTING: &str = "clock";
/// A longer jump is told, in seconds.
const JUMP_S: i64 = 5 * MINUTE_S;

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
struct Seen {
    /// The machine's start, or nothing.
    boot: String,
    /// What the clock said at that start, in epoch seconds.
    start: i64,
    /// The last entry behind which the clock was when it was told.
    behind: i64,
    /// Jumps so far, and the last of them.
    jumps: u64,
    from: i64,
    to: i64,
}

impl Seen {
    fn read(tx: &Tx<'_>) -> Result<Self> {
        let Some((text, _)) = setting::find(tx, SETTING)? else { return Ok(Self::default()) };
        serde_json::from_str(&text).map_err(|_| crate::store::Error::unreadable("host_setting.clock", &text).into())
    }

    fn put(&self, tx: &Tx<'_>) -> Result<()> {
        let text = serde_json::to_string(self).unwrap_or_default();
        Ok(setting::put(tx, SETTING, &text)?)
    }

    /// Gives what is to be kept after a reading, and the jump that it shows.
    fn after(&self, reading: &Reading, floor: Timestamp) -> (Self, Option<Jump>) {
        let mut next = self.clone();
        let known = reading.steady.as_ref().filter(|steady| steady.boot == self.boot);
        let expected = match known {
            Some(steady) => Timestamp(self.start.saturating_add(steady.up_s)),
            // Behind the last entry for which that was told, nothing is new.
            None if floor.0 == self.behind => reading.wall,
            None => reading.wall.max(floor),
        };
        let jumped = reading.wall.0.abs_diff(expected.0) > JUMP_S.unsigned_abs();
        if let Some(steady) = &reading.steady
            && (known.is_none() || jumped)
        {
            next.boot.clone_from(&steady.boot);
            next.start = reading.wall.0.saturating_sub(steady.up_s);
        }
        if !jumped {
            return (next, None);
        }
        next.jumps = next.jumps.saturating_add(1);
        (next.from, next.to) = (expected.0, reading.wall.0);
        next.behind = if reading.wall < floor { floor.0 } else { 0 };
        (next, Some(Jump { from: expected, to: reading.wall }))
    }
}

/// Looks at the clock for one process, and remembers which jumps it told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Watch {
    told: Option<u64>,
}

impl Watch {
    /// Gives a jump that this process has not told yet, and writes it into the audit unless another one did. Nobody
    /// asks for this: the program does it for itself.
    ///
    /// # Errors
    /// What the store says.
    pub fn look(&mut self, ctx: &mut Context) -> Result<Option<Jump>> {
        let reading = Reading::take(ctx.clock());
        self.look_at(ctx, &reading)
    }

    fn look_at(&mut self, ctx: &mut Context, reading: &Reading) -> Result<Option<Jump>> {
        let floor = ctx.floor();
        let mut seen = ctx.read(Seen::read)?;
        let mut own = None;
        if seen.after(reading, floor).0 != seen {
            (seen, own) = ctx.write(|tx, actor, now| {
                // Another process may have seen it meanwhile.
                let (next, jump) = Seen::read(tx)?.after(reading, floor);
                if let Some(jump) = &jump {
                    let program = Actor { identity: Identity::Program, ..actor.clone() };
                    let entry = Entry::new("clock.jump", Object::host());
                    let entry = entry.was("time", jump.from.utc_text()).is("time", jump.to.utc_text());
                    record(tx, &program, now, &entry)?;
                }
                next.put(tx)?;
                Ok((next, jump))
            })?;
        }
        let told = self.told.replace(seen.jumps);
        let others = told.is_some_and(|told| told < seen.jumps);
        let last = Jump { from: Timestamp(seen.from), to: Timestamp(seen.to) };
        Ok(own.or_else(|| others.then_some(last)))
    }
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

    /// Takes readings in turn; gives the jumps, in seconds.
    fn jumps(floor: i64, readings: &[Reading]) -> Vec<i64> {
        let mut seen = Seen::default();
        let mut found = Vec::new();
        for reading in readings {
            let (next, jump) = seen.after(reading, Timestamp(START + floor));
            found.extend(jump.map(|jump| jump.to.0 - jump.from.0));
            seen = next;
        }
        found
    }

    #[test]
    fn only_long_jumps_are_seen_and_each_once() {
        let at = |up_s, wall| reading("a", up_s, wall);
        for (name, floor, readings, expected) in [
            ("time that passes", 0, vec![at(10, 0), at(9_000, 8_990), at(90_000, 89_990)], vec![]),
            ("a small correction", 0, vec![at(10, 0), at(20, 310), at(30, 20)], vec![]),
            ("forward", 0, vec![at(10, 0), at(20, 3_610), at(30, 3_620)], vec![3_600]),
            ("forward and back", 0, vec![at(10, 0), at(20, 3_610), at(30, 20)], vec![3_600, -3_600]),
            ("back", 0, vec![at(10, 0), at(20, -3_590), at(30, -3_580)], vec![-3_600]),
            ("behind at the first look", 4_000, vec![at(10, 0), at(20, 10)], vec![-4_000]),
            ("a new start", 0, vec![at(9_000, 0), reading("b", 5, 90_000)], vec![]),
            ("a new start, behind", 100, vec![at(9_000, 100), reading("b", 5, -900)], vec![-1_000]),
            ("still behind", 100, vec![at(9, 100), reading("b", 5, -900), reading("c", 5, -800)], vec![-1_000]),
        ] {
            assert_eq!(jumps(floor, &readings), expected, "{name}");
        }
    }

    #[test]
    fn the_steady_count_never_goes_back() {
        let (one, two) = (machine::steady(), machine::steady());
        if let (Some(one), Some(two)) = (one, two) {
            assert!(one.boot == two.boot && one.up_s <= two.up_s && one.up_s > 0);
        }
    }
}
