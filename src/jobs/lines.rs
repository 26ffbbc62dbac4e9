//! Plans that make a row of each line of a file, whatever the noun.

use csv::StringRecord;

use super::error::{JobError, Result};
use super::import::{self, Rejects, Source};
use super::plan::{Request, judge};
use super::progress::{Cancel, Progress};
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::Cell;
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::filled::Filled;
use crate::domain::import::{FileProblem, Finding, RowProblem, artefact, header_key, shown_value};
use crate::domain::job::{Expectation, Forecast, Given, Listing, Reason, Selection, Task};
use crate::domain::language::Language;
use crate::domain::text::spreadsheet_text;
use crate::domain::user_line::is_all_or_none;
use crate::operations::job::{Candidate, NewPlan};
use crate::operations::{Context, Error, Rule};
use crate::store::ledger::job::NewTarget;

/// Most lines of which either all are done or none: they are one change of the database.
const WHOLE_MAX: usize = 20_000;
/// What a file gives and nothing keeps: it is never told what stood there.
const SECRET: Field = Field::Password;

/// A field that a column fills. Columns are found whatever their case and accents.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Which.
    pub field: Field,
    /// What people are told that its column is called in English.
    pub english: String,
    /// The same in French.
    pub french: String,
    /// What else it may be called.
    pub others: Vec<String>,
    /// Whether a file cannot do without it.
    pub needed: bool,
}

impl Wanted {
    /// Returns what its column is called in a language.
    #[must_use]
    pub fn called(&self, language: Language) -> &str {
        match language {
            Language::English => &self.english,
            Language::French => &self.french,
        }
    }

    /// Tells whether people are told of it: what is refused wherever it stands is not asked for.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.field != SECRET
    }

    /// Tells whether a column is its own, whose name is as [`header_key`] has it.
    fn is(&self, key: &str) -> bool {
        let mut names = [&self.english, &self.french].into_iter().chain(&self.others);
        names.any(|name| header_key(name) == key)
    }
}

/// Tells what is wrong with what a line says, as far as that is known without the data.
pub type Check<'c> = &'c dyn Fn(&Filled) -> Vec<FieldError>;

/// Drafts the plan that makes a row of each line, or changes one; what is not accepted of a line is told of its cells. Nothing
/// is written.
///
/// # Errors
/// A file that cannot be read, or whose header lacks a column or has one twice; what the guards of the whole say.
pub fn draft(
    ctx: &mut Context,
    (act, source, settings): (Act, &Source, &Filled),
    (wanted, check): (&[Wanted], Check<'_>),
    cancel: &Cancel,
    progress: &mut Progress<'_>,
) -> Result<NewPlan> {
    let reading = Reading { header: source.header(), columns: columns(source.header(), wanted)?, check };
    let mut candidates = Vec::new();
    source.each(|line, row, width| {
        let given = reading.given(line, row, width);
        candidates.push(Candidate { number: EstablishmentNumber(0), object: line.to_string(), given });
        if cancel.is_cancelled() { Err(JobError::Cancelled) } else { Ok(()) }
    })?;
    let selection = Selection::Files {
        source: source.path().display().to_string(),
        others: Vec::new(),
        listing: Listing::Target,
        zones: Vec::new(),
    };
    let is_whole = is_all_or_none(settings);
    if is_whole && candidates.len() > WHOLE_MAX {
        return Err(Error::from(Rule::TooMany { max: WHOLE_MAX, found: candidates.len() }).into());
    }
    let request = Request { task: Task::Act { act, typed: settings.clone() }, selection, name: String::new() };
    let mut plan = judge(ctx, request, None, candidates, (cancel, progress))?;
    let is_refused = |target: &NewTarget| target.forecast.expectation() == Expectation::Refuse;
    if is_whole && plan.targets.iter().any(is_refused) {
        for target in plan.targets.iter_mut().filter(|target| target.forecast == Forecast::Do) {
            target.forecast = Forecast::Refuse(Reason::Withheld);
        }
    }
    Ok(plan)
}

/// Lists the columns of a file that give nothing.
#[must_use]
pub fn unread(source: &Source, wanted: &[Wanted]) -> Vec<String> {
    let is_read = |name: &String| wanted.iter().any(|one| one.is(&header_key(name)));
    source.header().iter().filter(|name| !name.trim().is_empty() && !is_read(name)).cloned().collect()
}

/// Writes the lines that a plan refuses with what is wrong with each, to be corrected and imported.
///
/// # Errors
/// What the system says; that the file is no longer the one of which the plan was made.
pub fn reject((source, wanted): (&Source, &[Wanted]), plan: &NewPlan, rejects: &mut Rejects<'_>) -> Result<()> {
    source.verify()?;
    let is_secret = |name: &String| wanted.iter().any(|one| one.field == SECRET && one.is(&header_key(name)));
    let columns = source.header().iter().enumerate();
    rejects.leave_out(columns.filter(|(_, name)| is_secret(name)).map(|(at, _)| at).collect());
    let mut targets = plan.targets.iter();
    source.each(|line, row, _| {
        // Targets are the lines, in order.
        let Some(target) = targets.next() else { return Ok(()) };
        let refusal = target.forecast.reason().filter(|_| target.forecast.expectation() == Expectation::Refuse);
        let findings = refusal.map(|reason| findings(line, reason)).unwrap_or_default();
        rejects.put(row, &findings)
    })?;
    Ok(())
}

fn findings(line: u64, reason: &Reason) -> Vec<Finding> {
    let finding = |field: Option<Field>, (column, value): (&str, &str), problem| Finding {
        line,
        column: column.to_owned(),
        field: field.unwrap_or(Field::File),
        value: value.to_owned(),
        problem,
    };
    match reason {
        Reason::Cells { cells } => cells
            .iter()
            .map(|cell| finding(cell.field, (&cell.column, &cell.value), RowProblem::Cell(cell.why.clone())))
            .collect(),
        reason => vec![finding(None, ("", ""), RowProblem::Refused { reason: Box::new(reason.clone()) })],
    }
}

/// How lines are read.
struct Reading<'a> {
    header: &'a [String],
    columns: Vec<(Field, usize)>,
    check: Check<'a>,
}

impl Reading<'_> {
    /// Reads what a line is to become, or what of it is not accepted.
    fn given(&self, line: u64, row: &StringRecord, width: std::result::Result<(), Problem>) -> Given {
        if let Err(why) = width {
            return Given::Refused { cells: vec![Cell::whole_line(line, row.iter(), why)], rest: Filled::default() };
        }
        let mut typed = Filled::default();
        for (field, at) in &self.columns {
            typed.put(*field, text(row, *at));
        }
        // What a spreadsheet made of a cell, nobody meant.
        let made = |(field, text)| Some((field, artefact(text)?));
        let mut wrong: Vec<(Field, Problem)> = typed.iter().filter_map(made).collect();
        for FieldError { field, problem } in (self.check)(&typed) {
            if wrong.iter().all(|(known, _)| *known != field) {
                wrong.push((field, problem));
            }
        }
        if wrong.is_empty() {
            return Given::line(typed);
        }
        let cell = |(field, why): (Field, Problem)| {
            let at = self.columns.iter().find(|(known, _)| *known == field).map(|(_, at)| *at);
            let column = at.and_then(|at| self.header.get(at)).cloned().unwrap_or_default();
            let value = if field == SECRET { String::new() } else { shown_value(&typed.text(field)) };
            Cell { line, column, field: Some(field), value, why }
        };
        let sound = typed.iter().filter(|(field, _)| wrong.iter().all(|(known, _)| known != field));
        let rest = sound.fold(Filled::default(), |rest, (field, text)| rest.with(field, text));
        Given::Refused { cells: wrong.into_iter().map(cell).collect(), rest }
    }
}

fn text(row: &StringRecord, at: usize) -> String {
    spreadsheet_text(row.get(at).unwrap_or_default()).trim().to_owned()
}

/// Finds the column of each field.
fn columns(header: &[String], wanted: &[Wanted]) -> Result<Vec<(Field, usize)>> {
    let fed = |name: &String| {
        let key = header_key(name);
        wanted.iter().find(|one| one.is(&key)).map(|one| one.field)
    };
    let fields: Vec<Option<Field>> = header.iter().map(fed).collect();
    let is_read = |at: usize| fields.get(at).is_some_and(Option::is_some);
    FileProblem::check_once(header, &fields, is_read).map_err(import::Error::from)?;
    let place = |one: &Wanted| fields.iter().position(|field| *field == Some(one.field));
    let missing: Vec<&Wanted> = wanted.iter().filter(|one| one.needed && place(one).is_none()).collect();
    if !missing.is_empty() {
        let called = |language| missing.iter().map(|one| one.called(language).to_owned()).collect();
        let (english, french) = (called(Language::English), called(Language::French));
        return Err(import::Error::from(FileProblem::MissingColumns { english, french }).into());
    }
    Ok(wanted.iter().filter_map(|one| Some((one.field, place(one)?))).collect())
}
