//! The columns of the table, and what is in a cell.

use crate::domain::message::Explain as _;
use crate::domain::statistics::{Line, Measure};
use crate::i18n::words;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widgets::table::{self, Column};

const fn column(measure: Measure, min: u16, weight: u16, priority: u8) -> Column {
    Column { title: words::measure(measure), min, weight, priority }
}

/// The columns; those with a higher priority number yield first on a narrow screen.
pub(super) const COLUMNS: [Column; 18] = [
    column(Measure::Number, 7, 0, 0),
    column(Measure::Zone, 10, 1, 6),
    column(Measure::Uai, 8, 0, 8),
    column(Measure::Denomination, 18, 4, 0),
    column(Measure::Contact, 14, 1, 9),
    column(Measure::RegisteredOn, 13, 0, 9),
    column(Measure::LastSignIn, 18, 0, 0),
    column(Measure::Staff, 11, 0, 2),
    column(Measure::StaffConnected, 15, 0, 3),
    column(Measure::Learners, 9, 0, 1),
    column(Measure::LearnersConnected, 13, 0, 3),
    column(Measure::Evaluations, 11, 0, 4),
    column(Measure::EvaluationsRecent, 14, 0, 7),
    column(Measure::Grades, 7, 0, 1),
    column(Measure::GradesRecent, 14, 0, 7),
    column(Measure::Enrolments, 12, 0, 4),
    column(Measure::Size, 9, 0, 5),
    column(Measure::SignInMode, 17, 0, 8),
];

/// Columns that stay where they are: whose figures these are.
const KEPT: [usize; 2] = [0, 3];

/// Returns the columns after they were moved so many times: from then on those from the left on are seen that have room.
pub(super) fn columns(moved: usize) -> [Column; 18] {
    let mut columns = COLUMNS;
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

/// Returns a line's cells; of one that could not be read, its cause.
pub(super) fn line(line: &Line, mark: &'static str, shared: &Shared) -> table::Line {
    let cell = |measure: Measure| match (&line.figures, measure) {
        (Err(reason), Measure::LastSignIn) => (format!("× {}", shared.say(&reason.message())), Role::Error),
        (_, Measure::Zone) => (shared.zone_name(line.zone), Role::Text),
        (_, measure) => (words::measured(line, measure, &shared.catalogue), Role::Text),
    };
    table::Line { mark, cells: Measure::ALL.into_iter().map(cell).collect() }
}
