//! Sessions of webmasters in the console.

use super::time::Timestamp;
use super::webmaster::Login;

/// A session's identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionId(pub i64);

/// A session that goes on, as far as the registry knows: one whose process was killed stays until it is ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSession {
    /// Which.
    pub id: SessionId,
    /// Whose.
    pub login: Login,
    /// The account of the operating system.
    pub os_user: String,
    /// The SSH client's address and port, when there is one.
    pub ssh_client: String,
    /// The SSH key's name, when there is one.
    pub ssh_key: String,
    /// Since when.
    pub started_at: Timestamp,
    /// When somebody did something in it last, to the minute.
    pub last_seen_at: Timestamp,
}

/// Why a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndReason {
    /// The person left.
    SignOut,
    /// The connection went.
    HangUp,
    /// The program was told to end.
    Terminated,
    /// Somebody else gave the webmaster another password.
    Password,
    /// Somebody ended it.
    Ended,
}

impl EndReason {
    const ALL: [Self; 5] = [Self::SignOut, Self::HangUp, Self::Terminated, Self::Password, Self::Ended];

    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::SignOut => "sign-out",
            Self::HangUp => "hang-up",
            Self::Terminated => "terminated",
            Self::Password => "password",
            Self::Ended => "ended",
        }
    }

    /// Reads a stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}
