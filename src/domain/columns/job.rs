//! Plans and jobs.

use std::borrow::Cow;

use super::school;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filter::{CanBeEmpty, Cell, Choice, Choices, Column, Columns, Kind, Row};
use crate::domain::job::{Job, Standing};

/// What jobs are filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is a column of the table")]
pub enum JobColumn {
    Id,
    State,
    What,
    /// The stored word of what is done.
    Kind,
    Author,
    Planned,
    Name,
    Establishment,
}

impl Columns for JobColumn {
    const TABLE: &'static [Column<Self>] = &[
        Column::new(Self::Id, &["number", "numero", "no", "n", "job"], "numero", Kind::Number, CanBeEmpty::No),
        Column::new(Self::State, &["state", "etat"], "etat", Kind::Choice(&STANDINGS), CanBeEmpty::No),
        Column::new(Self::What, &["what", "quoi", "traitement"], "quoi", Kind::Text, CanBeEmpty::No),
        Column::new(Self::Kind, &["kind", "sorte"], "sorte", Kind::Whole, CanBeEmpty::No),
        Column::new(Self::Author, &["who", "qui", "author", "auteur"], "qui", Kind::Text, CanBeEmpty::No),
        Column::new(
            Self::Planned,
            &["planned", "prevu", "date", "created", "cree"],
            "prevu",
            Kind::Time,
            CanBeEmpty::No,
        ),
        Column::new(Self::Name, &["name", "nom"], "nom", Kind::Text, CanBeEmpty::Yes),
        school::establishment(Self::Establishment),
    ];
}

static STANDINGS: Choices = Choices {
    unknown: "filter-unknown-standing",
    words: &[
        Choice { word: Standing::Planned.word(), french: "prévu", names: &["prevu", "plan"] },
        Choice { word: Standing::Running.word(), french: "en cours", names: &["en cours"] },
        Choice {
            word: Standing::Silent.word(),
            french: "sans signe de vie",
            names: &["sans signe de vie", "no sign of life"],
        },
        Choice { word: Standing::Interrupted.word(), french: "interrompu", names: &["interrompu"] },
        Choice { word: Standing::Paused.word(), french: "en pause", names: &["en pause", "pause"] },
        Choice { word: Standing::Undone.word(), french: "défait", names: &["defait"] },
        Choice { word: Standing::Cancelled.word(), french: "abandonné", names: &["abandonne"] },
        Choice { word: Standing::Done.word(), french: "terminé", names: &["termine"] },
    ],
};

/// A job as filters read it.
#[derive(Debug)]
pub struct JobRow<'a> {
    /// The job.
    pub job: &'a Job,
    /// Where it stands.
    pub standing: Standing,
    /// The establishment in which it is; none: it is the host's.
    pub establishment: Option<EstablishmentNumber>,
    /// Folded: what it does, in the language of the reader.
    pub what: &'a str,
    /// Folded: in whose name, in the language of the reader.
    pub who: &'a str,
}

impl Row<JobColumn> for JobRow<'_> {
    fn has(&self, folded: &str) -> bool {
        let word = self.standing.word();
        let is_called = |one: &Choice| one.word == word && (word == folded || one.names.contains(&folded));
        self.what.contains(folded)
            || self.who.contains(folded)
            || self.job.id.to_string() == folded
            // A state is found by the whole of it.
            || STANDINGS.words.iter().any(is_called)
    }

    fn cell(&self, column: JobColumn) -> Cell<'_> {
        match column {
            JobColumn::Id => Cell::Number(self.job.id.0),
            JobColumn::State => Cell::Word(self.standing.word()),
            JobColumn::What => Cell::Text(Cow::Borrowed(self.what)),
            JobColumn::Kind => Cell::text(self.job.task.kind().word()),
            JobColumn::Author => Cell::Text(Cow::Borrowed(self.who)),
            JobColumn::Planned => Cell::Moment(self.job.created_at),
            JobColumn::Name if self.job.called().is_empty() => Cell::Empty,
            JobColumn::Name => Cell::text(self.job.called()),
            JobColumn::Establishment => school::place(self.establishment),
        }
    }
}
