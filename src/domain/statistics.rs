//! Statistics of establishments: what is counted in each, what sleeps, how all of them add up.
//!
//! *Connected* and *recent* mean within [`RECENT_MONTHS`]; accounts that left do not count. An establishment that could
//! not be read is a line with its cause, and in no total.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::account::SignInMode;
use super::establishment::EstablishmentNumber;
use super::filter::{Unit, first_within};
use super::job::Reason;
use super::time::Timestamp;
use super::zone::ZoneNumber;

/// What *connected* and *recent* mean.
pub const RECENT_MONTHS: u32 = 6;
/// A group of persons across establishments that is smaller is shown as smaller only.
pub const SMALL_GROUP: u64 = 5;

/// Identifies a dated snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SnapshotId(pub i64);

/// What was counted in one establishment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figures {
    /// The latest sign-in of anybody who has not left.
    pub last_sign_in_at: Option<Timestamp>,
    /// Staff registered.
    pub staff: u64,
    /// Staff connected.
    pub staff_connected: u64,
    /// Learners registered.
    pub learners: u64,
    /// Learners connected.
    pub learners_connected: u64,
    /// Evaluations.
    pub evaluations: u64,
    /// Of them, recent ones.
    pub evaluations_recent: u64,
    /// Grades.
    pub grades: u64,
    /// Of them, recent ones.
    pub grades_recent: u64,
    /// Enrolments by status, in the order of [`Status::ALL`](super::enrolment::Status::ALL).
    pub enrolments: [u64; 7],
    /// Size of the database with its log, in bytes.
    pub size_bytes: u64,
    /// How people sign in.
    pub sign_in_mode: SignInMode,
}

impl Figures {
    /// Adds all enrolments up.
    #[must_use]
    pub fn all_enrolments(&self) -> u64 {
        self.enrolments.iter().sum()
    }
}

/// One establishment's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Number.
    pub number: EstablishmentNumber,
    /// Zone at the time.
    pub zone: ZoneNumber,
    /// Denomination at the time.
    pub denomination: String,
    /// UAI, or empty.
    pub uai: String,
    /// The contact's name.
    pub contact: String,
    /// Day of registration, `2026-09-01`; empty when it is gone and none knows any more.
    pub registered_on: String,
    /// What was counted, or why it could not be.
    pub figures: Result<Figures, Reason>,
}

impl Line {
    /// Tells whether its establishment was deleted since it was counted: it is shown as that, and in nothing else.
    #[must_use]
    pub const fn is_gone(&self) -> bool {
        matches!(self.figures, Err(Reason::Gone))
    }

    /// Tells whether nobody has signed in since a moment, although there was time to: an establishment that was
    /// registered later does not sleep yet, and of one that could not be read nothing is known.
    #[must_use]
    pub fn is_asleep_since(&self, since: Timestamp) -> bool {
        let Ok(figures) = &self.figures else { return false };
        !is_younger(&self.registered_on, since) && figures.last_sign_in_at.is_none_or(|last| last < since)
    }
}

/// Tells whether a day of registration, `2026-09-01`, lies after a moment's.
#[must_use]
pub fn is_younger(registered_on: &str, since: Timestamp) -> bool {
    registered_on > since.utc_text().get(..10).unwrap_or_default()
}

/// Finds the first moment that lies within so many months: the start of that day in UTC, so that it holds for a day.
#[must_use]
pub fn since(now: Timestamp, months: u32) -> Timestamp {
    first_within(now, months, Unit::Months)
}

/// What lines add up to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Establishments that were counted.
    pub establishments: u64,
    /// Those that could not be read, and are in nothing else here.
    pub unread: u64,
    /// Those in which nobody signed in within [`RECENT_MONTHS`].
    pub asleep: u64,
    /// The sums; the latest sign-in of all.
    pub sums: Figures,
}

impl Totals {
    /// Adds a line, but one whose establishment is gone.
    pub fn add(&mut self, line: &Line, now: Timestamp) {
        if line.is_gone() {
            return;
        }
        let Ok(one) = &line.figures else {
            self.unread += 1;
            return;
        };
        self.establishments += 1;
        self.asleep += u64::from(line.is_asleep_since(since(now, RECENT_MONTHS)));
        self.sums.last_sign_in_at = self.sums.last_sign_in_at.max(one.last_sign_in_at);
        self.each(one, u64::saturating_add);
    }

    /// Takes out what was added of an establishment that is gone since. How many sleep is to be counted anew, and the latest
    /// sign-in of all stays what it was then.
    pub fn take_out(&mut self, figures: &Result<Figures, Reason>) {
        match figures {
            Ok(one) => {
                self.establishments = self.establishments.saturating_sub(1);
                self.each(one, u64::saturating_sub);
            }
            Err(_) => self.unread = self.unread.saturating_sub(1),
        }
    }

    fn each(&mut self, one: &Figures, change: fn(u64, u64) -> u64) {
        let sums = &mut self.sums;
        for (sum, value) in [
            (&mut sums.staff, one.staff),
            (&mut sums.staff_connected, one.staff_connected),
            (&mut sums.learners, one.learners),
            (&mut sums.learners_connected, one.learners_connected),
            (&mut sums.evaluations, one.evaluations),
            (&mut sums.evaluations_recent, one.evaluations_recent),
            (&mut sums.grades, one.grades),
            (&mut sums.grades_recent, one.grades_recent),
            (&mut sums.size_bytes, one.size_bytes),
        ] {
            *sum = change(*sum, value);
        }
        for (sum, value) in sums.enrolments.iter_mut().zip(one.enrolments) {
            *sum = change(*sum, value);
        }
    }

    /// Adds lines up.
    #[must_use]
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a Line>, now: Timestamp) -> Self {
        let mut totals = Self::default();
        lines.into_iter().for_each(|line| totals.add(line, now));
        totals
    }
}

/// Adds lines up by zone.
#[must_use]
pub fn by_zone<'a>(lines: impl IntoIterator<Item = &'a Line>, now: Timestamp) -> BTreeMap<ZoneNumber, Totals> {
    let mut zones: BTreeMap<ZoneNumber, Totals> = BTreeMap::new();
    for line in lines {
        zones.entry(line.zone).or_default().add(line, now);
    }
    zones
}

/// A number of persons across establishments, as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// As many.
    Exactly(u64),
    /// Some, but fewer than [`SMALL_GROUP`].
    Small,
}

impl Group {
    /// Hides a small number of persons.
    #[must_use]
    pub const fn of(persons: u64) -> Self {
        if persons > 0 && persons < SMALL_GROUP { Self::Small } else { Self::Exactly(persons) }
    }

    /// Writes the number, or `<5`.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Exactly(count) => count.to_string(),
            Self::Small => format!("<{SMALL_GROUP}"),
        }
    }
}

/// What a table of statistics can be ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is a column of the table")]
pub enum Measure {
    Number,
    Zone,
    Uai,
    Denomination,
    Contact,
    RegisteredOn,
    LastSignIn,
    Staff,
    StaffConnected,
    Learners,
    LearnersConnected,
    Evaluations,
    EvaluationsRecent,
    Grades,
    GradesRecent,
    Enrolments,
    Size,
    SignInMode,
}

impl Measure {
    /// All of them, in the order of the table's columns.
    pub const ALL: [Self; 18] = [
        Self::Number,
        Self::Zone,
        Self::Uai,
        Self::Denomination,
        Self::Contact,
        Self::RegisteredOn,
        Self::LastSignIn,
        Self::Staff,
        Self::StaffConnected,
        Self::Learners,
        Self::LearnersConnected,
        Self::Evaluations,
        Self::EvaluationsRecent,
        Self::Grades,
        Self::GradesRecent,
        Self::Enrolments,
        Self::Size,
        Self::SignInMode,
    ];

    /// Returns the word of the command line and of files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Zone => "zone",
            Self::Uai => "uai",
            Self::Denomination => "name",
            Self::Contact => "contact",
            Self::RegisteredOn => "registered",
            Self::LastSignIn => "last-sign-in",
            Self::Staff => "staff",
            Self::StaffConnected => "staff-connected",
            Self::Learners => "learners",
            Self::LearnersConnected => "learners-connected",
            Self::Evaluations => "evaluations",
            Self::EvaluationsRecent => "evaluations-recent",
            Self::Grades => "grades",
            Self::GradesRecent => "grades-recent",
            Self::Enrolments => "enrolments",
            Self::Size => "size",
            Self::SignInMode => "sign-in-mode",
        }
    }

    /// Returns the number that it is in an establishment, if it is one that can be added up.
    #[must_use]
    pub fn count(self, figures: &Figures) -> Option<u64> {
        match self {
            Self::Staff => Some(figures.staff),
            Self::StaffConnected => Some(figures.staff_connected),
            Self::Learners => Some(figures.learners),
            Self::LearnersConnected => Some(figures.learners_connected),
            Self::Evaluations => Some(figures.evaluations),
            Self::EvaluationsRecent => Some(figures.evaluations_recent),
            Self::Grades => Some(figures.grades),
            Self::GradesRecent => Some(figures.grades_recent),
            Self::Enrolments => Some(figures.all_enrolments()),
            Self::Size => Some(figures.size_bytes),
            Self::Number
            | Self::Zone
            | Self::Uai
            | Self::Denomination
            | Self::Contact
            | Self::RegisteredOn
            | Self::LastSignIn
            | Self::SignInMode => None,
        }
    }

    /// Tells whether it counts persons, so that small groups of them are hidden in totals.
    #[must_use]
    pub const fn is_persons(self) -> bool {
        matches!(self, Self::Staff | Self::StaffConnected | Self::Learners | Self::LearnersConnected)
    }

    /// Orders two lines by it; what could not be read comes last, whatever the direction.
    #[must_use]
    pub fn compare(self, a: &Line, b: &Line, descending: bool) -> std::cmp::Ordering {
        use super::text::fold;
        let unread = a.figures.is_err().cmp(&b.figures.is_err());
        let order = match (self, &a.figures, &b.figures) {
            (Self::Number, ..) => return directed(a.number.cmp(&b.number), descending),
            (Self::Zone, ..) => return directed(a.zone.cmp(&b.zone), descending).then(a.number.cmp(&b.number)),
            (Self::Uai, ..) => a.uai.is_empty().cmp(&b.uai.is_empty()).then_with(|| a.uai.cmp(&b.uai)),
            (Self::Denomination, ..) => fold(&a.denomination).cmp(&fold(&b.denomination)),
            (Self::Contact, ..) => fold(&a.contact).cmp(&fold(&b.contact)),
            (Self::RegisteredOn, ..) => a.registered_on.cmp(&b.registered_on),
            (Self::LastSignIn, Ok(one), Ok(other)) => one.last_sign_in_at.cmp(&other.last_sign_in_at),
            (Self::SignInMode, Ok(one), Ok(other)) => one.sign_in_mode.cmp(&other.sign_in_mode),
            (_, Ok(one), Ok(other)) => self.count(one).cmp(&self.count(other)),
            (_, _, _) => return unread.then(a.number.cmp(&b.number)),
        };
        directed(order, descending).then(a.number.cmp(&b.number))
    }
}

const fn directed(order: std::cmp::Ordering, descending: bool) -> std::cmp::Ordering {
    if descending { order.reverse() } else { order }
}

/// Counts how many establishments lie in each class of a measure: 0, 1–9, 10–99, and so on. Gives the lower bounds.
#[must_use]
pub fn distribution<'a>(lines: impl IntoIterator<Item = &'a Line>, measure: Measure) -> Vec<(u64, u64)> {
    let mut classes: Vec<(u64, u64)> = vec![(0, 0)];
    for value in lines.into_iter().filter_map(|line| measure.count(line.figures.as_ref().ok()?)) {
        let class = value.checked_ilog10().map_or(0, |log| log as usize + 1);
        while classes.len() <= class {
            let lower = 10_u64.saturating_pow(u32::try_from(classes.len() - 1).unwrap_or(0));
            classes.push((lower, 0));
        }
        if let Some((_, count)) = classes.get_mut(class) {
            *count += 1;
        }
    }
    classes
}

/// A dated snapshot, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Identifier.
    pub id: SnapshotId,
    /// When it was begun.
    pub at: Timestamp,
    /// Who asked for it.
    pub author: String,
    /// What it covers.
    pub scope: Scope,
    /// Whether it went to its end.
    pub is_complete: bool,
    /// Its totals.
    pub totals: Totals,
}

/// What a snapshot covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Every establishment that there was.
    Whole,
    /// Some that were chosen.
    Part,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::DAY_S;

    const NOW: Timestamp = Timestamp(1_788_249_600); // 2026-09-01 08:00 UTC

    fn line(number: u32, registered_on: &str, last: Option<i64>) -> Line {
        Line {
            number: EstablishmentNumber(number),
            zone: ZoneNumber(1 + number % 2),
            denomination: format!("École {number}"),
            uai: String::new(),
            contact: String::new(),
            registered_on: registered_on.to_owned(),
            figures: Ok(Figures {
                last_sign_in_at: last.map(Timestamp),
                staff: u64::from(number),
                learners: 10 * u64::from(number),
                ..Figures::default()
            }),
        }
    }

    #[test]
    fn months_are_those_of_the_calendar_and_hold_for_a_day() {
        assert_eq!(since(NOW, 6).utc_text(), "2026-03-01T00:00:00Z");
        assert_eq!(since(NOW.plus_s(3600), 6), since(NOW, 6));
        // 31 August less six months is the last day of February.
        assert_eq!(since(NOW.plus_s(-DAY_S), 6).utc_text(), "2026-02-28T00:00:00Z");
        assert_eq!(since(NOW, 0).utc_text(), "2026-09-01T00:00:00Z");
    }

    #[test]
    fn an_establishment_sleeps_once_it_had_time_to() {
        let limit = since(NOW, 6);
        for (registered_on, last, expected) in [
            ("2024-09-01", None, true),
            ("2024-09-01", Some(limit.0 - 1), true),
            ("2024-09-01", Some(limit.0), false),
            ("2026-08-01", None, false),
            ("2026-03-01", None, true),
            ("2026-03-02", None, false),
        ] {
            let line = line(1, registered_on, last);
            assert_eq!(line.is_asleep_since(limit), expected, "{registered_on} {last:?}");
        }
        let broken = Line { figures: Err(Reason::Gone), ..line(1, "2020-01-01", None) };
        assert!(!broken.is_asleep_since(limit));
    }

    #[test]
    fn totals_leave_out_what_could_not_be_read() {
        let mut lines: Vec<Line> = (1..=4).map(|number| line(number, "2024-01-01", Some(NOW.0))).collect();
        lines[3].figures = Err(Reason::Full);
        let all = Totals::of(&lines, NOW);
        assert_eq!((all.establishments, all.unread, all.asleep, all.sums.learners), (3, 1, 0, 60));
        let zones = by_zone(&lines, NOW);
        assert_eq!(zones.values().map(|zone| zone.establishments + zone.unread).sum::<u64>(), 4);
        assert_eq!(zones[&ZoneNumber(2)].sums.staff, 4);
        assert_eq!([0, 1, 4, 5].map(|count| Group::of(count).text()), ["0", "<5", "<5", "5"]);
    }

    #[test]
    fn every_measure_orders_and_the_unread_come_last() {
        let mut lines: Vec<Line> = (1..=9).map(|number| line(number, "2024-01-01", Some(NOW.0))).collect();
        lines[0].figures = Err(Reason::Full);
        for measure in Measure::ALL {
            for descending in [false, true] {
                lines.sort_by(|a, b| measure.compare(a, b, descending));
                if measure.count(&Figures::default()).is_some() {
                    assert!(lines.last().unwrap().figures.is_err(), "{measure:?}");
                }
            }
        }
        lines.sort_by(|a, b| Measure::Staff.compare(a, b, true));
        assert_eq!(lines[0].number.0, 9);
        assert_eq!(distribution(&lines, Measure::Learners), [(0, 0), (1, 0), (10, 8)]);
        assert_eq!(distribution([], Measure::Staff), [(0, 0)]);
    }
}
