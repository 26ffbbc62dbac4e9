//! Whether a chosen password may be used: length, guesses needed, nothing personal, nothing that no form takes. No
//! character classes.

use crate::domain::field::Problem;
use crate::domain::password::{MAX, Secret};
use crate::domain::text::{fold, harmless};

/// Guesses that a password must withstand, as a power of ten.
const GUESSES_LOG10: u32 = 12;
/// Personal words shorter than this are not looked for.
const WORD_MIN: usize = 4;

/// Checks a password of a webmaster or an administrator.
///
/// `personal` are the login, the names and the host's name: none of them may make up the password.
///
/// # Errors
/// [`Problem::Missing`], [`Problem::Unsafe`], [`Problem::TooShort`], [`Problem::TooLong`], [`Problem::PasswordPersonal`],
/// [`Problem::PasswordWeak`].
pub fn check(password: &Secret, min: usize, personal: &[&str]) -> Result<(), Problem> {
    let password = password.composed();
    let text = password.reveal();
    let length = text.chars().count();
    if length == 0 {
        return Err(Problem::Missing);
    }
    // Nobody could type it where it is asked for.
    harmless(text)?;
    if length < min {
        return Err(Problem::TooShort { min });
    }
    if length > MAX {
        return Err(Problem::TooLong { max: MAX });
    }
    let folded = fold(text);
    let words = personal.iter().map(|word| fold(word)).filter(|word| word.chars().count() >= WORD_MIN);
    if words.into_iter().any(|word| folded.contains(&word)) {
        return Err(Problem::PasswordPersonal);
    }
    // A bounded part is enough to tell: the library's time grows with the square of the length.
    let part: String = text.chars().take(72).collect();
    let guesses = zxcvbn::zxcvbn(&part, personal).guesses_log10().max(0.0);
    if guesses < f64::from(GUESSES_LOG10) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 12 here")]
        let guesses_log10 = guesses.floor() as u32;
        return Err(Problem::PasswordWeak { guesses_log10, needed_log10: GUESSES_LOG10 });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_and_personal_passwords_are_refused() {
        let judge = |text: &str| check(&Secret::new(text.into()), 16, &["alice", "Académie de Rennes"]);
        assert_eq!(judge("tilleul-varangue-42-opaline"), Ok(()));
        for (text, code, position) in [
            ("tilleul\tvarangue-42-opaline", 0x09, 8),
            ("tilleul-varangue\n42-opaline", 0x0a, 17),
            ("\u{1b}tilleul-varangue-42-opaline", 0x1b, 1),
            ("tilleul\u{200b}varangue-42-opaline", 0x200b, 8),
        ] {
            assert_eq!(judge(text), Err(Problem::Unsafe { code, position }), "{text:?}");
        }
        assert_eq!(judge("e\u{301}te\u{301}-a\u{300}-l'eau"), Err(Problem::TooShort { min: 16 }));
        assert_eq!(judge("short"), Err(Problem::TooShort { min: 16 }));
        assert_eq!(judge(&"x".repeat(129)), Err(Problem::TooLong { max: 128 }));
        assert_eq!(judge("tilleul-Alice-varangue"), Err(Problem::PasswordPersonal));
        assert!(matches!(judge("aaaaaaaaaaaaaaaaaaaa"), Err(Problem::PasswordWeak { .. })));
        assert!(matches!(judge("password12345678"), Err(Problem::PasswordWeak { .. })));
    }
}
