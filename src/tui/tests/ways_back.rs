//! Ways back, and reasons: whoever sits there comes back from every screen that a key opens, and is told why a key is not theirs.

use super::house::House;
use super::job::add;
use crate::domain::access::At;
use crate::domain::act::{Act, Noun};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::language::Language;
use crate::domain::session::Entrance;
use crate::operations::people::fixture::set_password_of;
use crate::operations::{Context, deeds, department, user};
use crate::tui::actions::{Action, Arity, Place, TABLE};

const SMALL: (u16, u16) = (80, 24);
const ONE: EstablishmentNumber = EstablishmentNumber(1);
const OWN: &str = "varangue opaline 42 tilleul";

fn inside(house: &House) -> Context {
    let mut other = house.other();
    other.go(At::Establishment(ONE));
    other
}

/// A console on an establishment where amartin teaches, and bleroux has no right.
fn house(language: Language) -> House {
    let mut house = House::new(language, SMALL);
    add(&mut house, 1);
    let mut ctx = inside(&house);
    let input = crate::domain::department::DepartmentInput { code: "RT".into(), name: "Réseaux".into() };
    department::add(&mut ctx, &input).unwrap();
    for (login, last) in [("amartin", "Martin"), ("bleroux", "Leroux")] {
        let texts = [(Field::Login, login), (Field::LastName, last), (Field::Email, "a@ecole.invalid")];
        user::add(&mut ctx, &texts.iter().fold(Filled::default(), |all, (field, text)| all.with(*field, *text)))
            .unwrap();
    }
    let row = user::get(&mut ctx, "amartin").unwrap().user;
    let typed = Filled::default().with(Field::Role, "Ens_RT");
    deeds::alone(&mut ctx, (Act::USER_GRANT, &row.id().to_string()), row.person.rev, &typed).unwrap();
    house.changed();
    house
}

fn enter(house: &mut House, login: &str) {
    set_password_of(&mut house.other(), (ONE, login), OWN, false);
    let entrance = Entrance { establishment: Some("1".into()), is_for_people: true };
    house.at_the_door(entrance, SMALL).type_text(login).press("tab").type_text(OWN).press("enter");
}

/// Everybody who can sit at a console, with the keys that lead there from the sign-in.
fn each_actor(language: Language, mut visit: impl FnMut(&str, &mut House)) {
    for who in ["webmaster", "support", "as somebody", "admin", "amartin", "bleroux"] {
        let mut house = house(language);
        match who {
            "webmaster" => {}
            "support" => drop(house.console.press("C enter enter")),
            "as somebody" => drop(house.console.press("C enter enter down enter end V")),
            login => enter(&mut house, login),
        }
        let is_host = house.console.app.shared.actor.belongs() == At::Host;
        assert_eq!(is_host, who == "webmaster", "{who}: {}", house.screen());
        assert!(is_host || is_home(&house), "{who}: {}", house.screen());
        visit(who, &mut house);
    }
}

fn title(house: &House) -> &'static str {
    house.console.app.top().unwrap().view.title().key
}

fn is_home(house: &House) -> bool {
    house.console.app.overlays.is_empty() && title(house) == "screen-home"
}

/// The keys that open a screen where somebody begins.
fn keys(house: &House) -> Vec<&'static str> {
    use Action::{EstablishmentImport, Home, List, Server, Settings, Statistics};
    let places = house.console.app.top().unwrap().view.places();
    let opens = |action| matches!(action, List(_) | Home | Settings | Server | Statistics | EstablishmentImport);
    TABLE
        .iter()
        .filter(|entry| opens(entry.action) && places.contains(&entry.place))
        .map(|entry| entry.keys[0])
        .collect()
}

#[test]
fn whoever_opens_a_screen_by_a_key_comes_back() {
    each_actor(Language::English, |who, house| {
        let is_person = who != "webmaster";
        let (keys, mut opened) = (keys(house), 0);
        for first in &keys {
            for second in keys.iter().chain(&["enter", "end enter", "i"]) {
                house.console.press(first);
                opened += usize::from(!is_home(house));
                house.console.press(second).press("esc esc esc esc esc esc");
                let is_back = if is_person { is_home(house) } else { house.console.app.overlays.is_empty() };
                assert!(is_back, "{who} {first} {second}: {}", house.screen());
            }
            if is_person {
                house.console.press(first).press("h");
                assert!(is_home(house), "{who} {first} h: {}", house.screen());
            }
        }
        assert!(opened > 5, "{who}: {opened}");
    });
}

#[test]
fn a_key_that_is_refused_says_by_which_rule_and_explains_it() {
    each_actor(Language::English, |who, house| {
        if !["amartin", "bleroux"].contains(&who) {
            return;
        }
        let lists: Vec<(Noun, &str)> = TABLE
            .iter()
            .filter_map(|entry| match entry.action {
                Action::List(noun) if entry.place == Place::Chosen => Some((noun, entry.keys[0])),
                _ => None,
            })
            .collect();
        let mut refused = 0;
        for (noun, list) in lists {
            house.console.press("h").press(list);
            if is_home(house) {
                let said = house.console.app.said.as_ref().map(|(said, _)| said.key);
                assert_eq!(said, Some("refused-why"), "{who} {noun:?}: {}", house.screen());
                continue;
            }
            for entry in TABLE.iter().filter(|entry| entry.place == Place::Of(noun) && entry.act.is_some()) {
                let before = title(house);
                house.console.press(entry.keys[0]);
                let said = house.console.app.said.as_ref().map(|(said, _)| said.key);
                assert!(said != Some("key-nothing"), "{who} {}: {}", entry.word, house.screen());
                if said == Some("refused-why") {
                    house.console.press("?");
                    assert_eq!(title(house), "sheet-title", "{who} {}: {}", entry.word, house.screen());
                }
                if title(house) == "sheet-title" {
                    // What needs no row says nothing of the one under the cursor.
                    let is_of_row = house.console.shows(" – admin") || house.console.shows(" – RT");
                    assert!(!(is_of_row && entry.arity == Arity::None), "{who} {}: {}", entry.word, house.screen());
                    // What is typed for a form that did not open is no key.
                    house.console.type_text("liste.csvqd");
                    assert_eq!(title(house), "sheet-title", "{who} {}: {}", entry.word, house.screen());
                    refused += 1;
                }
                while title(house) != before {
                    house.console.press("esc");
                }
            }
        }
        assert!(refused > 0, "{who}");
    });
}

#[test]
fn people_go_from_list_to_list_by_the_palette_and_ask_about_the_row_of_a_right() {
    let mut house = house(Language::French);
    enter(&mut house, "admin");
    house.console.press("U :").type_text("matrice");
    assert!(house.console.shows("Aucune action ne contient ces lettres."), "{}", house.screen());
    house.console.press("ctrl-u").type_text("rôles").press("enter");
    assert_eq!(title(&house), "screen-roles", "{}", house.screen());
    // What is seen is found, in the words of the screen.
    house.console.press("h Y /").type_text("donner un rôle").press("enter e");
    assert!(house.console.shows("user.grant") && house.console.shows("Pourquoi peut-on"), "{}", house.screen());
    house.console.press("esc enter");
    assert!(house.console.shows("─ Droit user.grant ─"), "{}", house.screen());
    house.console.press("w tab tab tab tab tab tab enter");
    assert!(house.console.shows("─ Qui peut"), "{}", house.screen());
}
