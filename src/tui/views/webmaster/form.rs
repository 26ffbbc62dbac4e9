//! Adding and editing a webmaster.

use ratatui::layout::Rect;

use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::domain::password::Secret;
use crate::domain::webmaster::{Login, Webmaster, WebmasterInput};
use crate::tui::actions::Place;
use crate::tui::canvas::Canvas;
use crate::tui::orders::webmaster::{Done, Request, Typed};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::views::discard::leave;
use crate::tui::views::overtaken::{Values, settle};
use crate::tui::widgets::form::{Event, Form};

/// The form; with a webmaster, it edits that one.
#[derive(Debug)]
pub(super) struct WebmasterForm {
    /// Which webmaster, and its version that was read.
    webmaster: Option<(Login, i64)>,
    /// As it was read; its login stays.
    base: WebmasterInput,
    form: Form,
}

fn input_of(webmaster: &Webmaster) -> WebmasterInput {
    WebmasterInput {
        login: webmaster.login.as_str().to_owned(),
        last_name: webmaster.last_name.clone(),
        first_name: webmaster.first_name.clone(),
        email: webmaster.email.as_ref().map_or_else(String::new, |email| email.as_str().to_owned()),
    }
}

/// Adds the fields of a person to a form.
pub(in crate::tui::views) fn person(form: Form, input: &WebmasterInput) -> Form {
    form.text(Field::LastName, &input.last_name)
        .text(Field::FirstName, &input.first_name)
        .text(Field::Email, &input.email)
        .hint("webmaster-hint-email")
}

/// Adds the two fields of a new password to a form.
pub(in crate::tui::views) fn new_password(form: Form) -> Form {
    form.secret(Field::Password).hint("webmaster-hint-password").secret(Field::PasswordAgain)
}

/// Reads the fields of a person and of the login.
pub(in crate::tui::views) fn read_person(form: &Form) -> WebmasterInput {
    WebmasterInput {
        login: form.value(Field::Login),
        last_name: form.value(Field::LastName),
        first_name: form.value(Field::FirstName),
        email: form.value(Field::Email),
    }
}

/// Reads a new password.
pub(in crate::tui::views) fn read_password(form: &Form) -> Typed {
    Typed { password: Secret::new(form.value(Field::Password)), again: Secret::new(form.value(Field::PasswordAgain)) }
}

impl WebmasterForm {
    /// Makes an empty form.
    pub(super) fn add() -> Self {
        let base = WebmasterInput::default();
        let form = Form::new("webmaster-add-button").text(Field::Login, "").hint("webmaster-hint-login");
        Self { webmaster: None, form: new_password(person(form, &base)), base }
    }

    /// Makes a form filled from a webmaster.
    pub(super) fn edit(webmaster: &Webmaster) -> Self {
        let base = input_of(webmaster);
        let form = person(Form::new("form-save"), &base);
        Self { webmaster: Some((webmaster.login.clone(), webmaster.rev)), base, form }
    }

    fn read(&self) -> WebmasterInput {
        let typed = read_person(&self.form);
        if self.webmaster.is_some() { WebmasterInput { login: self.base.login.clone(), ..typed } } else { typed }
    }

    fn submit(&mut self) -> Reply {
        let input = self.read();
        self.form.send();
        // All problems come back together, the password's too: only the operation knows its strength.
        let request = match self.webmaster.clone() {
            Some((login, rev)) => Request::Edit { login, rev, input },
            None => Request::Add { input, password: read_password(&self.form) },
        };
        Reply::redraw().join(Effect::Webmaster(request).into())
    }

    fn overtaken(&mut self, theirs: &Webmaster, shared: &Shared) {
        let (mine, stored) = (self.read(), input_of(theirs));
        let value = |field, of: fn(&WebmasterInput) -> &String| Values {
            field,
            was: of(&self.base).clone(),
            mine: of(&mine).clone(),
            theirs: of(&stored).clone(),
        };
        let values = [
            value(Field::LastName, |input| &input.last_name),
            value(Field::FirstName, |input| &input.first_name),
            value(Field::Email, |input| &input.email),
        ];
        settle(&mut self.form, &values, shared);
        self.webmaster = Some((theirs.login.clone(), theirs.rev));
        self.base = stored;
    }
}

impl View for WebmasterForm {
    fn title(&self) -> Message {
        match self.webmaster {
            Some(_) => Message::new("webmaster-edit-title").with("login", self.base.login.as_str()),
            None => Message::new("webmaster-add-title"),
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

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Webmaster(Done::Saved) => {
                let said = Message::new("webmaster-saved").with("login", self.read().login.trim().to_lowercase());
                return Reply::close(Answer::Done(None)).and(Step::Say(said, Role::Good));
            }
            Outcome::Webmaster(Done::Overtaken(theirs)) => self.overtaken(&theirs, shared),
            Outcome::Failed(failure) => self.form.fail(&failure),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        if answer == Answer::Confirmed { Reply::close(Answer::Dismissed) } else { Reply::redraw() }
    }

    fn is_changed(&self) -> bool {
        let secret = [Field::Password, Field::PasswordAgain].iter().any(|field| self.form.is_ticked(*field));
        secret || self.read() != self.base
    }
}
