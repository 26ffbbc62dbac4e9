//! Clicks and the wheel: the same as the keys that they stand for.

use ratatui::layout::Position;

use super::console::Console;
use crate::domain::language::Language;
use crate::tui::Mouse;
use crate::tui::actions::Action;
use crate::tui::events::Event;

/// Draws, and clicks on the first place that shows a text, so many columns after its beginning.
fn click(console: &mut Console, text: &str, after: u16) {
    let screen = console.screen();
    console.app.drawn();
    let found = screen.lines().zip(0_u16..).find_map(|(line, y)| line.find(text).map(|at| (line, at, y)));
    let (line, at, y) = found.unwrap_or_else(|| panic!("no {text} on\n{screen}"));
    let x = u16::try_from(line[..at].chars().count()).unwrap();
    console.app.handle(Event::Click(Position::new(x + after, y)));
    console.work();
}

fn wheel(console: &mut Console, action: Action) {
    console.app.handle(Event::Wheel(action));
    console.work();
}

#[test]
fn a_click_places_the_cursor_and_ticks_where_ticks_are() {
    let mut console = Console::new(Language::French, (80, 24), 40);
    click(&mut console, "n° 5 ", 0);
    assert!(console.shows("▸[ ] 5 ") && console.ticked().is_empty(), "{}", console.screen());
    click(&mut console, "n° 2 ", 0);
    assert!(console.shows("▸[ ] 2 "), "{}", console.screen());
    // The third column of a row is its tick.
    let screen = console.screen();
    let y = screen.lines().position(|line| line.contains("n° 7 ")).unwrap();
    console.app.drawn();
    console.app.handle(Event::Click(Position::new(2, u16::try_from(y).unwrap())));
    console.work();
    assert_eq!(console.ticked(), [7]);
    // Neither the header, nor the footer, nor an empty place is a row.
    for y in [0, 1, 22, 23] {
        console.screen();
        console.app.drawn();
        console.app.handle(Event::Click(Position::new(2, y)));
    }
    assert_eq!(console.ticked(), [7]);
}

#[test]
fn a_click_on_what_has_changed_since_it_was_drawn_does_nothing() {
    let mut console = Console::new(Language::French, (80, 24), 40);
    console.screen();
    console.app.drawn();
    console.press("down");
    console.app.handle(Event::Click(Position::new(2, 6)));
    console.work();
    assert!(console.shows("▸[ ] 2 ") && console.ticked().is_empty(), "{}", console.screen());
}

#[test]
fn the_wheel_scrolls_lists_and_dialogs() {
    let mut console = Console::new(Language::French, (80, 24), 40);
    wheel(&mut console, Action::Down);
    wheel(&mut console, Action::Down);
    assert!(console.shows("▸[ ] 7 "), "{}", console.screen());
    wheel(&mut console, Action::Up);
    assert!(console.shows("▸[ ] 4 "), "{}", console.screen());
    console.press("?");
    let before = console.screen();
    wheel(&mut console, Action::Down);
    assert_ne!(console.screen(), before);
}

#[test]
fn clicks_reach_fields_check_boxes_and_buttons_of_a_form_and_nothing_below() {
    let mut console = Console::new(Language::French, (80, 24), 3);
    console.press("n");
    click(&mut console, "│ Dénomination", 2);
    console.type_text("Collège du clic");
    assert!(console.shows("Dénomination") && console.shows("Collège du clic"), "{}", console.screen());
    let before = console.screen().matches("[x]").count();
    click(&mut console, "[x] ", 0);
    assert_eq!(console.screen().matches("[x]").count(), before - 1, "{}", console.screen());
    click(&mut console, "[ Annuler ]", 3);
    assert!(console.shows("Collège du clic"), "what was typed is asked about: {}", console.screen());
    console.press("o");
    assert!(console.shows("▸[ ] 1 ") && !console.shows("Collège du clic"), "{}", console.screen());
}

#[test]
fn help_names_the_mouse_only_where_it_is_taken() {
    for (language, words) in [(Language::French, "molette"), (Language::English, "wheel")] {
        let mut console = Console::new(language, (120, 60), 3);
        console.press("?");
        assert!(!console.shows(words), "{}", console.screen());
        console.press("esc");
        console.app.shared.mouse = Mouse::On;
        console.press("?");
        console.press("pagedown pagedown pagedown pagedown pagedown");
        assert!(console.shows(words), "{}", console.screen());
    }
}
