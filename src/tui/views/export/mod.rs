//! Exports: the catalogue as a table, reading one to see whether it is whole, restoring, removing old ones.

mod list;

pub(crate) use list::Exports;

use crate::domain::export::{Export, Presence};
use crate::operations::export::{ExportTotals, Found};

/// Most exports that the table shows; the command line lists them all.
pub(crate) const LISTED_MAX: u32 = 1000;

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// The latest exports.
    List,
    /// To read one and compare it with its hash.
    Verify(String),
    /// To remove those that are older than the retention.
    Prune,
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// The latest exports.
    Listed {
        /// The latest first.
        rows: Vec<Found>,
        /// Of all.
        totals: ExportTotals,
        /// For how many days they are kept.
        retention_days: Option<u32>,
        /// How many are older.
        old: usize,
    },
    /// One is being read.
    Reading,
    /// One was read.
    Verified(Box<Found>),
    /// So many are gone.
    Pruned(usize),
}

/// Gives the sign of how an export was found.
const fn sign(presence: Presence) -> &'static str {
    match presence {
        Presence::There => "○",
        Presence::Verified => "✓",
        Presence::Missing => "?",
        Presence::Damaged => "×",
    }
}

/// Gives the name under which a row stays the same row.
fn key(found: &Found) -> String {
    let Export { file, .. } = &found.export;
    file.clone()
}
