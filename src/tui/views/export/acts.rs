//! What each action does on the table of exports.

use std::collections::HashSet;

use ratatui::crossterm::event::KeyCode;

use super::list::Exports;
use super::{detail, forms, key};
use crate::domain::export::{Existing, is_sealed};
use crate::domain::message::Message;
use crate::jobs::progress::Cancel;
use crate::tui::actions::Action;
use crate::tui::keymap::Key;
use crate::tui::orders::Effect;
use crate::tui::orders::export::Request;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Reply, Step};
use crate::tui::views::establishment::{self, ticks};
use crate::tui::views::job;

/// Does an action.
pub(super) fn act(screen: &mut Exports, action: Action, shared: &Shared) -> Reply {
    if screen.listed.act(action) {
        return Reply::redraw();
    }
    match action {
        Action::Open => match screen.listed.current() {
            Some(found) => Reply::open(detail::Detail::new(found.clone(), screen.presence(found))),
            None => Reply::none(),
        },
        Action::ExportVerify | Action::ExportRestore | Action::ExportReplace if screen.hidden() > 0 => {
            screen.asking = Some(action);
            establishment::ask_hidden(screen.ticks.len(), screen.hidden())
        }
        Action::ExportVerify | Action::ExportRestore | Action::ExportReplace => {
            let files = screen.targets();
            begin(screen, action, files)
        }
        Action::ExportFile => Reply::open(forms::RestoreFile::new(shared)),
        Action::ExportPrune => Reply::open(forms::Prune::new(screen.retention_days)),
        Action::ExportKeep => Reply::open(forms::Keep::new(screen.retention_days)),
        Action::Filter => {
            screen.typing = true;
            Reply::redraw()
        }
        Action::Back => back(screen, shared),
        _ => tick(screen, action, shared),
    }
}

/// Goes on with those that are meant when some ticks are not visible.
pub(super) fn meant(screen: &mut Exports, action: Action, answer: usize) -> Reply {
    let mut files = screen.targets();
    match answer {
        0 => {
            let shown: HashSet<String> = screen.shown().into_iter().collect();
            files.retain(|file| shown.contains(file));
        }
        1 => {}
        _ => return Reply::redraw(),
    }
    if files.is_empty() {
        return Reply::refuse(Message::new("why-no-targets"));
    }
    begin(screen, action, files)
}

fn begin(screen: &mut Exports, action: Action, files: Vec<String>) -> Reply {
    match action {
        Action::ExportRestore => restore(files, Existing::Refuse),
        Action::ExportReplace => restore(files, Existing::Replace),
        _ => verify(screen, files),
    }
}

/// Goes to the plan; what is encrypted needs a file of keys first.
fn restore(files: Vec<String>, existing: Existing) -> Reply {
    if files.iter().any(|file| is_sealed(file)) {
        Reply::open(forms::Keys::new(files, existing))
    } else {
        job::restore(files, existing, String::new())
    }
}

fn verify(screen: &mut Exports, files: Vec<String>) -> Reply {
    let cancel = Cancel::new();
    screen.reading = Some(cancel.clone());
    let said = Message::new("export-reading").with("count", files.len());
    Reply::step(Step::Say(said, Role::Text)).join(Effect::Export(Request::Verify { files, cancel }).into())
}

fn tick(screen: &mut Exports, action: Action, shared: &Shared) -> Reply {
    match action {
        Action::Tick | Action::TickUp | Action::Range if screen.range_from.is_some() => end_range(screen),
        Action::Tick | Action::TickUp => {
            if let Some(file) = screen.listed.current().map(key) {
                ticks::toggle(&mut screen.ticks, file);
            }
            if !screen.only_ticked {
                screen.listed.act(if action == Action::TickUp { Action::Up } else { Action::Down });
            }
        }
        Action::Range => {
            screen.range_from = Some(screen.listed.at());
            return Reply::redraw();
        }
        Action::TickAll => screen.ticks.extend(screen.shown()),
        Action::TickNone => screen.ticks.clear(),
        Action::Invert => {
            let shown = screen.shown();
            ticks::invert(&mut screen.ticks, &shown);
        }
        Action::OnlyTicked => screen.only_ticked = !screen.only_ticked,
        _ => return Reply::none(),
    }
    screen.show(shared)
}

fn end_range(screen: &mut Exports) {
    let Some(from) = screen.range_from.take() else { return };
    let at = screen.listed.at();
    let count = from.abs_diff(at) + 1;
    let files: Vec<String> = screen.listed.rows().iter().skip(from.min(at)).take(count).map(key).collect();
    screen.ticks.extend(files);
}

/// Retreats by one step: the reading, the range, the filter, the view of ticks, the ticks.
fn back(screen: &mut Exports, shared: &Shared) -> Reply {
    if let Some(reading) = &screen.reading {
        reading.cancel();
        return Reply::redraw();
    }
    if screen.range_from.take().is_some() {
        return Reply::redraw();
    }
    if !screen.input.value().is_empty() {
        screen.input.set("");
    } else if screen.only_ticked {
        screen.only_ticked = false;
    } else if screen.ticks.is_empty() {
        return Reply::none();
    } else {
        screen.ticks.clear();
    }
    screen.show(shared)
}

/// Handles a key while the filter is typed.
pub(super) fn filter_key(screen: &mut Exports, key: Key, shared: &Shared) -> Reply {
    match key.code {
        KeyCode::Esc => {
            screen.input.set("");
            screen.typing = false;
            screen.show(shared)
        }
        KeyCode::Enter | KeyCode::Tab => {
            screen.typing = screen.filter_error.is_some();
            Reply::redraw()
        }
        _ if screen.input.key(key) => screen.show(shared),
        _ => Reply::none(),
    }
}
