//! Where views draw: text that is clipped to its place, measured in columns, and never code.
//!
//! Invariant: no call panics at any size, and whatever is drawn has gone through [`visible`].

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr as _;

use super::pointer::{Click, Spot};
use super::theme::{Role, Theme};
use crate::domain::text::visible;
pub(crate) use crate::domain::text::wrap;

#[cfg(test)]
thread_local! {
    /// Texts that had no room, as they were to be written.
    static CUT: std::cell::RefCell<Vec<String>> = const { std::cell::RefCell::new(Vec::new()) };
    /// The same for the cells of tables.
    static CUT_CELLS: std::cell::RefCell<Vec<String>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// Takes the texts, and the cells, that had no room since the last time.
#[cfg(test)]
pub(crate) fn take_cut() -> [Vec<String>; 2] {
    [CUT.take(), CUT_CELLS.take()]
}

/// A frame that is being drawn.
pub(crate) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
    cursor: Option<Position>,
    spots: Vec<Spot>,
    /// Where lists go on.
    marks: Vec<(Rect, &'static str)>,
}

impl<'a> Canvas<'a> {
    /// Begins a frame.
    pub(crate) fn new(buffer: &'a mut Buffer, theme: Theme) -> Self {
        Self { buffer, theme, cursor: None, spots: Vec::new(), marks: Vec::new() }
    }

    /// Notes what a click on a place means; what is noted later lies above.
    pub(crate) fn spot(&mut self, area: Rect, press: Click) {
        self.spots.push(Spot { area, press });
    }

    /// Forgets what clicks mean and where lists go on, because something else has the keys from here on.
    pub(crate) fn forget_spots(&mut self) {
        self.spots.clear();
        self.marks.clear();
    }

    /// Draws where lists go on: of what has the keys alone.
    pub(crate) fn draw_marks(&mut self) {
        for (place, sign) in std::mem::take(&mut self.marks) {
            self.cell(place, sign, Role::Key);
        }
    }

    /// Returns what clicks mean.
    pub(crate) fn into_spots(self) -> Vec<Spot> {
        self.spots
    }

    /// Returns where the terminal's cursor is wanted.
    pub(crate) fn cursor(&self) -> Option<Position> {
        self.cursor
    }

    /// Asks for the terminal's cursor at a place, if it is on the screen.
    pub(crate) fn place_cursor(&mut self, x: u16, y: u16) {
        let at = Position::new(x, y);
        self.cursor = self.buffer.area.contains(at).then_some(at);
    }

    /// Forgets the cursor and puts the theme's background everywhere in a place.
    pub(crate) fn clear(&mut self, area: Rect) {
        self.cursor = None;
        let style = self.theme.style(Role::Text);
        for position in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// Empties a place and leaves the cursor where it is.
    pub(crate) fn clear_line(&mut self, area: Rect) {
        let cursor = self.cursor;
        self.clear(area);
        self.cursor = cursor;
    }

    /// Writes one line into a place's first line, cut with `…`; gives the columns used.
    pub(crate) fn text(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        #[cfg(test)]
        if !area.intersection(self.buffer.area).is_empty() && columns(&visible(text)) > area.width {
            CUT.with_borrow_mut(|cut| cut.push(text.to_owned()));
        }
        self.write(area, text, role)
    }

    /// Writes one line like [`Self::text`] where a cut is no loss: the cell of a table, whose whole stands elsewhere.
    pub(crate) fn cell(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        #[cfg(test)]
        if !area.intersection(self.buffer.area).is_empty() && columns(&visible(text)) > area.width {
            CUT_CELLS.with_borrow_mut(|cut| cut.push(text.to_owned()));
        }
        self.write(area, text, role)
    }

    fn write(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return 0;
        }
        let shown = fit(&self.theme.spelled(&visible(text)), usize::from(area.width));
        let style = self.theme.style(role);
        let (end, _) = self.buffer.set_stringn(area.x, area.y, &shown, usize::from(area.width), style);
        end.saturating_sub(area.x)
    }

    /// Writes pieces one after another into a place's first line; gives the columns used.
    pub(crate) fn pieces(&mut self, area: Rect, pieces: &[(&str, Role)]) -> u16 {
        let mut used = 0;
        for (text, role) in pieces {
            used += self.text(after(area, used), text, *role);
        }
        used
    }

    /// Writes a line at the right end of a place.
    pub(crate) fn right(&mut self, area: Rect, text: &str, role: Role) {
        let width = columns(text).min(area.width);
        self.text(after(area, area.width - width), text, role);
    }

    /// Marks, in the column right of a list's place, that rows of it are above or below what is seen: the one way in
    /// which everything that scrolls says so.
    pub(crate) fn more(&mut self, area: Rect, seen: Range<usize>, total: usize) {
        if area.is_empty() {
            return;
        }
        let margin = Rect { x: area.x + area.width, width: 1, ..area };
        if seen.start > 0 {
            self.marks.push((row(margin, 0), "↑"));
        }
        if seen.end < total {
            self.marks.push((row(margin, margin.height - 1), "↓"));
        }
    }

    /// The same for what stands inside a frame with a margin: the marks are in its side, away from what is written.
    pub(crate) fn more_in_frame(&mut self, area: Rect, seen: Range<usize>, total: usize) {
        self.more(Rect { width: area.width + u16::from(!area.is_empty()), ..area }, seen, total);
    }

    /// Writes wrapped text; gives the lines used. What has no room still says that it goes on.
    pub(crate) fn paragraph(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let lines = fitted(text, usize::from(area.width), usize::from(area.height));
        for (at, line) in (0..).zip(&lines) {
            self.cell(row(area, at), line, role);
        }
        u16::try_from(lines.len()).unwrap_or(area.height)
    }

    /// Returns a role to every cell of a place without touching its text.
    pub(crate) fn paint(&mut self, area: Rect, role: Role) {
        let area = area.intersection(self.buffer.area);
        self.buffer.set_style(area, self.theme.style(role));
    }

    /// Draws a box with a title over whatever is below; gives its inside.
    pub(crate) fn frame(&mut self, area: Rect, title: &str, role: Role) -> Rect {
        let area = area.intersection(self.buffer.area);
        // A list below it has not the keys.
        self.marks.clear();
        self.clear(area);
        if area.width < 2 || area.height < 2 {
            return Rect { width: 0, height: 0, ..area };
        }
        let bar = "─".repeat(usize::from(area.width - 2));
        let last = area.height - 1;
        self.text(row(area, 0), &format!("┌{bar}┐"), Role::Dim);
        for line in 1..last {
            self.text(Rect { width: 1, ..row(area, line) }, "│", Role::Dim);
            self.text(after(row(area, line), area.width - 1), "│", Role::Dim);
        }
        self.text(row(area, last), &format!("└{bar}┘"), Role::Dim);
        if !title.is_empty() && area.width > 6 {
            let place = Rect { x: area.x + 2, width: area.width - 4, height: 1, y: area.y };
            self.text(place, &format!(" {} ", fit(&visible(title), usize::from(area.width - 6))), role);
        }
        inside(area, 1, 1)
    }

    /// Returns a role's style, for a widget of ratatui's.
    pub(crate) fn style(&self, role: Role) -> ratatui::style::Style {
        self.theme.style(role)
    }

    /// Draws one of ratatui's own widgets, which must hold no text from data.
    pub(crate) fn widget(&mut self, area: Rect, widget: impl ratatui::widgets::Widget) {
        let area = area.intersection(self.buffer.area);
        if !area.is_empty() {
            widget.render(area, self.buffer);
        }
    }

    /// Draws a line across a place.
    pub(crate) fn rule(&mut self, area: Rect) {
        self.text(area, &"─".repeat(usize::from(area.width)), Role::Dim);
    }
}

/// Returns one line of a place, empty when it lies below.
pub(crate) fn row(area: Rect, line: u16) -> Rect {
    if line < area.height { Rect { y: area.y + line, height: 1, ..area } } else { Rect { height: 0, width: 0, ..area } }
}

/// Returns the lines of a place from one on.
pub(crate) fn below(area: Rect, line: u16) -> Rect {
    let line = line.min(area.height);
    Rect { y: area.y + line, height: area.height - line, ..area }
}

/// Returns what is right of the first columns.
pub(crate) fn after(area: Rect, used: u16) -> Rect {
    let used = used.min(area.width);
    Rect { x: area.x + used, width: area.width - used, ..area }
}

/// Returns a place without its margins.
pub(crate) fn inside(area: Rect, x: u16, y: u16) -> Rect {
    let (dx, dy) = (x.min(area.width / 2), y.min(area.height / 2));
    Rect { x: area.x + dx, y: area.y + dy, width: area.width - 2 * dx, height: area.height - 2 * dy }
}

/// Returns a place in the middle of another.
pub(crate) fn centre(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

/// Returns the place of a screen: without the bar, the line of state and the keys.
pub(super) fn body(area: Rect) -> Rect {
    let height = area.height.saturating_sub(3);
    Rect { y: area.y + u16::from(height > 0), height, ..area }
}

/// Measures text in columns.
pub(crate) fn columns(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// Cuts text to a number of columns; a cut shows as `…`.
pub(crate) fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for sign in text.chars() {
        let step = unicode_width::UnicodeWidthChar::width(sign).unwrap_or(0);
        if used + step + 1 > width {
            break;
        }
        used += step;
        out.push(sign);
    }
    if width > 0 {
        out.push('…');
    }
    out
}

/// Breaks a text into so many lines at most; the last one has all that is left, for a place that cuts it and says so.
pub(crate) fn fitted(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines = wrap(text, width);
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.extend((most > 0).then_some(rest));
    }
    lines
}

/// Cuts text to a number of columns at its beginning: the end of a path tells files apart.
pub(crate) fn fit_end(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = Vec::new();
    let mut used = 1;
    for sign in text.chars().rev() {
        let step = unicode_width::UnicodeWidthChar::width(sign).unwrap_or(0);
        if used + step > width {
            break;
        }
        used += step;
        kept.push(sign);
    }
    kept.extend((width > 0).then_some('…'));
    kept.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_by_columns() {
        for (text, width, cut) in
            [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("語語", 3, "語…"), ("語語", 2, "…"), ("a", 0, "")]
        {
            assert_eq!(fit(text, width), cut);
        }
        for (text, width, cut) in
            [("abc", 3, "abc"), ("abcd", 3, "…cd"), ("語語", 3, "…語"), ("語語", 2, "…"), ("a", 0, "")]
        {
            assert_eq!(fit_end(text, width), cut);
        }
    }

    #[test]
    fn nothing_panics_outside() {
        proptest::proptest!(|(x in 0_u16..20, y in 0_u16..20, w in 0_u16..30, h in 0_u16..30, text in "\\PC{0,30}")| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 5));
            let mut canvas = Canvas::new(&mut buffer, Theme::default());
            let area = Rect::new(x, y, w, h);
            canvas.frame(area, &text, Role::Title);
            canvas.text(area, &text, Role::Text);
            canvas.right(area, &text, Role::Text);
            canvas.paragraph(area, &text, Role::Text);
            canvas.place_cursor(x, y);
        });
    }
}
