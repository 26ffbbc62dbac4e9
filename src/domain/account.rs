//! Accounts inside an establishment, as far as the host deals with them: its administrators.

use serde::{Deserialize, Serialize};

/// An account's identifier inside its establishment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccountId(pub i64);

impl std::fmt::Display for AccountId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

impl std::str::FromStr for AccountId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// The login of the first administrator.
pub const FIRST_LOGIN: &str = "admin";

/// An administrator of an establishment, as the reset form lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Administrator {
    /// Identifier inside the establishment.
    pub id: AccountId,
    /// Login.
    pub login: String,
    /// Last name.
    pub last_name: String,
    /// First name.
    pub first_name: String,
    /// Whether it may sign in.
    pub active: bool,
    /// Last sign-in, if any, in epoch seconds.
    pub last_sign_in_at: Option<super::time::Timestamp>,
}

/// How the people of an establishment sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignInMode {
    /// With a password of the establishment's own.
    #[default]
    Password,
    /// Through a CAS server.
    Cas,
    /// Through a SAML federation.
    Saml,
    /// Through `OpenID` Connect.
    Oidc,
}

impl SignInMode {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Password, Self::Cas, Self::Saml, Self::Oidc];

    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Cas => "cas",
            Self::Saml => "saml",
            Self::Oidc => "oidc",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.word() == word)
    }
}
