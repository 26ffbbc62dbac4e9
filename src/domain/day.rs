//! Days as people write them, and as a registry keeps them.

use jiff::civil::Date;

/// A day of the calendar, without an hour.
pub use jiff::civil::Date as Day;

use super::field::Problem;

/// The first year that is taken for one.
const FIRST_YEAR: i16 = 1900;
/// Two digits below this are a year of this century.
const CENTURY_TURNS: i16 = 70;

/// Reads a day written `2026-09-01` or `01/09/2026`, of the years 1900 to 9999. Of two digits after the second slash,
/// those below 70 are a year of this century, the others one of the last.
///
/// # Errors
/// [`Problem::NotADate`].
pub fn parse_day(raw: &str) -> Result<Date, Problem> {
    let raw = raw.trim();
    let slashed = || Date::strptime("%d/%m/%Y", raw).ok().map(|day| (day, raw.rsplit('/').next().unwrap_or_default()));
    let dashed = Date::strptime("%Y-%m-%d", raw).ok().map(|day| (day, raw.split('-').next().unwrap_or_default()));
    let (day, year) = dashed.or_else(slashed).ok_or(Problem::NotADate)?;
    let read: i16 = year.parse().ok().filter(|_| !year.contains(['+', '-'])).ok_or(Problem::NotADate)?;
    let meant = match (year.len(), read) {
        (4, FIRST_YEAR..) => read,
        (2, ..CENTURY_TURNS) if raw.contains('/') => 2000 + read,
        (2, _) if raw.contains('/') => 1900 + read,
        _ => return Err(Problem::NotADate),
    };
    // The day is read again in the year that is meant: 29/02/00 is one of 2000.
    Date::new(meant, day.month(), day.day()).map_err(|_| Problem::NotADate)
}

/// Writes a day as it is stored, however it was typed; what is no day stays, for the field's own check to refuse.
#[must_use]
pub fn as_stored(typed: &str) -> String {
    parse_day(typed).map_or_else(|_| typed.to_owned(), |day| day.to_string())
}

/// Reads a day as a registry keeps it, `2026-09-01`, whatever its year: what was stored once must stay readable.
///
/// # Errors
/// [`Problem::NotADate`].
pub fn stored_day(stored: &str) -> Result<Date, Problem> {
    Date::strptime("%Y-%m-%d", stored).map_err(|_| Problem::NotADate)
}

/// How a day that there may be is written in what is stored: `2026-09-01`, or nothing.
pub mod optional {
    use jiff::civil::Date;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    use super::stored_day;

    /// Returns the stored text.
    #[must_use]
    pub fn text(day: Option<Date>) -> String {
        day.map(|day| day.to_string()).unwrap_or_default()
    }

    #[expect(missing_docs, clippy::missing_errors_doc, reason = "as serde asks for it")]
    pub fn serialize<S: Serializer>(day: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&text(*day))
    }

    #[expect(missing_docs, clippy::missing_errors_doc, reason = "as serde asks for it")]
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        match String::deserialize(from)?.as_str() {
            "" => Ok(None),
            day => stored_day(day).map(Some).map_err(|_| D::Error::custom("not a day")),
        }
    }
}

/// Writes a day that an earlier version read from a year of two digits, `0026-11-28`, with the year that was meant; any
/// other text as it is.
#[must_use]
pub fn in_its_century(stored: &str) -> String {
    let year = stored.strip_prefix("00").and_then(|rest| rest.get(..2)).and_then(|year| year.parse::<i16>().ok());
    match year {
        Some(..CENTURY_TURNS) => stored.replacen("00", "20", 1),
        Some(_) => stored.replacen("00", "19", 1),
        None => stored.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_both_ways() {
        for (raw, expected) in [
            ("2026-09-01", Some((2026, 9, 1))),
            (" 01/09/2026 ", Some((2026, 9, 1))),
            ("28/11/26", Some((2026, 11, 28))),
            ("28/11/69", Some((2069, 11, 28))),
            ("28/11/70", Some((1970, 11, 28))),
            ("01/09/98", Some((1998, 9, 1))),
            ("29/02/00", Some((2000, 2, 29))),
            ("29/02/26", None),
            ("31/02/2026", None),
            ("1899-12-31", None),
            ("1900-01-01", Some((1900, 1, 1))),
            ("9999-12-31", Some((9999, 12, 31))),
            ("31/12/9999", Some((9999, 12, 31))),
            ("10000-01-01", None),
            ("01/01/10000", None),
            ("0026-11-28", None),
            ("28/11/0026", None),
            ("28/11/126", None),
            ("28/11/6", None),
            ("26-11-28", None),
            ("-999-01-01", None),
            ("+2026-01-01", None),
            ("28/11/-26", None),
            ("28/11/+26", None),
            ("", None),
        ] {
            let expected = expected.map(|(year, month, day)| Date::constant(year, month, day));
            assert_eq!(parse_day(raw).ok(), expected, "{raw}");
        }
    }
}
