//! How lines, totals and the state of a count are drawn.

use ratatui::layout::Rect;

use super::screen::{PANE, Picture, Statistics, pane};
use super::{pictures, rows};
use crate::domain::message::Message;
use crate::domain::statistics::Measure;
use crate::nouns::statistics::totals;
use crate::tui::actions::Action;
use crate::tui::canvas::{Canvas, after, below, inside, row};
use crate::tui::shared::{ESTABLISHMENTS, Shared};
use crate::tui::theme::Role;
use crate::tui::views::listing::{Drawn, Picture as Drawing};
use crate::tui::widgets::progress;

/// Draws the screen.
pub(super) fn draw(screen: &Statistics, canvas: &mut Canvas<'_>, shared: &Shared) {
    let [_, body, pane] = screen.list.places(pane);
    let picture: Option<Drawing<'_>> = match screen.picture {
        Picture::Table => None,
        Picture::Zones => Some(&|canvas, body| pictures::zones(screen, canvas, body, shared)),
        Picture::Distribution => Some(&|canvas, body| pictures::distribution(screen, canvas, body, shared)),
        Picture::Trend => Some(&|canvas, body| pictures::trend(screen, canvas, body, shared)),
    };
    let drawn = Drawn {
        columns: &rows::columns(screen.moved),
        sorted: Measure::ALL.iter().position(|measure| *measure == screen.sort.0).map(|at| (at, screen.sort.1)),
        ticks: shared.ticks.of(ESTABLISHMENTS),
        empty: empty(screen, shared),
        head: &|canvas, area| head(screen, canvas, area, shared),
        line: &|line| rows::line(line, shared),
        picture,
    };
    screen.list.draw(canvas, body, &drawn, shared);
    if !screen.snapshots.is_empty() || screen.counting.is_some() {
        draw_totals(screen, canvas, pane, shared);
    }
}

/// Says why there is no line, and what can be done.
fn empty(screen: &Statistics, shared: &Shared) -> Message {
    if screen.counting.is_some() {
        return Message::new("statistics-stage-count");
    }
    if screen.snapshots.is_empty() {
        return Message::new("stats-empty").with("key", shared.key_of(Action::StatisticsCompute));
    }
    Message::new("stats-no-match").with("back", shared.key_of(Action::Back))
}

/// Draws how far the count is, or which snapshot is open.
fn head(screen: &Statistics, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    if let Some(counting) = &screen.counting {
        let counts = (screen.lines.len() as u64, counting.total as u64);
        let label = format!(" {} ", shared.text("statistics-stage-count"));
        let used = canvas.text(area, &label, Role::Title);
        return progress::draw(canvas, after(area, used), counts, &progress::counted(counts, shared));
    }
    if let Some(open) = screen.snapshots.iter().find(|snapshot| Some(snapshot.id) == screen.open) {
        let key = if open.is_complete { "stats-open" } else { "stats-open-cancelled" };
        let said = Message { key, args: Vec::new() }.with("at", open.at);
        canvas.text(after(area, 1), &shared.say(&said), Role::Dim);
    }
}

fn draw_totals(screen: &Statistics, canvas: &mut Canvas<'_>, pane: Rect, shared: &Shared) {
    canvas.rule(row(pane, 0));
    let said = |key| shared.say(&totals(key, &screen.totals, &shared.catalogue));
    let line = inside(row(pane, 1), 1, 0);
    let used = canvas.text(line, &said("stats-counted"), Role::Text);
    if screen.totals.unread > 0 {
        canvas.text(after(line, used + 1), &format!("× {}", said("stats-unread")), Role::Error);
    }
    // On a narrow screen the sums take two lines.
    let place = inside(below(pane, 2), 1, 0);
    let left = Rect { height: pane.height.saturating_sub(3).min(2), ..place };
    canvas.paragraph(left, &said("stats-sums"), Role::Text);
    if let Some((current, (_, history))) = screen.current().zip(screen.history.as_ref())
        && pane.height >= PANE
    {
        pictures::sparkline(canvas, inside(row(pane, pane.height - 1), 1, 0), current, history, shared);
    }
}
