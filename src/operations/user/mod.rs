//! People of the establishment where the context stands: their accounts, listed, added, changed, shut out, deleted.
//!
//! Invariant: who may do what to whom is decided in [`crate::domain::rights`] alone, for a row, for ticks and for a file alike,
//! by the facts as the transaction that acts finds them.

mod administering;
mod admitting;
mod data;
mod deeds;
mod erase;
pub(in crate::operations) mod erasing;
mod facts;
mod granting;
mod guards;
mod import;
mod listed;
mod lying;
mod making;
mod named;
mod passwords;
mod read;
mod scope;
mod shutting;
mod told;

pub(super) use administering::take_into_scope;
pub use administering::{ADD_SCOPE, ASSIGN_PROFILE, REMOVE_SCOPE, WITHDRAW_PROFILE};
pub use admitting::{APPROVE, REJECT};
pub use data::{PersonData, data};
pub use deeds::{DELETE, DISCONNECT, EDIT, SET_LEVEL, edit};
pub use erase::{erase, judge as judge_erasure};
pub(in crate::operations) use erase::{erase_one, looked_for};
pub use facts::{Facts, Users};
pub(super) use facts::{full_name, standing};
pub use granting::{GRANT, REVOKE};
pub use guards::judge_view;
pub use making::add;
pub(super) use named::unknown;
pub use passwords::RESET_PASSWORD;
pub(super) use passwords::follow;
pub use read::{Matching, UserSeen, get, get_even_gone, matching, rows};
pub use shutting::{ACTIVATE, DEACTIVATE, SET_EXPIRY};

use super::deed::Doable;

/// Gives an account another status than anybody may give it.
#[cfg(test)]
pub(crate) use crate::store::establishment::interference::become_so;

pub(in crate::operations) use import::is_whole;

/// What is done to accounts.
pub(super) const DEEDS: &[&dyn Doable] = &[
    &making::ADD,
    &import::IMPORT,
    &EDIT,
    &APPROVE,
    &REJECT,
    &ACTIVATE,
    &DEACTIVATE,
    &SET_EXPIRY,
    &SET_LEVEL,
    &GRANT,
    &REVOKE,
    &ASSIGN_PROFILE,
    &WITHDRAW_PROFILE,
    &ADD_SCOPE,
    &REMOVE_SCOPE,
    &DISCONNECT,
    &RESET_PASSWORD,
    &DELETE,
];
