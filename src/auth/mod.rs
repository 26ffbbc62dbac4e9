//! Passwords: hashing, checking, strength. Lock-out's rule is [`crate::domain::lockout`], its state is in the store.
//!
//! Invariants: a chosen password is only ever stored as argon2id; an unknown login costs the same time as a known one;
//! no function here writes a password anywhere.

pub mod chosen;
pub mod generated;
pub mod strength;

use sha2::{Digest as _, Sha256};

use crate::domain::webmaster::UNKNOWN_LOGIN;

/// Returns the mark that stands for a login that belongs to nobody, `?3f`. It may be a password that was typed into the
/// wrong field, so no more of it is kept than tells one try from most others: eight bits of its hash.
#[must_use]
pub fn unknown_login(typed: &str) -> String {
    let first = Sha256::digest(typed.as_bytes()).first().copied().unwrap_or_default();
    format!("{UNKNOWN_LOGIN}{first:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::webmaster::Login;

    #[test]
    fn a_mark_is_no_login_and_holds_nothing_of_what_was_typed() {
        let typed = "ma phrase de passe";
        let mark = unknown_login(typed);
        assert_eq!((mark.len(), unknown_login(typed)), (3, mark.clone()));
        assert!(Login::parse(&mark).is_err() && mark != unknown_login("autre"));
    }
}
