//! A list as a file for people or programs, written row by row: CSV, a workbook, or JSON lines.

use std::io::Write as _;
use std::path::Path;

use rust_xlsxwriter::{Workbook, XlsxError};
use serde_json::Value;

use super::error::{JobError, Result};
use crate::domain::record::named;
use crate::domain::text::{spreadsheet_cell, visible};
use crate::operations::exchange::{self, List, Output};
use crate::operations::{Context, Error};
use crate::store;

/// Most characters that a cell of a workbook has.
const CELL_MAX: usize = 32_767;

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For spreadsheets: `;`, UTF-8 with a mark, formulas made harmless.
    Csv,
    /// A workbook with one sheet, in which every text is one.
    Xlsx,
    /// One JSON object a line.
    JsonLines,
}

impl Format {
    /// Their words, the usual one first.
    pub const WORDS: [&'static str; 3] = ["csv", "xlsx", "json"];

    /// Reads a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            "json" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// Tells the format from a file's name: CSV unless its extension says otherwise.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match extension.to_ascii_lowercase().as_str() {
            "xlsx" => Self::Xlsx,
            "json" | "jsonl" | "ndjson" => Self::JsonLines,
            _ => Self::Csv,
        }
    }
}

/// Returns a value as a table has it: plain digits, days as `2026-11-28`, nothing that acts as a formula.
#[must_use]
pub fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => spreadsheet_cell(&visible(text)).into_owned(),
        other => other.to_string(),
    }
}

/// Writes the rows that a function gives, as records, to the file that was begun, and gives it its name. Returns how many there
/// are.
///
/// # Errors
/// What the system says; what the function says.
pub fn write(
    ctx: &mut Context,
    (mut out, format): (Output, Format),
    columns: &[&'static str],
    (name, filter): (&str, &str),
    each: impl FnOnce(&mut Context, &mut dyn FnMut(Value) -> Result<()>) -> Result<()>,
) -> Result<u64> {
    let mut rows = 0;
    match format {
        Format::Csv => as_csv(ctx, &mut out, columns, &mut rows, each)?,
        Format::Xlsx => as_workbook(ctx, &mut out, columns, &mut rows, each)?,
        Format::JsonLines => {
            let path = out.path().to_owned();
            each(ctx, &mut |record| {
                rows += 1;
                let chosen: Value =
                    columns.iter().map(|column| ((*column).to_owned(), record[*column].clone())).collect();
                writeln!(out, "{}", named(chosen)).map_err(|cause| failed(store::Error::file(&path)(cause)))
            })?;
        }
    }
    exchange::place(ctx, out, List { name, filter, rows })?;
    Ok(rows)
}

fn failed(error: store::Error) -> JobError {
    Error::Store(error).into()
}

fn as_csv(
    ctx: &mut Context,
    out: &mut Output,
    columns: &[&'static str],
    rows: &mut u64,
    each: impl FnOnce(&mut Context, &mut dyn FnMut(Value) -> Result<()>) -> Result<()>,
) -> Result<()> {
    let path = out.path().to_owned();
    let unwritten = |error| failed(store::Error::csv(&path)(error));
    out.write_all("\u{feff}".as_bytes()).map_err(|cause| failed(store::Error::file(&path)(cause)))?;
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(out);
    writer.write_record(columns).map_err(unwritten)?;
    each(ctx, &mut |record| {
        *rows += 1;
        writer.write_record(columns.iter().map(|column| cell(&record[*column]))).map_err(unwritten)
    })?;
    writer.flush().map_err(|cause| failed(store::Error::file(&path)(cause)))
}

/// The rows go to a private file without a name in the data directory, and from there into the workbook.
fn as_workbook(
    ctx: &mut Context,
    out: &mut Output,
    columns: &[&'static str],
    rows: &mut u64,
    each: impl FnOnce(&mut Context, &mut dyn FnMut(Value) -> Result<()>) -> Result<()>,
) -> Result<()> {
    let path = out.path().to_owned();
    let unwritten = |error: XlsxError| {
        let cause = if let XlsxError::IoError(cause) = error { cause } else { std::io::Error::other(error) };
        failed(store::Error::file(&path)(cause))
    };
    let mut workbook = Workbook::new();
    workbook.set_tempdir(ctx.home().root()).map_err(unwritten)?;
    let sheet = workbook.add_worksheet_with_constant_memory().map_err(unwritten)?;
    for (at, column) in (0_u16..).zip(columns) {
        sheet.write_string(0, at, *column).map_err(unwritten)?;
    }
    let mut line = 0_u32;
    each(ctx, &mut |record| {
        *rows += 1;
        line += 1;
        for (at, column) in (0_u16..).zip(columns) {
            match &record[*column] {
                Value::Null => {}
                Value::Bool(is) => drop(sheet.write_boolean(line, at, *is).map_err(unwritten)?),
                Value::Number(number) if number.as_f64().is_some() => {
                    sheet.write_number(line, at, number.as_f64().unwrap_or_default()).map_err(unwritten)?;
                }
                // A text is one, whatever it begins with: no formula comes of it.
                Value::String(text) => {
                    let text: String = visible(text).chars().take(CELL_MAX).collect();
                    sheet.write_string(line, at, text).map_err(unwritten)?;
                }
                other => drop(sheet.write_string(line, at, other.to_string()).map_err(unwritten)?),
            }
        }
        Ok(())
    })?;
    workbook.save_to_writer(out).map_err(unwritten)
}
