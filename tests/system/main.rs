//! The whole of it on a system: the real sshd with the forced command, a real Postfix, a server that fails on command,
//! disks that are full or read-only.
#![expect(clippy::unwrap_used, reason = "tests: what is missing fails the test that needs it")]

#[path = "../support/mod.rs"]
pub mod support;

mod apart;
mod disk;
mod mail;
mod mail_trouble;
mod ssh;
mod ssh_verbs;
