//! What is asked of the worker about the audit, and what it answers.

use crate::operations::audit::Format;

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// To write the entries to a file.
    Export {
        /// Which, as a filter is typed.
        filter: String,
        /// How.
        format: Format,
        /// Where, as typed.
        path: String,
    },
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// It has begun.
    Begun,
    /// The entries are in a file.
    Exported {
        /// How many.
        entries: u64,
        /// Which file.
        path: String,
    },
}
