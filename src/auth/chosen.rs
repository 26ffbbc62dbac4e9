//! Chosen passwords: argon2id, PHC strings.

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, PasswordHash, Version};

use crate::domain::password::Secret;
use crate::store::{Error, Result};

/// Memory in KiB, passes and lanes for webmasters (OWASP: 46 MiB, t=1, p=1).
const MEMORY_KIB: u32 = 46 * 1024;
const PASSES: u32 = 1;
const LANES: u32 = 1;

/// Whether a password is the stored one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is not.
    Wrong,
    /// It is.
    Right,
    /// It is, and the stored form is not what would be stored today, by its parameters or its spelling: store it anew.
    RightButOld,
}

/// Hashes a password, however its accents are spelt.
///
/// # Errors
/// [`Error::Random`] when no salt is to be had.
pub fn hash(password: &Secret) -> Result<String> {
    let hasher = hasher()?;
    let hash = hasher
        .hash_password(password.composed().reveal().as_bytes())
        .map_err(|error| Error::Random(error.to_string()))?;
    Ok(hash.to_string())
}

/// Checks a password against the stored form, however its accents are spelt; what an earlier version stored was spelt as it
/// was given then, and is met by that spelling. `None` stands for an unknown login: a dummy is checked, so that the time
/// is the same.
///
/// # Errors
/// [`Error::Unreadable`] when the stored form is not a PHC string.
pub fn verify(password: &Secret, stored: Option<&str>) -> Result<Verdict> {
    let text = stored.unwrap_or(DUMMY);
    let parsed = PasswordHash::new(text).map_err(|_| Error::unreadable("webmaster.password", "(not shown)"))?;
    let hasher = hasher()?;
    let opens = |password: &Secret| hasher.verify_password(password.reveal().as_bytes(), &parsed).is_ok();
    let composed = password.composed();
    let as_today = opens(&composed);
    let right = as_today || (composed != *password && opens(password));
    let current = as_today && text.contains(&format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}$"));
    Ok(match (right && stored.is_some(), current) {
        (false, _) => Verdict::Wrong,
        (true, true) => Verdict::Right,
        (true, false) => Verdict::RightButOld,
    })
}

/// The hash of a random password that nobody kept, with today's parameters.
const DUMMY: &str = "$argon2id$v=19$m=47104,t=1,p=1$c29tZXJhbmRvbXNhbHQ$b2x5vYVHBBA0B0Jp0GHhhTFmXDDYSCpMnlZ2N1+1m2A";

fn hasher() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| Error::Random(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_login_costs_what_a_known_one_costs() {
        let stored = hash(&Secret::new("correct horse battery staple".into())).unwrap();
        // Algorithm, version, parameters, salt and output: the same work, whatever is typed.
        let shape = |text: &str| {
            let parts: Vec<_> = text.split('$').collect();
            (parts[..4].join("$"), parts[4].len(), parts[5].len())
        };
        assert_eq!(shape(DUMMY).0, shape(&stored).0);
        assert_eq!(shape(DUMMY).2, shape(&stored).2);
        assert!(PasswordHash::new(DUMMY).is_ok());
    }

    #[test]
    fn passwords_are_checked() {
        let password = Secret::new("correct horse battery staple".into());
        let stored = hash(&password).unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"), "{stored}");
        assert_eq!(verify(&password, Some(&stored)).unwrap(), Verdict::Right);
        assert_eq!(verify(&Secret::new("other".into()), Some(&stored)).unwrap(), Verdict::Wrong);
        assert_eq!(verify(&password, None).unwrap(), Verdict::Wrong);
    }

    #[test]
    fn accents_open_however_they_are_spelt() {
        let whole = Secret::new("\u{e9}t\u{e9} \u{e0} la plage seule".into());
        let combined = Secret::new("e\u{301}te\u{301} a\u{300} la plage seule".into());
        for given in [&whole, &combined] {
            let stored = hash(given).unwrap();
            for typed in [&whole, &combined] {
                assert_eq!(verify(typed, Some(&stored)).unwrap(), Verdict::Right, "{}", typed.reveal());
            }
        }
        // As an earlier version stored it.
        let former = hasher().unwrap().hash_password(combined.reveal().as_bytes()).unwrap().to_string();
        assert_eq!(verify(&combined, Some(&former)).unwrap(), Verdict::RightButOld);
        assert_eq!(verify(&whole, Some(&former)).unwrap(), Verdict::Wrong);
        assert_eq!(verify(&combined, None).unwrap(), Verdict::Wrong);
    }
}
