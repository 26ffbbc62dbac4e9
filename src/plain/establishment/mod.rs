//! The establishments: list, ticks, one in full, and what is done to one or to the ticked ones.

mod add;
mod bulk;
mod detail;
mod edit;
mod fields;
mod groups;
mod import;
mod list;
mod mailing;
mod mapping;
mod one;
mod ticks;

pub(super) use list::show;
pub(super) use one::{block_form, check_block, read_block};
