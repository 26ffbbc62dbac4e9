//! Zones: the table and the form.

mod form;
mod list;

pub(crate) use list::Zones;
