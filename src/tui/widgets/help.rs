//! The keys of the screen below, from the action table.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::scroll::Scroll;
use crate::domain::message::Message;
use crate::tui::actions::{Action, TABLE, entry};
use crate::tui::canvas::{Canvas, after, centre, columns, inside, row};
use crate::tui::keymap::Key;
use crate::tui::pointer::Mouse;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, View, offered};

/// What can be typed into the filter of every list; the columns come from the list.
const FILTERS: [(&str, &str); 9] = [
    ("help-filter-and-sign", "help-filter-and"),
    ("help-filter-or-sign", "help-filter-or"),
    ("help-filter-not-sign", "help-filter-not"),
    ("help-filter-phrase-sign", "help-filter-phrase"),
    ("help-filter-column-sign", "help-filter-column"),
    ("help-filter-empty-sign", "help-filter-empty"),
    ("help-filter-number-sign", "help-filter-number"),
    ("help-filter-date-sign", "help-filter-date"),
    ("help-filter-age-sign", "help-filter-age"),
];

/// The fixed keys of dialogs.
const DIALOG: [(&[KeyCode], &str); 5] = [
    (&[KeyCode::Tab, KeyCode::Down], "help-dialog-next"),
    (&[KeyCode::BackTab, KeyCode::Up], "help-dialog-previous"),
    (&[KeyCode::Left, KeyCode::Right], "help-dialog-value"),
    (&[KeyCode::Enter, KeyCode::Char(' ')], "help-dialog-choose"),
    (&[KeyCode::Esc], "help-dialog-leave"),
];

/// A page of keys, and of what can be typed into a filter.
#[derive(Debug)]
pub(crate) struct Help {
    about: Message,
    lines: Vec<(String, Message)>,
    /// Columns of the widest keys.
    width: u16,
    top: Scroll,
}

impl Help {
    /// Makes the page for a view.
    pub(crate) fn new(view: &dyn View, shared: &Shared) -> Self {
        let filters = view.filters();
        let mut lines = Vec::new();
        for place in view.places() {
            for entry in TABLE.iter().filter(|entry| entry.place == *place && offered(view, entry, shared)) {
                let keys: Vec<String> =
                    shared.keymap.keys(entry.action).map(|key| shared.say(&key.message())).collect();
                if !keys.is_empty() {
                    lines.push((keys.join(" "), entry.label()));
                }
            }
        }
        if view.places().is_empty() {
            let said = |keys: &[Key]| keys.iter().map(|key| shared.say(&key.message())).collect::<Vec<_>>().join(" ");
            lines = of_dialog(view, shared).into_iter().map(|(keys, label)| (said(&keys), label)).collect();
        }
        let width = lines.iter().map(|(keys, _)| columns(keys)).max().unwrap_or(0);
        if let Some(filters) = filters {
            lines.extend(FILTERS.map(|(sign, label)| (shared.text(sign), Message::new(label))));
            lines.extend(filters.lines(&shared.catalogue));
        }
        if shared.mouse == Mouse::On {
            lines.push((shared.text("help-mouse-key"), Message::new("help-mouse")));
        }
        Self { about: view.title(), lines, width, top: Scroll::default() }
    }
}

/// Returns the keys that every form has.
pub(crate) fn of_form() -> Vec<(Vec<Key>, Message)> {
    let plain = |codes: &[KeyCode]| codes.iter().copied().map(Key::plain).collect();
    DIALOG.iter().map(|(codes, label)| (plain(codes), Message { key: label, args: Vec::new() })).collect()
}

/// Returns the keys of forms, questions and menus, which are in no table.
pub(crate) fn of_dialog(view: &dyn View, shared: &Shared) -> Vec<(Vec<Key>, Message)> {
    let bound = [Action::Help, Action::Command];
    let bound = bound.into_iter().map(entry).filter(|entry| entry.is_for(&shared.actor));
    let bound = bound.map(|entry| (shared.keymap.keys(entry.action).collect(), entry.label()));
    view.fixed_keys(shared).unwrap_or_else(of_form).into_iter().chain(bound).collect()
}

impl View for Help {
    fn title(&self) -> Message {
        Message::new("help-title")
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let place = centre(area, 76, area.height.saturating_sub(2));
        let title = format!("{} · {}", shared.say(&self.title()), shared.say(&self.about));
        let inner = inside(canvas.frame(place, &title, Role::Title), 1, 0);
        let room = usize::from(inner.height.saturating_sub(1));
        let top = self.top.first(room, self.lines.len());
        for (at, (keys, label)) in self.lines.iter().skip(top).take(room).enumerate() {
            let line = row(inner, u16::try_from(at).unwrap_or(u16::MAX));
            let used = canvas.text(line, keys, Role::Key);
            canvas.text(after(line, used.max(self.width) + 2), &shared.say(label), Role::Text);
        }
        canvas.more_in_frame(
            Rect { height: inner.height.saturating_sub(1), ..inner },
            top..top + room,
            self.lines.len(),
        );
        let more = if top + room < self.lines.len() { "help-more" } else { "help-keys" };
        canvas.text(row(inner, inner.height.saturating_sub(1)), &shared.text(more), Role::Dim);
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        let Intent::Key(key) = intent else { return Reply::none() };
        let (top, last) = (self.top.get(), self.lines.len().saturating_sub(1));
        match key.code {
            KeyCode::Up | KeyCode::Char('k') => self.top.set(top.saturating_sub(1)),
            KeyCode::Down | KeyCode::Char('j') => self.top.set((top + 1).min(last)),
            KeyCode::PageUp => self.top.set(top.saturating_sub(10)),
            KeyCode::PageDown | KeyCode::Char(' ') => self.top.set((top + 10).min(last)),
            KeyCode::Home | KeyCode::Char('g') => self.top.set(0),
            KeyCode::End | KeyCode::Char('G') => self.top.set(last),
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q' | '?') | KeyCode::F(1) => {
                return Reply::close(Answer::Dismissed);
            }
            _ => return Reply::none(),
        }
        Reply::redraw()
    }
}
