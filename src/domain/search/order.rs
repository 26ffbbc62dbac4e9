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

    /// Returns the word of the command line and the message keys.
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

    /// Returns what it is called elsewhere: in records, filters and options, in both languages.
    #[must_use]
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Number => &["numero", "numéro"],
            Self::Zone => &["zone-name", "zone_name"],
            Self::Location => &["localisation"],
            Self::Denomination => &["denomination", "dénomination", "nom"],
            Self::Uai => &[],
            Self::Contact => &["contact-last-name", "contact_last_name"],
            Self::Mail => &["email", "e-mail", "contact-email", "contact_email", "courriel"],
            Self::RegisteredOn => &["registered-on", "registered_on", "inscrit"],
            Self::State => &["etat", "état"],
        }
    }

    /// Finds a column by any of its names.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        Self::ALL.into_iter().find(|key| key.word() == name || key.names().contains(&name.as_str()))
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
