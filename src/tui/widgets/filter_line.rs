//! The line in which a filter is typed: its text, the place that cannot be read, what may not be meant.

use ratatui::layout::Rect;

use super::text_input::TextInput;
use crate::domain::filter::{FilterError, Remark};
use crate::domain::message::Explain as _;
use crate::tui::canvas::{Canvas, after, below, columns, inside, row, wrap};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;

/// What the line shows.
#[derive(Debug)]
pub(crate) struct FilterLine<'a> {
    /// What is typed.
    pub(crate) input: &'a TextInput,
    /// Whether keys go there.
    pub(crate) typing: bool,
    /// Why it cannot be read.
    pub(crate) error: Option<&'a FilterError>,
    /// What may not be meant.
    pub(crate) remarks: &'a [Remark],
}

/// Most lines of the list that words cover when they do not fit beside what is typed.
const WRAPPED: u16 = 3;

impl FilterLine<'_> {
    /// Draws the line into the first row of a place, from a column on; a refusal stands over the head of the
    /// table, so that the list stays where it is.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, from: u16, shared: &Shared) {
        let first = after(row(area, 0), from);
        let used = canvas.text(first, " / ", Role::Key);
        let place = after(first, used);
        if let Some(error) = self.error {
            self.input.draw(canvas, place, self.typing);
            self.refusal(error, canvas, area, place, shared);
            return;
        }
        let said: Vec<String> = self.remarks.iter().map(|remark| shared.say(&remark.message())).collect();
        if said.is_empty() {
            self.input.draw(canvas, place, self.typing);
            return;
        }
        let said = said.join(" ");
        let room = columns(self.input.value()).saturating_add(2).min(place.width / 2);
        let beside = after(place, room + 1);
        if columns(&said) <= beside.width {
            self.input.draw(canvas, Rect { width: room, ..place }, self.typing);
            canvas.text(beside, &said, Role::Warning);
            return;
        }
        self.input.draw(canvas, place, self.typing);
        cover(canvas, below(area, 1), &said, Role::Warning);
    }

    /// Draws carets under the place and the words beside them, or below when they do not fit.
    fn refusal(&self, error: &FilterError, canvas: &mut Canvas<'_>, area: Rect, place: Rect, shared: &Shared) {
        let message = error.message();
        if let Some(hint) = shared.catalogue.hint(&message) {
            let typed = columns(self.input.value()).saturating_add(2);
            canvas.text(after(place, typed.min(place.width)), &hint, Role::Dim);
        }
        let under = row(below(area, 1), 0);
        if under.is_empty() {
            return;
        }
        let (_, start, width) = error.marked(|text| usize::from(columns(text)));
        let start = start.saturating_sub(self.input.scroll(place.width, self.typing));
        let start = u16::try_from(start).unwrap_or(u16::MAX).min(place.width.saturating_sub(1));
        let at = (place.x - area.x).saturating_add(start);
        let carets = "^".repeat(width.min(usize::from(place.width - start)));
        let said = shared.say(&message);
        blank(canvas, under);
        let end = at + canvas.text(after(under, at), &carets, Role::Error) + 1;
        if columns(&said) <= under.width.saturating_sub(end) {
            canvas.text(after(under, end), &said, Role::Error);
        } else if columns(&said) + 2 <= at {
            canvas.text(after(under, at - columns(&said) - 1), &said, Role::Error);
        } else {
            cover(canvas, below(area, 2), &said, Role::Error);
        }
    }
}

/// Writes over the first lines of a place what must be read whole.
fn cover(canvas: &mut Canvas<'_>, area: Rect, said: &str, role: Role) {
    let lines = wrap(said, usize::from(area.width.saturating_sub(2)));
    for (line, text) in (0..area.height.min(WRAPPED)).zip(&lines) {
        blank(canvas, row(area, line));
        canvas.text(inside(row(area, line), 1, 0), text, role);
    }
}

fn blank(canvas: &mut Canvas<'_>, area: Rect) {
    canvas.text(area, &" ".repeat(usize::from(area.width)), Role::Text);
}
