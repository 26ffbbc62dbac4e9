//! Deleting one or many establishments: what is lost is said, and its name or the count is typed.

use ratatui::layout::Rect;

use super::add::leave;
use super::bulk::{Many, of};
use super::{Change, Done, Request};
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::message::Message;
use crate::domain::text::fold;
use crate::operations::establishment::{DeleteInput, ExportFirst, Loss};
use crate::tui::actions::Place;
use crate::tui::canvas::Canvas;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::widgets::form::{Event, Form};
use crate::tui::worker::{Effect, Outcome};

/// The form.
#[derive(Debug)]
pub(super) struct Delete {
    targets: Vec<EstablishmentNumber>,
    form: Form,
    row: Option<Box<Establishment>>,
    /// Accounts, and the last sign-in of any of them.
    loss: Option<Loss>,
}

impl Delete {
    /// Deletes one.
    pub(super) fn one(number: EstablishmentNumber) -> Self {
        Self::new(vec![number], "hint-delete-one")
    }

    /// Deletes several.
    pub(super) fn many(targets: Vec<EstablishmentNumber>) -> Self {
        let mut this = Self::new(targets, "hint-delete-many");
        let warning = Message::new("delete-many-loss").with("count", this.targets.len());
        this.form.note(Some((warning, Role::Warning)));
        this
    }

    fn new(targets: Vec<EstablishmentNumber>, hint: &'static str) -> Self {
        let form = Form::new("delete-button")
            .check(Field::ExportFirst, true)
            .hint("hint-export-first")
            .text(Field::Confirmation, "")
            .hint(hint);
        let mut this = Self { targets, form, row: None, loss: None };
        this.form.focus_on(Field::Confirmation);
        this
    }

    /// Gives the only target, if there is but one.
    fn single(&self) -> Option<EstablishmentNumber> {
        match self.targets.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// Tells whether the right thing was typed: the number or the name of one, the count of several.
    fn is_confirmed(&self) -> bool {
        let typed = self.form.value(Field::Confirmation);
        let typed = fold(typed.trim());
        let name = self.row.as_ref().map(|row| fold(&row.denomination));
        match self.single() {
            Some(number) => typed == number.to_string() || name.is_some_and(|name| name.trim() == typed),
            None => typed == self.targets.len().to_string(),
        }
    }

    fn submit(&mut self) -> Reply {
        if !self.is_confirmed() {
            let problem = Problem::ConfirmationDiffers;
            self.form.refuse(vec![FieldError { field: Field::Confirmation, problem }]);
            return Reply::redraw();
        }
        let export_first = if self.form.is_ticked(Field::ExportFirst) { ExportFirst::Yes } else { ExportFirst::No };
        let Some(number) = self.single() else {
            let input = DeleteInput { confirmation: None, export_first };
            let next = Many::confirmed(self.title(), of(Change::Delete(input), self.targets.clone()));
            return Reply::close(Answer::Dismissed).and(Step::Open(Box::new(next)));
        };
        let confirmation = Some(self.form.value(Field::Confirmation));
        let input = DeleteInput { confirmation, export_first };
        self.form.send();
        let request = Request::Change { number, change: Change::Delete(input) };
        Reply::redraw().join(Effect::Establishment(request).into())
    }

    fn tell_loss(&mut self) {
        if let (Some(row), Some(Loss { accounts, grades, last_sign_in_at })) = (&self.row, self.loss) {
            let name = row.denomination.as_str();
            let loss = match last_sign_in_at {
                Some(at) => Message::new("delete-loss")
                    .with("denomination", name)
                    .with("accounts", accounts)
                    .with("grades", grades)
                    .with("at", at.local_text()),
                None => Message::new("delete-loss-never")
                    .with("denomination", name)
                    .with("accounts", accounts)
                    .with("grades", grades),
            };
            self.form.note(Some((loss, Role::Warning)));
        }
    }
}

impl View for Delete {
    fn title(&self) -> Message {
        match self.single() {
            Some(number) => Message::new("delete-title").with("number", number.to_string()),
            None => Message::new("delete-many-title").with("count", self.targets.len()),
        }
    }

    fn places(&self) -> &'static [Place] {
        &[]
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        let Some(number) = self.single() else { return Reply::redraw() };
        let row: Reply = Effect::Establishment(Request::Get { number }).into();
        row.join(Effect::Establishment(Request::Loss { number }).into())
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.form.draw(canvas, area, &shared.say(&self.title()), shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let event = match intent {
            Intent::Key(key) => self.form.key(key),
            Intent::Paste(text) => self.form.paste(&text),
            Intent::Act(_) => return Reply::none(),
        };
        match event {
            Event::Submit => self.submit(),
            Event::Leave => leave(&self.form, shared),
            Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => Reply::redraw(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Establishment(Done::Got(row)) => {
                self.row = Some(row);
                self.tell_loss();
            }
            Outcome::Establishment(Done::Loss(loss)) => {
                self.loss = Some(loss);
                self.tell_loss();
            }
            Outcome::Establishment(Done::Changed(number)) => {
                let said = Message::new("establishment-deleted").with("number", number.to_string());
                return Reply::close(Answer::Done(None)).and(Step::Say(said, Role::Good));
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
