//! The fields of the host's settings, in parts; some depend on what another one holds.

use crate::domain::field::Field;
use crate::domain::host::HostInput;
use crate::nouns::field::Kind;
use crate::nouns::host::FIELDS;
use crate::tui::shared::Shared;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::select::Choice;

/// What is edited at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui::views) enum Part {
    /// Who hosts.
    Identity,
    /// How mail leaves.
    Transport,
    /// Whether administrators may change the contact.
    Contact,
}

impl Part {
    const fn of(field: Field) -> Self {
        match field {
            Field::HostName | Field::HostUrl | Field::HostSender | Field::HostBounce => Self::Identity,
            Field::ContactEditing | Field::ContactDomain => Self::Contact,
            _ => Self::Transport,
        }
    }

    /// Returns the fields that the part has, as long as the settings are these.
    pub(in crate::tui::views) fn fields(self, input: &HostInput) -> Vec<Field> {
        HostInput::FIELDS.into_iter().filter(|field| Self::of(*field) == self && input.asks(*field)).collect()
    }
}

/// Adds fields to a form, filled from the settings.
pub(in crate::tui::views) fn add_to(form: Form, fields: &[Field], input: &HostInput, shared: &Shared) -> Form {
    FIELDS.iter().filter(|head| fields.contains(&head.field)).fold(form, |form, head| {
        let value = input.value(head.field);
        let form = match head.kind {
            Kind::Choice(choices) => {
                let choice =
                    |(word, key): &(&str, &'static str)| Choice { value: (*word).to_owned(), label: shared.text(key) };
                form.select(head.field, choices.iter().map(choice).collect(), value)
            }
            _ => form.text(head.field, value),
        };
        match head.hint {
            Some(hint) => form.hint(hint),
            None => form,
        }
    })
}

/// Reads the fields that a form has into the settings.
pub(in crate::tui::views) fn read(form: &Form, fields: &[Field], input: &mut HostInput) {
    for field in fields {
        input.put(*field, form.value(*field));
    }
}
