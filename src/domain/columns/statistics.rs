//! Lines of statistics.

use std::borrow::Cow;

use super::column;
use crate::domain::filter::{CanBeEmpty, Cell, Column, Columns, Kind, Row};
use crate::domain::statistics::{Line, Measure};
use crate::domain::text::searchable;

/// What lines of statistics are filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatisticsColumn {
    /// A column of the table.
    Of(Measure),
    /// What is known to have slept for some months.
    Asleep,
}

impl Columns for StatisticsColumn {
    const TABLE: &'static [Column<Self>] = &[
        column(Self::Of(Measure::Number), &["number", "numero", "no", "n"], Kind::Number, CanBeEmpty::No),
        column(Self::Of(Measure::Zone), &["zone"], Kind::Named, CanBeEmpty::No),
        column(Self::Of(Measure::Denomination), &["name", "nom", "denomination"], Kind::Text, CanBeEmpty::No),
        column(Self::Of(Measure::Uai), &["uai", "rne"], Kind::Text, CanBeEmpty::Yes),
        column(Self::Of(Measure::Contact), &["contact"], Kind::Text, CanBeEmpty::Yes),
        column(Self::Of(Measure::RegisteredOn), &["registered", "inscrit"], Kind::Time, CanBeEmpty::Yes),
        column(Self::Of(Measure::LastSignIn), &["seen", "vu", "connexion"], Kind::Time, CanBeEmpty::Yes),
        column(Self::Asleep, &["asleep", "endormi", "inactif"], Kind::Months, CanBeEmpty::No),
        column(Self::Of(Measure::Staff), &["staff", "personnels"], Kind::Number, CanBeEmpty::No),
        column(Self::Of(Measure::Learners), &["learners", "eleves"], Kind::Number, CanBeEmpty::No),
        column(Self::Of(Measure::Evaluations), &["evaluations"], Kind::Number, CanBeEmpty::No),
        column(Self::Of(Measure::Grades), &["grades", "notes"], Kind::Number, CanBeEmpty::No),
        column(Self::Of(Measure::Enrolments), &["enrolments", "inscriptions"], Kind::Number, CanBeEmpty::No),
    ];
    const UNKNOWN: &'static str = "filter-unknown-column-statistics";
}

/// A line as filters read it. What could not be counted is not known.
#[derive(Debug)]
pub struct StatisticsRow<'a>(pub &'a Line);

impl Row<StatisticsColumn> for StatisticsRow<'_> {
    fn has(&self, folded: &str) -> bool {
        let line = self.0;
        [&line.denomination, &line.uai, &line.contact, &line.number.to_string()]
            .into_iter()
            .any(|text| searchable(text).contains(folded))
    }

    fn cell(&self, column: StatisticsColumn) -> Cell<'_> {
        let line = self.0;
        let text = |text: &str| Cell::Text(Cow::Owned(searchable(text)));
        let last = |unknown| match &line.figures {
            Ok(figures) => Cell::Last(figures.last_sign_in_at, &line.registered_on),
            Err(_) => unknown,
        };
        let measure = match column {
            StatisticsColumn::Asleep => return last(Cell::Empty),
            StatisticsColumn::Of(measure) => measure,
        };
        match measure {
            Measure::Number => Cell::Number(i64::from(line.number.0)),
            Measure::Zone => Cell::Number(i64::from(line.zone.0)),
            Measure::Denomination => text(&line.denomination),
            Measure::Uai => text(&line.uai),
            Measure::Contact => text(&line.contact),
            Measure::RegisteredOn => Cell::Day(&line.registered_on),
            Measure::LastSignIn => last(Cell::Unknown),
            Measure::Staff
            | Measure::StaffConnected
            | Measure::Learners
            | Measure::LearnersConnected
            | Measure::Evaluations
            | Measure::EvaluationsRecent
            | Measure::Grades
            | Measure::GradesRecent
            | Measure::Enrolments
            | Measure::Size
            | Measure::SignInMode => {
                let count = line.figures.as_ref().ok().and_then(|figures| measure.count(figures));
                count.map_or(Cell::Unknown, |count| Cell::Number(i64::try_from(count).unwrap_or(i64::MAX)))
            }
        }
    }
}
