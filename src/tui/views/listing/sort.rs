//! The menu of what rows are ordered by.

use crate::domain::message::Message;
use crate::tui::actions::Action;
use crate::tui::shared::Shared;
use crate::tui::widgets::menu::Menu;
use crate::tui::widgets::table::sign;

/// Says beside the count by what rows are ordered, where no column shows it.
pub(in crate::tui::views) fn told(count: Message, (title, descending): (Message, bool), is_seen: bool) -> Message {
    if is_seen {
        return count;
    }
    Message::new("list-sorted").with("count", count).with("column", title).with("sign", sign(descending))
}

/// Makes the menu; the column that they are ordered by bears a sign, and choosing it once more turns the order round.
pub(in crate::tui::views) fn menu(lines: Vec<Message>, (at, descending): (usize, bool), shared: &Shared) -> Menu {
    let again = Message::new("sort-again").with("key", shared.key_of(Action::Sort));
    let menu = Menu::new(Message::new("action-sort"), lines).asking(again).focus(at);
    menu.mark(at, sign(descending)).again(Action::Sort)
}
