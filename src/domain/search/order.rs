//! What lists of establishments, and of accounts, are ordered by.

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
    Login,
    LastName,
    Status,
    Level,
    Home,
    LastSignIn,
    Expires,
}

impl SortKey {
    /// All of them, in the order of the table's columns.
    pub const ALL: [Self; 16] = [
        Self::Number,
        Self::Zone,
        Self::Location,
        Self::Denomination,
        Self::Uai,
        Self::Contact,
        Self::Mail,
        Self::RegisteredOn,
        Self::State,
        Self::Login,
        Self::LastName,
        Self::Status,
        Self::Level,
        Self::Home,
        Self::LastSignIn,
        Self::Expires,
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
            Self::Login => "login",
            Self::LastName => "last-name",
            Self::Status => "status",
            Self::Level => "level",
            Self::Home => "home",
            Self::LastSignIn => "seen",
            Self::Expires => "expires",
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
            Self::Login => &["username", "identifiant"],
            Self::LastName => &["last_name", "nom"],
            Self::Status => &["statut"],
            Self::Level => &["niveau"],
            Self::Home => &["department", "attache"],
            Self::LastSignIn => &["vu", "last_sign_in", "last-sign-in"],
            Self::Expires => &["expires_on", "expires-on", "expire"],
        }
    }

    /// Tells whether a column is called so.
    #[must_use]
    pub fn is_called(self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.word() == name || self.names().contains(&name.as_str())
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
