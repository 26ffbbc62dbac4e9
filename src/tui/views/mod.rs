//! The screens, one file or folder per noun.

pub(super) mod audit;
mod conflict;
mod dialog;
mod discard;
pub(super) mod enter_as;
pub(super) mod establishment;
pub(super) mod export;
pub(super) mod first_run;
mod forgotten;
pub(super) mod home;
pub(super) mod host;
pub(super) mod import;
pub(super) mod job;
pub(super) mod leaving;
mod listing;
pub(super) mod mailing;
pub(super) mod matrix;
pub(super) mod noun;
pub(super) mod own_details;
pub(super) mod own_password;
mod person;
pub(in crate::tui) mod screens;
pub(super) mod server;
pub(super) mod sheet;
pub(super) mod sign_in;
pub(super) mod statistics;
pub(super) mod visit;

pub(super) use screens::{lead, screen};
