//! Who did what, when, from where, with what before and after: written in the caller's transaction, hash-chained.
//!
//! Invariants: no secret is ever part of an entry; an entry that was altered, removed or slipped in breaks the chain
//! at its own identifier. A cut tail breaks nothing, so the head also goes to the system's log. The beginning can go, page
//! by page ([`Anchor`]); the chain then begins after an entry whose number and hash the chain itself tells.

pub mod anchor;
pub mod chain;
pub mod entry;
mod erase;
pub mod syslog;
mod verify;

pub use crate::store::ledger::audit::{ADMINISTRATOR, SUPPORT};
pub use anchor::Anchor;
pub use chain::record;
pub use entry::{Entry, Object};
pub use erase::erase;
pub use verify::{Beginning, Broken, Verified, verify};
