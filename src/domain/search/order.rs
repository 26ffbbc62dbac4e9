//! What lists of establishments are ordered by.

/// What a list is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is a column of the table")]
pub enum SortKey {
    Number,
    Zone,
    Location,
    Denomination,
    Uai,
    Contact,
    Mail,
    RegisteredOn,
    State,
}

impl SortKey {
    /// All of them, in the order of the table's columns.
    pub const ALL: [Self; 9] = [
        Self::Number,
        Self::Zone,
        Self::Location,
        Self::Denomination,
        Self::Uai,
        Self::Contact,
        Self::Mail,
        Self::RegisteredOn,
        Self::State,
    ];

    /// Gives the word of the command line and the message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Zone => "zone",
            Self::Location => "location",
            Self::Denomination => "name",
            Self::Uai => "uai",
            Self::Contact => "contact",
            Self::Mail => "mail",
            Self::RegisteredOn => "registered",
            Self::State => "state",
        }
    }
}

/// An order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Last first.
    pub descending: bool,
}

/// By number, first to last.
pub const DEFAULT_SORT: Sort = Sort { key: SortKey::Number, descending: false };
