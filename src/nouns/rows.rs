//! Rows of a described noun as front ends work with them, whatever their type is.

use std::fmt::Debug;

use super::acts::{ActOf, Elsewhere, Run, Seen, Target};
use super::cell::{Cell, Tone};
use super::description::Described;
use super::source::Id;
use crate::domain::act::Act;
use crate::domain::filled::Filled;
use crate::domain::message::Message;
use crate::i18n::Catalogue;

/// Rows as they were read. Only what is asked for is made of them.
pub trait Rows: Debug + Send {
    /// Counts them.
    fn len(&self) -> usize;
    /// Tells whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Returns what names a row in its list.
    fn id(&self, at: usize) -> Option<Id>;
    /// Returns a row's key.
    fn key(&self, at: usize) -> String;
    /// Returns what people call a row.
    fn name(&self, at: usize) -> String;
    /// Returns the sign before a row.
    fn mark(&self, at: usize) -> &'static str;
    /// Says a row in a sentence.
    fn sentence(&self, at: usize, words: &Catalogue) -> Message;
    /// Returns a row's values, one for each column.
    fn cells(&self, at: usize) -> Vec<Cell>;
    /// Tells whether a row changes by itself.
    fn goes_on(&self, at: usize) -> bool;
    /// Says why a row cannot be read, if it cannot.
    fn unreadable(&self, at: usize) -> Option<Message>;
    /// Says more of a row, in a few lines of so many columns.
    fn pane(&self, at: usize, words: &Catalogue, columns: u16) -> Vec<(String, Tone)>;
    /// Returns a row and its version.
    fn target(&self, at: usize) -> Option<Target>;
    /// Returns what a form of a row is filled with.
    fn filled(&self, at: usize) -> Filled;
    /// Tells why a verb cannot be done, where that is known before.
    fn refuses(&self, at: usize, act: Act) -> Option<Message>;
    /// Returns what is said before a verb.
    fn says(&self, at: usize, act: Act) -> Vec<Message>;
    /// Returns the title of a verb's form.
    fn title(&self, at: usize, act: Act) -> Message;
    /// Returns what names a row for ever and what commands call it, for a verb that is planned.
    fn stable(&self, at: usize, act: Act) -> Option<(String, String)>;
    /// Returns where a verb leads, with its filter.
    fn leads(&self, at: usize, act: Act) -> Option<(Elsewhere, String)>;
    /// Exchanges two rows before that is done and read, so that it is seen at once.
    fn exchange(&mut self, at: usize, with: usize);
    /// Counts the rows, in a sentence.
    fn count(&self) -> Message;
}

pub(super) fn found<N: Described>(act: Act) -> Option<&'static ActOf<N>> {
    N::ACTS.iter().find(|one| one.head.act == act)
}

pub(super) fn filled<N: Described>(row: &N::Row) -> Filled {
    N::FIELDS.iter().fold(Filled::default(), |filled, field| filled.with(field.head.field, (field.value)(row)))
}

pub(super) fn target<N: Described>(row: &N::Row) -> Target {
    Target { key: N::key(row), rev: N::rev(row), seen: Some(filled::<N>(row)) }
}

pub(super) fn stable<N: Described>(row: &N::Row, act: Act) -> Option<(String, String)> {
    let Run::Planned(stable) = found::<N>(act)?.run else { return None };
    Some((stable(row), N::key(row)))
}

/// Hides the types of rows.
pub(super) fn boxed<N: Described>((rows, facts): (Vec<N::Row>, N::Facts)) -> Box<dyn Rows> {
    Box::new(Typed::<N> { rows, facts })
}

#[derive(Debug)]
struct Typed<N: Described> {
    rows: Vec<N::Row>,
    facts: N::Facts,
}

impl<N: Described> Typed<N> {
    fn seen(&self, at: usize) -> Seen<'_, N::Row, N::Facts> {
        Seen { row: self.rows.get(at), at, len: self.rows.len(), facts: &self.facts }
    }
}

impl<N: Described> Rows for Typed<N> {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn id(&self, at: usize) -> Option<Id> {
        self.rows.get(at).map(N::id)
    }

    fn key(&self, at: usize) -> String {
        self.rows.get(at).map(N::key).unwrap_or_default()
    }

    fn name(&self, at: usize) -> String {
        self.rows.get(at).map(N::name).unwrap_or_default()
    }

    fn mark(&self, at: usize) -> &'static str {
        self.rows.get(at).map_or(" ", |row| N::mark(row, &self.facts))
    }

    fn cells(&self, at: usize) -> Vec<Cell> {
        let cells = |row| N::COLUMNS.iter().map(|column| (column.cell)(row)).collect();
        self.rows.get(at).map(cells).unwrap_or_default()
    }

    fn sentence(&self, at: usize, words: &Catalogue) -> Message {
        let heads = N::COLUMNS.iter().map(|column| column.head.name);
        let args = heads.zip(self.cells(at)).map(|(name, cell)| (name, cell.said(words))).collect();
        Message { key: N::SENTENCE, args }
    }

    fn goes_on(&self, at: usize) -> bool {
        self.rows.get(at).is_some_and(N::goes_on)
    }

    fn unreadable(&self, at: usize) -> Option<Message> {
        N::unreadable(self.rows.get(at)?)
    }

    fn pane(&self, at: usize, words: &Catalogue, columns: u16) -> Vec<(String, Tone)> {
        self.rows.get(at).map(|row| N::pane(row, words, columns)).unwrap_or_default()
    }

    fn target(&self, at: usize) -> Option<Target> {
        self.rows.get(at).map(target::<N>)
    }

    fn filled(&self, at: usize) -> Filled {
        self.rows.get(at).map(filled::<N>).unwrap_or_default()
    }

    fn refuses(&self, at: usize, act: Act) -> Option<Message> {
        (found::<N>(act)?.refuses)(&self.seen(at))
    }

    fn says(&self, at: usize, act: Act) -> Vec<Message> {
        found::<N>(act).map(|one| (one.says)(&self.seen(at))).unwrap_or_default()
    }

    fn title(&self, at: usize, act: Act) -> Message {
        found::<N>(act).map_or_else(|| Message::new(N::TITLE), |one| (one.title)(self.rows.get(at)))
    }

    fn stable(&self, at: usize, act: Act) -> Option<(String, String)> {
        stable::<N>(self.rows.get(at)?, act)
    }

    fn leads(&self, at: usize, act: Act) -> Option<(Elsewhere, String)> {
        match (&found::<N>(act)?.run, self.rows.get(at)) {
            (Run::Elsewhere(to, filter), Some(row)) => Some((*to, filter(row))),
            _ => None,
        }
    }

    fn exchange(&mut self, at: usize, with: usize) {
        if at.max(with) < self.rows.len() {
            N::exchange(&mut self.rows, (at, with));
        }
    }

    fn count(&self) -> Message {
        N::count(&self.rows)
    }
}
