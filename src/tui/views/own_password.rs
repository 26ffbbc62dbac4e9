//! The own password of a person of an establishment: changed at will, or before anything else.

use ratatui::layout::Rect;

use super::person::{new_password_inside, read_password};
use super::sign_in::SignIn;
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::domain::password::Secret;
use crate::tui::canvas::Canvas;
use crate::tui::orders::session::{Done, Request};
use crate::tui::orders::{Effect, Failure, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::widgets::form::{Event, Form};

/// Why a password is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// Its person wants to.
    Wish,
    /// It was generated: nothing but the end of the program leaves this.
    Must,
}

/// The form.
#[derive(Debug)]
pub(crate) struct OwnPassword {
    why: Why,
    form: Form,
}

impl OwnPassword {
    /// Asks for the current password and a new one.
    pub(crate) fn new(why: Why) -> Self {
        let mut form = new_password_inside(Form::new("webmaster-password-button").secret(Field::CurrentPassword));
        if why == Why::Must {
            form = form.way_out("action-quit");
            form.note(Some((Message::new("stop-must-change"), Role::Warning)));
        }
        Self { why, form }
    }

    fn submit(&mut self) -> Reply {
        let current = Secret::new(self.form.value(Field::CurrentPassword));
        let request = Request::ChangePassword { current, new: read_password(&self.form) };
        self.form.send();
        Reply::redraw().join(Effect::Session(request).into())
    }
}

impl View for OwnPassword {
    fn title(&self) -> Message {
        Message::new("action-own-password")
    }

    fn cover(&self) -> Cover {
        if self.why == Why::Must { Cover::Everything } else { Cover::Dialog }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.form.draw(canvas, area, &shared.say(&self.title()), shared);
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        match self.form.handle(intent) {
            Event::Submit => self.submit(),
            Event::Leave if self.why == Why::Must => Reply::step(Step::Quit),
            Event::Leave => Reply::close(Answer::Dismissed),
            Event::EnterOnError(_) | Event::Changed(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Session(Done::PasswordChanged) => {
                Reply::close(Answer::Done(None)).and(Step::Say(Message::new("webmaster-password-changed"), Role::Good))
            }
            Outcome::Failed(Failure::Stopped(why)) if self.why == Why::Must => {
                Reply::close(Answer::Dismissed).and(Step::Open(Box::new(SignIn::ended(why, &shared.entrance))))
            }
            Outcome::Failed(failure) => {
                self.form.fail(&failure);
                Reply::redraw()
            }
            _ => Reply::none(),
        }
    }

    fn is_changed(&self) -> bool {
        self.why == Why::Must || self.form.is_changed()
    }
}
