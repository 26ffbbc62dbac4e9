//! Importing establishments from a CSV file: a dry run that judges every row, then the good rows in batches.
//!
//! Invariants: the memory does not grow with the file's rows beyond one key each; a file that is broken as a whole is
//! refused before anything is written; a batch that was acknowledged stays done, and importing the same file again
//! adds only what is missing.
//!
//! [`Source`] reads the file, [`examine`] is the dry run, [`run()`] imports, [`Rejects`] keeps what was refused.

mod batch;
mod double;
mod encoding;
mod error;
mod guard;
mod judge;
mod known;
mod meant;
mod notes;
mod options;
mod pages;
mod rejects;
mod rows;
mod run;
mod seen;
mod source;
#[cfg(test)]
mod tests;
mod watch;
mod workbook;

pub use encoding::Encoding;
pub use error::{Error, Result};
pub use options::{FarNumbers, MissingZones, Options, SharedUai, Update};
pub use rejects::Rejects;
pub use run::{End, Examination, Imported, KEPT_FINDINGS, examine, run};
pub use source::{MAX_ROWS, Opening, Source};
pub use watch::{Counts, Watch};
