//! What each action does on the table of establishments.

use ratatui::crossterm::event::KeyCode;

use super::begin::{begin, hidden_menu};
use super::list::{Asking, Establishments};
use super::{add, edit, facets, ticks};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::Message;
use crate::domain::search::{Sort, SortKey};
use crate::i18n::words;
use crate::tui::actions::{Action, Arity, entry};
use crate::tui::keymap::Key;
use crate::tui::orders::establishment::Reload;
use crate::tui::shared::Shared;
use crate::tui::view::{Answer, Reply, Step};
use crate::tui::views::job;
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::menu::Menu;

/// Does an action.
pub(super) fn act(list: &mut Establishments, action: Action, shared: &mut Shared) -> Reply {
    if list.viewport.act(action) {
        return Reply::redraw().join(list.fetch());
    }
    if entry(action).arity == Arity::Many && list.hidden > 0 && !shared.ticks.is_empty() {
        list.asking = Asking::HiddenTicks(action);
        return Reply::open(hidden_menu(shared.ticks.len(), list.hidden));
    }
    match action {
        Action::Open => list.open_detail(),
        Action::Back => back(list, shared),
        Action::Filter => {
            list.typing = true;
            Reply::redraw()
        }
        Action::Sort => {
            list.asking = Asking::Sort;
            Reply::open(sort_menu(list.sort))
        }
        Action::Facets => Reply::open(facets::Facets::new(list.filter.clone())),
        Action::EstablishmentAdd => Reply::open(add::Add::new(shared)),
        Action::EstablishmentEdit => match list.current() {
            Some(number) => Reply::open(edit::Edit::new(number)),
            None => Reply::none(),
        },
        Action::Departments => begin(action, list.selection(list.current().into_iter().collect()), shared),
        Action::EstablishmentBlock
        | Action::EstablishmentUnblock
        | Action::EstablishmentReset
        | Action::EstablishmentMove
        | Action::EstablishmentExport
        | Action::EstablishmentMail
        | Action::EstablishmentDelete => begin(action, list.selection(list.targets(shared)), shared),
        Action::EstablishmentUndo => job::undo_last(),
        Action::EstablishmentStatistics => Reply::step(Step::Show(Action::Statistics)),
        Action::EstablishmentImport => Reply::step(Step::Show(action)),
        _ => tick(list, action, shared),
    }
}

fn tick(list: &mut Establishments, action: Action, shared: &mut Shared) -> Reply {
    match action {
        Action::Tick | Action::TickUp if list.range_from.is_some() => end_range(list, shared),
        Action::Tick | Action::TickUp => {
            if let Some(number) = list.current() {
                ticks::toggle(&mut shared.ticks, number);
            }
            // With only ticked rows shown, the next one comes under the cursor by itself.
            if !list.only_ticked {
                list.viewport.act(if action == Action::TickUp { Action::Up } else { Action::Down });
            }
        }
        Action::Range => match list.range_from {
            Some(_) => end_range(list, shared),
            None => list.range_from = Some(list.viewport.at),
        },
        Action::TickAll => shared.ticks.extend(&list.shown),
        Action::TickNone => shared.ticks.clear(),
        Action::Invert => ticks::invert(&mut shared.ticks, &list.shown),
        Action::OnlyTicked => {
            list.only_ticked = !list.only_ticked;
            list.range_from = None;
            return list.reshow(shared);
        }
        _ => return Reply::none(),
    }
    list.recount(shared)
}

fn end_range(list: &mut Establishments, shared: &mut Shared) {
    let Some(from) = list.range_from.take() else { return };
    let start = from.min(list.viewport.at);
    let count = from.abs_diff(list.viewport.at) + 1;
    shared.ticks.extend(list.shown.iter().skip(start).take(count));
}

/// Retreats by one step: the range, the filter, the view of ticks, the ticks.
fn back(list: &mut Establishments, shared: &mut Shared) -> Reply {
    if list.range_from.take().is_some() {
        return Reply::redraw();
    }
    if !list.input.value().is_empty() {
        return clear_filter(list, shared);
    }
    if list.only_ticked {
        list.only_ticked = false;
        return list.reshow(shared);
    }
    if shared.ticks.is_empty() {
        return Reply::none();
    }
    list.asking = Asking::DropTicks;
    let question = Message::new("ticks-drop").with("ticked", shared.ticks.len());
    Reply::open(Confirm::yes(Message::new("action-tick-none"), vec![question], shared))
}

fn clear_filter(list: &mut Establishments, shared: &Shared) -> Reply {
    list.input.set("");
    list.typing = false;
    list.typed(shared)
}

/// Handles a key while the filter is typed.
pub(super) fn filter_key(list: &mut Establishments, key: Key, shared: &mut Shared) -> Reply {
    match key.code {
        KeyCode::Esc => clear_filter(list, shared),
        KeyCode::Enter | KeyCode::Tab => {
            // A filter that cannot be read stays open, so that its message stays beside it.
            list.typing = list.filter_error.is_some();
            Reply::redraw()
        }
        KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown => {
            let action = match key.code {
                KeyCode::Up => Action::Up,
                KeyCode::Down => Action::Down,
                KeyCode::PageUp => Action::PageUp,
                _ => Action::PageDown,
            };
            list.viewport.act(action);
            Reply::redraw().join(list.fetch())
        }
        _ if list.input.key(key) => list.typed(shared),
        _ => Reply::none(),
    }
}

fn sort_menu(sort: Sort) -> Menu {
    let lines = SortKey::ALL.iter().map(|key| Message::new(words::column(*key))).collect();
    let at = SortKey::ALL.iter().position(|key| *key == sort.key).unwrap_or(0);
    let sign = if sort.descending { "▼" } else { "▲" };
    Menu::new(Message::new("action-sort"), lines).focus(at).mark(at, sign)
}

/// Takes the answer of a dialog.
pub(super) fn answer(list: &mut Establishments, asking: Asking, answer: Answer, shared: &mut Shared) -> Reply {
    match (asking, answer) {
        (_, Answer::Done(number)) => list.go_to(number, shared),
        (Asking::Sort, Answer::Chosen(at)) => {
            let Some(key) = SortKey::ALL.get(at).copied() else { return Reply::none() };
            let descending = key == list.sort.key && !list.sort.descending;
            list.sort = Sort { key, descending };
            list.select(Reload::No, shared)
        }
        (Asking::HiddenTicks(action), Answer::Chosen(at)) => {
            let targets: Vec<EstablishmentNumber> = match at {
                0 => list.shown.iter().filter(|number| shared.ticks.contains(number)).copied().collect(),
                1 => shared.ticks.iter().copied().collect(),
                _ => return Reply::redraw(),
            };
            begin(action, list.selection(targets), shared)
        }
        (Asking::DropTicks, Answer::Confirmed) => {
            shared.ticks.clear();
            list.recount(shared)
        }
        // Facets tick while they are open.
        (_, Answer::Dismissed | Answer::Confirmed | Answer::Chosen(_) | Answer::Named(_)) => list.recount(shared),
    }
}
