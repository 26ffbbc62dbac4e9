//! How numbers, days and moments are written for people: the one place for both languages.
//!
//! French writes `17 968`, with a space that no line breaks at, and `28/11/2026 18:05`; English `17,968` and
//! `2026-11-28 18:05`. What machines read, JSON, CSV, commands, is written without this room.

use jiff::civil::Date;

use super::Catalogue;
use crate::domain::day::stored_day;
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::domain::time::Timestamp;

/// Values of messages that are numbers but count nothing: their thousands stay together.
const NAMES: [&str; 10] = ["byte", "column", "holder", "id", "job", "line", "number", "page", "rev", "year"];

/// Tells whether the thousands of a message's value are kept apart.
pub(super) fn is_grouped(name: &str) -> bool {
    !NAMES.contains(&name)
}

/// Keeps the thousands of a whole number apart; any other text stays.
pub(super) fn grouped(digits: &str, language: Language) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return format!("{sign}{digits}");
    }
    let mut out = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(match language {
                Language::French => '\u{a0}',
                Language::English => ',',
            });
        }
        out.push(digit);
    }
    out
}

impl Catalogue {
    /// Writes a count.
    #[must_use]
    pub fn number(&self, count: impl std::fmt::Display) -> String {
        grouped(&count.to_string(), self.language())
    }

    /// Writes a day.
    #[must_use]
    pub fn day(&self, day: Date) -> String {
        match self.language() {
            Language::French => day.strftime("%d/%m/%Y").to_string(),
            Language::English => day.to_string(),
        }
    }

    /// Writes a day that is stored as `2026-11-28`; any other text stays.
    #[must_use]
    pub fn stored_day(&self, stored: &str) -> String {
        stored_day(stored).map_or_else(|_| stored.to_owned(), |day| self.day(day))
    }

    /// Writes a moment to the minute, in the machine's time zone.
    #[must_use]
    pub fn moment(&self, at: Timestamp) -> String {
        let local = at.local_text();
        match (self.language(), local.split_once(' ')) {
            (Language::French, Some((day, time))) => format!("{} {time}", self.stored_day(day)),
            _ => local,
        }
    }

    /// Writes a size in bytes in the unit that fits, with one digit behind the comma unless it is whole.
    #[must_use]
    pub fn size(&self, bytes: u64) -> String {
        let (unit, word) = match bytes {
            0..0x400 => (1, "byte"),
            0x400..0x10_0000 => (0x400, "kib"),
            0x10_0000..0x4000_0000 => (0x10_0000, "mib"),
            _ => (0x4000_0000, "gib"),
        };
        let tenths = bytes.saturating_mul(10) / unit;
        let comma = if self.language() == Language::French { ',' } else { '.' };
        let value = match tenths % 10 {
            0 => (tenths / 10).to_string(),
            tenth => format!("{}{comma}{tenth}", tenths / 10),
        };
        self.say(&Message::new("server-size").with("value", value).with("unit", word))
    }

    /// Writes a moment near now, without its year: `28/11 18:05` or `11-28 18:05`.
    #[must_use]
    pub fn short_moment(&self, at: Timestamp) -> String {
        let pattern = if self.language() == Language::French { "%d/%m" } else { "%m-%d" };
        let local = at.local_text();
        let time = local.split_once(' ').map_or("", |(_, time)| time);
        format!("{} {time}", at.day().strftime(pattern))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::parse_day;
    use crate::domain::message::Message;
    use crate::domain::time::end_of_day;

    #[test]
    fn numbers_are_grouped_as_each_language_does() {
        let [french, english] = [Language::French, Language::English].map(Catalogue::new);
        for (number, in_french, in_english) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_000, "1~000", "1,000"),
            (17_968, "17~968", "17,968"),
            (1_234_567, "1~234~567", "1,234,567"),
            (-28_800, "-28~800", "-28,800"),
        ] {
            assert_eq!(french.number(number), in_french.replace('~', "\u{a0}"));
            assert_eq!(english.number(number), in_english);
        }
        let said = |key, name| english.say(&Message::new(key).with(name, 17_968_u32));
        assert_eq!(said("plain-list-all", "total"), "17,968 establishments.");
        assert!(is_grouped("count") && !is_grouped("number"));
    }

    #[test]
    fn days_and_moments_are_written_as_each_language_does() {
        let [french, english] = [Language::French, Language::English].map(Catalogue::new);
        let day = parse_day("2026-11-28").unwrap();
        let at = end_of_day(day).plus_s(-60);
        assert_eq!((french.day(day), english.day(day)), ("28/11/2026".into(), "2026-11-28".into()));
        assert_eq!((french.moment(at), english.moment(at)), ("28/11/2026 23:59".into(), "2026-11-28 23:59".into()));
        assert_eq!((french.short_moment(at), english.short_moment(at)), ("28/11 23:59".into(), "11-28 23:59".into()));
        for stored in ["", "unknown", "2026-13-01"] {
            assert_eq!(french.stored_day(stored), stored);
        }
        let until = Message::new("cli-until").with("day", day);
        assert_eq!(french.say(&until), "jusqu'au 28/11/2026 inclus");
    }
}
