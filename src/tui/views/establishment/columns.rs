//! The columns of the table, and what is in a cell.

use crate::domain::search::SortKey;
use crate::nouns::description::Head;
use crate::nouns::establishment::{Row, cells, heads};
use crate::tui::shared::Shared;
use crate::tui::views::noun::drawn;
use crate::tui::widgets::table::{Column, Line};

/// Lists the columns that the screen shows, each with its place among all.
fn shown() -> impl Iterator<Item = (usize, Head)> {
    heads().into_iter().enumerate().filter(|(_, head)| head.is_shown())
}

/// Lists the columns; those with a higher priority number yield first on a narrow screen.
pub(super) fn columns() -> Vec<Column> {
    shown().map(|(_, head)| Column::of(&head)).collect()
}

/// Returns the column that an order is by; none for one that is not shown.
pub(super) fn of_key(key: SortKey) -> Option<usize> {
    shown().position(|(_, head)| head.sorts == Some(key))
}

/// Returns a row's cells; of one with a value that nobody knows, its number and which value that is.
pub(super) fn line(row: &Row, shared: &Shared) -> Line {
    let cells = cells(row);
    Line { mark: "", cells: shown().map(|(at, _)| drawn(&cells[at], shared)).collect() }
}
