//! The command line as scripts and people use it: the real binary, a data directory of its own for each test.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on stops")]

#[path = "../support/mod.rs"]
pub mod support;

mod bulk;
mod choices;
mod claims;
mod clock;
mod copies;
mod credentials;
mod doors;
mod dry_runs;
mod establishments;
mod evidence;
mod exports;
mod filters;
mod held;
mod help;
mod hostile;
mod identity;
mod imports;
mod inside;
mod inside_copies;
mod jobs;
mod lineage;
mod listing;
mod mailing;
mod moves;
mod newest;
mod others;
mod outputs;
mod passwords;
mod people;
mod recreated;
mod registry_back;
mod remote;
mod rescued;
mod retention;
mod scenarios;
mod schools;
mod sharing;
mod site;
mod start;
mod starts;
mod swapped;
mod terminal;
mod threads;
mod told;
mod waiting;
