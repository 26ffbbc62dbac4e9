//! Why a person of an establishment may not sign in there, or not go on.

use jiff::civil::Date;

use super::block::Block;
use super::message::{Explain, Message, Value};

/// What stops a person, whose password was right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// The account is no longer there.
    Gone,
    /// The establishment is no longer there.
    Closed,
    /// Nobody has approved it yet.
    Pending,
    /// Somebody has deactivated it.
    Deactivated,
    /// It has expired; this was the first day without.
    Expired(Date),
    /// The establishment is blocked. Who blocked it is nobody's business.
    Blocked {
        /// Why.
        reason: String,
        /// The last day of it; none: until lifted.
        last_day: Option<Date>,
    },
    /// The generated password was not used for so long that it is no longer good.
    PasswordRanOut,
    /// The generated password must be changed before anything else.
    MustChange,
    /// Somebody has given the account another password since.
    Renewed,
    /// Somebody has ended the session.
    Ended,
    /// What the establishment has was put back as it was at another time.
    Restored,
}

impl Stop {
    /// Returns the stable word, of the audit and of JSON.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Gone => "account-gone",
            Self::Closed => "establishment-gone",
            Self::Pending => "account-pending",
            Self::Deactivated => "account-deactivated",
            Self::Expired(_) => "account-expired",
            Self::Blocked { .. } => "establishment-blocked",
            Self::PasswordRanOut => "password-ran-out",
            Self::MustChange => "must-change-password",
            Self::Renewed => "password-renewed",
            Self::Ended => "session-ended",
            Self::Restored => "establishment-restored",
        }
    }
}

impl From<&Block> for Stop {
    fn from(block: &Block) -> Self {
        Self::Blocked { reason: block.reason.replace('\n', " "), last_day: block.last_day() }
    }
}

impl Explain for Stop {
    fn message(&self) -> Message {
        let at = Message::new;
        match self {
            Self::Gone => at("stop-gone"),
            Self::Closed => at("stop-closed"),
            Self::Pending => at("stop-pending"),
            Self::Deactivated => at("stop-deactivated"),
            Self::Expired(day) => at("stop-expired").with("day", Value::from(*day)),
            Self::Blocked { reason, last_day } => {
                let (end, day) = last_day.map_or(("none", Value::from("")), |day| ("day", Value::from(day)));
                at("stop-blocked").with("end", end).with("day", day).with("reason", reason.as_str())
            }
            Self::PasswordRanOut => at("stop-password-ran-out"),
            Self::MustChange => at("stop-must-change"),
            Self::Renewed => at("session-renewed"),
            Self::Ended => at("session-ended"),
            Self::Restored => at("session-restored"),
        }
    }
}
