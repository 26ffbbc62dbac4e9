//! Findings of an examination of the server, and what became of each.

use std::sync::atomic::AtomicBool;

use serde_json::Value;

use super::cell::{Cell, State, Tone};
use super::description::{self, Described, Head, Key, record as of_cells};
use super::named::{By, places};
use super::source::{Source, Typing};
use crate::domain::act::Noun;
use crate::domain::field::Field;
use crate::domain::filter::{CanBeEmpty, Choice as Typed, Choices, FilterError, Kind, Remark};
use crate::domain::message::{Explain as _, Message};
use crate::domain::text::fold;
use crate::domain::time::Timestamp;
use crate::i18n::Catalogue;
use crate::operations::doctor::{self, Choice, Finding, Severity, Thoroughness};
use crate::operations::{Context, Error, Result};

/// A finding of an examination.
#[derive(Debug, Clone)]
pub struct Found {
    /// What.
    pub finding: Finding,
    /// How thoroughly was looked.
    pub how: Thoroughness,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It stands.
    Open,
    /// It was repaired.
    Repaired,
    /// What a person chose was done.
    Decided(Choice),
    /// It could not be repaired.
    Failed(Message),
}

impl Fate {
    /// Tells whether nothing is left to do.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        matches!(self, Self::Repaired | Self::Decided(_))
    }
}

impl Found {
    /// A finding with which nothing was done yet.
    #[must_use]
    pub const fn new(finding: Finding, how: Thoroughness) -> Self {
        Self { finding, how, fate: Fate::Open }
    }

    /// Whether it is put right only by what a person says about it.
    #[must_use]
    pub const fn asks(&self) -> bool {
        !self.finding.choices().is_empty() || self.finding.needs_word()
    }

    /// Returns its values, one for each column that people see.
    #[must_use]
    pub fn cells(&self) -> Vec<Cell> {
        seen().map(|column| (column.cell)(self)).collect()
    }

    /// Says it with how bad it is.
    #[must_use]
    pub fn said(&self, words: &Catalogue) -> Message {
        let severity = words.say(&severity(&self.finding).said);
        Message::new("finding-sentence").with("severity", severity).with("words", words.say(&self.finding.message()))
    }

    /// Returns it as programs read it.
    #[must_use]
    pub fn record(&self, words: &Catalogue) -> Value {
        let cells: Vec<Cell> = Findings::COLUMNS.iter().map(|column| (column.cell)(self)).collect();
        let heads = Findings::COLUMNS.iter().map(|column| &column.head);
        let mut made = of_cells(heads.zip(&cells).filter(|(head, _)| head.is_recorded));
        made["message"] = words.say(&self.finding.message()).into();
        made["error"] = if let Fate::Failed(why) = &self.fate { words.say(why).into() } else { Value::Null };
        made
    }
}

/// The columns of a record, in the order of a CSV.
#[must_use]
pub fn recorded() -> Vec<&'static str> {
    let heads = Findings::COLUMNS.iter().map(|column| column.head).filter(|head| head.is_recorded);
    heads.map(|head| head.name).chain(["message", "error"]).collect()
}

/// How findings are filtered.
#[must_use]
pub const fn typing() -> Typing {
    Typing::of::<By<Findings>>()
}

/// The columns that people see.
pub fn heads() -> impl Iterator<Item = Head> {
    seen().map(|column| column.head)
}

fn seen() -> impl Iterator<Item = &'static Column> {
    Findings::COLUMNS.iter().filter(|column| column.head.is_shown())
}

/// Keeps the findings that a filter holds, in their order.
///
/// # Errors
/// What of the filter cannot be read.
pub fn narrow(found: &mut Vec<Finding>, how: Thoroughness, (filter, words): (&str, &Catalogue)) -> Result<()> {
    let rows: Vec<Found> = found.iter().map(|finding| Found::new(finding.clone(), how)).collect();
    let (kept, _) = places::<Findings>(&rows, (filter, words), Timestamp(0))?;
    let mut at = 0..;
    found.retain(|_| at.next().is_some_and(|at| kept.binary_search(&at).is_ok()));
    Ok(())
}

/// Finds the places of the findings that a filter holds, ordered by a column that people see and perhaps backwards, with
/// what may not be what was meant. By severity the gravest come first.
///
/// # Errors
/// What of the filter cannot be read.
pub fn select(
    found: &[Found],
    (filter, words): (&str, &Catalogue),
    (by, descending): (usize, bool),
) -> std::result::Result<(Vec<usize>, Vec<Remark>), FilterError> {
    let (mut held, remarks) = places::<Findings>(found, (filter, words), Timestamp(0))?;
    let row = |at: &usize| found.get(*at);
    if let Some(column) = seen().nth(by).filter(|column| column.head.name != "severity") {
        held.sort_by_cached_key(|at| row(at).map(|row| fold(&(column.cell)(row).text(words))));
    } else {
        held.sort_by_key(|at| std::cmp::Reverse(row(at).map(|row| row.finding.severity())));
    }
    if descending {
        held.reverse();
    }
    Ok((held, remarks))
}

static SEVERITIES: Choices = Choices {
    unknown: "filter-unknown-severity",
    words: &[
        Typed { word: Severity::Error.word(), french: "erreur", names: &["erreur"] },
        Typed { word: Severity::Warning.word(), french: "attention", names: &["attention"] },
        Typed { word: Severity::Note.word(), french: "remarque", names: &["remarque"] },
    ],
};

type Column = description::Column<Found>;

/// The description.
#[derive(Debug)]
pub(super) struct Findings;

impl Described for Findings {
    type Row = Found;
    type Facts = ();

    const NOUN: Noun = Noun::Doctor;
    const TITLE: &'static str = "screen-server";
    const HELP: &'static str = "plain-help-server";
    const NONE: &'static str = "server-clean";
    const SENTENCE: &'static str = "finding-sentence";
    const SOURCE: Source<Found, ()> = Source::Whole(|ctx| {
        let found = doctor::examine(ctx, Thoroughness::Quick, &AtomicBool::new(false), &mut |_| {})?;
        Ok((found.into_iter().map(|finding| Found::new(finding, Thoroughness::Quick)).collect(), ()))
    });
    const KEY: Key = Key { field: Field::File, value: "cli-value-text", help: "plain-help-server" };

    const COLUMNS: &'static [Column] = &[
        Column::new("severity", "column-severity", |row| Cell::State(severity(&row.finding))).wide(11, 0).by(
            "gravite",
            Kind::Choice(&SEVERITIES),
            CanBeEmpty::No,
        ),
        Column::new("object", "column-object", |row| Cell::Text(row.finding.object())).wide(11, 2).by(
            "objet",
            Kind::Text,
            CanBeEmpty::No,
        ),
        Column::new("finding", "column-finding", |row| {
            let code = row.finding.code();
            Cell::Phrase(code.to_owned(), Some(Message::new("audit-finding").with("code", code)))
        })
        .wide(17, 3)
        .by("constat", Kind::Text, CanBeEmpty::No),
        Column::people("result", "column-result", result).wide(12, 0),
        Column::people("message", "", |row| Cell::Phrase(String::new(), Some(row.finding.message())))
            .only(description::Where::Nowhere)
            .by("texte", Kind::Text, CanBeEmpty::No),
        Column::hidden("examination", |row| Cell::Text(row.how.word().to_owned())),
        Column::hidden("objects", |row| value(row.finding.objects())),
        Column::hidden("fixable", |row| value(row.finding.is_fixable())),
        Column::hidden("own", |row| value(row.finding.own().map(|path| path.display().to_string()))),
        Column::hidden("held", |row| value(row.finding.held().map(|path| path.display().to_string()))),
        Column::hidden("choices", |row| {
            value(row.finding.choices().iter().map(|choice| choice.word()).collect::<Vec<_>>())
        }),
        Column::hidden("needs_word", |row| value(row.finding.needs_word())),
        Column::hidden("repaired", |row| value(row.fate == Fate::Repaired)),
    ];

    fn get(_: &mut Context, key: &str) -> Result<Found> {
        Err(Error::not_found("finding", key))
    }

    fn key(row: &Found) -> String {
        format!("{} {} {:?}", row.finding.code(), row.finding.object(), row.finding.number())
    }
}

fn value(value: impl Into<Value>) -> Cell {
    Cell::spoken(value.into(), |_| String::new())
}

fn severity(finding: &Finding) -> State {
    let (sign, key, tone) = match finding.severity() {
        Severity::Note => ("·", "severity-note", Tone::Faint),
        Severity::Warning => ("▲", "severity-warning", Tone::Warning),
        Severity::Error => ("×", "severity-error", Tone::Bad),
    };
    State { code: finding.severity().word(), said: Message { key, args: Vec::new() }, sign, tone }
}

fn result(row: &Found) -> Cell {
    let done = |sign, tone, said| Cell::State(State { code: "", said, sign, tone });
    let open = |said| Cell::Phrase(String::new(), Some(said));
    match &row.fate {
        Fate::Repaired => done("✓", Tone::Good, Message::new("server-fate-repaired")),
        Fate::Failed(_) => done("×", Tone::Bad, Message::new("server-fate-failed")),
        Fate::Decided(choice) => done("✓", Tone::Good, Message::new("server-chosen").with("choice", choice.word())),
        Fate::Open if row.asks() => open(Message::new("server-fate-choice")),
        Fate::Open if row.finding.is_fixable() => open(Message::new("server-fate-fixable")),
        Fate::Open => open(Message::new("server-fate-by-hand")),
    }
}
