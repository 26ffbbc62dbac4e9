//! Signing in, and going on after the lock.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::forgotten::Forgotten;
use super::own_password::{OwnPassword, Why};
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::domain::password::Secret;
use crate::domain::session::{Entrance, Place};
use crate::tui::actions::Action;
use crate::tui::canvas::{Canvas, inside, row};
use crate::tui::keymap::Key;
use crate::tui::orders::session::{Done, Request};
use crate::tui::orders::{Effect, Failure, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::form::{Event, Form};
use crate::tui::widgets::help::of_form;

/// The key for a forgotten password.
const FORGOTTEN: KeyCode = KeyCode::F(2);

/// Why somebody is asked for a password.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Reason {
    /// The program begins, or the session was ended.
    SignIn,
    /// The demonstration opens without a password.
    Demo(String),
    /// Nobody pressed a key for a while.
    Locked,
}

/// The dialog in front of everything.
#[derive(Debug)]
pub(crate) struct SignIn {
    reason: Reason,
    /// Whom it lets in.
    entrance: Entrance,
    form: Form,
    /// What is said whatever was tried: why they were asked to sign in is no reason why they cannot.
    lasting: Vec<(Message, Role)>,
}

impl SignIn {
    /// Asks for establishment, login and password.
    pub(crate) fn new(entrance: &Entrance) -> Self {
        Self::asking(None, entrance)
    }

    fn asking(why: Option<Message>, entrance: &Entrance) -> Self {
        let form = Form::new("sign-in-button").way_out("action-quit");
        let (form, note) = match &entrance.establishment {
            Some(fixed) => (form, Message::new("sign-in-fixed").with("establishment", fixed.as_str())),
            None if entrance.is_for_people => {
                (form.text(Field::Establishment, ""), Message::new("sign-in-hint-people"))
            }
            None => (form.text(Field::Establishment, ""), Message::new("sign-in-hint-establishment")),
        };
        let mut form = form.text(Field::Login, "").secret(Field::Password);
        let lasting = vec![(note, Role::Dim)];
        form.notes(why.map(|why| (why, Role::Warning)).into_iter().chain(lasting.clone()).collect());
        if !entrance.is_for_people {
            // Webmasters, whose field stays empty, type as they always did.
            form.focus_on(Field::Login);
        }
        Self { reason: Reason::SignIn, entrance: entrance.clone(), form, lasting }
    }

    /// Enters the demonstration.
    pub(crate) fn demo(login: &str) -> Self {
        let form = Form::new("sign-in-button").way_out("action-quit");
        let mut form = form.text(Field::Login, login).secret(Field::Password);
        form.send();
        Self { reason: Reason::Demo(login.to_owned()), entrance: Entrance::default(), form, lasting: Vec::new() }
    }

    /// Asks again, because the session was ended elsewhere.
    pub(crate) fn ended(why: Message, entrance: &Entrance) -> Self {
        Self::asking(Some(why), entrance)
    }

    /// Asks for the password of whoever works here.
    pub(crate) fn locked(login: &str) -> Self {
        let mut form = Form::new("unlock-button").way_out("action-quit").secret(Field::Password);
        let lasting = vec![(Message::new("unlock-note").with("login", login), Role::Text)];
        form.notes(lasting.clone());
        Self { reason: Reason::Locked, entrance: Entrance::default(), form, lasting }
    }

    /// Opens what is for people who have forgotten their password.
    fn forgotten(&self) -> Reply {
        let [establishment, login] = [Field::Establishment, Field::Login].map(|field| self.form.value(field));
        Reply::open(Forgotten::new(&self.entrance, &establishment, &login))
    }

    /// Tells whether the lock asks and nothing is typed.
    fn is_resting(&self) -> bool {
        self.reason == Reason::Locked && self.form.value(Field::Password).is_empty()
    }

    fn ask(shared: &Shared) -> Reply {
        let lines = vec![Message::new("unlock-leave-question")];
        Reply::open(Confirm::yes(Message::new("unlock-leave-title"), lines, shared))
    }

    fn submit(&mut self) -> Reply {
        let password = Secret::new(self.form.value(Field::Password));
        let request = match self.reason {
            Reason::SignIn => match self.entrance.leads_to(&self.form.value(Field::Establishment)) {
                Ok(place) => Request::SignIn { place, login: self.form.value(Field::Login), password },
                Err(error) => {
                    self.form.refuse(vec![error]);
                    return Reply::redraw();
                }
            },
            Reason::Demo(_) => Request::SignIn { place: Place::Host, login: self.form.value(Field::Login), password },
            Reason::Locked => Request::Unlock { password },
        };
        self.form.send();
        Reply::redraw().join(Effect::Session(request).into())
    }
}

impl View for SignIn {
    fn title(&self) -> Message {
        Message::new(if self.reason == Reason::Locked { "unlock-title" } else { "sign-in-title" })
    }

    fn cover(&self) -> Cover {
        Cover::Everything
    }

    fn fixed_keys(&self, _shared: &Shared) -> Option<Vec<(Vec<Key>, Message)>> {
        let forgotten = || (vec![Key::plain(FORGOTTEN)], Message::new("sign-in-forgotten"));
        (self.reason == Reason::SignIn).then(|| of_form().into_iter().chain([forgotten()]).collect())
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        match &self.reason {
            Reason::Demo(login) => Effect::Session(Request::Demo { login: login.clone() }).into(),
            Reason::SignIn | Reason::Locked => Reply::none(),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.form.draw(canvas, area, &format!("Intendant · {}", shared.say(&self.title())), shared);
        let foot = inside(row(area, area.height.saturating_sub(1)), 1, 0);
        if self.reason == Reason::SignIn {
            let key = shared.say(&Key::plain(FORGOTTEN).message());
            canvas.text(foot, &format!("{key} {}", shared.text("sign-in-forgotten")), Role::Dim);
        }
        if self.is_resting() {
            let keys = Message::new("unlock-keys").with("quit", Key::plain(KeyCode::Esc).message());
            canvas.text(foot, &shared.say(&keys), Role::Dim);
        }
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let event = match intent {
            Intent::Key(key) if self.reason == Reason::SignIn && key.code == FORGOTTEN => return self.forgotten(),
            // A letter is one of the password: only this key leaves, once nothing is typed.
            Intent::Key(key) if self.is_resting() && key.code == KeyCode::Esc => return Self::ask(shared),
            Intent::Key(key) if self.is_resting() && key.code == KeyCode::Enter && self.form.is_on(Field::Password) => {
                return Reply::redraw();
            }
            Intent::Key(key) if self.reason == Reason::Locked && key.code == KeyCode::Esc => {
                self.form.set(Field::Password, "");
                return Reply::redraw();
            }
            Intent::Key(key) => {
                // The last field's Enter signs in: that is what everybody types.
                let event = self.form.key(key);
                let on_button = key.code == KeyCode::Enter && self.form.is_on_button();
                if on_button && event == Event::Nothing { Event::Submit } else { event }
            }
            Intent::Paste(text) => self.form.paste(&text),
            Intent::Act(_) => return Reply::none(),
        };
        match event {
            Event::Submit => self.submit(),
            Event::Leave if self.reason == Reason::Locked => Self::ask(shared),
            // Leaving the sign-in leaves the program: nothing behind it is shown.
            Event::Leave => Reply::step(Step::Quit),
            Event::EnterOnError(_) | Event::Changed(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Session(Done::SignedIn { actor, must_change }) => {
                let told = Message::new("demo-enter-as").with("key", shared.key_of(Action::EnterAs));
                let told = matches!(self.reason, Reason::Demo(_)).then(|| Step::Say(told, Role::Text));
                // No key that is typed from here on may go to what lies behind.
                let first = must_change.then(|| Step::Open(Box::new(OwnPassword::new(Why::Must))));
                told.into_iter().chain(first).fold(Reply::step(Step::SignedIn(actor)), Reply::and)
            }
            Outcome::Session(Done::Unlocked) => Reply::close(Answer::Dismissed),
            // The session behind the lock is over.
            Outcome::Failed(Failure::Stopped(why)) if self.reason == Reason::Locked => {
                Reply::close(Answer::Dismissed).and(Step::Open(Box::new(Self::ended(why, &shared.entrance))))
            }
            Outcome::Failed(failure) => {
                self.form.notes(self.lasting.clone());
                self.form.fail(&failure);
                self.form.set(Field::Password, "");
                self.form.focus_on(Field::Password);
                Reply::redraw()
            }
            _ => Reply::none(),
        }
    }

    /// What is open behind the lock is left only after a question.
    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        if answer == Answer::Confirmed { Reply::step(Step::Quit) } else { Reply::redraw() }
    }

    fn is_changed(&self) -> bool {
        true
    }
}
