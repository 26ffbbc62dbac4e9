//! What is there already, as far as an import has to know it: hashes of each row, in one pass over the registry.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::domain::act::Act;
use crate::domain::establishment::{Draft, EstablishmentNumber};
use crate::domain::field::Field;
use crate::domain::uai::Uai;
use crate::domain::zone::ZoneNumber;
use crate::operations::context::Context;
use crate::operations::error::Result;
use crate::store::registry::{establishment as rows, index};

/// What is there already, for telling new rows from known ones.
#[derive(Debug, Default)]
pub struct Known {
    by_uai: HashMap<String, Vec<EstablishmentNumber>>,
    by_place: HashMap<u64, Vec<EstablishmentNumber>>,
    places: HashMap<EstablishmentNumber, u64>,
    without_uai: HashSet<EstablishmentNumber>,
    prints: HashMap<EstablishmentNumber, Print>,
}

/// Hashes of what is stored about an establishment, one a field, good for this process only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    parts: [u64; 7],
}

impl Print {
    /// The fields that it has, in their order.
    pub const FIELDS: [Field; 7] = [
        Field::Zone,
        Field::Location,
        Field::Denomination,
        Field::Uai,
        Field::ContactLastName,
        Field::ContactFirstName,
        Field::ContactEmail,
    ];

    /// Takes the prints of a draft.
    #[must_use]
    pub fn of(draft: &Draft) -> Self {
        let contact = &draft.contact;
        let uai = draft.uai.as_ref().map_or("", Uai::as_str);
        let (last, first, email) = (&contact.last_name, &contact.first_name, contact.email_text());
        Self::new(draft.zone, [&draft.location, &draft.denomination, uai, last, first, email])
    }

    fn new(zone: ZoneNumber, texts: [&str; 6]) -> Self {
        let hash = |text: &str| {
            let mut hasher = DefaultHasher::new();
            text.hash(&mut hasher);
            hasher.finish()
        };
        let [location, denomination, uai, last, first, email] = texts.map(hash);
        Self { parts: [u64::from(zone.0), location, denomination, uai, last, first, email] }
    }

    /// Returns the hash of a field; none when it is not one of [`Self::FIELDS`].
    #[must_use]
    pub fn part(&self, field: Field) -> Option<u64> {
        Self::FIELDS.iter().position(|known| *known == field).and_then(|at| self.parts.get(at).copied())
    }
}

impl Known {
    /// Returns the holders of a UAI.
    #[must_use]
    pub fn holders(&self, uai: &str) -> &[EstablishmentNumber] {
        self.by_uai.get(uai).map_or(&[], Vec::as_slice)
    }

    /// Returns the establishments at a [`crate::domain::establishment::place`]; they can be several.
    #[must_use]
    pub fn at(&self, place: &str) -> &[EstablishmentNumber] {
        self.by_place.get(&key(place)).map_or(&[], Vec::as_slice)
    }

    /// Tells whether a number is an establishment's.
    #[must_use]
    pub fn is_there(&self, number: EstablishmentNumber) -> bool {
        self.places.contains_key(&number)
    }

    /// Tells whether an establishment is at a place.
    #[must_use]
    pub fn is_at(&self, number: EstablishmentNumber, place: &str) -> bool {
        self.places.get(&number) == Some(&key(place))
    }

    /// Tells whether an establishment is there and has no UAI.
    #[must_use]
    pub fn is_without_uai(&self, number: EstablishmentNumber) -> bool {
        self.without_uai.contains(&number)
    }

    /// Tells whether an establishment has a number above another one.
    #[must_use]
    pub fn is_above(&self, number: EstablishmentNumber) -> bool {
        self.places.keys().any(|known| *known > number)
    }

    /// Returns the prints of an establishment.
    #[must_use]
    pub fn print(&self, number: EstablishmentNumber) -> Option<&Print> {
        self.prints.get(&number)
    }

    /// Adds one that was made meanwhile.
    pub fn insert(&mut self, number: EstablishmentNumber, uai: &str, place: &str) {
        let key = key(place);
        if uai.is_empty() {
            self.without_uai.insert(number);
        } else {
            self.by_uai.entry(uai.to_owned()).or_default().push(number);
        }
        self.by_place.entry(key).or_default().push(number);
        self.places.insert(number, key);
    }
}

/// A 64-bit key of a place: 18,000 of them collide with odds of one in 10¹¹.
fn key(place: &str) -> u64 {
    use sha2::{Digest as _, Sha256};
    let digest = Sha256::digest(place);
    digest.iter().take(8).fold(0, |key, byte| (key << 8) | u64::from(*byte))
}

/// Reads what is there already, as far as whoever imports is shown it.
pub fn known(ctx: &mut Context) -> Result<Known> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_IMPORT)?;
    ctx.read(|tx| {
        let mut known = Known::default();
        index::each(tx, |number, uai, place| known.insert(number, uai, place))?;
        rows::each_content(tx, |number, zone, texts| {
            if known.is_there(number) {
                known.prints.insert(number, Print::new(zone, texts));
            }
        })?;
        Ok(known)
    })
}
