//! Zones: named groups of establishments, in an order of the host's choice.

use serde::{Deserialize, Serialize};

use super::field::{Checker, Field, FieldError};
use super::language::Language;
use super::text::{fold, required_line};

/// Longest name of a zone, in characters.
pub const NAME_MAX: usize = 80;

/// A zone's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ZoneNumber(pub u32);

impl std::fmt::Display for ZoneNumber {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

impl std::str::FromStr for ZoneNumber {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// The zone that always exists, and takes in the establishments of a deleted one.
pub const DEFAULT_ZONE: ZoneNumber = ZoneNumber(1);

/// A zone as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Its number.
    pub number: ZoneNumber,
    /// Its name, unique after folding.
    pub name: String,
    /// Its place in lists, from 1.
    pub position: u32,
    /// The language of the mails to its establishments.
    pub language: Language,
    /// Rises with every change.
    pub rev: i64,
}

/// A zone as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ZoneInput {
    /// Its name.
    pub name: String,
    /// `fr` or `en`; empty means `fr`.
    pub language: String,
}

/// A checked zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneDraft {
    /// Its name.
    pub name: String,
    /// The language of its mails.
    pub language: Language,
}

impl ZoneInput {
    /// Checks every field.
    ///
    /// # Errors
    /// Each field's problem.
    pub fn check(&self) -> Result<ZoneDraft, Vec<FieldError>> {
        let mut checker = Checker::default();
        let name = checker.take(Field::ZoneName, required_line(&self.name, NAME_MAX));
        let code = if self.language.trim().is_empty() { "fr" } else { &self.language };
        let language = checker.take(Field::Language, Language::parse(code));
        checker.finish(name.zip(language).map(|(name, language)| ZoneDraft { name, language }))
    }
}

/// An académie of the preset: the zones that most hosts want.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Academie {
    /// Its name, `Rennes`.
    pub name: &'static str,
    /// The codes of its departments, the first three signs of a UAI (`035`).
    pub departments: Vec<&'static str>,
    /// How the UAIs of its schools begin; other than departments where those changed.
    pub prefixes: Vec<&'static str>,
}

/// Source: the ministry's directory (Licence Ouverte 2.0), académies with their departments.
const ACADEMIES: &str = include_str!("../../assets/zones-academies.csv");

/// Lists the académies of the preset, in the ministry's order.
#[must_use]
pub fn academies() -> Vec<Academie> {
    ACADEMIES
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split(';');
            let name = cells.nth(1)?;
            // A region stands between the name and the codes.
            let mut codes = cells.skip(1).map(|cell| cell.split(' ').filter(|code| !code.is_empty()).collect());
            Some(Academie { name, departments: codes.next()?, prefixes: codes.next().unwrap_or_default() })
        })
        .collect()
}

/// Guesses the académie from a UAI's department or from an académie's name as files write it.
#[must_use]
pub fn academie_of(department: &str, written: &str) -> Option<&'static str> {
    let wanted = fold(written);
    let all = academies();
    all.iter()
        .find(|one| !wanted.is_empty() && fold(one.name) == wanted)
        .or_else(|| all.iter().find(|one| one.departments.contains(&department) || one.prefixes.contains(&department)))
        .map(|one| one.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preset_names_every_department_once() {
        let all = academies();
        assert!(all.len() >= 30, "{}", all.len());
        assert_eq!(academie_of("035", ""), Some("Rennes"));
        assert_eq!(academie_of("", "besancon"), Some("Besançon"));
        assert_eq!(academie_of("999", "?"), None);
    }

    #[test]
    fn fields_are_checked() {
        let errors = ZoneInput { name: " ".into(), language: "de".into() }.check().unwrap_err();
        assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), [Field::ZoneName, Field::Language]);
    }
}
