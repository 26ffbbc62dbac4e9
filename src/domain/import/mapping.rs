//! Which column of a file feeds which field.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::domain::field::Field;
use crate::domain::language::Language;
use crate::domain::message::{Explain, Message};
use crate::domain::text::fold;
use crate::domain::zone::ZoneNumber;

/// The columns that a rejects file has behind those of its source, in English and in French; in either language they are
/// ignored when it is imported again.
const REJECT_COLUMNS: [[&str; 4]; 2] = [["line", "field", "code", "message"], ["ligne", "champ", "code", "message"]];
/// The same where the source has one of these itself.
const REFUSAL_COLUMNS: [[&str; 4]; 2] = [
    ["refusal_line", "refusal_field", "refusal_code", "refusal_message"],
    ["refus_ligne", "refus_champ", "refus_code", "refus_message"],
];

/// Returns the columns that a rejects file adds to those of its source, none of them named like one of these.
#[must_use]
pub fn reject_columns(header: &[String], language: Language) -> [&'static str; 4] {
    let keys: Vec<String> = header.iter().map(|name| header_key(name)).collect();
    let is_there = |name: &&str| keys.contains(&header_key(name));
    let [english, french] =
        if REJECT_COLUMNS.iter().flatten().any(is_there) { REFUSAL_COLUMNS } else { REJECT_COLUMNS };
    match language {
        Language::English => english,
        Language::French => french,
    }
}

/// Takes the columns that a rejects file adds off a header.
#[must_use]
pub fn without_reject_columns(mut header: Vec<String>) -> Vec<String> {
    let end = header.len().saturating_sub(REJECT_COLUMNS[0].len());
    let last: Vec<String> = header.iter().skip(end).map(|name| header_key(name)).collect();
    let is_added = |columns: &[&str; 4]| columns.iter().map(|name| header_key(name)).eq(last.iter().cloned());
    if end > 0 && REJECT_COLUMNS.iter().chain(&REFUSAL_COLUMNS).any(is_added) {
        header.truncate(end);
    }
    header
}

/// What a column can feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// The number asked for; an empty cell means the next free one.
    Number,
    /// A zone by its number.
    ZoneNumber,
    /// A zone by its name, usually an académie.
    ZoneName,
    /// Postcode and town in one cell.
    Location,
    /// The postcode, put before the town.
    Postcode,
    /// The town, put behind the postcode.
    Town,
    /// The name.
    Denomination,
    /// The UAI.
    Uai,
    /// The contact's last name.
    ContactLastName,
    /// The contact's first name.
    ContactFirstName,
    /// The contact's e-mail address.
    ContactEmail,
}

impl Target {
    /// All of them, in the order of the mapping form.
    pub const ALL: [Self; 11] = [
        Self::Number,
        Self::ZoneNumber,
        Self::ZoneName,
        Self::Location,
        Self::Postcode,
        Self::Town,
        Self::Denomination,
        Self::Uai,
        Self::ContactLastName,
        Self::ContactFirstName,
        Self::ContactEmail,
    ];

    /// Returns the word of JSON and message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::ZoneNumber => "zone-number",
            Self::ZoneName => "zone-name",
            Self::Location => "location",
            Self::Postcode => "postcode",
            Self::Town => "town",
            Self::Denomination => "denomination",
            Self::Uai => "uai",
            Self::ContactLastName => "contact-last-name",
            Self::ContactFirstName => "contact-first-name",
            Self::ContactEmail => "contact-email",
        }
    }

    /// Returns the catalogue key of its name.
    #[must_use]
    pub fn label(self) -> Message {
        Message::new("import-target").with("target", self.word())
    }

    /// Returns the establishment's field that it feeds.
    #[must_use]
    pub const fn field(self) -> Field {
        match self {
            Self::Number => Field::Number,
            Self::ZoneNumber | Self::ZoneName => Field::Zone,
            Self::Location | Self::Postcode | Self::Town => Field::Location,
            Self::Denomination => Field::Denomination,
            Self::Uai => Field::Uai,
            Self::ContactLastName => Field::ContactLastName,
            Self::ContactFirstName => Field::ContactFirstName,
            Self::ContactEmail => Field::ContactEmail,
        }
    }
}

/// What each column of a header feeds, as recognised or as chosen by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// One entry a column, in the file's order; `None` is a column that is not read.
    pub columns: Vec<Option<Target>>,
    /// The zone of every row when no column tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<u32>,
}

/// Why a mapping made by hand cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum MappingProblem {
    /// It was made for another number of columns.
    Columns {
        /// Columns of the mapping.
        mapped: usize,
        /// Columns of the file.
        found: usize,
    },
    /// Two columns feed the same thing.
    Twice {
        /// What they feed.
        target: Target,
        /// The later of the two columns, counted from 1.
        column: usize,
    },
    /// No column gives the name.
    NoDenomination,
    /// No column gives the location or the town.
    NoLocation,
    /// Neither a column nor a choice gives the zone, and nothing tells the académie.
    NoZone,
}

impl Explain for MappingProblem {
    fn message(&self) -> Message {
        match self {
            Self::Columns { mapped, found } => {
                Message::new("import-mapping-columns").with("mapped", *mapped).with("found", *found)
            }
            Self::Twice { target, column } => {
                Message::new("import-mapping-twice").with("target", target.word()).with("column", column.to_string())
            }
            Self::NoDenomination => Message::new("import-mapping-no-denomination"),
            Self::NoLocation => Message::new("import-mapping-no-location"),
            Self::NoZone => Message::new("import-mapping-no-zone"),
        }
    }
}

impl Mapping {
    /// Begins a mapping by hand: nothing is read yet.
    #[must_use]
    pub fn empty(columns: usize) -> Self {
        Self { columns: vec![None; columns], zone: None }
    }

    /// Sets what a column feeds.
    pub fn set(&mut self, column: usize, target: Option<Target>) {
        if let Some(place) = self.columns.get_mut(column) {
            *place = target;
        }
    }

    /// Tells which column feeds a target.
    #[must_use]
    pub fn column_of(&self, target: Target) -> Option<usize> {
        self.columns.iter().position(|found| *found == Some(target))
    }

    /// Tells whether nothing feeds a target, nor what stands for it: a zone's name does for its number, a location for
    /// postcode and town.
    pub(super) fn lacks(&self, target: Target) -> bool {
        let any = |targets: &[Target]| targets.iter().any(|target| self.column_of(*target).is_some());
        !match target {
            Target::ZoneNumber | Target::ZoneName => {
                self.zone.is_some() || any(&[Target::ZoneNumber, Target::ZoneName])
            }
            Target::Location => any(&[Target::Location, Target::Postcode, Target::Town]),
            Target::Postcode | Target::Town => any(&[target, Target::Location]),
            Target::Number
            | Target::Denomination
            | Target::Uai
            | Target::ContactLastName
            | Target::ContactFirstName
            | Target::ContactEmail => any(&[target]),
        }
    }

    /// Returns the column names that feed a field, joined as the file has them: `Code postal + Nom_commune`.
    #[must_use]
    pub fn column_names(&self, field: Field, header: &[String]) -> String {
        let feeds = |target: &Option<Target>| target.is_some_and(|target| target.field() == field);
        let names = self.columns.iter().zip(header).filter(|(target, _)| feeds(target));
        names.map(|(_, name)| name.trim()).collect::<Vec<_>>().join(" + ")
    }

    /// Checks that the mapping fits a header and gives what an establishment needs.
    ///
    /// # Errors
    /// The first problem.
    pub fn check(&self, columns: usize) -> Result<(), MappingProblem> {
        if self.columns.len() != columns {
            return Err(MappingProblem::Columns { mapped: self.columns.len(), found: columns });
        }
        for (place, target) in self.columns.iter().enumerate() {
            if let Some(target) = target.filter(|target| self.column_of(*target) != Some(place)) {
                return Err(MappingProblem::Twice { target, column: place + 1 });
            }
        }
        let any = |targets: &[Target]| targets.iter().any(|target| self.column_of(*target).is_some());
        if !any(&[Target::Denomination]) {
            Err(MappingProblem::NoDenomination)
        } else if !any(&[Target::Location, Target::Town]) {
            Err(MappingProblem::NoLocation)
        } else if self.zone.is_none() && !any(&[Target::ZoneNumber, Target::ZoneName, Target::Uai, Target::Postcode]) {
            Err(MappingProblem::NoZone)
        } else {
            Ok(())
        }
    }

    /// Returns the zone of every row, when it was chosen by hand.
    #[must_use]
    pub fn fixed_zone(&self) -> Option<ZoneNumber> {
        self.zone.map(ZoneNumber)
    }

    /// Writes the JSON that is saved under the header's hash.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads saved JSON; `None` when it is not a mapping, so that the operator is asked again.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

/// Returns the form in which column names are compared: no accents, case, spaces, hyphens, underscores or apostrophes.
#[must_use]
pub fn header_key(name: &str) -> String {
    fold(name).chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// Returns the SHA-256, in hexadecimal, under which a mapping by hand is saved; spelling variants share it.
#[must_use]
pub fn header_hash(header: &[String]) -> String {
    use std::fmt::Write as _;
    let keys: Vec<_> = header.iter().map(|name| header_key(name)).collect();
    Sha256::digest(keys.join("\n")).iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::recognise;

    fn header(line: &str) -> Vec<String> {
        line.split(';').map(str::to_owned).collect()
    }

    #[test]
    fn a_mapping_says_what_it_lacks() {
        let mapping = |columns: &[Option<Target>], zone| Mapping { columns: columns.to_vec(), zone };
        let name = Some(Target::Denomination);
        for (mapping, expected) in [
            (mapping(&[name, Some(Target::Town)], Some(1)), Ok(())),
            (mapping(&[name, Some(Target::Town)], None), Err(MappingProblem::NoZone)),
            (mapping(&[name, None], Some(1)), Err(MappingProblem::NoLocation)),
            (mapping(&[None, Some(Target::Location)], Some(1)), Err(MappingProblem::NoDenomination)),
            (mapping(&[name, name], Some(1)), Err(MappingProblem::Twice { target: Target::Denomination, column: 2 })),
            (mapping(&[name], Some(1)), Err(MappingProblem::Columns { mapped: 1, found: 2 })),
        ] {
            assert_eq!(mapping.check(2), expected);
        }
    }

    #[test]
    fn a_mapping_is_saved_as_json_and_comes_back() {
        let mut mapping = Mapping::guess(&header("Nom;Code postal;Ville;Mail"));
        mapping.set(2, Some(Target::Town));
        mapping.zone = Some(3);
        let json = mapping.to_json();
        assert_eq!(json, r#"{"columns":["denomination","postcode","town","contact-email"],"zone":3}"#);
        assert_eq!(Mapping::from_json(&json), Some(mapping));
        assert_eq!(Mapping::from_json("{}"), None);
    }

    #[test]
    fn spelling_variants_share_their_hash() {
        assert_eq!(header_hash(&header("Dénomination;Code postal")), header_hash(&header("denomination;CODE_POSTAL")));
        assert_ne!(header_hash(&header("a;b")), header_hash(&header("ab")));
    }

    #[test]
    fn what_a_rejects_file_adds_is_told_from_its_own_columns_and_comes_off_again() {
        for (own, language, added) in [
            ("uai;nom", Language::English, "line;field;code;message"),
            ("uai;nom", Language::French, "ligne;champ;code;message"),
            ("Code;nom", Language::English, "refusal_line;refusal_field;refusal_code;refusal_message"),
            ("nom;MESSAGE", Language::French, "refus_ligne;refus_champ;refus_code;refus_message"),
        ] {
            let own = header(own);
            assert_eq!(reject_columns(&own, language).join(";"), added);
            let written = own.iter().cloned().chain(header(added)).collect();
            assert_eq!(without_reject_columns(written), own);
        }
        // Nothing would be left, or something else is meant.
        for other in ["line;field;code;message", "uai;line;code;field;message"] {
            assert_eq!(without_reject_columns(header(other)), header(other));
        }
    }

    #[test]
    fn column_names_are_those_of_the_file() {
        let header =
            header("Identifiant_de_l_etablissement;Nom_etablissement;Code postal;Nom_commune;Libelle_academie");
        let (_, mapping) = recognise(&header).unwrap();
        assert_eq!(mapping.column_names(Field::Location, &header), "Code postal + Nom_commune");
        assert_eq!(mapping.column_names(Field::ContactEmail, &header), "");
    }
}
