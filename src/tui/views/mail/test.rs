//! A test mail to an address.

use ratatui::layout::Rect;

use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::tui::actions::Place;
use crate::tui::canvas::Canvas;
use crate::tui::orders::mail::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::widgets::form::{Event, Form};

/// The form.
#[derive(Debug)]
pub(super) struct Test {
    form: Form,
}

impl Test {
    /// Makes an empty form.
    pub(super) fn new() -> Self {
        Self { form: Form::new("mail-test-button").text(Field::Recipient, "").hint("hint-mail-test") }
    }
}

impl View for Test {
    fn title(&self) -> Message {
        Message::new("action-mail-test")
    }

    fn places(&self) -> &'static [Place] {
        &[]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.form.draw(canvas, area, &shared.say(&self.title()), shared);
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        let event = self.form.handle(intent);
        match event {
            Event::Submit => {
                self.form.send();
                let to = self.form.value(Field::Recipient);
                Reply::redraw().join(Effect::Mail(Request::Test(to)).into())
            }
            Event::Leave => Reply::close(Answer::Dismissed),
            Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Mail(Done::Queued(id)) => {
                let said = Message::new("mail-test-queued").with("number", id.0.to_string());
                Reply::close(Answer::Done(None)).and(Step::Say(said, Role::Good))
            }
            Outcome::Failed(failure) => {
                self.form.fail(&failure);
                Reply::redraw()
            }
            _ => Reply::none(),
        }
    }

    fn is_changed(&self) -> bool {
        self.form.is_changed()
    }
}
