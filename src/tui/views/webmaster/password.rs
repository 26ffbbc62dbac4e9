//! A new password: one's own, after the current one, or another webmaster's.

use ratatui::layout::Rect;

use super::form::{new_password, read_password};
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::domain::password::Secret;
use crate::domain::webmaster::WebmasterId;
use crate::tui::actions::Place;
use crate::tui::canvas::Canvas;
use crate::tui::orders::webmaster::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::views::discard::leave;
use crate::tui::widgets::form::{Event, Form};

/// The form.
#[derive(Debug)]
pub(crate) struct PasswordForm {
    /// Whose password; none: one's own.
    other: Option<(WebmasterId, String)>,
    form: Form,
}

impl PasswordForm {
    /// Changes one's own.
    pub(crate) fn own() -> Self {
        let form = Form::new("webmaster-password-button").secret(Field::CurrentPassword);
        Self { other: None, form: new_password(form) }
    }

    /// Sets somebody else's.
    pub(super) fn of(id: WebmasterId, login: &str) -> Self {
        let mut form = new_password(Form::new("webmaster-password-button"));
        form.note(Some((Message::new("webmaster-password-note").with("login", login), Role::Text)));
        Self { other: Some((id, login.to_owned())), form }
    }

    fn submit(&mut self) -> Reply {
        let password = read_password(&self.form);
        let request = match &self.other {
            Some((id, _)) => Request::SetPassword { id: *id, password },
            None => Request::ChangePassword { current: Secret::new(self.form.value(Field::CurrentPassword)), password },
        };
        self.form.send();
        Reply::redraw().join(Effect::Webmaster(request).into())
    }
}

impl View for PasswordForm {
    fn title(&self) -> Message {
        match &self.other {
            Some((_, login)) => Message::new("webmaster-password-title").with("login", login.as_str()),
            None => Message::new("action-own-password"),
        }
    }

    fn places(&self) -> &'static [Place] {
        &[]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.form.draw(canvas, area, &shared.say(&self.title()), shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let event = self.form.handle(intent);
        match event {
            Event::Submit => self.submit(),
            Event::Leave => leave(self, shared),
            Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => Reply::redraw(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Webmaster(Done::PasswordSet) => {
                let (answer, said) = match &self.other {
                    Some((_, login)) => {
                        (Answer::Done(None), Message::new("webmaster-password-set").with("login", login.as_str()))
                    }
                    None => (Answer::Dismissed, Message::new("webmaster-password-changed")),
                };
                Reply::close(answer).and(Step::Say(said, Role::Good))
            }
            Outcome::Failed(failure) => {
                self.form.fail(&failure);
                Reply::redraw()
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        if answer == Answer::Confirmed { Reply::close(Answer::Dismissed) } else { Reply::redraw() }
    }

    fn is_changed(&self) -> bool {
        self.form.is_changed()
    }
}
