//! How a verb on several establishments becomes a job: planned, perhaps only shown or saved, confirmed, carried out.

use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command};

use super::carry::{self, Outline};
use super::show;
use crate::cli::arguments::{FILTER, Filled, NUMBER, TEXT, filtering, given, is_set, option, switch, text};
use crate::cli::failure::{DONE, Failure, Result};
use crate::cli::{Work, signal, targets};
use crate::domain::job::{JobId, Selection, Task};
use crate::domain::message::{Explain as _, Message};
use crate::i18n::Catalogue;
use crate::jobs::JobError;
use crate::jobs::plan::{self, Request};
use crate::jobs::progress::{Cancel, Progress};
use crate::operations::job::{self, NewPlan};
use crate::operations::{Context, Error};

/// Describes how the targets of a bulk verb are named, and how it is carried out.
#[must_use]
pub fn arguments(command: Command, words: &Catalogue) -> Command {
    let numbers = numbers(words, "cli-arg-numbers").num_args(1..).required_unless_present_any(["filter", "all"]);
    carrying(filtering(selecting(command, words, numbers), words), words)
}

/// Describes the numbers of targets.
#[must_use]
pub fn numbers(words: &Catalogue, help: &'static str) -> Arg {
    Arg::new("numbers").value_name(words.text(NUMBER)).help(words.text(help)).action(ArgAction::Append)
}

/// Describes how targets are named: by their numbers, by a filter or as all, with exceptions. An empty name is none, so
/// that a variable that is not set never means all.
#[must_use]
pub fn selecting(command: Command, words: &Catalogue, numbers: Arg) -> Command {
    let except = option(words, "except", NUMBER, "cli-arg-except").action(ArgAction::Append).value_delimiter(',');
    command
        .arg(numbers.value_parser(Filled).conflicts_with("matching"))
        .arg(option(words, "filter", FILTER, "cli-arg-filter"))
        .arg(switch(words, "all", "cli-arg-all"))
        .arg(except.requires("matching"))
        .group(ArgGroup::new("matching").args(["filter", "all"]))
}

/// Describes how a plan is only shown or saved.
pub(super) fn saving(command: Command, words: &Catalogue) -> Command {
    command
        .arg(switch(words, "dry-run", "cli-arg-dry-run"))
        .arg(option(words, "save", TEXT, "cli-arg-save").conflicts_with_all(["dry-run", "detach"]))
}

/// Returns the selection that was named.
///
/// # Errors
/// A number that cannot be read.
pub fn selection(matches: &ArgMatches) -> Result<Selection> {
    let numbers = |id: &str| -> Result<Vec<_>> {
        let mut numbers = Vec::new();
        let typed = matches.get_many::<String>(id).unwrap_or_default().flat_map(|text| text.split(','));
        for text in typed.map(str::trim).filter(|text| !text.is_empty()) {
            let number = targets::parse(text).map_err(|failure| misread(text, &failure))?;
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        Ok(numbers)
    };
    match given(matches, "filter") {
        Some(filter) => Ok(Selection::Matching { filter: filter.to_owned(), except: numbers("except")? }),
        None if is_set(matches, "all") => Ok(Selection::Matching { filter: String::new(), except: numbers("except")? }),
        None => Ok(Selection::Numbers { numbers: numbers("numbers")? }),
    }
}

/// Names the value that is no number, and says how several are written.
fn misread(text: &str, failure: &Failure) -> Failure {
    let why = match failure {
        Failure::Operation(Error::Fields(errors)) => errors.first().map(|error| error.problem.message()),
        _ => None,
    };
    let message =
        Message::new("cli-number-value").with("value", text).with("why", why.unwrap_or_else(|| failure.message()));
    Failure::Told { code: failure.code(), message }
}

/// Tells whether one establishment was named and nothing asked for that only a job does.
#[must_use]
pub fn is_alone(matches: &ArgMatches, selection: &Selection) -> bool {
    matches!(selection, Selection::Numbers { numbers } if numbers.len() == 1) && is_at_once(matches)
}

/// Tells whether nothing is asked for that only a job does.
#[must_use]
pub fn is_at_once(matches: &ArgMatches) -> bool {
    let plain = ["save", "wait"].iter().all(|id| matches.value_source(id).is_none());
    plain && !is_set(matches, "detach") && !is_set(matches, "dry-run")
}

/// Plans a task on a selection, then shows, saves or carries it out. Gives the exit code.
///
/// # Errors
/// What refuses the whole; what happens to a target is told in its row.
pub fn perform(matches: &ArgMatches, work: &mut Work<'_>, task: Task, selection: Selection) -> Result<u8> {
    let is_filter = matches!(selection, Selection::Matching { .. });
    let request = Request { task, selection, name: text(matches, "save") };
    if is_filter {
        let (numbers, remarks) = plan::matching(work.ctx, &request.selection).map_err(Failure::from)?;
        targets::remark(work, &remarks);
        if numbers.is_empty() {
            work.out.note(&Message::new("cli-no-targets"));
            return Ok(DONE);
        }
    }
    drawn(matches, work, |ctx, progress, cancel| plan::draft(ctx, request, cancel, progress))
}

/// Describes how a job is planned, shown, saved and carried out whose targets are named otherwise.
#[must_use]
pub fn carrying(command: Command, words: &Catalogue) -> Command {
    saving(carry::arguments(command, words), words)
}

/// Plans by a function, then shows, saves or carries it out. Gives the exit code.
///
/// # Errors
/// As [`perform`].
pub fn drawn(
    matches: &ArgMatches,
    work: &mut Work<'_>,
    draft: impl FnOnce(&mut Context, &mut Progress<'_>, &Cancel) -> std::result::Result<NewPlan, JobError>,
) -> Result<u8> {
    let plan = drafted(matches, work, draft)?;
    go_on(matches, work, &plan)
}

/// Drafts a plan by a function.
///
/// # Errors
/// As [`perform`].
pub fn drafted(
    matches: &ArgMatches,
    work: &mut Work<'_>,
    draft: impl FnOnce(&mut Context, &mut Progress<'_>, &Cancel) -> std::result::Result<NewPlan, JobError>,
) -> Result<NewPlan> {
    let cancel = Cancel::by(signal::interruption()?);
    let mut plan = {
        let out = &mut *work.out;
        let mut progress = Progress::new(|report| out.progress(report.stage, report.percent()));
        draft(work.ctx, &mut progress, &cancel).map_err(Failure::from)?
    };
    if let Some(name) = given(matches, "save") {
        name.clone_into(&mut plan.name);
    }
    Ok(plan)
}

/// Runs `job undo`.
pub(super) fn undo(matches: &ArgMatches, work: &mut Work<'_>, id: JobId) -> Result<u8> {
    or_nothing_left(matches, work, |ctx, progress, cancel| plan::draft_undo(ctx, id, cancel, progress))
}

/// Runs `job retry`.
pub(super) fn retry(matches: &ArgMatches, work: &mut Work<'_>, id: JobId) -> Result<u8> {
    or_nothing_left(matches, work, |ctx, progress, cancel| plan::draft_retry(ctx, id, cancel, progress))
}

/// As [`drawn`]; a job of which nothing is left to undo or to try again is as it is to be, which is no failure.
fn or_nothing_left(
    matches: &ArgMatches,
    work: &mut Work<'_>,
    draft: impl FnOnce(&mut Context, &mut Progress<'_>, &Cancel) -> std::result::Result<NewPlan, JobError>,
) -> Result<u8> {
    match drafted(matches, work, draft) {
        Ok(plan) => go_on(matches, work, &plan),
        Err(Failure::Operation(error) | Failure::Job(JobError::Operation(error))) if error.is_nothing_left() => {
            work.out.note(&error.message());
            Ok(DONE)
        }
        Err(failure) => Err(failure),
    }
}

/// Shows a plan, saves it, or has it confirmed and carries it out. What is only shown, or not confirmed, is never saved.
///
/// # Errors
/// As [`perform`].
pub fn go_on(matches: &ArgMatches, work: &mut Work<'_>, plan: &NewPlan) -> Result<u8> {
    let outline = Outline::of(work.ctx, plan)?;
    if is_set(matches, "dry-run") {
        let home = work.ctx.home().clone();
        plan.rows().for_each(|row| show::told(work.out, &row, &home));
        if !work.out.is_json() {
            show::outlined(work, &outline.found, &outline.groups, &outline.back)?;
        }
        work.out.note(&Message::new("cli-dry-run"));
        job::settled(work.ctx, &plan.task)?;
        if let Some(above) = carry::above_threshold(matches, work, &outline)? {
            return Err(Failure::refused(above));
        }
        return Ok(carry::expected_code(&outline));
    }
    if matches.value_source("save").is_some() {
        let saved = job::keep(work.ctx, plan)?;
        let found = job::get(work.ctx, saved.id)?;
        show::tell(work, &found)?;
        return Ok(DONE);
    }
    carry::confirm(matches, work, &outline)?;
    let saved = job::save(work.ctx, plan)?;
    carry::carry(matches, work, saved.id)
}
