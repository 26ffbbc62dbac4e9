//! People of an establishment: the sign-in, the password that must be changed, what they find and what they never see.

use super::house::{House, PASSWORD};
use crate::domain::access::{At, Identity};
use crate::domain::act::Act;
use crate::domain::establishment::{EstablishmentNumber, Input};
use crate::domain::job::Task;
use crate::domain::language::Language;
use crate::domain::rights::gate::{Gate, gate};
use crate::domain::session::Entrance;
use crate::operations::establishment::{self, BlockInput};
use crate::operations::people::fixture::{set_password, waiting_secret};
use crate::operations::{job, session};
use crate::tui::actions::TABLE;

const OWN: &str = "varangue opaline 42 tilleul";
const NEW: &str = "hublot cerise 93 tambour gris";
const SCHOOL: EstablishmentNumber = EstablishmentNumber(1);
const SMALL: (u16, u16) = (80, 24);

/// A house with a school, whose administrator has [`OWN`].
fn house(language: Language, is_generated: bool) -> House {
    let house = House::new(language, SMALL);
    let input = Input {
        zone: "1".into(),
        location: "29200 Brest".into(),
        denomination: "Lycée Bréquigny".into(),
        contact_last_name: "Le Gall".into(),
        contact_first_name: "Anne".into(),
        contact_email: "anne@ecole.invalid".into(),
        ..Input::default()
    };
    let mut ctx = house.other();
    establishment::add_line(&mut ctx, &input);
    set_password(&mut ctx, SCHOOL, OWN, is_generated);
    house
}

fn for_people() -> Entrance {
    Entrance { establishment: None, is_for_people: true }
}

fn fixed() -> Entrance {
    Entrance { establishment: Some("1".into()), is_for_people: true }
}

/// Signs the administrator in where that is fixed.
fn enter(house: &mut House, password: &str) {
    house.at_the_door(fixed(), SMALL).type_text("admin").press("tab").type_text(password).press("enter");
}

fn block(house: &House) {
    let mut ctx = house.other();
    let input = BlockInput { reason: "Travaux".into(), until: String::new() };
    let task: Task = establishment::block_task(&ctx, &input).unwrap();
    job::at_once(&mut ctx, SCHOOL, &task, None).unwrap();
}

#[test]
fn the_sign_in_asks_where_unless_that_is_fixed() {
    for language in [Language::French, Language::English] {
        for size in [SMALL, (120, 40)] {
            let mut house = house(language, false);
            let name = |what: &str| format!("sign_in_{what}_{}_{}", language.code(), size.0);
            house.console.resize(size.0, size.1);
            for (what, entrance) in [("open", Entrance::default()), ("people", for_people()), ("fixed", fixed())] {
                let screen = house.at_the_door(entrance, size).screen();
                insta::assert_snapshot!(name(what), screen);
            }
        }
    }
}

#[test]
fn a_webmaster_types_as_ever_and_is_kept_out_where_people_sign_in() {
    let mut house = house(Language::English, false);
    let console = house.at_the_door(Entrance::default(), SMALL);
    console.type_text("alice").press("tab").type_text(PASSWORD).press("enter");
    assert!(console.shows("Establishments"), "{}", console.screen());
    let console = house.at_the_door(for_people(), SMALL);
    console.press("tab").type_text("alice").press("tab").type_text(PASSWORD).press("enter");
    assert!(console.shows("This field must be filled in"), "{}", console.screen());
    assert_eq!(console.app.shared.actor.identity, Identity::Nobody);
    console.type_text("1").press("tab tab").type_text(PASSWORD).press("enter");
    assert!(console.shows("Login or password is wrong"), "{}", console.screen());
}

#[test]
fn a_person_finds_their_establishment_and_nothing_of_the_host() {
    for language in [Language::French, Language::English] {
        for size in [SMALL, (120, 40)] {
            let mut house = house(language, false);
            house.console.resize(size.0, size.1);
            let console = house.at_the_door(for_people(), size);
            console.type_text("1").press("tab").type_text("admin").press("tab").type_text(OWN).press("enter");
            insta::assert_snapshot!(format!("home_{}_{}", language.code(), size.0), console.screen());
        }
    }
    let mut house = house(Language::English, false);
    enter(&mut house, OWN);
    house.console.press("?");
    let help = house.console.screen();
    house.console.press("esc :");
    let palette = house.console.screen();
    house.console.press("esc");
    for shown in [help, palette] {
        for of_the_host in ["Webmasters", "Settings", "Establishments", "Statistics", "Zones"] {
            assert!(!shown.contains(of_the_host), "{shown}");
        }
    }
    // Whatever is pressed, and whatever is asked for past the keys, nothing of the host comes.
    let actor = house.console.app.shared.actor.clone();
    let of_the_host = |act: Act| gate(act) == Gate::Host && act != Act::WEBMASTER_CHANGE_PASSWORD;
    for entry in TABLE.iter().filter(|entry| entry.act.is_some_and(of_the_host)) {
        assert!(!entry.is_for(&actor), "{}", entry.word);
        house.console.app.act(entry.action);
        house.console.work();
        assert!(house.console.shows("Lycée Bréquigny") && !house.console.shows("Académie d'essai"), "{}", entry.word);
    }
    for key in ["f2", "f3", "J", "u", "S", "9", "=", "enter", "."] {
        house.console.press(key);
        assert!(!house.console.shows("Académie d'essai"), "{key}: {}", house.console.screen());
        house.console.press("esc");
    }
}

#[test]
fn a_generated_password_is_changed_before_anything_else() {
    for language in [Language::French, Language::English] {
        for size in [SMALL, (120, 40)] {
            let mut house = house(language, true);
            house.console.resize(size.0, size.1);
            let console = house.at_the_door(fixed(), size);
            console.type_text("admin").press("tab").type_text(OWN).press("enter");
            insta::assert_snapshot!(format!("must_change_{}_{}", language.code(), size.0), console.screen());
        }
    }
    let mut house = house(Language::English, true);
    enter(&mut house, OWN);
    let console = &mut house.console;
    console.press("f1 esc f2 ctrl-x");
    assert!(console.shows("temporary"), "{}", console.screen());
    console.type_text(OWN).press("tab").type_text(NEW).press("tab").type_text(NEW).press("enter enter");
    assert!(console.shows("Anne LE GALL") && !console.shows("temporary"), "{}", console.screen());
    enter(&mut house, NEW);
    assert!(house.console.shows("Anne LE GALL"), "{}", house.console.screen());
    assert!(house.console.press("W").shows("Current password"), "{}", house.console.screen());
    house.console.press("esc ctrl-x");
    assert!(house.console.shows("admin") && !house.console.shows("Bréquigny"), "{}", house.console.screen());
    house.console.type_text(NEW).press("enter");
    assert!(house.console.shows("Anne LE GALL"), "{}", house.console.screen());
}

#[test]
fn a_forgotten_password_is_replaced_by_a_code_and_nobody_learns_who_has_an_account() {
    for language in [Language::French, Language::English] {
        let mut house = house(language, false);
        let asked = |house: &mut House, who: &str| {
            let console = house.at_the_door(for_people(), SMALL);
            console.type_text("1").press("f2").type_text(who).press("tab enter");
            console.screen()
        };
        let unknown = asked(&mut house, "personne");
        let screen = asked(&mut house, "admin");
        assert_eq!(screen, unknown);
        insta::assert_snapshot!(format!("forgotten_{}", language.code()), screen);
        let code = waiting_secret(&mut house.other(), SCHOOL, "admin");
        let console = &mut house.console;
        // Who left it too early comes back to the code.
        let [to_code, another] = match language {
            Language::French => ["F2 J'ai déjà un code", "F2 Demander un autre code"],
            Language::English => ["F2 I have a code already", "F2 Ask for another code"],
        };
        assert!(console.press("esc").shows(to_code) && !console.shows(another), "{}", console.screen());
        assert!(console.press("f2").shows(another) && console.shows("Code"), "{}", console.screen());
        console.type_text(&code).press("tab").type_text(NEW).press("tab").type_text(NEW).press("tab enter");
        assert!(console.shows("F2"), "{}", console.screen());
        enter(&mut house, NEW);
        assert!(house.console.shows("Anne LE GALL"), "{}", house.console.screen());
    }
}

#[test]
fn whoever_is_stopped_reads_why_and_finds_what_was_typed() {
    let mut house = house(Language::English, false);
    enter(&mut house, OWN);
    house.console.press("W").type_text(OWN);
    block(&house);
    house.changed();
    assert!(house.console.shows("blocked") && house.console.shows("Travaux"), "{}", house.console.screen());
    assert!(house.console.shows("What you had"), "{}", house.console.screen());
    // Still so; and nothing of the host is told meanwhile.
    house.console.type_text("admin").press("tab").type_text(OWN).press("enter");
    assert!(house.console.shows("Travaux"), "{}", house.console.screen());
    let mut ctx = house.other();
    let unblock = Task::Unblock { blocker: crate::domain::block::Blocker::Webmaster };
    job::at_once(&mut ctx, SCHOOL, &unblock, None).unwrap();
    house.console.type_text(OWN).press("enter");
    assert!(house.console.shows("Current password"), "{}", house.console.screen());
    // At the next act, without anybody's telling.
    block(&house);
    house.console.press("tab").type_text(NEW).press("tab").type_text(NEW).press("enter enter");
    assert!(house.console.shows("Travaux") && house.console.shows("Password"), "{}", house.console.screen());
}

#[test]
fn the_same_login_of_another_school_is_somebody_else() {
    let mut house = house(Language::English, false);
    let mut ctx = house.other();
    let input = Input { denomination: "Collège Iroise".into(), zone: "1".into(), ..Input::default() };
    let input = Input { location: "29200 Brest".into(), contact_last_name: "Roux".into(), ..input };
    let input = Input { contact_first_name: "Léa".into(), contact_email: "lea@ecole.invalid".into(), ..input };
    establishment::add_line(&mut ctx, &input);
    set_password(&mut ctx, EstablishmentNumber(2), NEW, false);
    let console = house.at_the_door(for_people(), SMALL);
    console.type_text("1").press("tab").type_text("admin").press("tab").type_text(OWN).press("enter W");
    console.type_text(OWN);
    ctx.go(At::Establishment(SCHOOL));
    let open = session::list(&mut ctx).unwrap();
    session::end_of(&mut ctx, open[0].id).unwrap();
    house.changed();
    assert!(house.console.shows("ended this session"), "{}", house.console.screen());
    house.console.type_text("1").press("tab").type_text("admin").press("tab").type_text("faux").press("enter");
    assert!(!house.console.shows("ended this session"), "an old reason: {}", house.console.screen());
    assert!(house.console.shows("password is wrong"), "{}", house.console.screen());
    house.console.press("backtab backtab ctrl-u tab ctrl-u backtab");
    house.console.type_text("2").press("tab").type_text("admin").press("tab").type_text(NEW).press("enter");
    assert!(house.console.shows("Collège Iroise") && !house.console.shows("Current"), "{}", house.console.screen());
}

/// A2: what everybody may change of their own account, where the own password is changed.
#[test]
fn ones_own_address_and_language_are_changed_by_ones_password() {
    for language in [Language::French, Language::English] {
        let mut house = house(language, false);
        enter(&mut house, OWN);
        let console = house.console.press("F");
        insta::assert_snapshot!(format!("own_details_{}", language.code()), console.screen());
        console.press("ctrl-u").type_text("anne@maison.invalid").press("tab tab").type_text(OWN).press("tab enter");
        let said = if language == Language::French { "Courriel et langue enregistrés" } else { "saved" };
        assert!(console.shows(said), "{}", console.screen());
    }
}

#[test]
fn a_report_offers_people_neither_a_file_nor_a_command() {
    let mut house = house(Language::English, false);
    enter(&mut house, OWN);
    house.console.press("O n").type_text("BUT 1").press("tab enter").press("d enter").type_text("1").press("enter");
    assert!(house.console.shows("1 done"), "{}", house.screen());
    for offered in ["x CSV", "= command"] {
        assert!(!house.console.shows(offered), "{offered}: {}", house.screen());
    }
    house.console.press("?");
    assert!(!house.console.shows("=") && !house.console.shows("CSV"), "{}", house.screen());
}
