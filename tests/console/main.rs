//! The console as people have it: the real binary, real keys, the screen of a real terminal.
#![expect(clippy::unwrap_used, reason = "tests: what is missing fails the test that needs it")]

#[path = "../support/mod.rs"]
pub mod support;

mod blocks;
mod chain;
mod conditions;
mod conflict;
mod damaged;
mod figures;
mod forms;
mod hostile;
mod input;
mod jobs;
mod leaving;
mod list;
mod overlays;
mod panics;
mod people;
mod replaced;
mod scenarios;
mod sessions;
mod signals;
