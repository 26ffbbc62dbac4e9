//! People of the establishment where the context stands: their accounts, listed, added, changed, shut out, deleted.
//!
//! Invariant: who may do what to whom is decided in [`crate::domain::rights`] alone, for a row, for ticks and for a file alike,
//! by the facts as the transaction that acts finds them.

mod data;
mod deeds;
mod erase;
pub(in crate::operations) mod erasing;
mod facts;
mod granting;
mod guards;
mod making;
mod read;
mod shutting;

pub use data::{PersonData, data};
pub use deeds::{DELETE, DISCONNECT, EDIT, SET_LEVEL, edit};
pub(in crate::operations) use erase::erase_one;
pub use erase::{erase, judge as judge_erasure};
pub use facts::{Facts, Users};
pub use granting::{GRANT, REVOKE};
pub use making::add;
pub use read::{Matching, UserSeen, get, matching, rows};
pub use shutting::{ACTIVATE, DEACTIVATE, SET_EXPIRY};

use super::deed::Doable;

/// Gives an account another status than anybody may give it.
#[cfg(test)]
pub(crate) use crate::store::establishment::interference::become_so;

/// What is done to accounts.
pub(super) const DEEDS: &[&dyn Doable] =
    &[&making::ADD, &EDIT, &ACTIVATE, &DEACTIVATE, &SET_EXPIRY, &SET_LEVEL, &GRANT, &REVOKE, &DISCONNECT, &DELETE];
