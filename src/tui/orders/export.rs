//! What is asked of the worker about exports, and what it answers.

use crate::domain::export::Presence;
use crate::domain::message::Message;
use crate::jobs::progress::Cancel;
use crate::operations::export::{ExportTotals, Found};
use crate::operations::retention::Due;

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
    /// To remove those that were told.
    Prune {
        /// What was told.
        due: Box<Due>,
        /// Stops it between two pages.
        cancel: Cancel,
    },
    /// To keep exports for so many days, as they were typed; empty: for as long as can be chosen.
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
        retention_days: u32,
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
    /// Those that are older than was typed, and can go.
    Old(Box<Due>),
    /// It has ended: how many are gone, or that and what else there is to know.
    Pruned(Result<Message, Message>),
    /// For how many days exports are kept from now on.
    Kept(u32),
}
