//! Plans that make a row of each line of a file, whatever the noun.

use std::path::Path;

use csv::StringRecord;

use super::error::Result;
use super::import::{self, Opening, Rejects, Source};
use super::plan::{Request, judge};
use super::progress::{Cancel, Progress};
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::Cell;
use crate::domain::field::{Field, FieldError};
use crate::domain::filled::Filled;
use crate::domain::import::{FileProblem, Finding, RowProblem, header_key, shown_value};
use crate::domain::job::{Given, Listing, Reason, Selection, TARGETS_MAX, Task};
use crate::domain::text::spreadsheet_text;
use crate::i18n::Catalogue;
use crate::operations::Context;
use crate::operations::exchange::Output;
use crate::operations::job::{Candidate, NewPlan};

/// A field that a column fills.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Which.
    pub field: Field,
    /// How its column may be called, in whatever case and accents; what comes first is told when there is none.
    pub names: Vec<String>,
}

/// Tells what is wrong with what a line says, as far as that is known without the data.
pub type Check<'c> = &'c dyn Fn(&Filled) -> Vec<FieldError>;

/// Drafts the plan that makes a row of each line; what is not accepted of a line is told of its cells. Nothing is written.
///
/// # Errors
/// A file that cannot be read, or that lacks a column; what the guards of the whole say.
pub fn draft(
    ctx: &mut Context,
    (act, path): (Act, &Path),
    (wanted, check): (&[Wanted], Check<'_>),
    cancel: &Cancel,
    progress: &mut Progress<'_>,
) -> Result<NewPlan> {
    let source = Source::open(path, Opening::of(ctx.options()))?;
    let columns = columns(source.header(), wanted)?;
    let rows = source.numbered(TARGETS_MAX + 1)?;
    let candidates: Vec<Candidate> = rows
        .into_iter()
        .map(|(line, row)| {
            let mut typed = Filled::default();
            for (field, at) in &columns {
                typed.put(*field, text(&row, *at));
            }
            let errors = check(&typed);
            let cell = |FieldError { field, problem }| {
                let at = columns.iter().find(|(known, _)| *known == field).map_or(0, |(_, at)| *at);
                let column = source.header().get(at).cloned().unwrap_or_default();
                Cell { line, column, value: shown_value(&text(&row, at)), why: problem }
            };
            let given = if errors.is_empty() {
                Given::Line { typed }
            } else {
                Given::Refused { cells: errors.into_iter().map(cell).collect() }
            };
            Candidate { number: EstablishmentNumber(0), object: line.to_string(), given }
        })
        .collect();
    let selection = Selection::Files {
        source: path.display().to_string(),
        others: Vec::new(),
        listing: Listing::Target,
        zones: Vec::new(),
    };
    let request = Request { task: Task::Act { act, typed: Filled::default() }, selection, name: String::new() };
    judge(ctx, request, None, &candidates, (cancel, progress))
}

/// Writes the lines that a plan refuses with what is wrong with each, to be corrected and imported; returns how many.
pub fn rejects(ctx: &Context, path: &Path, plan: &NewPlan, (out, words): (Output, &Catalogue)) -> Result<u64> {
    let source = Source::open(path, Opening::of(ctx.options()))?;
    let mut rejects = Rejects::create(out, &source, words)?;
    let rows = source.numbered(TARGETS_MAX + 1)?;
    for target in &plan.targets {
        let Some(Reason::Cells { cells }) = target.forecast.reason() else { continue };
        let Some((_, row)) = rows.iter().find(|(line, _)| line.to_string() == target.object) else { continue };
        let finding = |cell: &Cell| Finding {
            line: cell.line,
            column: cell.column.clone(),
            field: Field::File,
            value: cell.value.clone(),
            problem: RowProblem::Cell(cell.why.clone()),
        };
        rejects.put(&StringRecord::from(row.clone()), &cells.iter().map(finding).collect::<Vec<_>>())?;
    }
    Ok(rejects.finish()?)
}

fn text(row: &[String], at: usize) -> String {
    spreadsheet_text(row.get(at).map_or("", String::as_str)).trim().to_owned()
}

/// Finds the column of each field.
fn columns(header: &[String], wanted: &[Wanted]) -> Result<Vec<(Field, usize)>> {
    let keys: Vec<String> = header.iter().map(|name| header_key(name)).collect();
    let place = |one: &Wanted| one.names.iter().find_map(|name| keys.iter().position(|key| *key == header_key(name)));
    let missing = wanted.iter().filter(|one| place(one).is_none());
    let missing: Vec<&str> = missing.filter_map(|one| one.names.first()).map(String::as_str).collect();
    if !missing.is_empty() {
        return Err(import::Error::from(FileProblem::missing_columns(&missing)).into());
    }
    Ok(wanted.iter().filter_map(|one| Some((one.field, place(one)?))).collect())
}
