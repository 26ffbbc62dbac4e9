//! Keys that are the same everywhere, and those that ticks and small terminals change.

use std::cell::RefCell;
use std::rc::Rc;

use super::console::Console;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::language::Language::{self, English, French};
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Effect, Outcome, statistics};

const SMALL: (u16, u16) = (80, 24);

fn console(language: Language) -> Console {
    Console::new(language, SMALL, 40)
}

#[test]
fn below_the_least_size_a_key_only_leaves() {
    let mut console = console(English);
    console.resize(50, 10);
    console.press("space d n down");
    assert!(console.shows("too small"), "{}", console.screen());
    console.resize(80, 24);
    assert!(console.ticked().is_empty() && console.shows("1 of 40") && !console.shows("New establishment"));
    console.resize(50, 10);
    assert!(console.app.exit().is_none());
    console.press("q");
    assert!(console.app.exit().is_some());
}

#[test]
fn shift_with_an_arrow_and_insert_tick_too() {
    let mut console = console(English);
    console.press("shift-down insert");
    assert_eq!(console.ticked(), [1, 2]);
    console.press("down shift-up");
    assert_eq!(console.ticked(), [1, 2, 4]);
    let screen = console.screen();
    assert!(screen.contains("[x]") && screen.contains("▸[ ]"), "{screen}");
    // Where nothing is ticked, Shift changes nothing.
    console.press("esc esc 2 shift-down");
    assert!(!console.shows("[ ]"), "{}", console.screen());
}

#[test]
fn what_ticks_are_for_comes_first_at_80_columns() {
    for (language, actions) in [
        (French, ["? Aide", "b Bloquer", "m Écrire", "w Mot de passe", "z Zone", "x Exporter", "d Supprimer"]),
        (English, ["? Help", "b Block", "m Write an e-mail", "w Password", "z Zone", "x Export", "d Delete"]),
    ] {
        let mut console = console(language);
        assert!(!console.screen().lines().last().unwrap().contains(actions[4]));
        console.press("space");
        let untick = if language == French { "A décoche tout" } else { "A unticks all" };
        assert!(console.shows(untick), "{}", console.screen());
        let screen = console.screen();
        let keys = screen.lines().last().unwrap();
        let places: Vec<usize> = actions.iter().map(|action| keys.find(action).expect(keys)).collect();
        assert!(places.is_sorted(), "{keys}");
    }
}

#[test]
fn what_is_ticked_is_counted_alone() {
    let counted = Rc::new(RefCell::new(Vec::new()));
    let heard = Rc::clone(&counted);
    let mut console = console(English);
    console.others = Box::new(move |effect| {
        if let Effect::Statistics(statistics::Request::Compute { numbers, .. }) = effect {
            heard.borrow_mut().push(numbers.clone());
        }
        Vec::new()
    });
    console.press("space space . end");
    assert!(console.shows("Statistics"), "{}", console.screen());
    console.press("esc i");
    assert_eq!(*counted.borrow(), [Some([1, 2].map(EstablishmentNumber).to_vec())]);
}

#[test]
fn palette_help_and_lists_go_to_their_end() {
    let mut console = console(English);
    let at = |console: &mut Console| console.screen().lines().find(|line| line.contains("│ ▸")).map(str::to_owned);
    console.press(":");
    let first = at(&mut console);
    console.press("end");
    let last = at(&mut console);
    console.press("home");
    assert!(first.is_some() && first != last && first == at(&mut console), "{first:?} {last:?}");
    console.press("pagedown");
    assert_ne!(first, at(&mut console));
    console.press("esc ?");
    let top = console.screen();
    console.press("end");
    assert_ne!(top, console.screen());
    console.press("home");
    assert_eq!(top, console.screen());
    // A menu: letters go to the line that begins with them.
    console.press("esc s");
    console.press("u");
    assert!(at(&mut console).is_some_and(|line| line.contains("UAI")), "{}", console.screen());
    console.press("end pageup");
    assert!(at(&mut console).is_some_and(|line| line.contains("No.")), "{}", console.screen());
}

/// Columns without room come into view; the first one stays.
#[test]
fn arrows_show_the_columns_that_have_no_room() {
    let mut console = console(English);
    let heads = |console: &mut Console| console.screen().lines().nth(1).unwrap().to_owned();
    let before = heads(&mut console);
    assert!(!before.contains("Zone") && !before.contains("Contact"), "{before}");
    let mut seen = String::new();
    for _ in 0..9 {
        console.press("right");
        let now = heads(&mut console);
        assert!(now.contains("▲No."), "{now}");
        seen.push_str(&now);
    }
    for title in ["Zone", "Location", "Denomination", "UAI", "Contact", "Registered on", "State"] {
        assert!(seen.contains(title), "{title}: {seen}");
    }
    assert!(console.shows("Columns to the right: nothing to do here"), "{}", console.screen());
    console.press("left left left left left left left left left");
    assert_eq!(heads(&mut console), before);
}

#[test]
fn an_order_that_no_column_shows_is_told_and_turned_round_by_its_key() {
    for language in [French, English] {
        let told = "Zone";
        let mut console = console(language);
        assert!(!console.shows(told));
        console.press("s down enter");
        assert!(console.shows(&format!("{told} ▲")), "{}", console.screen());
        console.press("s s");
        assert!(console.shows(&format!("{told} ▼")), "{}", console.screen());
        // Where the column is seen, its sign says it.
        console.press("right");
        assert!(!console.shows("Zone ▼") && console.shows("▼Zone"), "{}", console.screen());
    }
}

#[test]
fn the_menu_of_actions_opens_on_a_card_and_on_settings_too() {
    let mut console = console(English);
    console.press("enter .");
    assert!(console.shows("─ Actions ─") && console.shows("Block") && console.shows("Delete"), "{}", console.screen());
    console.type_text("block").press("enter");
    assert!(console.shows("Reason"), "{}", console.screen());
    console.press("esc esc 6 .");
    assert!(console.shows("─ Actions ─") && console.shows("Block everything"), "{}", console.screen());
}

#[test]
fn a_long_school_name_leaves_room_for_who_acts() {
    let mut console = console(English);
    console.others = Box::new(|effect| match effect {
        Effect::Noun(Request::List { generation, .. }) => {
            let long = "Établissement régional d'enseignement adapté Jean-Baptiste de La Quintinie";
            let (order, rows, inside) = (Ok(Box::default()), None, Some(long.to_owned()));
            let listed = Done::Listed { generation: *generation, order, rows, gone: Vec::new(), zones: None, inside };
            vec![Outcome::Noun(listed)]
        }
        _ => Vec::new(),
    });
    console.press("D");
    let bar = console.screen().lines().next().unwrap().to_owned();
    assert!(bar.contains('…') && bar.contains("alice (SSH)"), "{bar}");
}
