//! Keys that are the same everywhere, and those that ticks and small terminals change.

use std::cell::RefCell;
use std::rc::Rc;

use super::desk::Desk;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::language::Language::{self, English, French};
use crate::tui::orders::{Effect, statistics::Request};

const SMALL: (u16, u16) = (80, 24);

fn desk(language: Language) -> Desk {
    Desk::new(language, SMALL, 40)
}

#[test]
fn below_the_least_size_a_key_only_leaves() {
    let mut desk = desk(English);
    desk.resize(50, 10);
    desk.press("space d n down");
    assert!(desk.shows("too small"), "{}", desk.screen());
    desk.resize(80, 24);
    assert!(desk.ticked().is_empty() && desk.shows("40 of 40") && !desk.shows("New establishment"));
    desk.resize(50, 10);
    assert!(desk.app.exit().is_none());
    desk.press("q");
    assert!(desk.app.exit().is_some());
}

#[test]
fn shift_with_an_arrow_and_insert_tick_too() {
    let mut desk = desk(English);
    desk.press("shift-down insert");
    assert_eq!(desk.ticked(), [1, 2]);
    desk.press("down shift-up");
    assert_eq!(desk.ticked(), [1, 2, 4]);
    let screen = desk.screen();
    assert!(screen.contains("[x]") && screen.contains("▸[ ]"), "{screen}");
    // Where nothing is ticked, Shift changes nothing.
    desk.press("esc esc 2 shift-down");
    assert!(!desk.shows("[ ]"), "{}", desk.screen());
}

#[test]
fn what_ticks_are_for_comes_first_at_80_columns() {
    for (language, actions) in [
        (French, ["m Écrire un courriel", "i Statistiques", "x Exporter", "d Supprimer", "q Quitter"]),
        (English, ["m Write an e-mail", "i Statistics", "x Export", "d Delete", "q Quit"]),
    ] {
        let mut desk = desk(language);
        assert!(!desk.screen().lines().last().unwrap().contains(actions[0]));
        desk.press("space");
        let screen = desk.screen();
        let keys = screen.lines().last().unwrap();
        let places: Vec<usize> = actions.iter().map(|action| keys.find(action).expect(keys)).collect();
        assert!(places.is_sorted(), "{keys}");
    }
}

#[test]
fn what_is_ticked_is_counted_alone() {
    let counted = Rc::new(RefCell::new(Vec::new()));
    let heard = Rc::clone(&counted);
    let mut desk = desk(English);
    desk.others = Box::new(move |effect| {
        if let Effect::Statistics(Request::Compute { numbers, .. }) = effect {
            heard.borrow_mut().push(numbers.clone());
        }
        Vec::new()
    });
    desk.press("space space .");
    assert!(desk.shows("Statistics"), "{}", desk.screen());
    desk.press("esc i");
    assert_eq!(*counted.borrow(), [Some([1, 2].map(EstablishmentNumber).to_vec())]);
}

#[test]
fn palette_help_and_lists_go_to_their_end() {
    let mut desk = desk(English);
    let at = |desk: &mut Desk| desk.screen().lines().find(|line| line.contains("│ ▸")).map(str::to_owned);
    desk.press(":");
    let first = at(&mut desk);
    desk.press("end");
    let last = at(&mut desk);
    desk.press("home");
    assert!(first.is_some() && first != last && first == at(&mut desk), "{first:?} {last:?}");
    desk.press("pagedown");
    assert_ne!(first, at(&mut desk));
    desk.press("esc ?");
    let top = desk.screen();
    desk.press("end");
    assert_ne!(top, desk.screen());
    desk.press("home");
    assert_eq!(top, desk.screen());
    // A menu: letters go to the line that begins with them.
    desk.press("esc s");
    desk.press("u");
    assert!(at(&mut desk).is_some_and(|line| line.contains("UAI")), "{}", desk.screen());
    desk.press("end pageup");
    assert!(at(&mut desk).is_some_and(|line| line.contains("No.")), "{}", desk.screen());
}
