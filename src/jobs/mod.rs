//! Work on many: planned with frozen targets, confirmed, carried out in chunks, reported row by row, undone.
//!
//! plan → runner → report → undo. Invariants: one bad row never stops the rest; whatever a job was doing when it was
//! cancelled or its process died, what was acknowledged stays, nothing is half done, and a resumed job does no target
//! twice.

pub mod back;
pub mod command;
pub mod error;
mod gains;
pub mod import;
pub mod job_words;
pub mod lines;
pub mod listed;
pub mod plan;
pub mod progress;
pub mod report;
pub mod restore;
pub mod run;
pub mod statistics;
pub mod worker;

pub use error::JobError;

#[cfg(test)]
mod tests;
