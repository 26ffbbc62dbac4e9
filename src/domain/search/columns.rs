//! What establishments are filtered by.

use crate::domain::establishment::State;
use crate::domain::filter::{self, CanBeEmpty, Choice, Choices, Columns, Kind};

/// A column of establishments that can be named before `:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is a field of an establishment")]
pub enum Column {
    Number,
    Zone,
    Location,
    Denomination,
    Uai,
    Contact,
    Mail,
    State,
    Department,
    RegisteredOn,
    /// The latest sign-in of anybody.
    Seen,
    /// What is known to have slept for some months.
    Asleep,
}

const fn column(
    id: Column,
    names: &'static [&'static str],
    french: &'static str,
    kind: Kind,
    empty: CanBeEmpty,
) -> filter::Column<Column> {
    filter::Column { id, names, french, kind, empty }
}

impl Columns for Column {
    const TABLE: &'static [filter::Column<Self>] = &[
        column(Self::Number, &["number", "numero", "no", "n"], "numero", Kind::Number, CanBeEmpty::No),
        column(Self::Zone, &["zone"], "zone", Kind::Named, CanBeEmpty::No),
        column(
            Self::Location,
            &["location", "localisation", "town", "commune"],
            "localisation",
            Kind::Text,
            CanBeEmpty::Yes,
        ),
        column(Self::Denomination, &["name", "nom", "denomination"], "nom", Kind::Text, CanBeEmpty::No),
        column(Self::Uai, &["uai", "rne"], "uai", Kind::Text, CanBeEmpty::Yes),
        column(Self::Contact, &["contact"], "contact", Kind::Text, CanBeEmpty::Yes),
        column(Self::Mail, &["mail", "email", "courriel"], "courriel", Kind::Text, CanBeEmpty::Yes),
        column(Self::State, &["state", "etat"], "etat", Kind::Choice(&STATES), CanBeEmpty::No),
        column(
            Self::Department,
            &["department", "departement", "dep"],
            "departement",
            Kind::Department,
            CanBeEmpty::Yes,
        ),
        column(Self::RegisteredOn, &["registered", "inscrit"], "inscrit", Kind::Time, CanBeEmpty::No),
        column(Self::Seen, &["seen", "vu", "connexion"], "vu", Kind::Time, CanBeEmpty::Yes),
        column(Self::Asleep, &["asleep", "endormi", "inactif"], "endormi", Kind::Months, CanBeEmpty::No),
    ];
}

pub(super) static STATES: Choices = Choices {
    unknown: "filter-unknown-state",
    words: &[
        Choice { word: State::Open.word(), names: &["ouvert"] },
        Choice { word: State::Blocked.word(), names: &["bloque"] },
        Choice { word: State::Creating.word(), names: &["en creation"] },
        Choice { word: State::Deleting.word(), names: &["en suppression"] },
    ],
};
