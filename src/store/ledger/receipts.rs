//! Receipts of erasures, as both databases keep them.

use serde::{Deserialize, Serialize};

use crate::domain::account::AccountId;
use crate::domain::erased::{Erased, Receipt};
use crate::domain::time::Timestamp;
use crate::store::error::{Error, Result};
use crate::store::sql::Row;

/// Writes what went as it is kept.
pub(in crate::store) fn text(receipt: &Receipt) -> Result<String> {
    serde_json::to_string(receipt).map_err(|error| Error::unreadable("erased.receipt", error.to_string()))
}

type Raw = (i64, i64, String, String, String);

/// Reads a receipt whose columns stand in this order.
pub(in crate::store) fn read(row: &Row<'_>) -> Result<Raw> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

/// Understands it.
pub(in crate::store) fn checked((account, at, by, receipt, sha256): Raw) -> Result<Erased> {
    let receipt = serde_json::from_str(&receipt).map_err(|_| Error::unreadable("erased.receipt", receipt))?;
    Ok(Erased { account: AccountId(account), at: Timestamp(at), by, receipt, sha256 })
}

/// What an establishment's database tells of who was erased in it, and under which credentials its accounts were made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipts {
    /// From which id on accounts were made under a credential, in their order: one of several, for an earlier version's.
    #[serde(default)]
    pub origins: Vec<(i64, Vec<String>)>,
    /// The receipts.
    pub all: Vec<Erased>,
}

impl Receipts {
    /// Lists the credentials of which one is that under which an account was made.
    #[must_use]
    pub fn lineage(&self, account: AccountId) -> &[String] {
        let from = self.origins.iter().rev().find(|(from, _)| *from <= account.0);
        from.map_or(&[], |(_, hashes)| hashes)
    }

    /// Lists the credentials under which any of its accounts was made.
    #[must_use]
    pub fn lineages(&self) -> Vec<String> {
        let mut all: Vec<String> = self.origins.iter().flat_map(|(_, hashes)| hashes).cloned().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Tells whether somebody's receipt is among them.
    #[must_use]
    pub fn has(&self, account: AccountId) -> bool {
        self.all.iter().any(|one| one.account == account)
    }
}
