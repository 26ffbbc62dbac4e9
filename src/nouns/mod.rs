//! The nouns as people meet them: what is shown of each, what is typed, what can be done. The front ends are derived from it.
//!
//! Invariant: nothing here draws, prints, asks or decides. A description names operations, which decide.

pub mod acts;
pub mod cell;
pub mod description;
pub mod door;
pub mod echo;

mod department;
mod webmaster;
mod zone;

pub use acts::{Doors, Takes};
pub use cell::{Cell, Tone, Word};
pub use door::{Done, Door, Rows, Target};

use crate::domain::act::Noun;

/// Every described noun, in the order of the command line's help.
pub const ALL: [&dyn Door; 3] = [&zone::DOOR, &webmaster::DOOR, &department::DOOR];

/// What front ends work with, for a noun that is described.
#[must_use]
pub fn door(noun: Noun) -> Option<&'static dyn Door> {
    ALL.into_iter().find(|door| door.noun() == noun)
}
