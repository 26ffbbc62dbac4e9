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
mod mail;
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

/// Mails, which commands and plain lines send by their own ways.
pub const MAILS: &dyn Door = &mail::DOOR;

/// Every described noun, in the order of the command line's help.
pub const ALL: [&dyn Door; 8] = [
    &zone::DOOR,
    &template::DOOR,
    &webmaster::DOOR,
    &department::DOOR,
    &session::DOOR,
    &ssh_key::DOOR,
    &export::DOOR,
    &mail::DOOR,
];

/// What front ends work with, for a noun that is described.
#[must_use]
pub fn door(noun: Noun) -> Option<&'static dyn Door> {
    ALL.into_iter().find(|door| door.noun() == noun)
}

/// What front ends are tested with: rows, and how many there are of each kind, without any data.
#[cfg(test)]
pub(crate) mod made {
    use super::source::Group;
    use super::{Rows, door, mail};
    use crate::domain::mail::{Mail, State};

    pub(crate) fn mails(rows: Vec<Mail>) -> Box<dyn Rows> {
        door::boxed::<mail::Mails>((rows, ()))
    }

    pub(crate) fn mail_groups(counts: Vec<(State, u32)>) -> Vec<Group> {
        mail::counted(counts)
    }
}
