//! Entries of the audit.

use jiff::civil::Date;

use crate::domain::filter::{CanBeEmpty, Column, Columns, Kind};

/// What entries of the audit are filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditColumn {
    /// The entry's number.
    Number,
    /// When.
    At,
    /// Who acted.
    Actor,
    /// The word of the act, `establishment.block`.
    Action,
    /// What was acted on: kind, identifier and name.
    Object,
    /// Where the SSH client is; empty on the machine itself.
    Client,
}

impl Columns for AuditColumn {
    const TABLE: &'static [Column<Self>] = &[
        Column::new(Self::Number, &["number", "numero", "no", "n"], "numero", Kind::Number, CanBeEmpty::No),
        Column::new(Self::At, &["when", "date", "quand", "at"], "quand", Kind::Time, CanBeEmpty::No),
        Column::new(Self::Actor, &["who", "qui", "actor", "auteur"], "qui", Kind::Text, CanBeEmpty::No),
        Column::new(Self::Action, &["action"], "action", Kind::Text, CanBeEmpty::No),
        Column::new(
            Self::Object,
            &["what", "objet", "object", "quoi", "object label", "object id"],
            "objet",
            Kind::Text,
            CanBeEmpty::Yes,
        ),
        Column::new(Self::Client, &["client", "from", "depuis", "ssh client"], "client", Kind::Text, CanBeEmpty::Yes),
    ];
}

/// Narrows a filter down to some days, both meant too, an action and who acted: what forms and options ask for.
#[must_use]
pub fn narrowed(typed: &str, (from, until): (Option<Date>, Option<Date>), (action, actor): (&str, &str)) -> String {
    let quoted = |name: &str, text: &str| {
        let text = text.replace('"', " ");
        Some(text.trim()).filter(|text| !text.is_empty()).map(|text| format!("{name}:\"{text}\""))
    };
    let parts = [
        Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty()),
        quoted("action", action),
        quoted("who", actor),
        from.map(|day| format!("when:>={day}")),
        until.map(|day| format!("when:<={day}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
