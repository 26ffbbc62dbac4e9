//! What is said about a job: what it does, to what, where it stands.

use crate::domain::job::{ExportFirst, Forecast, Job, Selection, Standing, TargetRow, TargetState, Task};
use crate::domain::message::{Explain as _, Message};
use crate::i18n::{audit, words};
use crate::operations::job::Group;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;

/// Names a task's kind.
pub(in crate::tui::views) fn kind(task: &Task) -> Message {
    Message::new("job-kind").with("kind", task.kind().word())
}

/// Names in whose name a job acts.
pub(super) fn author(job: &Job, shared: &Shared) -> String {
    audit::who(&shared.catalogue, job.author.name())
}

/// Says what a task does, with its settings.
pub(in crate::tui::views) fn task(task: &Task, shared: &Shared) -> String {
    let what = shared.say(&kind(task));
    let detail = match task {
        Task::Block { reason, until } => {
            let until = until.map(|until| until.plus_s(-1).day().to_string()).unwrap_or_default();
            let key = if until.is_empty() { "job-task-block" } else { "job-task-block-until" };
            let reason = reason.replace('\n', " ");
            shared.say(&Message { key, args: vec![("reason", reason.into()), ("day", until.into())] })
        }
        Task::Unblock { blocker } => shared.text(words::blocker(*blocker)),
        Task::MoveToZone { zone } => shared.zone_name(*zone),
        Task::ResetAdministrator { choice } => {
            shared.say(&Message::new("job-task-reset").with("choice", choice.word()))
        }
        Task::Delete { export_first: ExportFirst::Yes } => shared.text("job-task-export-first"),
        Task::Delete { export_first: ExportFirst::No } => shared.text("job-task-no-export"),
        Task::WriteMail { subject, .. } => subject.clone(),
        Task::Export
        | Task::UndoBlock
        | Task::UndoUnblock
        | Task::UndoMove
        | Task::UndoWriteMail
        | Task::ComputeStatistics => String::new(),
    };
    if detail.is_empty() { what } else { format!("{what} — {detail}") }
}

/// Says how the targets were named.
pub(super) fn selection(job: &Job, shared: &Shared) -> String {
    shared.say(&match &job.selection {
        Selection::Numbers { numbers } => Message::new("job-selection-numbers").with("count", numbers.len()),
        Selection::Matching { filter, except } if filter.trim().is_empty() => {
            Message::new("job-selection-all").with("except", except.len())
        }
        Selection::Matching { filter, except } => {
            Message::new("job-selection-matching").with("filter", filter.as_str()).with("except", except.len())
        }
        Selection::Of { job, state } => {
            Message::new("job-selection-of").with("job", job.to_string()).with("state", state.word())
        }
        Selection::Files { source } => Message::new("job-selection-files").with("source", source.as_str()),
    })
}

/// Gives the sign of a standing.
pub(super) const fn glyph(standing: Standing) -> (&'static str, Role) {
    match standing {
        Standing::Planned => ("○", Role::Text),
        Standing::Running => ("→", Role::Good),
        Standing::Silent => ("?", Role::Warning),
        Standing::Interrupted => ("!", Role::Error),
        Standing::Paused => ("◌", Role::Warning),
        Standing::Cancelled => ("×", Role::Dim),
        Standing::Done => ("✓", Role::Good),
    }
}

/// Says a standing: sign and word.
pub(super) fn standing(standing: Standing, shared: &Shared) -> (String, Role) {
    let (sign, role) = glyph(standing);
    let word = shared.say(&Message::new("job-standing").with("standing", standing.word()));
    (format!("{sign} {word}"), role)
}

/// Gives the sign of a forecast.
const fn forecast_glyph(forecast: &Forecast) -> (&'static str, Role) {
    match forecast {
        Forecast::Do => ("●", Role::Good),
        Forecast::Skip(_) => ("○", Role::Dim),
        Forecast::Refuse(_) => ("×", Role::Error),
    }
}

/// Gives the sign of an outcome.
const fn state_glyph(state: TargetState) -> (&'static str, Role) {
    match state {
        TargetState::Waiting => ("◌", Role::Dim),
        TargetState::Done => ("✓", Role::Good),
        TargetState::Skipped => ("○", Role::Dim),
        TargetState::Failed => ("×", Role::Error),
    }
}

fn forecast_word(forecast: &Forecast, shared: &Shared) -> String {
    shared.say(&Message::new("job-forecast").with("forecast", forecast.word()))
}

fn state_word(state: TargetState, shared: &Shared) -> String {
    shared.say(&Message::new("job-target-state").with("state", state.word()))
}

/// Says a group: of forecasts while nothing was tried, else of outcomes.
pub(super) fn group(job: &Job, group: &Group, shared: &Shared) -> (&'static str, Role, String) {
    let is_plan = job.started_at.is_none();
    let ((sign, role), word) = if is_plan {
        (forecast_glyph(&group.forecast), forecast_word(&group.forecast, shared))
    } else {
        (state_glyph(group.state), state_word(group.state, shared))
    };
    let Some(reason) = &group.reason else { return (sign, role, word) };
    let reason = shared.say(&reason.message());
    let message = Message::new("job-group").with("word", word).with("reason", reason);
    (sign, role, shared.say(&message))
}

/// Says what became of a row, or what is expected of it.
pub(super) fn row(row: &TargetRow, shared: &Shared) -> (&'static str, Role, String) {
    let (sign, role) = match &row.verdict {
        Some(verdict) => state_glyph(verdict.state()),
        None => forecast_glyph(&row.forecast),
    };
    let reason = match &row.verdict {
        Some(verdict) => verdict.reason(),
        None => row.forecast.reason(),
    };
    (sign, role, reason.map(|reason| shared.say(&reason.message())).unwrap_or_default())
}

/// Says how a job ended.
pub(super) fn ended(job: &Job, shared: &Shared) -> (Message, Role) {
    let role = if job.tally.failed == 0 { Role::Good } else { Role::Warning };
    let message = Message::new("job-ended")
        .with("job", job.id.to_string())
        .with("done", job.tally.done)
        .with("failed", job.tally.failed)
        .with("key", shared.key_of(crate::tui::actions::Action::Jobs));
    (message, role)
}

/// Says a duration in the largest unit that tells it.
pub(super) fn duration(seconds: i64) -> Message {
    let seconds = seconds.max(0);
    match seconds {
        0..=89 => Message::new("job-left-seconds").with("count", seconds),
        90..=5_399 => Message::new("job-left-minutes").with("count", (seconds + 30) / 60),
        _ => Message::new("job-left-hours").with("count", (seconds + 1_800) / 3_600),
    }
}
