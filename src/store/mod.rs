//! The only SQL, and the only place that knows where files lie.
//!
//! Invariants: [`registry`] and [`establishment`] are two types, so a query for one cannot run on the other; neither
//! connection can attach a further database; statements keep to the subset that SQLite and PostgreSQL both take
//! (parameters `$1…` in order of first appearance, integers and text only, keys made by the program); an unknown
//! stored value is an error, never a default.

pub mod attachments;
pub mod error;
pub mod establishment;
pub mod files;
pub mod home;
pub mod machine;
mod migration;
pub mod owner;
pub mod registry;
pub mod throwaway;

pub use error::{Error, Result};

/// Reads a column that counts something.
fn count(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<u64> {
    let value: i64 = row.get(at)?;
    u64::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(at, value))
}

/// Gives the version of the embedded SQLite.
#[must_use]
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}
