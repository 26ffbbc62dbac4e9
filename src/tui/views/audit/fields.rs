//! What the audit is filtered by most: the action, who, between which days. They go to the line of the filter.

use crate::domain::columns::narrowed;
use crate::domain::day::parse_day;
use crate::domain::field::{Checker, Field, Problem};
use crate::domain::message::Message;
use crate::tui::shared::{Shared, Wished};
use crate::tui::view::{Answer, Reply};
use crate::tui::views::dialog::{Asks, Dialog, refuse};
use crate::tui::widgets::form::Form;

/// The form.
#[derive(Debug)]
pub(super) struct Fields {
    /// What is filtered by already.
    filter: String,
}

impl Fields {
    /// Makes the form over what a filter found.
    pub(super) fn dialog(filter: &str) -> Dialog<Self> {
        let form = Form::new("audit-fields-button")
            .text(Field::AuditAction, "")
            .hint("hint-audit-action")
            .text(Field::AuditActor, "")
            .text(Field::From, "")
            .hint("hint-day")
            .text(Field::Until, "")
            .hint("hint-day");
        Dialog::new(Self { filter: filter.to_owned() }, form)
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
        match checker.finish(Some(narrowed(&self.filter, days, (&action, &actor)))) {
            Ok(filter) => {
                shared.wished = Some(Wished::Filter(filter));
                Reply::close(Answer::Confirmed)
            }
            Err(errors) => refuse(form, errors),
        }
    }
}
