//! How the table of establishments is drawn, with the detail of the row under the cursor.

use super::list::Establishments;
use super::{columns, pane};
use crate::domain::message::Message;
use crate::tui::actions::Action;
use crate::tui::canvas::Canvas;
use crate::tui::shared::Shared;
use crate::tui::views::listing::Drawn;

/// Draws the screen.
pub(super) fn draw(screen: &Establishments, canvas: &mut Canvas<'_>, shared: &Shared) {
    let [_, body, pane] = screen.list.places(pane::height);
    let drawn = Drawn {
        columns: &columns::columns(),
        sorted: columns::of_key(screen.sort.key).map(|at| (at, screen.sort.descending)),
        ticks: &shared.ticks,
        empty: empty(screen, shared),
        head: &|_, _| {},
        line: &|row| columns::line(row, shared),
        picture: None,
    };
    screen.list.draw(canvas, body, &drawn, shared);
    if let Some(row) = screen.list.row() {
        pane::draw(canvas, pane, row, shared);
    }
}

/// Says why there is no row, and what can be done.
fn empty(screen: &Establishments, shared: &Shared) -> Message {
    if screen.list.total == 0 {
        return Message::new("establishments-none")
            .with("add", shared.key_of(Action::EstablishmentAdd))
            .with("import", shared.key_of(Action::EstablishmentImport));
    }
    let key = if screen.list.is_only_ticked() { "establishments-none-ticked" } else { "establishments-no-match" };
    Message::new(key).with("back", shared.key_of(Action::Back))
}
