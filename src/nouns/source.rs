//! Where a list's rows come from: all at once, or their names in order and rows only as they are seen.

use std::any::Any;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, LazyLock};

use super::cell::{Cell, State, Tone};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filter::{Columns, Filter, FilterError, Remark, Told};
use crate::domain::language::Language;
use crate::domain::message::{self, Message};
use crate::domain::search::{DEFAULT_SORT, Sort};
use crate::domain::time::Timestamp;
use crate::domain::unreadable::{Listed, Unreadable};
use crate::i18n::Catalogue;
use crate::operations::{Context, Error, Result};

/// Rows that are read in one go where all are wanted.
pub const PAGE: usize = 500;

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

    /// Returns the establishment that it names; none when it is none's number.
    #[must_use]
    pub fn establishment(&self) -> Option<EstablishmentNumber> {
        self.number().and_then(|number| u32::try_from(number).ok()).map(EstablishmentNumber)
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

impl From<EstablishmentNumber> for Id {
    fn from(number: EstablishmentNumber) -> Self {
        Self::Number(number.0.into())
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
    /// The ticks, of which the answer may name those whose row is gone.
    pub ticked: &'a [Id],
    /// The column of the filter whose words the rows that match are counted by; empty: none but what the list always counts.
    pub grouped: &'a str,
    /// What an earlier question read, where one is asked after the other.
    pub kept: Option<&'a Kept>,
}

/// What a list was made of, kept for the next question: another filter or order needs no other reading.
#[derive(Default)]
pub struct Kept(RefCell<Option<Box<dyn Any + Send>>>);

impl fmt::Debug for Kept {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Kept")
    }
}

/// What acts have found of rows: the name of a column, and what stands there.
pub type Found = HashMap<Id, (&'static str, Cell)>;

impl<'a> Ask<'a> {
    /// Asks for the rows that a filter holds, of which nothing was found before.
    #[must_use]
    pub fn new(filter: &'a str, words: &'a Catalogue, most: usize) -> Self {
        static NONE: LazyLock<Found> = LazyLock::new(Found::new);
        Self { filter, words, sort: DEFAULT_SORT, most, found: &NONE, ticked: &[], grouped: "", kept: None }
    }

    /// Uses what was kept, or what is read now and kept where somebody keeps it.
    pub(super) fn with<T: Any + Send, O>(
        &self,
        read: impl FnOnce() -> Result<T>,
        answer: impl FnOnce(&T) -> Result<O>,
    ) -> Result<O> {
        let mut kept = self.kept.and_then(|kept| kept.0.take());
        let found = match kept.take().map(Box::<dyn Any + Send>::downcast::<T>) {
            Some(Ok(found)) => found,
            Some(Err(_)) | None => Box::new(read()?),
        };
        let answered = answer(&found);
        if let Some(kept) = self.kept {
            kept.0.replace(Some(found));
        }
        answered
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
    /// The ticks whose row is gone, where that is known without reading the rows.
    pub gone: Option<Vec<Id>>,
    /// When a row changes by itself.
    pub changes_at: Option<Timestamp>,
}

/// Rows of one kind: those whose column that the list is grouped by has this word.
#[derive(Debug, Clone)]
pub struct Group {
    /// The word, as a filter names it.
    pub code: Cow<'static, str>,
    /// The word as people read it.
    pub said: Message,
    /// The sign before it.
    pub sign: &'static str,
    /// How good it is.
    pub tone: Tone,
    /// How many there are: of those that match where they are named, else of all.
    pub count: usize,
    /// Which, where they are named so that they can be ticked.
    pub ids: Vec<Id>,
}

impl Group {
    /// So many rows, whatever the filter, whose column has this state.
    #[must_use]
    pub fn of(state: State, count: usize) -> Self {
        let State { code, said, sign, tone } = state;
        Self { code: code.into(), said, sign, tone, count, ids: Vec::new() }
    }
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

/// What a list has besides its rows.
#[derive(Debug, Clone, Copy)]
pub struct Extras {
    /// Lines below the table of the screen for what is said of the row under the cursor: on a low screen, and on others.
    pub pane: [u16; 2],
    /// What rows are counted by: the catalogue key of its name, and the column of the filter.
    pub grouped: &'static [(&'static str, &'static str)],
    /// Rows that a command lists when no limit is given; none: there is no limit to give.
    pub limit: Option<usize>,
    /// The columns of its CSV in order, for those who read them by their place; empty: those of its record, as they come.
    pub csv: &'static [&'static str],
}

/// The names of the rows that a question finds.
pub type Ids = fn(&mut Context, &Ask<'_>) -> Result<Order>;
/// A row, or what cannot be read of the one that is named so.
pub type Seen<R> = std::result::Result<R, (Id, Unreadable)>;

/// Returns a row of a list that names its rows by numbers, or by files.
pub(super) fn seen<R>(row: Listed<R>) -> Seen<R> {
    row.map_err(|odd| {
        let object = odd.object();
        (object.parse().map_or_else(|_| Id::from(object.as_str()), Id::Number), odd)
    })
}

/// Rows, and what guards know besides.
pub type Page<R, F> = (Vec<Seen<R>>, F);
/// The rows of some names, in their order and without those that are gone, and what guards know besides.
pub type Rows<R, F> = fn(&mut Context, &[Id]) -> Result<Page<R, F>>;
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
