//! How the table of exports is drawn.

use ratatui::layout::Rect;

use super::list::Exports;
use super::sign;
use crate::domain::export::Presence;
use crate::domain::message::Message;
use crate::domain::time::DAY_S;
use crate::i18n::words;
use crate::operations::export::Found;
use crate::tui::actions::Action;
use crate::tui::canvas::{Canvas, after, below, row};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widgets::filter_line::FilterLine;
use crate::tui::widgets::table::{Column, Line};

const COLUMNS: [Column; 7] = [
    Column { title: "column-state", min: 10, weight: 0, priority: 0 },
    Column { title: "export-column-when", min: 16, weight: 0, priority: 0 },
    Column { title: "column-number", min: 7, weight: 0, priority: 0 },
    Column { title: "column-name", min: 16, weight: 2, priority: 0 },
    Column { title: "export-column-age", min: 11, weight: 0, priority: 1 },
    Column { title: "export-column-size", min: 9, weight: 0, priority: 2 },
    Column { title: "export-column-why", min: 18, weight: 1, priority: 3 },
];

/// Gives the role of how an export was found.
pub(super) const fn role(presence: Presence) -> Role {
    match presence {
        Presence::There => Role::Text,
        Presence::Verified => Role::Good,
        Presence::Missing => Role::Warning,
        Presence::Damaged | Presence::Unrestorable => Role::Error,
    }
}

/// Says how an export was found.
pub(super) fn presence(presence: Presence, shared: &Shared) -> String {
    shared.say(&Message::new("export-presence").with("presence", presence.word()))
}

/// Says why one was made.
pub(super) fn why(found: &Found, shared: &Shared) -> String {
    shared.say(&Message::new("export-why").with("why", found.export.why.word()))
}

fn line(screen: &Exports, at: usize, found: &Found, shared: &Shared) -> Line {
    let presence = screen.presence(found);
    let text = |text: String| (text, Role::Text);
    let export = &found.export;
    let days = shared.now.0.saturating_sub(export.taken_at.0).max(0) / DAY_S;
    let cells = vec![
        (format!("{} {}", sign(presence), self::presence(presence, shared)), role(presence)),
        text(shared.catalogue.moment(export.taken_at)),
        text(export.number.to_string()),
        text(export.held.denomination.clone()),
        text(shared.say(&Message::new("export-age").with("days", days))),
        text(words::size(export.size_bytes, &shared.catalogue)),
        text(why(found, shared)),
    ];
    let range = screen.range_from.map(|from| from.min(screen.listed.at())..=from.max(screen.listed.at()));
    let mark = match range {
        _ if screen.ticks.contains(&export.file) => "[x]",
        Some(range) if range.contains(&at) => "[•]",
        Some(_) | None => "[ ]",
    };
    Line { mark, cells }
}

/// Draws the screen.
pub(super) fn draw(screen: &Exports, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let body = below(area, 1.min(area.height));
    let is_filtered = screen.only_ticked || !screen.input.value().trim().is_empty();
    let empty = if is_filtered {
        Message::new("exports-no-match").with("back", shared.key_of(Action::Back))
    } else {
        Message::new("exports-none").with("file", shared.key_of(Action::ExportFile))
    };
    screen.listed.draw(canvas, body, &COLUMNS, &empty, shared, &|at, found| line(screen, at, found, shared));
    draw_head(screen, canvas, area, shared);
}

fn draw_head(screen: &Exports, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let head = row(area, 0);
    let mut used = 0;
    if screen.only_ticked {
        used += canvas.text(head, &format!(" {} ", shared.text("establishments-only-ticked")), Role::Tick);
    }
    if screen.typing || !screen.input.value().is_empty() {
        let (error, remarks) = (screen.filter_error.as_ref(), screen.remarks.as_slice());
        FilterLine { input: &screen.input, typing: screen.typing, error, remarks }.draw(canvas, area, used, shared);
        return;
    }
    let totals = Message::new("export-totals")
        .with("count", screen.totals.count)
        .with("size", words::size(screen.totals.size_bytes, &shared.catalogue))
        .with("days", screen.retention_days)
        .with("old", screen.old);
    canvas.text(after(head, used), &format!(" {}", shared.say(&totals)), Role::Dim);
}
