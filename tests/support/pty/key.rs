//! The keys of a keyboard and what a terminal makes of them.
#![expect(clippy::panic, reason = "test support: a key that does not exist is a mistake in the test")]

/// A key as a person presses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A letter, digit or sign.
    Char(char),
    /// Control and a letter.
    Ctrl(char),
    /// Alt and a letter, sent as Escape and the letter.
    Alt(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Shift and tabulator.
    BackTab,
    /// Backspace (0x7f, as terminals send it today).
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// F1 to F12.
    Function(u8),
}

impl Key {
    /// Returns the bytes that xterm sends for this key; arrows, Home and End depend on the cursor key mode.
    pub(super) fn bytes(self, application_cursor: bool) -> Vec<u8> {
        let cursor = |last: char| if application_cursor { format!("\x1bO{last}") } else { format!("\x1b[{last}") };
        let text = match self {
            Self::Char(sign) => sign.to_string(),
            Self::Ctrl(letter) => char::from((letter.to_ascii_uppercase() as u8) & 0x1f).to_string(),
            Self::Alt(letter) => format!("\x1b{letter}"),
            Self::Enter => "\r".into(),
            Self::Esc => "\x1b".into(),
            Self::Tab => "\t".into(),
            Self::BackTab => "\x1b[Z".into(),
            Self::Backspace => "\x7f".into(),
            Self::Delete => "\x1b[3~".into(),
            Self::Insert => "\x1b[2~".into(),
            Self::Up => cursor('A'),
            Self::Down => cursor('B'),
            Self::Right => cursor('C'),
            Self::Left => cursor('D'),
            Self::Home => cursor('H'),
            Self::End => cursor('F'),
            Self::PageUp => "\x1b[5~".into(),
            Self::PageDown => "\x1b[6~".into(),
            Self::Function(number @ 1..=4) => format!("\x1bO{}", char::from(b'P' + number - 1)),
            Self::Function(number @ 5..=12) => {
                let code = [15, 17, 18, 19, 20, 21, 23, 24][usize::from(number - 5)];
                format!("\x1b[{code}~")
            }
            Self::Function(number) => panic!("there is no F{number}"),
        };
        text.into_bytes()
    }
}
