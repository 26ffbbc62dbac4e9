//! What was seen of a clock last, and what another look at it changes.
//!
//! Two things cannot be wrong: the seconds since the machine's start, which nobody can set, and that time goes on. So there
//! is always a **least** moment that a right clock can say: the highest that one said which nobody had a reason to doubt
//! (`sure`; never forgotten, and made less only by a person's word), gone on by the seconds of this start (`floor` is what
//! it was at that start). For how long a machine was off nobody knows: then the least is where it was, or where the audit's
//! last entry was. The clock is in one of three states:
//!
//! | state | it says | what is kept carries | ended by |
//! |---|---|---|---|
//! | trusted | the least; up to a day more where a start began | its time | |
//! | behind | less than the least | the least | being right, a word; the highest time seen, if that is a day away at most |
//! | ahead | a day more than the least, or it went forward at once | its time | being right, a word, a day of running |
//!
//! Being right means that a jump or a new start brought it back to what is trusted. That is the least alone where the
//! seconds of this start tell it, and where a doubt came with the start: whatever goes forward while it is doubted, also by a
//! new start, has the day begin anew. Only what is an hour at most with all jumps of a doubt does not: a machine that is
//! paused for its backup each night would never have run for a day. What goes because of its age waits in the other two, and
//! as long as the clock says less than the *highest* time that it ever said, doubted or not.
//!
//! Invariant: what is kept is never younger than its moment says. A word, or a day of running, **proves** the clock of now
//! and no other: when it proves to have been behind before, what was kept meanwhile is as much younger ([`Moved`]). By how
//! much is known by the seconds of this start, and it is what was kept in it; where the start showed nothing wrong it went on
//! from the ones before, so that it is what was kept in those too, unless it is believed. A machine can be off for a while, so
//! that what was kept before is believed where the start itself shows that; but a clock that was behind by more than half a
//! year has dated nothing right since the last proof, or since it was believed: it had run for a day without a jump and
//! without a doubt, or a registry was accepted that ends there, however old it is. A clock that says less than when this
//! program was made is never believed.
//!
//! Entries of the audit carry the clock's own time, whatever that is. A [`Stretch`] tells of those that were made by a clock
//! which was not trusted: they count as made when it was right again.
//!
//! All of it is the data directory's: another machine begins from what all of them know, as after a new start. Only of a
//! directory that is being made nothing is known.

use serde::{Deserialize, Serialize};

use super::source::Clock;
use crate::domain::message::{Explain, Message};
use crate::domain::time::{DAY_S, HOUR_S, MINUTE_S, Timestamp};
use crate::operations::error::{Error, Result};
use crate::store::machine::{self, Steady};
use crate::store::registry::{Tx, setting};

/// Begins the name of the setting that keeps what was seen last; a machine's name follows.
const SETTING: &str = "clock";
/// A longer jump is told, in seconds.
pub(in crate::operations) const JUMP_S: i64 = 5 * MINUTE_S;
/// For so long a clock that went ahead is doubted, in seconds that the machine runs.
const DOUBT_S: i64 = DAY_S;
/// A clock that is doubted and, with all its jumps since, no more than so many seconds ahead has not to run for that long
/// after each of them.
const SLIGHT_S: i64 = HOUR_S;
/// Of a machine that was off it is believed that it was off for as long as its clock says, up to this many seconds: beyond,
/// its clock was rather behind before.
const OFF_S: i64 = 180 * DAY_S;
/// No right clock says less, in epoch seconds: there was no such program before 2026.
pub(super) const MADE: i64 = 1_767_225_600;
/// So many stretches of the audit are told apart.
const STRETCHES: usize = 16;

/// A jump of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jump {
    /// What it should have said.
    pub from: Timestamp,
    /// What it said.
    pub to: Timestamp,
    /// Whether a person's word is waited for now; else the clock is back at what is right.
    pub is_open: bool,
}

impl Explain for Jump {
    fn message(&self) -> Message {
        Message::new("clock-jump")
            .with("direction", if self.to < self.from { "back" } else { "forward" })
            .with("open", if self.is_open { "yes" } else { "no" })
            .with("from", self.from)
            .with("to", self.to)
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

/// A moment of what is kept, and the audit's last entry by then.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Mark {
    pub(super) at: i64,
    pub(super) id: i64,
}

/// What a clock that was behind has dated, and how many seconds too early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Moved {
    pub(super) after: Mark,
    pub(super) through: Mark,
    pub(super) by: i64,
}

/// Entries of the audit whose own time says nothing of their age: they were made at a moment, or before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::operations) struct Stretch {
    pub(in crate::operations) first: i64,
    pub(in crate::operations) last: i64,
    pub(in crate::operations) until: Timestamp,
}

/// What was seen last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Seen {
    /// The machine's start, or nothing.
    boot: String,
    /// What the clock said at that start, in epoch seconds.
    start: i64,
    /// The least that a right clock can have said at that start; none: an earlier version has not kept it.
    floor: Option<i64>,
    /// Whether a right clock says no more than the least: the seconds of this start tell it, or a doubt came with the start.
    narrow: bool,
    /// The highest time that nobody doubted.
    sure: i64,
    /// The highest time seen, as long as the clock says less; 0: it does not.
    pub(super) highest: i64,
    /// Whether the clock says less than the least.
    #[serde(rename = "is-behind")]
    pub(super) behind: bool,
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
    /// Where this start began.
    begun: Mark,
    /// When the clock was proved last; none: an earlier version has not kept it.
    proved: Option<Mark>,
    /// Until when what a trusted clock has dated is believed, however far it is ahead of that later.
    believed: Option<Mark>,
    /// Since how many seconds after the machine's start the clock has not jumped, nor become trusted; none: an earlier
    /// version has not kept it.
    even_at: Option<i64>,
    /// The last entry of the audit that a trusted clock has made.
    trusted_id: i64,
    /// What moves once a clock that is doubted is proved, unless it proves to have been further behind than is believed.
    pending: Option<Moved>,
    /// What clocks that were not trusted have written into the audit.
    pub(super) stretches: Vec<Stretch>,
    /// How much less than its own time says an entry of another machine can be, in seconds; none: there is no other.
    #[serde(skip)]
    others: Option<i64>,
}

/// What a look changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) next: Seen,
    /// The jump that it shows.
    pub(super) jump: Option<Jump>,
    /// What moves, since the clock is proved by now.
    pub(super) moved: Option<Moved>,
}

impl Seen {
    fn name() -> String {
        format!("{SETTING}:{}", machine::identifier().unwrap_or_default())
    }

    /// Reads what this machine has seen, with what others know.
    pub(super) fn read(tx: &Tx<'_>) -> Result<Self> {
        let name = Self::name();
        let mut all = setting::of(tx, &format!("{SETTING}:"))?;
        let own = all.iter().position(|(found, _)| *found == name).map(|at| all.swap_remove(at).1);
        // Earlier versions kept one for all machines; the start of the machine tells whose it is.
        let own =
            own.map_or_else(|| Ok::<_, Error>(setting::find(tx, SETTING)?.map(|(text, _)| text)), |own| Ok(Some(own)))?;
        let mut seen = own.map_or_else(|| Ok(Self::default()), |text| Self::parse(&text))?;
        for (_, text) in all {
            seen.learn(Self::parse(&text)?);
        }
        Ok(seen)
    }

    pub(super) fn parse(text: &str) -> Result<Self> {
        let read = serde_json::from_str::<Self>(text);
        let mut seen = read.map_err(|_| crate::store::Error::unreadable("host_setting.clock", text))?;
        if seen.floor.is_none() {
            // An earlier version kept the sure time as long as the clock said less, or was doubted.
            seen.behind = seen.sure > 0 && seen.doubted_at.is_none();
        }
        Ok(seen)
    }

    /// Takes over what another machine knows.
    fn learn(&mut self, other: Self) {
        self.others = Some(self.others.map_or(other.off(), |off| off.min(other.off())));
        self.sure = self.sure.max(other.sure);
        self.proved = self.proved.max(other.proved);
        self.believed = self.believed.max(other.believed);
        for one in other.stretches {
            if !self.stretches.contains(&one) {
                self.stretches.push(one);
            }
        }
    }

    pub(super) fn put(&self, tx: &Tx<'_>) -> Result<()> {
        let text = serde_json::to_string(self).unwrap_or_default();
        setting::put(tx, &Self::name(), &text)?;
        Ok(setting::remove(tx, SETTING)?)
    }

    /// Keeps what a person said of this machine's clock: it counts, whatever others knew.
    pub(super) fn put_alone(&self, tx: &Tx<'_>) -> Result<()> {
        for (name, _) in setting::of(tx, &format!("{SETTING}:"))? {
            setting::remove(tx, &name)?;
        }
        self.put(tx)
    }

    /// Returns the audit's last entry when the clock was proved last.
    pub(super) fn proved_id(&self) -> i64 {
        self.proved.map_or(0, |proved| proved.id)
    }

    const fn is_trusted(&self) -> bool {
        !self.behind && self.doubted_at.is_none()
    }

    /// Tells of a jump, by what is kept since.
    pub(super) const fn jump(&self, from: i64, to: i64) -> Jump {
        Jump { from: Timestamp(from), to: Timestamp(to), is_open: !self.is_trusted() || self.highest > 0 }
    }

    /// Tells whether a count is of the start that was seen.
    pub(super) fn is_of(&self, steady: &Steady) -> bool {
        steady.boot == self.boot
    }

    /// The reading's count, if it is of the start that was seen.
    fn known<'r>(&self, reading: &'r Reading) -> Option<&'r Steady> {
        reading.steady.as_ref().filter(|steady| self.is_of(steady))
    }

    /// By how many seconds the least is more than what the clock says; less than 0: the clock is ahead.
    fn off(&self) -> i64 {
        self.floor.map_or(0, |floor| floor.saturating_sub(self.start))
    }

    /// Returns the least that a right clock can say now. `last` is the audit's last entry.
    pub(super) fn least(&self, reading: &Reading, last: Mark) -> i64 {
        let told = match (self.known(reading), self.floor) {
            (Some(steady), Some(floor)) => floor.saturating_add(steady.up_s),
            // Whichever clock made it: counted from there, a right one said at least so much.
            (None, Some(_)) => last.at.saturating_add(self.others.map_or(self.off(), |others| others.min(self.off()))),
            (Some(steady), None) if self.is_trusted() => self.start.saturating_add(steady.up_s),
            (None, None) if self.is_trusted() => last.at.saturating_add(self.others.unwrap_or(0)),
            (_, None) => 0,
        };
        self.sure.max(told)
    }

    /// Returns the moment to write into what is kept for long.
    pub(super) fn kept(&self, reading: &Reading, last: Mark) -> Timestamp {
        if self.behind {
            // What was kept at the very moment that is sure is older.
            let at = self.least(reading, last).max(self.sure.saturating_add(1));
            reading.wall.max(Timestamp(at))
        } else {
            reading.wall
        }
    }

    /// Returns what is to be kept after a reading, with what that shows.
    pub(super) fn after(&self, reading: &Reading, last: Mark) -> Step {
        let (wall, known) = (reading.wall.0, self.known(reading));
        let seen = Mark { at: self.least(reading, last), id: last.id };
        let expected = match known {
            Some(steady) => self.start.saturating_add(steady.up_s),
            // That it is behind was told.
            None if self.behind => wall.max(last.at),
            None => wall.max(seen.at).max(last.at),
        };
        let jumped = wall.abs_diff(expected) > JUMP_S.unsigned_abs();
        let starts = reading.steady.is_some() && known.is_none();
        let mut next = self.clone();
        next.follow(reading, (starts, jumped), seen);
        let ahead = jumped.then(|| wall.saturating_sub(expected));
        let most = seen.at.saturating_add(if next.narrow { JUMP_S } else { DAY_S });
        let is_ahead = wall > most || (jumped && wall > expected && !self.behind);
        let is_slight = jumped && !starts && self.doubted_at.is_some() && is_ahead;
        let is_slight = is_slight && wall <= seen.at.saturating_add(SLIGHT_S);
        let mut moved = None;
        if (!jumped && !starts) || is_slight {
            next.go_further(ahead, expected, seen);
            moved = next.run(reading, seen);
        } else if wall < seen.at.saturating_sub(JUMP_S) {
            next.fall_behind(seen);
        } else if is_ahead && seen.at > 0 {
            let is_new = jumped || self.doubted_at.is_none();
            next.doubt(reading, seen, ahead, expected);
            next.turns += u64::from(is_new && !jumped);
            if is_new {
                (next.from, next.to, next.started) = (seen.at, wall, !jumped);
            }
        } else {
            next.trust(wall, seen);
        }
        if jumped {
            next.turns += 1;
            next.jumps += 1;
            (next.from, next.to, next.started) = (expected, wall, false);
            next.highest = next.highest.max(if wall < expected { expected } else { 0 });
        }
        if next.highest.saturating_sub(JUMP_S) <= wall {
            next.highest = 0;
        }
        let jump = jumped.then_some(next.jump(expected, wall));
        Step { next, jump, moved }
    }

    /// Counts from another start, or from where the clock is since it jumped.
    fn follow(&mut self, reading: &Reading, (starts, jumped): (bool, bool), seen: Mark) {
        if let Some(steady) = &reading.steady {
            if starts || jumped {
                self.even_at = Some(steady.up_s);
            }
            let start = reading.wall.0.saturating_sub(steady.up_s);
            let least = seen.at.saturating_sub(steady.up_s);
            if self.floor.is_none() && !starts {
                self.floor = Some(if self.is_trusted() { self.start } else { least });
                self.begun = Mark { at: self.start, id: seen.id };
            }
            if starts {
                self.narrow = self.doubted_at.is_some();
                self.boot.clone_from(&steady.boot);
                self.floor = Some(least);
                self.begun = Mark { at: seen.at.min(reading.wall.0) - 1, id: seen.id };
                if seen.at == 0 {
                    self.proved = Some(Mark::default());
                }
            }
            if starts || jumped {
                self.start = start;
            }
        } else if jumped {
            self.floor = Some(self.start);
        }
    }

    /// Goes on without a jump; returns what moves, if the machine has run for long enough.
    fn run(&mut self, reading: &Reading, seen: Mark) -> Option<Moved> {
        let up_s = self.known(reading).map(|steady| steady.up_s);
        let has_run = |at: i64| up_s.is_some_and(|up_s| up_s.saturating_sub(at) >= DOUBT_S);
        if self.doubted_at.is_some_and(has_run) {
            self.even_at = up_s;
            return self.prove(reading.wall.0, seen.id);
        }
        if self.behind && self.highest.saturating_sub(JUMP_S) <= reading.wall.0 && self.off() <= DAY_S {
            self.trust(reading.wall.0, seen);
            self.even_at = up_s;
        }
        if self.is_trusted() && self.even_at.is_none_or(has_run) {
            if self.even_at.is_some() {
                self.believe(Mark { at: reading.wall.0, id: seen.id });
            }
            self.even_at = up_s;
        }
        None
    }

    /// Believes what a clock has dated that is trusted, unless it cannot be.
    pub(super) fn believe(&mut self, until: Mark) {
        if self.is_trusted() && until.at >= MADE {
            self.believed = self.believed.max(Some(until));
        }
    }

    fn trust(&mut self, wall: i64, seen: Mark) {
        if !self.is_trusted() {
            self.note(Stretch { first: self.trusted_id + 1, last: seen.id, until: Timestamp(wall) });
        }
        (self.floor, self.narrow) = (Some(self.start), true);
        self.sure = self.sure.max(wall);
        self.end_doubt();
    }

    fn end_doubt(&mut self) {
        (self.behind, self.doubted_at, self.pending) = (false, None, None);
    }

    fn leave_trust(&mut self, seen: Mark) {
        if self.is_trusted() {
            self.trusted_id = seen.id;
        }
        self.sure = self.sure.max(seen.at);
    }

    fn fall_behind(&mut self, seen: Mark) {
        self.leave_trust(seen);
        self.highest = self.highest.max(seen.at);
        self.end_doubt();
        self.behind = true;
    }

    /// It has jumped by so many seconds; none: it is ahead since the machine's start, and has dated nothing in it before.
    fn doubt(&mut self, reading: &Reading, seen: Mark, ahead: Option<i64>, expected: i64) {
        if self.pending.is_some() {
            self.go_further(ahead, expected, seen);
        } else if ahead.is_some() {
            // What was trusted went on from the starts before.
            let before = self.proved.max(self.believed).filter(|_| self.is_trusted());
            let after = before.map_or(self.begun, |before| before.min(self.begun));
            // Until it jumps, a clock can be so much from where it is counted to be; what was kept after that carries its own
            // time.
            let through = Mark { at: seen.at.saturating_add(JUMP_S), id: seen.id };
            self.pending = Some(Moved { after, through, by: self.off().saturating_neg() });
        }
        self.leave_trust(seen);
        (self.behind, self.doubted_at) = (false, reading.steady.as_ref().map(|steady| steady.up_s));
    }

    /// It has jumped while it was doubted: if it is right now, it was behind between the jumps as well.
    fn go_further(&mut self, ahead: Option<i64>, expected: i64, seen: Mark) {
        if let (Some(moved), Some(ahead)) = (&mut self.pending, ahead) {
            moved.by = moved.by.saturating_add(ahead);
            if ahead > 0 {
                let through = Mark { at: expected.saturating_add(JUMP_S), id: seen.id };
                moved.through = moved.through.max(through);
            }
        }
    }

    /// Takes it that the clock is right now; returns what moves by that.
    pub(super) fn prove(&mut self, wall: i64, id: i64) -> Option<Moved> {
        let (now, by) = (Mark { at: wall, id }, self.off().saturating_neg());
        let moved = if by > OFF_S {
            // Whichever clock has dated it since the last proof, unless it was believed then: none of them was right.
            Some(Moved { after: self.proved.max(self.believed).unwrap_or(self.begun), through: now, by })
        } else {
            self.pending
        };
        let moved = moved.filter(|moved| moved.by > 0 && moved.after.at < moved.through.at);
        self.trust(wall, now);
        if let Some(Moved { after, through, .. }) = moved {
            self.note(Stretch { first: after.id + 1, last: through.id, until: Timestamp(wall) });
        }
        (self.begun, self.proved, self.believed) = (now, Some(now), None);
        moved
    }

    /// Takes a person's word for it: whatever was said before is no more, since it may have been later.
    pub(super) fn confirm(&mut self, wall: i64, id: i64) -> Option<Moved> {
        let moved = self.prove(wall, id);
        (self.sure, self.highest, self.others) = (wall, 0, None);
        for one in &mut self.stretches {
            one.until = one.until.min(Timestamp(wall));
        }
        moved
    }

    /// Notes what of the audit a clock has written that was not trusted. Of too many, the first count together.
    pub(super) fn note(&mut self, stretch: Stretch) {
        if stretch.first > stretch.last {
            return;
        }
        self.stretches.push(stretch);
        while self.stretches.len() > STRETCHES {
            let first = self.stretches.remove(0);
            if let Some(second) = self.stretches.first_mut() {
                second.first = second.first.min(first.first);
                second.last = second.last.max(first.last);
                second.until = second.until.max(first.until);
            }
        }
    }
}
