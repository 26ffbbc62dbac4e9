//! Rows of a described noun as front ends work with them, whatever their type is.

use std::fmt::Debug;

use serde_json::Value;

use super::acts::{ActOf, Elsewhere, Run, Seen, Target};
use super::cell::{Cell, Tone};
use super::description::Described;
use super::source::{self, Id};
use crate::domain::act::Act;
use crate::domain::filled::Filled;
use crate::domain::message::{Explain as _, Message};
use crate::domain::unreadable::Unreadable;
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
pub(super) fn boxed<N: Described>((rows, facts): source::Page<N::Row, N::Facts>) -> Box<dyn Rows> {
    Box::new(Typed::<N> { rows, facts })
}

/// Rows that can all be read.
pub(super) fn readable<R, F>((rows, facts): (Vec<R>, F)) -> source::Page<R, F> {
    (rows.into_iter().map(Ok).collect(), facts)
}

#[derive(Debug)]
struct Typed<N: Described> {
    rows: Vec<source::Seen<N::Row>>,
    facts: N::Facts,
}

impl<N: Described> Typed<N> {
    fn seen(&self, at: usize) -> Seen<'_, N::Row, N::Facts> {
        Seen { row: self.row(at), at, len: self.rows.len(), facts: &self.facts }
    }

    /// Returns a row that can be read.
    fn row(&self, at: usize) -> Option<&N::Row> {
        self.rows.get(at)?.as_ref().ok()
    }

    /// Returns what cannot be read.
    fn odd(&self, at: usize) -> Option<&(Id, Unreadable)> {
        self.rows.get(at)?.as_ref().err()
    }
}

/// Says in the place of the text that has most room which value nobody knows; the number stays.
fn odd_cells<N: Described>((id, odd): &(Id, Unreadable)) -> Vec<Cell> {
    let shown = N::COLUMNS.iter().enumerate().filter(|(_, column)| column.head.is_shown());
    let widest = shown.max_by_key(|(_, column)| column.head.weight).map(|(at, _)| at);
    let cell = |at: usize| {
        if widest == Some(at) {
            let said = Message::new("row-unreadable-field").with("field", odd.field.as_str());
            return Cell::lines(|| Value::Null, move |words| vec![(words.say(&said), Tone::Bad)]);
        }
        id.number().filter(|_| at == 0).map_or_else(|| Cell::Text(String::new()), Cell::Key)
    };
    (0..N::COLUMNS.len()).map(cell).collect()
}

impl<N: Described> Rows for Typed<N> {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn id(&self, at: usize) -> Option<Id> {
        self.row(at).map(N::id).or_else(|| Some(self.odd(at)?.0.clone()))
    }

    fn key(&self, at: usize) -> String {
        let odd = || self.odd(at).map(|(id, _)| id.to_string()).unwrap_or_default();
        self.row(at).map_or_else(odd, N::key)
    }

    fn name(&self, at: usize) -> String {
        self.row(at).map(N::name).unwrap_or_default()
    }

    fn mark(&self, at: usize) -> &'static str {
        self.row(at).map_or(" ", |row| N::mark(row, &self.facts))
    }

    fn cells(&self, at: usize) -> Vec<Cell> {
        let cells = |row| N::COLUMNS.iter().map(|column| (column.cell)(row)).collect();
        let odd = || self.odd(at).map(odd_cells::<N>).unwrap_or_default();
        self.row(at).map_or_else(odd, cells)
    }

    fn sentence(&self, at: usize, words: &Catalogue) -> Message {
        if let Some(why) = self.unreadable(at) {
            return why;
        }
        let heads = N::COLUMNS.iter().map(|column| column.head.name);
        let args = heads.zip(self.cells(at)).map(|(name, cell)| (name, cell.said(words))).collect();
        Message { key: N::SENTENCE, args }
    }

    fn goes_on(&self, at: usize) -> bool {
        self.row(at).is_some_and(N::goes_on)
    }

    fn unreadable(&self, at: usize) -> Option<Message> {
        match self.rows.get(at)? {
            Ok(row) => N::unreadable(row),
            Err((_, odd)) => Some(odd.message()),
        }
    }

    fn pane(&self, at: usize, words: &Catalogue, columns: u16) -> Vec<(String, Tone)> {
        let odd = || self.odd(at).map(|(_, odd)| vec![(words.say(&odd.message()), Tone::Bad)]).unwrap_or_default();
        self.row(at).map_or_else(odd, |row| N::pane(row, words, columns))
    }

    fn target(&self, at: usize) -> Option<Target> {
        self.row(at).map(target::<N>)
    }

    fn filled(&self, at: usize) -> Filled {
        self.row(at).map(filled::<N>).unwrap_or_default()
    }

    fn refuses(&self, at: usize, act: Act) -> Option<Message> {
        (found::<N>(act)?.refuses)(&self.seen(at))
    }

    fn says(&self, at: usize, act: Act) -> Vec<Message> {
        found::<N>(act).map(|one| (one.says)(&self.seen(at))).unwrap_or_default()
    }

    fn title(&self, at: usize, act: Act) -> Message {
        found::<N>(act).map_or_else(|| Message::new(N::TITLE), |one| (one.title)(self.row(at)))
    }

    fn stable(&self, at: usize, act: Act) -> Option<(String, String)> {
        stable::<N>(self.row(at)?, act)
    }

    fn leads(&self, at: usize, act: Act) -> Option<(Elsewhere, String)> {
        match (&found::<N>(act)?.run, self.row(at)) {
            (Run::Elsewhere(to, filter), Some(row)) => Some((*to, filter(row))),
            _ => None,
        }
    }

    fn exchange(&mut self, at: usize, with: usize) {
        if let Ok([Ok(one), Ok(other)]) = self.rows.get_disjoint_mut([at, with]) {
            N::exchange(one, other);
        }
    }

    fn count(&self) -> Message {
        N::count(&self.rows.iter().flatten().collect::<Vec<_>>())
    }
}
