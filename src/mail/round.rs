//! What a round of sending may do, and what it did.

use std::time::Instant;

use crate::domain::mail::State;
use crate::domain::message::Message;
use crate::domain::time::Timestamp;
use crate::store::registry::sending::Settlement;

/// When a round ends though more mails are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Most mails in a round.
    pub mails: u32,
    /// No mail is begun after this moment.
    pub deadline: Option<Instant>,
}

impl Default for Limit {
    fn default() -> Self {
        Self { mails: 10_000, deadline: None }
    }
}

/// What becomes of what its age ends: passwords that ran out, mails that were deferred for too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It ends.
    Now,
    /// It waits, unsent, until the clock is no longer doubted.
    Waits,
}

/// What a round did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Round {
    /// Mails that were taken.
    pub sent: u32,
    /// Mails to be tried again.
    pub deferred: u32,
    /// Mails that were refused for good.
    pub refused: u32,
    /// Mails that may have arrived.
    pub uncertain: u32,
    /// Mails that were withdrawn instead of being sent.
    pub withdrawn: u32,
    /// Mails that were not tried, since nothing gets through.
    pub postponed: usize,
    /// Mails whose password seems to have run out, by a clock that is doubted.
    pub held: u32,
    /// Mails of the outbox that could not be read, and what of those that wait inside establishments could not be taken in;
    /// each with why.
    pub left: Vec<Message>,
    /// When the next mail is due, if any waits.
    pub next_due: Option<Timestamp>,
    /// Until when mails that are due wait for the pace.
    pub paced_until: Option<Timestamp>,
}

impl Round {
    /// Counts how a try ended.
    pub(super) fn count(&mut self, settlement: Option<&Settlement>) {
        match settlement.map(|settlement| settlement.state) {
            Some(State::Sent) => self.sent += 1,
            Some(State::Refused) => self.refused += 1,
            Some(State::Uncertain) => self.uncertain += 1,
            Some(State::Withdrawn) => self.withdrawn += 1,
            Some(State::Queued | State::Sending | State::Deferred) => self.deferred += 1,
            None => {}
        }
    }
}
