//! Statistics of many establishments: streamed as they are counted, cancellable, a step of establishments in memory; and
//! their lines as files.

use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};

use super::error::{JobError, Result};
use super::progress::{Cancel, Progress, Unit};
use crate::domain::enrolment::Status;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::Explain as _;
use crate::domain::record::named;
use crate::domain::statistics::{Line, Scope};
use crate::domain::text::{spreadsheet_cell, visible};
use crate::i18n::Catalogue;
use crate::operations::exchange::{self, List, Output};
use crate::operations::statistics::{self, Making, Reading, STEP};
use crate::operations::{Context, Error};
use crate::store;

/// What is to be counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// In which establishments; none: in all of them.
    pub numbers: Option<Vec<EstablishmentNumber>>,
    /// Whether databases are read that look unchanged.
    pub reading: Reading,
    /// How many snapshots are kept.
    pub kept: u32,
}

/// How it ended.
#[derive(Debug, Clone)]
pub struct Ended {
    /// The snapshot that was made.
    pub making: Making,
    /// Whether it went to its end.
    pub is_complete: bool,
}

/// Counts, and keeps the lines under a date. Hands over lines as soon as they are kept, in the order of the request.
///
/// What was counted before it was cancelled is kept, in a snapshot that says so.
///
/// # Errors
/// What the registry says; an establishment that cannot be read is a line with its cause.
pub fn compute(
    ctx: &mut Context,
    request: &Request,
    cancel: &Cancel,
    progress: &mut Progress<'_>,
    mut take: impl FnMut(Vec<Line>),
) -> Result<Ended> {
    let scope = if request.numbers.is_some() { Scope::Part } else { Scope::Whole };
    let numbers = match &request.numbers {
        Some(numbers) => numbers.clone(),
        None => statistics::numbers(ctx)?,
    };
    progress.begin("statistics-stage-count", Unit::Rows, u64::try_from(numbers.len()).unwrap_or(u64::MAX));
    let mut making = statistics::begin(ctx, scope, request.reading)?;
    let mut is_complete = true;
    for part in numbers.chunks(STEP) {
        if cancel.is_cancelled() {
            is_complete = false;
            break;
        }
        take(statistics::measure(ctx, &mut making, part)?);
        progress.advance(u64::try_from(part.len()).unwrap_or(u64::MAX));
    }
    statistics::finish(ctx, &making, is_complete, request.kept)?;
    Ok(Ended { making, is_complete })
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For spreadsheets: `;`, UTF-8 with a mark, formulas made harmless.
    Csv,
    /// One JSON object a line.
    JsonLines,
}

impl Format {
    /// Tells the format from a file's name: JSON by its extension, else CSV.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if ["json", "jsonl", "ndjson"].contains(&extension.to_ascii_lowercase().as_str()) {
            Self::JsonLines
        } else {
            Self::Csv
        }
    }
}

const COLUMNS: [&str; 26] = [
    "number",
    "zone",
    "uai",
    "name",
    "contact",
    "registered",
    "last-sign-in",
    "staff",
    "staff-connected",
    "learners",
    "learners-connected",
    "evaluations",
    "evaluations-recent",
    "grades",
    "grades-recent",
    "enrolled",
    "in-progress",
    "completed",
    "waiting",
    "to-confirm",
    "suspended",
    "overbooked",
    "size-bytes",
    "sign-in-mode",
    "cause",
    "message",
];

/// Returns a line as JSON; one that could not be read has its cause in place of figures.
#[must_use]
pub fn record(line: &Line) -> Value {
    let mut value = json!({
        "number": line.number.0,
        "zone": line.zone.0,
        "uai": line.uai,
        "name": line.denomination,
        "contact": line.contact,
        "registered": line.registered_on,
    });
    let facts = match &line.figures {
        Ok(one) => {
            let statuses = Status::ALL.iter().zip(one.enrolments);
            json!({
                "last-sign-in": one.last_sign_in_at.map(crate::domain::time::Timestamp::utc_text),
                "staff": one.staff,
                "staff-connected": one.staff_connected,
                "learners": one.learners,
                "learners-connected": one.learners_connected,
                "evaluations": one.evaluations,
                "evaluations-recent": one.evaluations_recent,
                "grades": one.grades,
                "grades-recent": one.grades_recent,
                "enrolments": statuses.map(|(status, count)| (status.word().to_owned(), json!(count)))
                    .collect::<serde_json::Map<_, _>>(),
                "size-bytes": one.size_bytes,
                "sign-in-mode": one.sign_in_mode.word(),
            })
        }
        Err(reason) => json!({ "cause": reason.word(), "detail": reason }),
    };
    if let (Some(value), Value::Object(facts)) = (value.as_object_mut(), facts) {
        value.extend(facts);
    }
    value
}

fn cells(line: &Line, words: &Catalogue) -> Vec<String> {
    let mut cells = vec![
        line.number.to_string(),
        line.zone.0.to_string(),
        line.uai.clone(),
        line.denomination.clone(),
        line.contact.clone(),
        line.registered_on.clone(),
    ];
    match &line.figures {
        Ok(one) => {
            cells.push(one.last_sign_in_at.map(crate::domain::time::Timestamp::local_text).unwrap_or_default());
            let counts = [
                one.staff,
                one.staff_connected,
                one.learners,
                one.learners_connected,
                one.evaluations,
                one.evaluations_recent,
                one.grades,
                one.grades_recent,
            ];
            cells.extend(counts.iter().chain(&one.enrolments).map(ToString::to_string));
            cells.extend([one.size_bytes.to_string(), one.sign_in_mode.word().to_owned()]);
            cells.extend([String::new(), String::new()]);
        }
        Err(reason) => {
            cells.extend(std::iter::repeat_n(String::new(), COLUMNS.len() - cells.len() - 2));
            cells.extend([reason.word().to_owned(), words.say(&reason.message())]);
        }
    }
    cells.iter().map(|cell| spreadsheet_cell(&visible(cell)).into_owned()).collect()
}

/// Writes lines to the file that was begun; `filter` is what was asked of them.
pub fn write(ctx: &mut Context, (lines, filter): (&[Line], &str), words: &Catalogue, mut out: Output) -> Result<()> {
    let path = out.path().to_owned();
    let failed = |cause| JobError::from(Error::Store(store::Error::file(&path)(cause)));
    match Format::of(&path) {
        Format::JsonLines => {
            for line in lines {
                writeln!(out, "{}", named(record(line))).map_err(failed)?;
            }
        }
        Format::Csv => {
            out.write_all("\u{feff}".as_bytes()).map_err(failed)?;
            let mut writer = csv::WriterBuilder::new()
                .delimiter(b';')
                .terminator(csv::Terminator::CRLF)
                .quote_style(csv::QuoteStyle::Always)
                .from_writer(&mut out);
            let unwritten = |error| JobError::from(Error::Store(store::Error::csv(&path)(error)));
            writer.write_record(COLUMNS).map_err(unwritten)?;
            for line in lines {
                writer.write_record(cells(line, words)).map_err(unwritten)?;
            }
            writer.flush().map_err(failed)?;
        }
    }
    let rows = u64::try_from(lines.len()).unwrap_or(u64::MAX);
    Ok(exchange::place(ctx, out, List { name: "statistics", filter, rows })?)
}
