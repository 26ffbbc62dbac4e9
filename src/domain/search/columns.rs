//! What establishments are filtered by.

use crate::domain::columns::school;
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

impl Columns for Column {
    const TABLE: &'static [filter::Column<Self>] = &[
        school::number(Self::Number),
        school::zone(Self::Zone),
        school::location(Self::Location),
        school::denomination(Self::Denomination),
        school::uai(Self::Uai),
        school::contact(Self::Contact),
        filter::Column::new(
            Self::Mail,
            &["mail", "email", "courriel", "contact email"],
            "courriel",
            Kind::Text,
            CanBeEmpty::Yes,
        ),
        filter::Column::new(Self::State, &["state", "etat"], "etat", Kind::Choice(&STATES), CanBeEmpty::No),
        filter::Column::new(
            Self::Department,
            &["department", "departement", "dep"],
            "departement",
            Kind::Department,
            CanBeEmpty::Yes,
        ),
        school::registered_on(Self::RegisteredOn, CanBeEmpty::No),
        school::seen(Self::Seen),
        school::asleep(Self::Asleep),
    ];
}

pub(super) static STATES: Choices = Choices {
    unknown: "filter-unknown-state",
    words: &[
        Choice { word: State::Open.word(), french: "ouvert", names: &["ouvert"] },
        Choice { word: State::Blocked.word(), french: "bloqué", names: &["bloque"] },
        Choice { word: State::Creating.word(), french: "en création", names: &["en creation", "being created"] },
        Choice { word: State::Deleting.word(), french: "en suppression", names: &["en suppression", "being deleted"] },
    ],
};
