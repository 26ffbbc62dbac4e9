//! The described nouns: one table and one form for all of them.

mod acts;
mod card;
mod cells;
mod conflict;
mod detail;
mod facets;
mod form;
mod groups;
mod keys;
mod lines;
mod listed;
pub(super) mod planned;
mod screen;
mod view;

pub(super) use cells::drawn;
pub(super) use detail::Detail;
pub(crate) use form::NounForm;
pub(super) use form::{form_of, typed};
pub(crate) use screen::NounScreen;
