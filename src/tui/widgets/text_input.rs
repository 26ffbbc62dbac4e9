//! One line of text that is typed or pasted.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;
use tui_input::{Input, InputRequest};

use crate::domain::text::is_unsafe;
use crate::tui::canvas::{Canvas, columns};
use crate::tui::keymap::Key;
use crate::tui::theme::Role;

/// Most characters of a field; more than any field accepts, so that the field's own message appears.
const MAX: usize = 1000;

/// Whether what is typed can be read on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Echo {
    /// It can.
    Shown,
    /// Each character is a dot.
    Hidden,
}

/// A line of text with a cursor.
#[derive(Clone)]
pub(crate) struct TextInput {
    input: Input,
    echo: Echo,
}

impl std::fmt::Debug for TextInput {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = if self.echo == Echo::Hidden { "…" } else { self.input.value() };
        out.debug_tuple("TextInput").field(&shown).finish()
    }
}

impl TextInput {
    /// Makes a line with a first text.
    pub(crate) fn new(text: &str) -> Self {
        Self { input: Input::new(text.to_owned()), echo: Echo::Shown }
    }

    /// Makes an empty line whose text is not shown.
    pub(crate) fn hidden() -> Self {
        Self { input: Input::default(), echo: Echo::Hidden }
    }

    /// Returns the text.
    pub(crate) fn value(&self) -> &str {
        self.input.value()
    }

    /// Replaces the text.
    pub(crate) fn set(&mut self, text: &str) {
        self.input = Input::new(text.to_owned());
    }

    /// Handles a key; tells whether the key was for a text.
    pub(crate) fn key(&mut self, key: Key) -> bool {
        let request = match (key.code, key.ctrl) {
            (KeyCode::Char(sign), false) if !is_unsafe(sign) => {
                if self.value().chars().count() >= MAX {
                    return true;
                }
                InputRequest::InsertChar(sign)
            }
            (KeyCode::Backspace, false) => InputRequest::DeletePrevChar,
            (KeyCode::Delete, false) => InputRequest::DeleteNextChar,
            (KeyCode::Left, false) => InputRequest::GoToPrevChar,
            (KeyCode::Right, false) => InputRequest::GoToNextChar,
            (KeyCode::Left, true) => InputRequest::GoToPrevWord,
            (KeyCode::Right, true) => InputRequest::GoToNextWord,
            (KeyCode::Home, _) | (KeyCode::Char('a'), true) => InputRequest::GoToStart,
            (KeyCode::End, _) | (KeyCode::Char('e'), true) => InputRequest::GoToEnd,
            (KeyCode::Char('u'), true) => InputRequest::DeleteLine,
            (KeyCode::Char('w'), true) => InputRequest::DeletePrevWord,
            (KeyCode::Char('k'), true) => InputRequest::DeleteTillEnd,
            _ => return false,
        };
        self.input.handle(request);
        true
    }

    /// Inserts pasted text: line breaks become spaces, what could act as code is left out.
    pub(crate) fn paste(&mut self, text: &str) {
        let room = MAX.saturating_sub(self.value().chars().count());
        let text = text.trim_end_matches(['\r', '\n']).replace("\r\n", " ");
        let clean = text.chars().map(|sign| if matches!(sign, '\n' | '\r' | '\t') { ' ' } else { sign });
        for sign in clean.filter(|sign| !is_unsafe(*sign)).take(room) {
            self.input.handle(InputRequest::InsertChar(sign));
        }
    }

    /// Counts the columns that a line of some width leaves out at its beginning, so that the cursor is in it.
    pub(crate) fn scroll(&self, width: u16, focused: bool) -> usize {
        let cursor = match self.echo {
            Echo::Shown => self.input.visual_cursor(),
            Echo::Hidden => self.input.cursor(),
        };
        if focused { cursor.saturating_sub(usize::from(width).saturating_sub(1)) } else { 0 }
    }

    /// Draws the line, scrolled so that the cursor is in it.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
        if area.is_empty() {
            return;
        }
        let role = if focused { Role::Focus } else { Role::Field };
        let (text, cursor) = match self.echo {
            Echo::Shown => (self.value().to_owned(), self.input.visual_cursor()),
            Echo::Hidden => ("•".repeat(self.value().chars().count()), self.input.cursor()),
        };
        let scroll = self.scroll(area.width, focused);
        let shown = skip_columns(&text, scroll);
        canvas.text(area, &" ".repeat(usize::from(area.width)), role);
        canvas.text(area, &shown, role);
        if focused {
            let at = u16::try_from(cursor - scroll).unwrap_or(0).min(area.width - 1);
            canvas.place_cursor(area.x + at, area.y);
        }
    }
}

/// Leaves out the first columns of a text.
fn skip_columns(text: &str, count: usize) -> String {
    let mut skipped = 0;
    let mut signs = text.chars();
    while skipped < count {
        let Some(sign) = signs.next() else { break };
        skipped += usize::from(columns(sign.encode_utf8(&mut [0; 4])));
    }
    signs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_text_is_cleaned() {
        let mut input = TextInput::new("a");
        input.paste("b\u{1b}[31m\r\nc\u{202e}\td\n");
        assert_eq!(input.value(), "ab[31m c d");
    }

    #[test]
    fn keys_edit() {
        let mut input = TextInput::new("école");
        for code in [KeyCode::Home, KeyCode::Delete, KeyCode::Char('É'), KeyCode::End, KeyCode::Backspace] {
            assert!(input.key(Key::plain(code)));
        }
        assert_eq!(input.value(), "Écol");
        assert!(!input.key(Key::plain(KeyCode::Enter)));
        assert!(!input.key(Key::ctrl('r')));
    }

    #[test]
    fn a_secret_is_not_in_debug() {
        let mut input = TextInput::hidden();
        input.paste("hunter2");
        assert!(!format!("{input:?}").contains("hunter2"));
    }
}
