//! The findings of the server as a list: filtered, ordered, ticked, and put right together where one remedy fits.

use std::cell::RefCell;
use std::rc::Rc;

use super::console::Console;
use super::server::{answer, flat};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::operations::doctor::{Choice, Finding};
use crate::tui::orders::server::{Done, Request};
use crate::tui::orders::{Effect, Outcome};

/// Three left-overs, two databases without a row, and what is put right by hand alone.
fn findings() -> Vec<Finding> {
    let file = |name: &str, number: u32| {
        format!("/srv/intendant/establishments/000/{}", name.replace("77", &number.to_string())).into()
    };
    let left = |number| Finding::LeftOver { path: file("77.sqlite.new", number) };
    let orphan = |number: u32| Finding::OrphanDatabase {
        number: EstablishmentNumber(number),
        path: file("77.sqlite", number),
        denomination: "Collège Iroise".into(),
        location: "29200 Brest".into(),
    };
    vec![left(12), left(13), left(14), orphan(77), orphan(78), Finding::NoWebmaster]
}

/// What was asked of the worker: how many findings, and what was chosen for them.
type Asked = Rc<RefCell<Vec<(usize, Option<Choice>)>>>;

fn console(language: Language, size: (u16, u16)) -> (Console, Asked) {
    let asked = Asked::default();
    let heard = Rc::clone(&asked);
    let mut console = Console::new(language, size, 3);
    console.others = Box::new(move |effect| match effect {
        Effect::Server(Request::Examine { ticket, .. }) => {
            vec![Outcome::Server(Done::Examined { ticket: *ticket, findings: findings() })]
        }
        other => {
            match other {
                Effect::Server(Request::Repair { findings, .. }) => heard.borrow_mut().push((findings.len(), None)),
                Effect::Server(Request::Choose { findings, choice, .. }) => {
                    heard.borrow_mut().push((findings.len(), Some(*choice)));
                }
                _ => {}
            }
            answer(other, true)
        }
    });
    console.press("7 e");
    (console, asked)
}

#[test]
fn findings_are_filtered_and_ordered() {
    let (mut console, _) = console(Language::English, (80, 24));
    assert!(console.shows("1 of 6 (quick)") && console.shows("▲Severity"), "{}", console.screen());
    console.press("/").type_text("77").press("enter");
    assert!(console.shows("1 of 1 · 6 in all") && !console.shows("78.sqlite"), "{}", console.screen());
    console.press("esc /").type_text("severity:error").press("enter");
    assert!(console.shows("1 of 1 · 6 in all"), "{}", console.screen());
    console.press("esc s down enter");
    assert!(console.shows("▲Object"), "{}", console.screen());
    console.press("s s");
    let screen = console.screen();
    assert!(screen.contains("▼Object"), "{screen}");
    assert!(screen.find("78.sqlite") < screen.find("77.sqlite"), "{screen}");
}

#[test]
fn what_is_ticked_is_repaired_together() {
    let (mut console, asked) = console(Language::English, (80, 24));
    console.press("/").type_text("sqlite.new").press("enter a");
    assert!(console.shows("3 ticked"), "{}", console.screen());
    console.press("r");
    assert!(console.shows("Repair 3 findings?"), "{}", console.screen());
    console.press("y");
    assert!(console.shows("3 findings repaired, 0 failed.") && !console.shows("ticked"), "{}", console.screen());
    assert_eq!(*asked.borrow(), [(3, None)]);
    console.press("r");
    assert!(console.shows("This is done already."), "{}", console.screen());
}

#[test]
fn what_is_ticked_is_decided_together_after_its_count() {
    let (mut console, asked) = console(Language::English, (120, 40));
    console.press("/").type_text("Iroise").press("enter a r");
    assert!(console.shows("What holds for the 2 ticked findings"), "{}", console.screen());
    console.press("down enter enter");
    assert!(asked.borrow().is_empty(), "Enter alone does nothing: {}", console.screen());
    console.type_text("2").press("enter");
    assert_eq!(*asked.borrow(), [(2, Some(Choice::SetAside))]);
    assert!(console.shows("2 findings settled (set aside)."), "{}", console.screen());
}

#[test]
fn what_has_no_remedy_in_common_says_so() {
    for (language, why) in [(Language::French, "tous les constats cochés"), (Language::English, "no remedy in common")]
    {
        let (mut console, asked) = console(language, (80, 24));
        console.press("a r");
        let said = console.screen().replace('\n', "");
        assert!(said.contains(why), "{said}");
        // The one under the cursor is still put right alone, once nothing is ticked.
        console.press("A G r");
        assert!(console.shows("?") && asked.borrow().is_empty(), "{}", console.screen());
    }
}

#[test]
fn the_table_has_room_and_its_last_column_is_whole_on_a_small_screen() {
    for language in [Language::French, Language::English] {
        for (size, rows) in [((80, 24), 6), ((60, 20), 3)] {
            let (mut console, _) = console(language, size);
            let screen = console.screen();
            let (by_hand, decide) =
                if language == Language::French { ("à la main", "à décider") } else { ("by hand", "to decide") };
            assert!(screen.contains(by_hand) && screen.contains(decide), "{screen}");
            assert!(screen.matches("[ ]").count() >= rows, "{screen}");
            insta::assert_snapshot!(format!("server_list_{}_{}x{}", language.code(), size.0, size.1), screen);
        }
    }
}

/// Findings of files whose paths differ at their ends only.
fn alike() -> Vec<Finding> {
    let path = |number: u32| "/srv/intendant/establishments/000/77.sqlite".replace("77", &number.to_string()).into();
    let orphan = |number: u32| Finding::OrphanDatabase {
        number: EstablishmentNumber(number),
        path: path(number),
        denomination: "Collège Iroise".into(),
        location: "29200 Brest".into(),
    };
    vec![
        orphan(77),
        orphan(78),
        Finding::UnknownFile { path: path(79), of: None },
        Finding::ExportUnknown { paths: vec!["/srv/intendant/exports/1204-job17-8f04ab2c.intendant".into()] },
    ]
}

#[test]
fn files_are_told_apart_and_each_answer_is_named() {
    for language in [Language::French, Language::English] {
        let mut console = Console::new(language, (80, 24), 3);
        console.others = Box::new(|effect| match effect {
            Effect::Server(Request::Examine { ticket, .. }) => {
                vec![Outcome::Server(Done::Examined { ticket: *ticket, findings: alike() })]
            }
            Effect::Server(Request::Choose { findings, choice, .. }) => {
                let result = Ok(Message::new("doctor-set-aside").with("path", "orphans/77.sqlite"));
                vec![Outcome::Server(Done::Chosen { at: findings[0].0, choice: *choice, result })]
            }
            other => answer(other, true),
        });
        console.press("7 e");
        let screen = console.screen();
        for end in ["77.sqlite", "78.sqlite", "79.sqlite", "8f04ab2c.intendant"] {
            assert!(screen.contains(end), "{end} is not seen: {screen}");
        }
        let french = language == Language::French;
        let (aside, adopt) = if french { ("mettre de côté", "adopter") } else { ("set aside", "adopt") };
        console.press("R");
        let said = flat(&console.screen());
        assert!(said.contains(aside) && said.contains(adopt), "what can be chosen is not said: {said}");
        console.press("r down enter y");
        let screen = console.screen();
        let (done, repaired) = if french { ("✓ mis à part", "réparé") } else { ("✓ set aside", "repaired") };
        assert!(screen.contains(done) && !screen.contains(repaired), "{screen}");
        console.press("down");
        insta::assert_snapshot!(format!("server_alike_{}", language.code()), console.screen());
    }
}
