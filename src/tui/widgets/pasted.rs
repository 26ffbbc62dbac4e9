//! A table that is pasted: kept as it came, tabs and all, and shown by its last lines. What would be too long to edit here is
//! edited where it comes from.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use crate::tui::canvas::{Canvas, after, row};
use crate::tui::keymap::Key;
use crate::tui::theme::Role;

/// Most bytes.
const MAX: usize = 4 << 20;
/// Columns of a line's number.
const NUMBER: u16 = 7;

/// What was pasted so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pasted {
    text: String,
}

impl Pasted {
    /// Returns it.
    pub(crate) fn value(&self) -> &str {
        &self.text
    }

    /// Puts something else in its place.
    pub(crate) fn set(&mut self, text: &str) {
        text.clone_into(&mut self.text);
    }

    /// Adds to it, as far as there is room.
    pub(crate) fn paste(&mut self, text: &str) {
        for sign in text.replace("\r\n", "\n").replace('\r', "\n").chars() {
            if self.text.len() + sign.len_utf8() > MAX {
                break;
            }
            self.text.push(sign);
        }
    }

    /// Handles a key; false when it is for nothing here. Of terminals that do not say that they paste, it comes as keys.
    pub(crate) fn key(&mut self, key: Key) -> bool {
        match (key.code, key.ctrl) {
            (KeyCode::Char('u'), true) => self.text.clear(),
            (KeyCode::Char(sign), false) => self.paste(sign.encode_utf8(&mut [0; 4])),
            (KeyCode::Backspace, false) => drop(self.text.pop()),
            // Behind a line; else it leads on.
            (KeyCode::Enter, false) if !self.text.is_empty() && !self.text.ends_with('\n') => self.text.push('\n'),
            _ => return false,
        }
        true
    }

    /// Draws its last lines, each with its number.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
        let role = if focused { Role::Focus } else { Role::Field };
        let lines: Vec<&str> = self.text.split('\n').collect();
        let from = lines.len().saturating_sub(usize::from(area.height));
        for y in 0..area.height {
            let line = row(area, y);
            canvas.text(line, &" ".repeat(usize::from(line.width)), role);
            let Some(text) = lines.get(from + usize::from(y)) else { continue };
            canvas.text(line, &format!("{:>5} ", from + usize::from(y) + 1), Role::Dim);
            canvas.text(after(line, NUMBER), &text.replace('\t', " ; "), role);
        }
        if focused {
            let last = u16::try_from(lines.len() - from).unwrap_or(1).saturating_sub(1);
            let typed = lines.last().map_or(0, |line| line.chars().count());
            let x = u16::try_from(typed).unwrap_or(u16::MAX).saturating_add(NUMBER).min(area.width.saturating_sub(1));
            canvas.place_cursor(area.x + x, area.y + last);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_kept_as_it_came_and_added_to() {
        let mut pasted = Pasted::default();
        assert!(!pasted.key(Key::plain(KeyCode::Enter)), "nothing was pasted");
        pasted.paste("username\tactive\r\na\t1\r");
        pasted.key(Key::sign('b'));
        assert!(pasted.key(Key::plain(KeyCode::Enter)));
        assert_eq!(pasted.value(), "username\tactive\na\t1\nb\n");
        assert!(!pasted.key(Key::plain(KeyCode::Enter)), "behind a whole line it leads on");
        pasted.paste(&"x".repeat(MAX));
        assert_eq!(pasted.value().len(), MAX);
        pasted.key(Key { ctrl: true, ..Key::sign('u') });
        assert_eq!(pasted.value(), "");
    }
}
