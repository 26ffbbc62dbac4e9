//! One row of a described noun in full.

use std::rc::Rc;

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::cells::{drawn, over};
use super::keys::Keys;
use super::screen::Known;
use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::message::Message;
use crate::jobs::command::inside as inside_of;
use crate::nouns::{Cell, Door, echo};
use crate::tui::actions::{Action, Arity, Entry, Place, State, entry};
use crate::tui::canvas::{Canvas, after, columns, inside, row, wrap};
use crate::tui::keymap::Key;
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};

/// Lines that Page Up and Page Down move by.
const PAGE: usize = 10;

/// The dialog.
#[derive(Debug)]
pub(super) struct Detail {
    places: &'static [Place],
    footer: &'static [Action],
    door: &'static dyn Door,
    /// Whose row it is.
    at: At,
    known: Known,
    /// What an act has found of it.
    found: Option<(&'static str, Cell)>,
    title: Message,
    /// What is said of the row, each by its name.
    pairs: Vec<(String, String, Role)>,
    /// Its text, below.
    text: String,
    /// The first line that is seen.
    top: usize,
}

impl Detail {
    /// Makes the dialog of a row of a screen, with what an act has found of it.
    pub(super) fn new(
        (keys, door, at): (&'static Keys, &'static dyn Door, At),
        known: Known,
        found: Option<(&'static str, Cell)>,
        shared: &Shared,
    ) -> Self {
        let title = Message::new(door.one()).with("name", known.rows.name(known.at));
        let mut made = Self {
            places: &keys.one,
            footer: &keys.footer,
            door,
            at,
            known,
            found,
            title,
            pairs: Vec::new(),
            text: String::new(),
            top: 0,
        };
        made.take(shared);
        made
    }

    /// Takes the row as it was read.
    fn take(&mut self, shared: &Shared) {
        (self.pairs, self.text) = (Vec::new(), String::new());
        for (head, cell) in self.door.heads().iter().zip(self.known.rows.cells(self.known.at)) {
            match &cell {
                Cell::Lines(lines) => self.text.clone_from(lines),
                _ if head.title.is_empty() || cell.text(&shared.catalogue).is_empty() => {}
                _ => {
                    let (said, role) = drawn(over(head.name, &cell, self.found.as_ref()), shared);
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

    fn key(&self) -> String {
        self.known.rows.key(self.known.at)
    }

    fn label(&self) -> u16 {
        self.pairs.iter().map(|(name, _, _)| columns(name)).max().unwrap_or(0) + 2
    }
}

impl Detail {
    fn scroll(&mut self, key: Key) -> Reply {
        self.top = match key.code {
            KeyCode::Up | KeyCode::Char('k') => self.top.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => self.top + 1,
            KeyCode::PageUp => self.top.saturating_sub(PAGE),
            KeyCode::PageDown => self.top + PAGE,
            KeyCode::Home => 0,
            KeyCode::Enter => return Reply::close(Answer::Dismissed),
            _ => return Reply::none(),
        };
        Reply::redraw()
    }
}

impl View for Detail {
    fn title(&self) -> Message {
        self.title.clone()
    }

    fn places(&self) -> &'static [Place] {
        self.places
    }

    fn offers(&self, entry: &Entry) -> bool {
        entry.place == Place::Everywhere || entry.arity != Arity::None
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        State { actor: &shared.actor, rows: 1, on_row: true, ticked: 0, busy: false, blocked: None }
    }

    fn refuses(&self, action: Action, _shared: &Shared) -> Option<Message> {
        self.known.rows.refuses(self.known.at, entry(action).act?)
    }

    fn footer(&self) -> &'static [Action] {
        self.footer
    }

    fn echoes(&self) -> Option<(Message, String)> {
        Some((self.title.clone(), inside_of(echo::show(self.door, &self.key()), self.at)))
    }

    fn derived(&self, act: Act) -> Option<String> {
        let line = echo::line(self.door, &self.door.act(act)?, &[self.key()], None)?;
        Some(inside_of(line, self.at))
    }

    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        template.replace("{row}", &self.key()).replace("{targets}", &self.key())
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
            Intent::Key(key) => return self.scroll(key),
            Intent::Paste(_) => return Reply::none(),
        };
        if action == Action::Back {
            return Reply::close(Answer::Dismissed);
        }
        if entry(action).arity == Arity::None {
            return Reply::step(Step::CloseAndAct(action));
        }
        // Meant for this row, whatever is ticked in the list.
        Reply::close(Answer::Meant(action, self.key()))
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        let Some(id) = self.known.rows.id(self.known.at) else { return Reply::none() };
        Effect::Noun(Request::Rows { noun: self.door.noun(), ticket: 0, ids: vec![id] }).into()
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        let Outcome::Noun(Done::Rows { rows, .. }) = outcome else { return Reply::none() };
        // One that is gone stays as it was seen.
        let id = self.known.rows.id(self.known.at);
        let Some(at) = (0..rows.len()).find(|at| rows.id(*at) == id) else { return Reply::none() };
        self.known = Known { rows: Rc::from(rows), at };
        self.take(shared);
        Reply::redraw()
    }
}
