//! Writing the entries that the filter leaves to a file.

use ratatui::layout::Rect;

use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::jobs::command::{option, quoted};
use crate::operations::audit::Format;
use crate::tui::actions::Place;
use crate::tui::canvas::Canvas;
use crate::tui::orders::audit::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::widgets::form::{Event, Form};
use crate::tui::widgets::select::Choice;

/// The form.
#[derive(Debug)]
pub(super) struct Export {
    filter: String,
    form: Form,
}

impl Export {
    /// Makes the form for the entries that a filter leaves.
    pub(super) fn new(filter: &str) -> Self {
        Self { filter: filter.to_owned(), form: Form::new("audit-export-button") }
    }
}

impl View for Export {
    fn title(&self) -> Message {
        Message::new("action-audit-export")
    }

    fn places(&self) -> &'static [Place] {
        &[]
    }

    fn begin(&mut self, shared: &mut Shared) -> Reply {
        let choice = |value: &str, key: &'static str| Choice { value: value.to_owned(), label: shared.text(key) };
        let choices = vec![choice("csv", "audit-format-csv"), choice("json", "audit-format-json")];
        let hint = if shared.actor.ssh_client.is_empty() { "hint-file-new" } else { "hint-file-exchange" };
        let name = format!("journal-{}.csv", shared.now.day());
        self.form = Form::new("audit-export-button")
            .text(Field::File, &name)
            .hint(hint)
            .select(Field::Format, choices, "csv")
            .hint("hint-choice");
        let note = if self.filter.is_empty() { "audit-export-all" } else { "audit-export-filtered" };
        self.form.note(Some((Message { key: note, args: Vec::new() }, Role::Text)));
        Reply::redraw()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.form.draw(canvas, area, &shared.say(&self.title()), shared);
    }

    fn echoes(&self) -> Option<(Message, String)> {
        let filter =
            if self.filter.is_empty() { String::new() } else { format!("{} ", option("filter", &self.filter)) };
        let file = self.form.value(Field::File);
        let format = if self.form.value(Field::Format) == "json" { " --format json" } else { "" };
        Some((self.title(), format!("intendant audit export {filter}{}{format}", quoted(&file))))
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        let event = self.form.handle(intent);
        match event {
            Event::Submit => {
                let format = if self.form.value(Field::Format) == "json" { Format::JsonLines } else { Format::Csv };
                let request =
                    Request::Export { filter: self.filter.clone(), format, path: self.form.value(Field::File) };
                self.form.send();
                Reply::redraw().join(Effect::Audit(request).into())
            }
            Event::Leave => Reply::close(Answer::Dismissed),
            Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Audit(Done::Exported { entries, path }) => {
                let entries = i64::try_from(entries).unwrap_or(i64::MAX);
                let said = Message::new("audit-exported").with("entries", entries).with("path", path);
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
