//! The described nouns: one table and one form for all of them.

pub(super) mod card;
mod cells;
mod conflict;
mod detail;
mod form;
mod groups;
mod keys;
mod lines;
mod opening;
mod screen;
mod view;

pub(super) use cells::drawn;
pub(crate) use form::NounForm;
pub(super) use form::{form_of, typed};
pub(super) use opening::Opening;
pub(crate) use screen::NounScreen;
