//! What is said about a job: by screens, by plain lines, and by the command line where it says the same.

use crate::domain::act::Verb;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{
    Difference, Forecast, Given, Impact, Job, JobId, Only, Reason, Selection, TargetRow, TargetState, Task, named_one,
};
use crate::domain::mailing::Reach;
use crate::domain::message::{Explain, Message};
use crate::domain::said;
use crate::domain::zone::ZoneNumber;
use crate::i18n::Catalogue;
use crate::operations::Error;
use crate::operations::job::{self, Detail, Group};
use crate::operations::mailing::Standing;

/// Names the kind of a task that is for so many.
#[must_use]
pub fn kind(task: &Task, count: u32) -> Message {
    Message::new("job-kind").with("kind", task.kind().word()).with("count", count)
}

/// Says what a job does, with its settings.
#[must_use]
pub fn task(job: &Job, catalogue: &Catalogue, zone: &dyn Fn(ZoneNumber) -> String) -> String {
    detailed(catalogue.say(&kind(&job.task, job.tally.total())), job, (catalogue, zone))
}

/// Says what a job does, then its name, which may be long, then its settings.
#[must_use]
pub fn named(job: &Job, catalogue: &Catalogue, zone: &dyn Fn(ZoneNumber) -> String) -> String {
    let what = catalogue.say(&kind(&job.task, job.tally.total()));
    detailed(called(what, job, catalogue), job, (catalogue, zone))
}

/// Adds to what is said of a job its name, or the one thing to which it was done.
#[must_use]
pub fn called(what: String, job: &Job, catalogue: &Catalogue) -> String {
    if let Some(one) = job.selection.one().filter(|_| job.name.is_empty()) {
        return catalogue.say(&Message::new("job-of-one").with("what", what).with("one", one));
    }
    if job.name.is_empty() {
        return what;
    }
    catalogue.say(&Message::new("job-called").with("what", what).with("name", job.name.as_str()))
}

/// Says how the targets were named, and the name of a plan that has one.
#[must_use]
pub fn selected(job: &Job, catalogue: &Catalogue) -> String {
    let said = catalogue.say(&selection(job));
    if job.name.is_empty() { said } else { called(said, job, catalogue) }
}

fn detailed(what: String, job: &Job, (catalogue, zone): (&Catalogue, &dyn Fn(ZoneNumber) -> String)) -> String {
    let detail = match job::settings(&job.task).detail {
        Detail::Nothing => String::new(),
        Detail::Typed(text) => text,
        Detail::Said(messages) => messages.iter().map(|message| catalogue.say(message)).collect::<Vec<_>>().join(", "),
        Detail::Zone(number) => zone(number),
    };
    if detail.is_empty() { what } else { format!("{what} — {detail}") }
}

/// Says how the targets were named.
#[must_use]
pub fn selection(job: &Job) -> Message {
    let of = |job: JobId, state: TargetState| {
        Message::new("job-selection-of").with("job", job.to_string()).with("state", state.word())
    };
    if let (Selection::Alone(_), Some(undone)) = (&job.selection, job.undo_of) {
        return of(undone, TargetState::Done);
    }
    match &job.selection {
        Selection::Numbers { numbers } => Message::new("job-selection-numbers").with("count", numbers.len()),
        Selection::Rows { ids, .. } => Message::new("job-selection-rows").with("count", ids.len()),
        Selection::One(Only { number, name, label, .. }) | Selection::Alone(Only { number, name, label, .. }) => {
            named_one(*number, name, label)
        }
        Selection::Matching { filter, except } if filter.trim().is_empty() => {
            Message::new("job-selection-all").with("except", except.len())
        }
        Selection::Matching { filter, except } => {
            Message::new("job-selection-matching").with("filter", filter.as_str()).with("except", except.len())
        }
        Selection::Of { job, state } => of(*job, *state),
        // What was pasted, or read from the standard input.
        Selection::Files { source, .. } if source == "-" => Message::new("job-selection-given"),
        Selection::Files { source, others, .. } => {
            Message::new("job-selection-files").with("source", source.as_str()).with("others", others.len())
        }
    }
}

/// Says what a plan costs or whom it reaches, empty when there is nothing to say.
#[must_use]
pub fn impact(job: &Job, catalogue: &Catalogue) -> String {
    let Impact { accounts, grades, mails, unreadable, last_sign_in_at, reach, .. } = job.impact;
    if let Some(reach) = reach {
        return catalogue.say(&reached(reach));
    }
    if !job::extent(&job.task).has_impact() || (job.task == Task::Replace && job.impact.concerns_nothing()) {
        let opened = opened(job).map(|said| catalogue.say(&said));
        return opened.into_iter().chain(zones(job, catalogue)).collect::<Vec<_>>().join(" · ");
    }
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let lost = Message::new("job-impact")
        .with("kind", job.task.kind().word())
        .with("accounts", number(accounts))
        .with("grades", number(grades));
    let mut parts = vec![catalogue.say(&lost)];
    if let Some(at) = last_sign_in_at {
        parts.push(catalogue.say(&Message::new("job-impact-sign-in").with("at", at)));
    }
    // Once it was started, what became of them is told by the job itself.
    if mails > 0 && job.started_at.is_none() {
        parts.push(catalogue.say(&Message::new("job-impact-mails").with("count", number(mails))));
    }
    if unreadable > 0 {
        parts.push(catalogue.say(&Message::new("job-impact-unreadable").with("count", unreadable)));
    }
    parts.join(" · ")
}

/// Says how many were blocked where they come from, and arrive open; none when there are none.
#[must_use]
pub fn opened(job: &Job) -> Option<Message> {
    let count = job.impact.opened;
    (count > 0).then(|| Message::new("job-opened").with("count", count))
}

/// Says whom a mailing reaches.
#[must_use]
pub fn reached(reach: Reach) -> Message {
    Message::new("cli-job-reach")
        .with("mails", reach.mails)
        .with("addresses", reach.addresses)
        .with("domains", reach.domains)
}

/// Says to which zones what is brought back goes, the largest shares first.
#[must_use]
pub fn zones(job: &Job, catalogue: &Catalogue) -> Vec<String> {
    job.selection.zones().iter().map(|share| catalogue.say(&share.message())).collect()
}

/// Says whether a task can be undone.
#[must_use]
pub fn undoable(task: &Task) -> Message {
    let undo = if job::reversal(task).is_some() { "yes" } else { "no" };
    // What takes back is told of as one, whatever it takes back.
    let is_undoing =
        matches!(task, Task::TakeBack { .. } | Task::UndoBlock | Task::UndoUnblock | Task::UndoMove | Task::UndoEdit);
    let kind = match task {
        Task::TakeBack { act } if matches!(act.verb(), Verb::Add | Verb::Import) => "undo-making",
        Task::TakeBack { act } if act.deletes() => "undo-delete",
        _ if is_undoing => "undo",
        _ => task.kind().word(),
    };
    Message::new("job-undoable").with("kind", kind).with("undo", undo)
}

/// Says that the jobs of an establishment could not be read, and why.
#[must_use]
pub fn unreadable(number: EstablishmentNumber, error: &Error) -> Message {
    Message::new("job-inside-unreadable").with("number", number.to_string()).with("cause", error.message())
}

/// Says how many targets stand where.
#[must_use]
pub fn counts(job: &Job) -> Message {
    let tally = job.tally;
    Message::new("job-counts")
        .with("done", tally.done)
        .with("skipped", tally.skipped)
        .with("failed", tally.failed)
        .with("treated", tally.total().saturating_sub(tally.waiting))
        .with("total", tally.total())
}

/// Says where a mailing's mails stand, `899 sent, 1 refused`; empty before any was written.
#[must_use]
pub fn mails(standing: &Standing, catalogue: &Catalogue) -> String {
    let counted = standing.states.iter().filter(|(_, count)| *count > 0);
    let mut parts: Vec<String> = counted
        .map(|(state, count)| {
            catalogue.say(&Message::new("job-mail-state").with("state", state.word()).with("count", *count))
        })
        .collect();
    if standing.taken_back > 0 {
        parts.push(catalogue.say(&Message::new("cli-mails-taken-back").with("count", standing.taken_back)));
    }
    parts.join(", ")
}

/// Says what is expected of so many targets.
#[must_use]
pub fn forecast(forecast: &Forecast, count: u32) -> Message {
    Message::new("job-forecast").with("forecast", forecast.word()).with("count", count)
}

/// Says where so many targets stand.
#[must_use]
pub fn state(state: TargetState, count: u32) -> Message {
    Message::new("job-target-state").with("state", state.word()).with("count", count)
}

/// Says a group: of forecasts while nothing was tried, else of outcomes.
#[must_use]
pub fn group(job: &Job, group: &Group, catalogue: &Catalogue) -> String {
    let word =
        if job.started_at.is_none() { forecast(&group.forecast, group.count) } else { state(group.state, group.count) };
    let word = catalogue.say(&word);
    let Some(reason) = group_reason(group) else { return word };
    let reason = catalogue.say(&reason);
    catalogue.say(&Message::new("job-group").with("word", word).with("reason", reason))
}

/// Says why the rows of a group are not done, without what only one of several would say.
#[must_use]
pub fn group_reason(group: &Group) -> Option<Message> {
    group.reason.as_ref().map(|reason| if group.count > 1 { reason.common() } else { reason.message() })
}

/// Says why a row is not done, or what becomes of the block that stands or stood there; empty when there is neither.
#[must_use]
pub fn reason(row: &TargetRow, catalogue: &Catalogue) -> String {
    let message = super::report::reason(row).map(Reason::message).or_else(|| standing(row));
    message.map(|message| catalogue.say(&message)).unwrap_or_default()
}

/// Says which present block a row replaces or lifts, while nothing was done to it; or which one stays where it comes from.
#[must_use]
pub fn standing(row: &TargetRow) -> Option<Message> {
    match &row.target.given {
        Given::Standing { block } if row.verdict.is_none() => Some(block.message()),
        Given::Archive { held, .. } => {
            held.blocks.first().map(|block| Message::new("job-row-opened").with("block", block.message()))
        }
        Given::Line { differs, .. } => changes(differs),
        _ => None,
    }
}

/// Says what a line changes, value by value; none: nothing that is known.
fn changes(differs: &[Difference]) -> Option<Message> {
    let joined =
        |rest: Message, one: &Difference| Message::new("job-row-changes").with("first", change(one)).with("rest", rest);
    let (last, before) = differs.split_last()?;
    Some(before.iter().rev().fold(change(last), joined))
}

fn change(one: &Difference) -> Message {
    let value = |text: &str| said::value(one.field, text).unwrap_or_else(|| "none".into());
    Message::new("job-row-change")
        .with("field", one.field.label())
        .with("was", value(&one.was))
        .with("is", value(&one.is))
}

/// Says all that is told of a row: each value that is not accepted, or each that changes.
#[must_use]
pub fn everything(row: &TargetRow) -> Vec<Message> {
    match (super::report::reason(row), &row.target.given) {
        (Some(Reason::Cells { cells }), _) => cells.iter().map(Explain::message).collect(),
        (Some(reason), _) => vec![reason.message()],
        (None, Given::Line { differs, .. }) => differs.iter().map(change).collect(),
        (None, _) => standing(row).into_iter().collect(),
    }
}

/// Says where a row stands, or what is expected of it.
#[must_use]
pub fn stands(row: &TargetRow, catalogue: &Catalogue) -> String {
    catalogue.say(&row.verdict.as_ref().map_or_else(|| forecast(&row.forecast, 1), |verdict| state(verdict.state(), 1)))
}
