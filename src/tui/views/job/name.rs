//! The name under which a plan is kept.

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
pub(super) struct Name {
    id: JobId,
    form: Form,
}

impl Name {
    /// Makes the form with the present name.
    pub(super) fn new(id: JobId, name: &str) -> Self {
        Self { id, form: Form::new("form-save").text(Field::PlanName, name).hint("hint-plan-name") }
    }
}

impl View for Name {
    fn title(&self) -> Message {
        Message::new("job-name-title").with("job", self.id.to_string())
    }

    fn places(&self) -> &'static [Place] {
        &[]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.form.draw(canvas, area, &shared.say(&self.title()), shared);
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        let event = self.form.handle(intent);
        match event {
            Event::Submit => {
                self.form.send();
                let request = Request::Rename { id: self.id, name: self.form.value(Field::PlanName) };
                Reply::redraw().join(Effect::Job(request).into())
            }
            Event::Leave => Reply::close(Answer::Dismissed),
            Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Job(Done::Changed(said)) => Reply::close(Answer::Confirmed).and(Step::Say(said, Role::Good)),
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
