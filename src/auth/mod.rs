//! Passwords: hashing, checking, strength. Lock-out's rule is [`crate::domain::lockout`], its state is in the store.
//!
//! Invariants: a chosen password is only ever stored as argon2id; an unknown login costs the same time as a known one;
//! no function here writes a password anywhere.

pub mod chosen;
pub mod generated;
pub mod strength;
