//! How a value of a description looks.

use crate::nouns::{Cell, Tone};
use crate::tui::shared::Shared;
use crate::tui::theme::{Role, role};

/// Puts what an act found of a column in the place of a state that says nothing.
pub(super) fn over<'a>(name: &str, cell: &'a Cell, found: Option<&'a (&'static str, Cell)>) -> &'a Cell {
    match (cell, found) {
        (Cell::State(state), Some((of, found))) if *of == name && state.tone == Tone::Plain => found,
        _ => cell,
    }
}

/// Returns a cell's words with its sign, and how they look.
pub(in crate::tui::views) fn drawn(cell: &Cell, shared: &Shared) -> (String, Role) {
    let text = cell.text(&shared.catalogue);
    let said = cell.read(&shared.catalogue);
    let role = role(said.first().map_or(cell.tone(), |(_, tone)| *tone));
    let sign = match cell {
        Cell::State(state) => state.sign,
        Cell::Part(done, of) => return (bar(*done, *of), role),
        Cell::Truth(..) | Cell::Code(..) if cell.tone() == Tone::Good => "●",
        Cell::Truth(..) | Cell::Code(..) if cell.tone() == Tone::Faint => "○",
        _ => return (text, role),
    };
    (format!("{sign} {text}"), role)
}

/// Signs of a small bar.
const BAR: u32 = 8;

fn bar(done: u32, of: u32) -> String {
    let full = u64::from(done) * u64::from(BAR) / u64::from(of.max(1));
    (0..u64::from(BAR)).map(|at| if at < full { '█' } else { '░' }).collect()
}
