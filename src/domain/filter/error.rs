//! Why a filter cannot be read, and where.

use std::ops::Range;

use super::super::message::{Explain, Message, Value};
use super::super::text::visible;
use super::MAX;
use super::ages::MONTHS_MAX;

/// Why a filter cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault:?} at {place:?}")]
pub struct FilterError {
    /// What is wrong; boxed, since every result that may be refused would be as large.
    pub fault: Box<Fault>,
    /// The text.
    pub text: String,
    /// The place in it, in bytes; never empty unless it is the end of the text.
    pub place: Range<usize>,
}

/// What is wrong with a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// More than [`MAX`] characters.
    TooLong,
    /// A quotation mark has no partner.
    UnclosedQuote,
    /// A `|` has nothing on one side.
    NothingBeside,
    /// A value has no column before its colon.
    NoColumn {
        /// What was most likely meant, if anything.
        suggestion: Option<Value>,
        /// The columns that there are.
        columns: Value,
    },
    /// No column has this name.
    UnknownColumn {
        /// As typed.
        name: String,
        /// What was most likely meant, if anything, as each language writes it.
        suggestion: Option<Value>,
        /// The columns that there are.
        columns: Value,
    },
    /// Nothing stands after `column:`, after a comma or after a dash.
    NoValue {
        /// As typed.
        term: String,
    },
    /// A dash stands before a value; it belongs before the column.
    DashInside {
        /// As it was most likely meant.
        suggestion: String,
    },
    /// The column is never empty.
    NeverEmpty {
        /// The column, as typed.
        name: String,
    },
    /// It is none of the few words.
    UnknownWord {
        /// The message that lists the words.
        key: &'static str,
        /// As typed.
        value: String,
        /// What was most likely meant, if anything, as each language writes it.
        suggestion: Option<Value>,
    },
    /// Nothing that exists has this number or this in its name.
    UnknownName {
        /// The column, as each language calls it.
        column: Value,
        /// As typed.
        value: String,
        /// What was most likely meant, or empty.
        suggestion: String,
        /// What there is, as far as it fits a line.
        known: String,
    },
    /// It is no department's code.
    NotADepartment {
        /// As typed.
        value: String,
    },
    /// It is no whole number, and no range of them.
    NotANumber {
        /// As typed.
        value: String,
    },
    /// It is no size, and no range of them.
    NotASize {
        /// As typed.
        value: String,
    },
    /// It is no day, no month, no year, no range of them, and no age.
    NotATime {
        /// As typed.
        value: String,
    },
    /// An age without a side.
    BareAge {
        /// As typed.
        value: String,
    },
    /// It is no number of months.
    NotMonths {
        /// As typed.
        value: String,
    },
    /// A range ends before it begins.
    Backwards {
        /// As typed.
        value: String,
    },
}

impl Explain for FilterError {
    fn message(&self) -> Message {
        // As it is to be typed.
        let meant = |suggestion: &str| match suggestion {
            "" => "none".to_owned(),
            name if name.contains(' ') => format!("\"{name}\""),
            name => name.to_owned(),
        };
        let said = |suggestion: &Option<Value>| suggestion.clone().unwrap_or_else(|| "none".into());
        let with_value = |key: &'static str, value: &str| Message { key, args: Vec::new() }.with("value", value);
        match &*self.fault {
            Fault::TooLong => Message::new("filter-too-long").with("max", MAX),
            Fault::UnclosedQuote => Message::new("filter-unclosed-quote"),
            Fault::NothingBeside => Message::new("filter-nothing-beside"),
            // Their hints have the columns.
            Fault::NoColumn { suggestion, columns } => Message {
                key: "filter-no-column",
                args: vec![("columns", columns.clone()), ("suggestion", said(suggestion))],
            },
            Fault::UnknownColumn { name, suggestion, columns } => Message {
                key: "filter-unknown-column",
                args: vec![("columns", columns.clone()), ("suggestion", said(suggestion))],
            }
            .with("name", name.as_str()),
            Fault::NoValue { term } => Message::new("filter-no-value").with("term", term.as_str()),
            Fault::DashInside { suggestion } => {
                Message::new("filter-dash-inside").with("suggestion", suggestion.as_str())
            }
            Fault::NeverEmpty { name } => Message::new("filter-never-empty").with("name", name.as_str()),
            Fault::UnknownWord { key, value, suggestion } => {
                with_value(key, value).with("suggestion", said(suggestion))
            }
            Fault::UnknownName { column, value, suggestion, known } => Message::new("filter-unknown-name")
                .with("column", column.clone())
                .with("value", value.as_str())
                .with("suggestion", meant(suggestion))
                .with("known", known.as_str()),
            Fault::NotADepartment { value } => with_value("filter-not-a-department", value),
            Fault::NotANumber { value } => with_value("filter-not-a-number", value),
            Fault::NotASize { value } => with_value("filter-not-a-size", value),
            Fault::NotATime { value } => with_value("filter-not-a-time", value),
            Fault::BareAge { value } => with_value("filter-bare-age", value),
            Fault::NotMonths { value } => with_value("filter-not-months", value).with("max", MONTHS_MAX),
            Fault::Backwards { value } => with_value("filter-backwards", value),
        }
    }
}

impl FilterError {
    pub(super) fn new(fault: Fault, text: &str, place: Range<usize>) -> Self {
        Self { fault: Box::new(fault), text: text.to_owned(), place }
    }

    /// Returns the place in characters: where it begins, from 0, and how many there are.
    #[must_use]
    pub fn characters(&self) -> (usize, usize) {
        let count = |range: Range<usize>| self.text.get(range).unwrap_or_default().chars().count();
        (count(0..self.place.start), count(self.place.clone()))
    }

    /// Returns the text as it is shown and, in columns, where its place begins there and how wide it is: at least one.
    /// `width` measures a text in columns.
    #[must_use]
    pub fn marked(&self, width: impl Fn(&str) -> usize) -> (String, usize, usize) {
        let shown = |range: Range<usize>| width(&visible(self.text.get(range).unwrap_or_default()));
        (visible(&self.text).into_owned(), shown(0..self.place.start), shown(self.place.clone()).max(1))
    }

    /// Returns the text, and the line that stands under it: blanks, then carets under the place.
    #[must_use]
    pub fn pointed(&self, width: impl Fn(&str) -> usize) -> [String; 2] {
        let (text, start, width) = self.marked(width);
        [text, format!("{}{}", " ".repeat(start), "^".repeat(width))]
    }
}
