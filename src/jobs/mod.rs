//! Work on many establishments: progress, cancelling, imports.
//!
//! Invariant: whatever is long tells its [`progress`], stops between two steps when it is asked to, and what it has
//! acknowledged stays done.

pub mod progress;

pub mod import;
