//! From text to a filter.

use super::super::text::{is_dash, searchable};
use super::MAX;
use super::column::{Columns, Kind, find, listed, near_column, with_column};
use super::error::{Fault, FilterError};
use super::term::{Filter, Placed, Term, Test};
use super::value::{DECIMALS_MAX, Written, read};

impl<C: Columns> Filter<C> {
    /// Reads a filter.
    ///
    /// # Errors
    /// What cannot be read, and where. Names of things that exist are looked up later, by [`Filter::ready`].
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        if let Some((end, _)) = text.char_indices().nth(MAX) {
            return Err(FilterError::new(Fault::TooLong, text, end..text.len()));
        }
        let mut reader = Reader { text, at: 0 };
        let mut groups = Vec::new();
        while reader.skip_blanks() {
            groups.push(reader.group()?);
        }
        Ok(Self { text: text.to_owned(), groups })
    }
}

/// Where the text was read to; always between two characters.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Goes past a character.
    fn pass(&mut self) -> Option<char> {
        let sign = self.peek()?;
        self.at += sign.len_utf8();
        Some(sign)
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        self.peek().is_some_and(wanted) && self.pass().is_some()
    }

    /// Goes past blanks; tells whether anything follows.
    fn skip_blanks(&mut self) -> bool {
        while self.take(char::is_whitespace) {}
        self.peek().is_some()
    }

    fn fault<T>(&self, fault: Fault, from: usize) -> Result<T, FilterError> {
        Err(FilterError::new(fault, self.text, from..self.at))
    }

    fn since(&self, from: usize) -> String {
        self.text.get(from..self.at).unwrap_or_default().to_owned()
    }

    /// Reads conditions with bars between them.
    fn group<C: Columns>(&mut self) -> Result<Vec<Term<C>>, FilterError> {
        let mut terms = Vec::new();
        loop {
            let start = self.at;
            if self.take(|sign| sign == '|') {
                return self.fault(Fault::NothingBeside, start);
            }
            terms.push(self.term()?);
            let more = self.skip_blanks();
            let bar = self.at;
            if !more || !self.take(|sign| sign == '|') {
                return Ok(terms);
            }
            if !self.skip_blanks() {
                self.at = bar + 1;
                return self.fault(Fault::NothingBeside, bar);
            }
        }
    }

    fn term<C: Columns>(&mut self) -> Result<Term<C>, FilterError> {
        let start = self.at;
        let negated = self.take(is_dash);
        let test = if let Some(name) = self.column_name() {
            self.column_test(name)?
        } else {
            let written = self.written(Ends::Word)?;
            let folded = searchable(&written.text).trim().to_owned();
            if folded.is_empty() {
                return self.fault(Fault::NoValue { term: self.since(start) }, start);
            }
            Test::Anywhere(folded)
        };
        Ok(Term { negated, test: Placed { what: test, place: start..self.at } })
    }

    /// Returns what stands before a colon, if this is a column.
    fn column_name(&self) -> Option<&'t str> {
        let ends = |sign: char| sign.is_whitespace() || matches!(sign, ':' | '|' | '\\') || closers(sign).is_some();
        let rest = self.rest();
        let end = rest.find(ends)?;
        rest.get(end..)?.starts_with(':').then(|| rest.get(..end)).flatten()
    }

    fn column_test<C: Columns>(&mut self, name: &str) -> Result<Test<C>, FilterError> {
        let start = self.at;
        self.at += name.len();
        let Some(column) = find::<C>(name) else {
            if name.is_empty() {
                self.at += ':'.len_utf8();
                return self.no_column::<C, _>(start);
            }
            let suggestion = near_column::<C>(name);
            let fault = Fault::UnknownColumn { name: name.to_owned(), suggestion, columns: listed::<C>() };
            return self.fault(fault, start);
        };
        self.at += ':'.len_utf8();
        let mut values = Vec::new();
        loop {
            let from = self.at;
            let ends = if matches!(column.kind, Kind::Size) { Ends::Size } else { Ends::Value };
            let written = self.written(ends)?;
            match read(column, name, &written) {
                Ok(what) => values.push(Placed { what, place: from..self.at }),
                // The place of what is missing is what it is missing after.
                Err(fault) if self.at == from => return self.fault(fault, start),
                Err(fault) => return self.fault(fault, from),
            }
            if !self.take(|sign| sign == ',') {
                return Ok(Test::In(column.id, values));
            }
        }
    }

    /// Refuses a colon with nothing before it; the value behind it tells what was meant.
    fn no_column<C: Columns, T>(&self, start: usize) -> Result<T, FilterError> {
        let rest = self.rest();
        let value = rest.split(|sign: char| sign.is_whitespace() || sign == '|').next().unwrap_or_default();
        let fault = Fault::NoColumn { suggestion: with_column::<C>(value), columns: listed::<C>() };
        self.fault(fault, start)
    }

    /// Reads a word, a value or a phrase, taking away marks and escapes.
    fn written(&mut self, ends: Ends) -> Result<Written, FilterError> {
        let start = self.at;
        let mut text = String::new();
        if let Some(closing) = self.peek().and_then(closers) {
            self.pass();
            loop {
                match self.pass() {
                    None => return self.fault(Fault::UnclosedQuote, start),
                    Some('\\') => text.push(self.escaped()),
                    Some(sign) if closing.contains(&sign) => return Ok(Written { text, is_literal: true }),
                    Some(sign) => text.push(sign),
                }
            }
        }
        let is_literal = self.rest().starts_with('\\');
        while let Some(sign) = self.peek() {
            let is_comma = sign == ',' && ends != Ends::Word && !(ends == Ends::Size && self.is_in_a_number(&text));
            if sign.is_whitespace() || sign == '|' || is_comma {
                break;
            }
            self.pass();
            text.push(if sign == '\\' { self.escaped() } else { sign });
        }
        Ok(Written { text, is_literal })
    }

    /// Tells whether a comma that comes next stands in a number: digits before it, and behind it a few and a unit.
    fn is_in_a_number(&self, before: &str) -> bool {
        let behind = self.rest().trim_start_matches(',');
        let unit = behind.trim_start_matches(|sign: char| sign.is_ascii_digit());
        let decimals = behind.len() - unit.len();
        before.ends_with(|sign: char| sign.is_ascii_digit())
            && (1..=DECIMALS_MAX).contains(&decimals)
            && unit.starts_with(char::is_alphabetic)
    }

    /// Reads what stands after `\`: a sign that means something stands for itself, before others it is itself.
    fn escaped(&mut self) -> char {
        let special =
            |sign: char| matches!(sign, '\\' | '|' | ',' | ':' | ' ') || is_dash(sign) || closers(sign).is_some();
        match self.peek() {
            Some(sign) if special(sign) => {
                self.pass();
                sign
            }
            Some(_) | None => '\\',
        }
    }
}

/// Where a text without quotation marks ends besides blanks and bars.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// Nowhere else.
    Word,
    /// At a comma.
    Value,
    /// At a comma that stands in no number: `34,5Kio`.
    Size,
}

/// Returns what closes a phrase that begins with this sign, if one does.
pub(super) const fn closers(sign: char) -> Option<&'static [char]> {
    match sign {
        '"' => Some(&['"']),
        '“' | '”' | '„' | '‟' => Some(&['“', '”', '"']),
        '«' => Some(&['»']),
        _ => None,
    }
}
