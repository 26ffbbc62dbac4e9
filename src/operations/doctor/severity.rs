//! How bad what is found is.

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Left-overs that harm nobody.
    Note,
    /// It will do harm or does some.
    Warning,
    /// Something does not work, or is open to others.
    Error,
}

impl Severity {
    /// Returns the stable word for JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}
