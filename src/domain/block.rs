//! Blocks: why nobody may enter an establishment. Three blockers stack; removing one leaves the others.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::field::Problem;
use super::message::{Explain, Message, Value};
use super::text::paragraphs;
use super::time::{MINUTE_S, Timestamp, Wait};

/// Longest reason, in characters.
pub const REASON_MAX: usize = 300;
/// A block by the program is stale after this, unless its job lives.
pub const PROGRAM_STALE_S: i64 = 5 * MINUTE_S;

/// Who put a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Blocker {
    /// The host's webmaster: stops everybody of the establishment.
    Webmaster,
    /// The establishment's own administrator: administrators still enter.
    Administrator,
    /// This program, during backup and restore.
    Program,
}

impl Blocker {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 3] = [Self::Webmaster, Self::Administrator, Self::Program];

    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Webmaster => "webmaster",
            Self::Administrator => "administrator",
            Self::Program => "program",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|blocker| blocker.word() == word)
    }
}

/// A block that was put on an establishment, or on all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Whose it is.
    pub blocker: Blocker,
    /// Why; shown to those it stops.
    pub reason: String,
    /// Who put it.
    pub author: String,
    /// When it was put.
    pub since: Timestamp,
    /// The first moment at which it no longer stands; none: until lifted.
    pub until: Option<Timestamp>,
}

impl Block {
    /// Tells whether it stands at a moment. A block by the program goes stale after [`PROGRAM_STALE_S`];
    /// a living job renews it by moving `since`.
    #[must_use]
    pub fn stands(&self, now: Timestamp) -> bool {
        let ended = self.until.is_some_and(|until| until <= now);
        let stale = self.blocker == Blocker::Program && !Wait::at_most_s(PROGRAM_STALE_S).is_recent(self.since, now);
        !ended && !stale
    }

    /// Tells whether it ends later than one that ends then; none: never.
    #[must_use]
    pub fn outlasts(&self, until: Option<Timestamp>) -> bool {
        until.is_some_and(|until| self.until.is_none_or(|own| own > until))
    }

    /// Returns the last day on which it stands, as it was typed; none: until lifted.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.until.map(|until| until.plus_s(-1).day())
    }
}

impl Explain for Block {
    fn message(&self) -> Message {
        let (end, day) = self.last_day().map_or(("none", Value::from("")), |day| ("day", Value::from(day)));
        Message::new("block-standing").with("end", end).with("day", day).with("reason", self.reason.replace('\n', " "))
    }
}

/// Who wants to enter an establishment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visitor {
    /// The host's webmaster.
    Webmaster,
    /// An administrator of the establishment.
    Administrator,
    /// Anybody else of it.
    User,
}

/// Returns the first block that stops a visitor, at sign-in and at every action after it.
#[must_use]
pub fn stopped_by(visitor: Visitor, blocks: &[Block], now: Timestamp) -> Option<&Block> {
    blocks.iter().filter(|block| block.stands(now)).find(|block| match (visitor, block.blocker) {
        (Visitor::Webmaster, _) | (Visitor::Administrator, Blocker::Administrator) => false,
        (Visitor::Administrator, Blocker::Webmaster | Blocker::Program) | (Visitor::User, _) => true,
    })
}

/// Reads a reason, which must be given.
///
/// # Errors
/// [`Problem::Missing`], or what [`paragraphs`] refuses.
pub fn reason(raw: &str) -> Result<String, Problem> {
    let text = paragraphs(raw, REASON_MAX)?;
    if text.is_empty() { Err(Problem::Missing) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::parse_day;
    use crate::domain::time::end_of_day;

    fn block(blocker: Blocker, since: i64, until: Option<i64>) -> Block {
        Block { blocker, reason: "r".into(), author: "a".into(), since: Timestamp(since), until: until.map(Timestamp) }
    }

    #[test]
    fn who_is_stopped() {
        let now = Timestamp(1000);
        for (blocker, visitor, stopped) in [
            (Blocker::Webmaster, Visitor::Webmaster, false),
            (Blocker::Webmaster, Visitor::Administrator, true),
            (Blocker::Webmaster, Visitor::User, true),
            (Blocker::Administrator, Visitor::Webmaster, false),
            (Blocker::Administrator, Visitor::Administrator, false),
            (Blocker::Administrator, Visitor::User, true),
            (Blocker::Program, Visitor::Webmaster, false),
            (Blocker::Program, Visitor::Administrator, true),
            (Blocker::Program, Visitor::User, true),
        ] {
            let blocks = [block(blocker, 990, None)];
            assert_eq!(stopped_by(visitor, &blocks, now).is_some(), stopped, "{blocker:?} {visitor:?}");
        }
    }

    #[test]
    fn the_last_day_is_the_one_that_was_typed() {
        let day = parse_day("08/06/2027").unwrap();
        let end = end_of_day(day);
        let block = block(Blocker::Webmaster, 0, Some(end.0));
        assert_eq!(block.last_day(), Some(day));
        assert!(block.stands(end.plus_s(-1)) && !block.stands(end));
        assert_eq!(Block { until: None, ..block }.last_day(), None);
    }

    #[test]
    fn one_block_outlasts_another() {
        for (own, other, longer) in [
            (Some(20), Some(10), true),
            (Some(10), Some(10), false),
            (Some(10), Some(20), false),
            (None, Some(10), true),
            (Some(10), None, false),
            (None, None, false),
        ] {
            let standing = block(Blocker::Webmaster, 0, own);
            assert_eq!(standing.outlasts(other.map(Timestamp)), longer, "{own:?} {other:?}");
        }
    }

    #[test]
    fn blocks_end_and_go_stale() {
        let now = Timestamp(1000);
        assert!(block(Blocker::Webmaster, 0, Some(1001)).stands(now));
        assert!(!block(Blocker::Webmaster, 0, Some(1000)).stands(now));
        assert!(block(Blocker::Program, 701, None).stands(now));
        assert!(!block(Blocker::Program, 700, None).stands(now));
        assert!(block(Blocker::Program, 1299, None).stands(now), "the clock was put right by some seconds");
        assert!(!block(Blocker::Program, 1300, None).stands(now), "nobody is at work tomorrow");
    }
}
