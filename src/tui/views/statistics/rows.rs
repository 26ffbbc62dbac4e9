//! The columns of the table, and what is in a cell.

use crate::domain::statistics::Line;
use crate::nouns::statistics::{cells, heads};
use crate::tui::shared::Shared;
use crate::tui::views::noun::drawn;
use crate::tui::widgets::table::{self, Column};

/// Columns that stay where they are: whose figures these are.
const KEPT: [usize; 2] = [0, 3];

/// Returns the columns after they were moved so many times.
pub(super) fn columns(moved: usize) -> Vec<Column> {
    let columns: Vec<Column> = heads().iter().map(Column::of).collect();
    table::moved(&columns, &KEPT, moved)
}

/// Returns a line's cells.
pub(super) fn line(line: &Line, shared: &Shared) -> table::Line {
    let cells = cells(line, &shared.zone_name(line.zone), &shared.catalogue);
    table::Line { cells: cells.iter().map(|cell| drawn(cell, shared)).collect(), ..table::Line::default() }
}
