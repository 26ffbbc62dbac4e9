//! The first step: which file.

use std::sync::Arc;

use ratatui::crossterm::event::KeyCode;

use crate::domain::import::{Format, Mapping, Separator};
use crate::domain::message::Message;
use crate::jobs::import::{Encoding, Source};
use crate::tui::keymap::Key;
use crate::tui::orders::Effect;
use crate::tui::orders::import::Request;
use crate::tui::shared::Shared;
use crate::tui::view::Reply;
use crate::tui::widgets::text_input::TextInput;

/// The file that is being imported.
#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) source: Arc<Source>,
    pub(super) sample: Vec<Vec<String>>,
    pub(super) format: Option<Format>,
    /// The mapping made by hand, now or before.
    pub(super) mapping: Option<Mapping>,
}

/// What can be asked for: the separator that fits, then each.
pub(super) const SEPARATORS: [Option<Separator>; 4] =
    [None, Some(Separator::Semicolon), Some(Separator::Comma), Some(Separator::Tab)];

/// Names a separator that can be asked for.
pub(super) fn name(separator: Option<Separator>) -> Message {
    match separator {
        None => Message::new("import-separator-fitting"),
        Some(Separator::Semicolon) => Message::new("plain-import-semicolon"),
        Some(Separator::Comma) => Message::new("plain-import-comma"),
        Some(Separator::Tab) => Message::new("plain-import-tab"),
    }
}

/// The encodings that can be asked for: the one that is recognised, then each.
pub(super) const ENCODINGS: [Option<Encoding>; 9] = [
    None,
    Some(Encoding::Utf8),
    Some(Encoding::Windows1252),
    Some(Encoding::Latin9),
    Some(Encoding::MacRoman),
    Some(Encoding::Cp850),
    Some(Encoding::Cp437),
    Some(Encoding::Utf16Le),
    Some(Encoding::Utf16Be),
];

/// Names an encoding that can be asked for.
pub(super) fn encoding(encoding: Option<Encoding>) -> Message {
    match encoding {
        None => Message::new("import-encoding-fitting"),
        Some(encoding) => Message::new("import-encoding").with("encoding", encoding.name()),
    }
}

/// What is typed, and the names that go on from there.
#[derive(Debug)]
pub(super) struct FileStep {
    pub(super) input: TextInput,
    pub(super) names: Vec<String>,
    pub(super) problem: Option<Message>,
    /// The separator that was asked for; none: the one that fits.
    pub(super) separator: Option<Separator>,
    /// Whether the file is being opened.
    pub(super) busy: bool,
}

impl FileStep {
    pub(super) fn new() -> Self {
        Self { input: TextInput::new(""), names: Vec::new(), problem: None, separator: None, busy: false }
    }

    /// Shows the files that a session over SSH may name.
    pub(super) fn begin(shared: &Shared) -> Reply {
        if shared.actor.ssh_client.is_empty() {
            return Reply::none();
        }
        Effect::Import(Request::Complete(String::new())).into()
    }

    /// Goes to the next separator.
    fn turn(&mut self) -> Reply {
        let at = SEPARATORS.iter().position(|known| *known == self.separator).unwrap_or(0);
        self.separator = SEPARATORS.get(at + 1).copied().flatten();
        self.problem = None;
        Reply::redraw()
    }

    /// Handles a key that is not the way out.
    pub(super) fn key(&mut self, key: Key) -> Reply {
        if self.busy {
            return Reply::none();
        }
        match key.code {
            KeyCode::F(2) => self.turn(),
            KeyCode::Char('t') if key.ctrl => self.turn(),
            KeyCode::Tab => Effect::Import(Request::Complete(self.input.value().to_owned())).into(),
            KeyCode::Enter => {
                self.busy = true;
                self.problem = None;
                Reply::redraw()
                    .join(Effect::Import(Request::Open(self.input.value().to_owned(), self.separator)).into())
            }
            _ if self.input.key(key) => {
                self.problem = None;
                Reply::redraw()
            }
            _ => Reply::none(),
        }
    }

    /// Inserts a pasted path.
    pub(super) fn paste(&mut self, text: &str) -> Reply {
        self.input.paste(text);
        self.problem = None;
        Reply::redraw()
    }

    /// Takes a completion, unless something else was typed meanwhile.
    pub(super) fn completed(&mut self, asked: &str, text: &str, names: Vec<String>) -> Reply {
        if self.input.value() != asked {
            return Reply::none();
        }
        if text == asked && names.is_empty() {
            return Reply::refuse(Message::new("import-no-name"));
        }
        self.input.set(text);
        self.names = names;
        Reply::redraw()
    }
}
