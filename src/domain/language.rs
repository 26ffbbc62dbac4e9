//! The languages that the program speaks.

use serde::{Deserialize, Serialize};

use super::field::Problem;

/// The languages of screens and mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Language {
    /// French.
    #[default]
    French,
    /// English.
    English,
}

impl Language {
    /// Returns the ISO 639-1 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// Reads an ISO 639-1 code.
    ///
    /// # Errors
    /// [`Problem::NotAChoice`].
    pub fn parse(raw: &str) -> Result<Self, Problem> {
        match raw.trim() {
            "fr" => Ok(Self::French),
            "en" => Ok(Self::English),
            _ => Err(Problem::NotAChoice),
        }
    }
}
