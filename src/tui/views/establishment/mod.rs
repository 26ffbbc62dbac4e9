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
mod reset;
mod rows;
pub(super) mod ticks;

use crate::domain::establishment::EstablishmentNumber;
use crate::tui::actions::Action;
use crate::tui::shared::Shared;
use crate::tui::view::Reply;

pub(super) use block::{form as block_form, read as read_block};
pub(super) use detail::block_line;
pub(crate) use list::Establishments;

/// Opens the dialog of an action on establishments that another screen chose.
pub(super) fn begin(action: Action, chosen: Vec<EstablishmentNumber>, shared: &Shared) -> Reply {
    acts::begin(action, many::numbers(chosen), shared)
}

/// Asks whether ticks that are not visible are meant too: visible only, all, or none.
pub(super) fn ask_hidden(ticked: usize, hidden: usize) -> Reply {
    Reply::open(acts::hidden_menu(ticked, hidden))
}

/// Shows one establishment in full.
pub(super) fn open(number: EstablishmentNumber) -> Reply {
    Reply::open(detail::Detail::new(number))
}
