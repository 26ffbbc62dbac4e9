//! Who did what, when, from where, with what before and after: written in the caller's transaction, hash-chained.
//!
//! Invariants: no secret is ever part of an entry; an entry that was altered, removed or slipped in breaks the chain
//! at its own identifier. A cut tail breaks nothing, so the head also goes to the system's log.

pub mod chain;
pub mod entry;
pub mod syslog;

pub use chain::{Broken, Verified, record, verify};
pub use entry::{Entry, Object};
