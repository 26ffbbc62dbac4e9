//! Establishments that tests show.

use crate::domain::contact::{Contact, Email};
use crate::domain::establishment::{Establishment, EstablishmentNumber, Stage};
use crate::domain::uai::Uai;
use crate::domain::zone::ZoneNumber;

/// Makes an establishment whose texts follow from its number.
pub(in crate::tui) fn establishment(number: u32) -> Establishment {
    Establishment {
        number: EstablishmentNumber(number),
        zone: ZoneNumber(1 + number % 3),
        location: format!("{} {}", 29000 + number % 900, ["Brest", "Quimper", "Saint-Malo"][number as usize % 3]),
        denomination: format!(
            "{} n° {number}",
            ["Collège Éluard", "École Jules-Ferry", "Lycée de l'Iroise"][number as usize % 3]
        ),
        uai: Uai::parse("0750655E").ok(),
        contact: Contact {
            last_name: "LE GALL".into(),
            first_name: "Anne".into(),
            email: Email::parse(&format!("contact{number}@ecole.invalid")).ok(),
        },
        registered_on: jiff::civil::Date::constant(2026, 9, 1),
        stage: Stage::Active,
        blocks: Vec::new(),
        rev: 1,
    }
}
