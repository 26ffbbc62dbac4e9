//! The rows that were fetched: a window around what is seen, kept while it scrolls.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

/// Rows fetched above and below what is seen.
pub(super) const MARGIN: usize = 100;
/// Rows kept, at most.
const MOST: usize = 2_000;

/// What was asked for last.
#[derive(Debug)]
struct Asked {
    ticket: u64,
    list: u64,
    data: u64,
    range: Range<usize>,
    arrived: bool,
}

/// Fetched rows, each with the version of the data that it was read from.
#[derive(Debug)]
pub(super) struct Rows<I, R> {
    known: HashMap<I, (u64, R)>,
    asked: Option<Asked>,
    tickets: u64,
}

/// Which list of which data is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Version {
    /// Changes with filter and order.
    pub(super) list: u64,
    /// Changes with the data.
    pub(super) data: u64,
}

impl<I, R> Default for Rows<I, R> {
    fn default() -> Self {
        Self { known: HashMap::new(), asked: None, tickets: 0 }
    }
}

impl<I: Eq + Hash + Clone, R> Rows<I, R> {
    /// Returns a row, perhaps of older data while the newer one is on its way.
    pub(super) fn get(&self, name: &I) -> Option<&R> {
        self.known.get(name).map(|(_, row)| row)
    }

    /// Takes rows that were asked for.
    pub(super) fn put(&mut self, ticket: u64, rows: impl IntoIterator<Item = (I, R)>) {
        let asked = self.asked.as_mut().filter(|asked| asked.ticket == ticket);
        let data = asked.map_or(0, |asked| {
            asked.arrived = true;
            asked.data
        });
        if self.known.len() > MOST {
            self.known.clear();
        }
        self.known.extend(rows.into_iter().map(|(name, row)| (name, (data, row))));
    }

    /// Takes all rows of a list that is short enough to come whole.
    pub(super) fn know(&mut self, data: u64, rows: impl IntoIterator<Item = (I, R)>) {
        self.known = rows.into_iter().map(|(name, row)| (name, (data, row))).collect();
    }

    /// Returns what must be asked for so that `seen` can be shown, if anything must.
    pub(super) fn wanted(
        &mut self,
        version: Version,
        order: &[I],
        seen: &Range<usize>,
        window: Range<usize>,
    ) -> Option<(u64, Vec<I>)> {
        let fresh = |name: &I| self.known.get(name).is_some_and(|(of, _)| *of == version.data);
        let here = order.get(seen.clone())?;
        let asked = self.asked.as_ref().is_some_and(|asked| {
            let same = asked.list == version.list && asked.data == version.data;
            same && asked.range.start <= seen.start && seen.end <= asked.range.end
        });
        if asked || here.iter().all(fresh) {
            return None;
        }
        let names = order.get(window.clone())?.to_vec();
        self.tickets += 1;
        let ticket = self.tickets;
        self.asked = Some(Asked { ticket, list: version.list, data: version.data, range: window, arrived: false });
        Some((ticket, names))
    }

    /// Tells whether rows that were asked for are still on their way.
    pub(super) fn is_waiting(&self) -> bool {
        self.asked.as_ref().is_some_and(|asked| !asked.arrived)
    }

    /// Forgets what was asked for, because it did not come.
    pub(super) fn give_up(&mut self) {
        self.asked = None;
    }
}
