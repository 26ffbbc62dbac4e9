//! Where the time comes from.

use crate::domain::time::Timestamp;
use crate::operations::error::{Result, Rule};
use crate::store::machine;

/// Where the time comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The machine.
    System,
    /// A test.
    Fixed(Timestamp),
}

impl Clock {
    /// Returns the moment.
    #[must_use]
    pub fn now(self) -> Timestamp {
        match self {
            Self::System => Timestamp(machine::wall_s()).clamp(Timestamp::FIRST, Timestamp::LAST),
            Self::Fixed(at) => at,
        }
    }

    /// Refuses a clock that says a year before 1970 or after 9999: nothing could be written down.
    ///
    /// # Errors
    /// [`Rule::ClockUnusable`].
    pub fn check(self) -> Result<()> {
        let said = match self {
            Self::System => Timestamp(machine::wall_s()),
            Self::Fixed(at) => at,
        };
        let usable = (Timestamp::FIRST..=Timestamp::LAST).contains(&said);
        if usable { Ok(()) } else { Err(Rule::ClockUnusable.into()) }
    }
}
