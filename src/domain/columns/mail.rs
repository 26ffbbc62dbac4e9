//! Mails of the outbox.

use super::school;
use crate::domain::filter::{CanBeEmpty, Cell, Choice, Choices, Column, Columns, Kind, Row};
use crate::domain::mail::{Mail, State};
use crate::domain::text::searchable;

/// What mails are filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is a column of the table")]
pub enum MailColumn {
    Id,
    State,
    Recipient,
    Subject,
    Establishment,
    CreatedAt,
    Words,
}

impl Columns for MailColumn {
    const TABLE: &'static [Column<Self>] = &[
        Column::new(Self::Id, &["number", "numero", "no", "n", "id"], "numero", Kind::Number, CanBeEmpty::No),
        Column::new(Self::State, &["state", "etat"], "etat", Kind::Choice(&STATES), CanBeEmpty::No),
        Column::new(Self::Recipient, &["to", "a", "recipient", "destinataire"], "a", Kind::Text, CanBeEmpty::No),
        Column::new(Self::Subject, &["subject", "objet"], "objet", Kind::Text, CanBeEmpty::No),
        school::establishment(Self::Establishment),
        Column::new(Self::CreatedAt, &["created", "cree", "date", "created at"], "cree", Kind::Time, CanBeEmpty::No),
        Column::new(Self::Words, &["answer", "reponse", "words"], "reponse", Kind::Text, CanBeEmpty::Yes),
    ];
}

static STATES: Choices = Choices {
    unknown: "filter-unknown-mail",
    words: &[
        Choice { word: State::Queued.word(), french: "en attente", names: &["en attente", "attente"] },
        Choice { word: State::Sending.word(), french: "en cours d'envoi", names: &["en cours", "en cours d envoi"] },
        Choice { word: State::Deferred.word(), french: "différé", names: &["differe"] },
        Choice { word: State::Sent.word(), french: "envoyé", names: &["envoye"] },
        Choice { word: State::Refused.word(), french: "refusé", names: &["refuse"] },
        Choice { word: State::Uncertain.word(), french: "incertain", names: &["incertain"] },
        Choice { word: State::Withdrawn.word(), french: "retiré", names: &["retire"] },
    ],
};

impl Row<MailColumn> for Mail {
    fn has(&self, folded: &str) -> bool {
        let parts = [&self.to_name, &self.to_email, &self.subject, &self.words];
        parts.into_iter().any(|part| searchable(part).contains(folded))
            || self.id.0.to_string() == folded
            || STATES.names(self.state.word(), folded)
    }

    fn cell(&self, column: MailColumn) -> Cell<'_> {
        match column {
            MailColumn::Id => Cell::Number(self.id.0),
            MailColumn::State => Cell::Word(self.state.word()),
            MailColumn::Recipient => Cell::text(&format!("{} {}", self.to_name, self.to_email)),
            MailColumn::Subject => Cell::text(&self.subject),
            MailColumn::Establishment => school::place(self.establishment),
            MailColumn::CreatedAt => Cell::Moment(self.created_at),
            MailColumn::Words if self.words.is_empty() => Cell::Empty,
            MailColumn::Words => Cell::text(&self.words),
        }
    }
}
