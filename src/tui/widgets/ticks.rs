//! Several of a few values, a line each.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::scroll::Scroll;
use super::select::Choice;
use crate::tui::canvas::{Canvas, row};
use crate::tui::keymap::Key;
use crate::tui::theme::Role;

/// Lines that are seen at once.
pub(crate) const LINES: u16 = 9;

/// Choices with a box each. The text is the values of those that are ticked, in their order, between commas.
#[derive(Debug, Clone)]
pub(crate) struct Ticks {
    choices: Vec<(Choice, bool)>,
    at: usize,
    top: Scroll,
}

impl Ticks {
    /// Makes a list in which some are ticked.
    pub(crate) fn new(choices: Vec<Choice>, value: &str) -> Self {
        let is_ticked = |choice: &Choice| value.split(',').any(|code| code == choice.value);
        let choices = choices.into_iter().map(|choice| (is_ticked(&choice), choice));
        Self { choices: choices.map(|(is, choice)| (choice, is)).collect(), at: 0, top: Scroll::default() }
    }

    /// Ticks others.
    pub(crate) fn set(&mut self, value: &str) {
        for (choice, is) in &mut self.choices {
            *is = value.split(',').any(|code| code == choice.value);
        }
    }

    /// Returns the values of those that are ticked.
    pub(crate) fn value(&self) -> String {
        let ticked = self.choices.iter().filter(|(_, is)| *is).map(|(choice, _)| choice.value.as_str());
        ticked.collect::<Vec<_>>().join(",")
    }

    /// How many lines it takes.
    pub(crate) fn lines(&self) -> u16 {
        u16::try_from(self.choices.len()).unwrap_or(LINES).clamp(1, LINES)
    }

    /// Handles a key; false when it leads out of the list.
    pub(crate) fn key(&mut self, key: Key) -> bool {
        let last = self.choices.len().saturating_sub(1);
        let page = usize::from(LINES);
        let to = match key.code {
            _ if key.ctrl => return false,
            KeyCode::Up => self.at.checked_sub(1),
            KeyCode::Down => Some(self.at + 1).filter(|to| *to <= last),
            KeyCode::PageUp => Some(self.at.saturating_sub(page)),
            KeyCode::PageDown => Some((self.at + page).min(last)),
            KeyCode::Home => Some(0),
            KeyCode::End => Some(last),
            KeyCode::Char(' ') => {
                if let Some((_, is)) = self.choices.get_mut(self.at) {
                    *is = !*is;
                }
                Some(self.at)
            }
            _ => None,
        };
        to.map(|to| self.at = to).is_some()
    }

    /// Draws the lines around the one under the cursor.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
        let height = usize::from(area.height);
        let top = self.top.around(self.at, height, self.choices.len());
        for (line, (at, (choice, is))) in (0..area.height).zip(self.choices.iter().enumerate().skip(top)) {
            let here = focused && at == self.at;
            let role = if here { Role::Focus } else { Role::Field };
            let mark = if *is { "[x] " } else { "[ ] " };
            canvas.pieces(row(area, line), &[(mark, role), (&choice.label, role)]);
            if here {
                canvas.place_cursor(area.x + 1, area.y + line);
            }
        }
        canvas.more_in_frame(area, top..top + height, self.choices.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_ticks_and_arrows_lead_out_at_both_ends() {
        let choice = |code: &str| Choice { value: code.into(), label: code.into() };
        let mut ticks = Ticks::new(vec![choice("a"), choice("b"), choice("c")], "c,a");
        assert_eq!(ticks.value(), "a,c");
        for (key, inside, value) in [
            (KeyCode::Up, false, "a,c"),
            (KeyCode::Char(' '), true, "c"),
            (KeyCode::Down, true, "c"),
            (KeyCode::Char(' '), true, "b,c"),
            (KeyCode::End, true, "b,c"),
            (KeyCode::Char(' '), true, "b"),
            (KeyCode::Down, false, "b"),
            (KeyCode::Char('x'), false, "b"),
            (KeyCode::PageUp, true, "b"),
            (KeyCode::Char(' '), true, "a,b"),
        ] {
            assert_eq!((ticks.key(Key::plain(key)), ticks.value().as_str()), (inside, value), "{key:?}");
        }
        ticks.set("");
        assert_eq!(ticks.value(), "");
    }
}
