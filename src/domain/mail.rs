//! Mails as the outbox knows them: kinds, states, and when to try again.

use super::time::{MINUTE_S, Timestamp};

/// A mail's identifier in the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MailId(pub i64);

/// What a mail is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// First credentials, to the contact of a new establishment.
    Registration,
    /// New credentials of an administrator, to the contact.
    Reset,
    /// A copy without the password, to the webmaster.
    Copy,
    /// A test of the transport.
    Test,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Registration, Self::Reset, Self::Copy, Self::Test];

    /// Gives the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Reset => "reset",
            Self::Copy => "copy",
            Self::Test => "test",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Where a mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Waits for its first try.
    Queued,
    /// A sender has it.
    Sending,
    /// The server asked to come back later (4xx), or could not be reached.
    Deferred,
    /// The server took it.
    Sent,
    /// The server refused it for good (5xx), or it cannot be built: a person must look.
    Refused,
    /// The connection went after the data: it may have arrived; only a person may send it again.
    Uncertain,
}

impl State {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 6] =
        [Self::Queued, Self::Sending, Self::Deferred, Self::Sent, Self::Refused, Self::Uncertain];

    /// Gives the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Deferred => "deferred",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Uncertain => "uncertain",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Seconds until try number `attempts + 1`: 1 minute, doubling to 4 hours.
#[must_use]
pub fn backoff_s(attempts: u32) -> i64 {
    (MINUTE_S << attempts.saturating_sub(1).min(8)).min(4 * 60 * MINUTE_S)
}

/// A mail in a list or in its own view. The password is never part of it: the body holds a mark in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Identifier.
    pub id: MailId,
    /// What it is for.
    pub kind: Kind,
    /// The establishment it speaks of.
    pub establishment: Option<super::establishment::EstablishmentNumber>,
    /// The recipient's name.
    pub to_name: String,
    /// The recipient's address.
    pub to_email: String,
    /// Subject.
    pub subject: String,
    /// Body, with [`SECRET_MARK`] where the password belongs.
    pub body: String,
    /// Kept through every try.
    pub message_id: String,
    /// Where it stands.
    pub state: State,
    /// Tries so far.
    pub attempts: u32,
    /// The server's last words, or the cause.
    pub words: String,
    /// When it was queued.
    pub created_at: Timestamp,
    /// When the next try is due.
    pub next_attempt_at: Timestamp,
    /// When the server took it.
    pub sent_at: Option<Timestamp>,
}

/// Stands in a body where the password belongs; the password itself is kept apart and erased once sent.
pub const SECRET_MARK: &str = "{password}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_stop_growing() {
        assert_eq!([1, 2, 3, 8, 9, 60].map(backoff_s), [60, 120, 240, 7680, 14400, 14400]);
    }
}
