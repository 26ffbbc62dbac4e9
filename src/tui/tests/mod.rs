//! Views driven by pushed events, drawn on a test backend.

pub(super) mod fixture;
