//! Jobs: what is done to many at once, or to one with danger.
//!
//! A job is first a plan: its targets are frozen, each with what is expected of it. Once started it is carried out target
//! by target, survives its process, reports every row, and can be undone by another plan.

mod id;
pub mod outcome;
pub mod reason;
mod reason_said;
mod selection;
pub mod task;

pub use id::JobId;
pub use outcome::{Difference, Effect, Expectation, Forecast, Given, TargetState, Verdict};
pub use reason::Reason;
pub use selection::{Listing, Only, Selection, ZoneShare, named_one};
pub use task::{AdministratorChoice, Danger, ExportFirst, Extent, Kind, Task};

use serde::{Deserialize, Serialize};

use super::access::Actor;
use super::establishment::EstablishmentNumber;
use super::mailing::Reach;
use super::time::Timestamp;

/// Most targets of one job.
pub const TARGETS_MAX: usize = 200_000;
/// Longest name of a saved plan, in characters.
pub const NAME_MAX: usize = 80;
/// A running job whose process lives but has given no sign for this long is said to be stuck.
pub const SILENT_S: i64 = 60;

/// Where a job stands, as stored. What people see is [`Standing`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobState {
    /// It was planned and not started.
    Planned,
    /// A process has it, or had it when it died.
    Running,
    /// It stopped before its end: asked to, or because the machine failed. It can be resumed.
    Paused,
    /// Somebody gave it up before its end.
    Cancelled,
    /// Every target was handled.
    Done,
}

impl JobState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Planned, Self::Running, Self::Paused, Self::Cancelled, Self::Done];

    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Cancelled => "cancelled",
            Self::Done => "done",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// What somebody asks a running job for; it obeys before its next targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wish {
    /// To go on.
    GoOn,
    /// To pause.
    Pause,
    /// To stop for good.
    Cancel,
}

impl Wish {
    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::GoOn => "",
            Self::Pause => "pause",
            Self::Cancel => "cancel",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::GoOn, Self::Pause, Self::Cancel].into_iter().find(|wish| wish.word() == word)
    }
}

/// Where a job stands, as people see it: the stored state and whether its process lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Planned and not started.
    Planned,
    /// At work.
    Running,
    /// At work, but silent for longer than [`SILENT_S`].
    Silent,
    /// Its process died; it can be resumed.
    Interrupted,
    /// Stopped before its end; it can be resumed.
    Paused,
    /// At its end or stopped before it, and nothing is left of what it had done: it does not go on.
    Undone,
    /// Given up.
    Cancelled,
    /// At its end.
    Done,
}

impl Standing {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Planned,
        Self::Running,
        Self::Silent,
        Self::Interrupted,
        Self::Paused,
        Self::Undone,
        Self::Cancelled,
        Self::Done,
    ];

    /// Returns the word of JSON and of the message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Running => "running",
            Self::Silent => "silent",
            Self::Interrupted => "interrupted",
            Self::Paused => "paused",
            Self::Undone => "undone",
            Self::Cancelled => "cancelled",
            Self::Done => "done",
        }
    }

    /// Tells whether somebody may let it begin or go on.
    #[must_use]
    pub const fn can_resume(self) -> bool {
        matches!(self, Self::Planned | Self::Interrupted | Self::Paused)
    }
}

/// How many targets stand where; kept with the job, in the transaction of each mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Not yet handled.
    pub waiting: u32,
    /// Done.
    pub done: u32,
    /// Found as they were to be.
    pub skipped: u32,
    /// Refused or failed.
    pub failed: u32,
}

impl Tally {
    /// Returns the number of targets.
    #[must_use]
    pub const fn total(self) -> u32 {
        self.waiting + self.done + self.skipped + self.failed
    }

    /// Returns the number of targets that were handled.
    #[must_use]
    pub const fn handled(self) -> u32 {
        self.done + self.skipped + self.failed
    }
}

/// What a plan does besides its counts, for those who confirm it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Impact {
    /// Accounts of the targets: they lose access, or are lost.
    pub accounts: u64,
    /// Grades of the targets: a deletion loses them.
    #[serde(default)]
    pub grades: u64,
    /// Mails about the targets that wait: a deletion withdraws them.
    #[serde(default)]
    pub mails: u64,
    /// Of the targets, those whose database could not be read.
    pub unreadable: u32,
    /// The latest sign-in in any of them.
    pub last_sign_in_at: Option<Timestamp>,
    /// Whom a mailing reaches.
    #[serde(default)]
    pub reach: Option<Reach>,
    /// Of those that come from files, the ones that were blocked where they come from and arrive open.
    #[serde(default)]
    pub opened: u32,
}

impl Impact {
    /// Tells whether nothing that is there is concerned: what is brought back has nothing to replace.
    #[must_use]
    pub const fn concerns_nothing(&self) -> bool {
        self.accounts == 0 && self.grades == 0 && self.mails == 0 && self.unreadable == 0
    }
}

/// Tells whether a deletion takes more than a part of all establishments, so that a second switch is asked for.
#[must_use]
pub const fn is_above_threshold(count: u64, all: u64, percent: u32) -> bool {
    count.saturating_mul(100) > all.saturating_mul(percent as u64)
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Identifier.
    pub id: JobId,
    /// What is done.
    pub task: Task,
    /// How the targets were named.
    pub selection: Selection,
    /// A name that a saved plan was given, or empty.
    pub name: String,
    /// Where it stands, as stored.
    pub state: JobState,
    /// What it was asked for.
    pub wish: Wish,
    /// Why it paused when nobody asked it to; or whom it waits for while it runs.
    pub cause: Option<Reason>,
    /// In whose name it acts.
    pub author: Actor,
    /// When it was planned.
    pub created_at: Timestamp,
    /// When it was started first.
    pub started_at: Option<Timestamp>,
    /// When its present process took it.
    pub run_started_at: Option<Timestamp>,
    /// How many targets had been handled then.
    pub run_handled: u32,
    /// Its last sign of life.
    pub heartbeat_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// The job that it undoes.
    pub undo_of: Option<JobId>,
    /// The job that undid it, or is to.
    pub undone_by: Option<JobId>,
    /// What it does besides its counts.
    pub impact: Impact,
    /// How many targets stand where.
    pub tally: Tally,
}

impl Job {
    /// Returns its name, or what the one thing is called to which it was done.
    #[must_use]
    pub fn called(&self) -> &str {
        self.selection.only().filter(|_| self.name.is_empty()).map_or(&self.name, |only| &only.label)
    }

    /// Estimates the seconds that are left from the pace of the present run; none before anything was handled.
    #[must_use]
    pub fn left_s(&self, now: Timestamp) -> Option<i64> {
        let (rate, waiting) = (self.rate_per_minute(now)?, i64::from(self.tally.waiting));
        (rate > 0).then(|| waiting.saturating_mul(60) / rate)
    }

    /// Returns the pace of the present run in targets a minute; none before anything was handled.
    #[must_use]
    pub fn rate_per_minute(&self, now: Timestamp) -> Option<i64> {
        let handled = i64::from(self.tally.handled().checked_sub(self.run_handled)?);
        // By the clock that said when the run began; the end of a job may be written with a later moment.
        let until = self.ended_at.and(self.heartbeat_at).unwrap_or(now);
        let seconds = until.0.saturating_sub(self.run_started_at?.0).max(1);
        (handled > 0).then(|| handled.saturating_mul(60) / seconds)
    }
}

/// A target of a job, as frozen when it was planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its job.
    pub job: JobId,
    /// Its place in the job, from 1.
    pub position: u32,
    /// The establishment; 0 when there is none yet.
    pub number: EstablishmentNumber,
    /// What else names it: a file, an address; mostly empty.
    pub object: String,
    /// What it was called when it was planned.
    pub label: String,
    /// What the task needs to know about this target.
    pub given: Given,
}

/// A target with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetRow {
    /// The target.
    pub target: Target,
    /// What was expected.
    pub forecast: Forecast,
    /// What became of it; none while it waits.
    pub verdict: Option<Verdict>,
    /// When.
    pub at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for state in JobState::ALL {
            assert_eq!(JobState::from_word(state.word()), Some(state));
        }
        for wish in [Wish::GoOn, Wish::Pause, Wish::Cancel] {
            assert_eq!(Wish::from_word(wish.word()), Some(wish));
        }
        assert_eq!(JobState::from_word("finished"), None);
    }

    #[test]
    fn s18_the_threshold_is_a_part_of_all() {
        for (count, all, percent, above) in
            [(10, 100, 10, false), (11, 100, 10, true), (1, 5, 10, true), (0, 0, 10, false), (60, 60, 100, false)]
        {
            assert_eq!(is_above_threshold(count, all, percent), above, "{count} of {all}");
        }
    }

    #[test]
    fn a_tally_adds_up() {
        let tally = Tally { waiting: 1, done: 2, skipped: 3, failed: 4 };
        assert_eq!((tally.total(), tally.handled()), (10, 9));
    }
}
