//! A confirmation, as hard as the danger: `y`, or a text to type. Never the key that opened it, never Enter alone.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::text_input::TextInput;
use crate::domain::field::Problem;
use crate::domain::message::{Explain as _, Message};
use crate::domain::text::fold;
use crate::domain::zone::Language;
use crate::tui::actions::Place;
use crate::tui::canvas::{Canvas, after, centre, columns, inside, row, wrap};
use crate::tui::keymap::Key;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, View};

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
}

impl Confirm {
    /// Asks for a letter.
    pub(crate) fn yes(title: Message, lines: Vec<Message>, shared: &Shared) -> Self {
        let opened_by = shared.pressed;
        Self { title, lines, expected: None, input: TextInput::new(""), differs: false, opened_by }
    }

    /// Asks to type a count or a name; accents, case and hyphens are not compared.
    pub(crate) fn typed(title: Message, lines: Vec<Message>, expected: String) -> Self {
        let input = TextInput::new("");
        Self { title, lines, expected: Some(expected), input, differs: false, opened_by: None }
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
            KeyCode::Enter if fold(self.input.value()).trim() == fold(expected).trim() => {
                return Reply::close(Answer::Confirmed);
            }
            KeyCode::Enter => self.differs = true,
            _ => {
                self.differs = false;
                self.input.key(key);
            }
        }
        Reply::redraw()
    }
}

impl View for Confirm {
    fn title(&self) -> Message {
        self.title.clone()
    }

    fn places(&self) -> &'static [Place] {
        &[]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let width = 66.min(area.width);
        let mut lines = Vec::new();
        for line in &self.lines {
            lines.extend(wrap(&shared.say(line), usize::from(width.saturating_sub(4))));
        }
        let extra = if self.expected.is_some() { 4 } else { 2 };
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2 + extra).min(area.height);
        let place = centre(area, width, height);
        let inner = inside(canvas.frame(place, &shared.say(&self.title), Role::Title), 1, 0);
        let mut line = 0;
        for text in lines.iter().take(usize::from(inner.height.saturating_sub(extra))) {
            canvas.text(row(inner, line), text, Role::Text);
            line += 1;
        }
        line += 1;
        match &self.expected {
            None => {
                let text = shared.text("confirm-keys");
                canvas.text(row(inner, line), &text, Role::Key);
            }
            Some(expected) => {
                let prompt = shared.say(&Message::new("confirm-type").with("text", expected.as_str()));
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
