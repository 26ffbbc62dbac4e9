//! Deleting one establishment: what is lost is said, and its number or its name is typed.

use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::job::Task;
use crate::domain::message::Message;
use crate::domain::text::fold;
use crate::nouns::establishment::lost;
use crate::operations::establishment::{DeleteInput, ExportFirst, Stakes};
use crate::tui::orders::establishment::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Reply, Step};
use crate::tui::views::dialog::{Asks, Dialog, refuse, send};
use crate::tui::views::job;
use crate::tui::views::noun::planned;
use crate::tui::widgets::form::{Event, Form};

/// The form.
#[derive(Debug)]
pub(super) struct Delete {
    number: EstablishmentNumber,
    row: Option<Box<Establishment>>,
    /// What is lost.
    stakes: Option<Stakes>,
}

impl Delete {
    /// Makes the form.
    pub(super) fn dialog(number: EstablishmentNumber) -> Dialog<Self> {
        let form = Form::new("delete-button")
            .check(Field::ExportFirst, true)
            .text(Field::Confirmation, "")
            .hint("hint-delete-one");
        let mut this = Dialog::new(Self { number, row: None, stakes: None }, form);
        this.form.focus_on(Field::Confirmation);
        this
    }

    /// Tells whether the right thing was typed: the number or the name.
    fn is_confirmed(&self, form: &Form) -> bool {
        let typed = form.value(Field::Confirmation);
        let typed = fold(typed.trim());
        let name = self.row.as_ref().map(|row| fold(&row.denomination));
        typed == self.number.to_string() || name.is_some_and(|name| name.trim() == typed)
    }

    /// Says what is lost, and what of it cannot be had back.
    fn tell_loss(&self, form: &mut Form) {
        let (Some(row), Some(stakes)) = (&self.row, &self.stakes) else { return };
        let lost = lost(&row.denomination, stakes).into_iter();
        let mut notes: Vec<_> = lost.map(|said| (said, Role::Warning)).collect();
        notes.push(if form.is_ticked(Field::ExportFirst) {
            (Message::new("hint-export-first"), Role::Text)
        } else {
            (Message::new("hint-no-export"), Role::Error)
        });
        form.notes(notes);
    }
}

fn export_first(form: &Form) -> ExportFirst {
    if form.is_ticked(Field::ExportFirst) { ExportFirst::Yes } else { ExportFirst::No }
}

impl Asks for Delete {
    const ASKS_TO_LEAVE: bool = true;

    fn title(&self) -> Message {
        Message::new("delete-title").with("number", self.number.to_string())
    }

    fn begin(&mut self, _form: &mut Form, _shared: &mut Shared) -> Reply {
        let number = self.number;
        let row: Reply = Effect::Establishment(Request::Get { number }).into();
        row.join(Effect::Establishment(Request::Stakes { number }).into())
    }

    fn echoes(&self, form: &Form) -> Option<(Message, String)> {
        Some(job::echo(&Task::Delete { export_first: export_first(form) }, &planned::numbers([self.number])))
    }

    fn submit(&mut self, form: &mut Form, _shared: &mut Shared) -> Reply {
        if !self.is_confirmed(form) {
            let problem = Problem::ConfirmationDiffers;
            return refuse(form, vec![FieldError { field: Field::Confirmation, problem }]);
        }
        let export_first = export_first(form);
        let confirmation = Some(form.value(Field::Confirmation));
        let input = DeleteInput { confirmation, export_first };
        send(form, Effect::Establishment(Request::Delete { number: self.number, input }))
    }

    fn heard(&mut self, form: &mut Form, event: Event, _shared: &mut Shared) -> Reply {
        if matches!(event, Event::Changed(_)) {
            self.tell_loss(form);
        }
        Reply::redraw()
    }

    fn done(&mut self, form: &mut Form, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Establishment(Done::Got(row)) => {
                self.row = Some(row);
                self.tell_loss(form);
            }
            Outcome::Establishment(Done::Stakes(stakes)) => {
                self.stakes = Some(stakes);
                self.tell_loss(form);
            }
            Outcome::Establishment(Done::Deleted { number, export, after }) => {
                let said = Message::new("establishment-deleted")
                    .with("number", number.to_string())
                    .with("export", export.unwrap_or_else(|| "none".to_owned()));
                let role = if after.is_empty() { Role::Good } else { Role::Warning };
                let both = |said: Message, next: Message| {
                    Message::new("aftermath-both").with("first", said).with("next", next)
                };
                let said = after.into_iter().fold(said, both);
                return Reply::close(Answer::Done(None)).and(Step::Say(said, role));
            }
            _ => return Reply::none(),
        }
        Reply::redraw()
    }
}
