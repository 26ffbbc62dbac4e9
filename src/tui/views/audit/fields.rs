//! What the audit is filtered by most: the action, who, between which days. They go to the line of the filter.

use ratatui::layout::Rect;

use crate::domain::columns::{AuditColumn, Narrowing, narrowed};
use crate::domain::day::parse_day;
use crate::domain::field::{Checker, Field, Problem};
use crate::domain::filter::Filter;
use crate::domain::message::Message;
use crate::tui::actions::Place;
use crate::tui::canvas::Canvas;
use crate::tui::shared::{Shared, Wished};
use crate::tui::view::{Answer, Intent, Reply, View};
use crate::tui::widgets::form::{Event, Form};

/// The form.
#[derive(Debug)]
pub(super) struct Fields {
    /// What else is filtered by.
    rest: String,
    form: Form,
}

impl Fields {
    /// Makes the form over what a filter found, filled with what it asks for already.
    pub(super) fn new(filter: &str, shared: &Shared) -> Self {
        let found = Narrowing::of(filter);
        let day = |day: Option<jiff::civil::Date>| day.map(|day| shared.catalogue.day(day)).unwrap_or_default();
        let (from, until) = (day(found.days.0), day(found.days.1));
        let form = Form::new("audit-fields-button")
            .text(Field::AuditAction, &found.action)
            .hint("hint-audit-action")
            .text(Field::AuditActor, &found.actor)
            .text(Field::From, &from)
            .hint("hint-day")
            .text(Field::Until, &until)
            .hint("hint-day");
        Self { rest: found.rest, form }
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
        match checker.finish(Some(narrowed("", days, (&action, &actor)))) {
            Ok(asked) => {
                let asked = Filter::<AuditColumn>::in_words_of(&asked, shared.catalogue.language());
                let filter = format!("{} {asked}", self.rest).trim().to_owned();
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
