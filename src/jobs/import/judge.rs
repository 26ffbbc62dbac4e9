//! Judges rows one after the other: good, already there, or refused with its reasons.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};

use super::known::{Holder, Known, Place};
use super::run::{MissingZones, SharedUai};
use crate::domain::establishment::{ContactNeed, EstablishmentNumber, Input, NewEstablishment, department};
use crate::domain::field::{Field, Problem};
use crate::domain::import::{Finding, Mapping, Row, RowProblem, ZoneGiven, shown_value};
use crate::domain::text::{fold, required_line};
use crate::domain::uai::Uai;
use crate::domain::zone::{DEFAULT_ZONE, NAME_MAX, ZoneNumber, academie_of};

/// Most zones that one import creates; there are 34 académies.
const NEW_ZONES_MAX: usize = 100;

/// What becomes of a row.
pub(super) enum Verdict {
    /// It can be imported.
    Good(Box<Good>),
    /// It is there already.
    Unchanged,
    /// It is refused or left out.
    Rejected(Vec<Finding>),
}

/// A row that can be imported.
pub(super) struct Good {
    /// The establishment. Its zone is the default one in a dry run whose zone is still to be created.
    pub(super) new: NewEstablishment,
    /// Which site of its UAI it is, from 1.
    pub(super) site: u32,
}

/// Judges the rows of one pass; remembers keys of those that are good or there already.
pub(super) struct Judge<'a> {
    pub(super) known: &'a Known,
    pub(super) mapping: &'a Mapping,
    pub(super) header: &'a [String],
    pub(super) missing_zones: MissingZones,
    pub(super) shared_uai: SharedUai,
    pub(super) new_zones: Vec<String>,
    /// Numbers that the good rows ask for.
    pub(super) numbers: HashMap<EstablishmentNumber, u64>,
    seen: Seen,
}

/// Hashes instead of texts: 16 to 32 bytes a row.
#[derive(Default)]
struct Seen {
    hasher: RandomState,
    uais: HashMap<u64, SeenUai>,
    places: HashMap<u64, u64>,
    sites: HashSet<u64>,
}

#[derive(Clone, Copy)]
struct SeenUai {
    line: u64,
    place: u64,
    added: u32,
}

enum ZoneFound {
    Number(ZoneNumber),
    New(String),
    Wrong(RowProblem),
}

enum Already {
    /// Nothing like it.
    No,
    /// The same school.
    Same,
    /// Its UAI belongs to a school elsewhere with another name.
    Elsewhere(EstablishmentNumber, String),
}

type Wrong = (Field, RowProblem);

impl<'a> Judge<'a> {
    pub(super) fn new(
        known: &'a Known,
        mapping: &'a Mapping,
        header: &'a [String],
        missing_zones: MissingZones,
        shared_uai: SharedUai,
    ) -> Self {
        let (new_zones, numbers, seen) = (Vec::new(), HashMap::new(), Seen::default());
        Self { known, mapping, header, missing_zones, shared_uai, new_zones, numbers, seen }
    }

    /// Judges the row that begins on a line.
    pub(super) fn judge(&mut self, line: u64, row: &Row) -> Verdict {
        match self.check(line, row) {
            Ok(verdict) => verdict,
            Err(wrong) => Verdict::Rejected(wrong.into_iter().map(|wrong| self.finding(line, row, wrong)).collect()),
        }
    }

    fn check(&mut self, line: u64, row: &Row) -> Result<Verdict, Vec<Wrong>> {
        let (checked, mut wrong) = check_cells(row);
        let zone = self.zone(row);
        let mut new = match checked {
            Some(new) if wrong.is_empty() => new,
            Some(_) | None => {
                if let ZoneFound::Wrong(problem) = zone {
                    wrong.push((Field::Zone, problem));
                }
                return Err(wrong);
            }
        };
        let place = Place::new(&new.draft.location, &new.draft.denomination);
        let uai = new.draft.uai.clone();
        let already = self.already(uai.as_ref(), &place);
        self.check_double(uai.as_ref(), &place, &already).map_err(|one| vec![one])?;
        match already {
            Already::Same => {
                self.seen.note(line, uai.as_ref(), &place, 0);
                return Ok(Verdict::Unchanged);
            }
            Already::Elsewhere(holder, denomination) => {
                return Err(vec![(Field::Uai, RowProblem::UaiKnown { holder, denomination })]);
            }
            Already::No => {}
        }
        wrong.extend(self.check_number(new.number));
        match self.settle_zone(zone) {
            Ok(number) if wrong.is_empty() => new.draft.zone = number,
            Ok(_) => {}
            Err(problem) => wrong.push((Field::Zone, problem)),
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let site = self.site(uai.as_ref());
        self.seen.note(line, uai.as_ref(), &place, 1);
        if let Some(number) = new.number {
            self.numbers.insert(number, line);
        }
        Ok(Verdict::Good(Box::new(Good { new, site })))
    }

    fn finding(&self, line: u64, row: &Row, (field, problem): Wrong) -> Finding {
        let column = self.mapping.column_names(field, self.header);
        Finding { line, column, field, value: shown_value(row.value(field)), problem }
    }

    /// Finds the zone; whether an unknown one may be created is settled once the row is otherwise good.
    fn zone(&self, row: &Row) -> ZoneFound {
        let wrong = |problem| ZoneFound::Wrong(RowProblem::Cell(problem));
        match &row.zone {
            ZoneGiven::Chosen(number) => ZoneFound::Number(*number),
            ZoneGiven::Number(text) if text.trim().is_empty() => wrong(Problem::Missing),
            ZoneGiven::Number(text) => match text.trim().parse().map(ZoneNumber) {
                Ok(number) if self.known.has_zone(number) => ZoneFound::Number(number),
                Ok(_) | Err(_) => wrong(Problem::UnknownZone),
            },
            ZoneGiven::Name(text) => {
                let name = match required_line(text, NAME_MAX) {
                    Ok(name) => name,
                    Err(Problem::Missing) => match guessed_academie(&row.input) {
                        Some(name) => name.to_owned(),
                        None => return wrong(Problem::Missing),
                    },
                    Err(problem) => return wrong(problem),
                };
                match (self.known.zone_named(&fold(&name)), self.missing_zones) {
                    (Some(number), _) => ZoneFound::Number(number),
                    (None, MissingZones::Create) => ZoneFound::New(name),
                    (None, MissingZones::Refuse) => wrong(Problem::UnknownZone),
                }
            }
        }
    }

    fn settle_zone(&mut self, zone: ZoneFound) -> Result<ZoneNumber, RowProblem> {
        let name = match zone {
            ZoneFound::Number(number) => return Ok(number),
            ZoneFound::Wrong(problem) => return Err(problem),
            ZoneFound::New(name) => name,
        };
        let key = fold(&name);
        if self.new_zones.iter().all(|other| fold(other) != key) {
            if self.new_zones.len() == NEW_ZONES_MAX {
                return Err(RowProblem::TooManyZones { max: NEW_ZONES_MAX });
            }
            self.new_zones.push(academie_of("", &name).map_or(name, str::to_owned));
        }
        Ok(DEFAULT_ZONE)
    }

    fn already(&self, uai: Option<&Uai>, place: &Place) -> Already {
        let Some(uai) = uai else {
            return if self.known.has_place(place) { Already::Same } else { Already::No };
        };
        let holders = self.known.holders(uai);
        let same = |holder: &Holder| match self.shared_uai {
            SharedUai::Accept => holder.is_at(place),
            SharedUai::Refuse => holder.shares(place),
        };
        match (holders.first(), self.shared_uai) {
            (None, _) => Already::No,
            (Some(_), _) if holders.iter().any(same) => Already::Same,
            (Some(_), SharedUai::Accept) => Already::No,
            (Some(first), SharedUai::Refuse) => Already::Elsewhere(first.number, first.denomination.clone()),
        }
    }

    /// Refuses a row whose UAI, or without one whose school, an earlier row has. Two sites of one UAI are let in when
    /// the operator accepts them, or when both are there already.
    fn check_double(&self, uai: Option<&Uai>, place: &Place, already: &Already) -> Result<(), Wrong> {
        let place_key = self.seen.hasher.hash_one(place);
        let Some(uai) = uai else {
            return match self.seen.places.get(&place_key) {
                Some(first) => Err((Field::Denomination, RowProblem::RowDouble { first: *first })),
                None => Ok(()),
            };
        };
        let Some(first) = self.seen.uais.get(&self.seen.hasher.hash_one(uai)) else {
            return Ok(());
        };
        let again = self.seen.sites.contains(&self.seen.hasher.hash_one((uai, place)));
        let exactly_there = matches!(already, Already::Same) && self.known.holders(uai).iter().any(|one| one.is_at(place));
        let other_site = first.place != place_key && !again;
        if other_site && (self.shared_uai == SharedUai::Accept || exactly_there) {
            return Ok(());
        }
        Err((Field::Uai, RowProblem::UaiDouble { first: first.line }))
    }

    fn check_number(&self, number: Option<EstablishmentNumber>) -> Option<Wrong> {
        let number = number?;
        if self.known.has_number(number) {
            return Some((Field::Number, RowProblem::Cell(Problem::NumberUsed)));
        }
        let first = self.numbers.get(&number)?;
        Some((Field::Number, RowProblem::NumberDouble { first: *first }))
    }

    fn site(&self, uai: Option<&Uai>) -> u32 {
        let Some(uai) = uai else { return 1 };
        let there = u32::try_from(self.known.holders(uai).len()).unwrap_or(u32::MAX);
        let added = self.seen.uais.get(&self.seen.hasher.hash_one(uai)).map_or(0, |seen| seen.added);
        there.saturating_add(added).saturating_add(1)
    }
}

impl Seen {
    fn note(&mut self, line: u64, uai: Option<&Uai>, place: &Place, added: u32) {
        let place_key = self.hasher.hash_one(place);
        self.places.entry(place_key).or_insert(line);
        if let Some(uai) = uai {
            let first = SeenUai { line, place: place_key, added: 0 };
            self.uais.entry(self.hasher.hash_one(uai)).or_insert(first).added += added;
            self.sites.insert(self.hasher.hash_one((uai, place)));
        }
    }
}

/// Checks each cell by itself; the zone is looked at apart.
fn check_cells(row: &Row) -> (Option<NewEstablishment>, Vec<Wrong>) {
    let mut errors = row.marks();
    let input = Input { zone: DEFAULT_ZONE.0.to_string(), ..row.input.clone() };
    let checked = match input.check(ContactNeed::AsGiven) {
        Ok(new) => Some(new),
        Err(more) => {
            errors.extend(more);
            None
        }
    };
    (checked, errors.into_iter().map(|error| (error.field, RowProblem::Cell(error.problem))).collect())
}

fn guessed_academie(input: &Input) -> Option<&'static str> {
    let code = department(Uai::parse(&input.uai).ok().as_ref(), &input.location);
    academie_of(&code, "")
}
