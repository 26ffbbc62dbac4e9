//! Exports: the copy of one establishment that can be restored, and what the host knows about each.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use super::fault::Fault;

use super::block::Block;
use super::day::in_its_century;
use super::establishment::{ContactNeed, Draft, Establishment, EstablishmentNumber, Input, NUMBER_MAX};
use super::field::{Field, FieldError, Problem};
use super::import::shown_value;
use super::job::JobId;
use super::message::{Explain, Message, Value};
use super::retention::Kind;
use super::school::Whose;
use super::time::{DAY_S, Latest, Timestamp};

/// Most days that a retention can have.
pub const RETENTION_DAYS_MAX: u32 = Kind::Exports.description().most;

/// Whether an export is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Packing {
    /// As it is: any SQLite program opens it.
    #[default]
    Plain,
    /// By Zstandard, to about a quarter.
    Zstd,
}

/// Whether an archive of tables for people is made beside an export. The program never reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tables {
    /// It is not.
    #[default]
    No,
    /// It is: a CSV file of each table, in a zip archive.
    Csv,
}

/// In which form exports are made.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Form {
    /// Whether they are packed.
    #[serde(default)]
    pub packing: Packing,
    /// Whether tables for people are made beside them.
    #[serde(default)]
    pub tables: Tables,
    /// For whom they are encrypted; none: they are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_for: Option<PublicKey>,
}

impl Form {
    /// Returns the keys of the words that say how it differs from the usual one.
    #[must_use]
    pub fn notes(&self) -> Vec<&'static str> {
        let packed = (self.packing == Packing::Zstd).then_some("job-task-packed");
        let tables = (self.tables == Tables::Csv).then_some("job-task-tables");
        let sealed = self.sealed_for.as_ref().map(|_| "job-task-sealed");
        [packed, tables, sealed].into_iter().flatten().collect()
    }
}

/// A public key of the age format, `age1…`: what is encrypted for it, only the holder of its key can read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicKey(String);

impl PublicKey {
    /// Takes a text that was found to be one.
    #[must_use]
    pub fn of_checked(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Returns its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How the name of an encrypted export ends.
pub const SEALED: &str = ".age";

/// Tells by its name whether an export of the catalogue is encrypted.
#[must_use]
pub fn is_sealed(file: &str) -> bool {
    file.ends_with(SEALED)
}

/// Why an export was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// It was asked for.
    Asked,
    /// Its establishment was to be deleted.
    BeforeDelete,
    /// Another export was to take its establishment's place.
    BeforeRestore,
}

impl Why {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Asked, Self::BeforeDelete, Self::BeforeRestore];

    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "export",
            Self::BeforeDelete => "before-delete",
            Self::BeforeRestore => "before-restore",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.word() == word)
    }
}

/// What the registry holds about an establishment, as an export keeps it: what its own database does not know.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Held {
    /// Its zone's number.
    pub zone: u32,
    /// Postcode and town.
    pub location: String,
    /// Its name.
    pub denomination: String,
    /// Its UAI, or empty.
    pub uai: String,
    /// Which site of its UAI it is, from 1.
    pub uai_site: u32,
    /// Its contact's last name.
    pub contact_last_name: String,
    /// Its contact's first name.
    pub contact_first_name: String,
    /// Its contact's address, or empty.
    pub contact_email: String,
    /// The day of its registration.
    pub registered_on: String,
    /// The blocks that stood.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// What version 12 of the registry kept instead of [`Self::known`]: the hash of the first credential; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub root: String,
    /// Hashes of the other credentials by which its content is known, where it was or before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<String>,
    /// Whether its UAI has, or had, other sites where it was.
    #[serde(default)]
    pub sharing: Sharing,
}

/// Whether a UAI is that of one establishment only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sharing {
    /// As far as is known.
    #[default]
    Alone,
    /// Others have it, or had it.
    Shared,
}

impl Held {
    /// Keeps what the registry holds.
    #[must_use]
    pub fn of(found: &Establishment, (uai_site, sharing): (u32, Sharing), known: Vec<String>) -> Self {
        Self {
            zone: found.zone.0,
            location: found.location.clone(),
            denomination: found.denomination.clone(),
            uai: found.uai.as_ref().map(|uai| uai.as_str().to_owned()).unwrap_or_default(),
            uai_site,
            contact_last_name: found.contact.last_name.clone(),
            contact_first_name: found.contact.first_name.clone(),
            contact_email: found.contact.email_text().to_owned(),
            registered_on: found.registered_on.to_string(),
            blocks: found.blocks.clone(),
            root: String::new(),
            known,
            sharing,
        }
    }

    /// Returns whose it is, given the number and the hash of the credential.
    #[must_use]
    pub fn whose(&self, number: EstablishmentNumber, credential_hash: &str) -> Whose {
        let names = [self.denomination.clone(), self.location.clone(), self.uai.clone()];
        let site = if self.sharing == Sharing::Alone { self.uai_site } else { 0 };
        let (credential_hash, root, known) = (credential_hash.to_owned(), self.root.clone(), self.known.clone());
        Whose { number, names, site, credential_hash, root, known }
    }

    /// Checks every field as a form would, since a file may hold anything.
    ///
    /// # Errors
    /// Every field's problem.
    pub fn check(&self) -> Result<Row, Vec<FieldError>> {
        let input = Input {
            number: String::new(),
            zone: self.zone.to_string(),
            location: self.location.clone(),
            denomination: self.denomination.clone(),
            uai: self.uai.clone(),
            contact_last_name: self.contact_last_name.clone(),
            contact_first_name: self.contact_first_name.clone(),
            contact_email: self.contact_email.clone(),
            registered_on: in_its_century(&self.registered_on),
        };
        let new = input.check(ContactNeed::AsGiven)?;
        // The next site of the same UAI is counted from it; there are never more than numbers.
        if self.uai_site > NUMBER_MAX {
            let problem = Problem::NotANumber { min: 1, max: i64::from(NUMBER_MAX) };
            return Err(vec![FieldError { field: Field::Uai, problem }]);
        }
        Ok(Row { draft: new.draft, registered_on: new.registered_on, uai_site: self.uai_site.max(1) })
    }
}

/// What a restored establishment's row is to hold, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Zone, names, UAI, contact.
    pub draft: Draft,
    /// The day of registration; none when the file tells none.
    pub registered_on: Option<Date>,
    /// Which site of its UAI it is, from 1.
    pub uai_site: u32,
}

/// An export as the catalogue knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Its name in the folder of exports.
    pub file: String,
    /// The establishment.
    pub number: EstablishmentNumber,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// The schema version of the database inside.
    pub schema_version: i64,
    /// The job that made it, and its target's place there.
    pub job: Option<(JobId, u32)>,
    /// Why it was made.
    pub why: Why,
    /// The archive of tables beside it, or empty.
    pub tables: String,
    /// What the registry held.
    pub held: Held,
    /// The hash of the credential that opened the database; empty for one of an earlier version.
    pub credential_hash: String,
}

impl Export {
    /// Returns whose it is.
    #[must_use]
    pub fn whose(&self) -> Whose {
        self.held.whose(self.number, &self.credential_hash)
    }

    /// Tells whether a retention of some days is over for it.
    #[must_use]
    pub fn is_over(&self, days: u32, latest: Latest) -> bool {
        latest.is_past(self.taken_at.plus_s(i64::from(days).saturating_mul(DAY_S)))
    }
}

/// How an export was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Presence {
    /// It is there; its content was not looked at.
    There,
    /// Its content is what was written.
    Verified,
    /// It is not there.
    Missing,
    /// Its content is not what was written.
    Damaged,
    /// Its content is what was written, and could not be restored.
    Unrestorable,
}

impl Presence {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::There, Self::Verified, Self::Missing, Self::Damaged, Self::Unrestorable];

    /// Returns the word of JSON and of the message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::There => "there",
            Self::Verified => "verified",
            Self::Missing => "missing",
            Self::Damaged => "damaged",
            Self::Unrestorable => "unrestorable",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|presence| presence.word() == word)
    }
}

/// A cell of a file's line that is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The line on which its row begins, from 1.
    pub line: u64,
    /// The name of its column; empty when the line as a whole is not accepted.
    pub column: String,
    /// The field that the column fills, by whose title it is called then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    /// What the file has there, harmless and cut.
    pub value: String,
    /// Why it is not accepted.
    pub why: Problem,
}

impl Cell {
    /// Refuses a line as a whole, of which some cells are shown.
    #[must_use]
    pub fn whole_line<'c>(line: u64, cells: impl Iterator<Item = &'c str>, why: Problem) -> Self {
        let filled: Vec<&str> = cells.filter(|cell| !cell.trim().is_empty()).collect();
        Self { line, column: String::new(), field: None, value: shown_value(&filled.join(" · ")), why }
    }
}

impl Explain for Cell {
    fn message(&self) -> Message {
        let column = match self.field {
            Some(field) => field.label().into(),
            None if self.column.is_empty() => {
                return Message::new("export-line")
                    .with("line", self.line.to_string())
                    .with("reason", self.why.message());
            }
            None => Value::from(self.column.as_str()),
        };
        let key = if self.value.is_empty() { "export-cell-empty" } else { "export-cell" };
        Message { key, args: Vec::new() }
            .with("line", self.line.to_string())
            .with("column", column)
            .with("value", self.value.as_str())
            .with("reason", self.why.message())
    }
}

/// What becomes of an establishment that is there already when one is restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Existing {
    /// It stays; the file is refused.
    #[default]
    Refuse,
    /// Its content is replaced, after an export of it.
    Replace,
}

/// The columns of a transfer's CSV, in their order.
pub const TRANSFER_COLUMNS: [&str; 11] = [
    "Id_Export",
    "Id_Import",
    "Id_Zone",
    "Localisation",
    "Dénomination",
    "UAI",
    "Contact_Nom",
    "Contact_Prénom",
    "Contact_Courriel",
    "Date_Inscription",
    "Nom_fichier",
];

/// The column behind the others that tells the zone's name: its number is another zone's at another host. A list without
/// it is read too.
pub const ZONE_NAME_COLUMN: &str = "Nom_Zone";

/// How many columns a transfer's CSV has that is written here.
pub const TRANSFER_WIDTH: usize = TRANSFER_COLUMNS.len() + 1;

/// Returns the row of an export in a transfer's CSV, with the name of its zone behind. The number at the other host is left
/// to it.
#[must_use]
pub fn transfer_row(export: &Export, zone: &str) -> [String; TRANSFER_WIDTH] {
    let held = &export.held;
    [
        export.number.to_string(),
        String::new(),
        held.zone.to_string(),
        held.location.clone(),
        held.denomination.clone(),
        held.uai.clone(),
        held.contact_last_name.clone(),
        held.contact_first_name.clone(),
        held.contact_email.clone(),
        held.registered_on.clone(),
        export.file.clone(),
        zone.to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::{Contact, Email};
    use crate::domain::day::parse_day;
    use crate::domain::establishment::Stage;
    use crate::domain::uai::Uai;
    use crate::domain::zone::ZoneNumber;

    fn establishment() -> Establishment {
        Establishment {
            number: EstablishmentNumber(7),
            zone: ZoneNumber(2),
            location: "29200 Brest".into(),
            denomination: "Collège de l'Iroise".into(),
            uai: Uai::parse("0750655E").ok(),
            contact: Contact {
                last_name: "LE GALL".into(),
                first_name: "Anne".into(),
                email: Email::parse("anne@college.invalid").ok(),
            },
            registered_on: parse_day("2024-09-01").unwrap(),
            stage: Stage::Active,
            blocks: Vec::new(),
            rev: 3,
        }
    }

    fn held() -> Held {
        Held::of(&establishment(), (1, Sharing::Alone), Vec::new())
    }

    #[test]
    fn what_is_held_is_read_back_as_it_was() {
        let found = establishment();
        let held = Held::of(&found, (2, Sharing::Alone), Vec::new());
        let text = serde_json::to_string(&held).unwrap();
        let row = serde_json::from_str::<Held>(&text).unwrap().check().unwrap();
        assert_eq!((row.draft, row.registered_on, row.uai_site), (found.draft(), Some(found.registered_on), 2));
        let odd = Held { denomination: "a\u{1b}[2J".into(), uai: "0123456A".into(), ..held };
        assert_eq!(odd.check().unwrap_err().len(), 2);
    }

    #[test]
    fn days_of_lists_and_of_older_exports_are_of_the_year_that_was_meant() {
        for (told, meant) in [("28/11/26", "2026-11-28"), ("0026-11-28", "2026-11-28"), ("0098-09-01", "1998-09-01")] {
            let held = Held { registered_on: told.into(), ..held() };
            assert_eq!(held.check().unwrap().registered_on.unwrap().to_string(), meant, "{told}");
        }
        let held = Held { registered_on: "-999-01-01".into(), ..held() };
        assert_eq!(held.check().unwrap_err().len(), 1);
    }

    #[test]
    fn a_retention_counts_whole_days() {
        let held = held();
        let export = Export {
            file: "7.sqlite".into(),
            number: EstablishmentNumber(7),
            taken_at: Timestamp(1000),
            size_bytes: 1,
            sha256: String::new(),
            schema_version: 1,
            job: None,
            why: Why::Asked,
            tables: String::new(),
            held,
            credential_hash: String::new(),
        };
        for (now, days, over) in [(1000, 0, true), (1000 + DAY_S - 1, 1, false), (1000 + DAY_S, 1, true)] {
            assert_eq!(export.is_over(days, Latest::of(Timestamp(now), Timestamp(0))), over, "{days} days at {now}");
        }
    }

    #[test]
    fn words_are_read_back() {
        for why in Why::ALL {
            assert_eq!(Why::from_word(why.word()), Some(why));
        }
        assert_eq!(Why::from_word("backup"), None);
    }
}
