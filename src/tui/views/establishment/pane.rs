//! The pane below the table: what the row under the cursor has no room for.

use ratatui::layout::Rect;

use crate::i18n::standing;
use crate::nouns::establishment::Row;
use crate::tui::canvas::{Canvas, below, inside, row};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;

/// Returns the lines that the pane below the table takes.
pub(super) fn height(area: Rect) -> u16 {
    match area.height {
        0..=11 => 0,
        12..=27 => 3,
        _ => 4,
    }
}

/// Draws the pane below the table: what the row has no room for, or which value of it nobody knows.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, row_data: &Row, shared: &Shared) {
    if area.is_empty() {
        return;
    }
    canvas.rule(row(area, 0));
    let inner = inside(below(area, 1), 1, 0);
    let Some(found) = row_data.found() else {
        let why = row_data.unreadable().map(|why| shared.say(&why)).unwrap_or_default();
        canvas.paragraph(inner, &why, Role::Error);
        return;
    };
    let contact = format!("{} {}", found.contact.full_name(), angled(found.contact.email_text()));
    // On a wide screen the row itself has everything but the address.
    if area.width < 120 {
        let zone = row_data.zone(found.zone);
        let registered = shared.catalogue.day(found.registered_on);
        let joined =
            |parts: &[&str]| parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let line = joined(&[&found.denomination, &found.location, &registered]);
        canvas.cell(row(inner, 0), &line, Role::Text);
        canvas.cell(row(inner, 1), &joined(&[&zone, contact.trim()]), Role::Dim);
        return;
    }
    canvas.text(row(inner, 0), contact.trim(), Role::Text);
    for (line, block) in (1..).zip(found.blocks.iter().filter(|block| block.stands(shared.now))) {
        if line < inner.height {
            canvas.text(row(inner, line), &standing::block(&shared.catalogue, block, shared.now), Role::Error);
        }
    }
}

fn angled(email: &str) -> String {
    if email.is_empty() { String::new() } else { format!("<{email}>") }
}
