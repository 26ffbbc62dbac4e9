//! Values, by the kind of their column.

use jiff::civil::Date;

use super::super::day::parse_day;
use super::super::text::{is_dash, searchable};
use super::ages::MONTHS_MAX;
use super::ages::{self, Age, Beyond, Unit};
use super::column::{CanBeEmpty, Column, Kind};
use super::error::Fault;
use super::term::Value;

/// A value as it was written.
#[derive(Debug)]
pub(super) struct Written {
    /// Without its quotation marks and escapes.
    pub(super) text: String,
    /// Whether it is to be taken as text, because it is quoted or its first sign is escaped.
    pub(super) is_literal: bool,
}

/// Most digits of a size behind its point.
pub(super) const DECIMALS_MAX: usize = 2;
/// Most digits of a number.
const DIGITS_MAX: usize = 15;

/// Reads a value; `name` is the column's as it was typed.
pub(super) fn read<C>(column: &Column<C>, name: &str, written: &Written) -> Result<Value, Fault> {
    let text = written.text.trim();
    if text.is_empty() {
        return Err(Fault::NoValue { term: format!("{name}:") });
    }
    if !written.is_literal && text.starts_with(is_dash) {
        let rest = text.trim_start_matches(is_dash);
        if !rest.is_empty() {
            return Err(Fault::DashInside { suggestion: format!("-{name}:{rest}") });
        }
        return match column.empty {
            CanBeEmpty::Yes => Ok(Value::Empty),
            CanBeEmpty::No => Err(Fault::NeverEmpty { name: name.to_owned() }),
        };
    }
    let folded = || {
        let folded = searchable(text).trim().to_owned();
        if folded.is_empty() { Err(Fault::NoValue { term: format!("{name}:") }) } else { Ok(folded) }
    };
    match column.kind {
        Kind::Text => Ok(Value::Text(folded()?)),
        Kind::Whole => Ok(Value::Whole(folded()?)),
        Kind::Named => Ok(Value::Named(folded()?)),
        Kind::Department => department(folded()?),
        Kind::Number => numbers(text),
        Kind::Size => sizes(text),
        Kind::Time => time(text),
        Kind::Months => months(text),
        Kind::Choice(choices) => {
            let folded = folded()?;
            choices.written(text).or_else(|| choices.find(&folded)).map(Value::Word).ok_or_else(|| Fault::UnknownWord {
                key: choices.unknown,
                value: text.to_owned(),
                suggestion: choices.nearest(&folded).map(|choice| choice.written(column)),
            })
        }
    }
}

fn department(folded: String) -> Result<Value, Fault> {
    let is_code = folded.len() <= 3
        && folded.starts_with(|sign: char| sign.is_ascii_digit())
        && folded.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, 'a' | 'b'));
    if is_code { Ok(Value::Department(folded)) } else { Err(Fault::NotADepartment { value: folded }) }
}

fn months(text: &str) -> Result<Value, Fault> {
    let count = text.parse::<u32>().ok().filter(|count| (1..=MONTHS_MAX).contains(count));
    let count = count.ok_or_else(|| Fault::NotMonths { value: text.to_owned() })?;
    Ok(Value::Age(Age { beyond: Beyond::Older, count, unit: Unit::Months }))
}

/// Two ends, each open or a text; or one text.
enum Ends<'t> {
    Range(&'t str, &'t str),
    Above(&'t str),
    From(&'t str),
    Below(&'t str),
    To(&'t str),
    Only(&'t str),
}

fn ends(text: &str) -> Ends<'_> {
    for between in ["..", "…"] {
        if let Some((from, to)) = text.split_once(between) {
            return match (from.trim(), to.trim()) {
                ("", to) => Ends::To(to),
                (from, "") => Ends::From(from),
                (from, to) => Ends::Range(from, to),
            };
        }
    }
    let side = |signs: [&str; 2]| signs.into_iter().find_map(|sign| text.strip_prefix(sign)).map(str::trim);
    if let Some(rest) = side([">=", "≥"]) {
        Ends::From(rest)
    } else if let Some(rest) = side(["<=", "≤"]) {
        Ends::To(rest)
    } else if let Some(rest) = text.strip_prefix('>') {
        Ends::Above(rest.trim())
    } else if let Some(rest) = text.strip_prefix('<') {
        Ends::Below(rest.trim())
    } else {
        Ends::Only(text)
    }
}

fn numbers(text: &str) -> Result<Value, Fault> {
    let refused = || Fault::NotANumber { value: text.to_owned() };
    let number = |digits: &str| {
        let is_number = (1..=DIGITS_MAX).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<i64>().ok().filter(|_| is_number).ok_or_else(refused)
    };
    let (from, to) = match ends(text) {
        Ends::Range(from, to) => (Some(number(from)?), Some(number(to)?)),
        Ends::Above(from) => (Some(number(from)? + 1), None),
        Ends::From(from) => (Some(number(from)?), None),
        Ends::Below(to) => (None, Some(number(to)? - 1).filter(|to| *to >= 0)),
        Ends::To(to) => (None, Some(number(to)?)),
        Ends::Only(one) => (Some(number(one)?), Some(number(one)?)),
    };
    match (from, to) {
        // Nothing lies below zero, and a number that gained a digit could not be read again.
        (None, None) => Err(refused()),
        (Some(from), _) if from.checked_ilog10().is_some_and(|log| log as usize >= DIGITS_MAX) => Err(refused()),
        (Some(from), Some(to)) if from > to => Err(Fault::Backwards { value: text.to_owned() }),
        (from, to) => Ok(Value::Numbers(from, to)),
    }
}

/// Reads sizes: bytes, or a number with a unit, which alone stands for whatever reads so.
fn sizes(text: &str) -> Result<Value, Fault> {
    let refused = || Fault::NotASize { value: text.to_owned() };
    let size = |text: &str| size(text).ok_or_else(refused);
    let (from, to) = match ends(text) {
        Ends::Range(from, to) => (Some(size(from)?.0), Some(size(to)?.0)),
        Ends::Above(from) => (Some(size(from)?.0 + 1), None),
        Ends::From(from) => (Some(size(from)?.0), None),
        Ends::Below(to) => (None, Some(size(to)?.0 - 1).filter(|to| *to >= 0)),
        Ends::To(to) => (None, Some(size(to)?.0)),
        Ends::Only(one) => {
            let (bytes, half) = size(one)?;
            (Some((bytes - half).max(0)), Some(bytes + half))
        }
    };
    match (from, to) {
        (None, None) => Err(refused()),
        (Some(from), Some(to)) if from > to => Err(Fault::Backwards { value: text.to_owned() }),
        (from, to) => Ok(Value::Numbers(from, to)),
    }
}

/// Reads one size as bytes, with half of what its last digit stands for: bytes are exact.
fn size(text: &str) -> Option<(i64, i64)> {
    let end = text.find(|sign: char| !sign.is_ascii_digit() && !matches!(sign, '.' | ',')).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(end)?;
    let unit: i64 = match searchable(unit).trim() {
        "" | "o" | "b" | "octet" | "octets" | "byte" | "bytes" => 1,
        "k" | "ko" | "kb" | "kio" | "kib" => 1 << 10,
        "m" | "mo" | "mb" | "mio" | "mib" => 1 << 20,
        "g" | "go" | "gb" | "gio" | "gib" => 1 << 30,
        _ => return None,
    };
    let (whole, decimals) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i64>().ok())?;
    if decimals.len() > DECIMALS_MAX || whole.len() > DIGITS_MAX || (unit == 1 && number.len() != whole.len()) {
        return None;
    }
    let part = 10_i64.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    let decimals = if decimals.is_empty() { 0 } else { digits(decimals)? };
    let bytes = digits(whole)?.checked_mul(unit)?.checked_add(unit.checked_mul(decimals)? / part)?;
    // A number that gained a digit could not be read again.
    (bytes + unit).checked_ilog10().is_none_or(|log| (log as usize) < DIGITS_MAX).then_some(())?;
    Some((bytes, if unit == 1 { 0 } else { unit / part / 2 }))
}

fn time(text: &str) -> Result<Value, Fault> {
    let refused = || Fault::NotATime { value: text.to_owned() };
    let days = |text: &str| period(text).ok_or_else(refused);
    let aged = |beyond, text: &str| ages::parse(text).map(|(count, unit)| Value::Age(Age { beyond, count, unit }));
    let ends = ends(text);
    let age = match &ends {
        Ends::Above(text) | Ends::From(text) => aged(Beyond::Older, text),
        Ends::Below(text) | Ends::To(text) => aged(Beyond::Within, text),
        Ends::Only(text) if ages::parse(text).is_some() => return Err(Fault::BareAge { value: (*text).to_owned() }),
        Ends::Only(_) | Ends::Range(..) => None,
    };
    if let Some(age) = age {
        return Ok(age);
    }
    let after = |day: Date| day.tomorrow().ok().filter(|day| day.year() <= YEAR_MAX).ok_or_else(refused);
    let before = |day: Date| day.yesterday().ok().filter(|day| day.year() >= 1).ok_or_else(refused);
    let (from, to) = match ends {
        Ends::Range(from, to) => (Some(days(from)?.0), Some(days(to)?.1)),
        Ends::Above(text) => (Some(after(days(text)?.1)?), None),
        Ends::From(text) => (Some(days(text)?.0), None),
        Ends::Below(text) => (None, Some(before(days(text)?.0)?)),
        Ends::To(text) => (None, Some(days(text)?.1)),
        Ends::Only(text) => {
            let (from, to) = days(text)?;
            (Some(from), Some(to))
        }
    };
    match (from, to) {
        (Some(from), Some(to)) if from > to => Err(Fault::Backwards { value: text.to_owned() }),
        (from, to) => Ok(Value::Days(from, to)),
    }
}

/// The last year that a text of four digits can name.
const YEAR_MAX: i16 = 9999;

/// Reads the day of a moment as lists write it: `28/11/2026 10:30`.
fn moment(text: &str) -> Option<Date> {
    let (day, time) = text.split_once(' ')?;
    let is_time = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let (hour, minute) = time.split_once(':')?;
    (is_time(hour) && is_time(minute)).then(|| parse_day(day).ok())?
}

/// Reads a day, a month or a year as its first and its last day.
fn period(text: &str) -> Option<(Date, Date)> {
    let digits = |text: &str, count: usize| -> Option<i16> {
        let is_whole = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| is_whole)
    };
    let month = |year: &str, month: &str| {
        let first = Date::new(digits(year, 4)?, i8::try_from(digits(month, 2)?).ok()?, 1).ok()?;
        Some((first, first.last_of_month()))
    };
    let year = |text: &str| {
        let first = Date::new(digits(text, 4)?, 1, 1).ok()?;
        Some((first, first.last_of_year()))
    };
    let split = |by: char| text.split_once(by);
    let found = year(text)
        .or_else(|| split('-').and_then(|(a, b)| month(a, b)))
        .or_else(|| split('/').and_then(|(a, b)| month(b, a)))
        .or_else(|| parse_day(text).ok().map(|day| (day, day)))
        .or_else(|| moment(text).map(|day| (day, day)))?;
    (1..=YEAR_MAX).contains(&found.0.year()).then_some(found)
}
