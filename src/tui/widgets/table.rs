//! A table that builds only the rows it shows.
//!
//! The row under the cursor is marked by one sign and its first cell, so that a move sends a few bytes over a slow line.

use ratatui::layout::Rect;

use crate::nouns::description::Head;
use crate::tui::actions::Action;
use crate::tui::canvas::{Canvas, after, below, row};
use crate::tui::pointer::{Click, steps};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;

/// Columns before the first cell: the cursor's mark and the tick.
const MARKS: u16 = 4;

/// The same where rows have a box to tick, `[x]`.
const BOXES: u16 = 5;

/// A column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// The catalogue key of its heading.
    pub(crate) title: &'static str,
    /// Its least width.
    pub(crate) min: u16,
    /// Its share of the width that is left; 0: it stays as it is.
    pub(crate) weight: u16,
    /// Columns with a higher number yield first.
    pub(crate) priority: u8,
}

impl Column {
    /// The column that a description has.
    pub(crate) const fn of(head: &Head) -> Self {
        Self { title: head.title, min: head.min, weight: head.weight, priority: head.priority }
    }
}

/// Returns the columns after they were moved so many times: besides the kept ones, from then on those from the left on are
/// seen that have room.
pub(crate) fn moved(columns: &[Column], kept: &[usize], times: usize) -> Vec<Column> {
    let mut columns = columns.to_vec();
    let Some(first) = times.checked_sub(1) else { return columns };
    let movable = columns.iter_mut().enumerate().filter(|(at, _)| !kept.contains(at));
    for (place, (_, column)) in movable.enumerate() {
        column.priority = place.checked_sub(first).map_or(u8::MAX, |place| u8::try_from(place + 1).unwrap_or(u8::MAX));
    }
    columns
}

/// Moves the columns once, which have these widths so far; none when nothing else would be seen.
pub(crate) fn step(times: &mut usize, action: Action, widths: &[u16]) -> Option<()> {
    let is_more = if *times == 0 { widths.contains(&0) } else { widths.last() == Some(&0) };
    match action {
        Action::ColumnsRight if is_more => *times += 1,
        Action::ColumnsLeft => *times = times.checked_sub(1)?,
        _ => return None,
    }
    Some(())
}

fn shared_out(columns: &[Column], room: u16) -> Vec<u16> {
    let need = |worst: u8| -> u16 {
        columns.iter().filter(|column| column.priority <= worst).map(|column| column.min + 1).sum()
    };
    let worst = (0..=columns.iter().map(|column| column.priority).max().unwrap_or(0)).rev();
    let worst = worst.into_iter().find(|worst| need(*worst) <= room).unwrap_or(0);
    let shown = |column: &Column| column.priority <= worst;
    let spare = room.saturating_sub(need(worst));
    let weights: u16 = columns.iter().filter(|column| shown(column)).map(|column| column.weight).sum();
    let width = |column: &Column| {
        let extra = (u32::from(spare) * u32::from(column.weight)).checked_div(u32::from(weights)).unwrap_or(0);
        column.min + u16::try_from(extra).unwrap_or(0)
    };
    columns.iter().map(|column| if shown(column) { width(column) } else { 0 }).collect()
}

/// Where the cursor is, and which rows are seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Viewport {
    /// Rows.
    pub(crate) len: usize,
    /// The row under the cursor.
    pub(crate) at: usize,
    /// The first row that is seen.
    pub(crate) top: usize,
    /// Rows that are seen.
    pub(crate) height: usize,
    /// Whether rows have a box to tick.
    pub(crate) has_boxes: bool,
}

impl Viewport {
    /// Makes one of a list whose rows have a box to tick.
    pub(crate) fn with_boxes() -> Self {
        Self { has_boxes: true, ..Self::default() }
    }

    /// Returns the columns before the first cell.
    fn marks(&self) -> u16 {
        if self.has_boxes { BOXES } else { MARKS }
    }

    /// Returns each column's width in a table of this width; 0: it has yielded.
    pub(crate) fn widths(&self, columns: &[Column], width: u16) -> Vec<u16> {
        shared_out(columns, width.saturating_sub(self.marks()))
    }

    /// Moves as an action says; false when the action is none of a list's.
    pub(crate) fn act(&mut self, action: Action) -> bool {
        let page = self.height.saturating_sub(1).max(1);
        let to = match action {
            Action::Up => self.at.saturating_sub(1),
            Action::Down => self.at + 1,
            Action::PageUp => self.at.saturating_sub(page),
            Action::PageDown => self.at + page,
            Action::First => 0,
            Action::Last => self.len,
            _ => return false,
        };
        self.go(to);
        true
    }

    /// Puts the cursor on a row.
    ///
    /// When it leaves what is seen, the rows move by a third of the height: one long frame instead of many.
    pub(crate) fn go(&mut self, to: usize) {
        self.at = to.min(self.len.saturating_sub(1));
        let jump = self.height / 3;
        if self.at < self.top {
            self.top = self.at.saturating_sub(jump);
        } else if self.at >= self.top + self.height.max(1) {
            self.top = self.at + 1 + jump - self.height.max(1).min(self.at + 1);
        }
        self.top = self.top.min(self.len.saturating_sub(self.height.max(1)));
    }

    /// Takes another number of rows.
    pub(crate) fn set_len(&mut self, len: usize) {
        self.len = len;
        self.go(self.at);
    }

    /// Takes another height.
    pub(crate) fn set_height(&mut self, height: usize) {
        self.height = height;
        self.go(self.at);
    }

    /// Returns the rows that are seen, and as many more on both sides.
    pub(crate) fn window(&self, margin: usize) -> std::ops::Range<usize> {
        self.top.saturating_sub(margin)..(self.top + self.height + margin).min(self.len)
    }
}

/// Returns the sign of an order.
pub(crate) const fn sign(descending: bool) -> &'static str {
    if descending { "▼" } else { "▲" }
}

/// A row's content.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    /// The sign of a tick, or nothing.
    pub(crate) mark: &'static str,
    /// What is said of the row beside its box.
    pub(crate) sign: &'static str,
    /// One text for each column, shown or not.
    pub(crate) cells: Vec<(String, Role)>,
}

/// Draws headings and rows; `line` gives a row's content, none while it is on its way.
pub(crate) fn draw(
    canvas: &mut Canvas<'_>,
    area: Rect,
    (columns, sorted): (&[Column], Option<(usize, bool)>),
    viewport: &Viewport,
    shared: &Shared,
    line: &dyn Fn(usize) -> Option<Line>,
) {
    let marks = viewport.marks();
    let widths = viewport.widths(columns, area.width);
    headings(canvas, after(row(area, 0), marks), (columns, &widths), sorted, shared);
    for offset in 0..area.height.saturating_sub(1) {
        let at = viewport.top + usize::from(offset);
        if at >= viewport.len {
            break;
        }
        let place = row(area, offset + 1);
        let current = at == viewport.at;
        let far = steps(viewport.at, at);
        canvas.spot(place, Click::Row(far));
        canvas.spot(Rect { width: marks.min(place.width), ..place }, Click::Tick(far));
        canvas.text(place, if current { "▸" } else { " " }, Role::Key);
        let Some(line) = line(at) else {
            canvas.text(after(place, marks), "…", Role::Dim);
            continue;
        };
        canvas.text(after(place, if viewport.has_boxes { 1 } else { 2 }), line.mark, Role::Tick);
        if viewport.has_boxes {
            canvas.text(after(place, BOXES - 1), line.sign, Role::Tick);
        }
        let mut used = marks;
        let mut first = true;
        for ((text, role), width) in line.cells.iter().zip(&widths).filter(|(_, width)| **width > 0) {
            let cell = Rect { width: *width, ..after(place, used) };
            let cell = cell.intersection(place);
            canvas.cell(cell, text, *role);
            if current && first {
                canvas.paint(cell, Role::Cursor);
            }
            first = false;
            used += width + 1;
        }
    }
    // The column behind the last cell is free.
    let rows = Rect { width: area.width.saturating_sub(1), ..below(area, 1) };
    canvas.more(rows, viewport.window(0), viewport.len);
}

fn headings(
    canvas: &mut Canvas<'_>,
    area: Rect,
    (columns, widths): (&[Column], &[u16]),
    sorted: Option<(usize, bool)>,
    shared: &Shared,
) {
    let mut used = 0;
    for (at, (column, width)) in columns.iter().zip(widths).enumerate().filter(|(_, (_, width))| **width > 0) {
        let mark = sorted.filter(|(by, _)| *by == at).map_or("", |(_, descending)| sign(descending));
        let title = shared.text(column.title);
        let cell = Rect { width: *width, ..after(area, used) }.intersection(area);
        canvas.text(cell, &format!("{mark}{title}"), Role::Heading);
        used += width + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_is_always_seen() {
        proptest::proptest!(|(moves in proptest::collection::vec((0_usize..60, 0_usize..12, 0_usize..40), 1..20))| {
            let mut viewport = Viewport::default();
            for (len, height, to) in moves {
                viewport.set_len(len);
                viewport.set_height(height);
                viewport.go(to);
                proptest::prop_assert!(len == 0 || viewport.at < len);
                if height > 0 && len > 0 {
                    proptest::prop_assert!(viewport.top <= viewport.at && viewport.at < viewport.top + height);
                    proptest::prop_assert!(viewport.top == 0 || viewport.top + height <= len);
                }
            }
        });
    }

    #[test]
    fn columns_yield_by_priority() {
        let column = |min, weight, priority| Column { title: "x", min, weight, priority };
        let columns = [column(5, 0, 0), column(10, 1, 1), column(10, 0, 2)];
        let widths = |columns: &[Column], width| Viewport::default().widths(columns, width);
        assert_eq!(widths(&columns, 40), [5, 18, 10]);
        assert_eq!(widths(&columns, 25), [5, 14, 0]);
        assert_eq!(widths(&columns, 10), [5, 0, 0]);
        // Moved, they are seen from the left on; the kept one stays.
        let mut times = 0;
        for (seen, is_more) in [([5, 14, 0], true), ([5, 14, 0], true), ([5, 0, 10], false)] {
            let widths = widths(&moved(&columns, &[0], times), 25);
            assert_eq!(widths, seen, "{times}");
            assert_eq!(step(&mut times, Action::ColumnsRight, &widths).is_some(), is_more, "{times}");
        }
        assert_eq!(
            [step(&mut times, Action::ColumnsLeft, &[]), step(&mut times, Action::ColumnsLeft, &[])],
            [Some(()); 2]
        );
        assert_eq!(step(&mut times, Action::ColumnsLeft, &[]), None);
    }
}
