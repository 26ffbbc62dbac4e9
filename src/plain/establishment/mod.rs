//! The establishments: list, ticks, one in full, and what is done to one or to the ticked ones.

mod acts;
mod groups;
mod import;
mod list;
mod mailing;
mod mapping;
mod ticks;

pub(super) use list::show;
