//! A form of a row that is still to be read: the form takes its place once the row has come.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::form::NounForm;
use crate::domain::act::Act;
use crate::domain::message::{Explain as _, Message};
use crate::nouns::Id;
use crate::operations::Error;
use crate::tui::canvas::{Canvas, centre, inside};
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};

/// What is shown meanwhile.
#[derive(Debug)]
pub(in crate::tui::views) struct Opening {
    act: Act,
    id: Id,
    title: Message,
    failure: Option<Message>,
}

impl Opening {
    /// Begins the form of an act for a row.
    pub(in crate::tui::views) const fn new(act: Act, id: Id, title: Message) -> Self {
        Self { act, id, title, failure: None }
    }
}

impl View for Opening {
    fn title(&self) -> Message {
        self.title.clone()
    }

    fn holds_keys(&self) -> bool {
        self.failure.is_none()
    }

    fn waits(&self) -> bool {
        self.holds_keys()
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        Effect::Noun(Request::Rows { noun: self.act.noun(), ticket: 0, ids: vec![self.id.clone()] }).into()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let inner = inside(canvas.frame(centre(area, 60, 5), &shared.say(&self.title), Role::Title), 1, 0);
        let (text, role) = match &self.failure {
            Some(failure) => (shared.say(failure), Role::Error),
            None => (shared.text("loading"), Role::Dim),
        };
        canvas.paragraph(inner, &text, role);
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        let leaves = matches!(intent, Intent::Key(key) if key.code == KeyCode::Esc);
        if leaves { Reply::close(Answer::Dismissed) } else { Reply::none() }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Noun(Done::Rows { rows, .. }) => {
                self.failure = rows.unreadable(0);
                if self.failure.is_none() {
                    if let Some(form) = NounForm::on_row(self.act, (rows.as_ref(), 0), shared) {
                        return Reply::close(Answer::Dismissed).and(Step::Open(Box::new(form)));
                    }
                    self.failure = Some(Error::not_found(self.act.noun().word(), &self.id).message());
                }
            }
            Outcome::Failed(failure) => self.failure = Some(failure.message()),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }
}
