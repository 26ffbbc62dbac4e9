//! What is hosted already, as far as an import has to know it.

use std::collections::HashMap;

use crate::domain::establishment::{Draft, Establishment, EstablishmentNumber, NUMBER_MAX};
use crate::domain::field::{Field, Problem};
use crate::domain::filter::nearest;
use crate::domain::text::{fold, name_key};
use crate::domain::uai::Uai;
use crate::domain::zone::ZoneNumber;
use crate::operations::establishment::{self, Known, Print};
use crate::operations::{Context, Result, zone};

/// Zones, UAIs and places at the moment when it was read; numbers and single establishments are asked for.
pub(super) struct Hosted<'a> {
    pub(super) ctx: &'a mut Context,
    /// The highest number that was ever given.
    pub(super) highest: u32,
    known: Known,
    zones: HashMap<ZoneNumber, String>,
    zone_names: HashMap<String, ZoneNumber>,
}

impl<'a> Hosted<'a> {
    pub(super) fn read(ctx: &'a mut Context) -> Result<Self> {
        let known = establishment::known(ctx)?;
        let zones = zone::list(ctx)?;
        let names = zones.iter().map(|line| (line.zone.number, line.zone.name.clone())).collect();
        let zone_names = zones.iter().map(|line| (fold(&line.zone.name), line.zone.number)).collect();
        // Once the highest possible one is given, the next free one lies below: nothing is far any more then.
        let next = establishment::next_number(ctx)?;
        let highest = if known.is_above(next) { NUMBER_MAX } else { next.0.saturating_sub(1) };
        Ok(Self { ctx, highest, known, zones: names, zone_names })
    }

    pub(super) fn has_zone(&self, number: ZoneNumber) -> bool {
        self.zones.contains_key(&number)
    }

    /// Returns a zone's name, empty when nobody knows it.
    pub(super) fn zone_name(&self, number: ZoneNumber) -> &str {
        self.zones.get(&number).map_or("", String::as_str)
    }

    /// Returns the zone that a name which none has was most likely meant for; empty: none.
    pub(super) fn zone_near(&self, name: &str) -> String {
        nearest(name, self.zones.values().map(String::as_str))
    }

    pub(super) fn zone_named(&self, name: &str) -> Option<ZoneNumber> {
        self.zone_names.get(&name_key(name)).copied()
    }

    /// Finds the establishments at this place under this name.
    pub(super) fn at_place(&self, place: &str) -> &[EstablishmentNumber] {
        self.known.at(place)
    }

    /// Finds the establishments with this UAI at this place under this name.
    pub(super) fn at_site(&self, uai: &Uai, place: &str) -> Vec<EstablishmentNumber> {
        let holders = self.known.holders(uai.as_str()).iter();
        holders.filter(|number| self.known.is_at(**number, place)).copied().collect()
    }

    /// Tells whether an establishment has no UAI.
    pub(super) fn is_without_uai(&self, number: EstablishmentNumber) -> bool {
        self.known.is_without_uai(number)
    }

    /// Tells whether a number is an establishment's.
    pub(super) fn is_there(&self, number: EstablishmentNumber) -> bool {
        self.known.is_there(number)
    }

    /// Looks whether a number that was free has an establishment by now, and knows it from then on if it has.
    pub(super) fn learn(&mut self, number: EstablishmentNumber) -> Result<()> {
        let now = if self.is_there(number) { None } else { self.get(number)? };
        if let Some(now) = now.map(|now| now.draft()) {
            self.known.insert(number, now.uai.as_ref().map_or("", Uai::as_str), &now.folded_place());
        }
        Ok(())
    }

    /// Tells, without reading its row, whether an establishment is as a draft has it, in the fields that a row has.
    pub(super) fn is_as(
        &self,
        number: EstablishmentNumber,
        draft: &Draft,
        zone: Option<ZoneNumber>,
        has: &dyn Fn(Field) -> bool,
    ) -> bool {
        let Some(known) = self.known.print(number) else { return false };
        let mut zoned = draft.clone();
        zoned.zone = zone.unwrap_or(zoned.zone);
        let wanted = Print::of(&zoned);
        Print::FIELDS.into_iter().all(|field| {
            let is_given = if field == Field::Zone { zone.is_some() } else { has(field) };
            !is_given || known.part(field) == wanted.part(field)
        })
    }

    /// Fetches an establishment.
    pub(super) fn get(&mut self, number: EstablishmentNumber) -> Result<Option<Establishment>> {
        Ok(establishment::rows(self.ctx, &[number])?.into_iter().next())
    }

    /// Fetches the holders of a UAI.
    pub(super) fn holders(&mut self, uai: &Uai) -> Result<Vec<Establishment>> {
        match self.known.holders(uai.as_str()) {
            [] => Ok(Vec::new()),
            numbers => establishment::rows(self.ctx, numbers),
        }
    }

    pub(super) fn number_problem(&mut self, number: EstablishmentNumber) -> Result<Option<Problem>> {
        establishment::number_problem(self.ctx, number)
    }
}
