//! One of several values.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use crate::domain::text::fold;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Key;
use crate::tui::theme::Role;

/// A choice: the value that is sent and the words that are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// The value.
    pub(crate) value: String,
    /// The words.
    pub(crate) label: String,
}

/// A list of which one line shows.
#[derive(Debug, Clone)]
pub(crate) struct Select {
    choices: Vec<Choice>,
    /// None: nothing is chosen.
    at: Option<usize>,
    /// Whether nothing can be chosen again.
    can_be_none: bool,
    typed: String,
}

impl Select {
    /// Makes a list with a value chosen, or none when it is not in the list.
    pub(crate) fn new(choices: Vec<Choice>, value: &str) -> Self {
        let at = choices.iter().position(|choice| choice.value == value);
        Self { choices, at, can_be_none: at.is_none(), typed: String::new() }
    }

    /// Chooses a value.
    pub(crate) fn with_value(self, value: &str) -> Self {
        let at = self.choices.iter().position(|choice| choice.value == value);
        Self { at, typed: String::new(), ..self }
    }

    /// Returns the chosen value, empty when there is none.
    pub(crate) fn value(&self) -> &str {
        self.chosen().map_or("", |choice| &choice.value)
    }

    fn chosen(&self) -> Option<&Choice> {
        self.at.and_then(|at| self.choices.get(at))
    }

    /// Returns what comes before the first choice: nothing, where that can be chosen.
    const fn before_first(&self) -> Option<usize> {
        if self.can_be_none { None } else { Some(0) }
    }

    /// Handles a key: arrows go to the ends, the space bar goes round, letters go to the first name that begins with them.
    pub(crate) fn key(&mut self, key: Key) -> bool {
        let count = self.choices.len();
        if count == 0 || key.ctrl {
            return false;
        }
        match key.code {
            KeyCode::Right => self.at = Some(self.at.map_or(0, |at| (at + 1).min(count - 1))),
            KeyCode::Left => self.at = self.at.and_then(|at| at.checked_sub(1)).or(self.before_first()),
            KeyCode::Home => self.at = self.before_first(),
            KeyCode::End => self.at = Some(count - 1),
            KeyCode::Char(' ') if self.typed.is_empty() => {
                let next = self.at.map_or(0, |at| at + 1);
                self.at = Some(next).filter(|next| *next < count).or(self.before_first());
            }
            KeyCode::Backspace if self.typed.pop().is_none() => self.at = self.before_first(),
            KeyCode::Backspace => {}
            KeyCode::Char(sign) => return self.find(sign),
            _ => return false,
        }
        if !matches!(key.code, KeyCode::Char(_) | KeyCode::Backspace) {
            self.typed.clear();
        }
        true
    }

    /// Goes to what begins with the letters that were typed; false when nothing does.
    fn find(&mut self, sign: char) -> bool {
        let begins = |choices: &[Choice], typed: &str| {
            choices.iter().position(|choice| fold(&choice.label).starts_with(&fold(typed)))
        };
        self.typed.push(sign);
        let found = begins(&self.choices, &self.typed).or_else(|| {
            self.typed = sign.to_string();
            begins(&self.choices, &self.typed)
        });
        match found {
            Some(at) => self.at = Some(at),
            None => self.typed.clear(),
        }
        found.is_some()
    }

    /// Draws the chosen value between arrows.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
        let label = self.chosen().map_or("—", |choice| &choice.label);
        let role = if focused { Role::Focus } else { Role::Field };
        let (left, right) = if focused { ("‹ ", " ›") } else { ("", "") };
        canvas.pieces(area, &[(left, Role::Key), (label, role), (right, Role::Key)]);
        if focused {
            canvas.place_cursor(area.x, area.y);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_find_arrows_stop_at_the_ends_and_nothing_can_be_chosen_again() {
        let choice = |name: &str| Choice { value: name.into(), label: name.into() };
        let mut select = Select::new(vec![choice("Aix"), choice("Rennes"), choice("Reims"), choice("Élan")], "");
        assert_eq!(select.value(), "");
        for (key, value) in [
            (KeyCode::Char('r'), "Rennes"),
            (KeyCode::Char('e'), "Rennes"),
            (KeyCode::Char('i'), "Reims"),
            (KeyCode::Right, "Élan"),
            (KeyCode::Right, "Élan"),
            (KeyCode::Char(' '), ""),
            (KeyCode::Char(' '), "Aix"),
            (KeyCode::Left, ""),
            (KeyCode::Left, ""),
            (KeyCode::Char('é'), "Élan"),
            (KeyCode::Home, ""),
        ] {
            assert!(select.key(Key::plain(key)));
            assert_eq!(select.value(), value);
        }
        // What must be one of them stays one.
        let mut select = Select::new(vec![choice("Aix"), choice("Rennes")], "Aix");
        for (key, value) in [(KeyCode::Left, "Aix"), (KeyCode::Char(' '), "Rennes"), (KeyCode::Char(' '), "Aix")] {
            assert!(select.key(Key::plain(key)));
            assert_eq!(select.value(), value);
        }
    }
}
