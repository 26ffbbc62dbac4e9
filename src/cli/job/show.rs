//! `job show` and `plan show`: what a job does, where it stands, its groups and its rows. By hand: its rows are no jobs.

use clap::ArgMatches;
use serde_json::{Map, Value, json};

use super::id::given_id;
use crate::cli::arguments::given;
use crate::cli::failure::{DONE, Failure, Result, SOME_FAILED};
use crate::cli::output::Out;
use crate::cli::{Work, remote};
use crate::domain::access::At;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::Cell;
use crate::domain::field::Field;
use crate::domain::job::{
    Difference, Effect, Forecast, Given, Job, JobId, Reason, Selection, Target, TargetRow, TargetState, Verdict,
};
use crate::domain::message::{Explain as _, Message};
use crate::i18n::{Catalogue, audit as said};
use crate::jobs::back::{self, Back};
use crate::jobs::{job_words, report};
use crate::nouns::description::whole;
use crate::nouns::establishment::block_record;
use crate::nouns::{self, JOBS};
use crate::operations::job::verdict::verdict;
use crate::operations::job::{self, Group, Overview, RowFilter, UndoProgress, Undoing};
use crate::operations::{Error, Home, mailing};

/// Says where a job stands.
fn standing(found: &Overview, words: &Catalogue) -> String {
    words.say(&Message::new("job-standing").with("standing", found.standing.word()))
}

/// Names the establishments whose jobs could not be read, with the cause; gives the exit code.
pub(super) fn unreadable(work: &mut Work<'_>, found: &[(EstablishmentNumber, Error)]) -> u8 {
    for (number, error) in found {
        work.out.note(&job_words::unreadable(*number, error));
    }
    if found.is_empty() { DONE } else { SOME_FAILED }
}

/// Returns a job as JSON.
fn record(found: &Overview, place: At) -> Value {
    whole(&JOBS.heads(), &nouns::job::one(found.clone(), place).cells(0))
}

/// Says where a job stands, in one line.
///
/// # Errors
/// What reading it says.
pub(super) fn tell(work: &mut Work<'_>, found: &Overview) -> Result<()> {
    let words = std::sync::Arc::clone(&work.out.words);
    let tally = found.job.tally;
    let message = Message::new("cli-job-line")
        .with("id", found.job.id.to_string())
        .with("what", nouns::job::what(work.ctx, found, &words)?)
        .with("standing", standing(found, &words))
        .with("done", tally.done)
        .with("skipped", tally.skipped)
        .with("failed", tally.failed)
        .with("waiting", tally.waiting);
    work.out.say(&message);
    work.out.record(&record(found, work.ctx.at()));
    Ok(())
}

/// Runs `show`.
///
/// # Errors
/// No such job; what the file says.
pub(super) fn run(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let id = given_id(matches)?;
    let found = job::get(work.ctx, id)?;
    let wanted = given(matches, "rows");
    let reason = given(matches, "reason").map(str::to_owned);
    let filter = RowFilter { state: wanted.and_then(TargetState::from_word), reason, ..RowFilter::default() };
    if let Some(out) = remote::output(given(matches, "csv"), work)? {
        let words = std::sync::Arc::clone(&work.out.words);
        let count = report::write(work.ctx, id, &filter, &words, out).map_err(Failure::from)?;
        work.out.note(&Message::new("cli-job-rows-written").with("count", i64::try_from(count).unwrap_or(i64::MAX)));
        return Ok(DONE);
    }
    if wanted.is_some() || filter.reason.is_some() {
        rows(work, &found.job, &filter)?;
        return Ok(DONE);
    }
    describe(work, &found)?;
    let mut line = record(&found, work.ctx.at());
    line["mails"] = mails_record(work, &found.job)?;
    work.out.record(&line);
    Ok(DONE)
}

/// Describes a plan or a job to people.
pub(super) fn describe(work: &mut Work<'_>, found: &Overview) -> Result<()> {
    let groups = job::groups(work.ctx, found.job.id)?;
    let back = back::of(work.ctx, &found.job).map_err(Failure::from)?;
    outlined(work, found, &groups, &back)
}

/// Describes a plan or a job with its groups; one that was not saved has no number.
pub(super) fn outlined(work: &mut Work<'_>, found: &Overview, groups: &[Group], back: &[Back]) -> Result<()> {
    let job = &found.job;
    let words = std::sync::Arc::clone(&work.out.words);
    let what = nouns::job::what(work.ctx, found, &words)?;
    let mut pairs = if is_saved(job.id) { vec![(words.text("cli-label-job"), job.id.to_string())] } else { Vec::new() };
    pairs.extend([
        (words.text("cli-label-what"), what),
        (words.text("cli-label-targets"), selected(job, &words)),
        (words.text("column-state"), standing(found, &words)),
        (words.text("cli-label-who"), said::who(&words, job.author.name())),
        (words.text("cli-label-when"), words.moment(job.created_at)),
    ]);
    if let Some(cause) = &job.cause {
        pairs.push((words.text("cli-label-cause"), words.say(&cause.message())));
    }
    let impact = job_words::impact(job, &words);
    pairs.extend((!impact.is_empty()).then(|| (words.text("cli-label-impact"), impact)));
    if let Some(said) = mails(work, job)? {
        pairs.push((words.text("cli-label-mails"), said));
    }
    pairs.push((words.text("cli-label-reversible"), words.say(&reversible(found))));
    let is_one = job.tally.total() == 1;
    pairs.extend(back.iter().map(|back| (words.text("cli-label-back"), back.line(is_one, &words))));
    pairs.extend(groups.iter().map(|group| (group_name(group, &words), group_text(group, &words))));
    work.out.pairs(&pairs);
    Ok(())
}

/// Says whether a job can be undone; one that was, or is being undone, cannot.
fn reversible(found: &Overview) -> Message {
    let undone =
        |progress, by: JobId| Message::new("cli-job-undone").with("progress", progress).with("job", by.to_string());
    match found.undoing {
        Some(Undoing { by, progress: UndoProgress::Whole | UndoProgress::Over }) => undone("whole", by),
        Some(Undoing { by, progress: UndoProgress::Begun }) => undone("begun", by),
        Some(Undoing { progress: UndoProgress::Partial, .. }) | None => {
            Message::new(if found.is_reversible() { "answer-yes" } else { "answer-no" })
        }
    }
}

/// Tells whether a job has a number yet.
const fn is_saved(id: JobId) -> bool {
    id.0 != 0
}

/// Says where the mails of a mailing stand: `899 sent, 1 refused`; none when it writes none or is only planned.
fn mails(work: &mut Work<'_>, job: &Job) -> Result<Option<String>> {
    if job.tally.done == 0 {
        return Ok(None);
    }
    let Some(standing) = mailing::standing(work.ctx, job.id)? else { return Ok(None) };
    Ok(Some(job_words::mails(&standing, &work.out.words)))
}

/// Returns where the mails of a mailing stand as JSON; null for any other job.
fn mails_record(work: &mut Work<'_>, job: &Job) -> Result<Value> {
    let Some(standing) = mailing::standing(work.ctx, job.id)? else { return Ok(Value::Null) };
    let mut counts: Map<String, Value> =
        standing.states.iter().map(|(state, count)| (state.word().to_owned(), (*count).into())).collect();
    counts.insert("taken-back".to_owned(), standing.taken_back.into());
    Ok(Value::Object(counts))
}

fn selected(job: &Job, words: &Catalogue) -> String {
    let count = words.number(job.tally.total());
    match &job.selection {
        Selection::Numbers { .. } | Selection::Rows { .. } | Selection::One(_) | Selection::Alone(_) => count,
        Selection::Matching { .. } | Selection::Of { .. } | Selection::Files { .. } => {
            format!("{count} · {}", words.say(&job_words::selection(job)))
        }
    }
}

fn group_name(group: &Group, words: &Catalogue) -> String {
    let name = match group.state {
        TargetState::Waiting => words.say(&job_words::forecast(&group.forecast, group.count)),
        state => words.say(&job_words::state(state, group.count)),
    };
    // It stands among labels.
    let mut signs = name.chars();
    signs.next().into_iter().flat_map(char::to_uppercase).chain(signs).collect()
}

fn group_text(group: &Group, words: &Catalogue) -> String {
    let count = words.number(group.count);
    match job_words::group_reason(group) {
        Some(reason) => format!("{count} · {}", words.say(&reason)),
        None => count,
    }
}

/// Writes the rows of a report, one line each.
pub(super) fn rows(work: &mut Work<'_>, job: &Job, filter: &RowFilter) -> Result<()> {
    let home = work.ctx.home().clone();
    let out = &mut *work.out;
    report::each(work.ctx, job.id, filter, |_, row| {
        told(out, &row, &home);
        Ok(())
    })
    .map_err(Failure::from)
}

/// Writes a row.
pub(super) fn told(out: &mut Out, row: &TargetRow, home: &Home) {
    let cells = cells(row);
    for cell in cells.iter().filter(|_| cells.len() > 1) {
        let said = out.words.say(&cell.message());
        out.say(&Message::new("cli-target-failed").with("number", name(&row.target)).with("reason", said));
    }
    if cells.len() < 2 {
        out.say(&row_message(row, &out.words, home));
    }
    out.record(&row_record(row, &out.words, home));
}

/// The cells of a line that are not accepted.
fn cells(row: &TargetRow) -> &[Cell] {
    if let Some(Reason::Cells { cells }) = report::reason(row) { cells } else { &[] }
}

/// Tells of what was done at once to one target as of one of many; `shown` is what it changed as it is now, in words and for
/// programs. Gives the exit code.
///
/// # Errors
/// What reading it says.
pub(in crate::cli) fn alone(work: &mut Work<'_>, id: JobId, (mut shown, facts): (Vec<String>, Value)) -> Result<u8> {
    let home = work.ctx.home().clone();
    let Some(row) = only(work, id)? else { return Ok(DONE) };
    let words = std::sync::Arc::clone(&work.out.words);
    if let Some(Verdict::Done(effect)) = &row.verdict {
        shown.extend(effect_text(effect, &words, &home));
    }
    let message = match shown.as_slice() {
        [] => row_message(&row, &words, &home),
        shown => Message::new("cli-target").with("number", name(&row.target)).with("result", shown.join(" | ")),
    };
    work.out.say(&message);
    record_row(work, &row, facts);
    Ok(DONE)
}

/// Reads the only row of what was done at once.
pub(in crate::cli) fn only(work: &mut Work<'_>, id: JobId) -> Result<Option<TargetRow>> {
    Ok(job::rows(work.ctx, id, &RowFilter::default(), 0, 1)?.into_iter().next())
}

/// Writes the record of a row, with what else is known of it.
pub(in crate::cli) fn record_row(work: &mut Work<'_>, row: &TargetRow, facts: Value) {
    let mut record = row_record(row, &work.out.words, &work.ctx.home().clone());
    if let (Value::Object(record), Value::Object(facts)) = (&mut record, facts) {
        record.extend(facts);
    }
    work.out.record(&record);
}

/// Tells why nothing was done to one establishment: that it already is as it was to be, where nothing is wrong, else the
/// failure. Gives the exit code.
pub(in crate::cli) fn untouched(
    work: &mut Work<'_>,
    (number, name): (EstablishmentNumber, String),
    error: Error,
) -> u8 {
    let verdict = verdict(&error);
    let skipped = matches!(verdict, Verdict::Skipped(_));
    let failure = Failure::from(error);
    let target =
        Target { job: JobId(0), position: 1, number, object: String::new(), label: name, given: Given::Nothing };
    let row = TargetRow { target, forecast: Forecast::Do, verdict: Some(verdict), at: None };
    if skipped {
        let said = row_message(&row, &work.out.words, &work.ctx.home().clone());
        work.out.say(&said);
        record_row(work, &row, Value::Null);
        return DONE;
    }
    if !work.out.is_json() {
        work.out.failure(&failure);
    }
    let facts = work.out.failure_json(&failure);
    record_row(work, &row, facts);
    failure.code()
}

/// Writes the rows that were handled, one line each.
pub(super) fn handled(work: &mut Work<'_>, job: &Job) -> Result<()> {
    let home = work.ctx.home().clone();
    let out = &mut *work.out;
    report::each(work.ctx, job.id, &RowFilter::default(), |_, row| {
        if row.verdict.is_some() {
            told(out, &row, &home);
        }
        Ok(())
    })
    .map_err(Failure::from)
}

/// Names a target for people: an establishment by its number, a line by its own, a row by what it is called.
fn name(target: &Target) -> String {
    let Target { number, object, label, given, .. } = target;
    let is_of_a_file = matches!(given, Given::Archive { .. } | Given::Unfit { .. } | Given::Refused { .. });
    match (number.0, given) {
        (0, _) if label.is_empty() || is_of_a_file => object.clone(),
        (0, Given::Line { .. }) => format!("{object} · {label}"),
        (0, _) => label.clone(),
        (number, _) => number.to_string(),
    }
}

/// Says what became of a target, or what is expected of it.
pub(super) fn row_message(row: &TargetRow, words: &Catalogue, home: &Home) -> Message {
    let state = words.say(&job_words::state(report::state(row), 1));
    let reason = report::reason(row).map(|reason| words.say(&reason.message()));
    match (&row.verdict, reason) {
        (Some(Verdict::Failed(_)), Some(reason)) => {
            Message::new("cli-target-failed").with("number", name(&row.target)).with("reason", reason)
        }
        (Some(Verdict::Done(effect)), _) => {
            let result = effect_text(effect, words, home).unwrap_or(state);
            Message::new("cli-target").with("number", name(&row.target)).with("result", result)
        }
        (_, Some(reason)) => {
            let forecast = words.say(&job_words::forecast(&row.forecast, 1));
            let state = if row.verdict.is_some() { state } else { forecast };
            Message::new("cli-target-because")
                .with("number", name(&row.target))
                .with("state", state)
                .with("reason", reason)
        }
        (_, None) => {
            let (name, label) = (name(&row.target), row.target.label.as_str());
            let state = match job_words::standing(row) {
                Some(block) => format!("{state} · {}", words.say(&block)),
                None => state,
            };
            if name.ends_with(label) {
                return Message::new("cli-target").with("number", name).with("result", state);
            }
            Message::new("cli-target-named").with("number", name).with("name", label).with("state", state)
        }
    }
}

fn effect_text(effect: &Effect, words: &Catalogue, home: &Home) -> Option<String> {
    let at = |file: &str| home.exports().join(file).display().to_string();
    let message = match effect {
        Effect::Exported { file, .. } => Message::new("cli-exported").with("file", at(file)),
        Effect::Deleted { export } if export.is_empty() => Message::new("cli-deleted-for-good"),
        Effect::Deleted { export } => Message::new("cli-deleted").with("file", at(export)),
        Effect::Restored { file, .. } => Message::new("cli-restored").with("file", file.as_str()),
        Effect::Replaced { file, before, .. } => {
            Message::new("cli-replaced").with("file", file.as_str()).with("before", at(before))
        }
        Effect::Blocked { replaced: Some(block), .. } => Message::new("block-replaced").with("block", block.message()),
        Effect::Nothing
        | Effect::Blocked { .. }
        | Effect::Unblocked { .. }
        | Effect::Moved { .. }
        | Effect::Row { .. }
        | Effect::Queued { .. } => return None,
    };
    Some(words.say(&message))
}

/// Says of a line of a file which cells are not accepted, and what it changes; of any other row, which block stands there.
fn line_facts(row: &TargetRow, words: &Catalogue, put: &mut impl FnMut(&str, Value)) {
    let cells = cells(row);
    if !cells.is_empty() {
        let told = |cell: &Cell| {
            json!({
                "line": cell.line,
                "field": cell.field.map(Field::name),
                "value": cell.value,
                "code": cell.why.code(),
                "message": words.say(&cell.why.message()),
            })
        };
        put("cells", cells.iter().map(told).collect());
    }
    if let Given::Line { differs, .. } = &row.target.given {
        let told = |one: &Difference| json!({"field": one.field.name(), "before": one.was, "after": one.is});
        put("changes", differs.iter().map(told).collect());
    } else if let Some(block) = job_words::standing(row) {
        put("block", words.say(&block).into());
    }
}

/// Returns a row as JSON.
pub(super) fn row_record(row: &TargetRow, words: &Catalogue, home: &Home) -> Value {
    let mut line = Map::new();
    let mut put = |name: &str, value: Value| {
        line.insert(name.to_owned(), value);
    };
    put("job", if is_saved(row.target.job) { row.target.job.0.into() } else { Value::Null });
    put("number", row.target.number.0.into());
    put("name", row.target.label.as_str().into());
    if !row.target.object.is_empty() {
        put("object", row.target.object.as_str().into());
    }
    put("result", report::state(row).word().into());
    if row.verdict.is_none() {
        put("forecast", row.forecast.word().into());
    }
    if let Some(reason) = report::reason(row) {
        put("error", reason.word().into());
        put("message", words.say(&reason.message()).into());
    }
    line_facts(row, words, &mut put);
    if let Some(Verdict::Done(effect)) = &row.verdict {
        let at = |file: &str| Value::from(home.exports().join(file).display().to_string());
        match effect {
            Effect::Exported { file, sha256, bytes } => {
                put("export", at(file));
                put("sha256", sha256.as_str().into());
                put("bytes", (*bytes).into());
            }
            Effect::Deleted { export } => {
                put("export", if export.is_empty() { Value::Null } else { at(export) });
            }
            Effect::Restored { file, sha256 } => {
                put("file", file.as_str().into());
                put("sha256", sha256.as_str().into());
            }
            Effect::Replaced { file, sha256, before } => {
                put("file", file.as_str().into());
                put("sha256", sha256.as_str().into());
                put("export", at(before));
            }
            Effect::Queued { mail } => {
                put("mail", (*mail).into());
            }
            Effect::Blocked { replaced: Some(block), .. } => {
                put("replaced", block_record(block));
            }
            Effect::Nothing
            | Effect::Blocked { .. }
            | Effect::Unblocked { .. }
            | Effect::Moved { .. }
            | Effect::Row { .. } => {}
        }
    }
    Value::Object(line)
}
