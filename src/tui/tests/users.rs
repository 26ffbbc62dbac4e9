//! People's accounts on the screen: how they look, and what keys do to them.

use super::house::House;
use super::job::add;
use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::department::DepartmentInput;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::language::Language;
use crate::domain::session::Entrance;
use crate::operations::people::fixture::set_password_of;
use crate::operations::{Context, deeds, department, user};

const SMALL: (u16, u16) = (80, 24);
const OWN: &str = "varangue opaline 42 tilleul";
const ONE: EstablishmentNumber = EstablishmentNumber(1);

fn inside(house: &House) -> Context {
    let mut other = house.other();
    other.go(At::Establishment(ONE));
    other
}

fn filled(texts: &[(Field, &str)]) -> Filled {
    texts.iter().fold(Filled::default(), |all, (field, text)| all.with(*field, *text))
}

fn act(house: &House, act: Act, login: &str, typed: &[(Field, &str)]) {
    let mut ctx = inside(house);
    let row = user::get(&mut ctx, login).unwrap().user;
    deeds::alone(&mut ctx, (act, &row.id().to_string()), row.person.rev, &filled(typed)).unwrap();
}

/// A console whose cursor is on an establishment of five people beside its administrator.
fn house(language: Language, size: (u16, u16)) -> House {
    let mut house = House::new(language, size);
    add(&mut house, 1);
    let mut ctx = inside(&house);
    department::add(&mut ctx, &DepartmentInput { code: "RT".into(), name: "Réseaux".into() }).unwrap();
    for (login, last, first) in [
        ("amartin", "Martin", "Anne"),
        ("bleroux", "Leroux", "Bob"),
        ("cpetit", "Petit", "Chloé"),
        ("dbrun", "Brun", "Dora"),
        ("edumas", "Dumas", "Élie"),
    ] {
        let typed = filled(&[
            (Field::Login, login),
            (Field::LastName, last),
            (Field::FirstName, first),
            (Field::Email, &format!("{login}@ecole.invalid")),
            (Field::HomeDepartment, "RT"),
        ]);
        user::add(&mut ctx, &typed).unwrap();
    }
    let path = ctx.home().shelf().shown(ONE);
    user::become_so(path.as_ref(), "amartin", (true, "", true));
    act(&house, Act::USER_GRANT, "amartin", &[(Field::Role, "Admin_RT")]);
    act(&house, Act::USER_DEACTIVATE, "bleroux", &[]);
    act(&house, Act::USER_SET_EXPIRY, "cpetit", &[(Field::ExpiresOn, "2026-01-31")]);
    act(&house, Act::USER_SET_LEVEL, "dbrun", &[(Field::Level, "power-user")]);
    house
}

fn is_active(house: &House, login: &str) -> bool {
    user::get(&mut inside(house), login).unwrap().user.person.draft.active
}

#[test]
fn accounts_as_they_look() {
    for language in [Language::French, Language::English] {
        for (width, height) in [SMALL, (120, 40)] {
            let mut house = house(language, (width, height));
            house.console.press("U down space");
            insta::assert_snapshot!(format!("users_{}_{width}x{height}", language.code()), house.screen());
            house.console.press("enter");
            insta::assert_snapshot!(format!("user_{}_{width}x{height}", language.code()), house.screen());
        }
    }
}

#[test]
fn one_key_deactivates_and_activates_and_what_is_expired_refuses_it() {
    let mut house = house(Language::English, SMALL);
    house.console.press("U /").type_text("login:edumas").press("enter");
    house.console.press("b");
    assert!(house.console.shows("Deactivate “edumas”?"), "{}", house.screen());
    house.console.press("y");
    assert!(!is_active(&house, "edumas"), "{}", house.screen());
    house.console.press("b");
    assert!(house.console.shows("Activate “edumas”?"), "{}", house.screen());
    house.console.press("y");
    assert!(is_active(&house, "edumas"), "{}", house.screen());
    house.console.press("esc /").type_text("login:cpetit").press("enter b");
    assert!(house.console.shows("change its expiry day first"), "{}", house.screen());
    assert!(is_active(&house, "cpetit"));
}

#[test]
fn ticked_ones_are_deactivated_by_a_plan_that_says_who_is_not() {
    let mut house = house(Language::English, SMALL);
    house.console.press("U a b").press("tab enter");
    assert!(house.console.shows("3 to do · 1 unchanged · 2 refused"), "{}", house.screen());
    assert!(is_active(&house, "amartin"));
    house.console.press("enter y");
    assert!(house.console.shows("3 done"), "{}", house.screen());
    for (login, active) in [("amartin", false), ("bleroux", false), ("cpetit", true), ("dbrun", false), ("admin", true)]
    {
        assert_eq!(is_active(&house, login), active, "{login}: {}", house.screen());
    }
}

#[test]
fn one_is_added_and_edited_by_keys() {
    let mut house = house(Language::English, SMALL);
    house.console.press("U n").type_text("fnoir").press("tab").type_text("Noir").press("tab tab tab tab");
    house.console.type_text("GEII").press("tab tab tab tab tab enter");
    assert!(house.console.shows("No department has the code “GEII”."), "{}", house.screen());
    house.console.press("esc").press("esc");
    act(&house, Act::USER_REVOKE, "amartin", &[(Field::Role, "Admin_RT")]);
    assert_eq!(user::get(&mut inside(&house), "amartin").unwrap().user.role_names(), "");
}

#[test]
fn one_key_toggles_in_the_detail_and_the_list_goes_to_who_was_added() {
    let mut house = house(Language::English, SMALL);
    house.console.press("U /").type_text("login:edumas").press("enter enter b");
    assert!(house.console.shows("Deactivate “edumas”?"), "{}", house.screen());
    house.console.press("y");
    assert!(!is_active(&house, "edumas"), "{}", house.screen());
    house.console.press("enter b");
    assert!(house.console.shows("Activate “edumas”?"), "{}", house.screen());
    house.console.press("y");
    assert!(is_active(&house, "edumas"), "{}", house.screen());
    house.console.press("esc n").type_text("znoir").press("tab").type_text("Noir");
    house.console.press("tab tab tab tab tab tab tab tab tab enter");
    assert!(house.screen().contains("▸[ ] znoir"), "{}", house.screen());
}

#[test]
fn a_day_is_taken_from_the_calendar_as_it_looks() {
    for language in [Language::French, Language::English] {
        for size in [SMALL, (60, 20)] {
            let mut house = house(language, size);
            house.console.press("U /").type_text("login:edumas").press("enter x space pagedown");
            insta::assert_snapshot!(format!("calendar_{}_{}x{}", language.code(), size.0, size.1), house.screen());
            house.console.press("enter enter enter");
            let expires_on = user::get(&mut inside(&house), "edumas").unwrap().user.person.draft.expires_on;
            assert!(expires_on.is_some(), "{}", house.screen());
        }
    }
}

#[test]
fn a_form_of_which_no_plan_comes_stays_with_what_was_typed() {
    let mut house = house(Language::English, SMALL);
    house.console.press("U a +").type_text("Nobody_RT").press("tab").type_text("2027-01-31").press("tab enter");
    assert!(house.console.shows("No role is called “Nobody”"), "{}", house.screen());
    assert!(house.console.shows("Nobody_RT") && house.console.shows("2027-01-31"), "{}", house.screen());
    house.console.press("ctrl-u").type_text("Ens_RT").press("tab tab enter");
    assert!(house.console.shows("6 to do"), "{}", house.screen());
    house.console.press("esc");
    assert!(!house.console.shows("Ens_RT"), "the form closed with its plan: {}", house.screen());
    house.console.press("I").type_text("nowhere.csv").press("tab tab tab tab enter");
    assert!(house.console.shows("File       nowhere.csv") && house.console.shows("Draw up"), "{}", house.screen());
}

#[test]
fn a_role_that_is_over_already_is_warned_of_for_one_and_in_a_plan() {
    let mut house = house(Language::French, SMALL);
    house.console.press("U /").type_text("login:edumas").press("enter +").type_text("Ens_RT until 2026-01-31");
    house.console.press("tab tab enter");
    assert!(house.console.shows("31/01/2026 est le premier jour sans lui"), "{}", house.screen());
    house.console.press("esc a +").type_text("Ens_RT").press("tab").type_text("31/01/2026").press("tab enter");
    assert!(house.console.shows("31/01/2026 est le premier jour sans lui"), "{}", house.screen());
}

#[test]
fn every_value_of_a_line_that_is_refused_is_read_before_the_import() {
    let mut house = house(Language::French, SMALL);
    let folder = inside(&house).home().exchange();
    std::fs::create_dir_all(&folder).unwrap();
    let text = "username,last_name,email,level\nbob 1,Brun,x@,king\namartin,,a@b.invalid,\n";
    std::fs::write(folder.join("a.csv"), text).unwrap();
    house.console.press("U I").type_text("a.csv").press("tab tab tab tab enter down enter enter");
    for value in ["bob 1", "x@", "king"] {
        assert!(house.console.shows(&format!("«\u{a0}{value}\u{a0}»")), "{value}: {}", house.screen());
    }
}

/// More than are known at first: what means all of them waits until they are.
#[test]
fn all_are_ticked_however_many_there_are() {
    let mut house = house(Language::French, SMALL);
    let mut ctx = inside(&house);
    for number in 0..1_000 {
        let login = format!("e{number:04}");
        let typed = filled(&[(Field::Login, &login), (Field::LastName, "Élève")]);
        user::add(&mut ctx, &typed).unwrap();
    }
    house.console.press("U a");
    let said = |house: &mut House, all: &str| {
        let screen = house.screen().replace(['\u{a0}', '\u{202f}'], " ");
        assert!(screen.contains(all), "{screen}");
    };
    said(&mut house, "1 006 cochés");
    house.console.press("*");
    said(&mut house, "1 sur 1 006");
    assert!(!house.console.shows("coché"));
    house.console.press("space *");
    said(&mut house, "1 005 cochés");
}

/// What the rules about accounts refuse in a form stands at its field, and the key of help explains the rule.
#[test]
fn a_refusal_in_a_form_names_its_field_and_is_explained() {
    let mut house = house(Language::English, (100, 40));
    let mut ctx = inside(&house);
    department::add(&mut ctx, &DepartmentInput { code: "GEA".into(), name: "Gestion".into() }).unwrap();
    set_password_of(&mut ctx, (ONE, "amartin"), OWN, false);
    let console = house.at_the_door(Entrance { establishment: Some("1".into()), is_for_people: true }, (100, 40));
    console.type_text("amartin").press("tab").type_text(OWN).press("enter U n");
    let form = console.screen();
    let row = |screen: &str, label: &str| screen.lines().position(|line| line.contains(label)).unwrap();
    assert!(form.lines().nth(row(&form, "Home department")).unwrap().contains("RT"), "{form}");
    console.type_text("new").press("tab").type_text("New").press("tab tab tab tab");
    console.press("ctrl-u").type_text("GEA").press("tab tab tab tab tab enter");
    let refused = console.screen();
    let below = refused.lines().skip(row(&refused, "Home department") + 1).take(3).collect::<String>();
    assert!(below.contains("department") && below.contains("F1: why"), "{refused}");
    console.press("f1");
    assert!(console.shows("What would allow it"), "{}", console.screen());
}

/// The list is by last name before anybody orders it, and says so.
#[test]
fn what_accounts_are_ordered_by_is_marked_from_the_start() {
    let mut house = house(Language::English, SMALL);
    house.console.press("U");
    assert!(house.console.shows("▲Last name"), "{}", house.console.screen());
}

/// One that is added while a filter stands is told to be left out by it.
#[test]
fn who_is_added_beside_a_filter_is_told_to_be_hidden() {
    let mut house = house(Language::English, SMALL);
    house.console.press("U /").type_text("level:power-user").press("enter n");
    house.console.type_text("zoe").press("tab").type_text("Zo").press("tab tab tab tab tab tab tab tab tab enter");
    let screen = house.console.screen();
    assert!(screen.contains("zoe") && screen.contains("This filter does not show it here"), "{screen}");
}
