//! What the registry and every establishment's own database have alike: jobs with their targets, the audit, sessions, and
//! the lock-out after tries to sign in that failed.
//!
//! Invariant: what is written here names only these tables, so it runs in either database. [`registry::Tx`] and
//! [`establishment::Tx`] lend themselves as a [`Tx`]; none becomes one of them again.
//!
//! [`registry::Tx`]: super::registry::Tx
//! [`establishment::Tx`]: super::establishment::Tx

pub mod audit;
pub mod erased;
pub mod job;
pub mod lockout;
pub mod reached;
pub mod receipts;
pub mod retention;
pub mod session;
#[cfg(test)]
mod tests;

pub use super::sql::Tx;
