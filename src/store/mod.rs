//! The only SQL, and the only place that knows where files lie.
//!
//! Invariants: [`registry`] and [`establishment`] are two types, so a query for one cannot run on the other; neither
//! connection can attach a further database; statements run through [`sql`] alone, and keep to the subset that SQLite
//! and PostgreSQL both take (parameters `$1…` in order of first appearance, integers and text only, keys made by the
//! program), which `tests/statements` proves on both; an unknown stored value is an error, never a default.
//!
//! Every function that can fail fails with what the engine or the system says; at an item stands only what is particular.

pub mod attachments;
pub mod constraint;
mod counter;
mod engine;
pub mod error;
pub mod establishment;
pub mod files;
pub mod hold;
pub mod home;
pub mod identity;
pub mod ledger;
pub mod machine;
mod migration;
pub mod output;
pub mod owner;
mod pinned;
mod plain;
pub mod registry;
pub mod shelf;
pub mod sql;
mod standing;
pub mod telling;
pub mod throwaway;

pub use error::{Error, Result, listed};

/// Returns the version of the embedded SQLite.
#[must_use]
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}

/// Names a database to SQLite as one that nobody changes, so that no log beside it is looked at or made.
fn immutable(path: &std::path::Path) -> String {
    let mut uri = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        use std::fmt::Write as _;
        let _ = match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => uri.write_char(char::from(*byte)),
            other => write!(uri, "%{other:02x}"),
        };
    }
    uri.push_str("?immutable=1");
    uri
}
