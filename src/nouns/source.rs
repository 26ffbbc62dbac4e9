//! Where a list's rows come from: all at once, or their names in order and rows only as they are seen.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, LazyLock};

use super::cell::{Cell, State};
use crate::domain::filter::{Columns, Filter, FilterError, Remark, Told};
use crate::domain::language::Language;
use crate::domain::message::{self, Message};
use crate::domain::search::{DEFAULT_SORT, Sort};
use crate::i18n::Catalogue;
use crate::operations::{Context, Error, Result};

/// Rows that are read in one go where all are wanted.
pub(super) const PAGE: usize = 500;

/// What names a row in a list; a few bytes for each that matches.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Id {
    /// A number.
    Number(i64),
    /// A name.
    Name(Arc<str>),
}

impl Id {
    /// Returns the number; none when it is a name.
    #[must_use]
    pub const fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Name(_) => None,
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(out, "{number}"),
            Self::Name(name) => out.write_str(name),
        }
    }
}

impl From<i64> for Id {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Id {
    fn from(name: &str) -> Self {
        Self::Name(name.into())
    }
}

/// Returns the names of rows that are called by a number.
#[must_use]
pub fn numbers<T: From<i64>>(ids: &[Id]) -> Vec<T> {
    ids.iter().filter_map(Id::number).map(T::from).collect()
}

/// Reads what somebody typed to name a row by its number.
///
/// # Errors
/// That there is no such row.
pub fn number<T: FromStr>(noun: &'static str, typed: &str) -> Result<T> {
    typed.trim().parse().map_err(|_| Error::not_found(noun, typed))
}

/// Which rows are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// Those that this filter holds, as it is typed; empty: all.
    pub filter: &'a str,
    /// The language of the words that it is compared with.
    pub words: &'a Catalogue,
    /// In which order, where the list has several.
    pub sort: Sort,
    /// Most names; what looks at one row after the other stops there.
    pub most: usize,
    /// What acts have found of rows in this session, which their list does not look for.
    pub found: &'a Found,
}

/// What acts have found of rows: the name of a column, and what stands there.
pub type Found = HashMap<Id, (&'static str, Cell)>;

impl<'a> Ask<'a> {
    /// Asks for the rows that a filter holds, of which nothing was found before.
    #[must_use]
    pub fn new(filter: &'a str, words: &'a Catalogue, most: usize) -> Self {
        static NONE: LazyLock<Found> = LazyLock::new(Found::new);
        Self { filter, words, sort: DEFAULT_SORT, most, found: &NONE }
    }
}

/// The rows that match, in order.
#[derive(Debug, Default)]
pub struct Order {
    /// Their names.
    pub ids: Vec<Id>,
    /// What may not be what was meant.
    pub remarks: Vec<Remark>,
    /// How many there are without a filter.
    pub total: usize,
    /// Whether more rows match than there are names.
    pub more: bool,
    /// What a command says besides: what it takes to go on with some of them.
    pub notes: Vec<Message>,
    /// What could not be looked into, and why; a command that lists the others fails with it.
    pub unread: Vec<Message>,
    /// What is said above the table of all of them.
    pub head: Option<Message>,
    /// How many rows there are of each kind.
    pub groups: Vec<Group>,
}

/// Rows of one kind: those whose column that the list is grouped by has this word.
#[derive(Debug, Clone)]
pub struct Group {
    /// The word.
    pub state: State,
    /// How many there are, whatever the filter.
    pub count: usize,
}

impl Order {
    /// The names that were found, of which one more than is wanted says that there are more.
    #[must_use]
    pub fn of(mut ids: Vec<Id>, most: usize, total: usize) -> Self {
        let more = ids.len() > most;
        ids.truncate(most);
        Self { ids, total, more, ..Self::default() }
    }
}

/// The names of the rows that a question finds.
pub type Ids = fn(&mut Context, &Ask<'_>) -> Result<Order>;
/// The rows of some names, in their order and without those that are gone, and what guards know besides.
pub type Rows<R, F> = fn(&mut Context, &[Id]) -> Result<(Vec<R>, F)>;
/// All rows in order, and what guards know besides.
pub type All<R, F> = fn(&mut Context) -> Result<(Vec<R>, F)>;

/// How a noun's filters are typed.
#[derive(Debug, Clone, Copy)]
pub struct Typing {
    /// What can be named before a colon.
    pub columns: fn() -> Vec<Told>,
    /// Reads one and writes it as it is typed again; empty when everything matches.
    pub read: fn(&str) -> std::result::Result<String, FilterError>,
    /// Writes one of the program in the names and words of a language.
    pub spelled: fn(&str, Language) -> String,
}

impl Typing {
    /// The grammar with these columns.
    #[must_use]
    pub const fn of<C: Columns>() -> Self {
        Self { columns: Told::all::<C>, read: Filter::<C>::read, spelled: Filter::<C>::in_words_of }
    }

    /// Lists what can be named before a colon, in both languages.
    #[must_use]
    pub fn listed(&self) -> message::Value {
        let names = |name: fn(&Told) -> &str| (self.columns)().iter().map(name).collect::<Vec<_>>().join(", ");
        message::Value::Either { english: names(|column| column.english), french: names(|column| column.french) }
    }
}

/// Where a noun's rows come from.
#[derive(Debug)]
pub enum Source<R, F> {
    /// All at once: up to a thousand.
    Whole(All<R, F>),
    /// Names in order, and rows as they are seen: up to 200,000, a few bytes each.
    Ordered {
        /// How they are filtered.
        typing: Typing,
        /// Which rows, in which order.
        ids: Ids,
        /// The rows themselves.
        rows: Rows<R, F>,
    },
}
