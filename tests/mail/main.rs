//! The mail room against servers: one that fails on command, a real Postfix, a real mail client.
#![expect(clippy::unwrap_used, reason = "tests: what is missing fails the test that needs it")]

#[path = "../support/mod.rs"]
pub mod support;

mod connection;
mod endless;
mod faults;
mod fixture;
mod follow;
mod hostile;
mod mailing;
mod older;
mod pace;
mod patience;
mod postfix;
mod protection;
mod quoting;
mod rounds;
mod verbs;
