//! How a try ended, as it is recorded.

use crate::domain::mail::{State, backoff_s};
use crate::domain::time::Timestamp;
use crate::store::registry::sending::{Claimed, Settlement};

use super::round::Ending;
use super::transport::Outcome;

/// Longest words that are kept, in characters.
const WORDS_MAX: usize = 300;

/// Says what is kept of a try; none: it was not tried.
pub(super) fn settlement(claimed: &Claimed, outcome: Outcome, age: Ending, now: Timestamp) -> Option<Settlement> {
    let mail = &claimed.made.mail;
    let (state, words) = match outcome {
        Outcome::Sent { words } => (State::Sent, words),
        Outcome::Deferred { words, .. } if age == Ending::Now => (State::Refused, words),
        Outcome::Deferred { words, .. } => (State::Deferred, words),
        Outcome::Refused { words } => (State::Refused, words),
        Outcome::Uncertain { words } => (State::Uncertain, words),
        Outcome::Kept => return None,
    };
    let words = words.chars().take(WORDS_MAX).collect();
    let next_attempt_at = match state {
        State::Deferred => now.plus_s(backoff_s(mail.attempts)),
        State::Queued | State::Sending | State::Sent | State::Refused | State::Uncertain | State::Withdrawn => now,
    };
    Some(Settlement { state, words, next_attempt_at })
}
