//! Several lines of text.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use crate::domain::text::is_unsafe;
use crate::tui::canvas::{Canvas, columns, row};
use crate::tui::keymap::Key;
use crate::tui::theme::Role;

/// Most characters.
const MAX: usize = 20_000;

/// Lines of text with a cursor.
#[derive(Debug, Clone)]
pub(crate) struct TextArea {
    lines: Vec<Vec<char>>,
    line: usize,
    column: usize,
}

impl TextArea {
    /// Makes an area with a first text, the cursor at its end.
    pub(crate) fn new(text: &str) -> Self {
        let lines: Vec<Vec<char>> = text.split('\n').map(|line| line.chars().collect()).collect();
        let line = lines.len() - 1;
        let column = lines.last().map_or(0, Vec::len);
        Self { lines, line, column }
    }

    /// Gives the text.
    pub(crate) fn value(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(|line| line.iter().collect()).collect();
        lines.join("\n")
    }

    /// Handles a key; false when the key leads out of the area.
    pub(crate) fn key(&mut self, key: Key) -> bool {
        match (key.code, key.ctrl) {
            (KeyCode::Char(sign), false) if !is_unsafe(sign) => self.insert(sign),
            (KeyCode::Enter, false) => self.insert('\n'),
            (KeyCode::Backspace, false) => self.backspace(),
            (KeyCode::Delete, false) => {
                if self.right() {
                    self.backspace();
                }
            }
            (KeyCode::Left, false) => self.left(),
            (KeyCode::Right, false) => {
                self.right();
            }
            (KeyCode::Home, _) => self.column = 0,
            (KeyCode::End, _) => self.column = self.current().len(),
            (KeyCode::Up, false) if self.line > 0 => self.go(self.line - 1),
            (KeyCode::Down, false) if self.line + 1 < self.lines.len() => self.go(self.line + 1),
            _ => return false,
        }
        true
    }

    /// Inserts pasted text, line breaks kept, what could act as code left out.
    pub(crate) fn paste(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
        for sign in text.chars().filter(|sign| *sign == '\n' || !is_unsafe(*sign)) {
            self.insert(sign);
        }
    }

    fn current(&self) -> &[char] {
        self.lines.get(self.line).map_or(&[], Vec::as_slice)
    }

    fn go(&mut self, line: usize) {
        self.line = line;
        self.column = self.column.min(self.current().len());
    }

    fn insert(&mut self, sign: char) {
        if self.lines.iter().map(|line| line.len() + 1).sum::<usize>() > MAX {
            return;
        }
        let column = self.column;
        let Some(line) = self.lines.get_mut(self.line) else { return };
        if sign == '\n' {
            let rest = line.split_off(column);
            self.line += 1;
            self.column = 0;
            self.lines.insert(self.line, rest);
        } else {
            line.insert(column, sign);
            self.column += 1;
        }
    }

    fn backspace(&mut self) {
        if self.column > 0 {
            self.column -= 1;
            let column = self.column;
            if let Some(line) = self.lines.get_mut(self.line) {
                line.remove(column);
            }
        } else if self.line > 0 {
            let rest = self.lines.remove(self.line);
            self.line -= 1;
            if let Some(line) = self.lines.get_mut(self.line) {
                self.column = line.len();
                line.extend(rest);
            }
        }
    }

    fn left(&mut self) {
        if self.column > 0 {
            self.column -= 1;
        } else if self.line > 0 {
            self.line -= 1;
            self.column = self.current().len();
        }
    }

    /// Tells whether there was a character to go over.
    fn right(&mut self) -> bool {
        if self.column < self.current().len() {
            self.column += 1;
        } else if self.line + 1 < self.lines.len() {
            self.line += 1;
            self.column = 0;
        } else {
            return false;
        }
        true
    }

    /// Draws the lines around the cursor, each scrolled by itself.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
        let role = if focused { Role::Focus } else { Role::Field };
        let height = usize::from(area.height);
        let first = (self.line + 1).saturating_sub(height);
        for (place, text) in self.lines.iter().enumerate().skip(first).take(height) {
            let line = row(area, u16::try_from(place - first).unwrap_or(u16::MAX));
            let on_cursor = focused && place == self.line;
            let mut start = 0;
            if on_cursor {
                while start < self.column && width(&text[start..self.column]) >= line.width {
                    start += 1;
                }
                let at = width(&text[start..self.column]);
                canvas.place_cursor(line.x + at.min(line.width.saturating_sub(1)), line.y);
            }
            let shown: String = text.iter().skip(start).collect();
            canvas.text(line, &format!("{shown}{}", " ".repeat(usize::from(line.width))), role);
        }
        for line in self.lines.len().saturating_sub(first)..height {
            let line = row(area, u16::try_from(line).unwrap_or(u16::MAX));
            canvas.text(line, &" ".repeat(usize::from(line.width)), role);
        }
    }
}

fn width(signs: &[char]) -> u16 {
    columns(&signs.iter().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_split_and_join() {
        let mut area = TextArea::new("ab");
        for code in [KeyCode::Left, KeyCode::Enter, KeyCode::Char('c'), KeyCode::Up, KeyCode::End, KeyCode::Delete] {
            assert!(area.key(Key::plain(code)));
        }
        assert_eq!(area.value(), "acb");
        area.paste("x\r\ny\u{1b}");
        assert_eq!(area.value(), "ax\nycb");
        assert!(!area.key(Key::plain(KeyCode::Tab)));
    }
}
