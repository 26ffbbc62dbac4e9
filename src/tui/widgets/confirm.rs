//! A confirmation, as hard as the danger: `y`, or a text to type. Never the key that opened it, never Enter alone.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::text_input::TextInput;
use crate::domain::field::Problem;
use crate::domain::language::Language;
use crate::domain::message::{Explain as _, Message};
use crate::domain::text::fold;
use crate::tui::canvas::{Canvas, after, centre, columns, inside, row, wrap};
use crate::tui::keymap::Key;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, View};

/// Columns of the dialog.
const WIDTH: u16 = 66;

/// A dialog that asks whether to go on; it answers [`Answer::Confirmed`] or [`Answer::Dismissed`].
#[derive(Debug)]
pub(crate) struct Confirm {
    title: Message,
    lines: Vec<Message>,
    /// What must be typed; none: a letter is enough.
    expected: Option<String>,
    input: TextInput,
    differs: bool,
    opened_by: Option<Key>,
    /// The first line that is seen, where not all have room.
    top: usize,
    /// The screen's place.
    area: Rect,
}

impl Confirm {
    /// Asks for a letter.
    pub(crate) fn yes(title: Message, lines: Vec<Message>, shared: &Shared) -> Self {
        let opened_by = shared.pressed;
        Self { opened_by, ..Self::new(title, lines) }
    }

    /// Asks to type a count or a name; accents, case and hyphens are not compared.
    pub(crate) fn typed(title: Message, lines: Vec<Message>, expected: String) -> Self {
        Self { expected: Some(expected), ..Self::new(title, lines) }
    }

    /// Says which key opened it, where others were typed ahead meanwhile.
    pub(crate) fn opened_by(self, key: Option<Key>) -> Self {
        Self { opened_by: key, ..self }
    }

    fn new(title: Message, lines: Vec<Message>) -> Self {
        let (input, area) = (TextInput::new(""), Rect::default());
        Self { title, lines, expected: None, input, differs: false, opened_by: None, top: 0, area }
    }

    /// Lines below the text: the keys, or what is to be typed and what is wrong with it.
    const fn below(&self) -> u16 {
        if self.expected.is_some() { 4 } else { 2 }
    }

    /// Breaks the text for a place; returns with it how many of its lines have room.
    fn text(&self, area: Rect, shared: &Shared) -> (Vec<String>, usize) {
        let width = usize::from(WIDTH.min(area.width).saturating_sub(4));
        let lines = self.lines.iter().flat_map(|line| wrap(&shared.say(line), width)).collect();
        (lines, usize::from(area.height.saturating_sub(2 + self.below())))
    }

    /// Moves the text up or down as a key says; false when the key is none of those, or everything is seen.
    fn scroll(&mut self, key: Key, shared: &Shared) -> bool {
        let (lines, room) = self.text(self.area, shared);
        let last = lines.len().saturating_sub(room);
        let page = room.saturating_sub(1).max(1);
        let to = match key.code {
            KeyCode::Up => self.top.saturating_sub(1),
            KeyCode::Down => self.top + 1,
            KeyCode::PageUp => self.top.saturating_sub(page),
            KeyCode::PageDown => self.top + page,
            _ => return false,
        };
        self.top = to.min(last);
        last > 0
    }

    fn agrees(&self, key: Key, language: Language) -> bool {
        let agrees = match (key.code, language) {
            (KeyCode::Char('y' | 'Y'), _) | (KeyCode::Char('o' | 'O'), Language::French) => !key.ctrl,
            _ => false,
        };
        agrees && self.opened_by != Some(key)
    }

    fn typed_key(&mut self, key: Key, expected: &str) -> Reply {
        match key.code {
            KeyCode::Enter if same(self.input.value(), expected) => {
                return Reply::close(Answer::Confirmed);
            }
            KeyCode::Enter => self.differs = true,
            _ if self.input.key(key) => self.differs = false,
            _ => return Reply::none(),
        }
        Reply::redraw()
    }
}

/// Tells whether a text was typed, or a count with or without what parts its thousands.
fn same(typed: &str, expected: &str) -> bool {
    let is_count = expected.bytes().all(|sign| sign.is_ascii_digit());
    let parts = |sign: char| sign.is_whitespace() || sign == ',';
    if is_count { typed.replace(parts, "") == expected } else { fold(typed).trim() == fold(expected).trim() }
}

impl View for Confirm {
    fn title(&self) -> Message {
        self.title.clone()
    }

    fn fixed_keys(&self, shared: &Shared) -> Option<Vec<(Vec<Key>, Message)>> {
        let language = shared.catalogue.language();
        let agree: Vec<Key> = ['o', 'y'].map(Key::sign).into_iter().filter(|key| self.agrees(*key, language)).collect();
        let mut keys = match &self.expected {
            Some(_) => vec![(vec![Key::plain(KeyCode::Enter)], Message::new("help-confirm-typed"))],
            None => vec![(agree, Message::new("help-confirm-yes"))],
        };
        let mut refuse = vec![Key::plain(KeyCode::Esc)];
        refuse.extend(Some(Key::sign('n')).filter(|_| self.expected.is_none()));
        keys.push((refuse, Message::new("help-confirm-no")));
        let (lines, room) = self.text(self.area, shared);
        if lines.len() > room {
            let scrolls = [KeyCode::Up, KeyCode::Down, KeyCode::PageUp, KeyCode::PageDown];
            keys.push((scrolls.map(Key::plain).to_vec(), Message::new("help-scroll")));
        }
        Some(keys)
    }

    fn resize(&mut self, area: Rect, shared: &mut Shared) -> Reply {
        self.area = area;
        let (lines, room) = self.text(area, shared);
        self.top = self.top.min(lines.len().saturating_sub(room));
        Reply::redraw()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let (lines, room) = self.text(area, shared);
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2 + self.below()).min(area.height);
        let place = centre(area, WIDTH.min(area.width), height);
        let inner = inside(canvas.frame(place, &shared.say(&self.title), Role::Title), 1, 0);
        let mut line = 0;
        for text in lines.iter().skip(self.top).take(room) {
            canvas.text(row(inner, line), text, Role::Text);
            line += 1;
        }
        canvas.more_in_frame(Rect { height: line, ..inner }, self.top..self.top + room, lines.len());
        if lines.len() > room {
            let more = Message::new("confirm-more").with("count", lines.len().saturating_sub(self.top + room));
            canvas.text(row(inner, line), &shared.say(&more), Role::Key);
        }
        line += 1;
        match &self.expected {
            None => {
                let text = shared.text("confirm-keys");
                canvas.text(row(inner, line), &text, Role::Key);
            }
            Some(expected) => {
                let count = expected.parse().ok().map(|count: i64| shared.catalogue.number(count));
                let text = count.as_ref().unwrap_or(expected);
                let prompt = shared.say(&Message::new("confirm-type").with("text", text.as_str()));
                canvas.text(row(inner, line), &prompt, Role::Warning);
                let mark = "> ";
                let field = row(inner, line + 1);
                canvas.text(field, mark, Role::Key);
                self.input.draw(canvas, after(field, columns(mark)), true);
                if self.differs {
                    let problem = shared.say(&Problem::ConfirmationDiffers.message());
                    canvas.text(row(inner, line + 2), &problem, Role::Error);
                }
            }
        }
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let key = match intent {
            Intent::Key(key) => key,
            Intent::Paste(text) if self.expected.is_some() => {
                self.input.paste(&text);
                return Reply::redraw();
            }
            Intent::Paste(_) | Intent::Act(_) => return Reply::none(),
        };
        if key.code == KeyCode::Esc {
            return Reply::close(Answer::Dismissed);
        }
        if self.scroll(key, shared) {
            return Reply::redraw();
        }
        if let Some(expected) = self.expected.clone() {
            return self.typed_key(key, &expected);
        }
        if self.agrees(key, shared.catalogue.language()) {
            return Reply::close(Answer::Confirmed);
        }
        if matches!(key.code, KeyCode::Char('n' | 'N')) && self.opened_by != Some(key) {
            return Reply::close(Answer::Dismissed);
        }
        Reply::none()
    }
}
