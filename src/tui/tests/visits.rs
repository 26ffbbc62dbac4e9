//! Visits on the screen: the line that says what is visited, where one comes back to, and that nothing is changed meanwhile.

use super::house::House;
use super::job::add;
use crate::domain::access::{At, Identity};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::domain::session::Entrance;
use crate::operations::audit::{self, AuditFilter};
use crate::operations::people::fixture::set_password;
use crate::operations::{Context, user};
use crate::tui::actions::{Action, TABLE};
use crate::tui::events::Event;
use crate::tui::orders::{Failure, Outcome, Report};

const SMALL: (u16, u16) = (80, 24);
const ONE: EstablishmentNumber = EstablishmentNumber(1);
const OWN: &str = "varangue opaline 42 tilleul";

/// A console whose cursor is on the second of two establishments; the first has two people beside its administrator.
fn house(language: Language, size: (u16, u16)) -> House {
    let mut house = House::new(language, size);
    add(&mut house, 2);
    let mut ctx = inside(&house);
    for (login, last) in [("amartin", "Martin"), ("bleroux", "Leroux")] {
        let texts = [(Field::Login, login), (Field::LastName, last), (Field::Email, "a@ecole.invalid")];
        let typed = texts.iter().fold(Filled::default(), |all, (field, text)| all.with(*field, *text));
        user::add(&mut ctx, &typed).unwrap();
    }
    house.changed();
    house
}

fn inside(house: &House) -> Context {
    let mut other = house.other();
    other.go(At::Establishment(ONE));
    other
}

/// The latest entries of the establishment's audit.
fn told(house: &House) -> Vec<String> {
    let rows = audit::list(&mut inside(house), &AuditFilter::default(), None, 100).unwrap();
    rows.iter().rev().map(|row| format!("{} {}", row.action, row.object_id)).collect()
}

fn banner(house: &mut House) -> String {
    house.console.screen().lines().nth(1).unwrap_or_default().to_owned()
}

#[test]
fn a_line_says_what_is_visited_and_whether_it_may_be_changed() {
    for language in [Language::French, Language::English] {
        for size in [SMALL, (120, 40)] {
            let name = |what: &str| format!("visit_{what}_{}_{}", language.code(), size.0);
            let mut house = house(language, size);
            house.console.press("home C");
            insta::assert_snapshot!(name("asked"), house.console.screen());
            house.console.press("enter enter");
            insta::assert_snapshot!(name("support"), house.console.screen());
            house.console.press("M").type_text("ticket 4711, accès perdu").press("enter enter down enter");
            insta::assert_snapshot!(name("reason"), house.console.screen());
            house.console.press("end V");
            insta::assert_snapshot!(name("as_somebody"), house.console.screen());
        }
    }
}

#[test]
fn whoever_leaves_is_where_they_were() {
    let mut house = house(Language::English, SMALL);
    house.console.press("home space down");
    let before = house.console.screen();
    house.console.press("home C enter enter U");
    assert!(banner(&mut house).contains("read only"), "{}", house.console.screen());
    // What the host has is not reached from there.
    house.console.press("f2");
    assert!(banner(&mut house).contains("SUPPORT"), "{}", house.console.screen());
    house.console.press("esc Q");
    assert!(house.console.shows("You are back"), "{}", house.console.screen());
    house.console.press("home down");
    assert_eq!(house.console.screen(), before);
    assert_eq!(told(&house)[2..], ["establishment.support 1", "session.leave 1"]);
    // As deep as it goes, one at a time.
    house.console.press("home C enter enter down enter home V");
    assert!(banner(&mut house).contains("SEEN AS"), "{}", house.console.screen());
    house.console.press("Q");
    assert!(banner(&mut house).contains("SUPPORT") && house.console.shows("amartin"), "{}", house.console.screen());
    house.console.press("Q");
    assert!(house.console.shows("Establishments") && !banner(&mut house).contains("SUPPORT"));
}

/// What the host was asked for before a visit is refused in it, where that is answered late: nobody is told.
#[test]
fn what_was_asked_for_before_is_answered_to_nobody() {
    let mut house = house(Language::English, SMALL);
    let refused = |house: &mut House, to| {
        let outcome = Outcome::Failed(Failure::Told(Message::new("session-ended")));
        house.console.app.handle(Event::Report(Report { to, outcome }));
        house.console.shows("ended this session")
    };
    for keys in ["home C enter enter", "Q"] {
        let former = house.console.app.own;
        house.console.press(keys);
        assert!(!refused(&mut house, former), "{}", house.console.screen());
        let own = house.console.app.own;
        assert!(refused(&mut house, own), "{}", house.console.screen());
    }
}

#[test]
fn as_somebody_else_no_key_changes_anything() {
    let mut house = house(Language::English, SMALL);
    let path = house.other().home().shelf().shown(ONE);
    user::become_so(path.as_ref(), "amartin", (true, "", true));
    let mut ctx = inside(&house);
    let row = user::get(&mut ctx, "amartin").unwrap().user;
    let typed = Filled::default().with(Field::Role, "Manager");
    let id = row.id().to_string();
    let act = crate::domain::act::Act::USER_GRANT;
    crate::operations::deeds::alone(&mut ctx, (act, &id), row.person.rev, &typed).unwrap();
    set_password(&mut house.other(), ONE, OWN, false);
    let entrance = Entrance { establishment: Some("1".into()), is_for_people: true };
    house.at_the_door(entrance, SMALL).type_text("admin").press("tab").type_text(OWN).press("enter");
    house.console.press("down enter / a m a r t i n enter V");
    assert!(banner(&mut house).contains("amartin"), "{}", house.console.screen());
    let before = told(&house);
    let opened = ["home", "enter", "down enter", "down down enter", "down down down enter", "end enter"];
    for keys in opened {
        let ways_out = [Action::Quit, Action::Lock, Action::Suspend, Action::LeaveVisit, Action::EnterAs];
        for entry in TABLE.iter().filter(|entry| !ways_out.contains(&entry.action)) {
            house.console.press("home").press(keys);
            house.console.app.act(entry.action);
            house.console.work();
            house.console.press("y enter enter esc esc esc h");
        }
    }
    assert!(banner(&mut house).contains("amartin"), "{}", house.console.screen());
    assert_eq!(told(&house), before, "something was changed");
    house.console.press("Q");
    assert_eq!(told(&house)[before.len()..], ["session.leave amartin"]);
}

#[test]
fn what_ends_elsewhere_ends_the_visit_and_says_so() {
    let mut house = house(Language::English, SMALL);
    house.console.press("home C enter enter");
    let mut ctx = house.other();
    let input = crate::operations::establishment::DeleteInput {
        confirmation: Some("1".into()),
        export_first: crate::operations::establishment::ExportFirst::No,
    };
    crate::operations::establishment::delete(&mut ctx, ONE, &input).unwrap();
    house.changed();
    assert!(
        house.console.shows("Establishments") && !banner(&mut house).contains("SUPPORT"),
        "{}",
        house.console.screen()
    );
    assert!(house.console.shows("no establishment 1"), "{}", house.console.screen());
    // Behind the lock too.
    house.console.press("home C enter enter");
    house.console.app.handle(Event::Idle);
    house.console.work();
    assert!(
        house.console.shows("alice"),
        "the lock asks for the password of who sits there: {}",
        house.console.screen()
    );
    house.console.type_text(super::house::PASSWORD).press("enter");
    assert!(banner(&mut house).contains("SUPPORT"), "{}", house.console.screen());
    assert!(matches!(house.console.app.shared.actor.identity, Identity::Webmaster { support: Some(_), .. }));
}
