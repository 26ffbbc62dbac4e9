//! One row of a described noun in full.

use std::rc::Rc;

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::card::{self, Card};
use super::keys::Keys;
use super::screen::Known;
use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::message::Message;
use crate::jobs::command::inside as inside_of;
use crate::nouns::{Cell, Door, echo};
use crate::tui::actions::{Action, Arity, Entry, Place, State, entry};
use crate::tui::canvas::{Canvas, inside};
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};

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
    card: Card,
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
        let mut made =
            Self { places: &keys.one, footer: &keys.footer, door, at, known, found, title, card: Card::default() };
        made.take(shared);
        made
    }

    /// Takes the row as it was read.
    fn take(&mut self, shared: &Shared) {
        self.card.take(&self.door.heads(), &self.known.rows.cells(self.known.at), self.found.as_ref(), shared);
    }

    fn key(&self) -> String {
        self.known.rows.key(self.known.at)
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
        let inner = inside(canvas.frame(card::place(area), &shared.say(&self.title), Role::Title), 1, 0);
        self.card.draw(canvas, inner);
    }

    fn resize(&mut self, area: Rect, _shared: &mut Shared) -> Reply {
        self.card.resize(area);
        Reply::redraw()
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        let action = match intent {
            Intent::Act(action) => action,
            Intent::Key(key) if key.code == KeyCode::Enter => return Reply::close(Answer::Dismissed),
            Intent::Key(key) => return if self.card.key(key) { Reply::redraw() } else { Reply::none() },
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
