//! Every file call of a creation, an edit, a deletion, a reset and an import goes wrong in every way; after the next
//! start nothing acknowledged is lost, nothing is half done and nothing is left over.
//!
//! `cargo test --test faults` meets every call at which a fault is a case of its own with being killed, a torn write, an
//! error that goes away and a disk that stays full; every few of them with the other kinds, and with pairs, where a second
//! fault hits the program that recovers from the first. What is left out, and why it is the same, stands in
//! `support/faults/plan.rs`. Which of those that are alike is met is drawn anew each time, by a seed that is told;
//! `INTENDANT_FAULTS_SEED=…` draws the same again.
//!
//! `INTENDANT_FAULTS=long` meets every call with every kind and one in twelve of all pairs (an hour);
//! `INTENDANT_FAULTS=all` meets them all (hours). With `-- --nocapture` each test tells how many cases it went through.

#![expect(clippy::expect_used, reason = "a test that cannot prepare its ground fails")]

#[path = "../support/mod.rs"]
pub mod support;

mod acts;
mod establishments;
mod ground;
mod inside_mails;
mod jobs;
mod look;
mod more_jobs;
mod mutants;
mod own_base;
mod people_jobs;
