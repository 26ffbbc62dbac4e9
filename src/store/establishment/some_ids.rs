//! Some ids in a statement, which takes as many whichever they are.

use crate::domain::account::AccountId;
use crate::store::sql::Value;

/// Most ids that one statement takes.
pub(super) const MOST: usize = 200;
/// The places of that many ids.
pub(super) const SOME: &str = include_str!("some_ids.sql");

/// Fills the places that are left over with what is no id.
pub(super) fn padded(ids: &[AccountId]) -> Vec<Value<'static>> {
    let mut values: Vec<Value<'static>> = ids.iter().map(|id| Value::Int(id.0)).collect();
    values.resize(MOST, Value::Int(0));
    values
}
