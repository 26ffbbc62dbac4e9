//! Two people edited the same establishment: for each field that differs, whose value stays (S20).

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::fields::{FIELDS, text};
use crate::domain::establishment::{Establishment, Input};
use crate::domain::field::Field;
use crate::domain::zone::ZoneNumber;
use crate::tui::canvas::{Canvas, after, centre, inside, row};
use crate::tui::keymap::Key;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widgets::form::Form;

/// Whose value a field gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Mine,
    Theirs,
}

#[derive(Debug)]
struct Line {
    field: Field,
    mine: String,
    theirs: String,
    side: Side,
}

/// What a key decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resolution {
    /// Nothing yet.
    Open,
    /// The chosen values are to be saved.
    Decided,
    /// Back to the form, nothing saved.
    Cancelled,
}

/// The question.
#[derive(Debug)]
pub(super) struct Conflict {
    theirs: Input,
    rev: i64,
    /// Fields that only they changed: theirs stay without a question.
    untouched: Vec<Field>,
    /// Fields that both changed, each otherwise.
    lines: Vec<Line>,
    at: usize,
}

impl Conflict {
    /// Compares what was read, what was typed and what is stored now.
    pub(super) fn new(base: &Input, mine: &Input, theirs: &Establishment) -> Self {
        let stored = Input::from_draft(&theirs.draft());
        let mut untouched = Vec::new();
        let mut lines = Vec::new();
        for field in FIELDS {
            let (was, my, their) = (text(base, field), text(mine, field), text(&stored, field));
            if my == their || their == was {
                continue;
            }
            if my == was {
                untouched.push(field);
            } else {
                let (mine, theirs) = (my.to_owned(), their.to_owned());
                lines.push(Line { field, mine, theirs, side: Side::Mine });
            }
        }
        Self { theirs: stored, rev: theirs.rev, untouched, lines, at: 0 }
    }

    /// Tells whether nothing has to be asked.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Returns the version that is stored now.
    pub(super) fn rev(&self) -> i64 {
        self.rev
    }

    /// Returns what is stored now.
    pub(super) fn theirs(&self) -> &Input {
        &self.theirs
    }

    /// Puts the chosen values into the form.
    pub(super) fn apply(&self, form: &mut Form) {
        form.resume();
        for field in &self.untouched {
            form.set(*field, text(&self.theirs, *field));
        }
        for line in self.lines.iter().filter(|line| line.side == Side::Theirs) {
            form.set(line.field, &line.theirs);
        }
    }

    /// Handles a key.
    pub(super) fn key(&mut self, key: Key) -> Resolution {
        let last = self.lines.len() + 1;
        match key.code {
            KeyCode::Up | KeyCode::BackTab => self.at = if self.at == 0 { last } else { self.at - 1 },
            KeyCode::Down | KeyCode::Tab => self.at = if self.at >= last { 0 } else { self.at + 1 },
            KeyCode::Left => self.choose(Side::Mine),
            KeyCode::Right => self.choose(Side::Theirs),
            KeyCode::Char(' ') => {
                let side = self.lines.get(self.at).map(|line| line.side);
                self.choose(if side == Some(Side::Mine) { Side::Theirs } else { Side::Mine });
            }
            KeyCode::Esc => return Resolution::Cancelled,
            KeyCode::Enter if self.at == self.lines.len() => return Resolution::Decided,
            KeyCode::Enter if self.at == last => return Resolution::Cancelled,
            KeyCode::Enter => self.at += 1,
            _ => {}
        }
        Resolution::Open
    }

    fn choose(&mut self, side: Side) {
        if let Some(line) = self.lines.get_mut(self.at) {
            line.side = side;
        }
    }

    /// Draws the question over the form.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let lines = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        let place = centre(area, 76, lines.saturating_mul(3).saturating_add(7));
        let inner = inside(canvas.frame(place, &shared.text("conflict-title"), Role::Warning), 1, 0);
        canvas.text(row(inner, 0), &shared.text("conflict-text"), Role::Text);
        // Each field takes three lines; those around the one in focus are seen.
        let room = usize::from(inner.height.saturating_sub(4) / 3).max(1);
        let first = (self.at.min(self.lines.len().saturating_sub(1)) + 1).saturating_sub(room);
        let mut used = 2;
        for (at, line) in self.lines.iter().enumerate().skip(first).take(room) {
            let focused = at == self.at;
            let role = if focused { Role::Title } else { Role::Dim };
            canvas.text(row(inner, used), &shared.say(&line.field.label()), role);
            for (offset, side, key, value) in
                [(1, Side::Mine, "conflict-mine", &line.mine), (2, Side::Theirs, "conflict-theirs", &line.theirs)]
            {
                let chosen = line.side == side;
                let mark = if chosen { "(•) " } else { "( ) " };
                let role = if chosen && focused { Role::Focus } else { Role::Text };
                let place = after(row(inner, used + offset), 2);
                let shown = shown(line.field, value, shared);
                canvas.pieces(place, &[(mark, Role::Key), (&shared.text(key), Role::Dim), (&shown, role)]);
            }
            used += 3;
        }
        let buttons = row(inner, inner.height.saturating_sub(1));
        let mut right = 0;
        for (at, key) in [(self.lines.len(), "conflict-save"), (self.lines.len() + 1, "form-cancel")] {
            let role = if self.at == at { Role::Cursor } else { Role::Text };
            right += canvas.text(after(buttons, right), &format!("[ {} ]", shared.text(key)), role) + 2;
        }
        canvas.right(after(buttons, right), &shared.text("conflict-keys"), Role::Dim);
    }
}

fn shown(field: Field, value: &str, shared: &Shared) -> String {
    let zone = value.parse().ok().filter(|_| field == Field::Zone).map(ZoneNumber);
    zone.map_or_else(|| format!(" {value}"), |zone| format!(" {}", shared.zone_name(zone)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::tests::fixture;

    #[test]
    fn s20_only_what_both_changed_is_asked() {
        let stored = fixture::establishment(12);
        let base = Input::from_draft(&stored.draft());
        let mine = Input { denomination: "Mine".into(), location: "29000 Quimper".into(), ..base.clone() };
        let mut theirs = stored;
        theirs.denomination = "Theirs".into();
        theirs.contact.first_name = "Zoé".into();
        theirs.rev = 9;
        let conflict = Conflict::new(&base, &mine, &theirs);
        assert_eq!(conflict.lines.iter().map(|line| line.field).collect::<Vec<_>>(), [Field::Denomination]);
        assert_eq!(conflict.untouched, [Field::ContactFirstName]);
        assert_eq!(conflict.rev(), 9);
    }
}
