//! What was seen of a clock last, and what another look at it changes.
//!
//! Two highest times are kept. The *highest* is the highest that the clock ever said: expiry goes by it. The *sure* one is
//! the highest that nobody had a reason to doubt: it alone ends a doubt, and stands for now while the clock says less.

use serde::{Deserialize, Serialize};

use crate::domain::message::{Explain, Message};
use crate::domain::time::{DAY_S, MINUTE_S, Timestamp};
use crate::operations::context::Clock;
use crate::operations::error::Result;
use crate::store::machine::{self, Steady};
use crate::store::registry::{Tx, setting};

/// Begins the name of the setting that keeps what was seen last; a machine's name follows.
const SETTING: &str = "clock";
/// A longer jump is told, in seconds.
pub(in crate::operations) const JUMP_S: i64 = 5 * MINUTE_S;
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
pub(super) struct Reading {
    pub(super) wall: Timestamp,
    pub(super) steady: Option<Steady>,
}

impl Reading {
    pub(super) fn take(clock: Clock) -> Self {
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
pub(super) struct Seen {
    /// The machine's start, or nothing.
    boot: String,
    /// What the clock said at that start, in epoch seconds.
    start: i64,
    /// The highest time seen, as long as the clock says less; 0: it does not.
    pub(super) highest: i64,
    /// The highest time that nobody doubted, as long as the clock says less or is doubted; 0: now is as good.
    pub(super) sure: i64,
    /// At how many seconds since the machine's start the clock became doubtful, because it went ahead; none: it is not.
    pub(super) doubted_at: Option<i64>,
    /// Whether that was seen at a new start of the machine, which may have been off for long.
    pub(super) started: bool,
    /// How often a run saw the clock jump, or a new start a day ahead.
    pub(super) turns: u64,
    /// Jumps so far, and the last of them.
    pub(super) jumps: u64,
    pub(super) from: i64,
    pub(super) to: i64,
}

impl Seen {
    fn name() -> String {
        format!("{SETTING}:{}", machine::identifier().unwrap_or_default())
    }

    pub(super) fn read(tx: &Tx<'_>) -> Result<Self> {
        let own = setting::find(tx, &Self::name())?;
        // Earlier versions kept one for all machines; the start of the machine tells whose it is.
        let found = if own.is_some() { own } else { setting::find(tx, SETTING)? };
        let Some((text, _)) = found else { return Ok(Self::default()) };
        serde_json::from_str(&text).map_err(|_| crate::store::Error::unreadable("host_setting.clock", &text).into())
    }

    pub(super) fn put(&self, tx: &Tx<'_>) -> Result<()> {
        let text = serde_json::to_string(self).unwrap_or_default();
        setting::put(tx, &Self::name(), &text)?;
        Ok(setting::remove(tx, SETTING)?)
    }

    /// Returns the highest time seen, as far as it is ahead of the clock.
    pub(super) const fn highest(&self) -> Timestamp {
        Timestamp(self.highest)
    }

    /// Returns the highest time that nobody doubted, as far as it is ahead of the clock.
    pub(super) const fn sure(&self) -> Timestamp {
        Timestamp(self.sure)
    }

    /// Returns what is to be kept after a reading, and the jump that it shows. `last` is the audit's last moment.
    pub(super) fn after(&self, reading: &Reading, last: Timestamp) -> (Self, Option<Jump>) {
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
        let from = if jumped { expected } else { last };
        if (jumped || started_ahead) && self.doubted_at.is_none() {
            next.sure = self.sure.max(from.0);
        }
        if jumped && wall < expected {
            next.highest = next.highest.max(expected.0);
            next.doubted_at = None;
        } else if jumped || started_ahead {
            // Where it had been before it went back, it is no longer wrong, unless it was doubted there already.
            let came_back = self.sure != 0 && wall.0 <= self.sure.saturating_add(DAY_S);
            next.doubted_at = if came_back { None } else { up_s };
        } else if next.doubted_at.is_some() && known.is_none() {
            next.doubted_at = up_s;
        }
        if next.highest.saturating_sub(JUMP_S) <= wall.0 {
            next.highest = 0;
        }
        let has_run = |at: i64| up_s.is_some_and(|up_s| up_s.saturating_sub(at) >= DOUBT_S);
        next.doubted_at = next.doubted_at.filter(|at| !has_run(*at));
        if next.doubted_at.is_none() && next.sure.saturating_sub(JUMP_S) <= wall.0 {
            next.sure = 0;
        }
        if jumped || started_ahead {
            next.turns = next.turns.saturating_add(1);
            (next.from, next.to, next.started) = (from.0, wall.0, !jumped);
        }
        if !jumped {
            return (next, None);
        }
        next.jumps = next.jumps.saturating_add(1);
        (next, Some(Jump { from: expected, to: wall }))
    }
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

    #[test]
    fn only_a_time_that_nobody_doubted_ends_a_doubt_and_stands_for_now() {
        const JUMP: i64 = 500 * DAY_S;
        let ahead = |up_s: i64| at(up_s, JUMP + up_s);
        let behind = |up_s: i64| at(up_s, up_s - JUMP);
        let right = |up_s: i64| at(up_s, up_s);
        for (name, readings, doubted, sure) in [
            ("ahead", vec![right(0), ahead(60)], true, 60),
            ("right again", vec![right(0), ahead(60), right(120)], false, 0),
            ("ahead again", vec![right(0), ahead(60), right(120), ahead(180)], true, 180),
            ("and again", vec![right(0), ahead(60), right(120), ahead(180), right(240), ahead(300)], true, 300),
            ("further", vec![right(0), ahead(60), at(120, 2 * JUMP)], true, 60),
            ("started ahead again", vec![right(0), ahead(60), right(120), reading("b", 5, JUMP)], true, 120),
            ("behind", vec![right(0), behind(60)], false, 60),
            ("behind, and right again", vec![right(0), behind(60), right(120)], false, 0),
            ("behind after it was ahead", vec![right(0), ahead(60), behind(120)], false, 60),
            ("and right again", vec![right(0), ahead(60), behind(120), right(180)], false, 0),
            ("behind, ahead, behind", vec![right(0), behind(60), ahead(120), behind(180)], false, 60),
            ("then right", vec![right(0), behind(60), ahead(120), behind(180), right(240)], false, 0),
            ("behind, then ahead", vec![right(0), behind(60), ahead(120)], true, 60),
            ("a day later", vec![right(0), ahead(60), ahead(60 + DAY_S)], false, 0),
            ("then back", vec![right(0), ahead(60), ahead(60 + DAY_S), right(120 + DAY_S)], false, JUMP + 120 + DAY_S),
        ] {
            let (_, seen) = follow(0, &readings);
            let expected = if sure == 0 { 0 } else { START + sure };
            assert_eq!((seen.doubted_at.is_some(), seen.sure), (doubted, expected), "{name}");
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
