//! A value of a record. Tables, lines, JSON and CSV write the same one, each in its own way.

use std::sync::Arc;

use serde_json::Value;

use crate::domain::message::{self, Message};
use crate::domain::time::Timestamp;
use crate::i18n::Catalogue;

/// How good a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad; no sign before it.
    Plain,
    /// As it should be.
    Good,
    /// Out of use.
    Faint,
    /// To be looked at.
    Warning,
    /// Not as it should be.
    Bad,
}

/// A word of the catalogue, and how good it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Its key.
    pub key: &'static str,
    /// Its tone.
    pub tone: Tone,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text, which may be empty.
    Text(String),
    /// A text; JSON writes null when it is empty.
    Optional(String),
    /// How many.
    Number(i64),
    /// A number that names something: its digits are not grouped.
    Key(i64),
    /// Yes or no; people read the word.
    Truth(bool),
    /// One of a fixed set: programs read the code, people the word.
    Code(&'static str, Word),
    /// How many went wrong.
    Amiss(i64),
    /// So much of a whole is done: people see a bar, or read how many of a hundred.
    Part(u32, u32),
    /// A moment; people read the word when there is none.
    Moment(Option<Timestamp>, &'static str),
    /// A day as it is stored, `2026-11-28`; empty without one.
    Day(String),
    /// A number that names something else, if there is one.
    OptionalKey(Option<i64>),
    /// How many bytes.
    Size(u64),
    /// A number that people read in a sentence.
    Said(i64, Message),
    /// One of a fixed set, with the sign before its word.
    State(State),
    /// Lines of text, as they are.
    Lines(String),
    /// A text that people read in a sentence; nothing without one.
    Phrase(String, Option<Message>),
    /// What people read is made in their language.
    Spoken(Spoken),
}

/// What programs get of a value, and how people read it.
#[derive(Clone)]
pub struct Spoken {
    stored: Arc<dyn Fn() -> Value + Send + Sync>,
    say: Arc<Say>,
}

type Say = dyn Fn(&Catalogue) -> Vec<Line> + Send + Sync;

/// A line that people read, and how good it is.
pub type Line = (String, Tone);

impl std::fmt::Debug for Spoken {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Spoken({})", (self.stored)())
    }
}

impl PartialEq for Spoken {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.say, &other.say)
    }
}

impl Eq for Spoken {}

/// A state: programs read the code, people the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The code.
    pub code: &'static str,
    /// The words.
    pub said: Message,
    /// The sign before them.
    pub sign: &'static str,
    /// How good it is.
    pub tone: Tone,
}

impl Cell {
    /// A value that is said by a function.
    #[must_use]
    pub fn spoken(stored: Value, say: impl Fn(&Catalogue) -> String + Send + Sync + 'static) -> Self {
        Self::lines(move || stored.clone(), move |words| vec![(say(words), Tone::Plain)])
    }

    /// A value that people read in lines, each made by a function.
    #[must_use]
    pub fn lines(
        stored: impl Fn() -> Value + Send + Sync + 'static,
        say: impl Fn(&Catalogue) -> Vec<Line> + Send + Sync + 'static,
    ) -> Self {
        Self::Spoken(Spoken { stored: Arc::new(stored), say: Arc::new(say) })
    }

    /// A value that is made when a program gets it, because it may be long; people do not read it.
    #[must_use]
    pub fn made(make: impl Fn() -> Value + Send + Sync + 'static) -> Self {
        Self::lines(make, |_| Vec::new())
    }

    /// Returns the lines that people read; most values are one, what is not there is none.
    #[must_use]
    pub fn read(&self, words: &Catalogue) -> Vec<Line> {
        let lines = match self {
            Self::Spoken(spoken) => (spoken.say)(words),
            other => vec![(other.text(words), other.tone())],
        };
        lines.into_iter().filter(|(line, _)| !line.is_empty()).collect()
    }

    /// Returns what people read.
    #[must_use]
    pub fn text(&self, words: &Catalogue) -> String {
        match self {
            Self::Text(text) | Self::Optional(text) | Self::Lines(text) => text.clone(),
            Self::Day(day) => words.stored_day(day),
            Self::Number(number) | Self::Amiss(number) => words.number(*number),
            Self::Part(done, of) => words.say(&Message::new("list-part").with("percent", percent(*done, *of))),
            Self::Key(number) => number.to_string(),
            Self::Truth(is) => words.text(if *is { "answer-yes" } else { "answer-no" }),
            Self::Code(_, word) => words.text(word.key),
            Self::Moment(Some(at), _) => words.moment(*at),
            Self::Moment(None, "") | Self::Phrase(_, None) => String::new(),
            Self::Moment(None, never) => words.text(never),
            Self::OptionalKey(number) => number.map(|number| number.to_string()).unwrap_or_default(),
            Self::Size(bytes) => words.size(*bytes),
            Self::Said(_, said) | Self::Phrase(_, Some(said)) => words.say(said),
            Self::State(state) => words.say(&state.said),
            Self::Spoken(_) => self.read(words).into_iter().map(|(line, _)| line).collect::<Vec<_>>().join("\n"),
        }
    }

    /// Returns what programs read.
    #[must_use]
    pub fn json(&self) -> Value {
        match self {
            Self::Optional(text) if text.is_empty() => Value::Null,
            Self::Text(text) | Self::Optional(text) | Self::Lines(text) | Self::Phrase(text, _) | Self::Day(text) => {
                text.as_str().into()
            }
            Self::Number(number) | Self::Amiss(number) | Self::Key(number) | Self::Said(number, _) => (*number).into(),
            Self::Part(done, of) => percent(*done, *of).into(),
            Self::Truth(is) => (*is).into(),
            Self::Code(code, _) => (*code).into(),
            Self::Moment(at, _) => at.map(Timestamp::utc_text).into(),
            Self::OptionalKey(number) => (*number).into(),
            Self::Size(bytes) => (*bytes).into(),
            Self::State(state) => state.code.into(),
            Self::Spoken(spoken) => (spoken.stored)(),
        }
    }

    /// Returns the tone of its word.
    #[must_use]
    pub const fn tone(&self) -> Tone {
        match self {
            Self::Code(_, word) => word.tone,
            Self::Moment(None, _) | Self::Amiss(0) => Tone::Faint,
            Self::Amiss(_) => Tone::Bad,
            Self::Part(..) => Tone::Good,
            Self::State(state) => state.tone,
            Self::Text(_)
            | Self::Optional(_)
            | Self::Day(_)
            | Self::Number(_)
            | Self::Truth(_)
            | Self::Key(_)
            | Self::Moment(Some(_), _)
            | Self::OptionalKey(_)
            | Self::Size(_)
            | Self::Said(..)
            | Self::Phrase(..)
            | Self::Spoken(_)
            | Self::Lines(_) => Tone::Plain,
        }
    }

    /// Returns it as a sentence of the catalogue takes it; one that is not there is `no-value`.
    #[must_use]
    pub fn said(&self, words: &Catalogue) -> message::Value {
        match self {
            Self::Text(text) | Self::Optional(text) | Self::Day(text) if text.is_empty() => "no-value".into(),
            Self::Day(day) => words.stored_day(day).into(),
            Self::Text(text) | Self::Optional(text) | Self::Lines(text) => text.as_str().into(),
            Self::Number(number) | Self::Amiss(number) => (*number).into(),
            Self::Part(done, of) => percent(*done, *of).into(),
            Self::Key(number) => number.to_string().into(),
            Self::Truth(is) => if *is { "yes" } else { "no" }.into(),
            Self::Code(_, word) => Message { key: word.key, args: Vec::new() }.into(),
            Self::Moment(Some(at), _) => (*at).into(),
            Self::Moment(None, _) | Self::Phrase(_, None) => "no-value".into(),
            Self::OptionalKey(number) => number.map_or_else(|| "no-value".into(), |number| number.to_string().into()),
            Self::Size(bytes) => words.size(*bytes).into(),
            Self::Said(_, said) | Self::Phrase(_, Some(said)) => said.clone().into(),
            Self::State(state) => state.said.clone().into(),
            Self::Spoken(_) => match self.text(words) {
                said if said.is_empty() => "no-value".into(),
                said => said.into(),
            },
        }
    }
}

fn percent(done: u32, of: u32) -> i64 {
    i64::from(done) * 100 / i64::from(of.max(1))
}
