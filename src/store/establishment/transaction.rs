//! Transactions of one establishment's database.

use std::ops::Deref;

use crate::store::sql;

/// A transaction of one establishment's database; only this type runs its statements.
#[derive(Debug)]
pub struct Tx<'c>(pub(super) sql::Tx<'c>);

impl<'c> Deref for Tx<'c> {
    type Target = sql::Tx<'c>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}
