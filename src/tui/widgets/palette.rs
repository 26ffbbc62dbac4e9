//! Every action of the table that the screen below knows, found by typing; those that cannot be done say why.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::menu::choosing;
use super::scroll::Scroll;
use super::text_input::TextInput;
use crate::domain::access::At;
use crate::domain::message::Message;
use crate::domain::text::fold;
use crate::tui::actions::{Action, Arity, Entry, Place, TABLE};
use crate::tui::canvas::{Canvas, after, below, centre, columns, inside, row, wrap};
use crate::tui::keymap::Key;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View, offered, possible};

/// Lines of a page.
const PAGE: usize = 10;

/// A line of the palette.
#[derive(Debug)]
struct Item {
    action: Action,
    label: String,
    folded: String,
    key: String,
    refused: Option<Message>,
}

/// The palette.
#[derive(Debug)]
pub(crate) struct Palette {
    title: &'static str,
    items: Vec<Item>,
    /// Places in `items` that match, best first.
    found: Vec<usize>,
    input: TextInput,
    at: usize,
    top: Scroll,
}

impl Palette {
    /// Makes the palette of everything; people go from each list of their establishment to all the others.
    pub(crate) fn all(view: &dyn View, shared: &Shared) -> Self {
        let is_person = shared.actor.belongs() != At::Host;
        let is_list = |entry: &Entry| matches!(entry.action, Action::List(noun) if noun.is_inside());
        Self::new("palette-title", view, shared, |entry| is_here(view, entry) || is_person && is_list(entry))
    }

    /// Makes the menu of what acts on rows; where nothing does, of what the screen is for.
    pub(crate) fn targets(view: &dyn View, shared: &Shared) -> Self {
        let acts = |entry: &Entry| is_here(view, entry) && entry.act.is_some();
        let on_rows = Self::new("menu-title", view, shared, |entry| acts(entry) && entry.arity != Arity::None);
        if !on_rows.items.is_empty() {
            return on_rows;
        }
        Self::new("menu-title", view, shared, |entry| acts(entry) && entry.place != Place::Everywhere)
    }

    fn new(title: &'static str, view: &dyn View, shared: &Shared, wanted: impl Fn(&Entry) -> bool) -> Self {
        let here = |entry: &&Entry| wanted(entry) && offered(view, entry, shared);
        let item = |entry: &Entry| {
            let label = shared.say(&entry.label());
            Item {
                action: entry.action,
                folded: fold(&label),
                label,
                key: if is_here(view, entry) { shared.key_of(entry.action) } else { String::new() },
                refused: possible(view, entry, shared).err(),
            }
        };
        let items: Vec<Item> = TABLE.iter().filter(here).map(item).collect();
        let found = (0..items.len()).collect();
        Self { title, items, found, input: TextInput::new(""), at: 0, top: Scroll::default() }
    }

    fn search(&mut self) {
        let wanted = fold(self.input.value());
        let mut scored: Vec<(usize, usize)> = self
            .items
            .iter()
            .enumerate()
            .filter_map(|(at, item)| Some((score(&item.folded, wanted.trim())?, at)))
            .collect();
        scored.sort_unstable();
        self.found = scored.into_iter().map(|(_, at)| at).collect();
        self.at = 0;
    }

    fn chosen(&self) -> Option<&Item> {
        self.found.get(self.at).and_then(|at| self.items.get(*at))
    }
}

/// Tells whether the key of an action acts in a view.
fn is_here(view: &dyn View, entry: &Entry) -> bool {
    view.places().contains(&entry.place)
}

/// Tells how far the wanted signs lie apart in a text, in order; none when one is missing.
fn score(text: &str, wanted: &str) -> Option<usize> {
    if let Some(at) = text.find(wanted) {
        return Some(at);
    }
    let mut from = 0;
    let mut gaps = 100;
    for sign in wanted.chars().filter(|sign| *sign != ' ') {
        let step = text.get(from..)?.find(sign)?;
        gaps += step;
        from += step + sign.len_utf8();
    }
    Some(gaps)
}

/// Does what is under the cursor.
const ENTER: Key = Key::plain(KeyCode::Enter);

impl View for Palette {
    fn title(&self) -> Message {
        Message::new(self.title)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let height = u16::try_from(self.items.len() + 5).unwrap_or(u16::MAX).min(area.height.saturating_sub(2)).min(24);
        let place = centre(area, 76, height);
        let inner = inside(canvas.frame(place, &shared.say(&self.title()), Role::Title), 1, 0);
        canvas.text(row(inner, 0), ": ", Role::Key);
        let room = usize::from(inner.height.saturating_sub(3));
        let first = self.top.around(self.at, room, self.found.len());
        for (line, place) in self.found.iter().skip(first).take(room).enumerate() {
            let Some(item) = self.items.get(*place) else { continue };
            let area = row(inner, u16::try_from(line + 2).unwrap_or(u16::MAX));
            let current = first + line == self.at;
            let role = match (current, &item.refused) {
                (true, _) => Role::Cursor,
                (false, Some(_)) => Role::Dim,
                (false, None) => Role::Text,
            };
            canvas.text(area, if current { "▸" } else { " " }, Role::Key);
            let used = canvas.text(after(area, 2), &item.label, role) + 2;
            canvas.right(after(area, used), &item.key, Role::Key);
        }
        if self.found.is_empty() {
            canvas.text(row(inner, 2), &shared.text("palette-none"), Role::Dim);
        }
        let lines = Rect { height: inner.height.saturating_sub(3), ..below(inner, 2) };
        canvas.more_in_frame(lines, first..first + room, self.found.len());
        let refused = self.chosen().and_then(|item| item.refused.as_ref());
        let last = row(inner, inner.height.saturating_sub(1));
        match refused {
            Some(why) => {
                let lines = wrap(&shared.say(why), usize::from(inner.width));
                let taken = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(inner.height / 2);
                for (at, text) in (inner.height - taken..inner.height).zip(&lines) {
                    canvas.clear_line(row(inner, at));
                    canvas.text(row(inner, at), text, Role::Warning);
                }
            }
            None => {
                canvas.text(last, &shared.text("palette-keys"), Role::Dim);
            }
        }
        self.input.draw(canvas, after(row(inner, 0), columns(": ")), true);
    }

    fn fixed_keys(&self, _shared: &Shared) -> Option<Vec<(Vec<Key>, Message)>> {
        let run = Message::new("help-palette-run");
        Some(choosing(run).into_iter().filter(|(keys, _)| !self.found.is_empty() || !keys.contains(&ENTER)).collect())
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        let key = match intent {
            Intent::Key(key) => key,
            Intent::Paste(text) => {
                self.input.paste(&text);
                self.search();
                return Reply::redraw();
            }
            Intent::Act(_) => return Reply::none(),
        };
        match key.code {
            KeyCode::Up => self.at = self.at.saturating_sub(1),
            KeyCode::Down => self.at = (self.at + 1).min(self.found.len().saturating_sub(1)),
            KeyCode::PageUp => self.at = self.at.saturating_sub(PAGE),
            KeyCode::PageDown => self.at = (self.at + PAGE).min(self.found.len().saturating_sub(1)),
            // Letters are looked for; these two move nothing in a line that is still empty.
            KeyCode::Home if self.input.value().is_empty() => self.at = 0,
            KeyCode::End if self.input.value().is_empty() => self.at = self.found.len().saturating_sub(1),
            KeyCode::Esc => return Reply::close(Answer::Dismissed),
            KeyCode::Enter => {
                return match self.chosen() {
                    Some(Item { refused: Some(why), .. }) => Reply::refuse(why.clone()),
                    Some(item) => Reply::step(Step::CloseAndAct(item.action)),
                    None => Reply::none(),
                };
            }
            _ if self.input.key(key) => self.search(),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_matches_come_first() {
        assert_eq!(score("bloquer", "blo"), Some(0));
        assert!(score("debloquer", "blo") < score("bx l o", "blo"));
        assert_eq!(score("bloquer", "z"), None);
        assert_eq!(score("été", ""), Some(0));
    }
}
