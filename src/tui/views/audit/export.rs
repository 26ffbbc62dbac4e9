//! Writing the entries that the filter leaves to a file.

use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::jobs::command::{option, quoted};
use crate::operations::audit::Format;
use crate::tui::orders::audit::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Reply, Step};
use crate::tui::views::dialog::{Asks, Dialog, send};
use crate::tui::widgets::form::Form;
use crate::tui::widgets::select::Choice;

/// By which filter.
#[derive(Debug)]
pub(super) struct Export {
    filter: String,
}

impl Export {
    /// Makes the form for the entries that a filter leaves.
    pub(super) fn dialog(filter: &str, shared: &Shared) -> Dialog<Self> {
        let choice = |value: &str, key: &'static str| Choice { value: value.to_owned(), label: shared.text(key) };
        let choices = vec![choice("csv", "audit-format-csv"), choice("json", "audit-format-json")];
        let mut form = Form::new("audit-export-button")
            .text(Field::File, &format!("journal-{}.csv", shared.now.day()))
            .hint(shared.new_file_hint())
            .select(Field::Format, choices, "csv")
            .hint("hint-choice");
        let note = if filter.is_empty() { "audit-export-all" } else { "audit-export-filtered" };
        form.note(Some((Message { key: note, args: Vec::new() }, Role::Text)));
        Dialog::new(Self { filter: filter.to_owned() }, form)
    }
}

impl Asks for Export {
    fn title(&self) -> Message {
        Message::new("action-audit-export")
    }

    fn submit(&mut self, form: &mut Form, _shared: &mut Shared) -> Reply {
        let format = if form.value(Field::Format) == "json" { Format::JsonLines } else { Format::Csv };
        let (filter, path) = (self.filter.clone(), form.value(Field::File));
        send(form, Effect::Audit(Request::Export { filter, format, path }))
    }

    fn echoes(&self, form: &Form) -> Option<(Message, String)> {
        let filter =
            if self.filter.is_empty() { String::new() } else { format!("{} ", option("filter", &self.filter)) };
        let file = form.value(Field::File);
        let format = if form.value(Field::Format) == "json" { " --format json" } else { "" };
        Some((self.title(), format!("intendant audit export {filter}{}{format}", quoted(&file))))
    }

    fn done(&mut self, _form: &mut Form, outcome: Outcome, _shared: &mut Shared) -> Reply {
        let Outcome::Audit(Done::Exported { entries, path }) = outcome else { return Reply::none() };
        let entries = i64::try_from(entries).unwrap_or(i64::MAX);
        let said = Message::new("audit-exported").with("entries", entries).with("path", path);
        Reply::close(Answer::Dismissed).and(Step::Say(said, Role::Good))
    }
}
