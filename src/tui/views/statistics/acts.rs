//! What each action does on the screen of statistics.

use super::file::StatisticsFile;
use super::rows;
use super::screen::{Asking, Picture, Statistics, read};
use crate::domain::message::Message;
use crate::domain::statistics::{Figures, Line, Measure};
use crate::i18n::{audit, words};
use crate::nouns::Id;
use crate::operations::statistics::Reading;
use crate::tui::actions::{Action, Arity, Place, entry};
use crate::tui::shared::{ESTABLISHMENTS, Shared};
use crate::tui::view::{Answer, Meant, Reply, Step};
use crate::tui::views::listing::{Heard, Wants, sort};
use crate::tui::views::noun::Detail;
use crate::tui::widgets::menu::Menu;
use crate::tui::widgets::table;

/// Does an action.
pub(super) fn act(screen: &mut Statistics, action: Action, shared: &mut Shared) -> Reply {
    if action == Action::Back && screen.counting.is_some() {
        return screen.halt();
    }
    if action == Action::Filter {
        screen.picture = Picture::Table;
    }
    let wants = screen.list.act(action, shared.ticks.change(ESTABLISHMENTS), &read);
    // What is gone is ticked by nothing.
    shared.ticks.change(ESTABLISHMENTS).retain(|id| !screen.is_gone(id));
    match wants {
        Wants::Nothing => {}
        wants => return screen.follow(wants, shared),
    }
    match action {
        _ if matches!(entry(action).place, Place::Chosen | Place::Acted) => {
            let one = || screen.list.current().cloned().into_iter().collect();
            let ticks = shared.ticks.of(ESTABLISHMENTS);
            let mut ids = if entry(action).arity == Arity::One { one() } else { screen.list.targets(ticks) };
            ids.retain(|id| !screen.is_gone(id));
            if ids.is_empty() && screen.current().is_some_and(Line::is_gone) {
                return Reply::refuse(Message::new("stats-gone"));
            }
            lead(action, ids)
        }
        Action::Open => screen.list.current().map_or_else(Reply::none, |id| Detail::open(ESTABLISHMENTS.0, id)),
        Action::StatisticsCompute => screen.compute(Reading::Changed, shared),
        Action::StatisticsFresh => screen.compute(Reading::Everything, shared),
        Action::StatisticsPicture => {
            screen.picture = screen.picture.next();
            Reply::redraw()
        }
        Action::ColumnsLeft | Action::ColumnsRight if screen.picture == Picture::Table => {
            let widths = screen.list.widths(&rows::columns(screen.moved));
            table::step(&mut screen.moved, action, &widths).map_or_else(Reply::none, |()| Reply::redraw())
        }
        Action::StatisticsOpen => open_menu(screen, shared),
        Action::StatisticsExport => {
            let lines = screen.shown().cloned().collect();
            Reply::open(StatisticsFile::dialog(lines, screen.list.wanted_filter().trim().to_owned(), shared))
        }
        Action::Sort => sort_menu(screen, shared),
        Action::Back if screen.picture != Picture::Table => {
            screen.picture = Picture::Table;
            Reply::redraw()
        }
        Action::Back => {
            let wants = screen.list.back(shared.ticks.of(ESTABLISHMENTS), shared);
            screen.follow(wants, shared)
        }
        _ => Reply::none(),
    }
}

/// Begins an action on establishments.
fn lead(action: Action, ids: Vec<Id>) -> Reply {
    let meant = Meant { ids, filter: String::new(), matching: None, filled: Vec::new() };
    Reply::step(Step::Lead(action, meant))
}

fn sort_menu(screen: &mut Statistics, shared: &Shared) -> Reply {
    screen.asking = Asking::Sort;
    let lines = Measure::ALL.iter().map(|measure| Message::new(words::measure(*measure))).collect();
    let at = Measure::ALL.iter().position(|measure| *measure == screen.sort.0).unwrap_or(0);
    Reply::open(sort::menu(lines, (at, screen.sort.1), shared))
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
pub(super) fn answer(screen: &mut Statistics, answer: Answer, shared: &mut Shared) -> Reply {
    let answer = match screen.list.answer(answer, shared.ticks.change(ESTABLISHMENTS)) {
        Heard::Wants(wants) => return screen.follow(wants, shared),
        Heard::Meant(action, targets) => return lead(action, targets),
        Heard::Nothing(answer) => answer,
    };
    match (std::mem::replace(&mut screen.asking, Asking::Nothing), answer) {
        (Asking::Sort, Answer::Chosen(at)) => {
            let Some(measure) = Measure::ALL.get(at).copied() else { return Reply::none() };
            // Numbers are of interest from the greatest down.
            let is_counted = measure.count(&Figures::default()).is_some();
            screen.sort = (measure, if measure == screen.sort.0 { !screen.sort.1 } else { is_counted });
            screen.select(shared)
        }
        (Asking::Snapshot, Answer::Chosen(at)) => match screen.snapshots.get(at).map(|snapshot| snapshot.id) {
            Some(id) => Statistics::open(Some(id)),
            None => Reply::none(),
        },
        (_, _) => {
            let wants = screen.list.recount(shared.ticks.of(ESTABLISHMENTS));
            screen.follow(wants, shared)
        }
    }
}
