//! What a person of an establishment sees first: where they are, who they are, and the lists that are open to them. Written by
//! hand: it shows no rows of a noun.

use ratatui::layout::Rect;

use super::noun::NounScreen;
use super::own_password::{OwnPassword, Why};
use crate::domain::access::{Actor, At, Identity, Object, decide};
use crate::domain::act::{Act, Verb};
use crate::domain::message::Message;
use crate::nouns::{self, Door};
use crate::operations::people;
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::{Canvas, below, inside, row};
use crate::tui::orders::session::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, View};

/// The lists inside an establishment that somebody may see there.
pub(crate) fn lists(actor: &Actor) -> Vec<&'static dyn Door> {
    let object = Object::at(actor.belongs());
    let may =
        |door: &&dyn Door| Act::find(door.noun(), Verb::List).is_some_and(|act| decide(actor, act, object).is_ok());
    let is_here = |door: &&dyn Door| door.noun().is_inside() || door.noun().is_also_inside();
    nouns::ALL.into_iter().filter(is_here).filter(may).collect()
}

/// The screen.
#[derive(Debug, Default)]
pub(crate) struct Home {
    /// Who it is; none: not known yet.
    known: Option<people::Home>,
    /// The list under the cursor.
    cursor: usize,
}

impl Home {
    fn look() -> Reply {
        Effect::Session(Request::Home).into()
    }
}

impl View for Home {
    fn title(&self) -> Message {
        Message::new("screen-home")
    }

    fn places(&self) -> &'static [Place] {
        &[Place::Home, Place::List, Place::Everywhere]
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        Self::look()
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        Self::look()
    }

    fn answer(&mut self, _answer: Answer, _shared: &mut Shared) -> Reply {
        Self::look()
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let rows = lists(&shared.actor).len();
        State { actor: &shared.actor, rows, on_row: self.cursor < rows, ticked: 0, busy: false }
    }

    fn footer(&self) -> &'static [Action] {
        &[Action::EnterAs, Action::OwnPassword, Action::OwnDetails, Action::Lock, Action::Help, Action::Quit]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let Some(known) = &self.known else { return };
        let area = inside(area, 2, 1);
        let mut used = canvas.paragraph(area, &known.denomination, Role::Title);
        let login = shared.actor.name();
        let who = match shared.actor.identity {
            Identity::Webmaster { .. } => Message::new("home-support").with("login", login),
            _ => Message::new("home-who").with("name", known.name.as_str()).with("login", login),
        };
        used += canvas.paragraph(below(area, used), &shared.say(&who), Role::Text) + 1;
        let lists = lists(&shared.actor);
        if lists.is_empty() {
            canvas.paragraph(below(area, used), &shared.text("home-none"), Role::Dim);
        }
        for (at, door) in lists.iter().enumerate() {
            let line = row(below(area, used), u16::try_from(at).unwrap_or(u16::MAX));
            let role = if at == self.cursor { Role::Cursor } else { Role::Text };
            canvas.text(line, &format!(" {} ", shared.text(door.menu())), role);
        }
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let Intent::Act(action) = intent else { return Reply::none() };
        let lists = lists(&shared.actor);
        let last = lists.len().saturating_sub(1);
        let before = self.cursor;
        match action {
            Action::Up => self.cursor = before.saturating_sub(1),
            Action::Down => self.cursor = (before + 1).min(last),
            Action::First | Action::PageUp => self.cursor = 0,
            Action::Last | Action::PageDown => self.cursor = last,
            Action::Open => {
                let (Some(door), At::Establishment(number)) = (lists.get(before), shared.actor.belongs()) else {
                    return Reply::none();
                };
                return NounScreen::inside(door.noun(), number).map_or_else(Reply::none, Reply::open);
            }
            _ => return Reply::none(),
        }
        if self.cursor == before { Reply::none() } else { Reply::redraw() }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        let Outcome::Session(Done::Home(home)) = outcome else { return Reply::none() };
        let must_change = home.must_change;
        self.known = Some(home);
        if must_change { Reply::open(OwnPassword::new(Why::Must)) } else { Reply::redraw() }
    }
}
