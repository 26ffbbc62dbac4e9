//! What each action and each key of the filter does.

use ratatui::crossterm::event::KeyCode;

use super::list::{Audit, Wishes};
use super::{detail, export, fields};
use crate::tui::actions::Action;
use crate::tui::keymap::Key;
use crate::tui::orders::Effect;
use crate::tui::orders::audit::Request;
use crate::tui::shared::Shared;
use crate::tui::view::Reply;

/// Does an action.
pub(super) fn act(list: &mut Audit, action: Action, shared: &Shared) -> Reply {
    if list.viewport.act(action) {
        return Reply::redraw().join(list.fetch());
    }
    match action {
        Action::Open => list.current().map_or_else(Reply::none, |entry| Reply::open(detail::Detail::new(entry))),
        Action::Filter => {
            list.typing = true;
            list.layout();
            Reply::redraw()
        }
        Action::AuditFields => {
            list.form = Some(fields::form(&list.wishes, &shared.catalogue));
            Reply::redraw()
        }
        Action::AuditVerify => {
            list.verifying = true;
            Reply::redraw().join(Effect::Audit(Request::Verify).into())
        }
        Action::AuditExport => Reply::open(export::Export::new(list.filter(), list.is_filtered())),
        Action::Back if !list.input.value().is_empty() => clear(list),
        Action::Back if list.is_filtered() => {
            list.wishes = Wishes::default();
            list.restart()
        }
        _ => Reply::none(),
    }
}

fn clear(list: &mut Audit) -> Reply {
    list.input.set("");
    list.typing = false;
    let reply = list.typed();
    list.layout();
    reply.join(list.fetch())
}

/// Handles a key while words are typed.
pub(super) fn filter_key(list: &mut Audit, key: Key, shared: &Shared) -> Reply {
    match key.code {
        KeyCode::Esc => clear(list),
        KeyCode::Enter | KeyCode::Tab => {
            list.typing = list.filter_error.is_some();
            list.layout();
            Reply::redraw()
        }
        KeyCode::Up => act(list, Action::Up, shared),
        KeyCode::Down => act(list, Action::Down, shared),
        _ if list.input.key(key) => list.typed(),
        _ => Reply::none(),
    }
}
