//! Checks of the test tooling itself.

#[path = "../support/mod.rs"]
pub mod support;

mod actor;
mod clock_check;
mod faults_check;
mod plan_check;
mod postfix_check;
mod pty_check;
mod rustix_check;
mod smtp_check;
mod ssh_check;
