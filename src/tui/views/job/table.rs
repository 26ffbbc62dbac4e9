//! How the table of jobs is drawn: counts, rows with their bars, the job under the cursor in a few words.

use ratatui::layout::Rect;

use super::list::Jobs;
use super::words;
use crate::domain::job::{Job, JobState, Standing};
use crate::domain::message::{Explain as _, Message};
use crate::jobs::job_words;
use crate::operations::job::Overview;
use crate::tui::actions::Action;
use crate::tui::canvas::{Canvas, after, below, columns, inside, row};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widgets::table::{self, Column, Line};

/// Signs of a small bar.
const BAR: u32 = 8;

const COLUMNS: [Column; 8] = [
    Column { title: "column-job", min: 5, weight: 0, priority: 0 },
    Column { title: "column-state", min: 13, weight: 0, priority: 0 },
    Column { title: "column-what", min: 18, weight: 3, priority: 0 },
    Column { title: "column-progress", min: 8, weight: 0, priority: 2 },
    Column { title: "column-done", min: 6, weight: 0, priority: 0 },
    Column { title: "column-failed", min: 6, weight: 0, priority: 0 },
    Column { title: "column-who", min: 10, weight: 1, priority: 1 },
    Column { title: "column-created", min: 16, weight: 0, priority: 1 },
];

/// Returns the places of counts, table and words.
pub(super) fn places(area: Rect) -> [Rect; 3] {
    let top = 1.min(area.height);
    let rest = below(area, top);
    let pane = match rest.height {
        0..=9 => 0,
        10..=15 => 3,
        _ => 4,
    };
    let table = rest.height - pane;
    [row(area, 0), Rect { height: table, ..rest }, below(rest, table)]
}

/// Draws the screen.
pub(super) fn draw(list: &Jobs, canvas: &mut Canvas<'_>, shared: &Shared) {
    let [top, body, pane] = places(list.area);
    if let Some(failure) = &list.failure {
        canvas.paragraph(inside(below(body, 1), 1, 0), &shared.say(failure), Role::Error);
        return;
    }
    if !list.pages.is_loaded() {
        canvas.text(row(body, 1), &format!("    {}", shared.text("loading")), Role::Dim);
        return;
    }
    counts(list, canvas, top, shared);
    let line = |at: usize| list.pages.get(at).map(|overview| line(overview, shared));
    table::draw(canvas, body, (&COLUMNS, None), &list.viewport, shared, &line);
    if list.pages.len() == 0 {
        let key = if list.state.is_some() { "job-none-state" } else { "job-none" };
        let message = Message { key, args: vec![("back", shared.key_of(Action::Back).into())] };
        canvas.paragraph(inside(below(body, 2), 4, 0), &shared.say(&message), Role::Dim);
    } else if let Some(overview) = list.current() {
        words_of(canvas, pane, overview, shared);
    }
}

/// Draws how many jobs each state has; the state that is shown is marked.
fn counts(list: &Jobs, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let text = |state: JobState| {
        let line = Message::new("job-state-line").with("state", state.word()).with("count", list.count(state));
        shared.say(&line)
    };
    let whole: u16 = JobState::ALL.iter().map(|state| columns(&text(*state)) + 3).sum();
    let gap = if whole > area.width { 1 } else { 3 };
    let mut used = 1;
    for state in JobState::ALL {
        let count = list.count(state);
        let role = match (list.state, count) {
            (Some(shown), _) if shown == state => Role::Cursor,
            (_, 0) => Role::Dim,
            (_, _) => Role::Text,
        };
        used += canvas.text(after(area, used), &text(state), role) + gap;
    }
}

/// Returns a small bar of how much was handled.
fn bar(job: &Job) -> String {
    let total = job.tally.total().max(1);
    let full = (u64::from(job.tally.handled()) * u64::from(BAR)).checked_div(u64::from(total)).unwrap_or(0);
    let full = usize::try_from(full).unwrap_or(0);
    let width = usize::try_from(BAR).unwrap_or(0);
    format!("{}{}", "█".repeat(full), "░".repeat(width.saturating_sub(full)))
}

fn line(overview: &Overview, shared: &Shared) -> Line {
    let job = &overview.job;
    let text = |text: String| (text, Role::Text);
    let name = if job.name.is_empty() { String::new() } else { format!("« {} » ", job.name) };
    let failed = if job.tally.failed > 0 { Role::Error } else { Role::Dim };
    let is_plan = overview.standing == Standing::Planned;
    let cells = vec![
        text(job.id.to_string()),
        words::standing(overview.standing, shared),
        text(format!("{name}{}", words::task(job, shared))),
        (if is_plan { String::new() } else { bar(job) }, Role::Good),
        text(shared.catalogue.number(if is_plan { job.tally.total() } else { job.tally.done })),
        (if is_plan { String::new() } else { shared.catalogue.number(job.tally.failed) }, failed),
        text(words::author(job, shared)),
        text(shared.catalogue.moment(job.started_at.unwrap_or(job.created_at))),
    ];
    Line { mark: "", cells }
}

fn words_of(canvas: &mut Canvas<'_>, area: Rect, overview: &Overview, shared: &Shared) {
    if area.is_empty() {
        return;
    }
    let job = &overview.job;
    canvas.rule(row(area, 0));
    let inner = inside(below(area, 1), 1, 0);
    let at = shared.catalogue.moment(job.started_at.unwrap_or(job.created_at));
    let line = format!("{} · {} · {at}", words::selection(job, shared), words::author(job, shared));
    canvas.text(row(inner, 0), &line, Role::Text);
    let counts = job_words::counts(job);
    let cause = job.cause.as_ref().map(|cause| shared.say(&cause.message()));
    match cause {
        Some(cause) => canvas.text(row(inner, 1), &cause, Role::Warning),
        None if overview.standing == Standing::Interrupted => {
            canvas.text(row(inner, 1), &shared.text("job-interrupted-note"), Role::Warning)
        }
        None => canvas.text(row(inner, 1), &shared.say(&counts), Role::Dim),
    };
}
