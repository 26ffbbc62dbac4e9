//! Exports: the catalogue as a table with ticks, reading them to see whether they are whole, restoring from them or from
//! files that another host made, removing old ones, and for how long they are kept.

mod acts;
mod detail;
mod draw;
mod forms;
mod list;
mod view;

pub(crate) use list::Exports;

use crate::domain::export::Presence;
use crate::operations::export::Found;

/// Gives the sign of how an export was found.
const fn sign(presence: Presence) -> &'static str {
    match presence {
        Presence::There => "○",
        Presence::Verified => "✓",
        Presence::Missing => "?",
        Presence::Damaged | Presence::Unrestorable => "×",
    }
}

/// Gives the name under which a row stays the same row.
fn key(found: &Found) -> String {
    found.export.file.clone()
}
