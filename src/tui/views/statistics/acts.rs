//! What each action does on the screen of statistics.

use std::collections::HashSet;

use ratatui::crossterm::event::KeyCode;

use super::file::StatisticsFile;
use super::rows;
use super::screen::{Asking, Picture, Statistics};
use crate::domain::message::Message;
use crate::domain::statistics::{Line, Measure};
use crate::i18n::{audit, words};
use crate::operations::statistics::Reading;
use crate::tui::actions::{Action, Arity, Place, entry};
use crate::tui::keymap::Key;
use crate::tui::shared::Shared;
use crate::tui::view::{Answer, Reply};
use crate::tui::views::establishment;
use crate::tui::views::listing::{hidden_menu, ticks};
use crate::tui::widgets::menu::Menu;

/// Does an action.
pub(super) fn act(screen: &mut Statistics, action: Action, shared: &mut Shared) -> Reply {
    if screen.viewport.act(action) {
        return Reply::redraw().join(screen.ask_history());
    }
    if matches!(entry(action).place, Place::Chosen | Place::Acted) {
        return chosen(screen, action, shared);
    }
    match action {
        Action::Open => screen.current().map_or_else(Reply::none, |line| establishment::open(line.number)),
        Action::StatisticsCompute => screen.compute(Reading::Changed, shared),
        Action::StatisticsFresh => screen.compute(Reading::Everything, shared),
        Action::StatisticsPicture => {
            screen.picture = screen.picture.next();
            Reply::redraw()
        }
        Action::StatisticsLeft | Action::StatisticsRight if screen.picture != Picture::Table => Reply::none(),
        Action::StatisticsLeft => {
            screen.moved = screen.moved.saturating_sub(1);
            Reply::redraw()
        }
        Action::StatisticsRight => {
            screen.moved += usize::from(rows::can_move(screen.moved, screen.area.width));
            Reply::redraw()
        }
        Action::StatisticsOpen => open_menu(screen, shared),
        Action::StatisticsExport => {
            let lines: Vec<Line> = screen.shown.iter().filter_map(|at| screen.lines.get(*at)).cloned().collect();
            Reply::open(StatisticsFile::new(lines, screen.input.value().trim().to_owned(), shared))
        }
        Action::Filter => {
            (screen.typing, screen.picture) = (true, Picture::Table);
            Reply::redraw()
        }
        Action::Sort => sort_menu(screen),
        Action::Back => back(screen, shared),
        _ => tick(screen, action, shared),
    }
}

/// Begins what is done to establishments; ticks that are not visible are asked about.
fn chosen(screen: &mut Statistics, action: Action, shared: &Shared) -> Reply {
    if entry(action).arity == Arity::One {
        let row = screen.current().map(|line| line.number);
        return establishment::begin(action, row.into_iter().collect(), shared);
    }
    let hidden = ticks::hidden(&shared.ticks, &screen.numbers());
    if hidden > 0 && entry(action).arity == Arity::Many {
        screen.asking = Asking::Hidden(action);
        return Reply::open(hidden_menu(shared.ticks.len(), hidden));
    }
    establishment::begin(action, screen.targets(shared), shared)
}

fn tick(screen: &mut Statistics, action: Action, shared: &mut Shared) -> Reply {
    match action {
        Action::Tick | Action::TickUp if screen.range_from.is_some() => end_range(screen, shared),
        Action::Tick | Action::TickUp => {
            if let Some(number) = screen.current().map(|line| line.number) {
                ticks::toggle(&mut shared.ticks, number);
            }
            if !screen.only_ticked {
                screen.viewport.act(if action == Action::TickUp { Action::Up } else { Action::Down });
            }
        }
        Action::Range => match screen.range_from {
            Some(_) => end_range(screen, shared),
            None => screen.range_from = Some(screen.viewport.at),
        },
        Action::TickAll => shared.ticks.extend(screen.numbers()),
        Action::TickNone => shared.ticks.clear(),
        Action::Invert => ticks::invert(&mut shared.ticks, &screen.numbers()),
        Action::OnlyTicked => {
            (screen.only_ticked, screen.range_from) = (!screen.only_ticked, None);
        }
        _ => return Reply::none(),
    }
    screen.show(shared)
}

fn end_range(screen: &mut Statistics, shared: &mut Shared) {
    let Some(from) = screen.range_from.take() else { return };
    let numbers = screen.numbers();
    let count = from.abs_diff(screen.viewport.at) + 1;
    shared.ticks.extend(numbers.into_iter().skip(from.min(screen.viewport.at)).take(count));
}

/// Retreats by one step: the count, the range, the filter, the view of ticks, the picture.
fn back(screen: &mut Statistics, shared: &Shared) -> Reply {
    if screen.counting.is_some() {
        return screen.halt();
    }
    if screen.range_from.take().is_some() {
        return Reply::redraw();
    }
    if !screen.input.value().is_empty() {
        screen.input.set("");
        return screen.typed(shared);
    }
    if screen.only_ticked {
        screen.only_ticked = false;
        return screen.show(shared);
    }
    if screen.picture == Picture::Table {
        return Reply::none();
    }
    screen.picture = Picture::Table;
    Reply::redraw()
}

/// Handles a key while the filter is typed.
pub(super) fn filter_key(screen: &mut Statistics, key: Key, shared: &Shared) -> Reply {
    match key.code {
        KeyCode::Esc => {
            screen.input.set("");
            screen.typing = false;
            screen.typed(shared)
        }
        KeyCode::Enter | KeyCode::Tab => {
            screen.typing = screen.filter_error.is_some();
            Reply::redraw()
        }
        _ if screen.input.key(key) => screen.typed(shared),
        _ => Reply::none(),
    }
}

fn sort_menu(screen: &mut Statistics) -> Reply {
    screen.asking = Asking::Sort;
    let lines = Measure::ALL.iter().map(|measure| Message::new(words::measure(*measure))).collect();
    let at = Measure::ALL.iter().position(|measure| *measure == screen.sort.0).unwrap_or(0);
    let sign = if screen.sort.1 { "▼" } else { "▲" };
    Reply::open(Menu::new(Message::new("action-sort"), lines).focus(at).mark(at, sign))
}

/// Most snapshots that the list offers.
const OFFERED: usize = 200;

fn open_menu(screen: &mut Statistics, shared: &Shared) -> Reply {
    if screen.snapshots.is_empty() {
        return Reply::refuse(Message::new("stats-none"));
    }
    screen.asking = Asking::Snapshot;
    let lines = screen.snapshots.iter().take(OFFERED).map(|snapshot| {
        let key = if snapshot.is_complete { "stats-snapshot" } else { "stats-snapshot-cancelled" };
        let count = snapshot.totals.establishments + snapshot.totals.unread;
        Message { key, args: Vec::new() }
            .with("at", snapshot.at)
            .with("author", audit::who(&shared.catalogue, &snapshot.author))
            .with("count", i64::try_from(count).unwrap_or(i64::MAX))
    });
    let at = screen.snapshots.iter().position(|snapshot| Some(snapshot.id) == screen.open).unwrap_or(0);
    Reply::open(Menu::new(Message::new("action-statistics-open"), lines.collect()).focus(at).mark(at, "•"))
}

/// Takes the answer of a dialog.
pub(super) fn answer(screen: &mut Statistics, answer: Answer, shared: &Shared) -> Reply {
    match (std::mem::replace(&mut screen.asking, Asking::Nothing), answer) {
        (Asking::Sort, Answer::Chosen(at)) => {
            let Some(measure) = Measure::ALL.get(at).copied() else { return Reply::none() };
            // Numbers are of interest from the greatest down.
            let descending = if measure == screen.sort.0 {
                !screen.sort.1
            } else {
                measure.count(&crate::domain::statistics::Figures::default()).is_some()
            };
            screen.sort = (measure, descending);
            screen.show(shared)
        }
        (Asking::Snapshot, Answer::Chosen(at)) => match screen.snapshots.get(at).map(|snapshot| snapshot.id) {
            Some(id) => screen.open(Some(id)),
            None => Reply::none(),
        },
        (Asking::Hidden(action), Answer::Chosen(at)) => {
            let mut targets = screen.targets(shared);
            match at {
                0 => {
                    let shown: HashSet<_> = screen.numbers().into_iter().collect();
                    targets.retain(|number| shown.contains(number));
                }
                1 => {}
                _ => return Reply::redraw(),
            }
            establishment::begin(action, targets, shared)
        }
        (
            Asking::Nothing | Asking::Sort | Asking::Snapshot | Asking::Hidden(_),
            Answer::Dismissed
            | Answer::Confirmed
            | Answer::Chosen(_)
            | Answer::Named(_)
            | Answer::Meant(..)
            | Answer::Done(_),
        ) => Reply::redraw(),
    }
}
