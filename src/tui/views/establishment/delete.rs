//! Deleting one establishment: what is lost is said, and its number or its name is typed.

use ratatui::layout::Rect;

use super::many;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::job::Task;
use crate::domain::message::{Explain as _, Message};
use crate::domain::text::fold;
use crate::operations::establishment::{DeleteInput, ExportFirst, Stakes};
use crate::tui::actions::Place;
use crate::tui::canvas::Canvas;
use crate::tui::orders::establishment::{Change, Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::views::discard::leave;
use crate::tui::views::job;
use crate::tui::widgets::form::{Event, Form};

/// The form.
#[derive(Debug)]
pub(super) struct Delete {
    number: EstablishmentNumber,
    form: Form,
    row: Option<Box<Establishment>>,
    /// What is lost.
    stakes: Option<Stakes>,
}

impl Delete {
    /// Makes the form.
    pub(super) fn new(number: EstablishmentNumber) -> Self {
        let form = Form::new("delete-button")
            .check(Field::ExportFirst, true)
            .hint("hint-export-first")
            .unticked("hint-no-export")
            .text(Field::Confirmation, "")
            .hint("hint-delete-one");
        let mut this = Self { number, form, row: None, stakes: None };
        this.form.focus_on(Field::Confirmation);
        this
    }

    /// Tells whether the right thing was typed: the number or the name.
    fn is_confirmed(&self) -> bool {
        let typed = self.form.value(Field::Confirmation);
        let typed = fold(typed.trim());
        let name = self.row.as_ref().map(|row| fold(&row.denomination));
        typed == self.number.to_string() || name.is_some_and(|name| name.trim() == typed)
    }

    fn export_first(&self) -> ExportFirst {
        if self.form.is_ticked(Field::ExportFirst) { ExportFirst::Yes } else { ExportFirst::No }
    }

    fn submit(&mut self) -> Reply {
        if !self.is_confirmed() {
            let problem = Problem::ConfirmationDiffers;
            self.form.refuse(vec![FieldError { field: Field::Confirmation, problem }]);
            return Reply::redraw();
        }
        let export_first = self.export_first();
        let confirmation = Some(self.form.value(Field::Confirmation));
        let input = DeleteInput { confirmation, export_first };
        self.form.send();
        let request = Request::Change { number: self.number, change: Change::Delete(input) };
        Reply::redraw().join(Effect::Establishment(request).into())
    }

    /// Says what is lost, and what of it cannot be had back.
    fn tell_loss(&mut self) {
        let (Some(row), Some(stakes)) = (&self.row, &self.stakes) else { return };
        let mut notes = vec![(lost(&row.denomination, stakes), Role::Warning)];
        if stakes.mails > 0 {
            notes.push((Message::new("delete-mails").with("count", stakes.mails), Role::Warning));
        }
        if !self.form.is_ticked(Field::ExportFirst) {
            notes.push((Message::new("hint-no-export"), Role::Error));
        }
        self.form.notes(notes);
    }
}

/// Says what an establishment's database holds, or why nobody knows.
fn lost(denomination: &str, stakes: &Stakes) -> Message {
    let loss = match &stakes.content {
        Ok(loss) => loss,
        Err(error) => {
            return Message::new("delete-loss-unknown")
                .with("denomination", denomination)
                .with("cause", error.message());
        }
    };
    match loss.last_sign_in_at {
        Some(at) => Message::new("delete-loss")
            .with("denomination", denomination)
            .with("accounts", loss.accounts)
            .with("grades", loss.grades)
            .with("at", at),
        None => Message::new("delete-loss-never")
            .with("denomination", denomination)
            .with("accounts", loss.accounts)
            .with("grades", loss.grades),
    }
}

impl View for Delete {
    fn title(&self) -> Message {
        Message::new("delete-title").with("number", self.number.to_string())
    }

    fn places(&self) -> &'static [Place] {
        &[]
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        let number = self.number;
        let row: Reply = Effect::Establishment(Request::Get { number }).into();
        row.join(Effect::Establishment(Request::Stakes { number }).into())
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.form.draw(canvas, area, &shared.say(&self.title()), shared);
    }

    fn echoes(&self) -> Option<(Message, String)> {
        Some(job::echo(&Task::Delete { export_first: self.export_first() }, &many::numbers([self.number])))
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let event = self.form.handle(intent);
        match event {
            Event::Submit => self.submit(),
            Event::Leave => leave(self, shared),
            Event::Changed(_) => {
                self.tell_loss();
                Reply::redraw()
            }
            Event::EnterOnError(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Establishment(Done::Got(row)) => {
                self.row = Some(row);
                self.tell_loss();
            }
            Outcome::Establishment(Done::Stakes(stakes)) => {
                self.stakes = Some(stakes);
                self.tell_loss();
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
            Outcome::Failed(failure) => self.form.fail(&failure),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        if answer == Answer::Confirmed { Reply::close(Answer::Dismissed) } else { Reply::redraw() }
    }

    fn is_changed(&self) -> bool {
        self.form.is_changed()
    }
}
