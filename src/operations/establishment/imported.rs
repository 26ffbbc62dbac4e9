//! What an import as a whole leaves in the audit, beside the entries of each establishment.

use crate::audit::{Entry, Object};
use crate::domain::act::Act;
use crate::operations::context::Context;
use crate::operations::error::Result;
use crate::operations::permitted::record;

/// How an import came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportEnd {
    /// Every good row was imported.
    Complete,
    /// It was asked to stop.
    Cancelled,
    /// Something failed on the way.
    Failed,
}

impl ImportEnd {
    /// Returns the word of the audit.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
        }
    }
}

/// An import as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportSummary {
    /// The file's name, without its folder; `-` for a stream.
    pub file: String,
    /// All rows of the file.
    pub rows: u64,
    /// Establishments that were added, all of them on disk.
    pub added: u64,
    /// Establishments that were brought up to date.
    pub updated: u64,
    /// Rows that were there already.
    pub unchanged: u64,
    /// Rows that were left out.
    pub skipped: u64,
    /// Rows that have to be corrected.
    pub errors: u64,
    /// How it ended.
    pub end: ImportEnd,
}

/// Writes the one entry of an import.
pub fn note_import(ctx: &mut Context, summary: &ImportSummary) -> Result<()> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_IMPORT)?;
    ctx.write(|tx, permit, now| {
        let object = Object { kind: "file", id: String::new(), label: summary.file.clone() };
        let entry = Entry::new(Act::ESTABLISHMENT_IMPORT, object)
            .is("end", summary.end.word())
            .is("rows", summary.rows.to_string())
            .is("added", summary.added.to_string())
            .is("updated", summary.updated.to_string())
            .is("unchanged", summary.unchanged.to_string())
            .is("skipped", summary.skipped.to_string())
            .is("errors", summary.errors.to_string());
        record(tx, permit, now, &entry)
    })
}
