//! The table of mails as the application sees it.

use ratatui::layout::Rect;

use super::acts;
use super::list::{Asking, Mails};
use crate::domain::message::Message;
use crate::domain::time::Timestamp;
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::Canvas;
use crate::tui::orders::Outcome;
use crate::tui::orders::mail::Done;
use crate::tui::shared::Shared;
use crate::tui::view::{Answer, Cover, Intent, Reply, View};

impl View for Mails {
    fn title(&self) -> Message {
        Message::new("screen-mail")
    }

    fn places(&self) -> &'static [Place] {
        &[Place::Mail, Place::Filtered, Place::List, Place::Everywhere]
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        self.restart()
    }

    fn resize(&mut self, area: Rect, _shared: &mut Shared) -> Reply {
        self.area = area;
        let [_, table, _] = super::draw::places(area);
        self.viewport.set_height(usize::from(table.height.saturating_sub(1)));
        Reply::redraw().join(self.fetch())
    }

    fn draw(&self, canvas: &mut Canvas<'_>, _area: Rect, shared: &Shared) {
        super::draw::draw(self, canvas, shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        match intent {
            Intent::Act(action) => acts::act(self, action, shared),
            // A paste does nothing here: its letters would be commands.
            Intent::Key(_) | Intent::Paste(_) => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Mail(Done::Page { ticket, rows, counts }) => self.page(ticket, rows, counts),
            Outcome::Mail(Done::Tried(mail)) => {
                self.sending = None;
                acts::tried(&mail).join(self.refresh(shared))
            }
            Outcome::Mail(Done::Retried(id)) => acts::retried(id).join(self.refresh(shared)),
            Outcome::Failed(failure) => {
                let waited = self.pages.is_waiting();
                self.pages.give_up();
                self.sending = None;
                if waited && !self.pages.is_loaded() {
                    self.failure = Some(failure.message());
                    return Reply::redraw();
                }
                Reply::step(crate::tui::view::Step::Say(failure.message(), crate::tui::theme::Role::Error))
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, shared: &mut Shared) -> Reply {
        let asking = std::mem::replace(&mut self.asking, Asking::Nothing);
        acts::answer(self, asking, &answer, shared)
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        let ask = self.pages.refresh(&self.viewport.window(0));
        self.request(ask)
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let on_row = self.current().is_some();
        let busy = self.sending.is_some();
        State { actor: &shared.actor, rows: self.pages.len(), on_row, ticked: 0, busy, blocked: None }
    }

    fn refuses(&self, action: Action, _shared: &Shared) -> Option<Message> {
        acts::why_not(action, self.current()?.state, self.sending.is_some())
    }

    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        let row = self.current().map(|mail| mail.id.0.to_string()).unwrap_or_default();
        let state = self.state.map(|state| format!("--state {}", state.word())).unwrap_or_default();
        template.replace("{row}", &row).replace("{state}", &state).trim_end().to_owned()
    }

    fn footer(&self) -> &'static [Action] {
        &[
            Action::Help,
            Action::Open,
            Action::MailState,
            Action::MailRetry,
            Action::MailSend,
            Action::MailTest,
            Action::Menu,
            Action::Palette,
            Action::Quit,
        ]
    }

    fn status(&self, _shared: &Shared) -> Option<Message> {
        if !self.pages.is_loaded() {
            return None;
        }
        let at = if self.pages.len() == 0 { 0 } else { self.viewport.at + 1 };
        Some(Message::new("mail-count").with("at", at.to_string()).with("total", self.total()))
    }

    fn waits(&self) -> bool {
        self.pages.is_waiting()
    }

    fn wake_at(&self) -> Option<Timestamp> {
        None
    }
}
