//! Establishments: the table, what is asked of the worker, and the dialogs that act on one or many rows.

mod acts;
mod add;
mod block;
mod bulk;
mod columns;
mod conflict;
mod delete;
mod detail;
mod draw;
mod edit;
mod facets;
mod fields;
mod list;
mod request;
mod reset;
mod rows;
mod ticks;

pub(super) use block::{form as block_form, read as read_block};
pub(super) use detail::block_line;
pub(crate) use list::Establishments;
pub(crate) use request::{Bulk, Change, Done, Reload, Request, RowResult, Select, Selected};
