//! Entries of the audit.

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
