//! What the rows of a file so far have: doubles, and what several rows need.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};

use super::judge::{Judge, Wrong};
use super::meant::Already;
use super::options::SharedUai;
use crate::domain::establishment::{EstablishmentNumber, NewEstablishment};
use crate::domain::field::Field;
use crate::domain::import::RowProblem;
use crate::domain::text::fold;
use crate::domain::uai::Uai;
use crate::domain::zone::academie_of;

/// Most zones that one import creates; there are 34 académies.
const NEW_ZONES_MAX: usize = 100;

/// What the rows so far have; hashes instead of texts, 16 to 32 bytes a row.
#[derive(Default)]
pub(super) struct Seen {
    /// Zones that good rows need and that are not there.
    pub(super) new_zones: Vec<String>,
    /// Numbers that good rows ask for, and their lines.
    pub(super) numbers: HashMap<EstablishmentNumber, u64>,
    /// Establishments that rows so far are, and the lines of those.
    pub(super) matched: HashMap<EstablishmentNumber, u64>,
    hasher: RandomState,
    uais: HashMap<u64, SeenUai>,
    places: HashMap<u64, u64>,
    /// Places of rows without a UAI.
    bare: HashMap<u64, u64>,
    sites: HashSet<u64>,
}

#[derive(Clone, Copy)]
pub(super) struct SeenUai {
    line: u64,
    place: u64,
}

impl Seen {
    pub(super) fn note(&mut self, line: u64, uai: Option<&Uai>, place: &str) {
        let place_key = self.hasher.hash_one(place);
        self.places.entry(place_key).or_insert(line);
        if let Some(uai) = uai {
            self.uais.entry(self.hasher.hash_one(uai)).or_insert(SeenUai { line, place: place_key });
            self.sites.insert(self.hasher.hash_one((uai, place)));
        } else {
            self.bare.entry(place_key).or_insert(line);
        }
    }

    /// Returns the line of the first row at a place.
    pub(super) fn at(&self, place: &str) -> Option<u64> {
        self.places.get(&self.hasher.hash_one(place)).copied()
    }

    pub(super) fn first_of(&self, uai: Option<&Uai>) -> Option<SeenUai> {
        self.uais.get(&self.hasher.hash_one(uai?)).copied()
    }

    pub(super) fn note_zone(&mut self, name: String) -> Option<RowProblem> {
        let key = fold(&name);
        if self.new_zones.iter().any(|other| fold(other) == key) {
            return None;
        }
        if self.new_zones.len() == NEW_ZONES_MAX {
            return Some(RowProblem::TooManyZones { max: NEW_ZONES_MAX });
        }
        self.new_zones.push(academie_of("", &name).map_or(name, str::to_owned));
        None
    }
}

impl Judge<'_> {
    /// Refuses a row whose UAI, or whose school where one of the two has no UAI, an earlier row has. Two sites of one UAI
    /// are let in when the operator accepts them, or when both are there already.
    pub(super) fn check_double(
        &self,
        new: &NewEstablishment,
        place: &str,
        already: &Already,
    ) -> std::result::Result<(), Wrong> {
        let same = if let Already::Same(number) = already { Some(*number) } else { None };
        let matched = same.and_then(|number| Some((number, *self.seen.matched.get(&number)?)));
        // Namesakes that are there are told apart by their numbers.
        if same.is_some() && new.number == same && matched.is_none() {
            return Ok(());
        }
        let first = match &new.draft.uai {
            None => self.seen.at(place),
            Some(uai) => {
                self.check_uai_double(uai, place, same)?;
                let is_here = |number| self.hosted.at_place(place).contains(&number);
                let is_another = matched.is_none() && same.is_some_and(is_here);
                self.seen.bare.get(&self.seen.hasher.hash_one(place)).copied().filter(|_| !is_another)
            }
        };
        match (first, matched) {
            (Some(first), _) => Err((Field::Denomination, RowProblem::RowDouble { first })),
            (None, Some((number, first))) => Err((Field::Denomination, RowProblem::SchoolDouble { number, first })),
            (None, None) => Ok(()),
        }
    }

    fn check_uai_double(
        &self,
        uai: &Uai,
        place: &str,
        same: Option<EstablishmentNumber>,
    ) -> std::result::Result<(), Wrong> {
        let Some(first) = self.seen.first_of(Some(uai)) else {
            return Ok(());
        };
        let again = self.seen.sites.contains(&self.seen.hasher.hash_one((uai, place)));
        let other_site = first.place != self.seen.hasher.hash_one(place) && !again;
        let there = same.is_some() && !self.hosted.at_site(uai, place).is_empty();
        if other_site && (self.shared_uai == SharedUai::Accept || there) {
            return Ok(());
        }
        Err((Field::Uai, RowProblem::UaiDouble { first: first.line }))
    }
}
