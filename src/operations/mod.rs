//! The verbs: decide → rule → one transaction. The only door for front ends, reads included.
//!
//! Invariants: nothing is read or changed before it was decided upon ([`permitted`]); a change, its audit entry and its mail are one
//! transaction; work that also touches an establishment's own database is written down first
//! ([`crate::store::registry::unfinished`]), so that it is finished or undone whatever happens.
//!
//! Every verb can fail with what the store or the system says, and with a refusal of the decision; at an item stands only what is
//! particular.

pub mod acceptance;
pub mod access;
pub mod aftermath;
pub mod audit;
pub mod backup;
pub mod clock;
pub mod context;
pub(crate) mod deed;
pub mod deeds;
pub mod demo;
pub mod department;
pub mod doctor;
pub mod error;
mod error_words;
pub mod establishment;
pub mod exchange;
pub mod export;
pub mod forgotten;
pub mod host;
pub mod identity;
mod inside;
mod inside_letter;
pub mod job;
pub mod ledger;
mod left;
pub mod letters;
pub mod mail;
pub mod mailing;
mod making;
pub mod mapping;
pub mod own_details;
pub mod pages;
mod parallel;
pub mod people;
pub mod people_group;
pub mod permitted;
pub mod profile;
pub mod progress;
mod reach;
pub mod recover;
pub mod retention;
mod rights;
pub mod role;
pub mod session;
pub mod ssh_key;
mod standing;
pub mod statistics;
pub mod user;
pub mod visit;
pub mod waiting_mail;
pub mod webmaster;
pub mod zone;

/// The deeds of every noun: the job engine's one table.
const DEEDS: &[&[&dyn deed::Doable]] = &[
    zone::DEEDS,
    webmaster::DEEDS,
    mailing::template::DEEDS,
    department::DEEDS,
    user::DEEDS,
    role::DEEDS,
    people_group::DEEDS,
    profile::DEEDS,
];

pub use aftermath::{Aftermath, Bounce, Rescued};
pub use clock::Clock;
pub use context::{Context, Options, check_initialised};
pub use error::{Conflict, Error, Result, Rule};
pub use progress::Advance;

pub use crate::store::hold::{stop_group, take_over as hold_stops};
pub use crate::store::home::Home;
pub use crate::store::machine::user_name;
