//! What is asked of the worker about statistics, and what it answers.

use std::sync::Arc;

use crate::domain::establishment::EstablishmentNumber;
use crate::domain::statistics::{Line, Snapshot, SnapshotId};
use crate::i18n::Catalogue;
use crate::jobs::progress::Cancel;
use crate::operations::statistics::{History, Reading};

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// The list of snapshots, and the lines of one; none: of the latest.
    Open(Option<SnapshotId>),
    /// To count.
    Compute {
        /// Its answers come back with this number.
        ticket: u64,
        /// In which establishments; none: in all.
        numbers: Option<Vec<EstablishmentNumber>>,
        /// Whether databases are read that look unchanged.
        reading: Reading,
        /// Stops it.
        cancel: Cancel,
    },
    /// How an establishment's figures changed.
    History(EstablishmentNumber),
    /// To write lines to a file.
    Write {
        /// The filter that found them, as typed.
        filter: String,
        /// Which, in their order.
        lines: Vec<Line>,
        /// The file as named.
        path: String,
        /// The words of causes.
        words: Arc<Catalogue>,
    },
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// It has begun.
    Begun,
    /// Snapshots, the latest first, and the lines of one of them.
    Opened {
        /// All of them.
        snapshots: Vec<Snapshot>,
        /// The one that is open, if there is any.
        open: Option<SnapshotId>,
        /// Its lines.
        lines: Vec<Line>,
    },
    /// Lines were counted.
    Counted {
        /// By which count.
        ticket: u64,
        /// They.
        lines: Vec<Line>,
        /// How many there are to be.
        total: usize,
    },
    /// The count is over.
    Ended {
        /// Which.
        ticket: u64,
        /// How many databases were read.
        read: u64,
        /// Whether it went to its end.
        is_complete: bool,
    },
    /// How an establishment's figures changed.
    History(EstablishmentNumber, History),
    /// A file was written.
    Written {
        /// Its lines.
        count: usize,
        /// Where.
        path: String,
    },
}
