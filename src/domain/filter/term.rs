//! A filter that was read.

use std::ops::Range;

use jiff::civil::Date;

use super::ages::Age;

/// A filter that was read: all of its groups must hold, of each group at least one condition.
///
/// Two filters are equal when they ask for the same, however that is written.
#[derive(Debug, Clone)]
pub struct Filter<C> {
    /// As typed.
    pub(super) text: String,
    /// The groups, in the order of the text; none: everything matches.
    pub groups: Vec<Vec<Term<C>>>,
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term<C> {
    /// Whether it must *not* hold.
    pub negated: bool,
    /// What is asked.
    pub test: Placed<Test<C>>,
}

/// What a condition asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test<C> {
    /// A folded text in any column.
    Anywhere(String),
    /// One of some values in a column.
    In(C, Vec<Placed<Value>>),
}

/// A value that a column is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// None at all.
    Empty,
    /// A folded text that is a part of it.
    Text(String),
    /// A folded text that is the whole of it.
    Whole(String),
    /// A department's code, folded.
    Department(String),
    /// The word of a choice.
    Word(&'static str),
    /// A number or a part of a name, folded; known only once the names are.
    Named(String),
    /// Numbers between two ends, both included; one of them may be open.
    Numbers(Option<i64>, Option<i64>),
    /// Days between two ends, both included; one of them may be open.
    Days(Option<Date>, Option<Date>),
    /// An age.
    Age(Age),
}

/// Something with its place in the text that it was read from, in bytes. The place counts for nothing in comparisons.
#[derive(Debug, Clone)]
pub struct Placed<T> {
    /// What was read.
    pub what: T,
    /// Where.
    pub place: Range<usize>,
}

impl<T: PartialEq> PartialEq for Placed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.what == other.what
    }
}

impl<T: Eq> Eq for Placed<T> {}

impl<C: PartialEq> PartialEq for Filter<C> {
    fn eq(&self, other: &Self) -> bool {
        self.groups == other.groups
    }
}

impl<C: Eq> Eq for Filter<C> {}

impl<C> Default for Filter<C> {
    /// Matches everything.
    fn default() -> Self {
        Self { text: String::new(), groups: Vec::new() }
    }
}

impl<C: PartialEq + Copy> Filter<C> {
    /// The text that it was read from.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Tells whether it asks for nothing, so that everything matches.
    #[must_use]
    pub const fn is_everything(&self) -> bool {
        self.groups.is_empty()
    }

    /// Tells whether rows with a word in a column of words may hold it, as far as that column goes.
    #[must_use]
    pub fn may_hold(&self, column: C, word: &str) -> bool {
        let allows = |term: &Term<C>| match &term.test.what {
            Test::In(asked, values) if *asked == column => {
                let names = |value: &Placed<Value>| matches!(value.what, Value::Word(found) if found == word);
                values.iter().any(names) != term.negated
            }
            Test::In(..) | Test::Anywhere(_) => true,
        };
        self.groups.iter().all(|group| group.iter().any(allows))
    }

    /// Tells whether it asks for a column.
    #[must_use]
    pub fn mentions(&self, column: C) -> bool {
        let named = |term: &Term<C>| matches!(&term.test.what, Test::In(named, _) if *named == column);
        self.groups.iter().flatten().any(named)
    }
}
