//! Ages: `>6m`, `<30d`.

use jiff::tz::TimeZone;

use super::super::text::searchable;
use super::super::time::Timestamp;

/// Most months that can be asked for: a century.
pub const MONTHS_MAX: u32 = 1200;

/// An age that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Age {
    /// On which side of it.
    pub beyond: Beyond,
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// A side of an age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beyond {
    /// Longer ago.
    Older,
    /// Within.
    Within,
}

/// What ages are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is a span of time")]
pub enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

impl Unit {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Days, Self::Weeks, Self::Months, Self::Years];

    /// The letter that printed filters use.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Days => 'd',
            Self::Weeks => 'w',
            Self::Months => 'm',
            Self::Years => 'y',
        }
    }

    /// Most of them that can be asked for: a century.
    #[must_use]
    pub const fn max(self) -> u32 {
        match self {
            Self::Days => 36_500,
            Self::Weeks => 5_200,
            Self::Months => MONTHS_MAX,
            Self::Years => 100,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Some(match searchable(text).trim() {
            "d" | "day" | "days" | "j" | "jour" | "jours" => Self::Days,
            "w" | "week" | "weeks" | "s" | "sem" | "semaine" | "semaines" => Self::Weeks,
            "m" | "month" | "months" | "mois" => Self::Months,
            "y" | "year" | "years" | "a" | "an" | "ans" | "annee" | "annees" => Self::Years,
            _ => return None,
        })
    }
}

/// Reads a count with its unit: `6m`, `30 jours`. None when it is none, or more than a century.
pub(super) fn parse(text: &str) -> Option<(u32, Unit)> {
    let text = text.trim();
    let end = text.find(|sign: char| !sign.is_ascii_digit())?;
    let (count, unit) = text.split_at(end);
    let (count, unit) = (count.parse::<u32>().ok()?, Unit::parse(unit)?);
    (1..=unit.max()).contains(&count).then_some((count, unit))
}

/// Finds the first moment that lies within an age: the start of that day in UTC, so that it holds for a day.
#[must_use]
pub fn first_within(now: Timestamp, count: u32, unit: Unit) -> Timestamp {
    let count = i32::try_from(count.min(unit.max())).unwrap_or(0);
    let span = jiff::Span::new();
    let span = match unit {
        Unit::Days => span.days(count),
        Unit::Weeks => span.weeks(count),
        Unit::Months => span.months(count),
        Unit::Years => span.years(count),
    };
    let day = jiff::Timestamp::from_second(now.0).map(|at| at.to_zoned(TimeZone::UTC).date());
    let first = day.and_then(|day| day.checked_sub(span));
    let start = first.and_then(|day| day.to_zoned(TimeZone::UTC)).map(|zoned| zoned.timestamp().as_second());
    Timestamp(start.unwrap_or(i64::MIN))
}
