//! What is said of one row in full, in a box that scrolls.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::cells::{drawn, over};
use crate::nouns::Cell;
use crate::nouns::description::Head;
use crate::tui::canvas::{Canvas, after, columns, inside, row, wrap};
use crate::tui::keymap::Key;
use crate::tui::shared::Shared;
use crate::tui::theme::{Role, role};

/// Lines that Page Up and Page Down move by.
const PAGE: usize = 10;

/// The card.
#[derive(Debug, Default)]
pub(in crate::tui::views) struct Card {
    /// What is said of the row, each by its name; without one it goes on.
    pairs: Vec<(String, String, Role)>,
    /// Its text, below.
    text: String,
    /// The first line that is seen.
    top: usize,
    /// Where it is drawn.
    area: Rect,
}

/// Returns the box of a card on the screen.
pub(in crate::tui::views) fn place(area: Rect) -> Rect {
    inside(area, 2, 1)
}

impl Card {
    /// Takes a row as it was read, with what an act has found of it.
    pub(in crate::tui::views) fn take(
        &mut self,
        heads: &[Head],
        cells: &[Cell],
        found: Option<&(&'static str, Cell)>,
        shared: &Shared,
    ) {
        (self.pairs, self.text) = (Vec::new(), String::new());
        for (head, cell) in heads.iter().zip(cells) {
            let cell = over(head.name, cell, found);
            match cell {
                Cell::Lines(lines) => self.text.clone_from(lines),
                _ if head.title.is_empty() => {}
                Cell::Spoken(_) => {
                    for (at, (line, tone)) in cell.read(&shared.catalogue).into_iter().enumerate() {
                        let name = if at == 0 { shared.text(head.title) } else { String::new() };
                        self.pairs.push((name, line, role(tone)));
                    }
                }
                _ if cell.text(&shared.catalogue).is_empty() => {}
                _ => {
                    let (said, role) = drawn(cell, shared);
                    self.pairs.push((shared.text(head.title), said, role));
                }
            }
        }
    }

    /// Takes the size of the screen.
    pub(in crate::tui::views) fn resize(&mut self, area: Rect) {
        self.area = inside(inside(place(area), 1, 1), 1, 0);
    }

    fn label(&self) -> u16 {
        self.pairs.iter().map(|(name, _, _)| columns(name)).max().unwrap_or(0) + 2
    }

    /// Returns the lines as they are drawn: of each, its name and what is said.
    fn lines(&self, width: u16) -> Vec<(String, String, Role)> {
        let label = self.label();
        let mut lines = Vec::new();
        for (name, value, role) in &self.pairs {
            for (at, part) in wrap(value, usize::from(width.saturating_sub(label))).into_iter().enumerate() {
                lines.push((if at == 0 { name.clone() } else { String::new() }, part, *role));
            }
        }
        if self.text.is_empty() {
            return lines;
        }
        lines.push((String::new(), String::new(), Role::Text));
        for line in self.text.split('\n') {
            // Spaces at its beginning and inside stay when it fits.
            let is_short = columns(line) <= width;
            let parts = if is_short { vec![line.to_owned()] } else { wrap(line, usize::from(width)) };
            lines.extend(parts.into_iter().map(|part| (part, String::new(), Role::Text)));
        }
        lines
    }

    /// Handles a key; `false` when it is for nothing here.
    pub(in crate::tui::views) fn key(&mut self, key: Key) -> bool {
        let last = self.lines(self.area.width).len().saturating_sub(usize::from(self.area.height));
        let top = match key.code {
            KeyCode::Up | KeyCode::Char('k') => self.top.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => self.top + 1,
            KeyCode::PageUp => self.top.saturating_sub(PAGE),
            KeyCode::PageDown => self.top + PAGE,
            KeyCode::Home | KeyCode::Char('g') => 0,
            KeyCode::End | KeyCode::Char('G') => last,
            _ => return false,
        };
        self.top = top.min(last);
        true
    }

    /// Draws it inside its box.
    pub(in crate::tui::views) fn draw(&self, canvas: &mut Canvas<'_>, inner: Rect) {
        let (lines, label) = (self.lines(inner.width), self.label());
        let room = usize::from(inner.height);
        let top = self.top.min(lines.len().saturating_sub(room));
        let heads =
            lines.iter().position(|(name, value, _)| name.is_empty() && value.is_empty()).unwrap_or(lines.len());
        for (line, at) in (0..inner.height).zip(top..lines.len()) {
            let Some((name, value, role)) = lines.get(at) else { break };
            canvas.text(row(inner, line), name, if at < heads { Role::Dim } else { *role });
            canvas.text(after(row(inner, line), label), value, *role);
        }
        canvas.more_in_frame(inner, top..top + room, lines.len());
    }
}
