//! How the table of establishments is drawn: filter, rows, and the detail of the row under the cursor.

use ratatui::layout::Rect;

use super::list::Establishments;
use super::{columns, pane};
use crate::domain::message::Message;
use crate::tui::canvas::{Canvas, below, row};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widgets::filter_line::FilterLine;
use crate::tui::widgets::table;

/// Gives the places of filter, table and detail.
pub(super) fn places(list: &Establishments, shared: &Shared) -> (Rect, Rect, Rect) {
    let area = list.area;
    let filtered = list.typing || !list.input.value().is_empty() || list.only_ticked;
    let top = u16::from(filtered).min(area.height);
    let rest = below(area, top);
    let detail_height = pane::height(rest, shared).min(rest.height);
    let table_height = rest.height - detail_height;
    (row(area, 0), Rect { height: table_height, ..rest }, below(rest, table_height))
}

/// Draws the screen.
pub(super) fn draw(list: &Establishments, canvas: &mut Canvas<'_>, shared: &Shared) {
    let (filter, body, pane) = places(list, shared);
    draw_list(list, canvas, (body, pane), shared);
    if body.y > list.area.y {
        draw_filter(list, canvas, filter, shared);
    }
}

fn draw_list(list: &Establishments, canvas: &mut Canvas<'_>, (body, pane): (Rect, Rect), shared: &Shared) {
    if let Some(failure) = &list.failure {
        canvas.paragraph(below(body, 1), &shared.say(failure), Role::Error);
        return;
    }
    if list.is_loading() {
        canvas.text(row(body, 1), &format!("    {}", shared.text("loading")), Role::Dim);
        return;
    }
    let sorted = columns::of_key(list.sort.key).map(|at| (at, list.sort.descending));
    let range = list.range_from.map(|from| from.min(list.viewport.at)..=from.max(list.viewport.at));
    let line = |at: usize| {
        let number = list.shown.get(at)?;
        let mark = match &range {
            _ if shared.ticks.contains(number) => "[x]",
            Some(range) if range.contains(&at) => "[•]",
            Some(_) | None => "[ ]",
        };
        Some(columns::line(list.rows.get(*number)?, mark, shared))
    };
    table::draw(canvas, body, (&columns::COLUMNS, sorted), &list.viewport, shared, &line);
    if list.shown.is_empty() {
        canvas.paragraph(below(body, 2), &shared.say(&empty(list, shared)), Role::Dim);
        return;
    }
    match list.current().and_then(|number| list.rows.get(number)) {
        Some(Ok(row)) => pane::pane(canvas, pane, row, shared),
        Some(Err(odd)) => pane::odd_pane(canvas, pane, odd, shared),
        None => {}
    }
}

/// Says why there is no row, and what can be done.
fn empty(list: &Establishments, shared: &Shared) -> Message {
    use crate::tui::actions::Action;
    if list.total == 0 {
        return Message::new("establishments-none")
            .with("add", shared.key_of(Action::EstablishmentAdd))
            .with("import", shared.key_of(Action::EstablishmentImport));
    }
    let key = if list.only_ticked { "establishments-none-ticked" } else { "establishments-no-match" };
    Message::new(key).with("back", shared.key_of(Action::Back))
}

fn draw_filter(list: &Establishments, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let mut used = 0;
    if list.only_ticked {
        used += canvas.text(area, &format!(" {} ", shared.text("establishments-only-ticked")), Role::Tick);
    }
    if list.typing || !list.input.value().is_empty() {
        let (error, remarks) = (list.filter_error.as_ref(), list.remarks.as_slice());
        FilterLine { input: &list.input, typing: list.typing, error, remarks }.draw(canvas, list.area, used, shared);
    }
}
