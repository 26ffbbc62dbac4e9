//! Which establishment a row means: by its number, its UAI, its name and place.

use super::judge::{Judge, ZoneFound, given_zone};
use super::options::SharedUai;
use crate::domain::establishment::{Establishment, EstablishmentNumber, NewEstablishment};
use crate::domain::field::Field;
use crate::domain::import::Row;
use crate::domain::text::fold;
use crate::operations::Result;

/// What is there of a row.
pub(super) enum Already {
    /// Nothing; its UAI may be one that another site has and that the operator lets it share.
    No {
        /// Whether it is.
        shares_uai: bool,
    },
    /// The same school.
    Same(EstablishmentNumber),
    /// One of several that have its UAI; none of them is at this place under this name.
    OneOf(usize),
    /// Its UAI belongs to a school elsewhere with another name.
    Elsewhere(EstablishmentNumber, String),
    /// One of several of this name at this place, and none of them is as the row has it.
    Namesake(usize),
    /// It is there, but the row gives the number of another one.
    Contradiction {
        /// The number that the row gives.
        number: EstablishmentNumber,
        /// The one that the rest of the row tells.
        holder: EstablishmentNumber,
    },
    /// The number that the row gives is an establishment's, and nothing else of the row is anybody's: that one was renamed,
    /// or moved, or the row is another school.
    NumberHere(EstablishmentNumber),
}

impl Judge<'_> {
    /// Tells which establishment a row means: the one with its UAI; where nobody has that, the one of its name at its place
    /// that has none, or whose number it gives; without a UAI, the one of its name at its place.
    pub(super) fn already(&mut self, new: &NewEstablishment, place: &str, told: (&Row, &ZoneFound)) -> Result<Already> {
        let asked = new.number.filter(|number| self.hosted.is_there(*number));
        let mut there = self.hosted.at_place(place).to_vec();
        let Some(uai) = &new.draft.uai else {
            let unknown = asked.map_or(Already::No { shares_uai: false }, Already::NumberHere);
            return Ok(self.which(&there, new, told).unwrap_or(unknown));
        };
        if let Some(already) = self.which(&self.hosted.at_site(uai, place), new, told) {
            return Ok(already);
        }
        let holders = self.hosted.holders(uai)?;
        match (asked, holders.first()) {
            (Some(number), _) if holders.iter().any(|holder| holder.number == number) => {
                return Ok(Already::Same(number));
            }
            (Some(number), Some(first)) => return Ok(Already::Contradiction { number, holder: first.number }),
            (_, None) | (None, _) => {}
        }
        if holders.is_empty() || self.shared_uai == SharedUai::Accept {
            there.retain(|number| Some(*number) == asked || self.hosted.is_without_uai(*number));
            if let Some(already) = self.which(&there, new, told) {
                return Ok(already);
            }
        }
        let shares = |holder: &Establishment| {
            fold(&holder.location) == fold(&new.draft.location)
                || fold(&holder.denomination) == fold(&new.draft.denomination)
        };
        Ok(match (holders.as_slice(), self.shared_uai) {
            ([], _) => asked.map_or(Already::No { shares_uai: false }, Already::NumberHere),
            (_, SharedUai::Accept) => Already::No { shares_uai: true },
            // Moved or renamed since: still the same school.
            ([only], SharedUai::Refuse) if shares(only) => Already::Same(only.number),
            ([only], SharedUai::Refuse) => Already::Elsewhere(only.number, only.denomination.clone()),
            // Which site was moved or renamed, a row does not say.
            (several, SharedUai::Refuse) => Already::OneOf(several.len()),
        })
    }

    /// Tells which of some establishments that the row can mean it does mean: the one whose number it gives, the only one,
    /// the one that is as the row has it. None when there is none.
    fn which(
        &self,
        candidates: &[EstablishmentNumber],
        new: &NewEstablishment,
        (row, zone): (&Row, &ZoneFound),
    ) -> Option<Already> {
        let has = |field| field != Field::Uai && !row.value(field).trim().is_empty();
        let zone = given_zone(row, zone);
        let is_as = |number: &&EstablishmentNumber| self.hosted.is_as(**number, &new.draft, zone, &has);
        Some(match (candidates, new.number) {
            ([], _) => return None,
            (some, Some(number)) if some.contains(&number) => Already::Same(number),
            ([first, ..], Some(number)) if self.hosted.is_there(number) => {
                Already::Contradiction { number, holder: *first }
            }
            ([only], _) => Already::Same(*only),
            (several, _) => {
                let same = several.iter().find(is_as);
                same.map_or(Already::Namesake(several.len()), |number| Already::Same(*number))
            }
        })
    }
}
