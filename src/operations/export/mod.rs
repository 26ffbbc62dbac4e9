//! Exports: how one is made, the catalogue of those that exist, the transfer's CSV of a job, and their end.
//!
//! Invariant: what the catalogue lists was verified by reading it back, and its name was durable, before it was entered.

pub mod catalogue;
mod key;
pub mod make;
pub mod prune;
pub mod transfer;

pub use catalogue::{Found, found, get, list, path, searched, totals, verify};
pub use key::public_key;
pub(in crate::operations) use prune::{BESIDE, end_removal, limit_days, remove};
pub use prune::{Pruned, prune, retention_days, set_retention_days, to_prune};
pub use transfer::transfer_path;

pub use crate::store::registry::export::{ExportFilter, ExportTotals};
