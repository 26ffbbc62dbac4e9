//! Writing a report to a file.

use std::sync::Arc;

use crate::domain::field::Field;
use crate::domain::job::JobId;
use crate::domain::message::Message;
use crate::tui::orders::job::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Reply, Step};
use crate::tui::views::dialog::{Asks, Dialog, send};
use crate::tui::widgets::form::Form;

/// Which job's.
#[derive(Debug)]
pub(super) struct ReportFile(JobId);

impl ReportFile {
    /// Makes the form; it offers a name.
    pub(super) fn dialog(id: JobId, shared: &Shared) -> Dialog<Self> {
        let name = shared.say(&Message::new("job-csv-name").with("job", id.to_string()));
        Dialog::new(Self(id), Form::new("audit-export-button").text(Field::File, &name).hint(shared.new_file_hint()))
    }
}

impl Asks for ReportFile {
    fn title(&self) -> Message {
        Message::new("action-job-csv")
    }

    fn submit(&mut self, form: &mut Form, shared: &mut Shared) -> Reply {
        let (path, words) = (form.value(Field::File), Arc::clone(&shared.catalogue));
        send(form, Effect::Job(Request::Csv { id: self.0, path, words }))
    }

    fn done(&mut self, _form: &mut Form, outcome: Outcome, _shared: &mut Shared) -> Reply {
        let Outcome::Job(Done::Written { rows, path }) = outcome else { return Reply::none() };
        let rows = i64::try_from(rows).unwrap_or(i64::MAX);
        let said = Message::new("job-csv-written").with("rows", rows).with("path", path);
        Reply::close(Answer::Dismissed).and(Step::Say(said, Role::Good))
    }
}
