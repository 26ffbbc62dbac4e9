//! The rows that were fetched: a window around what is seen, kept while it scrolls.

use std::collections::HashMap;
use std::ops::Range;

use crate::domain::establishment::{EstablishmentNumber, Listed};

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
#[derive(Debug, Default)]
pub(super) struct Rows {
    known: HashMap<EstablishmentNumber, (u64, Listed)>,
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

fn number(row: &Listed) -> EstablishmentNumber {
    row.as_ref().map_or_else(|odd| odd.number, |row| row.number)
}

impl Rows {
    /// Gives a row, perhaps of older data while the newer one is on its way.
    pub(super) fn get(&self, number: EstablishmentNumber) -> Option<&Listed> {
        self.known.get(&number).map(|(_, row)| row)
    }

    /// Takes rows.
    pub(super) fn put(&mut self, ticket: u64, rows: Vec<Listed>) {
        if self.known.len() + rows.len() > MOST {
            self.known.clear();
        }
        let asked = self.asked.as_mut().filter(|asked| asked.ticket == ticket);
        let data = asked.map_or(0, |asked| {
            asked.arrived = true;
            asked.data
        });
        self.known.extend(rows.into_iter().map(|row| (number(&row), (data, row))));
    }

    /// Gives what must be asked for so that `seen` can be shown, if anything must.
    pub(super) fn wanted(
        &mut self,
        version: Version,
        order: &[EstablishmentNumber],
        seen: &Range<usize>,
        window: Range<usize>,
    ) -> Option<(u64, Vec<EstablishmentNumber>)> {
        let fresh = |number: &EstablishmentNumber| self.known.get(number).is_some_and(|(of, _)| *of == version.data);
        let here = order.get(seen.clone())?;
        let asked = self.asked.as_ref().is_some_and(|asked| {
            let same = asked.list == version.list && asked.data == version.data;
            same && asked.range.start <= seen.start && seen.end <= asked.range.end
        });
        if asked || here.iter().all(fresh) {
            return None;
        }
        let numbers = order.get(window.clone())?.to_vec();
        self.tickets += 1;
        let ticket = self.tickets;
        self.asked = Some(Asked { ticket, list: version.list, data: version.data, range: window, arrived: false });
        Some((ticket, numbers))
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
