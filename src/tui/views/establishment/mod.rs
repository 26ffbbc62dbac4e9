//! Establishments: the table, what is asked of the worker, and the dialogs that act on one or many rows.

mod acts;
mod add;
mod block;
mod columns;
mod conflict;
mod delete;
mod detail;
mod draw;
mod edit;
mod facets;
mod fields;
mod list;
mod many;
mod request;
mod reset;
mod rows;
pub(super) mod ticks;

pub(super) use block::{form as block_form, read as read_block};
pub(super) use detail::block_line;
pub(crate) use list::Establishments;
pub(crate) use request::{Change, Done, Reload, Request, Select, Selected};

/// Shows one establishment in full.
pub(super) fn open(number: crate::domain::establishment::EstablishmentNumber) -> crate::tui::view::Reply {
    crate::tui::view::Reply::open(detail::Detail::new(number))
}
