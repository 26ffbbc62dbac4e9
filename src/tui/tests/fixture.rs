//! Establishments that tests show.

use crate::domain::account::{AccountId, Administrator};
use crate::domain::block::{Block, Blocker};
use crate::domain::contact::{Contact, Email};
use crate::domain::establishment::{Establishment, EstablishmentNumber, Stage};
use crate::domain::language::Language;
use crate::domain::mail::State;
use crate::domain::statistics::Figures;
use crate::domain::time::{DAY_S, Timestamp};
use crate::domain::uai::Uai;
use crate::domain::zone::{Zone, ZoneNumber};
use crate::operations::establishment::Detail;

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

/// Makes three zones.
pub(in crate::tui) fn zones() -> Vec<Zone> {
    let zone = |(at, name): (usize, &&str)| {
        let number = u32::try_from(at).unwrap() + 1;
        Zone {
            number: ZoneNumber(number),
            name: (*name).to_owned(),
            position: number,
            language: Language::French,
            rev: 1,
        }
    };
    ["Zone par défaut", "Rennes", "Aix-Marseille"].iter().enumerate().map(zone).collect()
}

/// Makes three administrators.
pub(in crate::tui) fn administrators() -> Vec<Administrator> {
    let administrator = |(id, login, last_name): (i64, &str, &str)| Administrator {
        id: AccountId(id),
        login: login.into(),
        last_name: last_name.into(),
        first_name: "Anne".into(),
        active: id != 3,
        last_sign_in_at: (id == 1).then_some(Timestamp(super::console::NOW.0 - 3 * DAY_S)),
    };
    [(1, "admin", "LE GALL"), (2, "mkerouedan", "KEROUEDAN"), (3, "secretariat", "RIOU")].map(administrator).to_vec()
}

/// Makes the three blocks that can stand at once.
pub(in crate::tui) fn blocks() -> Vec<Block> {
    let block = |(blocker, author, reason, age_s): (Blocker, &str, &str, i64)| Block {
        blocker,
        reason: reason.into(),
        author: author.into(),
        since: Timestamp(super::console::NOW.0 - age_s),
        until: None,
    };
    [
        (Blocker::Webmaster, "bob", "Facture impayée", 3 * DAY_S),
        (Blocker::Administrator, "admin", "Conseils de classe", 7_200),
        (Blocker::Program, "(program)", "Sauvegarde", 60),
    ]
    .map(block)
    .to_vec()
}

/// Makes what is known of an establishment that is counted, exported, and written to.
pub(in crate::tui) fn detail(row: Establishment, administrators: Vec<Administrator>) -> Detail {
    let figures = Figures {
        staff: 84,
        staff_connected: 62,
        learners: 1_212,
        learners_connected: 1,
        evaluations: 310,
        grades: 5_302,
        ..Figures::default()
    };
    Detail {
        path: format!("/data/{}", row.number),
        establishment: row,
        everywhere: Vec::new(),
        administrators: Ok(administrators),
        figures: Some((Timestamp(super::console::NOW.0 - DAY_S), Ok(figures))),
        size_bytes: Some(590_000),
        exports: (2, Some(Timestamp(super::console::NOW.0 - 40 * DAY_S))),
        mails: vec![(State::Queued, 1), (State::Sent, 4)],
        mail: None,
        jobs: Vec::new(),
    }
}
