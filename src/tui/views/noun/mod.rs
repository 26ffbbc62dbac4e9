//! The described nouns: one table and one form for all of them.

mod detail;
mod form;
mod keys;
mod lines;
mod screen;
mod view;

pub(crate) use form::NounForm;
pub(crate) use screen::NounScreen;
