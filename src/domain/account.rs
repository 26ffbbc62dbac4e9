//! Accounts inside an establishment, as far as the host deals with them: its administrators.

/// An account's identifier inside its establishment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountId(pub i64);

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
