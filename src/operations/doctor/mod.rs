//! Analyse and repair: what registry, files, schema versions, permissions and leftovers say about each other.
//!
//! Looking changes nothing. Repairing never deletes a database: one that no row knows is moved to
//! [`crate::store::home::Home::orphans`].

mod closed;
mod databases;
mod examine;
mod files;
mod finding;
mod repair;
mod server;

pub use closed::{examine_closed, repair_closed};
pub use examine::examine;
pub use finding::{Finding, Severity};
pub use repair::{Repaired, repair};
pub use server::{ServerInfo, server_info};
