//! Lines of statistics.

use super::school;
use crate::domain::account::SignInMode;
use crate::domain::filter::{CanBeEmpty, Cell, Choice, Choices, Column, Columns, Kind, Row, names_day};
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
        school::number(Self::Of(Measure::Number)),
        school::zone(Self::Of(Measure::Zone)),
        school::denomination(Self::Of(Measure::Denomination)),
        school::uai(Self::Of(Measure::Uai)),
        school::contact(Self::Of(Measure::Contact)),
        school::registered_on(Self::Of(Measure::RegisteredOn), CanBeEmpty::Yes),
        school::seen(Self::Of(Measure::LastSignIn)),
        school::asleep(Self::Asleep),
        Column::new(Self::Of(Measure::Staff), &["staff", "personnels"], "personnels", Kind::Number, CanBeEmpty::No),
        Column::new(
            Self::Of(Measure::StaffConnected),
            &["staff-connected", "personnels-connectes"],
            "personnels-connectes",
            Kind::Number,
            CanBeEmpty::No,
        ),
        Column::new(Self::Of(Measure::Learners), &["learners", "eleves"], "eleves", Kind::Number, CanBeEmpty::No),
        Column::new(
            Self::Of(Measure::LearnersConnected),
            &["learners-connected", "eleves-connectes"],
            "eleves-connectes",
            Kind::Number,
            CanBeEmpty::No,
        ),
        Column::new(Self::Of(Measure::Evaluations), &["evaluations"], "evaluations", Kind::Number, CanBeEmpty::No),
        Column::new(
            Self::Of(Measure::EvaluationsRecent),
            &["evaluations-recent", "evaluations-recentes"],
            "evaluations-recentes",
            Kind::Number,
            CanBeEmpty::No,
        ),
        Column::new(Self::Of(Measure::Grades), &["grades", "notes"], "notes", Kind::Number, CanBeEmpty::No),
        Column::new(
            Self::Of(Measure::GradesRecent),
            &["grades-recent", "notes-recentes"],
            "notes-recentes",
            Kind::Number,
            CanBeEmpty::No,
        ),
        Column::new(
            Self::Of(Measure::Enrolments),
            &["enrolments", "inscriptions"],
            "inscriptions",
            Kind::Number,
            CanBeEmpty::No,
        ),
        Column::new(Self::Of(Measure::Size), &["size", "taille"], "taille", Kind::Size, CanBeEmpty::No),
        Column::new(Self::Of(Measure::SignInMode), &["mode"], "mode", Kind::Choice(&MODES), CanBeEmpty::No),
    ];
}

static MODES: Choices = Choices {
    unknown: "filter-unknown-mode",
    words: &[
        Choice { word: SignInMode::Password.word(), french: "mot de passe", names: &["mot de passe"] },
        Choice { word: SignInMode::Cas.word(), french: "cas", names: &[] },
        Choice { word: SignInMode::Saml.word(), french: "saml", names: &[] },
        Choice { word: SignInMode::Oidc.word(), french: "oidc", names: &[] },
    ],
};

/// A line with the name of its zone, as filters read it. What could not be counted is not known.
#[derive(Debug)]
pub struct StatisticsRow<'a> {
    /// The line.
    pub line: &'a Line,
    /// The zone's name.
    pub zone: &'a str,
}

impl Row<StatisticsColumn> for StatisticsRow<'_> {
    fn has(&self, folded: &str) -> bool {
        let line = self.line;
        [&line.denomination, &line.uai, &line.contact, &line.number.to_string(), self.zone]
            .into_iter()
            .any(|text| searchable(text).contains(folded))
            || names_day(folded, &line.registered_on)
    }

    fn cell(&self, column: StatisticsColumn) -> Cell<'_> {
        let line = self.line;
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
            Measure::Denomination => Cell::text(&line.denomination),
            Measure::Uai => Cell::text(&line.uai),
            Measure::Contact => Cell::text(&line.contact),
            Measure::RegisteredOn => Cell::Day(&line.registered_on),
            Measure::LastSignIn => last(Cell::Unknown),
            Measure::SignInMode => match &line.figures {
                Ok(figures) => Cell::Word(figures.sign_in_mode.word()),
                Err(_) => Cell::Unknown,
            },
            Measure::Staff
            | Measure::StaffConnected
            | Measure::Learners
            | Measure::LearnersConnected
            | Measure::Evaluations
            | Measure::EvaluationsRecent
            | Measure::Grades
            | Measure::GradesRecent
            | Measure::Enrolments
            | Measure::Size => {
                let count = line.figures.as_ref().ok().and_then(|figures| measure.count(figures));
                count.map_or(Cell::Unknown, |count| Cell::Number(i64::try_from(count).unwrap_or(i64::MAX)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::filter::Filter;

    /// Sizes are typed as they are shown, in either language; a number without a unit counts bytes.
    #[test]
    fn sizes_take_units() {
        for (typed, read) in [
            ("taille:>30Kio", "size:>=30721"),
            ("size:>=30KiB", "size:>=30720"),
            ("taille:<1Mo", "size:<=1048575"),
            ("taille:34Kio", "size:34304..35328"),
            ("taille:34,0Kio", "size:34765..34867"),
            ("taille:\"34,0 Kio\"", "size:34765..34867"),
            ("taille:1Kio,2Mio", "size:512..1536,1572864..2621440"),
            ("size:1.5MiB..2GiB", "size:1572864..2147483648"),
            ("taille:34", "size:34"),
            ("taille:12o", "size:12"),
        ] {
            let filter = Filter::<StatisticsColumn>::parse(typed).unwrap();
            assert_eq!(filter.to_string(), read, "{typed}");
            assert_eq!(Filter::<StatisticsColumn>::parse(read).unwrap().to_string(), read);
        }
        for refused in
            ["taille:30Kx", "taille:1.5", "taille:Kio", "taille:>", "taille:9999999999Gio", "taille:2Mio..1Mio"]
        {
            assert!(Filter::<StatisticsColumn>::parse(refused).is_err(), "{refused}");
        }
    }
}
