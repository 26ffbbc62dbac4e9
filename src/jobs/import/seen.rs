//! What the rows of a file so far have: doubles, and what several rows need.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};

use crate::domain::establishment::EstablishmentNumber;
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
    pub(super) hasher: RandomState,
    uais: HashMap<u64, SeenUai>,
    places: HashMap<u64, u64>,
    /// Places of rows without a UAI.
    pub(super) bare: HashMap<u64, u64>,
    pub(super) sites: HashSet<u64>,
}

#[derive(Clone, Copy)]
pub(super) struct SeenUai {
    pub(super) line: u64,
    pub(super) place: u64,
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
