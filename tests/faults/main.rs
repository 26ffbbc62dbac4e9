//! Every file call of a creation, an edit, a deletion, a reset and an import goes wrong in every way; after the next
//! start nothing acknowledged is lost, nothing is half done and nothing is left over.
//!
//! `cargo test --test faults` meets every call with being killed, a torn write, a damaged disk and a full one, and every
//! few calls with the other kinds and with pairs, where a second fault hits the program that recovers from the first.
//! `INTENDANT_FAULTS=long` meets every call with every kind and one in twelve of all pairs (half an hour);
//! `INTENDANT_FAULTS=all` meets them all (hours). With `-- --nocapture` each test tells how many cases it went through.

#![expect(clippy::expect_used, reason = "a test that cannot prepare its ground fails")]

#[path = "../support/mod.rs"]
pub mod support;

mod acts;
mod establishments;
mod ground;
mod jobs;
mod look;
mod more_jobs;
mod mutants;
