//! The first start: an empty data directory, its form, and the same checks as `intendant init`.

use super::house::{House, PASSWORD};
use crate::domain::language::Language;
use crate::operations::{host, webmaster};

const SMALL: (u16, u16) = (80, 24);

fn check(name: &str, prepare: impl Fn(&mut House)) {
    for language in [Language::French, Language::English] {
        for (width, height) in [SMALL, (120, 40)] {
            let mut house = House::empty(language, (width, height));
            prepare(&mut house);
            let name = format!("{name}_{}_{width}x{height}", language.code());
            insta::assert_snapshot!(name, house.screen());
        }
    }
}

/// Fills everything in up to the transport, which keeps the folder.
fn fill_in(house: &mut House, password: &str) {
    let console = &mut house.console;
    console.type_text("Alice").press("tab").type_text("Kerouedan").press("tab").type_text("Alice").press("tab tab");
    console.type_text(password).press("tab").type_text(password).press("tab");
    console.type_text("Académie d'essai").press("tab").type_text("https://ecoles.invalid").press("tab");
    console.type_text("hebergement@ecoles.invalid").press("tab");
}

#[test]
fn the_form_as_it_opens() {
    check("first_run", |_| {});
}

#[test]
fn problems_stand_at_their_fields() {
    check("first_run_problems", |house| {
        fill_in(house, "motdepasse123456");
        house.console.press("tab enter");
    });
}

#[test]
fn smtp_asks_for_its_server() {
    check("first_run_smtp", |house| {
        fill_in(house, PASSWORD);
        house.console.press("right tab tab tab");
    });
}

#[test]
fn everything_is_made_and_the_webmaster_is_signed_in() {
    let mut house = House::empty(Language::French, SMALL);
    fill_in(&mut house, PASSWORD);
    house.console.press("tab enter");
    let screen = house.screen();
    for text in ["Établissements", "alice (SSH)", "Académie d'essai", "Tout est prêt"] {
        assert!(screen.contains(text), "{text} in\n{screen}");
    }
    let mut other = house.other();
    assert_eq!(webmaster::list(&mut other).unwrap().len(), 1);
    assert_eq!(host::settings(&mut other).unwrap().0.identity.url, "https://ecoles.invalid");
}

#[test]
fn what_was_typed_survives_a_refusal_and_another_transport() {
    let mut house = House::empty(Language::English, SMALL);
    fill_in(&mut house, PASSWORD);
    house.console.press("right tab tab tab tab tab tab tab enter");
    let screen = house.screen();
    assert!(screen.contains("This field must be filled in."), "the server is missing\n{screen}");
    house.console.type_text("localhost").press("up left tab enter");
    let screen = house.screen();
    assert!(screen.contains("Everything is ready"), "{screen}");
}

#[test]
fn leaving_asks_only_when_something_was_typed() {
    let mut house = House::empty(Language::English, SMALL);
    house.console.press("x esc");
    assert!(house.console.shows("will be lost"), "{}", house.screen());
    house.console.press("esc backspace");
    assert!(house.console.app.exit().is_none());
    house.console.press("esc");
    assert!(house.console.app.exit().is_some());
}

#[test]
fn a_directory_that_was_made_meanwhile_leads_to_the_sign_in() {
    let mut house = House::empty(Language::English, SMALL);
    fill_in(&mut house, PASSWORD);
    let mut made = House::new(Language::English, SMALL);
    std::mem::swap(&mut house.console.worker, &mut made.console.worker);
    house.console.press("tab enter");
    assert!(house.console.shows("Somebody else has initialised this data directory meanwhile"), "{}", house.screen());
}
