//! The scenarios that the screen of establishments and its dialogs must hold.

use super::console::Console;
use super::fixture;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::language::Language::{English, French};
use crate::tui::events::Event;
use crate::tui::orders::Failure;

const SMALL: (u16, u16) = (80, 24);

fn console(count: u32) -> Console {
    Console::new(English, SMALL, count)
}

#[test]
fn s01_the_first_screen_shows_rows_counts_operator_and_mode() {
    let mut console = Console::new(French, SMALL, 2000);
    let screen = console.screen();
    for text in ["École Jules-Ferry n° 1", "1 sur 2\u{a0}000", "alice (SSH)", "DÉMO", "Hébergeur d'essai", "0750655E"]
    {
        assert!(screen.contains(text), "{text} in\n{screen}");
    }
    // What the columns have no room for is below the table, for the row under the cursor.
    for text in ["Rennes", "LE GALL Anne", "01/09/2026"] {
        assert!(screen.contains(text), "{text} in\n{screen}");
    }
    let empty = self::console(0).screen();
    assert!(empty.contains("n adds one") && empty.contains("I imports a file"), "{empty}");
}

#[test]
fn s02_filter_and_tick_all_matching() {
    let mut console = console(60);
    console.press("/").type_text("brest").press("enter a");
    assert_eq!(console.ticked().len(), 20);
    assert!(console.shows("1 of 20 · 60 in all · 20 ticked"));
    console.press("esc");
    assert_eq!(console.ticked().len(), 20);
    assert!(console.shows("3 of 60 · 20 ticked"));
    let before = console.press("/").screen();
    console.app.handle(Event::Paste("foo:bar".into()));
    console.work();
    let screen = console.screen();
    assert!(screen.contains("There is no column “foo”"), "{screen}");
    let rows = |screen: &str| screen.lines().skip(3).take(10).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows(&screen), rows(&before));
}

#[test]
fn s02_what_is_typed_ahead_of_the_filter_acts_on_what_it_finds() {
    let mut console = console(60);
    for key in ["/", "b", "r", "e", "s", "t", "enter", "a"] {
        console.app.handle(Event::Key(crate::tui::keymap::Key::parse(key).unwrap()));
    }
    assert!(console.ticked().is_empty(), "the rows have not come");
    console.work();
    assert_eq!(console.ticked().len(), 20);
}

#[test]
fn s03_hidden_ticks_are_asked_about_and_cancel_has_the_focus() {
    let mut console = console(60);
    console.press("/").type_text("brest").press("enter a esc /").type_text("29003").press("enter");
    assert!(console.shows("20 ticked, 19 of them not visible"), "{}", console.screen());
    console.press("d");
    let screen = console.screen();
    assert!(screen.contains("20 ticked, 19 not visible."), "{screen}");
    assert!(screen.contains("▸ Cancel"), "{screen}");
    console.press("enter");
    assert!(!console.shows("Delete 20"));
    console.press("d up enter");
    assert!(console.shows("Delete 20 establishments"), "{}", console.screen());
    console.press("esc d home enter");
    assert!(console.shows("Delete establishment 3"), "{}", console.screen());
}

#[test]
fn s05_each_field_has_its_message_and_the_first_has_the_focus() {
    let mut console = console(5);
    console.press("n tab").type_text("29200 Brest").press("tab").type_text("Collège").press("tab");
    console.type_text("0123456A").press("tab").type_text("Le Gall").press("tab").type_text("Anne").press("tab");
    console.type_text("a@b").press("tab tab tab tab enter");
    let screen = console.screen();
    for text in ["This field must be filled in.", "The last letter should be S.", "This is not an e-mail address"] {
        assert!(screen.contains(text), "{text} in\n{screen}");
    }
    assert!(console.asked.is_empty(), "nothing is written");
    assert!(screen.contains("‹ —"), "the zone has the focus\n{screen}");
    assert!(screen.contains("29200 Brest"), "what was typed stays");
}

#[test]
fn s05_a_used_uai_names_its_holder_and_enter_goes_there() {
    let mut console = console(5);
    fill_in(&mut console);
    let problem = Problem::UaiUsed { holder: 3, denomination: "Collège Éluard n° 3".into() };
    console.failure = Some(Failure::Fields(vec![FieldError { field: Field::Uai, problem }]));
    console.press("enter");
    assert!(console.shows("Establishment 3, Collège Éluard n° 3, has this UAI"), "{}", console.screen());
    console.press("enter");
    assert!(console.shows("Establishment 3") && console.shows("secretariat"), "{}", console.screen());
    console.press("esc");
    assert!(console.shows("New establishment"), "the form is still there");
}

fn fill_in(console: &mut Console) {
    console.press("n right tab").type_text("29200 Brest").press("tab").type_text("Collège").press("tab");
    console.press("tab").type_text("Le Gall").press("tab").type_text("Anne").press("tab");
    console.type_text("a@b.invalid").press("tab tab tab tab");
}

#[test]
fn s04_a_created_school_is_under_the_cursor() {
    let mut console = console(40);
    fill_in(&mut console);
    console.press("enter");
    let screen = console.screen();
    assert!(screen.contains("Establishment 41 created · registration e-mail queued."), "{screen}");
    assert!(screen.lines().any(|line| line.starts_with("▸") && line.contains(" 41 ")), "{screen}");
}

#[test]
fn s06_without_the_mail_a_warning_stands_in_the_form() {
    let mut console = console(5);
    fill_in(&mut console);
    assert!(!console.shows("cannot be recovered"));
    console.press("up up space");
    assert!(console.shows("cannot be recovered") || console.shows("never shown"), "{}", console.screen());
}

#[test]
fn s11_stacked_blocks_are_listed_and_lifted_one_by_one() {
    let mut console = console(5);
    console.rows[1].blocks = fixture::blocks();
    console.app.handle(Event::DataChanged);
    console.work();
    console.press("down b");
    let screen = console.screen();
    for text in ["bob · 3 days ago", "admin · 2 hours ago", "restore · 1 minute ago", "Facture impayée"] {
        assert!(screen.contains(text), "{text} in\n{screen}");
    }
    console.press("enter y");
    let screen = console.screen();
    assert!(!screen.contains("Facture impayée") && screen.contains("Conseils de"), "{screen}");
    assert!(screen.contains("Block of establishment 2 lifted."), "{screen}");
}

#[test]
fn s12_the_administrator_is_chosen_and_the_contact_gets_the_mail() {
    let mut console = console(5);
    console.press("w");
    assert!(console.shows("contact1@ecole.invalid") && console.shows("KEROUEDAN"), "{}", console.screen());
    console.press("down enter");
    assert!(console.asked.is_empty(), "Enter alone does nothing");
    console.press("y");
    assert!(console.asked[0].contains("Named("), "{:?}", console.asked);
    assert!(console.shows("password queued"));
}

#[test]
fn s12_no_administrator_offers_to_create_one_and_no_address_refuses() {
    let mut console = console(5);
    console.administrators.clear();
    console.press("w");
    assert!(console.shows("has no administrator"), "{}", console.screen());
    console.press("enter y");
    assert!(console.asked[0].contains("choice: New"));
    console.rows[0].contact.email = None;
    console.press("w");
    assert!(console.shows("has no e-mail address"), "{}", console.screen());
    console.press("enter");
    assert_eq!(console.asked.len(), 1);
}

#[test]
fn s20_both_values_are_shown_and_chosen() {
    let mut console = console(5);
    console.press("e tab tab").type_text(" bis");
    let mut theirs = console.rows[0].clone();
    theirs.denomination = "École de Bob".into();
    theirs.rev = 2;
    for choice in ["", "right "] {
        console.overtaken = Some(theirs.clone());
        console.press("tab tab tab tab tab enter");
        let screen = console.screen();
        assert!(screen.contains("École Jules-Ferry n° 1 bis") && screen.contains("École de Bob"), "{screen}");
        if choice.is_empty() {
            for help in ["?", "f1"] {
                console.press(help);
                assert!(console.shows("Take theirs"), "{help}: {}", console.screen());
                console.press("esc");
            }
            console.press("esc");
            assert!(console.shows("Edit establishment 1"), "cancelled, nothing lost");
            console.press("up up up up up");
        } else {
            console.press("right down enter");
        }
    }
    let last = console.asked.last().unwrap();
    assert!(last.contains("rev: 2") && last.contains("École de Bob"), "{last}");
}

#[test]
fn a_change_elsewhere_keeps_the_cursor_on_its_row() {
    let mut console = console(40);
    console.press("down down down space");
    console.press("up");
    console.rows.remove(0);
    console.rows.remove(0);
    console.rows.retain(|row| row.number.0 != 4);
    console.app.handle(Event::DataChanged);
    console.work();
    let screen = console.screen();
    assert!(!screen.lines().any(|line| line.starts_with("▸") && line.contains(" 1 ")), "{screen}");
    assert!(screen.contains("4 of 37"), "{screen}");
    assert!(console.ticked().is_empty(), "the ticked row was deleted");
}

#[test]
fn ranges_inversion_and_only_ticked() {
    let mut console = console(40);
    console.press("v down down down v");
    assert_eq!(console.ticked(), [1, 2, 3, 4]);
    console.press("t");
    assert!(console.shows("4 of 4 · 40 in all · 4 ticked"), "{}", console.screen());
    console.press("home space");
    assert_eq!(console.ticked(), [2, 3, 4]);
    assert!(console.shows("of 3 · 40 in all"));
    console.press("t *");
    assert_eq!(console.ticked().len(), 37);
    console.press("A");
    assert!(console.ticked().is_empty());
}

#[test]
fn facets_tick_groups() {
    let mut console = console(30);
    console.press("f down space esc");
    assert_eq!(console.ticked().len(), 10);
    console.press("f down space esc");
    assert!(console.ticked().is_empty());
}

#[test]
fn facets_show_one_group_of_what_the_filter_leaves() {
    let mut console = console(60);
    console.press("/").type_text("brest").press("enter f").press("right right enter");
    assert!(console.shows("/ brest department:029") && console.shows("of 20 · 60 in all"), "{}", console.screen());
    // Another order keeps it.
    console.press("s end enter");
    assert!(console.shows("▲State") && console.shows("of 20 · 60 in all"), "{}", console.screen());
}

#[test]
fn ticks_of_which_none_is_visible_are_meant_all_or_not_at_all() {
    let mut console = console(60);
    console.press("space /").type_text("29009").press("enter d");
    let screen = console.screen();
    assert!(screen.contains("The ticked row") && !screen.contains("visible only"), "{screen}");
    console.press("up enter");
    assert!(console.shows("Delete establishment 1"), "{}", console.screen());
}

#[test]
fn esc_only_retreats_and_asks_before_ticks_go() {
    let mut console = console(9);
    console.press("a esc");
    assert_eq!(console.ticked().len(), 9);
    assert!(console.shows("Remove the 9 ticks?"));
    console.press("esc");
    assert_eq!(console.ticked().len(), 9);
    console.press("esc y");
    assert!(console.ticked().is_empty());
    console.press("esc esc esc");
    assert_eq!(console.app.exit(), None);
}

#[test]
fn deleting_takes_the_number_or_the_name_and_never_enter_alone() {
    let mut console = console(5);
    console.press("d tab enter");
    assert!(console.asked.is_empty());
    console.type_text("2").press("tab enter");
    assert!(console.asked.is_empty() && console.shows("This is not the text to type"), "{}", console.screen());
    console.press("backspace").type_text("1").press("tab enter");
    assert!(console.asked[0].contains("export_first: Yes"), "{:?}", console.asked);
    assert!(console.rows.iter().all(|row| row.number != EstablishmentNumber(1)));
}

#[test]
fn leaving_a_form_asks_only_when_something_was_typed() {
    let mut console = console(5);
    console.press("e esc");
    assert!(!console.shows("Edit establishment"));
    console.press("e tab").type_text("x").press("esc");
    assert!(console.shows("What was typed will be lost"));
    console.press("esc");
    assert!(console.shows("Edit establishment 1"));
    console.press("esc y");
    assert!(!console.shows("Edit establishment"));
}

#[test]
fn a_paste_outside_a_field_does_nothing() {
    let mut console = console(5);
    console.app.handle(Event::Paste("adq\ny".into()));
    console.work();
    assert!(console.ticked().is_empty() && console.app.exit().is_none());
    console.press("/");
    console.app.handle(Event::Paste("n° 4\r\n\u{1b}[A".into()));
    console.work();
    assert!(console.shows("/ n° 4 [A") || console.shows("n° 4"), "{}", console.screen());
}

#[test]
fn the_lock_hides_everything_and_keeps_what_was_typed() {
    let mut console = console(5);
    console.press("e tab tab").type_text(" bis");
    console.app.shared.demo = false;
    console.app.handle(Event::Idle);
    let screen = console.screen();
    assert!(screen.contains("Locked") && !screen.contains("Jules-Ferry"), "{screen}");
    console.type_text("secret").press("enter enter");
    assert!(console.shows("n° 1 bis"), "{}", console.screen());
}

#[test]
fn disabled_actions_say_why() {
    let mut console = console(5);
    console.press("B");
    assert!(console.shows("This establishment is not blocked."));
    console.press(":").type_text("unbl");
    assert!(console.shows("This establishment is not blocked."), "{}", console.screen());
    console.press("enter");
    assert!(console.shows("All actions"), "Enter on a disabled action does nothing");
}

#[test]
fn the_equivalent_command_names_the_targets() {
    let mut console = Console::new(English, (120, 40), 9);
    console.press("/").type_text("brest").press("enter a =");
    let screen = console.screen();
    assert!(screen.contains("intendant establishment list --filter 'brest'"), "{screen}");
    assert!(screen.contains("intendant establishment block 3 6 9 --reason …"), "{screen}");
}

/// Nobody knows the password of a demonstration.
#[test]
fn a_demonstration_is_never_locked() {
    for language in [French, English] {
        let mut console = Console::new(language, (80, 24), 3);
        assert!(console.app.shared.demo);
        console.app.handle(Event::Idle);
        console.work();
        assert!(console.shows("29001 Quimper"), "{}", console.screen());
        console.press("ctrl-x");
        let why = if language == French { "ne se verrouille pas" } else { "is never locked" };
        assert!(console.shows("29001 Quimper") && console.shows(why), "{}", console.screen());
    }
}

/// The state's line is nobody's when it says nothing: what lies there is whole.
#[test]
fn a_dialog_is_whole_where_nothing_is_said() {
    let mut console = Console::new(French, (60, 20), 3);
    console.press("?");
    let screen = console.screen();
    assert!(screen.lines().any(|line| line.starts_with('└')), "{screen}");
}

/// The pane below the list says when a school came, whatever the length of its contact's address; nothing stands for
/// a contact that is not known.
#[test]
fn the_pane_is_whole_at_80_columns() {
    let mut console = Console::new(French, (80, 24), 2);
    console.rows[0].contact.email =
        crate::domain::contact::Email::parse("valerie.renard-de-la-tour@ac-orleans-tours.invalid").ok();
    console.rows[1].contact =
        crate::domain::contact::Contact { last_name: String::new(), first_name: String::new(), email: None };
    console.press("ctrl-r");
    assert!(console.shows(" · 01/09/2026"), "{}", console.screen());
    console.press("down");
    assert!(!console.shows("·  ·") && !console.shows(" · \n"), "{}", console.screen());
}

/// Who enters the demonstration as who they are already finds the list that they came from.
#[test]
fn entering_a_demonstration_as_oneself_closes_the_choice() {
    let mut console = Console::new(English, (80, 24), 3);
    console.press("!");
    assert!(console.shows("Enter as"), "{}", console.screen());
    console.press("enter");
    assert!(!console.shows("Enter as") && console.shows("29001 Quimper"), "{}", console.screen());
}
