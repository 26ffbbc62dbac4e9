//! Writing the rows that are listed to a file.

use std::sync::Arc;

use crate::domain::access::At;
use crate::domain::act::Noun;
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::domain::search::Sort;
use crate::jobs::command::{inside, option};
use crate::jobs::listed::Format;
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Reply, Step};
use crate::tui::views::dialog::{Asks, Dialog, send};
use crate::tui::widgets::form::Form;
use crate::tui::widgets::select::Choice;

/// Which rows, in which order.
#[derive(Debug)]
pub(super) struct ListFile {
    noun: Noun,
    at: At,
    filter: String,
    sort: Sort,
}

impl ListFile {
    /// Opens the form.
    pub(super) fn open((noun, at): (Noun, At), filter: &str, sort: Sort, shared: &Shared) -> Reply {
        let choices = [("csv", "audit-format-csv"), ("xlsx", "list-format-xlsx"), ("json", "audit-format-json")]
            .map(|(value, key)| Choice { value: value.to_owned(), label: shared.text(key) });
        let mut form = Form::new("audit-export-button")
            .text(Field::File, "")
            .hint(shared.new_file_hint())
            .select(Field::Format, choices.into(), "csv")
            .hint("hint-choice");
        let note = if filter.is_empty() { "list-export-all" } else { "list-export-filtered" };
        form.note(Some((Message { key: note, args: Vec::new() }, Role::Text)));
        Reply::open(Dialog::new(Self { noun, at, filter: filter.to_owned(), sort }, form))
    }
}

impl Asks for ListFile {
    fn title(&self) -> Message {
        Message::new("action-list-export")
    }

    fn submit(&mut self, form: &mut Form, shared: &mut Shared) -> Reply {
        let format = Format::from_word(&form.value(Field::Format)).unwrap_or(Format::Csv);
        let (noun, filter, sort) = (self.noun, self.filter.clone(), self.sort);
        let (path, words) = (form.value(Field::File), Arc::clone(&shared.catalogue));
        send(form, Effect::Noun(Request::Write { noun, filter, sort, path, format, words }))
    }

    fn echoes(&self, form: &Form) -> Option<(Message, String)> {
        let filter =
            if self.filter.is_empty() { String::new() } else { format!(" {}", option("filter", &self.filter)) };
        let sort = if self.sort.descending { " --desc" } else { "" };
        let by = self.sort.key.word();
        let file = option("output", &form.value(Field::File));
        let format = form.value(Field::Format);
        let line = format!("intendant {} list{filter} --sort {by}{sort} {file} --format {format}", self.noun.word());
        Some((self.title(), inside(line, self.at)))
    }

    fn done(&mut self, _form: &mut Form, outcome: Outcome, _shared: &mut Shared) -> Reply {
        let Outcome::Noun(Done::Written { rows, path }) = outcome else { return Reply::none() };
        let rows = i64::try_from(rows).unwrap_or(i64::MAX);
        let said = Message::new("cli-list-written").with("count", rows).with("path", path);
        Reply::close(Answer::Dismissed).and(Step::Say(said, Role::Good))
    }
}
