//! A forgotten password of a person of an establishment: where and whose it is, then the code that was mailed and a new
//! password. Whether there is such an account is not said.

use ratatui::layout::Rect;

use super::person::{new_password, read_password};
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::domain::password::Secret;
use crate::domain::session::{Entrance, Place};
use crate::tui::canvas::Canvas;
use crate::tui::orders::session::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::widgets::form::{Event, Form};

/// The form, and what was answered before the code was asked for.
#[derive(Debug)]
pub(crate) struct Forgotten {
    entrance: Entrance,
    form: Form,
    /// Establishment and login or address, once a code was asked for.
    whose: Option<(String, String)>,
}

impl Forgotten {
    /// Asks whose password it is; with what was typed at the sign-in.
    pub(crate) fn new(entrance: &Entrance, establishment: &str, who: &str) -> Self {
        let form = Form::new("forgotten-button");
        let form = if entrance.establishment.is_none() { form.text(Field::Establishment, establishment) } else { form };
        let mut form = form.text(Field::LoginOrEmail, who);
        form.notes(vec![(Message::new("forgotten-note"), Role::Dim)]);
        if !establishment.is_empty() {
            form.focus_on(Field::LoginOrEmail);
        }
        // A webmaster's is given by another webmaster.
        let entrance = Entrance { is_for_people: true, ..entrance.clone() };
        Self { entrance, form, whose: None }
    }

    fn submit(&mut self) -> Reply {
        let request = match &self.whose {
            None => {
                let establishment = match self.entrance.leads_to(&self.form.value(Field::Establishment)) {
                    Ok(Place::Establishment(establishment)) => establishment,
                    Ok(Place::Host) => String::new(),
                    Err(error) => {
                        self.form.refuse(vec![error]);
                        return Reply::redraw();
                    }
                };
                Request::AskCode { establishment, who: self.form.value(Field::LoginOrEmail) }
            }
            Some((establishment, who)) => Request::Redeem {
                establishment: establishment.clone(),
                who: who.clone(),
                code: Secret::new(self.form.value(Field::ResetCode)),
                new: read_password(&self.form),
            },
        };
        self.form.send();
        Reply::redraw().join(Effect::Session(request).into())
    }

    /// Goes on to the code, whatever became of the question.
    fn ask_code(&mut self, establishment: String, who: String) {
        let mut form = new_password(Form::new("webmaster-password-button").text(Field::ResetCode, ""));
        form.notes(vec![(Message::new("forgotten-sent"), Role::Text)]);
        (self.form, self.whose) = (form, Some((establishment, who)));
    }
}

impl View for Forgotten {
    fn title(&self) -> Message {
        Message::new("forgotten-title")
    }

    fn cover(&self) -> Cover {
        Cover::Everything
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.form.draw(canvas, area, &shared.say(&self.title()), shared);
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        match self.form.handle(intent) {
            Event::Submit => self.submit(),
            Event::Leave => Reply::close(Answer::Dismissed),
            Event::EnterOnError(_) | Event::Changed(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Session(Done::CodeAsked { establishment, who }) => {
                self.ask_code(establishment, who);
                Reply::redraw()
            }
            Outcome::Session(Done::PasswordChanged) => {
                Reply::close(Answer::Done(None)).and(Step::Say(Message::new("forgotten-done"), Role::Good))
            }
            Outcome::Failed(failure) => {
                self.form.fail(&failure);
                Reply::redraw()
            }
            _ => Reply::none(),
        }
    }

    fn is_changed(&self) -> bool {
        self.whose.is_some() || self.form.is_changed()
    }
}
