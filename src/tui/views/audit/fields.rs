//! What the audit is filtered by most: the action, who, between which days. They go to the line of the filter.

use crate::domain::columns::{AuditColumn, Narrowing, narrowed};
use crate::domain::day::parse_day;
use crate::domain::field::{Checker, Field, Problem};
use crate::domain::filter::Filter;
use crate::domain::message::Message;
use crate::tui::shared::{Shared, Wished};
use crate::tui::view::{Answer, Reply};
use crate::tui::views::dialog::{Asks, Dialog, refuse};
use crate::tui::widgets::form::Form;

/// The form.
#[derive(Debug)]
pub(super) struct Fields {
    /// What else is filtered by.
    rest: String,
}

impl Fields {
    /// Makes the form over what a filter found, filled with what it asks for already.
    pub(super) fn dialog(filter: &str, shared: &Shared) -> Dialog<Self> {
        let found = Narrowing::of(filter);
        let day = |day: Option<jiff::civil::Date>| day.map(|day| shared.catalogue.day(day)).unwrap_or_default();
        let (from, until) = (day(found.days.0), day(found.days.1));
        let form = Form::new("audit-fields-button")
            .text(Field::AuditAction, &found.action)
            .hint("hint-audit-action")
            .text(Field::AuditActor, &found.actor)
            .day(Field::From, &from, shared)
            .hint("hint-day")
            .day(Field::Until, &until, shared)
            .hint("hint-day");
        Dialog::new(Self { rest: found.rest }, form)
    }
}

impl Asks for Fields {
    fn title(&self) -> Message {
        Message::new("action-audit-fields")
    }

    fn submit(&mut self, form: &mut Form, shared: &mut Shared) -> Reply {
        let mut checker = Checker::default();
        let mut day = |field: Field| {
            let text = form.value(field);
            let read = |text: &str| -> Result<_, Problem> { parse_day(text).map(Some) };
            if text.trim().is_empty() { None } else { checker.take(field, read(&text)).flatten() }
        };
        let days = (day(Field::From), day(Field::Until));
        let (action, actor) = (form.value(Field::AuditAction), form.value(Field::AuditActor));
        match checker.finish(Some(narrowed("", days, (&action, &actor)))) {
            Ok(asked) => {
                let asked = Filter::<AuditColumn>::in_words_of(&asked, shared.catalogue.language());
                let filter = format!("{} {asked}", self.rest).trim().to_owned();
                shared.wished = Some(Wished::Filter(filter));
                Reply::close(Answer::Confirmed)
            }
            Err(errors) => refuse(form, errors),
        }
    }
}
