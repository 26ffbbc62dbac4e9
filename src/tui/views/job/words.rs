//! What is said about a job: what it does, to what, where it stands.

use crate::domain::act::Noun;
use crate::domain::job::{Forecast, Job, JobState, Standing, TargetRow, TargetState};
use crate::domain::message::Message;
use crate::i18n::audit;
use crate::jobs::job_words;
use crate::nouns;
use crate::operations::job::Group;
use crate::tui::shared::Shared;
use crate::tui::theme::{Role, role};

pub(in crate::tui::views) use crate::jobs::job_words::kind;

/// Names in whose name a job acts.
pub(super) fn author(job: &Job, shared: &Shared) -> String {
    who(job.author.name(), shared)
}

/// Names somebody as the log stores it.
pub(super) fn who(stored: &str, shared: &Shared) -> String {
    audit::who(&shared.catalogue, stored)
}

/// Says what a job does, with its settings.
pub(in crate::tui::views) fn task(job: &Job, shared: &Shared) -> String {
    job_words::task(job, &shared.catalogue, &|zone| shared.zone_name(zone))
}

/// Says a standing: sign and word.
pub(super) fn standing(standing: Standing, shared: &Shared) -> (String, Role) {
    let state = nouns::job::state(standing);
    (format!("{} {}", state.sign, shared.say(&state.said)), role(state.tone))
}

/// Returns the sign of a forecast.
const fn forecast_glyph(forecast: &Forecast) -> (&'static str, Role) {
    match forecast {
        Forecast::Do => ("●", Role::Good),
        Forecast::Skip(_) => ("○", Role::Dim),
        Forecast::Refuse(_) => ("×", Role::Error),
    }
}

/// Returns the sign of an outcome.
const fn state_glyph(state: TargetState) -> (&'static str, Role) {
    match state {
        TargetState::Waiting => ("◌", Role::Dim),
        TargetState::Done => ("✓", Role::Good),
        TargetState::Skipped => ("○", Role::Dim),
        TargetState::Failed => ("×", Role::Error),
    }
}

/// Says a group: of forecasts while nothing was tried, else of outcomes.
pub(super) fn group(job: &Job, group: &Group, shared: &Shared) -> (&'static str, Role, String) {
    let (sign, role) =
        if job.started_at.is_none() { forecast_glyph(&group.forecast) } else { state_glyph(group.state) };
    (sign, role, job_words::group(job, group, &shared.catalogue))
}

/// Says what became of a row, or what is expected of it.
pub(super) fn row(row: &TargetRow, shared: &Shared) -> (&'static str, Role, String) {
    let (sign, role) = match &row.verdict {
        Some(verdict) => state_glyph(verdict.state()),
        None => forecast_glyph(&row.forecast),
    };
    (sign, role, job_words::reason(row, &shared.catalogue))
}

/// Says how a job ended.
pub(super) fn ended(job: &Job, shared: &Shared) -> (Message, Role) {
    let role = if job.tally.failed == 0 { Role::Good } else { Role::Warning };
    let is_over = if job.state == JobState::Cancelled { "given-up" } else { "over" };
    let message = Message::new("job-ended")
        .with("end", is_over)
        .with("job", job.id.to_string())
        .with("done", job.tally.done)
        .with("failed", job.tally.failed)
        .with("key", shared.key_of(crate::tui::actions::Action::List(Noun::Job)));
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
