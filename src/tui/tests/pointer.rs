//! Clicks and the wheel: the same as the keys that they stand for.

use ratatui::layout::Position;

use super::desk::Desk;
use crate::domain::language::Language;
use crate::tui::Mouse;
use crate::tui::actions::Action;
use crate::tui::events::Event;

/// Draws, and clicks on the first place that shows a text, so many columns after its beginning.
fn click(desk: &mut Desk, text: &str, after: u16) {
    let screen = desk.screen();
    desk.app.drawn();
    let found = screen.lines().zip(0_u16..).find_map(|(line, y)| line.find(text).map(|at| (line, at, y)));
    let (line, at, y) = found.unwrap_or_else(|| panic!("no {text} on\n{screen}"));
    let x = u16::try_from(line[..at].chars().count()).unwrap();
    desk.app.handle(Event::Click(Position::new(x + after, y)));
    desk.work();
}

fn wheel(desk: &mut Desk, action: Action) {
    desk.app.handle(Event::Wheel(action));
    desk.work();
}

#[test]
fn a_click_places_the_cursor_and_ticks_where_ticks_are() {
    let mut desk = Desk::new(Language::French, (80, 24), 40);
    click(&mut desk, "n° 5 ", 0);
    assert!(desk.shows("▸[ ] 5 ") && desk.ticked().is_empty(), "{}", desk.screen());
    click(&mut desk, "n° 2 ", 0);
    assert!(desk.shows("▸[ ] 2 "), "{}", desk.screen());
    // The third column of a row is its tick.
    let screen = desk.screen();
    let y = screen.lines().position(|line| line.contains("n° 7 ")).unwrap();
    desk.app.drawn();
    desk.app.handle(Event::Click(Position::new(2, u16::try_from(y).unwrap())));
    desk.work();
    assert_eq!(desk.ticked(), [7]);
    // Neither the header, nor the footer, nor an empty place is a row.
    for y in [0, 1, 22, 23] {
        desk.screen();
        desk.app.drawn();
        desk.app.handle(Event::Click(Position::new(2, y)));
    }
    assert_eq!(desk.ticked(), [7]);
}

#[test]
fn a_click_on_what_has_changed_since_it_was_drawn_does_nothing() {
    let mut desk = Desk::new(Language::French, (80, 24), 40);
    desk.screen();
    desk.app.drawn();
    desk.press("down");
    desk.app.handle(Event::Click(Position::new(2, 6)));
    desk.work();
    assert!(desk.shows("▸[ ] 2 ") && desk.ticked().is_empty(), "{}", desk.screen());
}

#[test]
fn the_wheel_scrolls_lists_and_dialogs() {
    let mut desk = Desk::new(Language::French, (80, 24), 40);
    wheel(&mut desk, Action::Down);
    wheel(&mut desk, Action::Down);
    assert!(desk.shows("▸[ ] 7 "), "{}", desk.screen());
    wheel(&mut desk, Action::Up);
    assert!(desk.shows("▸[ ] 4 "), "{}", desk.screen());
    desk.press("?");
    let before = desk.screen();
    wheel(&mut desk, Action::Down);
    assert_ne!(desk.screen(), before);
}

#[test]
fn clicks_reach_fields_check_boxes_and_buttons_of_a_form_and_nothing_below() {
    let mut desk = Desk::new(Language::French, (80, 24), 3);
    desk.press("n");
    click(&mut desk, "│ Dénomination", 2);
    desk.type_text("Collège du clic");
    assert!(desk.shows("Dénomination") && desk.shows("Collège du clic"), "{}", desk.screen());
    let before = desk.screen().matches("[x]").count();
    click(&mut desk, "[x] ", 0);
    assert_eq!(desk.screen().matches("[x]").count(), before - 1, "{}", desk.screen());
    click(&mut desk, "[ Annuler ]", 3);
    assert!(desk.shows("Collège du clic"), "what was typed is asked about: {}", desk.screen());
    desk.press("o");
    assert!(desk.shows("▸[ ] 1 ") && !desk.shows("Collège du clic"), "{}", desk.screen());
}

#[test]
fn help_names_the_mouse_only_where_it_is_taken() {
    for (language, words) in [(Language::French, "molette"), (Language::English, "wheel")] {
        let mut desk = Desk::new(language, (120, 60), 3);
        desk.press("?");
        assert!(!desk.shows(words), "{}", desk.screen());
        desk.press("esc");
        desk.app.shared.mouse = Mouse::On;
        desk.press("?");
        desk.press("pagedown pagedown pagedown pagedown pagedown");
        assert!(desk.shows(words), "{}", desk.screen());
    }
}
