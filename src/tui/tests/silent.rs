//! No key is silent: on every screen and in every dialog, a key does something or says why not.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::house::House;
use super::job::add;
use crate::domain::language::Language::{self, English, French};
use crate::domain::zone::ZoneInput;
use crate::operations::zone;
use crate::tui::actions::{Action, Place, TABLE};
use crate::tui::events::Event;
use crate::tui::keymap::Key;
use crate::tui::orders::ViewKey;
use crate::tui::views::screens::screen;

/// Keys that are tried beside all letters, digits and signs.
const NAMED: [&str; 14] = [
    "space", "tab", "backtab", "enter", "esc", "insert", "f1", "f2", "f5", "f12", "ctrl-d", "ctrl-r", "ctrl-t",
    "ctrl-l",
];
/// In dialogs letters are alike.
const SIGNS: &str = "?=:/xQ7y.-";

/// A host that has something of everything.
fn house(language: Language) -> House {
    let mut house = House::new(language, (120, 40));
    add(&mut house, 2);
    zone::add(&mut house.other(), &ZoneInput { name: "Bretagne".into(), language: "fr".into() }).unwrap();
    house.console.app.shared.mouse = crate::tui::Mouse::Off;
    house
}

/// Every screen of its own.
fn screens() -> Vec<Action> {
    TABLE.iter().map(|entry| entry.action).filter(|action| screen(*action).is_some()).collect()
}

/// Opens a screen anew, with nothing over it and nothing said.
fn back_to(house: &mut House, screen: Action) {
    let other = if screen == Action::Settings { Action::Zones } else { Action::Settings };
    let app = &mut house.console.app;
    app.overlays.clear();
    app.exit = None;
    app.shared.ticks.clear();
    app.act(other);
    app.screens.retain(|(action, _)| *action == other);
    app.front = 0;
    house.show(screen);
    house.console.app.said = None;
}

/// Tells whether a key moves in the list in front: at its end it does so in silence.
fn moves(house: &House, key: &str) -> bool {
    use Action::{Down, First, Last, PageDown, PageUp, StatisticsLeft, StatisticsRight, Up};
    let app = &house.console.app;
    let places = app.top().map(|top| top.view.places()).unwrap_or_default();
    let found = app.shared.keymap.find(Key::parse(key).unwrap(), places);
    found.is_some_and(|action| {
        [Up, Down, PageUp, PageDown, First, Last, StatisticsLeft, StatisticsRight].contains(&action)
    })
}

/// Tells whether a key does nothing that anybody could notice.
fn is_silent(house: &mut House, key: &str) -> bool {
    let before = seen(house);
    house.console.press(key);
    let app = &mut house.console.app;
    let (stops, clears) = (app.take_suspend(), app.take_wiped());
    app.said.is_none() && app.exit.is_none() && !stops && !clears && seen(house) == before
}

fn front(house: &House) -> Option<ViewKey> {
    let app = &house.console.app;
    app.top().filter(|_| app.exit.is_none()).map(|layer| layer.key)
}

fn top(house: &House) -> Option<ViewKey> {
    house.console.app.overlays.last().map(|layer| layer.key)
}

/// What is on the screen, colours and cursor too.
fn seen(house: &mut House) -> (Buffer, Position) {
    house.console.screen();
    let terminal = &mut house.console.terminal;
    (terminal.backend().buffer().clone(), terminal.get_cursor_position().unwrap())
}

#[test]
fn on_every_screen_a_key_does_something_or_says_why_not() {
    let signs: Vec<String> = ('!'..='~').map(String::from).collect();
    let keys: Vec<&str> = signs.iter().map(String::as_str).chain(NAMED).collect();
    let mut silent = Vec::new();
    for language in [French, English] {
        let mut house = house(language);
        for screen in screens() {
            back_to(&mut house, screen);
            let mut opened = front(&house);
            for key in &keys {
                // What a key has left as it was takes the next one too.
                if front(&house) != opened || house.console.app.top().is_none_or(|top| top.view.takes_text()) {
                    back_to(&mut house, screen);
                    opened = front(&house);
                }
                house.console.app.said = None;
                if !moves(&house, key) && is_silent(&mut house, key) {
                    silent.push(format!("{screen:?} {key}"));
                }
            }
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn in_every_dialog_a_key_does_something_or_says_why_not() {
    let signs: Vec<String> = SIGNS.chars().map(String::from).collect();
    let keys: Vec<&str> = signs.iter().map(String::as_str).chain(NAMED).collect();
    let (mut silent, mut dialogs) = (Vec::new(), 0);
    for language in [French, English] {
        let mut house = house(language);
        for screen in screens() {
            for entry in TABLE {
                back_to(&mut house, screen);
                let is_here = house.console.app.top().is_some_and(|top| top.view.places().contains(&entry.place));
                // What is everywhere is the same everywhere.
                let is_here = is_here && (entry.place != Place::Everywhere || screen == Action::Zones);
                if !is_here || entry.action == Action::Lock {
                    continue;
                }
                dialogs += 1;
                let mut opened = None;
                for key in &keys {
                    // What the last key left open takes the next one too.
                    if opened.is_none() || top(&house) != opened {
                        back_to(&mut house, screen);
                        house.show(entry.action);
                        opened = top(&house);
                    }
                    if opened.is_none() {
                        break;
                    }
                    house.console.app.said = None;
                    // A page of help that is seen whole has no next page.
                    let whole = entry.action == Action::Help && *key == "space";
                    if !whole && is_silent(&mut house, key) {
                        silent.push(format!("{screen:?} {} {key}", entry.word));
                    }
                }
            }
        }
    }
    assert!(dialogs > 50, "{dialogs}");
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn help_and_the_command_open_in_dialogs_too() {
    for (language, help, nothing) in [
        (French, "Choisir, cocher, valider", "F5 » ne fait rien ici ; F1 : les touches."),
        (English, "Choose, tick, go on", "\"F5\" does nothing here; F1: the keys."),
    ] {
        let mut house = house(language);
        house.show(Action::Zones).press("n").type_text("L'été ?").press("f1");
        assert!(house.console.shows(help), "{}", house.screen());
        house.console.press("esc f5");
        assert!(house.console.screen().replace('\u{a0}', " ").contains(nothing), "{}", house.screen());
        // On the button both are keys; the command says what was typed.
        house.console.press("tab tab =");
        let line = format!("intendant zone add --name 'L'\\''été ?' --language {}", language.code());
        assert!(house.console.shows(&line), "{}", house.screen());
        house.console.press("esc ?");
        assert!(house.console.shows(help), "{}", house.screen());
        house.console.press("esc enter");
        assert_eq!(zone::list(&mut house.other()).unwrap().len(), 3, "{}", house.screen());
        // A question shows what the screen below can do.
        house.console.press("d =");
        assert!(house.console.shows("intendant zone delete 3"), "{}", house.screen());
        house.console.press("esc n");
        // Behind a lock nothing is shown.
        house.console.app.handle(Event::Idle);
        house.console.press("tab tab =");
        assert!(!house.console.shows("intendant "), "{}", house.screen());
    }
}
