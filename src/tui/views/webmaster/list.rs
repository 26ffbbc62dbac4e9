//! The table of webmasters.

use ratatui::layout::Rect;

use super::PasswordForm;
use super::form::WebmasterForm;
use crate::domain::access::Identity;
use crate::domain::contact::Email;
use crate::domain::message::{Explain as _, Message};
use crate::domain::webmaster::{Login, Webmaster, WebmasterId};
use crate::operations::webmaster::{self, Facts};
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::Canvas;
use crate::tui::orders::webmaster::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::views::listed::Listed;
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::table::{Column, Line};

const COLUMNS: [Column; 6] = [
    Column { title: "webmaster-column-login", min: 12, weight: 1, priority: 0 },
    Column { title: "webmaster-column-last-name", min: 14, weight: 2, priority: 0 },
    Column { title: "webmaster-column-first-name", min: 10, weight: 1, priority: 1 },
    Column { title: "column-mail", min: 20, weight: 3, priority: 2 },
    Column { title: "column-state", min: 13, weight: 0, priority: 0 },
    Column { title: "webmaster-column-last-sign-in", min: 18, weight: 0, priority: 0 },
];

/// What the dialog over the list was opened for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asking {
    Nothing,
    Disable(Login),
    Enable(Login),
}

/// The screen.
#[derive(Debug)]
pub(crate) struct Webmasters {
    listed: Listed<Webmaster>,
    asking: Asking,
}

/// Tells whether an account is the one that acts.
fn is_own(shared: &Shared, id: WebmasterId) -> bool {
    matches!(&shared.actor.identity, Identity::Webmaster { id: own, .. } if *own == id)
}

impl Webmasters {
    /// Makes the screen; it reads its rows when it begins.
    pub(crate) fn new() -> Self {
        Self { listed: Listed::new(), asking: Asking::Nothing }
    }

    fn read() -> Reply {
        Effect::Webmaster(Request::List).into()
    }

    fn active(&self) -> usize {
        self.listed.rows().iter().filter(|row| row.active).count()
    }

    fn act(&mut self, action: Action, shared: &Shared) -> Reply {
        if self.listed.act(action) {
            return Reply::redraw();
        }
        if action == Action::WebmasterAdd {
            return Reply::open(WebmasterForm::add());
        }
        let Some(row) = self.listed.current() else { return Reply::none() };
        let login = row.login.as_str();
        match action {
            Action::Open | Action::WebmasterEdit => Reply::open(WebmasterForm::edit(row)),
            Action::WebmasterPassword => Reply::open(PasswordForm::of(row.id, login)),
            Action::WebmasterDisable => {
                self.asking = Asking::Disable(row.login.clone());
                let question = Message::new("webmaster-disable-question").with("login", login);
                Reply::open(Confirm::yes(Message::new("action-webmaster-disable"), vec![question], shared))
            }
            Action::WebmasterEnable => {
                self.asking = Asking::Enable(row.login.clone());
                let question = Message::new("webmaster-enable-question").with("login", login);
                Reply::open(Confirm::yes(Message::new("action-webmaster-enable"), vec![question], shared))
            }
            _ => Reply::none(),
        }
    }

    fn done(&mut self, done: Done) -> Reply {
        let said = match done {
            Done::Listed(rows) => {
                self.listed.put(rows, |row| row.id);
                return Reply::redraw();
            }
            Done::Disabled => Some("webmaster-disabled"),
            Done::Enabled => Some("webmaster-enabled"),
            Done::Saved | Done::Overtaken(_) | Done::PasswordSet => None,
        };
        match said {
            Some(key) => Self::read().and(Step::Say(Message::new(key), Role::Good)),
            None => Self::read(),
        }
    }
}

fn line(row: &Webmaster, shared: &Shared) -> Line {
    let text = |text: &str| (text.to_owned(), Role::Text);
    let (glyph, role, word) = if row.active {
        ("●", Role::Good, "webmaster-state-active")
    } else {
        ("○", Role::Dim, "webmaster-state-disabled")
    };
    let sign_in = match row.last_sign_in_at {
        Some(at) => (shared.catalogue.moment(at), Role::Text),
        None => (shared.text("webmaster-never"), Role::Dim),
    };
    let cells = vec![
        text(row.login.as_str()),
        text(&row.last_name),
        text(&row.first_name),
        text(row.email.as_ref().map_or("", Email::as_str)),
        (format!("{glyph} {}", shared.text(word)), role),
        sign_in,
    ];
    Line { mark: if is_own(shared, row.id) { "*" } else { " " }, cells }
}

impl View for Webmasters {
    fn title(&self) -> Message {
        Message::new("screen-webmasters")
    }

    fn places(&self) -> &'static [Place] {
        &[Place::Webmasters, Place::List, Place::Everywhere]
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        Self::read()
    }

    fn resize(&mut self, area: Rect, _shared: &mut Shared) -> Reply {
        self.listed.resize(area);
        Reply::redraw()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let empty = Message::new("webmasters-none").with("add", shared.key_of(Action::WebmasterAdd));
        self.listed.draw(canvas, area, &COLUMNS, &empty, shared, &|_, row| line(row, shared));
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        match intent {
            Intent::Act(action) => self.act(action, shared),
            Intent::Key(_) | Intent::Paste(_) => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Webmaster(done) => self.done(done),
            Outcome::Failed(failure) => self.listed.fail(&failure),
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        match (std::mem::replace(&mut self.asking, Asking::Nothing), answer) {
            (Asking::Disable(login), Answer::Confirmed) => Effect::Webmaster(Request::Disable(login)).into(),
            (Asking::Enable(login), Answer::Confirmed) => Effect::Webmaster(Request::Enable(login)).into(),
            (_, Answer::Done(_)) => Self::read(),
            _ => Reply::redraw(),
        }
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        Self::read()
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let rows = self.listed.rows().len();
        let on_row = self.listed.current().is_some();
        State { actor: &shared.actor, rows, on_row, ticked: 0, busy: false, blocked: None }
    }

    fn refuses(&self, action: Action, shared: &Shared) -> Option<Message> {
        let row = self.listed.current()?;
        let facts = Facts::of(&shared.actor, u32::try_from(self.active()).unwrap_or(u32::MAX));
        let refused = match action {
            Action::WebmasterDisable => (webmaster::DISABLE.judge)(row, &facts),
            Action::WebmasterEnable => (webmaster::ENABLE.judge)(row, &facts),
            Action::WebmasterPassword if is_own(shared, row.id) => {
                let key = shared.key_of(Action::OwnPassword);
                return Some(Message::new("why-own-password").with("key", key));
            }
            _ => return None,
        };
        refused.map(|reason| reason.message())
    }

    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        let row = self.listed.current().map(|row| row.login.as_str()).unwrap_or_default();
        template.replace("{row}", row)
    }

    fn footer(&self) -> &'static [Action] {
        &[
            Action::Help,
            Action::WebmasterAdd,
            Action::WebmasterEdit,
            Action::WebmasterPassword,
            Action::WebmasterDisable,
            Action::WebmasterEnable,
            Action::OwnPassword,
            Action::Palette,
            Action::Quit,
        ]
    }

    fn status(&self, _shared: &Shared) -> Option<Message> {
        let rows = self.listed.rows().len();
        Some(Message::new("webmasters-count").with("webmasters", rows).with("active", self.active()))
    }
}
