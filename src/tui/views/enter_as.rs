//! Whom the demonstration can be entered as: everybody by kind. Written by hand: they are of several establishments, and of the
//! host.

use ratatui::layout::Rect;

use crate::domain::message::Message;
use crate::operations::demo::CAST;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Key;
use crate::tui::orders::session::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::widgets::menu::{Menu, choosing};

/// The list.
#[derive(Debug)]
pub(crate) struct EnterAs {
    menu: Menu,
    /// Whether somebody was chosen, and enters.
    enters: bool,
}

impl EnterAs {
    /// Lists everybody.
    pub(crate) fn new() -> Self {
        let line = |persona: &crate::operations::demo::Persona| {
            let kind = Message { key: persona.kind, args: Vec::new() };
            Message::new("demo-persona").with("kind", kind).with("login", persona.login)
        };
        let administrator = CAST.iter().position(|persona| persona.of.is_some()).unwrap_or(0);
        let menu = Menu::new(Message::new("action-enter-as"), CAST.iter().map(line).collect());
        Self { menu: menu.asking(Message::new("demo-enter-as-question")).focus(administrator), enters: false }
    }
}

impl View for EnterAs {
    fn title(&self) -> Message {
        self.menu.title()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.menu.draw(canvas, area, shared);
    }

    fn fixed_keys(&self, _shared: &Shared) -> Option<Vec<(Vec<Key>, Message)>> {
        Some(choosing(Message::new("action-enter-as")))
    }

    fn holds_keys(&self) -> bool {
        self.enters
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let Intent::Key(key) = intent else { return Reply::none() };
        if key.code != ratatui::crossterm::event::KeyCode::Enter {
            return self.menu.handle(Intent::Key(key), shared);
        }
        let Some(persona) = CAST.get(self.menu.at()) else { return Reply::none() };
        self.enters = true;
        Effect::Session(Request::EnterAs(persona)).into()
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Session(Done::SignedIn { actor, .. }) => {
                // Whoever enters as themselves stays where they are.
                Reply::close(Answer::Dismissed).and(Step::SignedIn(actor))
            }
            Outcome::Failed(failure) => {
                self.enters = false;
                Reply::step(Step::Say(failure.message(), Role::Error))
            }
            _ => Reply::none(),
        }
    }
}
