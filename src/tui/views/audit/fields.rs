//! What is filtered by beside words: the action, who, between which days.

use super::list::{Audit, Wishes};
use crate::domain::day::parse_day;
use crate::domain::field::{Checker, Field, Problem};
use crate::i18n::Catalogue;
use crate::tui::keymap::Key;
use crate::tui::view::Reply;
use crate::tui::widgets::form::{Event, Form};

/// Makes the form of what is wished for now.
pub(super) fn form(wishes: &Wishes, words: &Catalogue) -> Form {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| words.day(day)).unwrap_or_default();
    Form::new("audit-fields-button")
        .text(Field::AuditAction, &wishes.action)
        .hint("hint-audit-action")
        .text(Field::AuditActor, &wishes.actor)
        .text(Field::From, &day(wishes.from))
        .hint("hint-day")
        .text(Field::Until, &day(wishes.until))
        .hint("hint-day")
}

/// Handles a key of the form.
pub(super) fn key(list: &mut Audit, key: Key) -> Reply {
    let Some(form) = &mut list.form else { return Reply::none() };
    match form.key(key) {
        Event::Submit => submit(list),
        Event::Leave => {
            list.form = None;
            Reply::redraw()
        }
        Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => Reply::redraw(),
        Event::Unheard => Reply::none(),
    }
}

/// Inserts pasted text.
pub(super) fn paste(list: &mut Audit, text: &str) -> Reply {
    if let Some(form) = &mut list.form {
        form.paste(text);
    }
    Reply::redraw()
}

fn submit(list: &mut Audit) -> Reply {
    let Some(form) = &mut list.form else { return Reply::none() };
    let mut checker = Checker::default();
    let mut day = |field: Field| {
        let text = form.value(field);
        let read = |text: &str| -> Result<_, Problem> { parse_day(text).map(Some) };
        if text.trim().is_empty() { None } else { checker.take(field, read(&text)).flatten() }
    };
    let (from, until) = (day(Field::From), day(Field::Until));
    let (action, actor) = (form.value(Field::AuditAction), form.value(Field::AuditActor));
    let wishes = Wishes { action: action.trim().to_owned(), actor: actor.trim().to_owned(), from, until };
    match checker.finish(Some(wishes)) {
        Ok(wishes) => {
            list.wishes = wishes;
            list.form = None;
            list.restart()
        }
        Err(errors) => {
            form.refuse(errors);
            Reply::redraw()
        }
    }
}
