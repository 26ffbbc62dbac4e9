//! Writing to many, from the ticks to the outbox, over a real data directory.

use super::house::House;
use crate::domain::act::Noun;
use crate::domain::establishment::Input;
use crate::domain::language::Language;
use crate::domain::mail::{Kind, Mail, State};
use crate::domain::mailing::{LetterInput, TemplateInput};
use crate::operations::establishment;
use crate::operations::{mail, mailing};
use crate::tui::actions::Action;
use crate::tui::events::Event;

const SMALL: (u16, u16) = (80, 24);

fn house(language: Language, size: (u16, u16), count: u32) -> House {
    let mut house = House::new(language, size);
    let mut other = house.other();
    for number in 1..=count {
        let input = Input {
            zone: "1".into(),
            location: "29200 Brest".into(),
            denomination: format!("École {number}"),
            contact_last_name: "Le Gall".into(),
            contact_first_name: "Yann".into(),
            contact_email: format!("contact{number}@ecoles.invalid"),
            ..Input::default()
        };
        establishment::add_line(&mut other, &input);
    }
    house.changed();
    house
}

fn english(count: u32) -> House {
    house(Language::English, SMALL, count)
}

fn letters(house: &House) -> Vec<Mail> {
    let mut mails = mail::list(&mut house.other(), None, 100).unwrap();
    mails.retain(|mail| mail.kind == Kind::Letter);
    mails.reverse();
    mails
}

fn check(name: &str, prepare: impl Fn(&mut House)) {
    for language in [Language::French, Language::English] {
        for (width, height) in [SMALL, (120, 40)] {
            let mut house = house(language, (width, height), 3);
            prepare(&mut house);
            let name = format!("{name}_{}_{width}x{height}", language.code());
            insta::assert_snapshot!(name, house.screen());
        }
    }
}

#[test]
fn s13_a_wrong_placeholder_as_it_looks() {
    check("flaw", |house| {
        house.console.press("a m").type_text("Travaux à {establishment.location}").press("tab");
        house.console.type_text("Bonjour {contct},").press("enter enter").type_text("La console {{sera}} fermée.");
    });
}

#[test]
fn s13_the_list_of_placeholders_as_it_looks() {
    check("completion", |house| {
        house.console.press("a m").type_text("Travaux").press("tab").type_text("Bonjour {co").press("down");
    });
}

#[test]
fn s13_a_page_as_it_looks() {
    check("page", |house| {
        house.console.press("a m").type_text("{establishment.name}").press("tab");
        house.console.type_text("Bonjour {contact.first_name} ({establishment.uai}),").press("enter");
        house.console.type_text("{url}").press("f3 pagedown");
    });
}

#[test]
fn s13_a_letter_is_completed_paged_planned_and_queued() {
    let mut house = english(12);
    house.console.press("a m").type_text("News of {establishment.nu").press("enter tab");
    house
        .console
        .type_text("Hello {first")
        .press("tab")
        .type_text(",")
        .press("enter")
        .type_text("{ur")
        .press("enter f3");
    assert!(house.console.shows("E-mail 1 of 12"), "{}", house.screen());
    house.console.press("1 1 enter");
    let screen = house.screen();
    assert!(screen.contains("E-mail 11 of 12") && screen.contains("News of 11"), "{screen}");
    assert!(screen.contains("Hello Yann,") && screen.contains("https://ecoles.invalid"), "{screen}");
    house.console.press("end pageup esc ctrl-g");
    assert!(house.console.shows("12 to do"), "{}", house.screen());
    house.console.press("enter").type_text("11").press("tab enter");
    assert!(letters(&house).is_empty(), "the count is typed");
    house.console.press("backspace").type_text("2").press("tab enter");
    let mails = letters(&house);
    assert_eq!(mails.len(), 12, "{}", house.screen());
    assert_eq!(mails[4].subject, "News of 5");
    assert_eq!(mails[4].body, "Hello Yann,\nhttps://ecoles.invalid");
    assert_eq!(house.console.ticked().len(), 12, "the next step is for the same ones");
    assert!(house.console.shows("E-mails: 12 queued"), "{}", house.screen());
    house.console.press("esc");
    assert!(!house.console.shows("Write an e-mail to 12"), "the letter has done its work: {}", house.screen());
}

#[test]
fn s13_what_is_wrong_stops_it_and_gets_the_cursor() {
    let mut house = english(2);
    house.console.press("a m f9");
    assert!(house.console.shows("Subject"), "{}", house.screen());
    house.console.type_text("x").press("tab").type_text("one {contct} two").press("f9");
    assert!(house.console.shows("Line 1, column 5"), "{}", house.screen());
    // The cursor is on the brace: the wrong name is replaced where it stands.
    house.console.press("delete delete delete delete delete delete delete delete").type_text("{url}").press("f9");
    assert!(house.console.shows("2 to do"), "{}", house.screen());
    house.console.press("esc");
    assert!(house.console.shows("one {url} two"), "the draft survives: {}", house.screen());
    house.console.press("esc");
    house.console.press("esc");
    assert!(house.console.shows("one {url} two"), "it asks, and stays when nobody agrees: {}", house.screen());
    house.console.press("esc y");
    assert!(!house.console.shows("one {url} two"), "{}", house.screen());
    assert!(letters(&house).is_empty());
}

#[test]
fn templates_are_kept_loaded_renamed_and_removed() {
    let mut house = english(1);
    house.console.press("m").type_text("Hello").press("tab").type_text("Text {url}").press("ctrl-y enter");
    house.console.type_text("Autumn").press("tab enter");
    assert!(house.console.shows("\"Autumn\" saved"), "{}", house.screen());
    house.console.press("esc m f6 enter enter");
    assert!(house.console.shows("Text {url}"), "{}", house.screen());
    house.console.type_text("More. ").press("f6 enter down enter");
    let stored = mailing::find_template(&mut house.other(), "autumn").unwrap();
    assert_eq!((stored.letter.body.as_str(), stored.rev), ("More. Text {url}", 2));
    // Somebody else saves while the list is open: nothing of theirs is lost.
    house.console.press("f6 enter");
    let input = TemplateInput { name: "Autumn".into(), letter: LetterInput { body: "Theirs".into(), ..stored.letter } };
    mailing::edit_template(&mut house.other(), stored.id, stored.rev, &input).unwrap();
    house.console.press("down enter");
    assert_eq!(mailing::find_template(&mut house.other(), "autumn").unwrap().letter.body, "Theirs");
    assert!(house.console.shows("Somebody else"), "{}", house.screen());
    // Renamed and deleted on their own screen, which the writer leads to and which leads back.
    house.console.press("f6 end enter e").type_text(" 2").press("tab tab tab enter");
    assert!(mailing::find_template(&mut house.other(), "Autumn 2").is_ok(), "{}", house.screen());
    house.console.press("d y");
    assert!(mailing::templates(&mut house.other()).unwrap().is_empty(), "{}", house.screen());
    assert!(house.console.shows("No template: n adds one."), "{}", house.screen());
    house.console.press("esc");
    assert!(house.console.shows("Text {url}"), "{}", house.screen());
}

#[test]
fn a_test_goes_to_oneself_and_files_stay_in_the_exchange_folder() {
    let mut house = english(2);
    let exchange = house.other().home().exchange();
    std::fs::write(exchange.join("plan.pdf"), b"%PDF").unwrap();
    house.console.press("a m").type_text("{establishment.name}").press("tab").type_text("x").press("f5");
    house.console.type_text("/etc/passwd").press("tab enter");
    assert!(!house.console.shows("Attachments: "), "over SSH only the exchange folder: {}", house.screen());
    house.console.press("esc f5").type_text("plan.pdf").press("tab enter");
    assert!(house.console.shows("plan.pdf (4 B)"), "{}", house.screen());
    house.console.press("f4").type_text("me@ecoles.invalid").press("tab enter");
    let mails = mail::list(&mut house.other(), Some(State::Queued), 9).unwrap();
    assert_eq!((mails[0].kind, mails[0].subject.as_str()), (Kind::Test, "École 1"));
    house.console.press("f5 down enter");
    assert!(!house.console.shows("plan.pdf"), "{}", house.screen());
}

#[test]
fn a_zone_s_contacts_are_written_to_from_the_zones() {
    let mut house = english(3);
    house.show(Action::List(Noun::Zone)).press("m");
    assert!(house.console.shows("Write an e-mail to 3 contacts"), "{}", house.screen());
}

#[test]
fn hostile_text_that_is_pasted_stays_text() {
    let mut house = english(1);
    house.console.press("m");
    house.console.app.handle(Event::Paste("a\r\nBcc: x@y.invalid\u{1b}[2J\u{202e}".into()));
    house.console.press("tab");
    house.console.app.handle(Event::Paste("{url}\r\n\u{7}{contct\u{200b}}".into()));
    house.console.work();
    let screen = house.screen();
    assert!(screen.contains("a Bcc: x@y.invalid[2J"), "{screen}");
    assert!(screen.contains("Line 2, column 1"), "{screen}");
}

/// What the list of placeholders typed goes with it; what a person typed stays.
#[test]
fn the_list_that_is_put_away_leaves_no_brace_behind() {
    let mut house = english(1);
    house.console.press("m").type_text("Le").press("f2 esc");
    assert!(!house.console.shows("{"), "{}", house.screen());
    house.console.press("f2").type_text("h").press("esc");
    assert!(house.console.shows("Le{h"), "{}", house.screen());
}
