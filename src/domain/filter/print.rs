//! A filter as text that is read as the same filter again, in the names that every language knows.

use std::fmt::{Display, Formatter, Result, Write as _};

use super::super::language::Language;
use super::super::text::is_dash;
use super::ages::Beyond;
use super::column::{Columns, french_word, name};
use super::error::FilterError;
use super::read::closers;
use super::term::{Filter, Term, Test, Value};

impl<C: Columns> Filter<C> {
    /// Writes it for a command line: as it was typed, or, when a word processor put in its own dashes and quotation
    /// marks, in signs that every keyboard has.
    #[must_use]
    pub fn retyped(&self) -> String {
        let is_odd = |sign: char| sign != '-' && is_dash(sign) || sign != '"' && closers(sign).is_some();
        if self.text.contains(is_odd) { self.to_string() } else { self.text.trim().to_owned() }
    }

    /// Writes it as it is typed again; empty when everything matches.
    #[must_use]
    pub fn canonical(&self) -> String {
        if self.is_everything() { String::new() } else { self.retyped() }
    }

    /// Reads a filter and writes it as it is typed again; empty when everything matches.
    ///
    /// # Errors
    /// Which part cannot be read, and why.
    pub fn read(text: &str) -> std::result::Result<String, FilterError> {
        Self::parse(text).map(|filter| filter.canonical())
    }
}

impl<C: Columns> Filter<C> {
    /// Writes it in the names and words of a language; every language reads each.
    #[must_use]
    pub fn spelled(&self, language: Language) -> String {
        let one = |term: &Term<C>| term.spelled(language);
        let group = |terms: &Vec<Term<C>>| terms.iter().map(one).collect::<Vec<_>>().join("|");
        self.groups.iter().map(group).collect::<Vec<_>>().join(" ")
    }

    /// Writes a filter of the program in the names and words of a language; what cannot be read stays.
    #[must_use]
    pub fn in_words_of(text: &str, language: Language) -> String {
        Self::parse(text).map_or_else(|_| text.to_owned(), |filter| filter.spelled(language))
    }
}

impl<C: Columns> Display for Filter<C> {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        out.write_str(&self.spelled(Language::English))
    }
}

impl<C: Columns> Term<C> {
    fn spelled(&self, language: Language) -> String {
        let not = if self.negated { "-" } else { "" };
        match &self.test.what {
            Test::Anywhere(text) => format!("{not}{}", Word(text)),
            Test::In(column, values) => {
                let values = values.iter().map(|value| match (&value.what, language) {
                    (Value::Word(text), Language::French) => Word(french_word(*column, text)).to_string(),
                    (value, _) => value.to_string(),
                });
                format!("{not}{}:{}", name(*column, language), values.collect::<Vec<_>>().join(","))
            }
        }
    }
}

impl Display for Value {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Self::Empty => out.write_char('-'),
            Self::Text(text) | Self::Whole(text) | Self::Department(text) | Self::Named(text) => {
                write!(out, "{}", Word(text))
            }
            Self::Word(text) => write!(out, "{}", Word(text)),
            Self::Numbers(from, to) => range(from.as_ref(), to.as_ref(), out),
            Self::Days(from, to) => range(from.as_ref(), to.as_ref(), out),
            Self::Age(age) => {
                let side = if age.beyond == Beyond::Older { '>' } else { '<' };
                write!(out, "{side}{}{}", age.count, age.unit.letter())
            }
        }
    }
}

fn range<T: Display + PartialEq>(from: Option<&T>, to: Option<&T>, out: &mut Formatter<'_>) -> Result {
    match (from, to) {
        (Some(from), Some(to)) if from == to => write!(out, "{from}"),
        (Some(from), Some(to)) => write!(out, "{from}..{to}"),
        (Some(from), None) => write!(out, ">={from}"),
        (None, Some(to)) => write!(out, "<={to}"),
        (None, None) => Ok(()),
    }
}

/// Writes a text as a filter compares with it.
#[must_use]
pub fn quoted(text: &str) -> String {
    Word(text).to_string()
}

/// A text, in quotation marks when it has more than letters, digits and a few harmless signs.
struct Word<'t>(&'t str);

impl Display for Word<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        let text = self.0;
        let plain = |sign: char| sign.is_alphanumeric() || matches!(sign, '.' | '@' | '/' | '+');
        if text.starts_with(char::is_alphanumeric) && text.chars().all(plain) {
            return out.write_str(text);
        }
        out.write_char('"')?;
        for sign in text.chars() {
            if matches!(sign, '"' | '\\') {
                out.write_char('\\')?;
            }
            out.write_char(sign)?;
        }
        out.write_char('"')
    }
}
