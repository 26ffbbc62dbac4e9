//! Moments and days, and the three kinds of time. The clock itself is injected by whoever calls.
//!
//! A machine's clock can be wrong for an hour and right again, so a stored moment is never compared with now by hand:
//!
//! * **Waits** (lock-outs, next attempts, the pace of mails, signs of life, what is being made) go by the machine's clock
//!   and are asked through a [`Wait`], which never believes a stored moment beyond its longest span.
//! * **Expiry** (generated passwords, retention) goes by a [`Latest`]: the later of now and the highest time seen.
//! * **Order** is the number of an entry, never its time.
//!
//! A day that a person chose (the end of a block) is neither: it is compared with the machine's clock as it is.

use std::sync::OnceLock;

use jiff::Span;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// A moment, in seconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// Seconds in a minute.
pub const MINUTE_S: i64 = 60;
/// Seconds in an hour.
pub const HOUR_S: i64 = 60 * MINUTE_S;
/// Seconds in a day.
pub const DAY_S: i64 = 86_400;

/// 9999-01-01 UTC. From here on days are counted in UTC, since no time zone reaches the end of that year.
const FAR_S: i64 = 253_370_764_800;
const FAR: Date = Date::constant(9999, 1, 1);
/// 10000-01-01 UTC: the end of the last day that can be written.
const END_S: i64 = FAR_S + 365 * DAY_S;

impl Timestamp {
    /// The first moment that a clock can say.
    pub const FIRST: Self = Self(0);
    /// The last moment that a clock can say, two days before the year 10000.
    pub const LAST: Self = Self(END_S - 2 * DAY_S);

    /// Adds seconds, stopping at the ends of the range.
    #[must_use]
    pub fn plus_s(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// Reads the day in the machine's time zone; beyond what can be written, the first or the last day that can.
    #[must_use]
    pub fn day(self) -> Date {
        let far = || FAR.checked_add(Span::new().days(self.0.saturating_sub(FAR_S).min(364 * DAY_S) / DAY_S));
        match self.0 {
            FAR_S.. => far().unwrap_or(Date::MAX),
            _ => self.zoned().map_or(Date::MIN, |zoned| zoned.date()),
        }
    }

    /// Writes `2026-11-22 18:05` in the machine's time zone.
    #[must_use]
    pub fn local_text(self) -> String {
        match self.0 {
            FAR_S.. => self.utc_text().replace('T', " ").chars().take(16).collect(),
            _ => self.zoned().map_or_else(|| "-".to_owned(), |zoned| zoned.strftime("%Y-%m-%d %H:%M").to_string()),
        }
    }

    /// Writes `2026-11-22T17:05:09Z`, for files and JSON.
    #[must_use]
    pub fn utc_text(self) -> String {
        if self.0 >= END_S {
            return format!("{}T23:59:59Z", Date::MAX);
        }
        if self.0 >= FAR_S {
            let second = self.0.rem_euclid(DAY_S);
            return format!("{}T{:02}:{:02}:{:02}Z", self.day(), second / 3600, second / 60 % 60, second % 60);
        }
        jiff::Timestamp::from_second(self.0).map_or_else(|_| "-".to_owned(), |moment| moment.to_string())
    }

    /// Reads what [`Self::utc_text`] writes; none when it is no moment.
    #[must_use]
    pub fn from_utc_text(text: &str) -> Option<Self> {
        text.parse::<jiff::Timestamp>().ok().map(|moment| Self(moment.as_second()))
    }

    fn zoned(self) -> Option<jiff::Zoned> {
        Some(jiff::Timestamp::from_second(self.0).ok()?.to_zoned(zone()))
    }
}

/// The time zone in which days begin, where the configuration names one.
static ZONE: OnceLock<TimeZone> = OnceLock::new();

/// Returns the time zone in which days begin; unless one was named, the machine's.
fn zone() -> TimeZone {
    ZONE.get().cloned().unwrap_or_else(TimeZone::system)
}

/// Tells whether there is a time zone of this name, such as `Europe/Paris`.
#[must_use]
pub fn is_zone(name: &str) -> bool {
    TimeZone::get(name).is_ok()
}

/// Has days begin for the whole process as in a time zone, whoever's session it is.
pub fn use_zone(name: &str) {
    if let Ok(zone) = TimeZone::get(name) {
        let _ = ZONE.set(zone);
    }
}

/// A span that is waited out by the machine's clock, and the longest that it can be, in seconds.
///
/// A clock that was wrong for a while leaves moments that no wait can have; they end nothing and hold nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    longest_s: i64,
}

impl Wait {
    /// Names a wait by its longest span.
    #[must_use]
    pub const fn at_most_s(longest_s: i64) -> Self {
        Self { longest_s }
    }

    /// Returns the end of a wait while it lies ahead; none when it is over, and none for an end that lies further ahead
    /// than the longest span: that one was written by a clock that was wrong.
    #[must_use]
    pub fn end(self, stored: Timestamp, now: Timestamp) -> Option<Timestamp> {
        (stored > now && stored <= now.plus_s(self.longest_s)).then_some(stored)
    }

    /// Tells whether something at a stored moment is less than the span away, before or after now: what lies further
    /// ahead is no sign that it just was.
    #[must_use]
    pub const fn is_recent(self, stored: Timestamp, now: Timestamp) -> bool {
        stored.0.abs_diff(now.0) < self.longest_s.unsigned_abs()
    }

    /// Tells whether the span has passed since a stored moment. Something of a later time is not over: this is for what
    /// is removed then, where waiting too long harms less.
    #[must_use]
    pub const fn is_over(self, since: Timestamp, now: Timestamp) -> bool {
        since.0.saturating_add(self.longest_s) <= now.0
    }
}

/// What expiry goes by: the later of now and the highest time seen, so that a clock that went back makes nothing good
/// again. Only what judges an age or an expiry takes it; it says when, not whether: what is erased for its age asks the
/// clock's guard first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Latest(Timestamp);

impl Latest {
    /// Takes the later of now and the highest time seen.
    #[must_use]
    pub fn of(now: Timestamp, highest: Timestamp) -> Self {
        Self(now.max(highest))
    }

    /// Returns the moment.
    #[must_use]
    pub const fn at(self) -> Timestamp {
        self.0
    }

    /// Tells whether something that is good until a moment no longer is.
    #[must_use]
    pub fn is_past(self, until: Timestamp) -> bool {
        until <= self.0
    }
}

/// Returns the first moment of the day after `day`: a thing that lasts *until* a day includes that day.
#[must_use]
pub fn end_of_day(day: Date) -> Timestamp {
    if day.year() == FAR.year() {
        return Timestamp(FAR_S + i64::from(day.day_of_year()) * DAY_S);
    }
    let next = day.tomorrow().unwrap_or(day);
    Timestamp(next.to_zoned(zone()).map_or(END_S, |zoned| zoned.timestamp().as_second()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::parse_day;

    #[test]
    fn a_year_of_two_digits_that_was_stored_is_put_into_its_century() {
        for (stored, meant) in [
            ("0026-11-28", "2026-11-28"),
            ("0000-01-01", "2000-01-01"),
            ("0070-01-01", "1970-01-01"),
            ("2026-11-28", "2026-11-28"),
            ("0100-01-01", "0100-01-01"),
            ("00é", "00é"),
            ("", ""),
        ] {
            assert_eq!(crate::domain::day::in_its_century(stored), meant, "{stored}");
        }
    }

    #[test]
    fn what_lasts_until_a_day_shows_that_day_up_to_the_last_one() {
        for text in ["1900-01-01", "1970-01-01", "2026-11-28", "9998-12-31", "9999-01-01", "9999-12-30", "9999-12-31"] {
            let day = parse_day(text).unwrap();
            let end = end_of_day(day);
            assert_eq!(end.plus_s(-1).day(), day, "{text}");
            assert!(end.plus_s(-1).local_text().starts_with(text), "{text}");
            assert!(end.utc_text() > Timestamp(end.0 - 2 * DAY_S).utc_text(), "{text}");
        }
        assert_eq!(Timestamp(i64::MAX).day(), Date::MAX);
        assert_eq!(Timestamp(i64::MIN).day(), Date::MIN);
        assert_eq!(Timestamp(i64::MAX).utc_text(), "9999-12-31T23:59:59Z");
        assert_eq!(Timestamp(END_S - 1).local_text(), "9999-12-31 23:59");
        assert_eq!(Timestamp::LAST.utc_text(), "9999-12-30T00:00:00Z");
    }

    #[test]
    fn a_wait_is_never_believed_beyond_its_longest_span() {
        let (wait, now) = (Wait::at_most_s(60), Timestamp(1_000));
        for (stored, ahead) in
            [(999, false), (1_000, false), (1_001, true), (1_060, true), (1_061, false), (i64::MAX, false)]
        {
            assert_eq!(wait.end(Timestamp(stored), now).is_some(), ahead, "{stored}");
        }
        for (stored, recent) in
            [(i64::MIN, false), (940, false), (941, true), (1_059, true), (1_060, false), (i64::MAX, false)]
        {
            assert_eq!(wait.is_recent(Timestamp(stored), now), recent, "{stored}");
            assert_eq!(wait.is_over(Timestamp(stored), now), stored <= 940, "{stored}");
        }
    }
}
