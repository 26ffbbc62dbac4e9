//! One row of a described noun in full: all that is known of it, and what is done to it meanwhile.

use std::rc::Rc;

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::card::{self, Card};
use super::form::NounForm;
use super::keys::{Keys, asks_of_row, opposite};
use crate::domain::access::At;
use crate::domain::act::{Act, Noun};
use crate::domain::message::{Explain as _, Message};
use crate::i18n::audit::who;
use crate::jobs::command::inside as inside_of;
use crate::nouns::{self, Cell, Door, Id, Rows, Takes, echo};
use crate::operations::Error;
use crate::tui::actions::{Action, Arity, Entry, Place, State, entry};
use crate::tui::canvas::{Canvas, below, inside};
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Meant, Reply, Step, View};

/// A row: its place among those that came with it.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) rows: Rc<dyn Rows>,
    pub(super) at: usize,
}

/// The dialog.
#[derive(Debug)]
pub(in crate::tui::views) struct Detail {
    keys: &'static Keys,
    door: &'static dyn Door,
    /// Whose row it is.
    at: At,
    id: Id,
    /// None until it is read.
    known: Option<Known>,
    /// Whether all of it is read.
    is_whole: bool,
    failure: Option<Message>,
    /// Who deleted it, as the log names them; empty: nobody knows who.
    gone: Option<String>,
    /// What an act has found of it.
    found: Option<(&'static str, Cell)>,
    card: Card,
    /// Whether something was done to it.
    changed: bool,
    /// The act whose form takes its place once it is read.
    form: Option<Act>,
}

impl Detail {
    /// Opens one of the host's rows that another screen names.
    pub(in crate::tui::views) fn open(noun: Noun, id: &Id) -> Reply {
        let made = nouns::door(noun).and_then(|door| Self::made(door, At::Host, id.clone()));
        made.map_or_else(Reply::none, Reply::open)
    }

    /// Opens the form of an act for one of the host's rows that another screen names.
    pub(in crate::tui::views) fn open_form(act: Act, id: &Id) -> Reply {
        let made = nouns::door(act.noun()).and_then(|door| Self::made(door, At::Host, id.clone()));
        made.map_or_else(Reply::none, |made| Reply::open(Self { form: Some(act), ..made }))
    }

    /// Makes the dialog of a row of a screen, with what an act has found of it.
    pub(super) fn of_row(
        door: &'static dyn Door,
        (at, known): (At, Known),
        found: Option<(&'static str, Cell)>,
    ) -> Option<Self> {
        let id = known.rows.id(known.at)?;
        Some(Self { known: Some(known), found, ..Self::made(door, at, id)? })
    }

    fn made(door: &'static dyn Door, at: At, id: Id) -> Option<Self> {
        let (known, failure, gone, found, card) = (None, None, None, None, Card::default());
        let keys = Keys::of(door.noun())?;
        Some(Self {
            keys,
            door,
            at,
            id,
            known,
            is_whole: false,
            failure,
            gone,
            found,
            card,
            changed: false,
            form: None,
        })
    }

    fn read(&self) -> Reply {
        Effect::Noun(Request::Alone { noun: self.door.noun(), id: self.id.clone() }).into()
    }

    /// Says the row as it was read.
    fn say(&mut self, shared: &Shared) {
        if let Some(known) = &self.known {
            self.card.take(&self.door.heads(), &known.rows.cells(known.at), self.found.as_ref(), shared);
        }
    }

    fn key(&self) -> String {
        self.known.as_ref().map_or_else(|| self.id.to_string(), |known| known.rows.key(known.at))
    }

    /// Says that it is gone.
    fn obituary(&self, shared: &Shared) -> Option<Message> {
        let by = self.gone.as_ref()?;
        let by = if by.is_empty() { "none".to_owned() } else { who(&shared.catalogue, by) };
        Some(Message::new("detail-gone").with("by", by).with("back", shared.key_of(Action::Back)))
    }

    fn farewell(&self) -> Reply {
        // A list goes to its row; a plan below is not taken for one that was named.
        Reply::close(if self.changed { Answer::Done(self.id.establishment()) } else { Answer::Dismissed })
    }

    /// Does an action to this row, whatever is ticked in the list: over it where that is done elsewhere or in a form,
    /// else in the list.
    fn act(&self, action: Action, shared: &Shared) -> Reply {
        let head = entry(action).act.and_then(|act| self.door.act(act));
        match (head, &self.known) {
            (Some(head), Some(known)) if asks_of_row(self.door, head.act) => {
                let form = NounForm::about(head.act, &known.rows.key(known.at), shared);
                form.map_or_else(Reply::none, |form| Reply::open(form.at(self.at)))
            }
            (Some(head), Some(known)) if head.takes == Takes::One && !head.asks.is_empty() => {
                let form = NounForm::on_row(head.act, (known.rows.as_ref(), known.at), shared);
                form.map_or_else(Reply::none, |form| Reply::open(form.at(self.at)))
            }
            (Some(head), _) if head.takes != Takes::Targets => Reply::close(Answer::Meant(action, self.id.clone())),
            (_, known) => {
                let filled = known.iter().map(|known| known.rows.filled(known.at)).collect();
                let meant = Meant { ids: vec![self.id.clone()], filter: String::new(), matching: None, filled };
                Reply::step(Step::Lead(action, meant))
            }
        }
    }
}

impl View for Detail {
    fn title(&self) -> Message {
        let name = self.known.as_ref().map(|known| known.rows.name(known.at)).unwrap_or_default();
        // Where a form shows a row to whoever may change it, a card has no title of its own.
        let key = if self.door.one().is_empty() { "detail-of" } else { self.door.one() };
        Message { key, args: Vec::new() }
            .with("menu", Message::new(self.door.menu()))
            .with("name", name)
            .with("number", self.id.to_string())
    }

    fn places(&self) -> &'static [Place] {
        let Keys { one, .. } = self.keys;
        one
    }

    fn offers(&self, entry: &Entry) -> bool {
        let asks = entry.act.is_some_and(|act| asks_of_row(self.door, act));
        matches!(entry.place, Place::Everywhere | Place::Acted) || entry.arity != Arity::None || asks
    }

    fn holds_keys(&self) -> bool {
        self.form.is_some() && self.failure.is_none()
    }

    fn waits(&self) -> bool {
        self.known.is_none() && self.failure.is_none()
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        State { actor: &shared.actor, rows: 1, on_row: true, ticked: 0, busy: false }
    }

    fn refuses(&self, action: Action, shared: &Shared) -> Option<Message> {
        if let Some(gone) = self.obituary(shared).filter(|_| entry(action).arity != Arity::None) {
            return Some(gone);
        }
        let known = self.known.as_ref()?;
        let act = entry(action).act?;
        let why = known.rows.refuses(known.at, act)?;
        opposite(self.door, act, (known.rows.as_ref(), known.at)).is_none().then_some(why)
    }

    fn narrows(&self, screen: Action, shared: &Shared) -> Option<String> {
        let Action::List(noun) = screen else { return None };
        let (_, column) = self.keys.narrows.iter().find(|(other, _)| *other == noun)?;
        let spelled = nouns::door(noun)?.typing()?.spelled;
        Some(spelled(&format!("{column}:{}", self.key()), shared.catalogue.language()))
    }

    fn footer(&self) -> &'static [Action] {
        let Keys { one_footer, .. } = self.keys;
        one_footer
    }

    fn echoes(&self) -> Option<(Message, String)> {
        Some((self.title(), inside_of(echo::show(self.door, &self.key()), self.at)))
    }

    fn derived(&self, act: Act, _shared: &Shared) -> Option<String> {
        let line = echo::line(self.door, &self.door.act(act)?, &[self.key()], None)?;
        Some(inside_of(line, self.at))
    }

    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        template.replace("{row}", &self.key()).replace("{targets}", &self.key())
    }

    fn begin(&mut self, shared: &mut Shared) -> Reply {
        self.say(shared);
        self.read()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let inner = inside(canvas.frame(card::place(area), &shared.say(&self.title()), Role::Title), 1, 0);
        match (&self.failure, &self.known) {
            (Some(failure), _) => {
                canvas.paragraph(inner, &shared.say(failure), Role::Error);
            }
            (None, None) => {
                canvas.text(inner, &shared.text("loading"), Role::Dim);
            }
            (None, Some(_)) => {
                let said = self.obituary(shared).map(|said| canvas.paragraph(inner, &shared.say(&said), Role::Error));
                self.card.draw(canvas, below(inner, said.map_or(0, |used| used + 1)));
            }
        }
    }

    fn resize(&mut self, area: Rect, _shared: &mut Shared) -> Reply {
        self.card.resize(area);
        Reply::redraw()
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        match intent {
            Intent::Act(Action::Back) => self.farewell(),
            Intent::Act(action) if entry(action).place == Place::Everywhere => Reply::step(Step::CloseAndAct(action)),
            Intent::Act(Action::Explain) => {
                NounForm::explaining(&self.key(), self.at, shared).map_or_else(Reply::none, Reply::open)
            }
            Intent::Act(action) => self.act(action, shared),
            Intent::Key(key) if key.code == KeyCode::Enter => self.farewell(),
            Intent::Key(key) if self.card.key(key) => Reply::redraw(),
            Intent::Key(_) | Intent::Paste(_) => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        if matches!(answer, Answer::Done(_) | Answer::Named(_)) {
            self.changed = true;
            return self.read();
        }
        Reply::redraw()
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        self.read()
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Noun(Done::Alone(rows)) if !rows.is_empty() => {
                let form = self.form.take().and_then(|act| NounForm::on_row(act, (rows.as_ref(), 0), shared));
                if let Some(form) = form {
                    return Reply::close(Answer::Dismissed).and(Step::Open(Box::new(form.at(self.at))));
                }
                (self.known, self.failure, self.is_whole) = (Some(Known { rows: Rc::from(rows), at: 0 }), None, true);
                self.say(shared);
            }
            // One that is gone stays as it was seen, and says so.
            Outcome::Noun(Done::Gone(by)) if self.known.is_some() => self.gone = Some(by),
            Outcome::Noun(Done::Gone(_) | Done::Alone(_)) if self.known.is_none() => {
                self.failure = Some(Error::not_found(self.door.noun().word(), &self.id).message());
            }
            Outcome::Failed(failure) if !self.is_whole => self.failure = Some(failure.message()),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }
}
