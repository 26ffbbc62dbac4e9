//! Rows that a filter holds.

use std::borrow::Cow;

use super::super::establishment::EstablishmentNumber;
use super::super::language::Language;
use super::super::message::{self, Explain, Message};
use super::super::text::searchable;
use super::super::time::{Timestamp, end_of_day};
use super::ages::{Beyond, first_within};
use super::column::{Columns, name, near_word, nearest};
use super::error::{Fault, FilterError};
use super::term::{Filter, Placed, Term, Test, Value};

/// What a list brings: how one of its rows is read.
pub trait Row<C> {
    /// Tells whether a folded text is a part of any column that words are looked for in.
    fn has(&self, folded: &str) -> bool;
    /// Reads a column.
    fn cell(&self, column: C) -> Cell<'_>;
}

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Nothing, for which people read these words, folded.
    Blank(Cow<'a, str>),
    /// It is not known.
    Unknown,
    /// Folded text, perhaps empty.
    Text(Cow<'a, str>),
    /// The stable word of a choice.
    Word(&'static str),
    /// A number, or the number of what a name stands for.
    Number(i64),
    /// The numbers of what several names stand for, perhaps none.
    Numbers(Vec<i64>),
    /// A day, `2026-09-01`, or an empty text.
    Day(&'a str),
    /// A moment.
    Moment(Timestamp),
    /// The last time that something happened, if ever, to what exists since a day, `2026-09-01`.
    Last(Option<Timestamp>, &'a str),
}

impl Cell<'_> {
    /// A text as people read it; it is folded here.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(Cow::Owned(searchable(text)))
    }
}

/// Tells whether a folded text is a day, `2026-09-01` or `01/09/2026`, or the month of it, written whole: a part of one,
/// `09`, is in too many days to be looked for.
#[must_use]
pub fn names_day(folded: &str, day: &str) -> bool {
    let (Some(year), Some(month), Some(date)) = (day.get(..4), day.get(5..7), day.get(8..)) else { return false };
    let mut parts = folded.split([' ', '/']);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(a), Some(b), None, None) => (a, b) == (year, month) || (a, b) == (month, year),
        (Some(a), Some(b), Some(c), None) => (a, b, c) == (year, month, date) || (a, b, c) == (date, month, year),
        _ => false,
    }
}

/// A filter whose names were looked up and whose ages became moments.
#[derive(Debug)]
pub struct Ready<'f, C> {
    /// Groups of which one condition at least must hold.
    groups: Vec<Vec<Check<'f, C>>>,
    /// Conditions that stand alone and must not hold, with their text.
    negatives: Vec<(Check<'f, C>, &'f str)>,
}

/// What was seen while rows were judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Whether any row got as far as the negative conditions.
    reached: bool,
    /// Which of them left something out.
    left_out: Vec<bool>,
}

/// What can be read and may not be what was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// A negative condition leaves nothing out of what the others find.
    LeavesNothingOut {
        /// As typed.
        term: String,
    },
    /// Nothing is found, and a word of it looks like a word of a column.
    NearWord {
        /// As typed, folded.
        word: String,
        /// The condition that was most likely meant, as each language writes it.
        meant: message::Value,
    },
    /// It asks for sign-ins, which were not counted everywhere.
    NotCounted {
        /// In how many.
        count: usize,
        /// Of how many.
        total: usize,
    },
    /// What was to be left out is not among what it finds.
    NotAmong {
        /// These numbers, in order.
        numbers: Vec<EstablishmentNumber>,
    },
}

/// Numbers that are named in a remark; the others are counted.
const NAMED: usize = 10;

fn not_among(numbers: &[EstablishmentNumber]) -> Message {
    let named: Vec<String> = numbers.iter().take(NAMED).map(ToString::to_string).collect();
    Message::new("filter-not-among")
        .with("count", numbers.len())
        .with("named", named.join(", "))
        .with("more", numbers.len().saturating_sub(NAMED))
}

impl Explain for Remark {
    fn message(&self) -> Message {
        match self {
            Self::LeavesNothingOut { term } => Message::new("filter-leaves-nothing-out").with("term", term.as_str()),
            Self::NearWord { word, meant } => {
                Message::new("filter-near-word").with("word", word.as_str()).with("meant", meant.clone())
            }
            Self::NotCounted { count, total } => {
                Message::new("filter-not-counted").with("count", *count).with("total", *total)
            }
            Self::NotAmong { numbers } => not_among(numbers),
        }
    }
}

#[derive(Debug)]
struct Check<'f, C> {
    negated: bool,
    sought: Sought<'f, C>,
}

#[derive(Debug)]
enum Sought<'f, C> {
    Anywhere(&'f str),
    In(C, Vec<Want<'f>>),
}

#[derive(Debug)]
enum Want<'f> {
    Empty,
    Text(&'f str),
    Whole(&'f str),
    Department(&'f str),
    Word(&'static str),
    Ids(Vec<u32>),
    Numbers(i64, i64),
    Time(Span),
}

/// From a moment to one that is not part of it any more, as moments and as days.
#[derive(Debug)]
struct Span {
    moments: std::ops::Range<i64>,
    from: Option<String>,
    before: Option<String>,
    /// Since which day something must exist so that never counts as longer ago.
    never: Option<String>,
}

/// Whether a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Truth {
    No,
    Unknown,
    Yes,
}

impl<C: Columns> Filter<C> {
    /// Looks up names and turns ages into moments. `named` lists what exists for a column of
    /// [`Kind::Named`](super::Kind::Named): numbers and names.
    ///
    /// # Errors
    /// A value that names nothing that exists.
    pub fn ready(&self, now: Timestamp, named: impl Fn(C) -> Vec<(u32, String)>) -> Result<Ready<'_, C>, FilterError> {
        let (mut groups, mut negatives) = (Vec::new(), Vec::new());
        for group in &self.groups {
            let mut checks = Vec::with_capacity(group.len());
            for term in group {
                checks.push(self.check(term, now, &named)?);
            }
            match (group.as_slice(), checks.pop()) {
                ([alone], Some(check)) if alone.negated => {
                    negatives.push((check, self.text.get(alone.test.place.clone()).unwrap_or_default()));
                }
                (_, last) => {
                    checks.extend(last);
                    groups.push(checks);
                }
            }
        }
        Ok(Ready { groups, negatives })
    }

    fn check<'f>(
        &'f self,
        term: &'f Term<C>,
        now: Timestamp,
        named: &impl Fn(C) -> Vec<(u32, String)>,
    ) -> Result<Check<'f, C>, FilterError> {
        let sought = match &term.test.what {
            Test::Anywhere(text) => Sought::Anywhere(text),
            Test::In(column, values) => {
                let wants = values.iter().map(|value| self.want(*column, value, now, named));
                Sought::In(*column, wants.collect::<Result<_, _>>()?)
            }
        };
        Ok(Check { negated: term.negated, sought })
    }

    fn want<'f>(
        &self,
        column: C,
        value: &'f Placed<Value>,
        now: Timestamp,
        named: &impl Fn(C) -> Vec<(u32, String)>,
    ) -> Result<Want<'f>, FilterError> {
        Ok(match &value.what {
            Value::Empty => Want::Empty,
            Value::Text(text) => Want::Text(text),
            Value::Whole(text) => Want::Whole(text),
            Value::Department(code) => Want::Department(code),
            Value::Word(word) => Want::Word(word),
            Value::Numbers(from, to) => Want::Numbers(from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX)),
            Value::Days(from, to) => Want::Time(Span {
                moments: from.map_or(i64::MIN, |day| day.yesterday().map_or(i64::MIN, |day| end_of_day(day).0))
                    ..to.map_or(i64::MAX, |day| end_of_day(day).0),
                from: from.map(|day| day.to_string()),
                before: to.and_then(|day| day.tomorrow().ok()).map(|day| day.to_string()),
                never: None,
            }),
            Value::Age(age) => Want::Time(Span::of_age(first_within(now, age.count, age.unit), age.beyond)),
            Value::Named(text) => Want::Ids(self.ids(column, text, &value.place, &named(column))?),
        })
    }

    fn ids(
        &self,
        column: C,
        text: &str,
        place: &std::ops::Range<usize>,
        known: &[(u32, String)],
    ) -> Result<Vec<u32>, FilterError> {
        // As lists write it with its end: `Ens_RT (first day without: 2027-06-30)`, `Ens_RT until 2027-06-30`.
        let bare = [" (", " until "].iter().filter_map(|end| text.split_once(end)).map(|(bare, _)| bare).next();
        let found =
            [Some(text), bare].into_iter().flatten().map(|text| meant(text, known)).find(|found| !found.is_empty());
        if let Some(found) = found {
            return Ok(found);
        }
        let fault = Fault::UnknownName {
            column: message::Value::Either {
                english: name(column, Language::English).to_owned(),
                french: name(column, Language::French).to_owned(),
            },
            value: self.text.get(place.clone()).unwrap_or(text).to_owned(),
            suggestion: nearest(text, known.iter().map(|(_, name)| name.as_str())),
            known: listed(known),
        };
        Err(FilterError::new(fault, &self.text, place.clone()))
    }
}

/// Finds what is meant by a number or by a part of a name, folded.
#[must_use]
pub fn meant(text: &str, known: &[(u32, String)]) -> Vec<u32> {
    let number: Option<u32> = text.parse().ok();
    let is_meant = |(id, name): &&(u32, String)| match number {
        Some(number) => *id == number,
        None => searchable(name).contains(text),
    };
    known.iter().filter(is_meant).map(|(id, _)| *id).collect()
}

/// Lists names as far as they fit a line.
fn listed(known: &[(u32, String)]) -> String {
    const SHOWN: usize = 6;
    let mut names: Vec<&str> = known.iter().take(SHOWN).map(|(_, name)| name.as_str()).collect();
    if known.len() > SHOWN {
        names.push("…");
    }
    names.join(", ")
}

impl Span {
    /// Makes the span of an age from the first moment that lies within it.
    fn of_age(first: Timestamp, beyond: Beyond) -> Self {
        let day = first.utc_text().get(..10).map(str::to_owned);
        match beyond {
            Beyond::Older => Self { moments: i64::MIN..first.0, from: None, before: day.clone(), never: day },
            Beyond::Within => Self { moments: first.0..i64::MAX, from: day, before: None, never: None },
        }
    }

    fn holds(&self, cell: &Cell<'_>) -> bool {
        match cell {
            Cell::Moment(at) => self.moments.contains(&at.0),
            Cell::Day(day) => {
                !day.is_empty()
                    && self.from.as_deref().is_none_or(|from| *day >= from)
                    && self.before.as_deref().is_none_or(|before| *day < before)
            }
            // What was registered since cannot have slept for so long yet.
            Cell::Last(at, since) => match &self.never {
                Some(day) => *since <= day.as_str() && at.is_none_or(|at| self.moments.contains(&at.0)),
                None => at.is_some_and(|at| self.moments.contains(&at.0)),
            },
            Cell::Empty
            | Cell::Blank(_)
            | Cell::Unknown
            | Cell::Text(_)
            | Cell::Word(_)
            | Cell::Number(_)
            | Cell::Numbers(_) => false,
        }
    }
}

impl Want<'_> {
    fn holds(&self, cell: &Cell<'_>) -> bool {
        match self {
            Self::Empty => match cell {
                Cell::Empty | Cell::Blank(_) | Cell::Last(None, _) => true,
                Cell::Text(text) => text.trim().is_empty(),
                Cell::Day(day) => day.is_empty(),
                Cell::Numbers(numbers) => numbers.is_empty(),
                Cell::Unknown | Cell::Word(_) | Cell::Number(_) | Cell::Moment(_) | Cell::Last(Some(_), _) => false,
            },
            Self::Text(part) => matches!(cell, Cell::Text(text) | Cell::Blank(text) if text.contains(part)),
            Self::Whole(whole) => matches!(cell, Cell::Text(text) if text.trim() == *whole),
            Self::Department(code) => {
                let bare = code.trim_start_matches('0');
                let is_it = |text: &str| text.trim_start_matches('0').eq_ignore_ascii_case(bare);
                matches!(cell, Cell::Text(text) if !text.is_empty() && is_it(text))
            }
            Self::Word(word) => matches!(cell, Cell::Word(found) if found == word),
            Self::Ids(ids) => {
                let is_meant = |id: &i64| ids.iter().any(|known| i64::from(*known) == *id);
                match cell {
                    Cell::Number(id) => is_meant(id),
                    Cell::Numbers(found) => found.iter().any(is_meant),
                    _ => false,
                }
            }
            Self::Numbers(from, to) => match cell {
                Cell::Number(number) => (from..=to).contains(&number),
                Cell::Numbers(found) => found.iter().any(|number| (from..=to).contains(&number)),
                _ => false,
            },
            Self::Time(span) => span.holds(cell),
        }
    }
}

/// Tells whether a condition that stands alone is a word that looks like one of a column's.
fn near<C: Columns>(group: &[Check<'_, C>]) -> Option<Remark> {
    let [Check { negated: false, sought: Sought::Anywhere(word) }] = group else { return None };
    near_word::<C>(word).map(|meant| Remark::NearWord { word: (*word).to_owned(), meant })
}

impl<C: Columns> Check<'_, C> {
    /// Tells whether it holds, not turned round.
    fn bare(&self, row: &impl Row<C>) -> Truth {
        match &self.sought {
            Sought::Anywhere(text) if row.has(text) => Truth::Yes,
            Sought::Anywhere(_) => Truth::No,
            Sought::In(column, wants) => {
                let cell = row.cell(*column);
                if cell == Cell::Unknown {
                    Truth::Unknown
                } else if wants.iter().any(|want| want.holds(&cell)) {
                    Truth::Yes
                } else {
                    Truth::No
                }
            }
        }
    }

    fn holds(&self, row: &impl Row<C>) -> bool {
        self.bare(row) == if self.negated { Truth::No } else { Truth::Yes }
    }
}

impl<C: Columns> Ready<'_, C> {
    /// Makes a tally for judging many rows.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally { reached: false, left_out: vec![false; self.negatives.len()] }
    }

    /// Tells whether a row holds the filter, and takes down which conditions left something out.
    pub fn judge(&self, row: &impl Row<C>, tally: &mut Tally) -> bool {
        if !self.groups.iter().all(|group| group.iter().any(|check| check.holds(row))) {
            return false;
        }
        tally.reached = true;
        let mut holds = true;
        for ((check, _), left_out) in self.negatives.iter().zip(&mut tally.left_out) {
            // Once something is left out, only the conditions that never did are still of interest.
            if !holds && *left_out {
                continue;
            }
            match check.bare(row) {
                Truth::No => {}
                Truth::Unknown | Truth::Yes => (holds, *left_out) = (false, true),
            }
        }
        holds
    }

    /// Tells whether a row holds the filter.
    #[must_use]
    pub fn holds(&self, row: &impl Row<C>) -> bool {
        self.groups.iter().all(|group| group.iter().any(|check| check.holds(row)))
            && self.negatives.iter().all(|(check, _)| check.holds(row))
    }

    /// Tells what may not be what was meant, once all rows were judged.
    #[must_use]
    pub fn remarks(&self, tally: &Tally) -> Vec<Remark> {
        if !tally.reached {
            return self.groups.iter().filter_map(|group| near(group)).collect();
        }
        let idle = self.negatives.iter().zip(&tally.left_out).filter(|(_, left_out)| !**left_out);
        idle.map(|((_, term), _)| Remark::LeavesNothingOut { term: (*term).to_owned() }).collect()
    }
}
