//! The columns of the table, and what is in a cell.

use crate::domain::statistics::Line;
use crate::nouns::statistics::{cells, heads};
use crate::tui::shared::Shared;
use crate::tui::views::noun::drawn;
use crate::tui::widgets::table::{self, Column};

/// Columns that stay where they are: whose figures these are.
const KEPT: [usize; 2] = [0, 3];

/// Returns the columns after they were moved so many times: from then on those from the left on are seen that have room.
pub(super) fn columns(moved: usize) -> Vec<Column> {
    let mut columns: Vec<Column> = heads().iter().map(Column::of).collect();
    let Some(first) = moved.checked_sub(1) else { return columns };
    let movable = columns.iter_mut().enumerate().filter(|(at, _)| !KEPT.contains(at));
    for (place, (_, column)) in movable.enumerate() {
        column.priority = place.checked_sub(first).map_or(u8::MAX, |place| u8::try_from(place + 1).unwrap_or(u8::MAX));
    }
    columns
}

/// Tells whether something is seen by moving the columns once more: the last one is not seen yet.
pub(super) fn can_move(moved: usize, width: u16) -> bool {
    table::widths(&columns(moved), width).last().is_some_and(|width| *width == 0)
}

/// Returns a line's cells.
pub(super) fn line(line: &Line, shared: &Shared) -> table::Line {
    let cells = cells(line, &shared.zone_name(line.zone), &shared.catalogue);
    table::Line { mark: "", cells: cells.iter().map(|cell| drawn(cell, shared)).collect() }
}
