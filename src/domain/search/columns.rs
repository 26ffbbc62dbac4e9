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

const fn column(id: Column, names: &'static [&'static str], kind: Kind, empty: CanBeEmpty) -> filter::Column<Column> {
    filter::Column { id, names, kind, empty }
}

impl Columns for Column {
    const TABLE: &'static [filter::Column<Self>] = &[
        column(Self::Number, &["number", "numero", "no", "n"], Kind::Number, CanBeEmpty::No),
        column(Self::Zone, &["zone"], Kind::Named, CanBeEmpty::No),
        column(Self::Location, &["location", "localisation", "town", "commune"], Kind::Text, CanBeEmpty::Yes),
        column(Self::Denomination, &["name", "nom", "denomination"], Kind::Text, CanBeEmpty::No),
        column(Self::Uai, &["uai", "rne"], Kind::Text, CanBeEmpty::Yes),
        column(Self::Contact, &["contact"], Kind::Text, CanBeEmpty::Yes),
        column(Self::Mail, &["mail", "email", "courriel"], Kind::Text, CanBeEmpty::Yes),
        column(Self::State, &["state", "etat"], Kind::Choice(&STATES), CanBeEmpty::No),
        column(Self::Department, &["department", "departement", "dep"], Kind::Department, CanBeEmpty::Yes),
        column(Self::RegisteredOn, &["registered", "inscrit"], Kind::Time, CanBeEmpty::No),
        column(Self::Seen, &["seen", "vu", "connexion"], Kind::Time, CanBeEmpty::Yes),
        column(Self::Asleep, &["asleep", "endormi", "inactif"], Kind::Months, CanBeEmpty::No),
    ];
    const UNKNOWN: &'static str = "filter-unknown-column";
}

static STATES: Choices = Choices {
    unknown: "filter-unknown-state",
    words: &[
        Choice { word: State::Open.word(), names: &["ouvert"] },
        Choice { word: State::Blocked.word(), names: &["bloque"] },
        Choice { word: State::Creating.word(), names: &["en creation"] },
        Choice { word: State::Deleting.word(), names: &["en suppression"] },
    ],
};
