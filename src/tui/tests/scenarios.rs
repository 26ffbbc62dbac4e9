//! The scenarios that the screen of establishments and its dialogs must hold.

use super::desk::Desk;
use super::fixture;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::language::Language::{English, French};
use crate::tui::events::Event;
use crate::tui::orders::Failure;

const SMALL: (u16, u16) = (80, 24);

fn desk(count: u32) -> Desk {
    Desk::new(English, SMALL, count)
}

#[test]
fn s01_the_first_screen_shows_rows_counts_operator_and_mode() {
    let mut desk = Desk::new(French, SMALL, 2000);
    let screen = desk.screen();
    for text in
        ["École Jules-Ferry n° 1", "2\u{a0}000 sur 2\u{a0}000", "alice (SSH)", "DÉMO", "Hébergeur d'essai", "0750655E"]
    {
        assert!(screen.contains(text), "{text} in\n{screen}");
    }
    // What the columns have no room for is below the table, for the row under the cursor.
    for text in ["Rennes", "LE GALL Anne", "01/09/2026"] {
        assert!(screen.contains(text), "{text} in\n{screen}");
    }
    let empty = self::desk(0).screen();
    assert!(empty.contains("n adds one") && empty.contains("I imports a file"), "{empty}");
}

#[test]
fn s02_filter_and_tick_all_matching() {
    let mut desk = desk(60);
    desk.press("/").type_text("brest").press("enter a");
    assert_eq!(desk.ticked().len(), 20);
    assert!(desk.shows("20 of 60 · 20 ticked"));
    desk.press("esc");
    assert_eq!(desk.ticked().len(), 20);
    assert!(desk.shows("60 of 60 · 20 ticked"));
    let before = desk.press("/").screen();
    desk.app.handle(Event::Paste("foo:bar".into()));
    desk.work();
    let screen = desk.screen();
    assert!(screen.contains("There is no column “foo”"), "{screen}");
    let rows = |screen: &str| screen.lines().skip(3).take(10).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows(&screen), rows(&before));
}

#[test]
fn s02_what_is_typed_ahead_of_the_filter_acts_on_what_it_finds() {
    let mut desk = desk(60);
    for key in ["/", "b", "r", "e", "s", "t", "enter", "a"] {
        desk.app.handle(Event::Key(crate::tui::keymap::Key::parse(key).unwrap()));
    }
    assert!(desk.ticked().is_empty(), "the rows have not come");
    desk.work();
    assert_eq!(desk.ticked().len(), 20);
}

#[test]
fn s03_hidden_ticks_are_asked_about_and_cancel_has_the_focus() {
    let mut desk = desk(60);
    desk.press("/").type_text("brest").press("enter a esc /").type_text("29003").press("enter");
    assert!(desk.shows("20 ticked, 19 not visible"), "{}", desk.screen());
    desk.press("d");
    let screen = desk.screen();
    assert!(screen.contains("20 ticked, 19 not visible."), "{screen}");
    assert!(screen.contains("▸ Cancel"), "{screen}");
    desk.press("enter");
    assert!(!desk.shows("Delete 20"));
    desk.press("d up enter");
    assert!(desk.shows("Delete 20 establishments"), "{}", desk.screen());
    desk.press("esc d home enter");
    assert!(desk.shows("Delete establishment 3"), "{}", desk.screen());
}

#[test]
fn s05_each_field_has_its_message_and_the_first_has_the_focus() {
    let mut desk = desk(5);
    desk.press("n tab").type_text("29200 Brest").press("tab").type_text("Collège").press("tab");
    desk.type_text("0123456A").press("tab").type_text("Le Gall").press("tab").type_text("Anne").press("tab");
    desk.type_text("a@b").press("tab tab tab tab enter");
    let screen = desk.screen();
    for text in ["This field must be filled in.", "The last letter should be S.", "This is not an e-mail address"] {
        assert!(screen.contains(text), "{text} in\n{screen}");
    }
    assert!(desk.asked.is_empty(), "nothing is written");
    assert!(screen.contains("‹ —"), "the zone has the focus\n{screen}");
    assert!(screen.contains("29200 Brest"), "what was typed stays");
}

#[test]
fn s05_a_used_uai_names_its_holder_and_enter_goes_there() {
    let mut desk = desk(5);
    fill_in(&mut desk);
    let problem = Problem::UaiUsed { holder: 3, denomination: "Collège Éluard n° 3".into() };
    desk.failure = Some(Failure::Fields(vec![FieldError { field: Field::Uai, problem }]));
    desk.press("enter");
    assert!(desk.shows("Establishment 3, Collège Éluard n° 3, has this UAI"), "{}", desk.screen());
    desk.press("enter");
    assert!(desk.shows("Establishment 3") && desk.shows("secretariat"), "{}", desk.screen());
    desk.press("esc");
    assert!(desk.shows("New establishment"), "the form is still there");
}

fn fill_in(desk: &mut Desk) {
    desk.press("n right tab").type_text("29200 Brest").press("tab").type_text("Collège").press("tab");
    desk.press("tab").type_text("Le Gall").press("tab").type_text("Anne").press("tab");
    desk.type_text("a@b.invalid").press("tab tab tab tab");
}

#[test]
fn s04_a_created_school_is_under_the_cursor() {
    let mut desk = desk(40);
    fill_in(&mut desk);
    desk.press("enter");
    let screen = desk.screen();
    assert!(screen.contains("Establishment 41 created · registration e-mail queued."), "{screen}");
    assert!(screen.lines().any(|line| line.starts_with("▸") && line.contains(" 41 ")), "{screen}");
}

#[test]
fn s06_without_the_mail_a_warning_stands_in_the_form() {
    let mut desk = desk(5);
    fill_in(&mut desk);
    assert!(!desk.shows("cannot be recovered"));
    desk.press("up up space");
    assert!(desk.shows("cannot be recovered") || desk.shows("never shown"), "{}", desk.screen());
}

#[test]
fn s11_stacked_blocks_are_listed_and_lifted_one_by_one() {
    let mut desk = desk(5);
    desk.rows[1].blocks = fixture::blocks();
    desk.app.handle(Event::DataChanged);
    desk.work();
    desk.press("down b");
    let screen = desk.screen();
    for text in ["bob · 3 days ago", "admin · 2 hours ago", "restore · 1 minute ago", "Facture impayée"] {
        assert!(screen.contains(text), "{text} in\n{screen}");
    }
    desk.press("enter y");
    let screen = desk.screen();
    assert!(!screen.contains("Facture impayée") && screen.contains("Conseils de"), "{screen}");
    assert!(screen.contains("Block of establishment 2 lifted."), "{screen}");
}

#[test]
fn s12_the_administrator_is_chosen_and_the_contact_gets_the_mail() {
    let mut desk = desk(5);
    desk.press("w");
    assert!(desk.shows("contact1@ecole.invalid") && desk.shows("KEROUEDAN"), "{}", desk.screen());
    desk.press("down enter");
    assert!(desk.asked.is_empty(), "Enter alone does nothing");
    desk.press("y");
    assert!(desk.asked[0].contains("Reset(AccountId(2))"), "{:?}", desk.asked);
    assert!(desk.shows("password queued"));
}

#[test]
fn s12_no_administrator_offers_to_create_one_and_no_address_refuses() {
    let mut desk = desk(5);
    desk.administrators.clear();
    desk.press("w");
    assert!(desk.shows("has no administrator"), "{}", desk.screen());
    desk.press("enter y");
    assert!(desk.asked[0].contains("CreateAdministrator"));
    desk.rows[0].contact.email = None;
    desk.press("w");
    assert!(desk.shows("has no e-mail address"), "{}", desk.screen());
    desk.press("enter");
    assert_eq!(desk.asked.len(), 1);
}

#[test]
fn s20_both_values_are_shown_and_chosen() {
    let mut desk = desk(5);
    desk.press("e tab tab").type_text(" bis");
    let mut theirs = desk.rows[0].clone();
    theirs.denomination = "École de Bob".into();
    theirs.rev = 2;
    for choice in ["", "right "] {
        desk.failure = Some(Failure::Conflict(Box::new(theirs.clone())));
        desk.press("tab tab tab tab tab enter");
        let screen = desk.screen();
        assert!(screen.contains("École Jules-Ferry n° 1 bis") && screen.contains("École de Bob"), "{screen}");
        if choice.is_empty() {
            desk.press("esc");
            assert!(desk.shows("Edit establishment 1"), "cancelled, nothing lost");
            desk.press("up up up up up");
        } else {
            desk.press("right down enter");
        }
    }
    let last = desk.asked.last().unwrap();
    assert!(last.contains("rev: 2") && last.contains("École de Bob"), "{last}");
}

#[test]
fn a_change_elsewhere_keeps_the_cursor_on_its_row() {
    let mut desk = desk(40);
    desk.press("down down down space");
    desk.press("up");
    desk.rows.remove(0);
    desk.rows.remove(0);
    desk.rows.retain(|row| row.number.0 != 4);
    desk.app.handle(Event::DataChanged);
    desk.work();
    let screen = desk.screen();
    assert!(!screen.lines().any(|line| line.starts_with("▸") && line.contains(" 1 ")), "{screen}");
    assert!(screen.contains("37 of 37"), "{screen}");
    assert!(desk.ticked().is_empty(), "the ticked row was deleted");
}

#[test]
fn ranges_inversion_and_only_ticked() {
    let mut desk = desk(40);
    desk.press("v down down down v");
    assert_eq!(desk.ticked(), [1, 2, 3, 4]);
    desk.press("t");
    assert!(desk.shows("4 of 40 · 4 ticked"), "{}", desk.screen());
    desk.press("home space");
    assert_eq!(desk.ticked(), [2, 3, 4]);
    assert!(desk.shows("3 of 40"));
    desk.press("t *");
    assert_eq!(desk.ticked().len(), 37);
    desk.press("A");
    assert!(desk.ticked().is_empty());
}

#[test]
fn facets_tick_groups() {
    let mut desk = desk(30);
    desk.press("f down space esc");
    assert_eq!(desk.ticked().len(), 10);
    desk.press("f down space esc");
    assert!(desk.ticked().is_empty());
}

#[test]
fn esc_only_retreats_and_asks_before_ticks_go() {
    let mut desk = desk(9);
    desk.press("a esc");
    assert_eq!(desk.ticked().len(), 9);
    assert!(desk.shows("Remove the 9 ticks?"));
    desk.press("esc");
    assert_eq!(desk.ticked().len(), 9);
    desk.press("esc y");
    assert!(desk.ticked().is_empty());
    desk.press("esc esc esc");
    assert_eq!(desk.app.exit(), None);
}

#[test]
fn deleting_takes_the_number_or_the_name_and_never_enter_alone() {
    let mut desk = desk(5);
    desk.press("d tab enter");
    assert!(desk.asked.is_empty());
    desk.type_text("2").press("tab enter");
    assert!(desk.asked.is_empty() && desk.shows("This is not the text to type"), "{}", desk.screen());
    desk.press("backspace").type_text("1").press("tab enter");
    assert!(desk.asked[0].contains("export_first: Yes"), "{:?}", desk.asked);
    assert!(desk.rows.iter().all(|row| row.number != EstablishmentNumber(1)));
}

#[test]
fn leaving_a_form_asks_only_when_something_was_typed() {
    let mut desk = desk(5);
    desk.press("e esc");
    assert!(!desk.shows("Edit establishment"));
    desk.press("e tab").type_text("x").press("esc");
    assert!(desk.shows("What was typed will be lost"));
    desk.press("esc");
    assert!(desk.shows("Edit establishment 1"));
    desk.press("esc y");
    assert!(!desk.shows("Edit establishment"));
}

#[test]
fn a_paste_outside_a_field_does_nothing() {
    let mut desk = desk(5);
    desk.app.handle(Event::Paste("adq\ny".into()));
    desk.work();
    assert!(desk.ticked().is_empty() && desk.app.exit().is_none());
    desk.press("/");
    desk.app.handle(Event::Paste("n° 4\r\n\u{1b}[A".into()));
    desk.work();
    assert!(desk.shows("/ n° 4 [A") || desk.shows("n° 4"), "{}", desk.screen());
}

#[test]
fn the_lock_hides_everything_and_keeps_what_was_typed() {
    let mut desk = desk(5);
    desk.press("e tab tab").type_text(" bis");
    desk.app.shared.demo = false;
    desk.app.handle(Event::Idle);
    let screen = desk.screen();
    assert!(screen.contains("Locked") && !screen.contains("Jules-Ferry"), "{screen}");
    desk.type_text("secret").press("enter enter");
    assert!(desk.shows("n° 1 bis"), "{}", desk.screen());
}

#[test]
fn disabled_actions_say_why() {
    let mut desk = desk(5);
    desk.press("B");
    assert!(desk.shows("This establishment is not blocked."));
    desk.press(":").type_text("unbl");
    assert!(desk.shows("This establishment is not blocked."), "{}", desk.screen());
    desk.press("enter");
    assert!(desk.shows("All actions"), "Enter on a disabled action does nothing");
}

#[test]
fn the_equivalent_command_names_the_targets() {
    let mut desk = Desk::new(English, (120, 40), 9);
    desk.press("/").type_text("brest").press("enter a =");
    let screen = desk.screen();
    assert!(screen.contains("intendant establishment list --filter 'brest'"), "{screen}");
    assert!(screen.contains("intendant establishment block 3 6 9 --reason …"), "{screen}");
}

/// Nobody knows the password of a demonstration.
#[test]
fn a_demonstration_is_never_locked() {
    for language in [French, English] {
        let mut desk = Desk::new(language, (80, 24), 3);
        assert!(desk.app.shared.demo);
        desk.app.handle(Event::Idle);
        desk.work();
        assert!(desk.shows("29001 Quimper"), "{}", desk.screen());
        desk.press("ctrl-x");
        let why = if language == French { "ne se verrouille pas" } else { "is never locked" };
        assert!(desk.shows("29001 Quimper") && desk.shows(why), "{}", desk.screen());
    }
}

/// The state's line is nobody's when it says nothing: what lies there is whole.
#[test]
fn a_dialog_is_whole_where_nothing_is_said() {
    let mut desk = Desk::new(French, (60, 20), 3);
    desk.press("?");
    let screen = desk.screen();
    assert!(screen.lines().any(|line| line.starts_with('└')), "{screen}");
}

/// The pane below the list says when a school came, whatever the length of its contact's address; nothing stands for
/// a contact that is not known.
#[test]
fn the_pane_is_whole_at_80_columns() {
    let mut desk = Desk::new(French, (80, 24), 2);
    desk.rows[0].contact.email =
        crate::domain::contact::Email::parse("valerie.renard-de-la-tour@ac-orleans-tours.invalid").ok();
    desk.rows[1].contact =
        crate::domain::contact::Contact { last_name: String::new(), first_name: String::new(), email: None };
    desk.press("ctrl-r");
    assert!(desk.shows(" · 01/09/2026"), "{}", desk.screen());
    desk.press("down");
    assert!(!desk.shows("·  ·") && !desk.shows(" · \n"), "{}", desk.screen());
}
