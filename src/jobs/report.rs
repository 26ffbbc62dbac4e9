//! A job's report as a file for spreadsheets: one row a target.

use std::io::Write;

use super::error::{JobError, Result};
use super::job_words;
use crate::domain::job::{JobId, TargetRow, TargetState, Verdict};
use crate::domain::message::Message;
use crate::domain::text::{spreadsheet_cell, visible};
use crate::i18n::Catalogue;
use crate::operations::exchange::{self, List, Output};
use crate::operations::job::{self, RowFilter};
use crate::operations::{Context, Error, pages};
use crate::store;

/// Rows that are read at a time.
const PAGE: u32 = 1000;

/// The columns of the file.
pub const COLUMNS: [&str; 7] = ["position", "number", "name", "object", "state", "reason", "message"];

/// Calls back with every row of a report, in order, a page at a time.
///
/// # Errors
/// What the store says; what the callback says.
pub fn each(
    ctx: &mut Context,
    id: JobId,
    filter: &RowFilter,
    visit: impl FnMut(&mut Context, TargetRow) -> Result<()>,
) -> Result<()> {
    let page = |ctx: &mut Context, after: &u32| Ok(job::rows(ctx, id, filter, *after, PAGE)?);
    pages::each(ctx, 0, page, |row| row.target.position, visit)
}

/// Returns where a row stands.
#[must_use]
pub fn state(row: &TargetRow) -> TargetState {
    row.verdict.as_ref().map_or(TargetState::Waiting, Verdict::state)
}

/// Returns the reason of a row: of its verdict, or of its forecast while it waits.
#[must_use]
pub fn reason(row: &TargetRow) -> Option<&crate::domain::job::Reason> {
    row.verdict.as_ref().map_or_else(|| row.forecast.reason(), Verdict::reason)
}

/// Writes the rows to the file that was begun. Returns how many.
pub fn write(ctx: &mut Context, id: JobId, filter: &RowFilter, words: &Catalogue, mut out: Output) -> Result<u64> {
    let path = out.path().to_owned();
    let failed = |cause: std::io::Error| JobError::from(Error::Store(store::Error::file(&path)(cause)));
    let unwritten = |error| JobError::from(Error::Store(store::Error::csv(&path)(error)));
    out.write_all("\u{feff}".as_bytes()).map_err(failed)?;
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(&mut out);
    writer.write_record(COLUMNS).map_err(unwritten)?;
    let mut count = 0;
    each(ctx, id, filter, |_, row| {
        count += 1;
        writer.write_record(cells(&row, words)).map_err(unwritten)
    })?;
    writer.flush().map_err(failed)?;
    drop(writer);
    let (name, rows) = (format!("job {id}"), asked(filter));
    exchange::place(ctx, out, List { name: &name, filter: &rows, rows: count })?;
    Ok(count)
}

/// Says what was asked of the rows, as the command line does.
fn asked(filter: &RowFilter) -> String {
    let state = filter.state.map(|state| format!("rows:{}", state.word()));
    let reason = filter.reason.as_ref().map(|reason| format!("reason:{reason}"));
    [state, reason].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn cells(row: &TargetRow, words: &Catalogue) -> [String; 7] {
    let number = row.target.number.0;
    let reason = reason(row);
    let message = job_words::reason(row, words);
    let state = words.say(&Message::new("job-target-state").with("state", state(row).word()).with("count", 1_u32));
    [
        row.target.position.to_string(),
        if number == 0 { String::new() } else { number.to_string() },
        row.target.label.clone(),
        row.target.object.clone(),
        state,
        reason.map(|reason| reason.word().to_owned()).unwrap_or_default(),
        message,
    ]
    .map(|cell| spreadsheet_cell(&visible(&cell)).into_owned())
}
