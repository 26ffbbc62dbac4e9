//! How far a long verb is.

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
