//! The described nouns: one table and one form for all of them.

mod form;
mod keys;
mod list;

pub(crate) use form::NounForm;
pub(crate) use list::NounScreen;
