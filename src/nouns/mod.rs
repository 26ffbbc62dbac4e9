//! The nouns as people meet them: what is shown of each, what is typed, what can be done. The front ends are derived from it.
//!
//! Invariant: nothing here draws, prints, asks or decides. A description names operations, which decide.

pub mod acts;
pub mod cell;
pub mod description;
pub mod door;
pub mod echo;
pub mod source;

mod department;
pub mod establishment;
mod export;
mod session;
mod ssh_key;
mod template;
mod webmaster;
mod zone;

pub use acts::{Doors, Takes};
pub use cell::{Cell, Tone, Word};
pub use door::{Done, Door, Rows, Target};
pub use source::{Ask, Id, Order};

use crate::domain::act::Noun;

/// Exports, whose plans, checks and terms front ends add.
pub const EXPORTS: &dyn Door = &export::DOOR;

/// Every described noun, in the order of the command line's help.
pub const ALL: [&dyn Door; 7] =
    [&zone::DOOR, &template::DOOR, &webmaster::DOOR, &department::DOOR, &session::DOOR, &ssh_key::DOOR, &export::DOOR];

/// What front ends work with, for a noun that is described.
#[must_use]
pub fn door(noun: Noun) -> Option<&'static dyn Door> {
    ALL.into_iter().find(|door| door.noun() == noun)
}
