//! What is asked of the worker about exports, and what it answers.

use crate::domain::export::Presence;
use crate::jobs::progress::Cancel;
use crate::operations::export::{ExportTotals, Found};

/// Most exports that the table shows; the command line lists them all.
pub(crate) const LISTED_MAX: u32 = 5000;

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// The latest exports.
    List,
    /// To read some and compare each with its hash.
    Verify {
        /// Their names.
        files: Vec<String>,
        /// Stops between two of them.
        cancel: Cancel,
    },
    /// To count those that are older than so many days, as they were typed.
    Old(String),
    /// To remove those that are older than so many days.
    Prune(u32),
    /// To keep exports for so many days, as they were typed; empty: until somebody removes them.
    Keep(String),
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
    /// Something goes on beside the worker.
    Begun,
    /// One was read.
    Verified {
        /// Its name.
        file: String,
        /// How it was found.
        presence: Presence,
    },
    /// All that were named are read, or it was stopped.
    AllVerified {
        /// How many are what was written.
        whole: usize,
        /// How many are not, or are gone.
        bad: usize,
    },
    /// So many are older.
    Old {
        /// Than so many days.
        days: u32,
        /// How many.
        count: usize,
        /// How many of them are of deleted establishments.
        deleted: usize,
    },
    /// So many are gone.
    Pruned(usize),
    /// For how many days exports are kept from now on.
    Kept(Option<u32>),
}
