//! The figures of establishments: the columns of their table, and what people read in a line of it.
//!
//! They are no noun with rows of its own: a line is an establishment's, counted when it is asked for. So what shows them
//! (counts that stream, pictures, dated snapshots) stays with each front end, and only their table is described.

use super::cell::{Cell, State, Tone};
use super::description::{Head, Where};
use crate::domain::message::{Explain as _, Message};
use crate::domain::statistics::{Line, Measure, Totals};
use crate::i18n::{Catalogue, words};

/// Describes a column.
#[must_use]
pub const fn head(measure: Measure) -> Head {
    let ((min, weight), priority, seen) = match measure {
        Measure::Number => ((7, 0), 0, Where::Everywhere),
        Measure::Zone => ((10, 1), 6, Where::Screen),
        Measure::Uai => ((8, 0), 8, Where::Screen),
        Measure::Denomination => ((18, 4), 0, Where::Everywhere),
        Measure::Contact => ((14, 1), 9, Where::Screen),
        Measure::RegisteredOn => ((13, 0), 9, Where::Screen),
        Measure::LastSignIn => ((18, 0), 0, Where::Everywhere),
        Measure::Staff => ((11, 0), 2, Where::Everywhere),
        Measure::StaffConnected => ((15, 0), 3, Where::Everywhere),
        Measure::Learners => ((9, 0), 1, Where::Everywhere),
        Measure::LearnersConnected => ((13, 0), 3, Where::Everywhere),
        Measure::Evaluations => ((11, 0), 4, Where::Everywhere),
        Measure::EvaluationsRecent | Measure::GradesRecent => ((14, 0), 7, Where::Screen),
        Measure::Grades => ((7, 0), 1, Where::Everywhere),
        Measure::Enrolments => ((12, 0), 4, Where::Everywhere),
        Measure::Size => ((9, 0), 5, Where::Everywhere),
        Measure::SignInMode => ((17, 0), 8, Where::Everywhere),
    };
    Head {
        name: measure.word(),
        title: words::measure(measure),
        min,
        weight,
        priority,
        seen,
        is_recorded: true,
        sorts: None,
    }
}

/// Lists the columns, in order.
#[must_use]
pub fn heads() -> Vec<Head> {
    Measure::ALL.into_iter().map(head).collect()
}

/// Returns a line's values, one for each column; of one that could not be counted, why not.
#[must_use]
pub fn cells(line: &Line, zone: &str, words: &Catalogue) -> Vec<Cell> {
    let cell = |measure| match (&line.figures, measure) {
        (Err(reason), Measure::LastSignIn) => {
            let said = if line.is_gone() { Message::new("stats-deleted") } else { reason.message() };
            Cell::State(State { code: reason.word(), said, sign: "×", tone: Tone::Bad })
        }
        (_, Measure::Zone) => Cell::Text(zone.to_owned()),
        (_, measure) => Cell::Text(words::measured(line, measure, words)),
    };
    Measure::ALL.into_iter().map(cell).collect()
}

/// Says what lines add up to, in a sentence of the catalogue; small groups of persons are hidden.
#[must_use]
pub fn totals(key: &'static str, totals: &Totals, words: &Catalogue) -> Message {
    let sums = &totals.sums;
    let persons = |count| words::persons(count, words);
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    Message { key, args: Vec::new() }
        .with("establishments", number(totals.establishments))
        .with("unread", number(totals.unread))
        .with("asleep", number(totals.asleep))
        .with("staff", persons(sums.staff))
        .with("staffconnected", persons(sums.staff_connected))
        .with("learners", persons(sums.learners))
        .with("learnersconnected", persons(sums.learners_connected))
        .with("evaluations", number(sums.evaluations))
        .with("grades", number(sums.grades))
        .with("enrolments", number(sums.all_enrolments()))
        .with("size", words.size(sums.size_bytes))
}
