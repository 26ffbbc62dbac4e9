//! Jobs on 500 establishments by the real binary, killed again and again: in the end every target was done exactly once.
//!
//! Also the sender, killed while it sends what they queued. 20 kills a kind; `INTENDANT_KILLS=200 cargo test --test jobs` for as many as that number says.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on stops")]

#[path = "../support/mod.rs"]
pub mod support;

mod files;
mod hammer;
mod inside;
mod kinds;
mod letters;
mod prune;
mod race;
mod replaced;
