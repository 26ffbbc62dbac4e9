//! Views driven by pushed events, drawn on a test backend.

mod bytes;
pub(super) mod desk;
pub(super) mod fixture;
mod hostile;
mod random;
mod scenarios;
mod screens;
