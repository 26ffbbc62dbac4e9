//! A form whose data somebody else saved meanwhile: fields that nobody touched here take the new value, what was typed
//! stays, and the difference is said before it is saved again.

use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::nouns::field::Kind;
use crate::nouns::host::FIELDS;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widgets::form::Form;

/// One field: as it was read, as it is typed, and as somebody else saved it.
#[derive(Debug, Clone)]
pub(super) struct Values {
    /// Which.
    pub(super) field: Field,
    /// As the form was filled.
    pub(super) was: String,
    /// As it is typed.
    pub(super) mine: String,
    /// As it is stored now.
    pub(super) theirs: String,
}

/// Puts the stored values into the fields that nobody touched, and says which others differ.
pub(super) fn settle(form: &mut Form, values: &[Values], shared: &Shared) {
    form.resume();
    let mut kept = Vec::new();
    for value in values {
        if value.mine == value.was {
            form.set(value.field, &value.theirs);
        } else if value.theirs != value.was && value.theirs != value.mine {
            let label = shared.say(&value.field.label());
            kept.push(format!("{label} : {}", shown(value.field, &value.theirs, shared)));
        }
    }
    let note = if kept.is_empty() {
        Message::new("overtaken-merged")
    } else {
        Message::new("overtaken-kept").with("values", kept.join(" · "))
    };
    form.note(Some((note, Role::Warning)));
}

/// Returns a setting's value in words: those of a choice, else what was typed.
pub(super) fn shown(field: Field, value: &str, shared: &Shared) -> String {
    match FIELDS.iter().find(|head| head.field == field).map(|head| head.kind) {
        Some(Kind::Choice(choices)) => {
            let known = choices.iter().find(|(word, _)| *word == value);
            known.map_or_else(|| value.to_owned(), |(_, key)| shared.text(key))
        }
        _ if value.is_empty() => "—".to_owned(),
        _ => value.to_owned(),
    }
}
