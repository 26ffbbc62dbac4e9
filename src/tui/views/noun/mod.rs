//! The described nouns: one table and one form for all of them.

mod cells;
mod detail;
mod form;
mod groups;
mod keys;
mod lines;
mod screen;
mod view;

pub(super) use cells::drawn;
pub(crate) use form::NounForm;
pub(crate) use screen::NounScreen;
