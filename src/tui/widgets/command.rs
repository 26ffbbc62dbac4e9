//! The command lines that do the same as the keys of the screen below.

use std::cell::Cell;

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use crate::domain::message::Message;
use crate::tui::actions::{Arity, Place, TABLE};
use crate::tui::canvas::{Canvas, after, below, centre, fitted, inside, row};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, View, offered, possible};

/// A list of labels and command lines.
#[derive(Debug)]
pub(crate) struct Commands {
    lines: Vec<(Message, String)>,
    /// Kept by the drawing, which knows how much has room, to where the last page begins.
    top: Cell<usize>,
}

impl Commands {
    /// Makes the list for a view: its own listing first, then what acts on its rows.
    pub(crate) fn new(view: &dyn View, shared: &Shared) -> Self {
        let mut lines: Vec<(Message, String)> = view.echoes().into_iter().collect();
        for entry in TABLE.iter().filter(|entry| view.places().contains(&entry.place) && offered(view, entry, shared)) {
            let own = entry.place != Place::Everywhere || entry.label == view.title().key;
            if !own || possible(view, entry, shared).is_err() {
                continue;
            }
            let filled = || entry.command.map(|template| view.command(template, shared));
            let Some(command) = entry.act.and_then(|act| view.derived(act, shared)).or_else(filled) else { continue };
            let line = (entry.label(), command);
            let acts = matches!(entry.arity, Arity::One | Arity::Many) || entry.place != Place::Everywhere;
            if acts { lines.push(line) } else { lines.insert(0, line) }
        }
        Self { lines, top: Cell::new(0) }
    }

    /// Makes a list of given lines.
    pub(crate) fn of(lines: Vec<(Message, String)>) -> Self {
        Self { lines, top: Cell::new(0) }
    }
}

pub(crate) use crate::jobs::command::{option, quoted};

impl View for Commands {
    fn title(&self) -> Message {
        Message::new("command-title")
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let place = centre(area, area.width.saturating_sub(4), area.height.saturating_sub(4));
        let inner = inside(canvas.frame(place, &shared.say(&self.title()), Role::Title), 1, 0);
        if self.lines.is_empty() {
            canvas.paragraph(inner, &shared.text("command-none"), Role::Dim);
        }
        let most = usize::from(inner.height);
        let height = |command: &str| 1 + fitted(command, usize::from(inner.width.saturating_sub(2)), most).len();
        let mut room = most;
        let fits = |(_, command): &&(Message, String)| {
            let left = room.checked_sub(height(command));
            room = left.unwrap_or(0);
            left.is_some()
        };
        let last = self.lines.len().saturating_sub(self.lines.iter().rev().take_while(fits).count().max(1));
        let top = self.top.get().min(last);
        self.top.set(top);
        let (mut used, mut seen) = (0, top..top);
        for (label, command) in self.lines.iter().skip(top) {
            seen.end += 1;
            canvas.text(row(inner, used), &shared.say(label), Role::Dim);
            used += 1;
            used += canvas.paragraph(after(below(inner, used), 2), command, Role::Text);
            if used >= inner.height {
                break;
            }
        }
        canvas.more_in_frame(inner, seen, self.lines.len());
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        let Intent::Key(key) = intent else { return Reply::none() };
        let (top, last) = (self.top.get(), self.lines.len().saturating_sub(1));
        match key.code {
            KeyCode::Up | KeyCode::PageUp | KeyCode::Char('k') => self.top.set(top.saturating_sub(1)),
            KeyCode::Down | KeyCode::PageDown | KeyCode::Char('j') => self.top.set((top + 1).min(last)),
            KeyCode::Home | KeyCode::Char('g') => self.top.set(0),
            KeyCode::End | KeyCode::Char('G') => self.top.set(last),
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q' | '=') => return Reply::close(Answer::Dismissed),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_quoted() {
        assert_eq!(super::quoted("l'école $x"), "'l'\\''école $x'");
    }
}
