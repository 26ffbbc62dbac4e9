//! The index of establishments that filters and orders run on: folded text of every row, nothing else.
//!
//! 17,900 establishments take about 3 MB and a keystroke about 1 ms; rows to be shown are fetched by number.

use std::collections::HashSet;
use std::ops::Range;

use super::establishment::{EstablishmentNumber, Stage, State};
use super::filter::{Column, Filter, Term};
use super::statistics::{MONTHS_MAX, is_younger, since};
use super::time::Timestamp;
use super::zone::{Zone, ZoneNumber};

/// Separates the folded fields of one row; no folded text holds it.
pub const SEPARATOR: char = '\n';

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
#[derive(Debug, Clone, Copy)]
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
    zones: Vec<(ZoneNumber, String, u32)>,
}

/// What a list is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is a column of the table")]
pub enum SortKey {
    Number,
    Zone,
    Location,
    Denomination,
    Uai,
    Contact,
    Mail,
    RegisteredOn,
    State,
}

impl SortKey {
    /// All of them, in the order of the table's columns.
    pub const ALL: [Self; 9] = [
        Self::Number,
        Self::Zone,
        Self::Location,
        Self::Denomination,
        Self::Uai,
        Self::Contact,
        Self::Mail,
        Self::RegisteredOn,
        Self::State,
    ];

    /// Gives the word of the command line and the message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Zone => "zone",
            Self::Location => "location",
            Self::Denomination => "name",
            Self::Uai => "uai",
            Self::Contact => "contact",
            Self::Mail => "mail",
            Self::RegisteredOn => "registered",
            Self::State => "state",
        }
    }
}

/// An order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Last first.
    pub descending: bool,
}

/// By number, first to last.
pub const DEFAULT_SORT: Sort = Sort { key: SortKey::Number, descending: false };

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
        let zones = zones.iter().map(|zone| (zone.number, zone.name.clone(), zone.position)).collect();
        Self { zones, ..Self::default() }
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
            text: self.keep(row.text),
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

    /// Gives the number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Lists the numbers of the rows that match, in order.
    #[must_use]
    pub fn select(&self, filter: &Filter, sort: Sort, now: Timestamp) -> Vec<EstablishmentNumber> {
        let tests: Vec<Test<'_>> = filter.terms.iter().map(|term| self.test(term, now)).collect();
        let matching = self.entries.iter().filter(|entry| tests.iter().all(|test| self.holds(entry, test, now)));
        let mut found: Vec<&Entry> = matching.collect();
        self.order(&mut found, sort, now);
        found.into_iter().map(|entry| entry.number).collect()
    }

    /// Groups the matching rows; zones in their order, others by value. A row in no state is in no group of states.
    #[must_use]
    pub fn groups(&self, filter: &Filter, facet: Facet, now: Timestamp) -> Vec<Group> {
        let tests: Vec<Test<'_>> = filter.terms.iter().map(|term| self.test(term, now)).collect();
        let mut groups: std::collections::BTreeMap<(u32, String), Group> = std::collections::BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| tests.iter().all(|test| self.holds(entry, test, now))) {
            let (rank, value, label) = match facet {
                Facet::Zone => {
                    let zone = self.zones.iter().find(|(number, _, _)| *number == entry.zone);
                    let (name, rank) = zone.map_or((String::new(), u32::MAX), |(_, name, rank)| (name.clone(), *rank));
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
        groups.into_values().collect()
    }

    /// Gives the first moment after `now` at which a block ends and states change by themselves.
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
            SortKey::Number => found.sort_unstable_by_key(|entry| entry.number),
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

    fn rank(&self, zone: ZoneNumber) -> u32 {
        self.zones.iter().find(|(number, _, _)| *number == zone).map_or(u32::MAX, |(_, _, rank)| *rank)
    }

    fn text(&self, range: &Range<u32>) -> &str {
        self.arena.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    fn field(&self, entry: &Entry, at: usize) -> &str {
        self.text(&entry.text).split(SEPARATOR).nth(at).unwrap_or_default()
    }

    fn test<'a>(&'a self, term: &'a Term, now: Timestamp) -> Test<'a> {
        let value = term.value.as_str();
        let kind = match term.column {
            None => TestKind::Anywhere(value),
            Some(Column::Location) => TestKind::Field(0, value),
            Some(Column::Denomination) => TestKind::Field(1, value),
            Some(Column::Uai) => TestKind::Field(2, value),
            Some(Column::Contact) => TestKind::Field(3, value),
            Some(Column::Mail) => TestKind::Field(4, value),
            Some(Column::Number) => TestKind::Number(value),
            Some(Column::Department) => TestKind::Department(value),
            Some(Column::State) => TestKind::State(value),
            Some(Column::Zone) => TestKind::Zones(self.zones_named(value)),
            Some(Column::Asleep) => TestKind::Asleep(since(now, value.parse().unwrap_or(MONTHS_MAX))),
        };
        Test { kind, negated: term.negated }
    }

    fn zones_named(&self, value: &str) -> HashSet<ZoneNumber> {
        let number = value.parse().ok().map(ZoneNumber);
        let named = |(found, name, _): &&(ZoneNumber, String, u32)| match number {
            Some(number) => *found == number,
            None => super::text::fold(name).contains(value),
        };
        self.zones.iter().filter(named).map(|(number, _, _)| *number).collect()
    }

    fn holds(&self, entry: &Entry, test: &Test<'_>, now: Timestamp) -> bool {
        let holds = match &test.kind {
            TestKind::Anywhere(value) => self.text(&entry.text).contains(value),
            TestKind::Field(at, value) => self.field(entry, *at).contains(value),
            TestKind::Number(value) => entry.number.0.to_string() == *value,
            TestKind::Department(value) => {
                let code = self.text(&entry.department);
                code == *value || code.trim_start_matches('0') == value.trim_start_matches('0')
            }
            TestKind::State(value) => state(entry, now).is_some_and(|state| state.word() == *value),
            TestKind::Zones(zones) => zones.contains(&entry.zone),
            TestKind::Asleep(since) => {
                let sleeps = match entry.signed_in {
                    SignedIn::Unknown => false,
                    SignedIn::Never => true,
                    SignedIn::At(last) => last < *since,
                };
                sleeps && !is_younger(self.text(&entry.registered_on), *since)
            }
        };
        holds != test.negated
    }
}

struct Test<'a> {
    kind: TestKind<'a>,
    negated: bool,
}

enum TestKind<'a> {
    Anywhere(&'a str),
    Field(usize, &'a str),
    Number(&'a str),
    Department(&'a str),
    State(&'a str),
    Zones(HashSet<ZoneNumber>),
    Asleep(Timestamp),
}

fn state(entry: &Entry, now: Timestamp) -> Option<State> {
    Some(State::derive(entry.stage?, entry.blocked_until.is_some_and(|until| until > now)))
}

fn last_if_empty(a: &str, b: &str) -> std::cmp::Ordering {
    a.is_empty().cmp(&b.is_empty()).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::super::text::fold;
    use super::super::zone::Language;
    use super::*;

    fn index() -> Index {
        let zone = |number, name: &str| Zone {
            number: ZoneNumber(number),
            name: name.into(),
            position: number,
            language: Language::French,
            rev: 1,
        };
        let mut index = Index::new(&[zone(1, "Zone par défaut"), zone(2, "Rennes")]);
        for (number, zone, location, name, uai, until) in [
            (1, 1, "29200 Brest", "Lycée de l'Iroise", "0290009c", None),
            (2, 2, "35400 Saint-Malo", "École Élise", "", Some(100)),
            (3, 2, "35000 Rennes", "Collège Ézra", "0350001a", Some(i64::MAX)),
        ] {
            let text = [location, name, uai, "DUPONT", "a@b.invalid", &number.to_string()].map(fold).join("\n");
            index.push(Row {
                number: EstablishmentNumber(number),
                zone: ZoneNumber(zone),
                stage: Some(Stage::Active),
                blocked_until: until.map(Timestamp),
                registered_on: "2026-01-01",
                department: if number == 1 { "029" } else { "035" },
                text: &text,
            });
        }
        index
    }

    #[test]
    fn filters_select() {
        let index = index();
        for (filter, found) in [
            ("", vec![1, 2, 3]),
            ("brest", vec![1]),
            ("ÉCOLE", vec![2]),
            ("-ecole zone:rennes", vec![3]),
            ("zone:2", vec![2, 3]),
            ("state:blocked", vec![3]),
            ("state:open", vec![1, 2]),
            ("dep:35", vec![2, 3]),
            ("n:3", vec![3]),
            ("\"saint malo\"", vec![2]),
            ("name:rennes", vec![]),
            ("dupont", vec![1, 2, 3]),
        ] {
            let numbers: Vec<u32> = index
                .select(&Filter::parse(filter).unwrap(), DEFAULT_SORT, Timestamp(200))
                .iter()
                .map(|number| number.0)
                .collect();
            assert_eq!(numbers, found, "{filter}");
        }
    }

    #[test]
    fn what_sleeps_is_known_once_it_was_counted() {
        let mut index = index();
        let now = Timestamp(1_798_761_600); // 2027-01-01
        let found = |index: &Index, filter: &str| -> Vec<u32> {
            let found = index.select(&Filter::parse(filter).unwrap(), DEFAULT_SORT, now);
            found.iter().map(|number| number.0).collect()
        };
        assert_eq!(found(&index, "asleep:6"), [0; 0]);
        let known = [(1, Some(now)), (2, None)].map(|(number, last)| (EstablishmentNumber(number), last));
        index.know_sign_ins(&known);
        assert_eq!(found(&index, "asleep:6"), [2]);
        assert_eq!(found(&index, "asleep:13"), [0; 0]);
        assert_eq!(found(&index, "-asleep:6"), [1, 3]);
    }

    #[test]
    fn accents_sort_as_letters_and_empty_comes_last() {
        let index = index();
        let sorted = |key| -> Vec<u32> {
            index
                .select(&Filter::default(), Sort { key, descending: false }, Timestamp(0))
                .iter()
                .map(|number| number.0)
                .collect()
        };
        assert_eq!(sorted(SortKey::Denomination), [3, 2, 1]);
        assert_eq!(sorted(SortKey::Uai), [1, 3, 2]);
        assert_eq!(sorted(SortKey::State), [1, 2, 3]);
    }

    #[test]
    fn groups_partition_the_selection() {
        let index = index();
        for facet in [Facet::Zone, Facet::State, Facet::Department] {
            let groups = index.groups(&Filter::default(), facet, Timestamp(0));
            assert_eq!(groups.iter().map(|group| group.numbers.len()).sum::<usize>(), 3, "{facet:?}");
        }
        assert_eq!(index.groups(&Filter::default(), Facet::Zone, Timestamp(0))[1].label, "Rennes");
    }
}
