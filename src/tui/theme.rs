//! Semantic roles → styles, and what is drawn where a terminal shows neither colours nor signs beyond ASCII.
//!
//! Views name roles, never colours, so that a theme is one table and `NO_COLOR` is one theme.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use crate::nouns::Tone;

/// What a piece of the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// Ordinary text.
    Text,
    /// Text of less weight: hints, units, borders.
    Dim,
    /// The bar on top of the screen.
    Bar,
    /// Titles of panes and dialogs.
    Title,
    /// Headings of columns.
    Heading,
    /// The row under the cursor, the button in focus.
    Cursor,
    /// The mark of a ticked row.
    Tick,
    /// A key that can be pressed.
    Key,
    /// What went wrong.
    Error,
    /// What needs care.
    Warning,
    /// What went well.
    Good,
    /// The field in focus.
    Focus,
    /// The value of a field.
    Field,
    /// The mark of a demonstration.
    Demo,
    /// The mark of something that stops everybody.
    Alarm,
}

/// Returns the role of a word that is so good.
pub(crate) const fn role(tone: Tone) -> Role {
    match tone {
        Tone::Plain => Role::Text,
        Tone::Good => Role::Good,
        Tone::Faint => Role::Dim,
        Tone::Warning => Role::Warning,
        Tone::Bad => Role::Error,
    }
}

/// A named set of styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Palette {
    /// Sixteen colours on the terminal's own background.
    #[default]
    Sober,
    /// White on black, nothing dim.
    HighContrast,
    /// No colour: bold, reverse, underline only.
    Mono,
}

impl Palette {
    /// Reads the word of the configuration.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "sober" => Some(Self::Sober),
            "high-contrast" => Some(Self::HighContrast),
            "mono" => Some(Self::Mono),
            _ => None,
        }
    }
}

/// The signs that may be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// Any sign.
    #[default]
    Unicode,
    /// ASCII only; letters lose their accents.
    Ascii,
}

/// How everything looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Theme {
    /// The styles.
    pub palette: Palette,
    /// The signs.
    pub glyphs: Glyphs,
}

impl Theme {
    /// Returns the style of a role.
    pub(crate) fn style(self, role: Role) -> Style {
        match self.palette {
            Palette::Sober => sober(role),
            Palette::HighContrast => high_contrast(role),
            Palette::Mono => mono(role),
        }
    }

    /// Returns a text as its letters will be drawn: an ASCII terminal gets `OE` for `Œ`.
    pub(crate) fn spelled(self, text: &str) -> Cow<'_, str> {
        match self.glyphs {
            Glyphs::Unicode => Cow::Borrowed(text),
            Glyphs::Ascii => open_ligatures(text),
        }
    }

    /// Replaces every sign that an ASCII terminal cannot show, in a finished frame.
    pub(crate) fn finish(self, buffer: &mut Buffer) {
        if self.glyphs == Glyphs::Unicode {
            return;
        }
        for cell in &mut buffer.content {
            if !cell.symbol().is_ascii() {
                let sign = ascii(cell.symbol());
                cell.set_char(sign);
            }
        }
    }
}

fn sober(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Text | Role::Field => plain,
        Role::Dim => plain.fg(Color::DarkGray),
        Role::Bar => plain.add_modifier(Modifier::REVERSED),
        Role::Title => plain.add_modifier(Modifier::BOLD),
        Role::Heading => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
        Role::Cursor => plain.fg(Color::Cyan).add_modifier(Modifier::REVERSED),
        Role::Tick | Role::Good => plain.fg(Color::Green).add_modifier(Modifier::BOLD),
        Role::Key => plain.fg(Color::Cyan),
        Role::Error => plain.fg(Color::Red).add_modifier(Modifier::BOLD),
        Role::Warning => plain.fg(Color::Yellow),
        Role::Focus => plain.fg(Color::Cyan).add_modifier(Modifier::UNDERLINED),
        Role::Demo => plain.fg(Color::Magenta).add_modifier(Modifier::REVERSED | Modifier::BOLD),
        Role::Alarm => plain.fg(Color::Red).add_modifier(Modifier::REVERSED | Modifier::BOLD),
    }
}

fn high_contrast(role: Role) -> Style {
    let plain = Style::new().fg(Color::White).bg(Color::Black);
    let bold = plain.add_modifier(Modifier::BOLD);
    match role {
        Role::Text | Role::Dim | Role::Field => plain,
        Role::Title | Role::Heading | Role::Key | Role::Tick | Role::Good => bold,
        Role::Bar | Role::Cursor | Role::Demo | Role::Alarm => bold.add_modifier(Modifier::REVERSED),
        Role::Error | Role::Warning => bold.fg(Color::LightYellow),
        Role::Focus => bold.add_modifier(Modifier::UNDERLINED),
    }
}

fn mono(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Text | Role::Dim | Role::Field => plain,
        Role::Bar | Role::Cursor | Role::Demo | Role::Alarm => plain.add_modifier(Modifier::REVERSED),
        Role::Title | Role::Heading | Role::Tick | Role::Good | Role::Key | Role::Error | Role::Warning => {
            plain.add_modifier(Modifier::BOLD)
        }
        Role::Focus => plain.add_modifier(Modifier::UNDERLINED),
    }
}

/// Opens the ligatures, which one ASCII sign cannot stand for.
fn open_ligatures(text: &str) -> Cow<'_, str> {
    if !text.contains(['œ', 'Œ', 'æ', 'Æ', 'ß', '€']) {
        return Cow::Borrowed(text);
    }
    let pairs = [("œ", "oe"), ("Œ", "OE"), ("æ", "ae"), ("Æ", "AE"), ("ß", "ss"), ("€", "EUR")];
    Cow::Owned(pairs.into_iter().fold(text.to_owned(), |text, (sign, letters)| text.replace(sign, letters)))
}

/// Returns the ASCII sign nearest to a symbol.
fn ascii(symbol: &str) -> char {
    let folded = crate::domain::text::fold(symbol);
    let first = symbol.chars().next().unwrap_or(' ');
    let nearest = match first {
        '─' | '━' | '═' | '–' | '—' | '‑' | '·' | '▃' => '-',
        '│' | '┃' => '|',
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '╭' | '╮' | '╰' | '╯' | '▅' | '✓' => '+',
        '●' | '°' => 'o',
        '■' | '▇' => '#',
        '◌' | '○' | '░' | '▁' => '.',
        '×' | '✗' => 'x',
        '▸' | '→' | '»' | '›' => '>',
        '←' | '«' | '‹' => '<',
        '↑' | '▲' => '^',
        '↓' | '▼' => 'v',
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '…' | '▄' => '~',
        '•' | '▆' => '*',
        '█' => '=',
        '▂' => ':',
        '\u{a0}' | '\u{202f}' => ' ',
        _ => folded.chars().next().filter(char::is_ascii).unwrap_or('?'),
    };
    if first.is_uppercase() { nearest.to_ascii_uppercase() } else { nearest }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_ours_has_an_ascii_twin() {
        for sign in "─│┌┐└┘●■◌×✓▸→←↑↓…•·’«»█▁▂▃▄▅▆▇░°éÉœçÀ".chars()
        {
            let twin = ascii(&sign.to_string());
            assert!(twin.is_ascii() && twin != '?', "{sign}");
        }
        assert_eq!(ascii("É"), 'E');
        assert_eq!(ascii("語"), '?');
        let theme = Theme { palette: Palette::Mono, glyphs: Glyphs::Ascii };
        assert_eq!(theme.spelled("Œuvre, cœur"), "OEuvre, coeur");
    }

    #[test]
    fn mono_has_no_colour() {
        for role in [Role::Text, Role::Error, Role::Cursor, Role::Demo, Role::Good, Role::Focus] {
            let style = Theme { palette: Palette::Mono, glyphs: Glyphs::Unicode }.style(role);
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }
}
