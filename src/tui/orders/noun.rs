//! What is asked of the worker about described nouns, and what it answers.

use std::sync::Arc;

use crate::domain::act::{Act, Noun};
use crate::domain::filled::Filled;
use crate::domain::filter::FilterError;
use crate::domain::job::Task;
use crate::domain::message::Message;
use crate::domain::search::Sort;
use crate::domain::zone::Zone;
use crate::i18n::Catalogue;
use crate::jobs::listed::Format;
use crate::jobs::progress::Cancel;
use crate::nouns::acts::Told;
use crate::nouns::source::{Found, Group};
use crate::nouns::{Cell, Id, Order, Rows, Target};

/// Whether what a list was made of is read from the data again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reload {
    /// It is.
    Yes,
    /// What is known is enough.
    No,
}

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// The names of the rows that match, in order.
    List {
        /// Of which noun.
        noun: Noun,
        /// Rises with every wish; an older answer is not taken.
        generation: u64,
        /// What is typed.
        filter: String,
        /// In which order.
        sort: Sort,
        /// From which data.
        reload: Reload,
        /// The words that it is compared with.
        words: Arc<Catalogue>,
        /// Most names.
        most: usize,
        /// What acts have found of rows in this session.
        found: Found,
        /// The ticks, of which the answer names those whose row is gone; empty without a reload.
        ticked: Vec<Id>,
    },
    /// Rows to show.
    Rows {
        /// Of which noun.
        noun: Noun,
        /// Of which wish.
        ticket: u64,
        /// Which.
        ids: Vec<Id>,
    },
    /// One row with all that is known of it.
    Alone {
        /// Of which noun.
        noun: Noun,
        /// Which.
        id: Id,
    },
    /// How many of the rows that match there are of each kind.
    Groups {
        /// Of which noun.
        noun: Noun,
        /// Which rows.
        filter: String,
        /// By which column of the filter.
        by: &'static str,
    },
    /// To carry an act out.
    Do {
        /// Which.
        act: Act,
        /// On which row, as it was seen.
        target: Option<Target>,
        /// What was typed.
        typed: Filled,
    },
    /// The task of an act that is planned.
    Task {
        /// Of which noun.
        noun: Noun,
        /// Which.
        act: Act,
        /// On which rows; empty where they are named otherwise.
        ids: Vec<Id>,
        /// What was typed.
        typed: Filled,
    },
    /// To write the rows that a filter holds to a file.
    Write {
        /// Of which noun.
        noun: Noun,
        /// The filter.
        filter: String,
        /// In which order.
        sort: Sort,
        /// The file, as it was typed.
        path: String,
        /// How.
        format: Format,
        /// The words that the filter is compared with.
        words: Arc<Catalogue>,
    },
    /// What is to be asked before an act on several rows.
    Says {
        /// Which.
        act: Act,
        /// On which rows.
        ids: Vec<Id>,
    },
    /// To carry an act out on one row after the other, beside the worker.
    DoMany {
        /// Which.
        act: Act,
        /// On which rows.
        ids: Vec<Id>,
        /// Stops it between two of them.
        cancel: Cancel,
    },
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// A list.
    Listed {
        /// Of which wish.
        generation: u64,
        /// The rows, or what the filter names that does not exist.
        order: Result<Box<Order>, FilterError>,
        /// The rows themselves, where the list is read whole.
        rows: Option<Box<dyn Rows>>,
        /// Ticks whose row is gone.
        gone: Vec<Id>,
        /// The zones, where these are the rows: other screens name them.
        zones: Option<Arc<[Zone]>>,
        /// The name of the establishment whose rows they are.
        inside: Option<String>,
    },
    /// Rows.
    Rows {
        /// Of which wish.
        ticket: u64,
        /// Those that are there.
        rows: Box<dyn Rows>,
    },
    /// One row, with all that is known of it.
    Alone(Box<dyn Rows>),
    /// The row is gone; who deleted it, as the log names them, empty where it does not say.
    Gone(String),
    /// How many rows there are of each kind.
    Groups(Vec<Group>),
    /// Rows were written.
    Written {
        /// How many.
        rows: u64,
        /// Where.
        path: String,
    },
    /// A task, and what names its rows for ever and for commands.
    Task(Task, Vec<(String, String)>),
    /// An act goes on beside the worker.
    Begun,
    /// What is to be asked before an act on these rows.
    Says(Act, Vec<Id>, Result<Vec<Message>, Message>),
    /// What an act that goes on found of a row, by one of its columns.
    Found(Id, (&'static str, Cell)),
    /// An act was carried out.
    Told(Act, Told),
    /// Somebody else saved first: the row as it is now.
    Overtaken(Target, Filled),
}
