//! The engine of every list: which rows match, in order, which of them are known, what the filter line says, where the
//! cursor is, what is ticked.
//!
//! Names of all rows that match are kept, a few bytes each; rows themselves only around what is seen. The screens ask for
//! both, and add their columns and acts.

mod draw;
mod keys;
mod list;
mod rows;
pub(super) mod sort;
pub(super) mod ticks;

pub(super) use draw::{Drawn, Picture};
pub(super) use keys::Heard;
pub(super) use list::{Found, Head, Listing, More, Wants};
