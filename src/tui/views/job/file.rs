//! Writing a report to a file.

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::domain::field::Field;
use crate::domain::job::JobId;
use crate::domain::message::Message;
use crate::tui::actions::Place;
use crate::tui::canvas::Canvas;
use crate::tui::orders::job::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::widgets::form::{Event, Form};

/// The form.
#[derive(Debug)]
pub(super) struct ReportFile {
    id: JobId,
    form: Form,
}

impl ReportFile {
    /// Makes the form; it offers a name.
    pub(super) fn new(id: JobId, shared: &Shared) -> Self {
        let hint = if shared.actor.ssh_client.is_empty() { "hint-file-new" } else { "hint-file-exchange" };
        let name = shared.say(&Message::new("job-csv-name").with("job", id.to_string()));
        Self { id, form: Form::new("audit-export-button").text(Field::File, &name).hint(hint) }
    }
}

impl View for ReportFile {
    fn title(&self) -> Message {
        Message::new("action-job-csv")
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
            Event::Submit => {
                self.form.send();
                let (path, words) = (self.form.value(Field::File), Arc::clone(&shared.catalogue));
                Reply::redraw().join(Effect::Job(Request::Csv { id: self.id, path, words }).into())
            }
            Event::Leave => Reply::close(Answer::Dismissed),
            Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Job(Done::Written { rows, path }) => {
                let rows = i64::try_from(rows).unwrap_or(i64::MAX);
                let said = Message::new("job-csv-written").with("rows", rows).with("path", path);
                Reply::close(Answer::Dismissed).and(Step::Say(said, Role::Good))
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
