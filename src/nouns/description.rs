//! What a noun is made of: columns, fields, verbs.

use serde_json::Value;

use super::acts::ActOf;
use super::cell::{Cell, Tone};
use super::field::FieldOf;
use super::source::{Extras, Id, Source};
use crate::domain::access::Actor;
use crate::domain::act::{Act, Noun};
use crate::domain::field::{Field, FieldError};
use crate::domain::filled::Filled;
use crate::domain::filter;
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::domain::rights::reason::Reason as Refusal;
use crate::domain::search::{DEFAULT_SORT, Sort, SortKey};
use crate::i18n::Catalogue;
use crate::operations::{Context, Result};

/// A column of the table, and a member of the JSON record.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    /// Its name for programs.
    pub name: &'static str,
    /// The catalogue key of its heading; empty when people do not see it.
    pub title: &'static str,
    /// Its least width on screen.
    pub min: u16,
    /// Its share of the width that is left.
    pub weight: u16,
    /// Columns with a higher number yield first.
    pub priority: u8,
    /// Where people see it.
    pub seen: Where,
    /// Whether programs get it.
    pub is_recorded: bool,
    /// What a list is ordered by with it, where it can be.
    pub sorts: Option<SortKey>,
}

/// Where people see a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// In tables, and in the detail of one row.
    Everywhere,
    /// In the tables of the screen and in the detail: there is too much of it for a line.
    Screen,
    /// In the tables of commands and in the detail: what names a row for a command, and is of no use on screen.
    Lines,
    /// In the detail of one row.
    Detail,
    /// The same, and programs get it with one row only: a text too long for a list.
    Alone,
    /// Nowhere: only programs do.
    Nowhere,
}

/// A column with its value.
#[derive(Debug)]
pub struct Column<R> {
    /// What front ends know of it.
    pub head: Head,
    /// Returns a row's value.
    pub cell: fn(&R) -> Cell,
    /// How a filter of a list that is read whole names it.
    pub named: Option<Named>,
}

/// How a filter names a column, beside its name for programs.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    /// In French, folded.
    pub french: &'static str,
    /// What its values are.
    pub kind: filter::Kind,
    /// Whether there may be none.
    pub empty: filter::CanBeEmpty,
}

impl Head {
    /// Whether the table of the screen shows it.
    #[must_use]
    pub const fn is_shown(&self) -> bool {
        matches!(self.seen, Where::Everywhere | Where::Screen)
    }

    /// Whether the table of a command shows it.
    #[must_use]
    pub const fn is_printed(&self) -> bool {
        matches!(self.seen, Where::Everywhere | Where::Lines)
    }

    /// Whether the record that a list gives to programs has it.
    #[must_use]
    pub const fn is_listed(&self) -> bool {
        self.is_recorded && !matches!(self.seen, Where::Alone)
    }
}

/// Returns what a list with these columns is ordered by until somebody says otherwise: people, who have no number, by their names.
#[must_use]
pub fn first_sort(heads: &[Head]) -> Sort {
    let is_by = |key| heads.iter().any(|head| head.sorts == Some(key));
    let is_of_people = !is_by(DEFAULT_SORT.key) && is_by(SortKey::LastName);
    if is_of_people { Sort { key: SortKey::LastName, ..DEFAULT_SORT } } else { DEFAULT_SORT }
}

impl<R> Column<R> {
    /// A column that people see.
    #[must_use]
    pub const fn new(name: &'static str, title: &'static str, cell: fn(&R) -> Cell) -> Self {
        Self {
            head: Head {
                name,
                title,
                min: 0,
                weight: 0,
                priority: 0,
                seen: Where::Everywhere,
                is_recorded: true,
                sorts: None,
            },
            cell,
            named: None,
        }
    }

    /// Lets the list, which is read whole, be filtered by it, under this French name too.
    #[must_use]
    pub const fn by(mut self, french: &'static str, kind: filter::Kind, empty: filter::CanBeEmpty) -> Self {
        self.named = Some(Named { french, kind, empty });
        self
    }

    /// A column that people see and programs do not get: what it says stands in others.
    #[must_use]
    pub const fn people(name: &'static str, title: &'static str, cell: fn(&R) -> Cell) -> Self {
        let mut column = Self::new(name, title, cell);
        column.head.is_recorded = false;
        column
    }

    /// A column that people see in the detail of one row.
    #[must_use]
    pub const fn aside(name: &'static str, title: &'static str, cell: fn(&R) -> Cell) -> Self {
        Self::new(name, title, cell).only(Where::Detail)
    }

    /// Says where people see it.
    #[must_use]
    pub const fn only(mut self, seen: Where) -> Self {
        self.head.seen = seen;
        self
    }

    /// A value that only programs see.
    #[must_use]
    pub const fn hidden(name: &'static str, cell: fn(&R) -> Cell) -> Self {
        Self::new(name, "", cell).only(Where::Nowhere)
    }

    /// Sets the least width and the share of what is left.
    #[must_use]
    pub const fn wide(mut self, min: u16, weight: u16) -> Self {
        self.head.min = min;
        self.head.weight = weight;
        self
    }

    /// Lets the list be ordered by it.
    #[must_use]
    pub const fn sorts(mut self, key: SortKey) -> Self {
        self.head.sorts = Some(key);
        self
    }

    /// Lets it yield when there is no room.
    #[must_use]
    pub const fn yields(mut self, priority: u8) -> Self {
        self.head.priority = priority;
        self
    }
}

/// Returns a row as programs read it.
pub fn record<'a>(cells: impl Iterator<Item = (&'a Head, &'a Cell)>) -> Value {
    cells.map(|(head, cell)| (head.name, cell.json())).collect()
}

/// The same of one row alone, with what is too long for a list.
#[must_use]
pub fn whole(heads: &[Head], cells: &[Cell]) -> Value {
    record(heads.iter().zip(cells).filter(|(head, _)| head.is_recorded))
}

/// How a row is named: on the command line, and when one is chosen.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The field that it is, as it is asked for.
    pub field: Field,
    /// The catalogue key of the placeholder in the usage.
    pub value: &'static str,
    /// The catalogue key of what help says.
    pub help: &'static str,
}

/// A noun, described.
pub trait Described: Sized + std::fmt::Debug + Send + Sync + 'static {
    /// A row, as the operations list it.
    type Row: std::fmt::Debug + Send + 'static;
    /// What guards know besides the row.
    type Facts: std::fmt::Debug + Send + 'static;

    /// Which.
    const NOUN: Noun;
    /// The catalogue key of its screen's name.
    const TITLE: &'static str;
    /// The catalogue key of its line in menus, where its screen's name says more.
    const MENU: &'static str = Self::TITLE;
    /// The keys that open its list from the establishment that it lies in; those of the host's lists are the console's.
    const OPENED_BY: &'static [&'static str] = &[];
    /// The catalogue key of the title of one row in full, which is given its name; where a form shows it, there is none.
    const ONE: &'static str = "";
    /// The catalogue key of what the plain dialogue's help says.
    const HELP: &'static str;
    /// The catalogue key of what an empty list says; it is given the key that adds.
    const NONE: &'static str;
    /// The catalogue key of the sentence that says a row; it is given every column by its name.
    const SENTENCE: &'static str;
    /// How a row is named.
    const KEY: Key;
    /// Its columns, in order.
    const COLUMNS: &'static [Column<Self::Row>];
    /// Its fields.
    const FIELDS: &'static [FieldOf<Self::Row>] = &[];
    /// Its verbs, in order.
    const ACTS: &'static [ActOf<Self>] = &[];

    /// What its list has besides.
    const EXTRAS: Extras = Extras { pane: [0, 0], grouped: &[], limit: None, csv: &[] };
    /// Where its rows come from.
    const SOURCE: Source<Self::Row, Self::Facts>;

    /// Finds a row by its key.
    ///
    /// # Errors
    /// That there is none.
    fn get(ctx: &mut Context, key: &str) -> Result<Self::Row>;

    /// The same for an act that may be done to one that lists no longer show.
    ///
    /// # Errors
    /// That there is none.
    fn get_for(ctx: &mut Context, _act: Act, key: &str) -> Result<Self::Row> {
        Self::get(ctx, key)
    }

    /// Returns what commands call a row.
    fn key(row: &Self::Row) -> String;

    /// Returns what people call a row.
    #[must_use]
    fn name(row: &Self::Row) -> String {
        Self::key(row)
    }

    /// Returns the version of a row, where rows are changed by people.
    #[must_use]
    fn rev(_row: &Self::Row) -> i64 {
        0
    }

    /// Returns the sign before a row.
    fn mark(_row: &Self::Row, _facts: &Self::Facts) -> &'static str {
        " "
    }

    /// Tells whether a row changes by itself, so that it is read again now and then.
    #[must_use]
    fn goes_on(_row: &Self::Row) -> bool {
        false
    }

    /// Says why a row cannot be read, where a value of it is one that nobody knows; its other rows can.
    #[must_use]
    fn unreadable(_row: &Self::Row) -> Option<Message> {
        None
    }

    /// Says more of the row under the cursor, in as many lines as [`Described::EXTRAS`] says and so many columns.
    #[must_use]
    fn pane(_row: &Self::Row, _words: &Catalogue, _columns: u16) -> Vec<(String, Tone)> {
        Vec::new()
    }

    /// Reads what is known of a row besides what its list shows.
    ///
    /// # Errors
    /// That it is gone.
    fn alone(_ctx: &mut Context, row: Self::Row) -> Result<Self::Row> {
        Ok(row)
    }

    /// Exchanges two rows, as they will be read once it is done.
    fn exchange(one: &mut Self::Row, other: &mut Self::Row) {
        std::mem::swap(one, other);
    }

    /// Returns what a new row's form begins with.
    #[must_use]
    fn blank(_language: Language) -> Filled {
        Filled::default()
    }

    /// Returns what of a new row follows from who makes it.
    #[must_use]
    fn own(_by: &Actor) -> Filled {
        Filled::default()
    }

    /// Returns what is wrong with what was typed for a verb, as far as that is known without the data.
    #[must_use]
    fn check(_act: Act, _filled: &Filled) -> Vec<FieldError> {
        Vec::new()
    }

    /// Returns the field, of those that are asked and differ from the row, on which the rules about accounts refuse a verb that
    /// they allow for the row itself; none: it is about none of them.
    #[must_use]
    fn blamed(_act: Act, _why: Refusal, _changed: &Filled) -> Option<Field> {
        None
    }

    /// Returns what the column of a file is called that gives a field: in English, in French, otherwise; nothing: as its option.
    #[must_use]
    fn column(_field: Field) -> &'static [&'static str] {
        &[]
    }

    /// Counts the rows of a list that is read whole, in a sentence.
    fn count(rows: &[&Self::Row]) -> Message {
        Message::new("list-known").with("count", rows.len())
    }

    /// Returns what names the row with a key in a list.
    ///
    /// # Errors
    /// That no row is called so.
    fn named(key: &str) -> Result<Id> {
        Ok(Id::from(key))
    }

    /// Returns what names a row in a list.
    fn id(row: &Self::Row) -> Id {
        Id::Name(Self::key(row).into())
    }
}
