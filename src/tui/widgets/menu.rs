//! A short list of which one line is chosen.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::scroll::Scroll;
use crate::domain::message::Message;
use crate::domain::text::fold;
use crate::tui::actions::Action;
use crate::tui::canvas::{Canvas, below, centre, columns, inside, row, wrap};
use crate::tui::keymap::Key;
use crate::tui::pointer::{Click, steps};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, View};

/// Lines of a page.
const PAGE: usize = 10;

/// A dialog with a question and a list; it answers with the line's place.
#[derive(Debug)]
pub(crate) struct Menu {
    title: Message,
    text: Option<Message>,
    lines: Vec<Message>,
    /// Lines that are marked, and their signs.
    marked: Vec<(usize, &'static str)>,
    /// The action whose key chooses the marked line.
    again: Option<Action>,
    at: usize,
    top: Scroll,
}

impl Menu {
    /// Makes a menu with its first line in focus.
    pub(crate) fn new(title: Message, lines: Vec<Message>) -> Self {
        Self { title, text: None, lines, marked: Vec::new(), again: None, at: 0, top: Scroll::default() }
    }

    /// Adds a question above the lines.
    pub(crate) fn asking(mut self, text: Message) -> Self {
        self.text = Some(text);
        self
    }

    /// Marks a line with a sign.
    pub(crate) fn mark(mut self, at: usize, sign: &'static str) -> Self {
        self.marked.push((at, sign));
        self
    }

    /// Lets the key of an action choose the marked line.
    pub(crate) fn again(mut self, action: Action) -> Self {
        self.again = Some(action);
        self
    }

    /// Returns the line in focus.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Puts the focus on a line.
    pub(crate) fn focus(mut self, at: usize) -> Self {
        self.at = at.min(self.lines.len().saturating_sub(1));
        self
    }
}

impl Menu {
    /// Finds the next line whose first word begins with a letter; numbers and signs before it are none.
    fn named(&self, letter: char, shared: &Shared) -> Option<usize> {
        let wanted = fold(&letter.to_string());
        let begins = |at: &usize| {
            let line = self.lines.get(*at).map(|line| fold(&shared.say(line))).unwrap_or_default();
            line.trim_start_matches(|sign: char| !sign.is_alphabetic()).starts_with(&wanted)
        };
        let count = self.lines.len();
        (1..=count).map(|step| (self.at + step) % count).find(begins).filter(|_| !wanted.trim().is_empty())
    }
}

/// The keys of a list of which one line is chosen.
pub(crate) fn choosing(choose: Message) -> Vec<(Vec<Key>, Message)> {
    let plain = |codes: [KeyCode; 2]| codes.map(Key::plain).to_vec();
    vec![
        (plain([KeyCode::Up, KeyCode::Down]), Message::new("help-job-move")),
        (vec![Key::plain(KeyCode::Enter)], choose),
        (vec![Key::plain(KeyCode::Esc)], Message::new("help-dialog-leave")),
    ]
}

impl View for Menu {
    fn title(&self) -> Message {
        self.title.clone()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let lines: Vec<String> = self.lines.iter().map(|line| shared.say(line)).collect();
        let title = shared.say(&self.title);
        let widest = lines.iter().map(|line| columns(line)).max().unwrap_or(0).max(columns(&title) + 4);
        let text = self.text.as_ref().map(|text| shared.say(text)).unwrap_or_default();
        let width = (widest + 8).max(columns(&text).min(60) + 4).min(area.width);
        let text = if text.is_empty() { Vec::new() } else { wrap(&text, usize::from(width.saturating_sub(4))) };
        let above = u16::try_from(text.len()).unwrap_or(0) + u16::from(!text.is_empty());
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(above + 2).min(area.height);
        let inner = inside(canvas.frame(centre(area, width, height), &title, Role::Title), 1, 0);
        for (at, line) in text.iter().enumerate() {
            canvas.text(row(inner, u16::try_from(at).unwrap_or(u16::MAX)), line, Role::Text);
        }
        let room = usize::from(inner.height.saturating_sub(above));
        let first = self.top.around(self.at, room, lines.len());
        for (at, line) in lines.iter().enumerate().skip(first).take(room) {
            let place = row(inner, above + u16::try_from(at - first).unwrap_or(u16::MAX));
            canvas.spot(place, Click::Focus(steps(self.at, at)));
            let (mark, role) = if at == self.at { ("▸ ", Role::Cursor) } else { ("  ", Role::Text) };
            let sign = self.marked.iter().find(|(marked, _)| *marked == at).map_or("", |(_, sign)| sign);
            canvas.pieces(place, &[(mark, Role::Key), (line, role), (" ", Role::Text), (sign, Role::Key)]);
            if at == self.at {
                canvas.place_cursor(place.x, place.y);
            }
        }
        canvas.more_in_frame(below(inner, above), first..first + room, lines.len());
    }

    fn fixed_keys(&self, _shared: &Shared) -> Option<Vec<(Vec<Key>, Message)>> {
        Some(choosing(Message::new("help-dialog-choose")))
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let Intent::Key(key) = intent else { return Reply::none() };
        let count = self.lines.len().max(1);
        match key.code {
            KeyCode::Up | KeyCode::BackTab | KeyCode::Left => self.at = (self.at + count - 1) % count,
            KeyCode::Down | KeyCode::Tab | KeyCode::Right => self.at = (self.at + 1) % count,
            KeyCode::Home => self.at = 0,
            KeyCode::End => self.at = count - 1,
            KeyCode::PageUp => self.at = self.at.saturating_sub(PAGE),
            KeyCode::PageDown => self.at = (self.at + PAGE).min(count - 1),
            KeyCode::Enter if !self.lines.is_empty() => return Reply::close(Answer::Chosen(self.at)),
            KeyCode::Esc | KeyCode::Enter => return Reply::close(Answer::Dismissed),
            _ if self.again.is_some_and(|action| shared.keymap.keys(action).any(|bound| bound == key)) => {
                return match self.marked.first() {
                    Some((at, _)) => Reply::close(Answer::Chosen(*at)),
                    None => Reply::none(),
                };
            }
            _ if key == Key::sign('j') => self.at = (self.at + 1) % count,
            _ if key == Key::sign('g') => self.at = 0,
            _ if key == Key::sign('G') => self.at = count - 1,
            _ if key == Key::sign('k') => self.at = (self.at + count - 1) % count,
            KeyCode::Char(letter) if !key.ctrl => match self.named(letter, shared) {
                Some(at) => self.at = at,
                None => return Reply::none(),
            },
            _ => return Reply::none(),
        }
        Reply::redraw()
    }
}
