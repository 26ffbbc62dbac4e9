//! A forgotten password of a person of an establishment: where and whose it is, then the code that was mailed and a new
//! password. Whether there is such an account is not said.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::person::{new_password_inside, read_password};
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::message::Message;
use crate::domain::password::Secret;
use crate::domain::session::{Entrance, Place};
use crate::tui::canvas::{Canvas, inside, row};
use crate::tui::keymap::Key;
use crate::tui::orders::session::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::widgets::form::{Event, Form};
use crate::tui::widgets::help::of_form;

/// The key that leads to the code, and back.
const OTHER: KeyCode = KeyCode::F(2);

/// The form, and what was answered before the code was asked for.
#[derive(Debug)]
pub(crate) struct Forgotten {
    entrance: Entrance,
    form: Form,
    /// Establishment and login or address, once a code is asked for.
    whose: Option<(String, String)>,
}

impl Forgotten {
    /// Asks whose password it is; with what was typed at the sign-in.
    pub(crate) fn new(entrance: &Entrance, establishment: &str, who: &str) -> Self {
        // A webmaster's is given by another webmaster.
        let entrance = Entrance { is_for_people: true, ..entrance.clone() };
        let mut this = Self { entrance, form: Form::new(""), whose: None };
        this.ask_whose(establishment, who);
        this
    }

    fn ask_whose(&mut self, establishment: &str, who: &str) {
        let form = Form::new("forgotten-button");
        let is_fixed = self.entrance.establishment.is_some();
        let form = if is_fixed { form } else { form.text(Field::Establishment, establishment) };
        let mut form = form.text(Field::LoginOrEmail, who);
        form.notes(vec![(Message::new("forgotten-note"), Role::Dim)]);
        if !establishment.is_empty() {
            form.focus_on(Field::LoginOrEmail);
        }
        (self.form, self.whose) = (form, None);
    }

    /// Reads where and whose it is; what is wrong stands in the form.
    fn read(&mut self) -> Option<(String, String)> {
        let who = self.form.value(Field::LoginOrEmail);
        let error = match self.entrance.leads_to(&self.form.value(Field::Establishment)) {
            _ if who.trim().is_empty() => FieldError { field: Field::LoginOrEmail, problem: Problem::Missing },
            Ok(Place::Establishment(establishment)) => return Some((establishment, who)),
            Ok(Place::Host) => return Some((String::new(), who)),
            Err(error) => error,
        };
        self.form.refuse(vec![error]);
        None
    }

    /// Goes to the code, for whoever has one already, or back to whose it is.
    fn turn(&mut self) -> Reply {
        match self.whose.take() {
            Some((establishment, who)) => self.ask_whose(&establishment, &who),
            None => {
                if let Some((establishment, who)) = self.read() {
                    self.ask_code(establishment, who, "forgotten-has-code");
                }
            }
        }
        Reply::redraw()
    }

    fn submit(&mut self) -> Reply {
        let request = match &self.whose {
            None => match self.read() {
                Some((establishment, who)) => Request::AskCode { establishment, who },
                None => return Reply::redraw(),
            },
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

    /// Returns where the other key leads.
    fn other(&self) -> &'static str {
        if self.whose.is_some() { "forgotten-another" } else { "forgotten-to-code" }
    }

    /// Goes on to the code, whatever became of the question.
    fn ask_code(&mut self, establishment: String, who: String, note: &'static str) {
        let mut form = new_password_inside(Form::new("webmaster-password-button").text(Field::ResetCode, ""));
        form.notes(vec![(Message { key: note, args: Vec::new() }, Role::Text)]);
        (self.form, self.whose) = (form, Some((establishment, who)));
    }
}

impl View for Forgotten {
    fn title(&self) -> Message {
        Message::new("forgotten-title")
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.form.draw(canvas, area, &shared.say(&self.title()), shared);
        let foot = row(area, area.height.saturating_sub(1));
        canvas.clear_line(foot);
        let key = shared.say(&Key::plain(OTHER).message());
        canvas.text(inside(foot, 1, 0), &format!("{key} {}", shared.text(self.other())), Role::Dim);
    }

    fn fixed_keys(&self, _shared: &Shared) -> Option<Vec<(Vec<Key>, Message)>> {
        let other = (vec![Key::plain(OTHER)], Message { key: self.other(), args: Vec::new() });
        Some(of_form().into_iter().chain([other]).collect())
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        if let Intent::Key(Key { code: OTHER, .. }) = intent {
            return self.turn();
        }
        match self.form.handle(intent) {
            Event::Submit => self.submit(),
            Event::Leave if self.whose.is_some() => self.turn(),
            Event::Leave => Reply::close(Answer::Dismissed),
            Event::EnterOnError(_) | Event::Changed(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Session(Done::CodeAsked { establishment, who }) => {
                self.ask_code(establishment, who, "forgotten-sent");
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
