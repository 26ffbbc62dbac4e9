//! No key is silent: on every screen and in every dialog, a key does something or says why not.

use crate::domain::act::Noun;
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
use crate::tui::shared::Ticks;
use crate::tui::views::screens::screen;
use crate::tui::widgets::help;

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
    let other = if screen == Action::Settings { Action::List(Noun::Zone) } else { Action::Settings };
    let app = &mut house.console.app;
    app.overlays.clear();
    app.exit = None;
    app.shared.ticks = Ticks::default();
    app.act(other);
    app.screens.retain(|(action, _)| *action == other);
    app.front = 0;
    house.show(screen);
    house.console.app.said = None;
}

/// Tells whether a key moves in the list in front: at its end it does so in silence.
fn moves(house: &House, key: &str) -> bool {
    use Action::{ColumnsLeft, ColumnsRight, Down, First, Last, PageDown, PageUp, Up};
    let app = &house.console.app;
    let places = app.top().map(|top| top.view.places()).unwrap_or_default();
    let found = app.shared.keymap.find(Key::parse(key).unwrap(), places);
    found.is_some_and(|action| [Up, Down, PageUp, PageDown, First, Last, ColumnsLeft, ColumnsRight].contains(&action))
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
            for entry in TABLE.iter() {
                back_to(&mut house, screen);
                let is_here = house.console.app.top().is_some_and(|top| top.view.places().contains(&entry.place));
                // What is everywhere is the same everywhere.
                let is_here = is_here && (entry.place != Place::Everywhere || screen == Action::List(Noun::Zone));
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
        house.show(Action::List(Noun::Zone)).press("n").type_text("L'été ?").press("f1");
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

/// What is opened over each screen, by the word of what opens it: `visit` finds it in front, and may leave it as it likes.
fn each_dialog(house: &mut House, mut visit: impl FnMut(&mut House, &str, &dyn Fn(&mut House))) {
    for screen in screens() {
        for entry in TABLE.iter() {
            back_to(house, screen);
            let is_here = house.console.app.top().is_some_and(|top| top.view.places().contains(&entry.place));
            if !is_here || entry.place == Place::Everywhere {
                continue;
            }
            let open = |house: &mut House| {
                back_to(house, screen);
                // No question is opened by the key that agrees to it.
                house.console.app.shared.pressed = None;
                house.show(entry.action);
            };
            open(house);
            if top(house).is_some() {
                visit(house, entry.word, &open);
            }
        }
    }
}

/// The keys that the help of the dialog in front names.
fn help_of(house: &House) -> Vec<Key> {
    let app = &house.console.app;
    let Some(top) = app.top().filter(|top| top.view.places().is_empty()) else { return Vec::new() };
    help::of_dialog(top.view.as_ref(), &app.shared).into_iter().flat_map(|(keys, _)| keys).collect()
}

#[test]
fn every_key_that_the_help_of_a_dialog_names_does_something() {
    let (mut idle, mut count) = (Vec::new(), 0);
    let mut house = house(French);
    each_dialog(&mut house, |house, word, open| {
        for key in help_of(house) {
            open(house);
            // The last key may have done what was asked.
            if top(house).is_none() {
                continue;
            }
            house.console.app.said = None;
            house.console.app.handle(Event::Key(key));
            house.console.work();
            count += 1;
            let said = house.console.app.said.as_ref().map(|(said, _)| said.key);
            if said == Some("key-nothing") {
                idle.push(format!("{word} {key:?}"));
            }
        }
    });
    assert!(count > 200, "{count}");
    assert!(idle.is_empty(), "{}", idle.join("\n"));
}

/// A question about one row, and what is said instead of a plan: the screen below has the command. Forms of many fields
/// name those that they change in the command's own help.
const WITHOUT_A_COMMAND: &[&str] = &[
    "establishment-add",
    "establishment-edit",
    "establishment-undo",
    "zone-delete",
    "zone-academies",
    "host-identity",
    "host-transport",
    "host-contact",
    "host-block",
    "job-undo",
    "job-forget",
];

#[test]
fn what_changes_something_shows_its_own_command() {
    let (mut without, mut raw) = (Vec::new(), Vec::new());
    let mut house = house(French);
    each_dialog(&mut house, |house, word, _| {
        let app = &house.console.app;
        let view = app.top().unwrap().view.as_ref();
        let changes = TABLE.iter().any(|entry| entry.word == word && entry.changes());
        let echo = view.echoes();
        if changes && view.places().is_empty() && echo.is_none() {
            without.push(word.to_owned());
        }
        if let Some((_, line)) = echo.filter(|(_, line)| !line.starts_with("intendant ") || line.contains('{')) {
            raw.push(format!("{word}: {line}"));
        }
        if house.console.press("=").shows("{") {
            raw.push(format!("{word}: {}", house.screen()));
        }
    });
    without.retain(|word| !WITHOUT_A_COMMAND.contains(&word.as_str()));
    assert!(without.is_empty(), "{without:?}");
    assert!(raw.is_empty(), "{}", raw.join("\n"));
}
