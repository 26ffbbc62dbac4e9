//! What is asked of the worker about the audit, and what it answers.

use crate::operations::audit::{AuditFilter, AuditRow, Format, Verified};
use crate::tui::widgets::pages::{Ask, Keyed};

impl Keyed for AuditRow {
    fn key(&self) -> i64 {
        self.id
    }
}

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// Entries, the latest first.
    List {
        /// Which.
        filter: AuditFilter,
        /// Which rows.
        ask: Ask,
    },
    /// To write the entries to a file.
    Export {
        /// Which.
        filter: AuditFilter,
        /// How.
        format: Format,
        /// Where, as typed.
        path: String,
    },
    /// To check the whole chain.
    Verify,
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// Entries.
    Page {
        /// Of which wish.
        ticket: u64,
        /// The latest first.
        rows: Vec<AuditRow>,
    },
    /// It has begun.
    Begun,
    /// The entries are in a file.
    Exported {
        /// How many.
        entries: u64,
        /// Which file.
        path: String,
    },
    /// The chain was checked.
    Verified(Verified),
}
