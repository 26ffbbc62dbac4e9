//! What the registry and every establishment's own database have alike: jobs with their targets, the audit.
//!
//! Invariant: what is written here names only these tables, so it runs in either database. [`registry::Tx`] and
//! [`establishment::Tx`] lend themselves as a [`Tx`]; none becomes one of them again.
//!
//! [`registry::Tx`]: super::registry::Tx
//! [`establishment::Tx`]: super::establishment::Tx

pub mod audit;
pub mod job;
pub mod reached;
pub mod retention;

pub use super::sql::Tx;
