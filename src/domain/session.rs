//! Sessions in the console.

use super::field::{Field, FieldError, Problem};
use super::time::Timestamp;

/// A session's identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionId(pub i64);

/// A session that goes on, as far as its database knows: one whose process was killed stays until it is ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSession {
    /// Which.
    pub id: SessionId,
    /// Whose: the login.
    pub login: String,
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

/// Where somebody says that they belong who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// To the host: a webmaster.
    Host,
    /// To an establishment: its number or its UAI, as typed.
    Establishment(String),
}

/// Whom the sign-in of a console lets in, as its options say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entrance {
    /// The only establishment, by its number or its UAI; none: it is asked for.
    pub establishment: Option<String>,
    /// Whether webmasters are kept out.
    pub is_for_people: bool,
}

impl Entrance {
    /// Returns where somebody signs in who typed that establishment, or nothing.
    ///
    /// # Errors
    /// [`Problem::Missing`] where webmasters are kept out.
    pub fn leads_to(&self, typed: &str) -> Result<Place, FieldError> {
        match (&self.establishment, typed.trim()) {
            (Some(fixed), _) => Ok(Place::Establishment(fixed.clone())),
            (None, "") if self.is_for_people => {
                Err(FieldError { field: Field::Establishment, problem: Problem::Missing })
            }
            (None, "") => Ok(Place::Host),
            (None, typed) => Ok(Place::Establishment(typed.to_owned())),
        }
    }
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
    /// Somebody else gave the person another password.
    Password,
    /// Somebody ended it.
    Ended,
    /// Its database was put in the place of another one, or another one in its place.
    Moved,
}

impl EndReason {
    const ALL: [Self; 6] = [Self::SignOut, Self::HangUp, Self::Terminated, Self::Password, Self::Ended, Self::Moved];

    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::SignOut => "sign-out",
            Self::HangUp => "hang-up",
            Self::Terminated => "terminated",
            Self::Password => "password",
            Self::Ended => "ended",
            Self::Moved => "moved",
        }
    }

    /// Reads a stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}
