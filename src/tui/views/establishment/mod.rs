//! Establishments: the table, what is asked of the worker, and the dialogs that act on one or many rows.

mod acts;
mod begin;
mod columns;
mod delete;
pub(super) mod detail;
mod detail_view;
mod draw;
mod facets;
mod list;
mod many;
mod pane;
mod pick;
mod view;

use crate::domain::establishment::EstablishmentNumber;
use crate::tui::actions::Action;
use crate::tui::shared::Shared;
use crate::tui::view::Reply;

pub(crate) use list::Establishments;

/// Opens the dialog of an action on establishments that another screen chose.
pub(super) fn begin(action: Action, chosen: Vec<EstablishmentNumber>, shared: &Shared) -> Reply {
    begin::begin(action, many::Targets::of(chosen), shared)
}

/// Shows one establishment in full.
pub(super) fn open(number: EstablishmentNumber) -> Reply {
    Reply::open(detail::Detail::new(number))
}
