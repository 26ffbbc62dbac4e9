//! Generated passwords: 85 random bits, so a fast salted hash is enough. A chosen password is never stored this way.

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::domain::password::{CODE_LENGTH, LENGTH, Secret, generate, generated_key};
use crate::store::{Result, files};

/// How the stored form of a generated password begins.
pub(super) const PREFIX: &str = "generated-sha256";

/// Makes a password and its stored form.
///
/// # Errors
/// [`crate::store::Error::Random`].
pub fn make() -> Result<(Secret, String)> {
    drawn(LENGTH)
}

/// Makes a code that replaces a forgotten password, and its stored form, which is as that of a password.
///
/// # Errors
/// As [`make`].
pub fn make_code() -> Result<(Secret, String)> {
    drawn(CODE_LENGTH)
}

fn drawn(length: usize) -> Result<(Secret, String)> {
    let secret = generate(length, files::random)?;
    let salt = files::token()?;
    let stored = stored_form(&salt, &secret);
    Ok((secret, stored))
}

/// Checks what was typed against the stored form; hyphens, spaces and case do not matter.
#[must_use]
pub fn verify(typed: &Secret, stored: &str) -> bool {
    let mut parts = stored.split('$');
    let (Some(PREFIX), Some(salt), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    stored_form(salt, typed).as_bytes().ct_eq(stored.as_bytes()).into()
}

fn stored_form(salt: &str, secret: &Secret) -> String {
    let mut hasher = Sha256::new();
    hasher.update(salt.as_bytes());
    hasher.update(generated_key(secret.reveal()).reveal().as_bytes());
    format!("{PREFIX}${salt}${}", files::hexadecimal(&hasher.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_passwords_are_checked_as_typed() {
        let (secret, stored) = make().unwrap();
        let typed = secret.reveal().to_uppercase().replace('-', " ");
        assert!(verify(&Secret::new(typed), &stored));
        assert!(!verify(&Secret::new("bk7r9w-4tnq2f-x8mzcd".into()), &stored));
        assert!(!stored.contains(secret.reveal()));
        assert!(!verify(&secret, "generated-sha256$x"));
    }
}
