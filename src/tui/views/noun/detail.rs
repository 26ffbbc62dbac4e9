//! One row of a described noun in full.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::cells::{drawn, over};
use super::screen::Known;
use crate::domain::message::Message;
use crate::nouns::{Cell, Door, Id, Rows};
use crate::tui::actions::{Action, Place};
use crate::tui::canvas::{Canvas, after, columns, inside, row, wrap};
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};

/// The dialog.
#[derive(Debug)]
pub(super) struct Detail {
    places: &'static [Place],
    door: &'static dyn Door,
    /// What names the row; none: it is not read again.
    id: Option<Id>,
    title: Message,
    /// What is said of the row, each by its name.
    pairs: Vec<(String, String, Role)>,
    /// Its text, below.
    text: String,
    /// The first line that is seen.
    top: usize,
}

impl Detail {
    /// Makes the dialog of a row, with what an act has found of its state.
    pub(super) fn new(
        places: &'static [Place],
        door: &'static dyn Door,
        known: &Known,
        found: Option<&Cell>,
        shared: &Shared,
    ) -> Self {
        let (screen, name) = (shared.text(door.screen()), known.rows.name(known.at));
        let title = Message::new("list-detail").with("screen", screen).with("name", name);
        let id = known.rows.id(known.at);
        let mut made = Self { places, door, id, title, pairs: Vec::new(), text: String::new(), top: 0 };
        made.take((known.rows.as_ref(), known.at), found, shared);
        made
    }

    /// Takes the row as it was read.
    fn take(&mut self, (rows, at): (&dyn Rows, usize), found: Option<&Cell>, shared: &Shared) {
        (self.pairs, self.text) = (Vec::new(), String::new());
        for (head, cell) in self.door.heads().iter().zip(rows.cells(at)) {
            match &cell {
                Cell::Lines(lines) => self.text.clone_from(lines),
                _ if head.title.is_empty() || cell.text(&shared.catalogue).is_empty() => {}
                _ => {
                    let (said, role) = drawn(over(&cell, found), shared);
                    self.pairs.push((shared.text(head.title), said, role));
                }
            }
        }
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

    fn label(&self) -> u16 {
        self.pairs.iter().map(|(name, _, _)| columns(name)).max().unwrap_or(0) + 2
    }
}

impl View for Detail {
    fn title(&self) -> Message {
        self.title.clone()
    }

    fn places(&self) -> &'static [Place] {
        self.places
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let inner = inside(canvas.frame(inside(area, 2, 1), &shared.say(&self.title), Role::Title), 1, 0);
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

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        let action = match intent {
            Intent::Act(action) => action,
            Intent::Key(key) if matches!(key.code, KeyCode::Esc | KeyCode::Enter) => Action::Back,
            Intent::Key(_) | Intent::Paste(_) => return Reply::none(),
        };
        self.top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top + 1,
            Action::PageUp => self.top.saturating_sub(10),
            Action::PageDown => self.top + 10,
            Action::First => 0,
            Action::Open | Action::Back => return Reply::close(Answer::Dismissed),
            _ => return Reply::step(Step::CloseAndAct(action)),
        };
        Reply::redraw()
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        let Some(id) = &self.id else { return Reply::none() };
        Effect::Noun(Request::Rows { noun: self.door.noun(), ticket: 0, ids: vec![id.clone()] }).into()
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        let Outcome::Noun(Done::Rows { rows, .. }) = outcome else { return Reply::none() };
        // One that is gone stays as it was seen.
        let Some(at) = (0..rows.len()).find(|at| rows.id(*at) == self.id) else { return Reply::none() };
        self.take((rows.as_ref(), at), None, shared);
        Reply::redraw()
    }
}
