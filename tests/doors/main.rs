//! The three front ends over all descriptions of nouns: screen, plain lines and commands do the same, `=` says how, and
//! who may do what is written down in words.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests: what is missing fails the test that needs it")]

#[path = "../support/mod.rs"]
pub mod support;

mod echo;
mod ends;
mod permissions;
mod same;
