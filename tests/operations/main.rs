//! The verbs, called as the front ends call them: on a real data directory, with a fixed clock.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops")]

mod build;
mod clock_test;
mod decisions_test;
mod demo_test;
mod doctor_test;
mod establishment_test;
mod host_test;
mod hostile_test;
mod identity_test;
mod mails_test;
#[path = "../support/older.rs"]
pub mod older;
mod people_test;
mod recovery_test;
mod retention_test;
