//! The first start: an empty data directory opens with the form that makes it, as `intendant init` does.

use ratatui::layout::Rect;

use super::discard::leave;
use super::host::fields::{Part, add_to, read};
use super::person::{first_password, person, read_password};
use super::sign_in::SignIn;
use crate::domain::field::Field;
use crate::domain::host::HostInput;
use crate::domain::message::Message;
use crate::domain::webmaster::WebmasterInput;
use crate::tui::canvas::{Canvas, below, inside};
use crate::tui::orders::host::{Beginning, Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::widgets::form::{Event, Form};

/// The identity that the first start asks for; bounces go to the sender until the settings say otherwise.
const IDENTITY: [Field; 3] = [Field::HostName, Field::HostUrl, Field::HostSender];

/// The form in front of everything.
#[derive(Debug)]
pub(crate) struct FirstRun {
    data_dir: String,
    /// As it is typed; kept when a field is hidden.
    host: HostInput,
    form: Form,
}

impl FirstRun {
    /// Makes the form for a data directory.
    pub(crate) fn new(data_dir: &str, shared: &Shared) -> Self {
        let host = HostInput::new();
        let form = build(&WebmasterInput::default(), &host, shared);
        Self { data_dir: data_dir.to_owned(), host, form }
    }

    fn typed(&self) -> HostInput {
        let mut host = self.host.clone();
        read(&self.form, &IDENTITY, &mut host);
        read(&self.form, &Part::Transport.fields(&self.host), &mut host);
        host
    }

    /// Shows the fields that the transport needs now.
    fn reshape(&mut self, shared: &Shared) {
        self.host = self.typed();
        let mut form = build(&self.person(), &self.host, shared);
        for field in [Field::Password, Field::PasswordAgain] {
            form.set(field, &self.form.value(field));
        }
        form.focus_on(Field::Transport);
        self.form = form;
    }

    /// Reads the first webmaster.
    fn person(&self) -> WebmasterInput {
        WebmasterInput::read(|field| self.form.value(field))
    }

    fn submit(&mut self, shared: &Shared) -> Reply {
        self.host = self.typed();
        let beginning = Beginning {
            host: self.host.clone(),
            webmaster: self.person(),
            password: read_password(&self.form),
            language: shared.catalogue.language(),
        };
        self.form.send();
        Reply::redraw().join(Effect::Host(Request::Initialise(Box::new(beginning))).into())
    }
}

fn build(webmaster: &WebmasterInput, host: &HostInput, shared: &Shared) -> Form {
    let form = Form::new("first-run-button").text(Field::Login, &webmaster.login).hint("webmaster-hint-login");
    let form = first_password(person(form, webmaster));
    let form = add_to(form, &IDENTITY, host, shared);
    add_to(form, &Part::Transport.fields(host), host, shared)
}

impl View for FirstRun {
    fn title(&self) -> Message {
        Message::new("first-run-title")
    }

    fn cover(&self) -> Cover {
        Cover::Everything
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let directory = Message::new("first-run-directory").with("directory", self.data_dir.as_str());
        let place = inside(area, 2, 0);
        let used = canvas.paragraph(place, &shared.say(&directory), Role::Title).min(3);
        let used = used + canvas.paragraph(below(place, used), &shared.text("first-run-text"), Role::Dim);
        // The last line but one is where the program speaks.
        let rest = below(area, used);
        let rest = Rect { height: rest.height.saturating_sub(1), ..rest };
        self.form.draw(canvas, rest, &format!("Intendant · {}", shared.say(&self.title())), shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let event = self.form.handle(intent);
        match event {
            Event::Submit => self.submit(shared),
            Event::Leave if self.is_changed() => leave(self, shared),
            Event::Leave => Reply::step(Step::Quit),
            Event::Changed(Field::Transport) => {
                self.reshape(shared);
                Reply::redraw()
            }
            Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Host(Done::Initialised(Some(actor))) => {
                Reply::step(Step::SignedIn(actor)).and(Step::Say(Message::new("first-run-done"), Role::Good))
            }
            Outcome::Host(Done::Initialised(None)) => {
                let sign_in = SignIn::ended(Message::new("first-run-sign-in"), &shared.entrance);
                Reply::close(Answer::Dismissed).and(Step::Open(Box::new(sign_in)))
            }
            Outcome::Host(Done::InitialisedByOthers) => {
                let sign_in = SignIn::ended(Message::new("first-run-others"), &shared.entrance);
                Reply::close(Answer::Dismissed).and(Step::Open(Box::new(sign_in)))
            }
            Outcome::Failed(failure) => {
                self.form.fail(&failure);
                Reply::redraw()
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        if answer == Answer::Confirmed { Reply::step(Step::Quit) } else { Reply::redraw() }
    }

    fn is_changed(&self) -> bool {
        let secret = [Field::Password, Field::PasswordAgain].iter().any(|field| self.form.is_ticked(*field));
        let host = self.typed();
        let texts = [&host.name, &host.url, &host.sender, &host.smtp_host, &host.smtp_user];
        secret || self.person() != WebmasterInput::default() || texts.iter().any(|text| !text.is_empty())
    }
}
