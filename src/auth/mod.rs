//! Passwords: hashing, checking, strength. Lock-out's rule is [`crate::domain::lockout`], its state is in the store.
//!
//! Invariants: a chosen password is only ever stored as argon2id; an unknown login costs the same time as a known one;
//! no function here writes a password anywhere.

pub mod chosen;
pub mod generated;
pub mod strength;

use sha2::{Digest as _, Sha256};

use self::chosen::Verdict;
use crate::domain::password::Secret;
use crate::domain::webmaster::UNKNOWN_LOGIN;

/// Checks a password against the stored form of a generated or of a chosen one. `None` stands for an unknown login; the work
/// is that of a chosen one in each case.
///
/// # Errors
/// As [`chosen::verify`].
pub fn verify(password: &Secret, stored: Option<&str>) -> crate::store::Result<Verdict> {
    let is_generated = |stored: &&str| stored.starts_with(generated::PREFIX);
    let verdict = chosen::verify(password, stored.filter(|stored| !is_generated(stored)))?;
    let is_right = stored.filter(is_generated).is_some_and(|stored| generated::verify(password, stored));
    Ok(if is_right { Verdict::Right } else { verdict })
}

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
    fn a_password_is_checked_by_whichever_form_is_stored() {
        let (generated, stored) = generated::make().unwrap();
        let chosen = Secret::new("correct horse battery staple".into());
        let hash = chosen::hash(&chosen).unwrap();
        for (password, stored, expected) in [
            (&generated, Some(stored.as_str()), Verdict::Right),
            (&chosen, Some(stored.as_str()), Verdict::Wrong),
            (&chosen, Some(hash.as_str()), Verdict::Right),
            (&generated, Some(hash.as_str()), Verdict::Wrong),
            (&chosen, None, Verdict::Wrong),
        ] {
            assert_eq!(verify(password, stored).unwrap(), expected);
        }
    }

    #[test]
    fn a_mark_is_no_login_and_holds_nothing_of_what_was_typed() {
        let typed = "ma phrase de passe";
        let mark = unknown_login(typed);
        assert_eq!((mark.len(), unknown_login(typed)), (3, mark.clone()));
        assert!(Login::parse(&mark).is_err() && mark != unknown_login("autre"));
    }
}
