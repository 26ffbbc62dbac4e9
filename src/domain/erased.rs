//! Whose names were made unreadable, and what tells of it.

use serde::{Deserialize, Serialize};

use super::account::AccountId;
use super::time::Timestamp;

/// What an account is called from then on, wherever others' work refers to it.
#[must_use]
pub fn erased_name(account: AccountId) -> String {
    format!("(erased {account})")
}

/// Tells whether a login is what stands in the place of one that was erased.
#[must_use]
pub fn is_erased(login: &str) -> bool {
    login.starts_with("(erased ")
}

/// What was erased.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// How much went, by kind: sessions, mails, entries of the audit, targets of jobs.
    pub counts: Vec<(String, u32)>,
    /// Exports that were made before and hold the names until they go, each with the last moment of it.
    pub exports: Vec<(String, Timestamp)>,
}

/// A receipt as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// Whose.
    pub account: AccountId,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub by: String,
    /// What went.
    pub receipt: Receipt,
    /// The SHA-256 of all that, in hexadecimal.
    pub sha256: String,
}

/// Rows of a kind that are held on a person, as texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Which kind.
    pub name: &'static str,
    /// What its columns are called.
    pub columns: &'static [&'static str],
    /// The rows; a moment is its seconds since 1970.
    pub rows: Vec<Vec<String>>,
}

impl Held {
    /// Tells whether a column holds moments.
    #[must_use]
    pub fn is_moment(column: &str) -> bool {
        column == "at" || column == "day_start" || column.ends_with("_at")
    }
}
