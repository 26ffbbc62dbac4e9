//! The nouns as people meet them: what is shown of each, what is typed, what can be done. The front ends are derived from it.
//!
//! Invariant: nothing here draws, prints, asks or decides. A description names operations, which decide.

pub mod acts;
pub mod cell;
pub mod description;
pub mod door;
pub mod echo;
pub mod source;

mod audit;
mod department;
pub mod establishment;
mod export;
pub mod job;
mod mail;
mod session;
mod ssh_key;
pub mod statistics;
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

/// The audit, which commands and plain lines also write to files.
pub const AUDIT: &dyn Door = &audit::DOOR;

/// Mails, which commands and plain lines send by their own ways.
pub const MAILS: &dyn Door = &mail::DOOR;

/// Plans and jobs, whose reports front ends show by their own ways.
pub const JOBS: &dyn Door = &job::DOOR;

/// Every described noun, in the order of the command line's help.
pub const ALL: [&dyn Door; 10] = [
    &zone::DOOR,
    &template::DOOR,
    &webmaster::DOOR,
    &department::DOOR,
    &session::DOOR,
    &ssh_key::DOOR,
    &export::DOOR,
    &mail::DOOR,
    &audit::DOOR,
    &job::DOOR,
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
    use super::{Rows, audit, door, mail};
    use crate::domain::mail::{Mail, State};
    use crate::operations::audit::AuditRow;

    pub(crate) fn mails(rows: Vec<Mail>) -> Box<dyn Rows> {
        door::boxed::<mail::Mails>((rows, ()))
    }

    pub(crate) fn entries(rows: Vec<AuditRow>) -> Box<dyn Rows> {
        door::boxed::<audit::Entries>((rows, ()))
    }

    pub(crate) fn mail_groups(counts: Vec<(State, u32)>) -> Vec<Group> {
        mail::counted(counts)
    }
}
