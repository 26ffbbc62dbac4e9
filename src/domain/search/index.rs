//! The index: folded text of every row, nothing else.

use std::borrow::Cow;
use std::ops::Range;

use super::Filter;
use super::columns::{Column, STATES};
use super::order::{Sort, SortKey};
use crate::domain::establishment::{EstablishmentNumber, SEPARATOR, Stage, State};
use crate::domain::filter::{self, Cell, FilterError, Remark, names_day};
use crate::domain::text::{dashless, searchable};
use crate::domain::time::Timestamp;
use crate::domain::zone::{Zone, ZoneNumber};

/// What the index knows of an establishment, as read from the store.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Number.
    pub number: EstablishmentNumber,
    /// Zone.
    pub zone: ZoneNumber,
    /// Stored stage; none: nobody knows the stored word, and the row is in no state.
    pub stage: Option<Stage>,
    /// When the last of its blocks ends; none: no block. [`i64::MAX`]: until lifted.
    pub blocked_until: Option<Timestamp>,
    /// Day of registration, `2026-09-01`.
    pub registered_on: &'a str,
    /// Department's code.
    pub department: &'a str,
    /// Folded location, denomination, UAI, contact, e-mail and number, joined by [`SEPARATOR`].
    pub text: &'a str,
}

#[derive(Debug, Clone)]
struct Entry {
    number: EstablishmentNumber,
    zone: ZoneNumber,
    stage: Option<Stage>,
    blocked_until: Option<Timestamp>,
    registered_on: Range<u32>,
    department: Range<u32>,
    text: Range<u32>,
    signed_in: SignedIn,
}

/// The latest sign-in as statistics last had it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SignedIn {
    /// They know nothing of it.
    Unknown,
    /// Nobody ever did.
    Never,
    /// The time of it.
    At(Timestamp),
}

/// The index.
#[derive(Debug, Clone, Default)]
pub struct Index {
    entries: Vec<Entry>,
    arena: String,
    zones: Vec<Place>,
}

/// A zone.
#[derive(Debug, Clone)]
struct Place {
    number: ZoneNumber,
    name: String,
    /// Its name as words look for it.
    folded: String,
    position: u32,
}

/// What rows are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Facet {
    /// By zone.
    Zone,
    /// By state.
    State,
    /// By department.
    Department,
}

/// What a filter holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selected {
    /// The rows, in order.
    pub numbers: Vec<EstablishmentNumber>,
    /// What may not be what was meant.
    pub remarks: Vec<Remark>,
}

/// One group of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The zone's number, the state's word or the department's code.
    pub value: String,
    /// What is shown: the zone's name, else the value.
    pub label: String,
    /// Its rows.
    pub numbers: Vec<EstablishmentNumber>,
}

impl Index {
    /// Makes an empty index over these zones.
    #[must_use]
    pub fn new(zones: &[Zone]) -> Self {
        let place = |zone: &Zone| Place {
            number: zone.number,
            name: zone.name.clone(),
            folded: searchable(&zone.name),
            position: zone.position,
        };
        Self { zones: zones.iter().map(place).collect(), ..Self::default() }
    }

    /// Adds a row.
    pub fn push(&mut self, row: Row<'_>) {
        let entry = Entry {
            number: row.number,
            zone: row.zone,
            stage: row.stage,
            blocked_until: row.blocked_until,
            registered_on: self.keep(row.registered_on),
            department: self.keep(row.department),
            // Dashes that are in names since before filters knew them as spaces.
            text: self.keep(&dashless(row.text)),
            signed_in: SignedIn::Unknown,
        };
        self.entries.push(entry);
    }

    /// Takes what statistics know of the latest sign-ins, in the order of numbers.
    pub fn know_sign_ins(&mut self, known: &[(EstablishmentNumber, Option<Timestamp>)]) {
        for entry in &mut self.entries {
            let found = known.binary_search_by_key(&entry.number, |(number, _)| *number).ok();
            entry.signed_in = match found.and_then(|at| known.get(at)) {
                None => SignedIn::Unknown,
                Some((_, None)) => SignedIn::Never,
                Some((_, Some(last))) => SignedIn::At(*last),
            };
        }
    }

    fn keep(&mut self, text: &str) -> Range<u32> {
        let offset = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let start = offset(self.arena.len());
        self.arena.push_str(text);
        start..offset(self.arena.len())
    }

    /// Returns the number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Lists the numbers of all rows.
    pub fn numbers(&self) -> impl Iterator<Item = EstablishmentNumber> {
        self.entries.iter().map(|entry| entry.number)
    }

    /// Lists the numbers of the rows that match, in order.
    ///
    /// # Errors
    /// A zone that does not exist.
    pub fn select(&self, filter: &Filter, sort: Sort, now: Timestamp) -> Result<Selected, FilterError> {
        let (mut found, remarks) = self.matching(filter, now)?;
        self.order(&mut found, sort, now);
        Ok(Selected { numbers: found.into_iter().map(|entry| entry.number).collect(), remarks })
    }

    fn matching(&self, filter: &Filter, now: Timestamp) -> Result<(Vec<&Entry>, Vec<Remark>), FilterError> {
        let zones = |column| match column {
            Column::Zone => self.zones.iter().map(|zone| (zone.number.0, zone.name.clone())).collect(),
            Column::Number
            | Column::Location
            | Column::Denomination
            | Column::Uai
            | Column::Contact
            | Column::Mail
            | Column::State
            | Column::Department
            | Column::RegisteredOn
            | Column::Seen
            | Column::Asleep => Vec::new(),
        };
        let ready = filter.ready(now, zones)?;
        let mut tally = ready.tally();
        let found =
            self.entries.iter().filter(|entry| ready.judge(&Line { index: self, entry, now }, &mut tally)).collect();
        let mut remarks = ready.remarks(&tally);
        if filter.mentions(Column::Seen) || filter.mentions(Column::Asleep) {
            let count = self.entries.iter().filter(|entry| entry.signed_in == SignedIn::Unknown).count();
            if count > 0 {
                remarks.push(Remark::NotCounted { count, total: self.len() });
            }
        }
        Ok((found, remarks))
    }

    /// Groups the matching rows; zones in their order, others by value. A row in no state is in no group of states.
    ///
    /// # Errors
    /// A zone that does not exist.
    pub fn groups(&self, filter: &Filter, facet: Facet, now: Timestamp) -> Result<Vec<Group>, FilterError> {
        let mut groups: std::collections::BTreeMap<(u32, String), Group> = std::collections::BTreeMap::new();
        for entry in self.matching(filter, now)?.0 {
            let (rank, value, label) = match facet {
                Facet::Zone => {
                    let zone = self.zone(entry.zone);
                    let (name, rank) =
                        zone.map_or((String::new(), u32::MAX), |zone| (zone.name.clone(), zone.position));
                    (rank, entry.zone.0.to_string(), name)
                }
                Facet::State => {
                    let Some(state) = state(entry, now) else { continue };
                    (state as u32, state.word().to_owned(), state.word().to_owned())
                }
                Facet::Department => {
                    let code = self.text(&entry.department).to_owned();
                    (0, code.clone(), code)
                }
            };
            let group =
                groups.entry((rank, value.clone())).or_insert_with(|| Group { value, label, numbers: Vec::new() });
            group.numbers.push(entry.number);
        }
        Ok(groups.into_values().collect())
    }

    /// Returns the first moment after `now` at which a block ends and states change by themselves.
    #[must_use]
    pub fn next_change(&self, now: Timestamp) -> Option<Timestamp> {
        self.entries
            .iter()
            .filter_map(|entry| entry.blocked_until)
            .filter(|until| *until > now && until.0 != i64::MAX)
            .min()
    }

    fn order(&self, found: &mut [&Entry], sort: Sort, now: Timestamp) {
        let by_field = |at: usize| move |a: &&Entry, b: &&Entry| last_if_empty(self.field(a, at), self.field(b, at));
        match sort.key {
            SortKey::Number
            | SortKey::Login
            | SortKey::LastName
            | SortKey::Status
            | SortKey::Level
            | SortKey::Home
            | SortKey::LastSignIn
            | SortKey::Expires => found.sort_unstable_by_key(|entry| entry.number),
            SortKey::Zone => found.sort_by_cached_key(|entry| (self.rank(entry.zone), entry.number)),
            SortKey::Location => found.sort_by(by_field(0)),
            SortKey::Denomination => found.sort_by(by_field(1)),
            SortKey::Uai => found.sort_by(by_field(2)),
            SortKey::Contact => found.sort_by(by_field(3)),
            SortKey::Mail => found.sort_by(by_field(4)),
            SortKey::RegisteredOn => found.sort_by(|a, b| self.text(&a.registered_on).cmp(self.text(&b.registered_on))),
            SortKey::State => found.sort_by_key(|entry| state(entry, now)),
        }
        if sort.descending {
            found.reverse();
        }
    }

    fn zone(&self, number: ZoneNumber) -> Option<&Place> {
        self.zones.iter().find(|zone| zone.number == number)
    }

    fn rank(&self, number: ZoneNumber) -> u32 {
        self.zone(number).map_or(u32::MAX, |zone| zone.position)
    }

    fn text(&self, range: &Range<u32>) -> &str {
        self.arena.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    fn field(&self, entry: &Entry, at: usize) -> &str {
        self.text(&entry.text).split(SEPARATOR).nth(at).unwrap_or_default()
    }
}

/// A row as filters read it.
struct Line<'a> {
    index: &'a Index,
    entry: &'a Entry,
    now: Timestamp,
}

impl filter::Row<Column> for Line<'_> {
    fn has(&self, folded: &str) -> bool {
        let (index, entry) = (self.index, self.entry);
        index.text(&entry.text).contains(folded)
            || index.zone(entry.zone).is_some_and(|zone| zone.folded.contains(folded))
            // A part of these is in too many rows: nobody who looks for Verdun means everything that is "ouvert".
            || state(entry, self.now).is_some_and(|state| STATES.names(state.word(), folded))
            || names_day(folded, index.text(&entry.registered_on))
    }

    fn cell(&self, column: Column) -> Cell<'_> {
        let field = |at| Cell::Text(Cow::Borrowed(self.index.field(self.entry, at)));
        let last = |unknown| match self.entry.signed_in {
            SignedIn::Unknown => unknown,
            SignedIn::Never => Cell::Last(None, self.index.text(&self.entry.registered_on)),
            SignedIn::At(at) => Cell::Last(Some(at), self.index.text(&self.entry.registered_on)),
        };
        match column {
            Column::Location => field(0),
            Column::Denomination => field(1),
            Column::Uai => field(2),
            Column::Contact => field(3),
            Column::Mail => field(4),
            Column::Number => Cell::Number(i64::from(self.entry.number.0)),
            Column::Zone => Cell::Number(i64::from(self.entry.zone.0)),
            Column::Department => Cell::Text(Cow::Borrowed(self.index.text(&self.entry.department))),
            Column::State => state(self.entry, self.now).map_or(Cell::Unknown, |state| Cell::Word(state.word())),
            Column::RegisteredOn => Cell::Day(self.index.text(&self.entry.registered_on)),
            Column::Seen => last(Cell::Unknown),
            // The older column asks what is known to sleep, so that what is not known does not.
            Column::Asleep => last(Cell::Empty),
        }
    }
}

fn state(entry: &Entry, now: Timestamp) -> Option<State> {
    Some(State::derive(entry.stage?, entry.blocked_until.is_some_and(|until| until > now)))
}

fn last_if_empty(a: &str, b: &str) -> std::cmp::Ordering {
    a.is_empty().cmp(&b.is_empty()).then_with(|| a.cmp(b))
}
