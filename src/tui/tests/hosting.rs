//! Zones, webmasters and settings over a real data directory.

use super::console::NOW;
use super::house::{House, PASSWORD};
use crate::domain::act::Noun;
use crate::domain::contact::Email;
use crate::domain::host::HostInput;
use crate::domain::language::Language;
use crate::domain::password::Secret;
use crate::domain::webmaster::WebmasterInput;
use crate::domain::zone::{ZoneInput, ZoneNumber};
use crate::operations::webmaster::{self, NewPassword};
use crate::operations::{establishment, host, zone};
use crate::tui::actions::Action;

const SMALL: (u16, u16) = (80, 24);
const OTHER: &str = "quatre girafes sous un parapluie 9";

fn check(name: &str, prepare: impl Fn(&mut House)) {
    for language in [Language::French, Language::English] {
        for (width, height) in [SMALL, (120, 40)] {
            let mut house = House::new(language, (width, height));
            prepare(&mut house);
            let name = format!("{name}_{}_{width}x{height}", language.code());
            insta::assert_snapshot!(name, house.screen());
        }
    }
}

fn english() -> House {
    House::new(Language::English, SMALL)
}

fn add_zones(house: &House) {
    let mut other = house.other();
    for (name, language) in [("Bretagne", "fr"), ("Établissements à l'étranger", "en")] {
        zone::add(&mut other, &ZoneInput { name: name.into(), language: language.into() }).unwrap();
    }
}

fn add_webmaster(house: &House, login: &str) {
    let (password, again) = (Secret::new(OTHER.into()), Secret::new(OTHER.into()));
    let input = WebmasterInput {
        login: login.into(),
        last_name: "Le Gall".into(),
        first_name: "Marc".into(),
        email: format!("{login}@ecoles.invalid"),
        ..WebmasterInput::default()
    };
    webmaster::add(&mut house.other(), &input, &NewPassword { password: &password, again: &again }).unwrap();
}

fn zone_names(house: &House) -> Vec<String> {
    zone::list(&mut house.other()).unwrap().into_iter().map(|line| line.zone.name).collect()
}

#[test]
fn zones_as_they_look() {
    check("zones", |house| {
        add_zones(house);
        house.show(Action::List(Noun::Zone)).press("down");
    });
}

#[test]
fn deleting_a_zone_says_what_happens() {
    check("zone_delete", |house| {
        add_zones(house);
        house.show(Action::List(Noun::Zone)).press("down d");
    });
}

#[test]
fn the_commands_of_zones() {
    check("zone_commands", |house| {
        add_zones(house);
        house.show(Action::List(Noun::Zone)).press("down =");
    });
}

#[test]
fn zone_1_cannot_be_deleted_and_says_why() {
    let mut house = english();
    house.show(Action::List(Noun::Zone)).press("d");
    assert!(house.console.shows("Zone 1 cannot be deleted"), "{}", house.screen());
    house.console.press(":").type_text("delete");
    assert!(house.console.shows("cannot be deleted"), "{}", house.screen());
}

#[test]
fn zones_are_added_moved_and_deleted() {
    let mut house = english();
    house.show(Action::List(Noun::Zone)).press("n").type_text("Sud").press("tab tab enter");
    assert!(house.console.shows("Zone 2 added: Sud"), "{}", house.screen());
    assert!(house.screen().lines().any(|line| line.starts_with('▸') && line.contains("Sud")), "{}", house.screen());
    house.console.press("-");
    assert_eq!(zone_names(&house), ["Sud", "Default zone"]);
    house.console.press("-");
    assert!(house.console.shows("the first one already"));
    house.console.press("+ +");
    assert_eq!(zone_names(&house), ["Default zone", "Sud"]);
    house.console.press("d d y");
    assert_eq!(zone_names(&house), ["Default zone"]);
    assert!(house.console.shows("Zone Sud deleted"), "{}", house.screen());
}

#[test]
fn zones_are_filtered_and_not_moved_while_some_are_hidden() {
    let mut house = english();
    add_zones(&house);
    house.show(Action::List(Noun::Zone)).press("/").type_text("langue:anglais").press("enter");
    assert!(!house.console.shows("Default zone"), "{}", house.screen());
    house.console.press("esc /").type_text("default -name:x").press("enter +");
    assert!(house.console.shows("the order is that of the whole list"), "{}", house.screen());
    let names = zone_names(&house);
    house.console.press("esc +");
    assert_ne!(zone_names(&house), names, "{}", house.screen());
}

#[test]
fn a_zone_name_is_refused_in_place() {
    let mut house = english();
    house.show(Action::List(Noun::Zone)).press("n tab tab enter");
    assert!(house.console.shows("must be filled in"), "{}", house.screen());
    house.console.type_text("default zone").press("tab tab enter");
    assert!(house.console.shows("Another zone has this name"), "{}", house.screen());
}

#[test]
fn the_academies_are_added_after_a_question() {
    let mut house = english();
    house.show(Action::List(Noun::Zone)).press("p");
    let count = crate::domain::zone::academies().len();
    assert!(house.console.shows(&format!("{count} académies have no zone")), "{}", house.screen());
    house.console.press("y");
    assert_eq!(zone_names(&house).len(), count + 1);
    house.console.press("p");
    assert!(house.console.shows("in the list already"), "{}", house.screen());
}

#[test]
fn a_zone_that_somebody_else_saved_keeps_the_draft() {
    let mut house = english();
    add_zones(&house);
    house.show(Action::List(Noun::Zone)).press("down e").type_text(" Ouest");
    let input = ZoneInput { name: "Armorique".into(), language: "en".into() };
    zone::edit(&mut house.other(), ZoneNumber(2), 1, &input).unwrap();
    house.changed();
    house.console.press("tab tab enter");
    let screen = house.screen();
    for text in ["Two changes at once", "Theirs: Armorique", "Mine: Bretagne Ouest"] {
        assert!(screen.contains(text), "{text} in\n{screen}");
    }
    house.console.press("down enter");
    let lines = zone::list(&mut house.other()).unwrap();
    assert_eq!((lines[1].zone.name.as_str(), lines[1].zone.language), ("Bretagne Ouest", Language::English));
}

#[test]
fn enter_shows_the_establishments_of_the_zone() {
    let mut house = english();
    add_zones(&house);
    house.show(Action::List(Noun::Zone)).press("down enter");
    let screen = house.screen();
    assert!(screen.contains("Establishments") && screen.contains("zone:2"), "{screen}");
}

#[test]
fn zones_that_somebody_else_added_appear() {
    let mut house = english();
    house.show(Action::List(Noun::Zone));
    add_zones(&house);
    house.changed();
    assert!(house.console.shows("Bretagne"));
}

#[test]
fn templates_as_they_look() {
    check("templates", |house| {
        house
            .show(Action::List(Noun::Template))
            .press("n")
            .type_text("Rentrée")
            .press("tab")
            .type_text("Objet")
            .press("tab");
        house
            .console
            .type_text("Bonjour {contact.first_name},")
            .press("enter")
            .type_text("{url}")
            .press("tab enter enter");
    });
}

#[test]
fn sessions_as_they_look() {
    check("sessions", |house| {
        house.show(Action::List(Noun::Session));
    });
}

#[test]
fn a_session_that_is_ended_signs_in_again() {
    let mut house = english();
    house.show(Action::List(Noun::Session)).press("d y");
    assert!(house.console.shows("The session of \"alice\" has ended"), "{}", house.screen());
    house.console.app.shared.now = NOW.plus_s(61);
    house.console.press("down");
    assert!(house.console.shows("Somebody ended this session"), "{}", house.screen());
}

#[test]
fn webmasters_as_they_look() {
    check("webmasters", |house| {
        add_webmaster(house, "marc.legall");
        add_webmaster(house, "stagiaire");
        let mut other = house.other();
        let trainee = webmaster::get(&mut other, "stagiaire").unwrap();
        webmaster::disable(&mut other, &trainee.login).unwrap();
        house.show(Action::List(Noun::Webmaster)).press("down");
    });
}

#[test]
fn a_weak_password_is_refused_in_place() {
    check("webmaster_problems", |house| {
        let console = house.show(Action::List(Noun::Webmaster));
        console.press("n").type_text("marc legall").press("tab").type_text("Le Gall").press("tab tab");
        console.type_text("marc@ecole").press("tab tab tab").type_text("azertyuiopqsdfgh").press("tab tab enter");
    });
}

#[test]
fn a_webmaster_is_added_edited_disabled_and_enabled() {
    let mut house = english();
    let console = house.show(Action::List(Noun::Webmaster));
    console.press("n").type_text("Marc").press("tab").type_text("Le Gall").press("tab").type_text("Marc");
    console.press("tab tab tab tab").type_text(OTHER).press("tab").type_text(OTHER).press("tab enter");
    assert!(house.console.shows("Webmaster marc added."), "{}", house.screen());
    house.console.press("down e tab").type_text("-Antoine").press("tab tab tab tab enter");
    assert_eq!(webmaster::get(&mut house.other(), "marc").unwrap().first_name, "Marc-Antoine");
    house.console.press("b y");
    assert!(house.console.shows("○ disabled"), "{}", house.screen());
    house.console.press("B y");
    assert!(house.console.shows("Webmaster marc enabled."), "{}", house.screen());
    house.console.press("w").type_text(PASSWORD).press("tab").type_text(PASSWORD).press("tab enter");
    assert!(house.console.shows("New password for marc."), "{}", house.screen());
}

#[test]
fn the_commands_of_webmasters_are_those_of_their_description() {
    let mut house = english();
    add_webmaster(&house, "marc");
    house.show(Action::List(Noun::Webmaster)).press("down =");
    for line in ["add …", "edit marc --last-name …", "password marc", "disable marc"] {
        assert!(house.console.shows(&format!("intendant webmaster {line} ")), "{line} in\n{}", house.screen());
    }
    assert!(!house.console.shows("enable marc"), "{}", house.screen());
}

#[test]
fn a_form_is_left_without_a_question_unless_something_was_typed() {
    let mut house = english();
    house.show(Action::List(Noun::Webmaster)).press("n");
    assert!(house.console.shows("New webmaster"), "{}", house.screen());
    house.console.press("esc");
    assert!(!house.console.shows("New webmaster"), "{}", house.screen());
    // A secret counts, even where it is only typed again.
    house.console.press("n tab tab tab tab tab tab tab").type_text("x").press("esc");
    assert!(house.console.shows("typed"), "{}", house.screen());
    house.console.press("y");
    assert!(!house.console.shows("New webmaster"), "{}", house.screen());
}

#[test]
fn the_list_goes_to_the_webmaster_that_was_added() {
    let mut house = english();
    house.show(Action::List(Noun::Webmaster)).press("n").type_text("zoe").press("tab").type_text("Riou").press("tab");
    let console = house.console.type_text("Zoé").press("tab tab tab tab").type_text(OTHER).press("tab");
    console.type_text(OTHER).press("tab enter");
    assert!(house.screen().lines().any(|line| line.starts_with('▸') && line.contains("zoe")), "{}", house.screen());
}

#[test]
fn ones_own_account_is_not_disabled_and_says_why() {
    let mut house = english();
    house.show(Action::List(Noun::Webmaster)).press("b");
    assert!(house.console.shows("Nobody disables their own account"), "{}", house.screen());
    house.console.press("w");
    assert!(house.console.shows("W changes your password"), "{}", house.screen());
}

#[test]
fn ones_own_password_needs_the_current_one() {
    let mut house = english();
    house.console.press(":").type_text("change my password").press("enter");
    assert!(house.console.shows("Current password"), "{}", house.screen());
    let console = &mut house.console;
    console.type_text("wrong").press("tab").type_text(OTHER).press("tab").type_text(OTHER).press("tab enter");
    assert!(house.console.shows("The current password is not right."), "{}", house.screen());
    house.console.press("ctrl-u").type_text(PASSWORD).press("tab tab tab enter");
    assert!(house.console.shows("Your password is changed."), "{}", house.screen());
}

#[test]
fn a_webmaster_that_somebody_else_saved_keeps_the_draft() {
    let mut house = english();
    add_webmaster(&house, "marc");
    house.show(Action::List(Noun::Webmaster)).press("down e tab").type_text("-Antoine");
    let mut other = house.other();
    let marc = webmaster::get(&mut other, "marc").unwrap();
    let input = WebmasterInput {
        login: "marc".into(),
        last_name: "Riou".into(),
        first_name: "Marc".into(),
        email: "riou@ecoles.invalid".into(),
        ..WebmasterInput::default()
    };
    webmaster::edit(&mut other, &marc.login, marc.rev, &input).unwrap();
    house.console.press("tab tab tab tab enter");
    let screen = house.screen();
    // They changed other fields: both are saved without a question.
    assert!(screen.contains("RIOU") && !screen.contains("Two changes at once"), "{screen}");
    let marc = webmaster::get(&mut house.other(), "marc").unwrap();
    assert_eq!((marc.last_name.as_str(), marc.first_name.as_str()), ("RIOU", "Marc-Antoine"));
    assert_eq!(marc.email.as_ref().map(Email::as_str), Some("riou@ecoles.invalid"));
}

#[test]
fn settings_as_they_look() {
    check("settings", |house| {
        house.show(Action::Settings);
    });
}

#[test]
fn the_transport_asks_for_its_server() {
    check("settings_transport", |house| {
        house.show(Action::Settings).press("m right tab").type_text("smtp.ecoles.invalid").press("tab tab tab");
        house.console.type_text("hebergement").press("tab tab tab enter");
    });
}

#[test]
fn everything_is_blocked_after_the_count_and_lifted() {
    let mut house = english();
    house.show(Action::Settings).press("B");
    assert!(house.console.shows("There is no general block to lift."), "{}", house.screen());
    house.console.press("b").type_text("Migration").press("tab tab enter y");
    assert!(house.console.shows("■ Everything is blocked"), "{}", house.screen());
    assert_eq!(establishment::blocks_everywhere(&mut house.other()).unwrap()[0].reason, "Migration");
    // What is in force is said, changed, or lifted.
    house.console.press("b");
    assert!(house.console.shows("In force:") && house.console.shows("Migration"), "{}", house.screen());
    house.console.press("enter").type_text(" du serveur").press("tab tab enter y");
    assert_eq!(establishment::blocks_everywhere(&mut house.other()).unwrap()[0].reason, "Migration du serveur");
    // What cannot be undone names nothing where there is nothing to name.
    house.show(Action::List(Noun::Establishment)).press("u");
    assert!(!house.console.shows("()"), "{}", house.screen());
    house.console.press("esc");
    house.show(Action::Settings).press("b down enter y");
    assert!(house.console.shows("● The establishments are open"), "{}", house.screen());
}

#[test]
fn settings_that_somebody_else_saved_keep_the_draft() {
    let mut house = english();
    house.show(Action::Settings).press("enter end").type_text(" 2");
    let mut other = house.other();
    let (settings, rev) = host::settings(&mut other).unwrap();
    let input = HostInput {
        name: "Autre nom".into(),
        bounce: "retours@ecoles.invalid".into(),
        contact_editing: "yes".into(),
        ..HostInput::from_settings(&settings)
    };
    host::save(&mut other, rev, &input).unwrap();
    house.console.press("tab tab tab tab enter");
    let screen = house.screen();
    for text in ["Somebody else saved meanwhile", "Autre nom", "retours@ecoles.invalid", "Académie d'essai 2"] {
        assert!(screen.contains(text), "{text} in\n{screen}");
    }
    house.console.press("enter");
    let (settings, _) = host::settings(&mut house.other()).unwrap();
    let input = HostInput::from_settings(&settings);
    assert_eq!((input.name.as_str(), input.contact_editing.as_str()), ("Académie d'essai 2", "yes"));
}

#[test]
fn contact_editing_within_a_domain_asks_for_the_domain() {
    let mut house = english();
    house.show(Action::Settings).press("c right right tab tab enter");
    assert!(
        house.console.shows("not one of the choices") || house.console.shows("must be filled"),
        "{}",
        house.screen()
    );
    house.console.type_text("ac-rennes.fr").press("tab enter");
    assert!(house.console.shows("ac-rennes.fr"), "{}", house.screen());
}

/// A general block that somebody put or replaced since one looked is shown, and neither written over nor lifted unseen.
#[test]
fn s20_a_general_block_that_came_meanwhile_is_seen_before_it_is_replaced_or_lifted() {
    let mut house = english();
    let put = |house: &mut House, reason: &str| {
        let input = establishment::BlockInput { reason: reason.into(), until: String::new() };
        establishment::block_everywhere(&mut house.other(), &input, None).unwrap();
    };
    let reason =
        |house: &mut House| establishment::blocks_everywhere(&mut house.other()).unwrap().pop().map(|one| one.reason);
    house.show(Action::Settings).press("b").type_text("Mine");
    put(&mut house, "Theirs");
    house.console.press("tab tab enter y");
    assert!(house.console.shows("meanwhile") && house.console.shows("Theirs"), "{}", house.screen());
    assert_eq!(reason(&mut house).as_deref(), Some("Theirs"));
    house.console.press("enter y");
    assert_eq!(reason(&mut house).as_deref(), Some("Mine"));
    house.console.press("B");
    put(&mut house, "Third");
    house.changed();
    house.console.press("y");
    assert!(house.console.shows("Somebody else changed it meanwhile"), "{}", house.screen());
    assert_eq!(reason(&mut house).as_deref(), Some("Third"));
    house.console.press("b enter");
    establishment::unblock_everywhere(&mut house.other(), None).unwrap();
    house.console.type_text(" again").press("tab tab enter y");
    assert!(house.console.shows("there is no general block"), "{}", house.screen());
    assert_eq!(reason(&mut house), None);
    house.console.press("enter y");
    assert_eq!(reason(&mut house).as_deref(), Some("Third again"));
    house.console.press("B y");
    assert_eq!(reason(&mut house), None);
}

#[test]
fn a_block_of_everything_is_seen_on_every_screen_while_it_stands() {
    for (language, badge) in [(Language::French, "■ TOUT BLOQUÉ"), (Language::English, "■ ALL BLOCKED")] {
        let mut house = House::new(language, (80, 24));
        assert!(!house.console.shows(badge), "{}", house.screen());
        let day = NOW.day().to_string();
        let input = establishment::BlockInput { reason: "Maintenance".into(), until: day };
        establishment::block_everywhere(&mut house.other(), &input, None).unwrap();
        house.changed();
        assert!(house.screen().lines().next().unwrap().contains(badge), "{}", house.screen());
        assert!(house.show(Action::List(Noun::Zone)).shows(badge));
        // It goes by itself when its last day is over.
        let end = crate::domain::time::end_of_day(NOW.day());
        assert!(house.console.app.wake_after().is_some_and(|wait| wait.as_secs() <= 86_400));
        house.console.app.set_now(end);
        house.console.app.wake();
        assert!(house.console.app.is_dirty() && !house.console.shows(badge), "{}", house.screen());
    }
}

/// An establishment whose registration mail waits.
fn add_with_mail(house: &House, number: u32) {
    use crate::domain::establishment::Input;
    use crate::operations::establishment::{CopyMail, Mailing, SendMail};
    let input = Input {
        zone: "1".into(),
        location: "29200 Brest".into(),
        denomination: format!("École n° {number}"),
        contact_last_name: "Le Gall".into(),
        contact_first_name: "Anne".into(),
        contact_email: format!("contact{number}@ecole.invalid"),
        ..Input::default()
    };
    establishment::add(&mut house.other(), &input, Mailing { send: SendMail::Yes, copy: CopyMail::No }).unwrap();
}

#[test]
fn settings_tell_what_waiting_mails_make_of_them_before_and_after() {
    for (language, size) in [(Language::French, SMALL), (Language::English, (120, 40))] {
        let mut house = House::new(language, size);
        let french = language == Language::French;
        house.show(Action::Settings).press("e");
        assert!(!house.screen().contains(if french { "en attente" } else { "waiting" }), "nothing waits yet");
        for number in [1, 2] {
            add_with_mail(&house, number);
        }
        house.console.press("esc");
        house.changed();
        let console = house.show(Action::Settings).press("e");
        let before = if french { "2 courriels en attente suivront" } else { "2 waiting e-mails will follow" };
        assert!(console.shows(before), "{}", console.screen());
        insta::assert_snapshot!(format!("settings_waiting_{}", language.code()), console.screen());
        console.press("esc m");
        let before = if french { "2 courriels en attente partiront" } else { "2 waiting e-mails will leave" };
        assert!(console.shows(before), "{}", console.screen());
        // What is chosen by hand keeps what it says.
        console.press("right");
        assert!(console.shows(before), "{}", console.screen());
        console.press("tab").type_text("smtp.ecoles.invalid");
        console.press("backtab backtab backtab enter");
        let after = if french { "Réglages enregistrés. 2 courriels" } else { "Settings saved. 2 waiting e-mails" };
        assert!(console.shows(after), "{}", console.screen());
    }
}
