//! UAI: the ministry's identifier of a school (Unité Administrative Immatriculée, formerly RNE).
//!
//! Source of the check letter: the rule of the web console, see `check_letter`.

use super::field::Problem;

const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";

/// A well-formed UAI whose check letter is right.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uai(String);

impl Uai {
    /// Reads a UAI: seven digits and their letter, or six digits, `X` and their letter. Case and spaces are ignored.
    ///
    /// # Errors
    /// [`Problem::UaiShape`], or [`Problem::UaiLetter`] with the letter that would be right.
    pub fn parse(raw: &str) -> Result<Self, Problem> {
        let text: String =
            raw.chars().filter(|sign| !sign.is_whitespace()).map(|sign| sign.to_ascii_uppercase()).collect();
        let &[ref head @ .., last] = text.as_bytes() else {
            return Err(Problem::UaiShape);
        };
        if head.len() != 7 || !last.is_ascii_uppercase() {
            return Err(Problem::UaiShape);
        }
        let expected = check_letter(head).ok_or(Problem::UaiShape)?;
        if char::from(last) == expected { Ok(Self(text)) } else { Err(Problem::UaiLetter { expected }) }
    }

    /// Returns the eight characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the department's code, the first three digits (`035`).
    #[must_use]
    pub fn department(&self) -> &str {
        self.0.get(..3).unwrap_or_default()
    }
}

/// Returns the letter that belongs to seven signs: `n mod 23` for seven digits, `(8n + 1) mod 23` for six digits and `X`.
fn check_letter(head: &[u8]) -> Option<char> {
    let digits = |signs: &[u8]| std::str::from_utf8(signs).ok()?.parse::<usize>().ok();
    let index = match head {
        [six @ .., b'X'] if six.iter().all(u8::is_ascii_digit) => digits(six)? * 8 + 1,
        seven if seven.iter().all(u8::is_ascii_digit) => digits(seven)?,
        _ => return None,
    };
    LETTERS.get(index % LETTERS.len()).map(|letter| char::from(*letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_letters() {
        for good in ["0750655E", "0010001W", "123456XG", " 0750655e "] {
            assert!(Uai::parse(good).is_ok(), "{good}");
        }
        assert_eq!(Uai::parse("0123456A"), Err(Problem::UaiLetter { expected: 'S' }));
        for bad in ["", "075065E", "07506555", "0750655É", "0750655EE", "x750655E"] {
            assert_eq!(Uai::parse(bad), Err(Problem::UaiShape), "{bad}");
        }
    }

    #[test]
    fn exactly_one_letter_fits() {
        proptest::proptest!(|(digits in "[0-9]{7}")| {
            let fitting = ('A'..='Z').filter(|letter| Uai::parse(&format!("{digits}{letter}")).is_ok()).count();
            proptest::prop_assert_eq!(fitting, 1);
        });
    }
}
