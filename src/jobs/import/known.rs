//! What is hosted already, as far as an import has to know it.

use std::collections::{HashMap, HashSet};

use crate::domain::establishment::EstablishmentNumber;
use crate::domain::text::fold;
use crate::domain::uai::Uai;
use crate::domain::zone::ZoneNumber;

/// An establishment that has a UAI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Its number.
    pub number: EstablishmentNumber,
    /// Its location, folded.
    pub location: String,
    /// Its denomination, folded.
    pub denomination: String,
}

impl Holder {
    pub(super) fn is_at(&self, place: &Place) -> bool {
        self.location == place.location && self.denomination == place.denomination
    }

    pub(super) fn shares(&self, place: &Place) -> bool {
        self.location == place.location || self.denomination == place.denomination
    }
}

/// A folded location and denomination.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub(super) location: String,
    pub(super) denomination: String,
}

impl Place {
    pub(super) fn new(location: &str, denomination: &str) -> Self {
        Self { location: fold(location), denomination: fold(denomination) }
    }
}

/// Zones, UAIs, schools and numbers at one moment.
#[derive(Debug, Clone, Default)]
pub struct Known {
    zone_numbers: HashSet<ZoneNumber>,
    zone_names: HashMap<String, ZoneNumber>,
    by_uai: HashMap<String, Vec<Holder>>,
    places: HashSet<Place>,
    numbers: HashSet<u32>,
}

impl Known {
    /// Adds a zone.
    pub fn add_zone(&mut self, number: ZoneNumber, name: &str) {
        self.zone_numbers.insert(number);
        self.zone_names.insert(fold(name), number);
    }

    /// Adds an establishment; `uai` is empty when it has none, location and denomination may be folded already.
    pub fn add_establishment(&mut self, number: EstablishmentNumber, uai: &str, location: &str, denomination: &str) {
        let place = Place::new(location, denomination);
        if !uai.is_empty() {
            let (location, denomination) = (place.location.clone(), place.denomination.clone());
            self.by_uai.entry(uai.to_owned()).or_default().push(Holder { number, location, denomination });
        }
        self.places.insert(place);
        self.numbers.insert(number.0);
    }

    /// Adds a number that was given once and is never given again.
    pub fn add_retired(&mut self, number: EstablishmentNumber) {
        self.numbers.insert(number.0);
    }

    pub(super) fn has_zone(&self, number: ZoneNumber) -> bool {
        self.zone_numbers.contains(&number)
    }

    pub(super) fn zone_named(&self, folded: &str) -> Option<ZoneNumber> {
        self.zone_names.get(folded).copied()
    }

    pub(super) fn holders(&self, uai: &Uai) -> &[Holder] {
        self.by_uai.get(uai.as_str()).map_or(&[], Vec::as_slice)
    }

    pub(super) fn has_place(&self, place: &Place) -> bool {
        self.places.contains(place)
    }

    pub(super) fn has_number(&self, number: EstablishmentNumber) -> bool {
        self.numbers.contains(&number.0)
    }

    pub(super) fn highest_number(&self) -> u32 {
        self.numbers.iter().copied().max().unwrap_or(0)
    }
}
