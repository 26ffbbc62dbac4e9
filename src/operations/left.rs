//! What an act leaves of a row, so that it can be taken back.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::error::{Result, Rule};
use crate::domain::filled::Filled;
use crate::domain::job::{Effect, Given};
use crate::store;

/// What an act leaves, stored as its target's effect.
#[derive(Debug, Serialize, Deserialize)]
pub struct Left<R, M> {
    /// The row as it was.
    pub was: R,
    /// Its version afterwards; none when it is gone.
    pub(super) rev: Option<i64>,
    /// Its values afterwards.
    pub(super) is: Filled,
    /// What taking it back needs besides.
    pub more: M,
}

/// Stores what an act left.
pub(super) fn effect(left: &impl Serialize) -> Result<Effect> {
    let unreadable = |error: serde_json::Error| store::Error::unreadable("job_target.effect", error.to_string());
    Ok(Effect::Row { left: serde_json::to_value(left).map_err(unreadable)? })
}

/// Reads what an act left.
///
/// # Errors
/// [`Rule::NotUndoable`] of an earlier version; [`Rule::Incomplete`] where there is nothing of the kind.
pub(super) fn left<R: DeserializeOwned, M: DeserializeOwned>(given: &Given) -> Result<Left<R, M>> {
    match given {
        // Of an earlier version, whose rows had other fields.
        Given::Effect { effect: Effect::Row { left } } => {
            serde_json::from_value(left.clone()).map_err(|_| Rule::NotUndoable.into())
        }
        _ => Err(Rule::Incomplete.into()),
    }
}
