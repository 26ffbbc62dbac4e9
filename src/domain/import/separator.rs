//! What stands between two cells of a row.

/// A separator that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// `;`, which spreadsheets write in France.
    Semicolon,
    /// `,`.
    Comma,
    /// A tab.
    Tab,
}

impl Separator {
    /// All of them, the usual one first.
    pub const ALL: [Self; 3] = [Self::Semicolon, Self::Comma, Self::Tab];
    /// Their words on a command line, in the order of [`Self::ALL`].
    pub const WORDS: [&'static str; 3] = ["semicolon", "comma", "tab"];

    /// Reads what a command line says: the word, or the sign itself.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word || one.sign() == word)
    }

    /// Reads the sign.
    #[must_use]
    pub fn from_sign(sign: char) -> Option<Self> {
        Self::ALL.into_iter().find(|one| char::from(one.byte()) == sign)
    }

    /// Returns the word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Semicolon => "semicolon",
            Self::Comma => "comma",
            Self::Tab => "tab",
        }
    }

    /// Returns the sign.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Semicolon => ";",
            Self::Comma => ",",
            Self::Tab => "\t",
        }
    }

    /// Returns the byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Semicolon => b';',
            Self::Comma => b',',
            Self::Tab => b'\t',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        for (separator, word) in Separator::ALL.into_iter().zip(Separator::WORDS) {
            assert_eq!((Separator::from_word(word), separator.word()), (Some(separator), word));
            assert_eq!(Separator::from_word(separator.sign()), Some(separator));
            assert_eq!(separator.sign().as_bytes(), [separator.byte()]);
        }
        assert_eq!(Separator::from_word("|"), None);
    }
}
