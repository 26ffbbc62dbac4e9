//! How a file is to be read, and what becomes of rows that leave a choice.

use crate::domain::import::Mapping;

/// What happens to a zone name that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MissingZones {
    /// The import creates the zone, unless its name is a number: then a column was more likely taken for another one.
    #[default]
    CreateNamed,
    /// The import creates the zone, whatever its name.
    Create,
    /// The row is refused. A zone *number* that is not known is always refused.
    Refuse,
}

/// What happens to a second site of one UAI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SharedUai {
    /// It is refused or left out, and listed.
    #[default]
    Refuse,
    /// It is imported as a further site. Three real UAIs of Brittany cover two sites.
    Accept,
}

/// What happens to numbers far above the highest one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FarNumbers {
    /// They are refused: one digit too many would take the numbers between from everybody.
    #[default]
    Refuse,
    /// They are given.
    Accept,
}

/// What happens to establishments that are there already and differ from their row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Update {
    /// They stay as they are, and are listed.
    #[default]
    Leave,
    /// They get what the row has, each as an edit does it.
    Apply,
}

/// How a file is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The mapping by hand; `None` takes the recognised one.
    pub mapping: Option<Mapping>,
    /// What happens to unknown zone names.
    pub missing_zones: MissingZones,
    /// What happens to second sites.
    pub shared_uai: SharedUai,
    /// What happens to numbers that jump.
    pub far_numbers: FarNumbers,
    /// What happens to what differs.
    pub update: Update,
}
