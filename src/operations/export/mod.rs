//! Exports: how one is made, the catalogue of those that exist, the transfer's CSV of a job, and for
//! how long they are kept.
//!
//! Invariant: what the catalogue lists was verified by reading it back, and its name was durable, before it was entered.

pub mod catalogue;
mod kept;
mod key;
pub(in crate::operations) mod listed;
pub mod make;
mod removal;
pub mod transfer;

pub(in crate::operations) use catalogue::compared;
pub use catalogue::{Found, found, get, lacks_hash, list, matching, named, path, searched, totals, verify};
pub(in crate::operations) use kept::limit_days;
pub use kept::{retention_days, set_retention_days};
pub use key::public_key;
pub(in crate::operations) use removal::{Moved, Removal, end_removal, going as going_export, is_going, keep_going};
pub use transfer::transfer_path;

pub use crate::store::registry::export::{ExportFilter, ExportTotals};
