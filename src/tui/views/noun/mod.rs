//! The described nouns: one table and one form for all of them.

mod form;
mod keys;
mod lines;
mod list;
mod ticks;

pub(crate) use form::NounForm;
pub(crate) use list::NounScreen;
