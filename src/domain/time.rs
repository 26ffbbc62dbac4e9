//! Moments and days. The clock itself is injected by whoever calls.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::field::Problem;

/// A moment, in seconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// Seconds in a minute.
pub const MINUTE_S: i64 = 60;
/// Seconds in a day.
pub const DAY_S: i64 = 86_400;

impl Timestamp {
    /// Adds seconds, stopping at the ends of the range.
    #[must_use]
    pub fn plus_s(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// Gives the day in the machine's time zone.
    #[must_use]
    pub fn day(self) -> Date {
        self.zoned().map_or(Date::constant(1970, 1, 1), |zoned| zoned.date())
    }

    /// Writes `2026-11-22 18:05` in the machine's time zone.
    #[must_use]
    pub fn local_text(self) -> String {
        self.zoned().map_or_else(|| "-".to_owned(), |zoned| zoned.strftime("%Y-%m-%d %H:%M").to_string())
    }

    /// Writes `2026-11-22T17:05:09Z`, for files and JSON.
    #[must_use]
    pub fn utc_text(self) -> String {
        jiff::Timestamp::from_second(self.0).map_or_else(|_| "-".to_owned(), |moment| moment.to_string())
    }

    fn zoned(self) -> Option<jiff::Zoned> {
        Some(jiff::Timestamp::from_second(self.0).ok()?.to_zoned(TimeZone::system()))
    }
}

/// Reads a day written `2026-09-01` or `01/09/2026`.
///
/// # Errors
/// [`Problem::NotADate`].
pub fn parse_day(raw: &str) -> Result<Date, Problem> {
    let raw = raw.trim();
    Date::strptime("%Y-%m-%d", raw).or_else(|_| Date::strptime("%d/%m/%Y", raw)).map_err(|_| Problem::NotADate)
}

/// Gives the first moment of the day after `day`: a thing that lasts *until* a day includes that day.
#[must_use]
pub fn end_of_day(day: Date) -> Timestamp {
    let next = day.tomorrow().unwrap_or(day);
    Timestamp(next.to_zoned(TimeZone::system()).map_or(i64::MAX, |zoned| zoned.timestamp().as_second()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_both_ways() {
        assert_eq!(parse_day("2026-09-01"), Ok(Date::constant(2026, 9, 1)));
        assert_eq!(parse_day(" 01/09/2026 "), Ok(Date::constant(2026, 9, 1)));
        assert_eq!(parse_day("31/02/2026"), Err(Problem::NotADate));
    }
}
