//! The establishments: list, ticks, one in full, and what is done to one or to the ticked ones.

mod add;
mod bulk;
mod detail;
mod edit;
mod fields;
mod import;
mod list;
mod one;
mod ticks;

pub(super) use list::{Listing, show};
