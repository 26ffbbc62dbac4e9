//! What is asked of the worker about zones, and what it answers.

use crate::domain::zone::{Zone, ZoneInput, ZoneNumber};
use crate::operations::zone::ZoneLine;

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// All zones in their order.
    List,
    /// To add one.
    Add(ZoneInput),
    /// To save one.
    Edit {
        /// Which.
        number: ZoneNumber,
        /// The version that was read.
        rev: i64,
        /// As typed.
        input: ZoneInput,
    },
    /// To give one another place, from 1.
    Move {
        /// Which.
        number: ZoneNumber,
        /// Where to.
        position: u32,
    },
    /// To delete one.
    Delete(ZoneNumber),
    /// To add the académies that no zone is named after.
    AddAcademies,
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// The zones.
    Listed {
        /// In their order.
        lines: Vec<ZoneLine>,
        /// Académies that no zone is named after.
        academies: usize,
    },
    /// One was added or saved.
    Saved(String),
    /// Somebody else saved first; what is stored now.
    Overtaken(Zone),
    /// One has another place.
    Moved,
    /// One is gone; so many establishments are in zone 1 now.
    Deleted(usize),
    /// So many académies were added.
    AcademiesAdded(usize),
}
