//! Checks of the test tooling itself.

#[path = "../support/mod.rs"]
pub mod support;

mod smtp_check;
