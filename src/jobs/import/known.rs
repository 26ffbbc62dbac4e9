//! What is hosted already, as far as an import has to know it.

use std::collections::{HashMap, HashSet};

use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::text::fold;
use crate::domain::uai::Uai;
use crate::domain::zone::ZoneNumber;
use crate::operations::establishment::{self, Known};
use crate::operations::{Context, Result, zone};

/// Zones, UAIs and places at the moment when it was read; numbers and single establishments are asked for.
pub(super) struct Hosted<'a> {
    pub(super) ctx: &'a mut Context,
    known: Known,
    zone_numbers: HashSet<ZoneNumber>,
    zone_names: HashMap<String, ZoneNumber>,
}

impl<'a> Hosted<'a> {
    pub(super) fn read(ctx: &'a mut Context) -> Result<Self> {
        let known = establishment::known(ctx)?;
        let zones = zone::list(ctx)?;
        let zone_numbers = zones.iter().map(|line| line.zone.number).collect();
        let zone_names = zones.iter().map(|line| (fold(&line.zone.name), line.zone.number)).collect();
        Ok(Self { ctx, known, zone_numbers, zone_names })
    }

    pub(super) fn has_zone(&self, number: ZoneNumber) -> bool {
        self.zone_numbers.contains(&number)
    }

    pub(super) fn zone_named(&self, name: &str) -> Option<ZoneNumber> {
        self.zone_names.get(&fold(name)).copied()
    }

    /// Tells whether any establishment is at this place under this name.
    pub(super) fn has_place(&self, location: &str, denomination: &str) -> bool {
        self.known.at(location, denomination).is_some()
    }

    /// Tells whether an establishment with this UAI is at this place under this name.
    pub(super) fn has_site(&self, uai: &Uai, location: &str, denomination: &str) -> bool {
        let holders = self.known.holders(uai.as_str());
        holders.iter().any(|number| self.known.is_at(*number, location, denomination))
    }

    /// Fetches the holders of a UAI.
    pub(super) fn holders(&mut self, uai: &Uai) -> Result<Vec<Establishment>> {
        match self.known.holders(uai.as_str()) {
            [] => Ok(Vec::new()),
            numbers => establishment::rows(self.ctx, numbers),
        }
    }

    pub(super) fn is_used(&mut self, number: EstablishmentNumber) -> Result<bool> {
        establishment::is_number_used(self.ctx, number)
    }
}
