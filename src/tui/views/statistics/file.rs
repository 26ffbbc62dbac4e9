//! Writing lines to a file.

use std::sync::Arc;

use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::domain::statistics::Line;
use crate::tui::orders::statistics::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Reply, Step};
use crate::tui::views::dialog::{Asks, Dialog, send};
use crate::tui::widgets::form::Form;

/// Which lines.
#[derive(Debug)]
pub(super) struct StatisticsFile {
    lines: Vec<Line>,
    /// What found them, as typed.
    filter: String,
}

impl StatisticsFile {
    /// Makes the form; it offers a name.
    pub(super) fn dialog(lines: Vec<Line>, filter: String, shared: &Shared) -> Dialog<Self> {
        let form = Form::new("audit-export-button").text(Field::File, &shared.text("stats-file-name"));
        Dialog::new(Self { lines, filter }, form.hint(shared.new_file_hint()))
    }
}

impl Asks for StatisticsFile {
    fn title(&self) -> Message {
        Message::new("action-statistics-export")
    }

    fn submit(&mut self, form: &mut Form, shared: &mut Shared) -> Reply {
        let (path, words) = (form.value(Field::File), Arc::clone(&shared.catalogue));
        let (lines, filter) = (self.lines.clone(), self.filter.clone());
        send(form, Effect::Statistics(Request::Write { lines, filter, path, words }))
    }

    fn done(&mut self, _form: &mut Form, outcome: Outcome, _shared: &mut Shared) -> Reply {
        let Outcome::Statistics(Done::Written { count, path }) = outcome else { return Reply::none() };
        let said = Message::new("cli-stats-written").with("count", count).with("path", path);
        Reply::close(Answer::Dismissed).and(Step::Say(said, Role::Good))
    }
}
