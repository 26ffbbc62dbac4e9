//! A row that is stored and holds a value which nobody knows: lists name it, and show the others as they are.

use super::establishment::EstablishmentNumber;
use super::job::JobId;
use super::mail::MailId;
use super::message::{Explain, Message};

/// Which row it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored {
    /// An establishment.
    Establishment(EstablishmentNumber),
    /// Something that is kept about an establishment, in a table of this name.
    About(&'static str, EstablishmentNumber),
    /// A mail of the outbox.
    Mail(MailId),
    /// A job.
    Job(JobId),
    /// An export of the catalogue, by its file.
    Export(String),
}

/// A row that holds a value which nobody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Which.
    pub row: Stored,
    /// The field, as forms and the log name it where they have it; else the column.
    pub field: String,
    /// What is stored there: a number or a word; of bytes that are no text, how many there are.
    pub value: String,
}

/// A row of a list, or what is wrong with it.
pub type Listed<T> = Result<T, Unreadable>;

impl Unreadable {
    /// Returns the establishment that it is, or is about.
    #[must_use]
    pub const fn number(&self) -> Option<EstablishmentNumber> {
        match &self.row {
            Stored::Establishment(number) | Stored::About(_, number) => Some(*number),
            Stored::Mail(_) | Stored::Job(_) | Stored::Export(_) => None,
        }
    }

    /// Names the row as commands call it.
    #[must_use]
    pub fn object(&self) -> String {
        match &self.row {
            Stored::Establishment(number) | Stored::About(_, number) => number.to_string(),
            Stored::Mail(id) => id.0.to_string(),
            Stored::Job(id) => id.to_string(),
            Stored::Export(file) => file.clone(),
        }
    }
}

impl Explain for Unreadable {
    fn message(&self) -> Message {
        let (key, table) = match &self.row {
            Stored::Establishment(_) => ("row-unreadable", "establishment"),
            Stored::About(table, _) => ("row-unreadable-other", *table),
            Stored::Mail(_) => ("row-unreadable-other", "outbox"),
            Stored::Job(_) => ("row-unreadable-other", "job"),
            Stored::Export(_) => ("row-unreadable-other", "export"),
        };
        let field = match self.row {
            Stored::About(table, _) => format!("{table}.{}", self.field),
            Stored::Establishment(_) | Stored::Mail(_) | Stored::Job(_) | Stored::Export(_) => self.field.clone(),
        };
        Message { key, args: Vec::new() }
            .with("number", self.object())
            .with("table", table)
            .with("field", field)
            .with("value", self.value.as_str())
    }
}
