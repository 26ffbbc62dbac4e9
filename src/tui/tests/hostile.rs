//! Texts from data that would act as code if they reached the terminal as they are.

use super::console::Console;
use crate::domain::language::Language;
use crate::domain::text::is_unsafe;
use crate::tui::theme::{Glyphs, Palette, Theme};

const TEXTS: [&str; 8] = [
    "\u{1b}[2J\u{1b}]0;x\u{7}",
    "REAL\rFAKE",
    "a\u{202e}gnp.exe",
    "zero\u{200b}width\u{2060}\u{feff}",
    "nul\0tab\tline\nbreak",
    "soft\u{ad}hyphen\u{e0041}",
    "語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語",
    "e\u{301}\u{301}\u{301}\u{301}",
];

#[test]
fn no_text_reaches_the_terminal_as_code() {
    for (width, height) in [(80, 24), (120, 40), (60, 15)] {
        let mut console = Console::new(Language::French, (width, height), 8);
        for (row, text) in console.rows.iter_mut().zip(TEXTS) {
            row.denomination = text.into();
            row.location = text.into();
            row.contact.last_name = text.into();
        }
        console.zones[1].name = TEXTS[0].into();
        console.administrators[0].last_name = TEXTS[2].into();
        console.press("ctrl-r");
        for keys in ["down", "enter", "esc", "e", "esc", "f", "esc", "w", "esc", "d", "esc"] {
            console.press(keys);
            console.screen();
            for cell in console.terminal.backend().buffer().content() {
                assert!(!cell.symbol().chars().any(is_unsafe), "{:?} after {keys}", cell.symbol());
            }
        }
    }
}

#[test]
fn an_ascii_terminal_gets_ascii() {
    let mut console = Console::new(Language::French, (80, 24), 9);
    console.app.shared.theme = Theme { palette: Palette::Mono, glyphs: Glyphs::Ascii };
    for keys in ["down", "?", "esc", "n", "esc", ":", "esc", "b"] {
        let screen = console.press(keys).screen();
        assert!(screen.is_ascii(), "{screen}");
    }
    assert!(console.press("esc").shows("Etablissements"));
}
