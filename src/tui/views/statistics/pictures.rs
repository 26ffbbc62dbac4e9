//! The pictures: a bar for each zone, the distribution, the trend, an establishment's sparkline. Each bar has its number
//! beside it, so that nothing is told by length or colour alone.

use ratatui::layout::{Direction, Rect};
use ratatui::style::Style;
use ratatui::symbols::bar;
use ratatui::widgets::{Bar, BarChart, BarGroup, Sparkline};

use super::screen::Statistics;
use crate::domain::message::Message;
use crate::domain::statistics::{Group, Line, Measure, Scope, by_zone, distribution as classes};
use crate::domain::text::visible;
use crate::i18n::words;
use crate::operations::statistics::History;
use crate::tui::canvas::{Canvas, after, below, columns, fit, inside, row};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;

/// Widest name beside a bar.
const LABEL: usize = 20;
/// Steps of a sparkline; each has an ASCII twin of its own.
const STEPS: bar::Set<'static> = bar::Set {
    full: "▇",
    seven_eighths: "▆",
    three_quarters: "▅",
    five_eighths: "▄",
    half: "▃",
    three_eighths: "▂",
    one_quarter: "▂",
    one_eighth: "▁",
    empty: " ",
};

/// Returns what is pictured: the column that the table is ordered by, learners when that is no number.
fn pictured(screen: &Statistics) -> Measure {
    let counts = screen.sort.0.count(&crate::domain::statistics::Figures::default()).is_some();
    if counts { screen.sort.0 } else { Measure::Learners }
}

fn written(measure: Measure, value: u64, shared: &Shared) -> String {
    match measure {
        Measure::Size => shared.catalogue.size(value),
        measure if measure.is_persons() => words::persons(value, &shared.catalogue),
        _ => shared.catalogue.number(value),
    }
}

fn title(canvas: &mut Canvas<'_>, area: Rect, key: &'static str, measure: Measure, shared: &Shared) {
    let what = shared.text(words::measure(measure));
    canvas.text(
        inside(row(area, 0), 1, 0),
        &shared.say(&Message { key, args: Vec::new() }.with("what", what)),
        Role::Title,
    );
}

/// Draws bars with a name before and a number behind each.
fn bars(canvas: &mut Canvas<'_>, area: Rect, bars: &[(String, u64, String)]) {
    let label = bars.iter().map(|(label, _, _)| columns(&fit(label, LABEL))).max().unwrap_or(0);
    let number = bars.iter().map(|(_, _, text)| columns(text)).max().unwrap_or(0);
    let room = area.width.saturating_sub(label + number + 3);
    let most = bars.iter().map(|(_, value, _)| *value).max().unwrap_or(0).max(1);
    let lines: Vec<Bar<'_>> =
        bars.iter().map(|(_, value, _)| Bar::default().value(*value).text_value(String::new())).collect();
    let style = canvas.style(Role::Good);
    let chart = BarChart::default()
        .data(BarGroup::default().bars(&lines))
        .direction(Direction::Horizontal)
        .bar_width(1)
        .bar_gap(0)
        .max(most)
        .bar_style(style)
        .value_style(Style::default());
    let place = Rect { width: room, ..after(area, label + 1) };
    canvas.widget(Rect { height: place.height.min(u16::try_from(bars.len()).unwrap_or(u16::MAX)), ..place }, chart);
    for (at, (name, _, text)) in bars.iter().enumerate().take(usize::from(area.height)) {
        let line = row(area, u16::try_from(at).unwrap_or(u16::MAX));
        canvas.text(Rect { width: label, ..line }, &fit(&visible(name), LABEL), Role::Text);
        canvas.text(after(line, label + 2 + room), text, Role::Text);
    }
}

/// Draws a bar for each zone, the greatest first; what does not fit is counted.
pub(super) fn zones(screen: &Statistics, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let measure = pictured(screen);
    title(canvas, area, "stats-by-zone", measure, shared);
    let mut zones: Vec<(String, u64, String)> = by_zone(screen.shown(), shared.now)
        .into_iter()
        .map(|(zone, totals)| {
            let value = measure.count(&totals.sums).unwrap_or(0);
            // A small group's bar does not tell what its number hides.
            let small = measure.is_persons() && Group::of(value) == Group::Small;
            (shared.zone_name(zone), if small { 0 } else { value }, written(measure, value, shared))
        })
        .collect();
    zones.sort_by_key(|(_, value, _)| std::cmp::Reverse(*value));
    let place = inside(below(area, 1), 1, 0);
    let room = usize::from(place.height);
    if zones.len() > room && room > 1 {
        let rest = Message::new("stats-more-zones").with("count", zones.len() - (room - 1));
        zones.truncate(room - 1);
        canvas.text(row(place, place.height - 1), &shared.say(&rest), Role::Dim);
    }
    bars(canvas, place, &zones);
}

/// Draws how many establishments lie in each class.
pub(super) fn distribution(screen: &Statistics, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let measure = pictured(screen);
    title(canvas, area, "stats-distribution", measure, shared);
    let found = classes(screen.shown(), measure);
    let bound = |value: u64| match measure {
        Measure::Size => shared.catalogue.size(value),
        _ => shared.catalogue.number(value),
    };
    let lines: Vec<(String, u64, String)> = found
        .iter()
        .map(|(lower, count)| {
            let upper = lower.saturating_mul(10).saturating_sub(1);
            let label = if upper <= *lower { bound(*lower) } else { format!("{} – {}", bound(*lower), bound(upper)) };
            (label, *count, shared.catalogue.number(*count))
        })
        .collect();
    bars(canvas, inside(below(area, 2), 1, 0), &lines);
}

/// Draws the totals of the dated snapshots of all establishments.
pub(super) fn trend(screen: &Statistics, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let measure = pictured(screen);
    title(canvas, area, "stats-trend", measure, shared);
    let place = inside(below(area, 1), 1, 0);
    let points: Vec<_> = screen
        .snapshots
        .iter()
        .filter(|snapshot| snapshot.scope == Scope::Whole && snapshot.is_complete)
        .map(|snapshot| (snapshot.at, measure.count(&snapshot.totals.sums).unwrap_or(0)))
        .collect();
    if points.len() < 2 {
        canvas.paragraph(below(place, 1), &shared.text("stats-trend-too-few"), Role::Dim);
        return;
    }
    let wide = usize::from(place.width);
    let mut values: Vec<u64> = points.iter().take(wide).map(|(_, value)| *value).collect();
    values.reverse();
    let chart_height = place.height.saturating_sub(4).min(6);
    let chart = Sparkline::default().data(&values).style(canvas.style(Role::Good)).bar_set(STEPS);
    canvas.widget(Rect { height: chart_height, ..place }, chart);
    // The latest ones in numbers.
    for (at, (when, value)) in points.iter().enumerate() {
        let line = row(below(place, chart_height + 1), u16::try_from(at).unwrap_or(u16::MAX));
        let earlier = points.get(at + 1).map(|(_, earlier)| i128::from(*value) - i128::from(*earlier));
        // A difference of few persons would tell what a small group hides.
        let shown =
            earlier.filter(|change| !measure.is_persons() || change.unsigned_abs() == 0 || change.unsigned_abs() >= 5);
        let sign = |change: i128| if change < 0 { '-' } else { '+' };
        let written_change =
            |change: i128| format!("  ({}{})", sign(change), shared.catalogue.number(change.unsigned_abs()));
        let change = shown.map(written_change).unwrap_or_default();
        canvas.text(
            line,
            &format!("{}  {}{change}", shared.catalogue.moment(*when), written(measure, *value, shared)),
            Role::Text,
        );
    }
}

/// Draws how an establishment's figure changed from snapshot to snapshot.
pub(super) fn sparkline(canvas: &mut Canvas<'_>, area: Rect, line: &Line, history: &History, shared: &Shared) {
    let measure = Measure::Learners;
    let values: Vec<u64> = history.iter().filter_map(|(_, figures)| measure.count(figures.as_ref().ok()?)).collect();
    let (Some(first), Some(last)) = (values.first(), values.last()) else { return };
    let what = Message::new("stats-spark")
        .with("number", line.number.to_string())
        .with("what", shared.text(words::measure(measure)))
        .with("first", i64::try_from(*first).unwrap_or(i64::MAX))
        .with("last", i64::try_from(*last).unwrap_or(i64::MAX));
    let used = canvas.text(area, &shared.say(&what), Role::Dim);
    let place = Rect { width: after(area, used + 1).width.min(40), ..after(area, used + 1) };
    let from = values.len().saturating_sub(usize::from(place.width));
    let chart = Sparkline::default().data(&values[from..]).style(canvas.style(Role::Good)).bar_set(STEPS);
    canvas.widget(place, chart);
}
