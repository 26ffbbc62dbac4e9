//! What an act gives to read, in a box that scrolls.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use crate::domain::message::Message;
use crate::tui::canvas::{Canvas, inside, row, wrap};
use crate::tui::keymap::Key;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, View};

/// Lines that Page Up and Page Down move by.
const PAGE: usize = 10;

/// The box.
#[derive(Debug)]
pub(crate) struct Reading {
    title: Message,
    lines: Vec<Message>,
    /// As they are drawn at this width.
    wrapped: Vec<String>,
    height: usize,
    top: usize,
}

impl Reading {
    /// Makes it.
    pub(crate) fn new(title: Message, lines: Vec<Message>) -> Self {
        Self { title, lines, wrapped: Vec::new(), height: 1, top: 0 }
    }
}

impl View for Reading {
    fn title(&self) -> Message {
        self.title.clone()
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn resize(&mut self, area: Rect, shared: &mut Shared) -> Reply {
        let inner = inside(inside(area, 1, 1), 1, 0);
        let said = self.lines.iter().map(|line| shared.say(line));
        self.wrapped = said.flat_map(|line| wrap(&line, usize::from(inner.width.max(1)))).collect();
        self.height = usize::from(inner.height.saturating_sub(1).max(1));
        Reply::redraw()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let inner = inside(canvas.frame(area, &shared.say(&self.title), Role::Title), 1, 0);
        let last = inner.height.saturating_sub(1);
        let content = Rect { height: last, ..inner };
        for (place, line) in (0..content.height).zip(self.wrapped.iter().skip(self.top)) {
            canvas.text(row(content, place), line, Role::Text);
        }
        canvas.more_in_frame(content, self.top..self.top + self.height, self.wrapped.len());
        canvas.text(row(inner, last), &shared.text("reading-keys"), Role::Dim);
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        let Intent::Key(Key { code, .. }) = intent else { return Reply::none() };
        let last = self.wrapped.len().saturating_sub(self.height);
        let top = match code {
            KeyCode::Up | KeyCode::Char('k') => self.top.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => self.top + 1,
            KeyCode::PageUp => self.top.saturating_sub(PAGE),
            KeyCode::PageDown => self.top + PAGE,
            KeyCode::Home | KeyCode::Char('g') => 0,
            KeyCode::End | KeyCode::Char('G') => last,
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q') => return Reply::close(Answer::Dismissed),
            _ => return Reply::none(),
        };
        self.top = top.min(last);
        Reply::redraw()
    }
}
