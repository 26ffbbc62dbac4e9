//! A form, asked field by field; what is wrong is said at once, and only what is wrong is asked again.

use super::dialogue::{Dialogue, Step, Stop};
use super::question::{Answer, Choice, Yes, numbered};
use crate::domain::day::as_stored;
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::message::Message;
use crate::nouns::field::ticked;
use crate::operations;

/// What a field takes.
#[derive(Debug, Clone)]
enum Kind {
    Text,
    /// A day: kept as it is stored, written as the language does.
    Day,
    Lines,
    Choice(Vec<Choice<String>>),
    /// Several of them, between commas.
    Ticks(Vec<Choice<String>>),
    /// Yes or nothing, with what is warned of before it is nothing.
    Tick(Option<&'static str>),
}

#[derive(Debug, Clone)]
struct Slot {
    field: Field,
    kind: Kind,
    value: String,
    help: &'static str,
}

/// Finds what is wrong with what was typed so far.
pub(super) type Check<'a> = &'a dyn Fn(&Form) -> Vec<FieldError>;

/// A form.
#[derive(Debug, Clone)]
pub(super) struct Form {
    slots: Vec<Slot>,
    relevant: fn(&Form, Field) -> bool,
    changed: bool,
}

impl Form {
    /// Makes a form; `relevant` tells which fields are asked, given the others.
    pub(super) fn new(relevant: fn(&Form, Field) -> bool) -> Self {
        Self { slots: Vec::new(), relevant, changed: false }
    }

    /// Adds a line of text.
    pub(super) fn text(self, field: Field, value: &str, help: &'static str) -> Self {
        self.slot(field, Kind::Text, value, help)
    }

    /// Adds a day.
    pub(super) fn day(self, field: Field, value: &str, help: &'static str) -> Self {
        self.slot(field, Kind::Day, value, help)
    }

    /// Adds a text of several lines.
    pub(super) fn lines(self, field: Field, value: &str, help: &'static str) -> Self {
        self.slot(field, Kind::Lines, value, help)
    }

    /// Adds a choice; the values are what is stored.
    pub(super) fn choice(self, field: Field, choices: Vec<Choice<String>>, value: &str, help: &'static str) -> Self {
        self.slot(field, Kind::Choice(choices), value, help)
    }

    /// Adds a question with yes or no; what is warned of before a no is taken, if anything.
    pub(super) fn tick(self, field: Field, unticked: Option<&'static str>, value: &str, help: &'static str) -> Self {
        self.slot(field, Kind::Tick(unticked), value, help)
    }

    /// Adds a choice of words that the catalogue names.
    pub(super) fn words(
        self,
        io: &Dialogue<'_>,
        field: Field,
        words: &[(&'static str, &'static str)],
        value: &str,
        help: &'static str,
    ) -> Self {
        self.choice(field, worded(io, words), value, help)
    }

    /// Adds words of which several may be ticked; the value is those, between commas.
    pub(super) fn ticks(
        self,
        io: &Dialogue<'_>,
        field: Field,
        words: &[(&'static str, &'static str)],
        value: &str,
        help: &'static str,
    ) -> Self {
        self.slot(field, Kind::Ticks(worded(io, words)), value, help)
    }

    fn slot(mut self, field: Field, kind: Kind, value: &str, help: &'static str) -> Self {
        self.slots.push(Slot { field, kind, value: value.to_owned(), help });
        self
    }

    /// Returns what a field holds.
    pub(super) fn value(&self, field: Field) -> String {
        self.slots.iter().find(|slot| slot.field == field).map(|slot| slot.value.clone()).unwrap_or_default()
    }

    /// Puts a value into a field.
    pub(super) fn set(&mut self, field: Field, value: &str) {
        for slot in self.slots.iter_mut().filter(|slot| slot.field == field) {
            value.clone_into(&mut slot.value);
        }
    }

    /// Says a value of a field.
    pub(super) fn said(&self, io: &Dialogue<'_>, field: Field, value: &str) -> String {
        let slot = self.slots.iter().find(|slot| slot.field == field);
        slot.map_or_else(|| value.to_owned(), |slot| slot.said(io, value))
    }

    /// Asks for every field in turn.
    pub(super) fn fill(&mut self, io: &mut Dialogue<'_>, check: Check<'_>) -> Step<()> {
        let fields: Vec<Field> = self.slots.iter().map(|slot| slot.field).collect();
        self.fill_some(io, &fields, check)
    }

    /// Asks for some fields again; `0` gives up, after a question when something was typed.
    pub(super) fn fill_some(&mut self, io: &mut Dialogue<'_>, fields: &[Field], check: Check<'_>) -> Step<()> {
        for field in fields {
            loop {
                if !(self.relevant)(self, *field) {
                    break;
                }
                match self.ask_one(io, *field, check) {
                    Ok(()) => break,
                    Err(Stop::Back) if self.changed => {
                        let question = Message::new("plain-give-up");
                        if io.yes(&question, Some(Yes::Yes), "plain-help-give-up")? == Yes::Yes {
                            return Err(Stop::Back);
                        }
                    }
                    Err(stop) => return Err(stop),
                }
            }
        }
        Ok(())
    }

    /// Says what a verb refused and asks for those fields again.
    pub(super) fn again(
        &mut self,
        io: &mut Dialogue<'_>,
        error: &operations::Error,
        check: Check<'_>,
    ) -> Step<Repaired> {
        io.refuse(error);
        self.repair(io, error, check)
    }

    /// Asks for the fields again that a verb refused, where the form has them.
    pub(super) fn repair(
        &mut self,
        io: &mut Dialogue<'_>,
        error: &operations::Error,
        check: Check<'_>,
    ) -> Step<Repaired> {
        let operations::Error::Fields(errors) = error else { return Ok(Repaired::No) };
        let known = |error: &&FieldError| self.slots.iter().any(|slot| slot.field == error.field);
        let fields: Vec<Field> = errors.iter().filter(known).map(|error| error.field).collect();
        if fields.is_empty() {
            return Ok(Repaired::No);
        }
        self.fill_some(io, &fields, check)?;
        Ok(Repaired::Yes)
    }

    fn ask_one(&mut self, io: &mut Dialogue<'_>, field: Field, check: Check<'_>) -> Step<()> {
        let Some(at) = self.slots.iter().position(|slot| slot.field == field) else { return Ok(()) };
        loop {
            let Some(slot) = self.slots.get(at).cloned() else { return Ok(()) };
            let value = slot.ask(io)?;
            if value != slot.value {
                self.changed = true;
                self.set(field, &value);
            }
            let Some(problem) = check(self).into_iter().find(|error| error.field == field) else { return Ok(()) };
            // A line cannot be corrected, only typed again: an empty one keeps what was there before.
            self.set(field, &slot.value);
            match problem {
                // Nothing to keep and nothing given: the question is simply asked again.
                FieldError { problem: Problem::Missing, .. } => io.text("plain-must-answer"),
                error => io.field(&error),
            }
        }
    }

    /// Says every field with its value.
    pub(super) fn sum_up(&self, io: &mut Dialogue<'_>) {
        for slot in self.slots.iter().filter(|slot| (self.relevant)(self, slot.field)) {
            let label = io.words(&slot.field.label());
            let shown = slot.said(io, &slot.value);
            say_value(io, &label, &shown);
        }
    }
}

/// Whether the fields that a verb refused were asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repaired {
    /// They were: the verb can be tried again.
    Yes,
    /// None of them can be.
    No,
}

/// Says `label: value`; an empty value as a word.
pub(super) fn say_value(io: &mut Dialogue<'_>, label: &str, value: &str) {
    if value.is_empty() {
        io.say(&Message::new("plain-no-value").with("label", label));
    } else {
        io.say(&Message::new("plain-value").with("label", label).with("value", value));
    }
}

impl Slot {
    fn ask(&self, io: &mut Dialogue<'_>) -> Step<String> {
        let label = io.words(&self.field.label());
        match &self.kind {
            Kind::Text | Kind::Day => Ok(match io.ask(&label, &self.said(io, &self.value), self.help)? {
                Answer::Keep => self.value.clone(),
                Answer::Clear => String::new(),
                Answer::Text(text) if matches!(self.kind, Kind::Day) => as_stored(&text),
                Answer::Text(text) => text,
            }),
            Kind::Lines => {
                for line in self.value.lines() {
                    io.line(line);
                }
                io.say(&Message::new("plain-lines-how").with("label", label));
                let typed = io.lines(&[self.help, "plain-help-lines"], |_, _, _| false)?;
                Ok(if typed.is_empty() { self.value.clone() } else { typed })
            }
            Kind::Choice(choices) => {
                // What cannot do without one is asked again by what checks the form.
                let picked = io.pick(&label, choices, Some(&self.shown(&self.value)), self.help)?;
                Ok(picked.unwrap_or_else(|| self.value.clone()))
            }
            Kind::Ticks(choices) => io.ticks(&label, choices, &self.value, self.help),
            Kind::Tick(unticked) => loop {
                let default = if self.value.is_empty() { Yes::No } else { Yes::Yes };
                if io.yes(&self.field.label(), Some(default), self.help)? == Yes::Yes {
                    return Ok("yes".to_owned());
                }
                let Some(warning) = unticked else { return Ok(String::new()) };
                io.text(warning);
                if io.yes(&Message::new("plain-unticked-sure"), Some(Yes::No), self.help)? == Yes::Yes {
                    return Ok(String::new());
                }
            },
        }
    }

    fn said(&self, io: &Dialogue<'_>, value: &str) -> String {
        match self.kind {
            Kind::Tick(_) => io.words(&Message::new(if value.is_empty() { "answer-no" } else { "answer-yes" })),
            Kind::Day => io.catalogue().stored_day(value),
            Kind::Text | Kind::Lines | Kind::Choice(_) | Kind::Ticks(_) => self.shown(value),
        }
    }

    fn shown(&self, value: &str) -> String {
        let named = |choices: &[Choice<String>], value: &str| {
            let named = choices.iter().find(|choice| choice.value == value);
            named.map_or_else(|| value.to_owned(), |choice| choice.label.clone())
        };
        match &self.kind {
            Kind::Choice(choices) => named(choices, value),
            Kind::Ticks(choices) => ticked(value).map(|code| named(choices, code)).collect::<Vec<_>>().join(", "),
            Kind::Text | Kind::Day | Kind::Lines | Kind::Tick(_) => value.to_owned(),
        }
    }
}

/// Numbers words that the catalogue names.
fn worded(io: &Dialogue<'_>, words: &[(&'static str, &'static str)]) -> Vec<Choice<String>> {
    numbered(words.iter().map(|(word, key)| (io.words(&Message::new(key)), (*word).to_owned())))
}

/// For forms whose fields are all asked.
pub(super) const fn every(_: &Form, _: Field) -> bool {
    true
}
