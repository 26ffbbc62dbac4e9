//! How far a long verb is, and how it is asked to stop.

use std::sync::atomic::{AtomicBool, Ordering};

use super::error::{Error, Result};

/// How far it is; `total` may be 0 before it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Advance {
    /// Establishments done so far.
    pub done: u32,
    /// All there are to do.
    pub total: u32,
}

/// Where a verb's advances go: called on the verb's own thread, so it must not wait.
pub type Tell<'a> = &'a mut dyn FnMut(Advance);

/// Raised by whoever wants a verb to stop at its next step.
pub type Stop<'a> = &'a AtomicBool;

/// Goes on, unless it was asked to stop.
pub(super) fn go_on(stop: Stop<'_>) -> Result<()> {
    if stop.load(Ordering::Relaxed) { Err(Error::Cancelled) } else { Ok(()) }
}
