//! What the audit is filtered by most: the action, who, between which days. They go to the line of the filter.

use ratatui::layout::Rect;

use crate::domain::columns::narrowed;
use crate::domain::day::parse_day;
use crate::domain::field::{Checker, Field, Problem};
use crate::domain::message::Message;
use crate::tui::actions::Place;
use crate::tui::canvas::Canvas;
use crate::tui::shared::{Shared, Wished};
use crate::tui::view::{Answer, Intent, Reply, View};
use crate::tui::widgets::form::{Event, Form};

/// The form.
#[derive(Debug)]
pub(super) struct Fields {
    /// What is filtered by already.
    filter: String,
    form: Form,
}

impl Fields {
    /// Makes the form over what a filter found.
    pub(super) fn new(filter: &str) -> Self {
        let form = Form::new("audit-fields-button")
            .text(Field::AuditAction, "")
            .hint("hint-audit-action")
            .text(Field::AuditActor, "")
            .text(Field::From, "")
            .hint("hint-day")
            .text(Field::Until, "")
            .hint("hint-day");
        Self { filter: filter.to_owned(), form }
    }

    fn submit(&mut self, shared: &mut Shared) -> Reply {
        let mut checker = Checker::default();
        let mut day = |field: Field| {
            let text = self.form.value(field);
            let read = |text: &str| -> Result<_, Problem> { parse_day(text).map(Some) };
            if text.trim().is_empty() { None } else { checker.take(field, read(&text)).flatten() }
        };
        let days = (day(Field::From), day(Field::Until));
        let (action, actor) = (self.form.value(Field::AuditAction), self.form.value(Field::AuditActor));
        match checker.finish(Some(narrowed(&self.filter, days, (&action, &actor)))) {
            Ok(filter) => {
                shared.wished = Some(Wished::Filter(filter));
                Reply::close(Answer::Confirmed)
            }
            Err(errors) => {
                self.form.refuse(errors);
                Reply::redraw()
            }
        }
    }
}

impl View for Fields {
    fn title(&self) -> Message {
        Message::new("action-audit-fields")
    }

    fn places(&self) -> &'static [Place] {
        &[]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.form.draw(canvas, area, &shared.say(&self.title()), shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        match self.form.handle(intent) {
            Event::Submit => self.submit(shared),
            Event::Leave => Reply::close(Answer::Dismissed),
            Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }
}
