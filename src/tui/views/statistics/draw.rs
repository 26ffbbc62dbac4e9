//! How lines, totals and the state of a count are drawn.

use ratatui::layout::Rect;

use super::screen::{PANE, Picture, Statistics, places};
use super::{pictures, rows};
use crate::domain::message::Message;
use crate::domain::statistics::{Group, Measure, Totals};
use crate::i18n::words;
use crate::tui::actions::Action;
use crate::tui::canvas::{Canvas, after, below, inside, row};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widgets::filter_line::FilterLine;
use crate::tui::widgets::{progress, table};

/// Draws the screen.
pub(super) fn draw(screen: &Statistics, canvas: &mut Canvas<'_>, shared: &Shared) {
    draw_body(screen, canvas, shared);
    draw_head(screen, canvas, shared);
}

fn draw_body(screen: &Statistics, canvas: &mut Canvas<'_>, shared: &Shared) {
    let [_, body, pane] = places(screen);
    if let Some(failure) = screen.failure.as_ref().filter(|_| screen.lines.is_empty()) {
        canvas.paragraph(inside(below(body, 1), 1, 0), &shared.say(failure), Role::Error);
        return;
    }
    if screen.loading {
        canvas.text(row(body, 1), &format!("    {}", shared.text("loading")), Role::Dim);
        return;
    }
    if screen.snapshots.is_empty() && screen.counting.is_none() {
        let said = Message::new("stats-empty").with("key", shared.key_of(Action::StatisticsCompute));
        canvas.paragraph(inside(below(body, 1), 4, 0), &shared.say(&said), Role::Dim);
        return;
    }
    match screen.picture {
        Picture::Table => draw_table(screen, canvas, body, shared),
        Picture::Zones => pictures::zones(screen, canvas, body, shared),
        Picture::Distribution => pictures::distribution(screen, canvas, body, shared),
        Picture::Trend => pictures::trend(screen, canvas, body, shared),
    }
    draw_totals(screen, canvas, pane, shared);
}

fn draw_head(screen: &Statistics, canvas: &mut Canvas<'_>, shared: &Shared) {
    let [area, _, _] = places(screen);
    if let Some(counting) = &screen.counting {
        let counts = (screen.lines.len() as u64, counting.total as u64);
        let label = format!(" {} ", shared.text("statistics-stage-count"));
        let used = canvas.text(area, &label, Role::Title);
        progress::draw(canvas, after(area, used), counts, &format!("{} / {}", counts.0, counts.1));
        return;
    }
    let mut used = 0;
    if screen.only_ticked {
        used += canvas.text(area, &format!(" {} ", shared.text("establishments-only-ticked")), Role::Tick);
    }
    if screen.typing || !screen.input.value().is_empty() {
        let (error, remarks) = (screen.filter_error.as_ref(), screen.remarks.as_slice());
        let line = FilterLine { input: &screen.input, typing: screen.typing, error, remarks };
        line.draw(canvas, screen.area, used, shared);
        return;
    }
    let open = screen.snapshots.iter().find(|snapshot| Some(snapshot.id) == screen.open);
    if let Some(open) = open {
        let key = if open.is_complete { "stats-open" } else { "stats-open-cancelled" };
        let said = Message { key, args: Vec::new() }.with("at", open.at);
        canvas.text(after(area, used + 1), &shared.say(&said), Role::Dim);
    }
}

fn draw_table(screen: &Statistics, canvas: &mut Canvas<'_>, body: Rect, shared: &Shared) {
    let sorted = Measure::ALL.iter().position(|measure| *measure == screen.sort.0).map(|at| (at, screen.sort.1));
    let range = screen.range_from.map(|from| from.min(screen.viewport.at)..=from.max(screen.viewport.at));
    let line = |at: usize| {
        let line = screen.line(at)?;
        let mark = match &range {
            _ if shared.ticks.contains(&line.number) => "[x]",
            Some(range) if range.contains(&at) => "[•]",
            Some(_) | None => "[ ]",
        };
        Some(rows::line(line, mark, shared))
    };
    table::draw(canvas, body, (&rows::columns(screen.moved), sorted), &screen.viewport, shared, &line);
    if screen.shown.is_empty() && screen.counting.is_none() {
        let said = Message::new("stats-no-match").with("back", shared.key_of(Action::Back));
        canvas.paragraph(inside(below(body, 2), 4, 0), &shared.say(&said), Role::Dim);
    }
}

fn draw_totals(screen: &Statistics, canvas: &mut Canvas<'_>, pane: Rect, shared: &Shared) {
    canvas.rule(row(pane, 0));
    let totals = &screen.totals;
    let line = inside(row(pane, 1), 1, 0);
    let count = Message::new("stats-counted")
        .with("establishments", number(totals.establishments))
        .with("asleep", number(totals.asleep));
    let used = canvas.text(line, &shared.say(&count), Role::Text);
    if totals.unread > 0 {
        let unread = Message::new("stats-unread").with("count", number(totals.unread));
        canvas.text(after(line, used + 1), &format!("× {}", shared.say(&unread)), Role::Error);
    }
    // On a narrow screen the sums take two lines.
    let place = inside(below(pane, 2), 1, 0);
    let left = Rect { height: pane.height.saturating_sub(3).min(2), ..place };
    canvas.paragraph(left, &sums(totals, shared), Role::Text);
    if let Some((current, (_, history))) = screen.current().zip(screen.history.as_ref())
        && pane.height >= PANE
    {
        pictures::sparkline(canvas, inside(row(pane, pane.height - 1), 1, 0), current, history, shared);
    }
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Says sums; small groups of persons are hidden.
fn sums(totals: &Totals, shared: &Shared) -> String {
    let sums = &totals.sums;
    let persons = |count| Group::of(count).text();
    shared.say(
        &Message::new("stats-sums")
            .with("staff", persons(sums.staff))
            .with("staffconnected", persons(sums.staff_connected))
            .with("learners", persons(sums.learners))
            .with("learnersconnected", persons(sums.learners_connected))
            .with("grades", number(sums.grades))
            .with("enrolments", number(sums.all_enrolments()))
            .with("size", words::size(sums.size_bytes, &shared.catalogue)),
    )
}
