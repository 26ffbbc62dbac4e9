//! Passwords: the secret type, what is generated, what a chosen one must hold. Hashing belongs to `auth`.

use zeroize::Zeroizing;

use super::text::composed;

/// Longest password, in characters.
pub const MAX: usize = 128;
/// Shortest password of a webmaster or an administrator, in characters.
pub const WEBMASTER_MIN: usize = 16;
/// Shortest password of any other user, in characters.
pub const USER_MIN: usize = 12;
/// Days for which a generated password is good, by default.
pub const GENERATED_DAYS: i64 = 14;

/// Signs of generated passwords: none that are alike, no vowels that make words.
const SIGNS: &[u8; 26] = b"bcdfghjkmnpqrstvwxz2345678";
const SIGNS_TAIL: u8 = b'9';
const GROUP: usize = 6;
/// Signs of a generated password: 85 bits.
pub const LENGTH: usize = 18;
/// Signs of a code that replaces a forgotten password: 128 bits.
pub const CODE_LENGTH: usize = 27;

/// A secret text. Its `Debug` says only its name; its memory is wiped when it goes.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Keeps a text secret.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// Returns the one form in which a chosen password is judged and hashed, however its accents are spelt.
    #[must_use]
    pub fn composed(&self) -> Self {
        Self::new(composed(self.reveal()))
    }

    /// Returns the text, for hashing, sending or storing.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Secret")
    }
}

/// Bytes that [`generate`] draws at the most in one call; more are asked for by calling `random` again.
const DRAW: usize = 64;

/// Makes a password such as `bk7r9w-4tnq2f-x8mzcd`, or a code, of so many of 27 signs from random bytes.
///
/// `random` fills its argument; bytes that would favour some signs are thrown away.
///
/// # Errors
/// What `random` gives.
pub fn generate<E>(length: usize, mut random: impl FnMut(&mut [u8]) -> Result<(), E>) -> Result<Secret, E> {
    let mut out = String::with_capacity(length + length / GROUP);
    let mut bytes = Zeroizing::new([0_u8; DRAW]);
    let mut count = 0;
    while count < length {
        random(bytes.as_mut_slice())?;
        // 243 = 9 × 27: below it every sign is equally likely.
        for byte in bytes.iter().filter(|byte| **byte < 243) {
            if count == length {
                break;
            }
            if count > 0 && count % GROUP == 0 {
                out.push('-');
            }
            let index = usize::from(byte % 27);
            out.push(char::from(SIGNS.get(index).copied().unwrap_or(SIGNS_TAIL)));
            count += 1;
        }
    }
    Ok(Secret::new(out))
}

/// Tells whether a sign, small, is one of those that generated passwords are made of.
#[must_use]
pub fn is_sign(sign: char) -> bool {
    u8::try_from(sign).is_ok_and(|sign| SIGNS.contains(&sign) || sign == SIGNS_TAIL)
}

/// Returns the form of a generated password that is hashed: without hyphens, spaces and case.
#[must_use]
pub fn generated_key(typed: &str) -> Secret {
    Secret::new(typed.chars().filter(|sign| !matches!(sign, '-' | ' ')).flat_map(char::to_lowercase).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_passwords_have_the_shape() {
        let mut seed = 0_u8;
        let secret = generate(LENGTH, |bytes| {
            for byte in bytes {
                seed = seed.wrapping_mul(5).wrapping_add(7);
                *byte = seed;
            }
            Ok::<(), ()>(())
        })
        .unwrap();
        let groups: Vec<_> = secret.reveal().split('-').collect();
        assert_eq!(groups.iter().map(|group| group.len()).collect::<Vec<_>>(), [6, 6, 6]);
        assert!(secret.reveal().chars().all(|sign| sign == '-' || "bcdfghjkmnpqrstvwxz23456789".contains(sign)));
        assert_eq!(generated_key(" BK7R9W-4tnq2f x8mzcd").reveal(), "bk7r9w4tnq2fx8mzcd");
        assert_eq!(format!("{secret:?}"), "Secret");
    }
}
