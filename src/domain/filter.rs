//! The filter of lists: `brest -lycée zone:rennes state:blocked "jean jaurès"`.
//!
//! Words are folded and ANDed, each is a substring. A filter that cannot be read is an error, never "everyone".

use super::establishment::State;
use super::message::{Explain, Message};
use super::statistics::MONTHS_MAX;
use super::text::fold;

/// Longest filter, in characters.
pub const MAX: usize = 500;

/// A column that can be named before `:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is a field of an establishment")]
pub enum Column {
    Number,
    Zone,
    Location,
    Denomination,
    Uai,
    Contact,
    Mail,
    State,
    Department,
    Asleep,
}

impl Column {
    /// Names as they are typed, folded; the first is the one that generated commands use.
    const NAMES: [(Self, &'static [&'static str]); 10] = [
        (Self::Number, &["number", "numero", "no", "n"]),
        (Self::Zone, &["zone"]),
        (Self::Location, &["location", "localisation", "town", "commune"]),
        (Self::Denomination, &["name", "nom", "denomination"]),
        (Self::Uai, &["uai", "rne"]),
        (Self::Contact, &["contact"]),
        (Self::Mail, &["mail", "email", "courriel"]),
        (Self::State, &["state", "etat"]),
        (Self::Department, &["department", "departement", "dep"]),
        (Self::Asleep, &["asleep", "endormi", "inactif"]),
    ];

    fn parse(name: &str) -> Option<Self> {
        let name = fold(name);
        Self::NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
    }

    /// Gives the name that is typed.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(column, _)| *column == self)
            .and_then(|(_, names)| names.first())
            .copied()
            .unwrap_or_default()
    }
}

/// One condition; all of them must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The column; none: any of them.
    pub column: Option<Column>,
    /// The folded text; for [`Column::State`] the state's word, for [`Column::Asleep`] a number of months.
    pub value: String,
    /// Whether the condition must *not* hold.
    pub negated: bool,
}

/// A filter that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Its conditions; none: everything matches.
    pub terms: Vec<Term>,
}

/// Why a filter cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum FilterError {
    /// More than [`MAX`] characters.
    TooLong,
    /// A `"` has no partner.
    UnclosedQuote,
    /// No column has this name.
    UnknownColumn {
        /// As typed.
        name: String,
    },
    /// Nothing stands after `column:` or `-`.
    NoValue {
        /// As typed.
        term: String,
    },
    /// What stands after `asleep:` is no number of months.
    NotMonths {
        /// As typed.
        value: String,
    },
    /// No state has this name.
    UnknownState {
        /// As typed.
        value: String,
    },
}

impl Explain for FilterError {
    fn message(&self) -> Message {
        match self {
            Self::TooLong => Message::new("filter-too-long").with("max", MAX),
            Self::UnclosedQuote => Message::new("filter-unclosed-quote"),
            Self::UnknownColumn { name } => Message::new("filter-unknown-column").with("name", name.as_str()),
            Self::NoValue { term } => Message::new("filter-no-value").with("term", term.as_str()),
            Self::NotMonths { value } => {
                Message::new("filter-not-months").with("value", value.as_str()).with("max", MONTHS_MAX)
            }
            Self::UnknownState { value } => Message::new("filter-unknown-state").with("value", value.as_str()),
        }
    }
}

impl Filter {
    /// Reads a filter.
    ///
    /// # Errors
    /// Says what cannot be read.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        if text.chars().count() > MAX {
            return Err(FilterError::TooLong);
        }
        let mut terms = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (term, after) = take_term(rest)?;
            terms.push(term);
            rest = after.trim_start();
        }
        Ok(Self { terms })
    }
}

fn take_term(text: &str) -> Result<(Term, &str), FilterError> {
    let (negated, body) = match text.strip_prefix('-') {
        Some(body) => (true, body),
        None => (false, text),
    };
    let end = body.find(|sign: char| sign.is_whitespace() || sign == '"').unwrap_or(body.len());
    let (column, value_text) = match body[..end].find(':') {
        Some(colon) => {
            let name = &body[..colon];
            let column = Column::parse(name).ok_or_else(|| FilterError::UnknownColumn { name: name.to_owned() })?;
            (Some(column), &body[colon + 1..])
        }
        None => (None, body),
    };
    let (value, after) = take_value(value_text)?;
    let value = fold(value).trim().to_owned();
    if value.is_empty() {
        return Err(FilterError::NoValue { term: text[..text.len() - after.len()].to_owned() });
    }
    let value = match column {
        Some(Column::State) => state_word(&value)?,
        Some(Column::Asleep) => months(&value)?,
        Some(_) | None => value,
    };
    Ok((Term { column, value, negated }, after))
}

fn take_value(text: &str) -> Result<(&str, &str), FilterError> {
    if let Some(quoted) = text.strip_prefix('"') {
        let end = quoted.find('"').ok_or(FilterError::UnclosedQuote)?;
        return Ok((&quoted[..end], &quoted[end + 1..]));
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    Ok(text.split_at(end))
}

fn months(value: &str) -> Result<String, FilterError> {
    let months = value.parse::<u32>().ok().filter(|months| (1..=MONTHS_MAX).contains(months));
    months.map(|months| months.to_string()).ok_or_else(|| FilterError::NotMonths { value: value.to_owned() })
}

fn state_word(value: &str) -> Result<String, FilterError> {
    let french = [
        ("ouvert", State::Open),
        ("bloque", State::Blocked),
        ("en creation", State::Creating),
        ("en suppression", State::Deleting),
    ];
    let found = State::ALL.into_iter().find(|state| state.word() == value);
    let found = found.or_else(|| french.iter().find(|(word, _)| *word == value).map(|(_, state)| *state));
    found.map(|state| state.word().to_owned()).ok_or_else(|| FilterError::UnknownState { value: value.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(column: Option<Column>, value: &str, negated: bool) -> Term {
        Term { column, value: value.to_owned(), negated }
    }

    #[test]
    fn filters_are_read() {
        let filter =
            Filter::parse("  Brést -lycée zone:rennes uai:035 state:bloqué \"Jean Jaurès\" -mail:\"a b\" saint-malo")
                .unwrap();
        assert_eq!(
            filter.terms,
            [
                term(None, "brest", false),
                term(None, "lycee", true),
                term(Some(Column::Zone), "rennes", false),
                term(Some(Column::Uai), "035", false),
                term(Some(Column::State), "blocked", false),
                term(None, "jean jaures", false),
                term(Some(Column::Mail), "a b", true),
                term(None, "saint malo", false),
            ]
        );
    }

    #[test]
    fn s02_a_malformed_filter_is_an_error() {
        for (text, error) in [
            ("\"a", FilterError::UnclosedQuote),
            ("foo:bar", FilterError::UnknownColumn { name: "foo".into() }),
            ("zone:", FilterError::NoValue { term: "zone:".into() }),
            ("a -", FilterError::NoValue { term: "-".into() }),
            ("asleep:never", FilterError::NotMonths { value: "never".into() }),
            ("asleep:0", FilterError::NotMonths { value: "0".into() }),
            ("state:odd", FilterError::UnknownState { value: "odd".into() }),
        ] {
            assert_eq!(Filter::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn reading_never_panics() {
        proptest::proptest!(|(text in "(?s:.{0,40})")| { let _ = Filter::parse(&text); });
    }
}
