//! Keys that are the same everywhere, and those that ticks and small terminals change.

use std::cell::RefCell;
use std::rc::Rc;

use super::console::Console;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::language::Language::{self, English, French};
use crate::tui::orders::{Effect, statistics::Request};

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
        (French, ["? Aide", "m Écrire", "i Statistiques", "x Exporter", "d Supprimer", "q Quitter"]),
        (English, ["? Help", "m Write an e-mail", "i Statistics", "x Export", "d Delete", "q Quit"]),
    ] {
        let mut console = console(language);
        assert!(!console.screen().lines().last().unwrap().contains(actions[1]));
        console.press("space");
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
        if let Effect::Statistics(Request::Compute { numbers, .. }) = effect {
            heard.borrow_mut().push(numbers.clone());
        }
        Vec::new()
    });
    console.press("space space .");
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
