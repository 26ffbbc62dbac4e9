//! The screen of exports over a real data directory: reading, restoring, another host's list, removing, keeping.

use super::house::House;
use super::job::add;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::ExportFirst;
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::operations::establishment::{self, DeleteInput};
use crate::operations::export::{self, ExportFilter};
use crate::tui::events::Event;
use crate::tui::orders::noun::Done;
use crate::tui::orders::{Outcome, Report};

/// Three establishments, each exported once.
fn exported() -> House {
    let mut house = House::new(Language::English, (120, 40));
    add(&mut house, 3);
    house.console.press("a x enter");
    assert!(house.console.shows("3 to do"), "{}", house.screen());
    house.console.press("enter esc");
    house
}

fn delete(house: &House, number: u32) {
    let input = DeleteInput { confirmation: Some(number.to_string()), export_first: ExportFirst::No };
    establishment::delete(&mut house.other(), EstablishmentNumber(number), &input).unwrap();
}

/// The file of an establishment's export.
fn export_of(house: &House, number: u32) -> String {
    let filter = ExportFilter { number: Some(EstablishmentNumber(number)), ..ExportFilter::default() };
    export::list(&mut house.other(), &filter, None, 1).unwrap()[0].file.clone()
}

fn count(house: &House) -> u32 {
    establishment::counts(&mut house.other()).unwrap().establishments
}

#[test]
fn s16_exports_are_read_filtered_kept_and_removed() {
    let mut house = exported();
    assert_eq!(house.console.ticked().len(), 3, "an export leaves the ticks for the next step");
    house.console.press("X a y");
    let screen = house.screen();
    assert!(screen.contains("3 exports verified: whole.") && screen.contains("3 ticked"), "{screen}");
    house.console.press("=");
    let screen = house.screen();
    let names = [1, 2, 3].map(|number| export_of(&house, number)).join(" ");
    assert!(screen.contains(&format!("intendant export verify {names}")), "{screen}");
    house.console.press("esc /").type_text("zzz").press("enter");
    let screen = house.screen();
    assert!(screen.contains("Nothing matches.") && screen.contains("3 ticked, 3 of them not visible"), "{screen}");
    house.console.press("r");
    assert!(house.console.shows("3 ticked, 3 not visible."), "{}", house.screen());
    house.console.press("esc esc e backspace backspace backspace").type_text("30").press("tab enter");
    assert!(house.console.shows("kept for 30 days"), "{}", house.screen());
    house.console.press("p tab enter");
    assert!(house.console.shows("No export is older."), "{}", house.screen());
    house.console.press("esc p backspace backspace").type_text("0").press("tab enter");
    assert!(house.console.shows("3 exports are older than 0 days"), "{}", house.screen());
    // One that is made meanwhile was not told, and stays.
    let input = DeleteInput { confirmation: Some("2".into()), export_first: ExportFirst::Yes };
    establishment::delete(&mut house.other(), EstablishmentNumber(2), &input).unwrap();
    house.console.press("3 enter");
    assert!(house.console.shows("3 exports removed"), "{}", house.screen());
    let left = export::list(&mut house.other(), &ExportFilter::default(), None, 9).unwrap();
    assert_eq!(left.iter().map(|one| one.number.0).collect::<Vec<_>>(), [2]);
}

#[test]
fn s17_what_was_deleted_is_restored_from_the_list_and_what_is_there_refused() {
    let mut house = exported();
    delete(&house, 2);
    house.changed();
    house.console.press("X a r");
    let screen = house.screen();
    assert!(screen.contains("1 to do · 0 unchanged · 2 refused"), "{screen}");
    assert!(screen.contains(&format!("{}' '", export_of(&house, 1))) && screen.contains("and 2 others"), "{screen}");
    house.console.press("enter y");
    assert!(house.console.shows("1 done"), "{}", house.screen());
    assert_eq!(count(&house), 3);
}

#[test]
fn s17_a_list_and_a_single_file_are_taken_by_their_name() {
    let mut house = exported();
    for number in [1, 3] {
        delete(&house, number);
    }
    house.changed();
    house.console.press("X n").type_text("nothing.csv").press("tab tab tab enter");
    assert!(house.console.shows("cannot be read"), "{}", house.screen());
    assert!(house.console.shows("nothing.csv"), "what was typed stays: {}", house.screen());
    // The session is one over SSH: it names files of the exchange folder or of the exports.
    let file = export_of(&house, 1);
    house.console.press("esc y n").type_text(&file).press("tab tab tab enter");
    assert!(house.console.shows("1 to do · 0 unchanged · 0 refused"), "{}", house.screen());
    house.console.press("enter y");
    assert!(house.console.shows("1 done"), "{}", house.screen());
    house.console.press("esc n").type_text("job1.csv").press("tab tab tab enter");
    let screen = house.screen();
    assert!(screen.contains("1 to do · 0 unchanged · 2 refused"), "{screen}");
    assert!(screen.contains("= intendant establishment restore --transfer '"), "{screen}");
    house.console.press("enter y");
    assert!(house.console.shows("1 done"), "{}", house.screen());
    assert_eq!(count(&house), 3);
}

/// At 80 columns no word of ours is cut: neither in the table, which every screen is checked for, nor in the form.
#[test]
fn words_are_whole_in_french_at_80_columns() {
    let mut house = House::new(Language::French, (80, 24));
    add(&mut house, 1);
    house.console.press("a x enter").press("enter esc").press("X");
    let screen = house.screen();
    assert!(screen.contains("aujourd'hui") && screen.contains("○ présent"), "{screen}");
    house.console.press("e");
    assert!(house.console.shows("Exports conservés (jours)"), "{}", house.screen());
}

#[test]
fn an_establishments_card_leads_to_its_exports_and_e_mails() {
    let mut house = exported();
    house.console.press("down enter X");
    assert!(house.console.shows("number:2") && house.console.shows("1 of 1 · 3 in all"), "{}", house.screen());
    house.console.press("1 enter f4");
    assert!(house.console.shows("establishment:2"), "{}", house.screen());
    // From elsewhere all are shown.
    house.console.press("esc 1 f4");
    assert!(!house.console.shows("establishment:2"), "{}", house.screen());
}

/// What was verified in this session is what the state shows and what its filter finds; the reason stays the reason.
#[test]
fn what_was_verified_is_found_by_its_state() {
    let mut house = exported();
    let file = export_of(&house, 2);
    house.console.press("X");
    let found = (crate::nouns::Id::from(file.as_str()), ("presence", verified()));
    let top = house.console.app.top().unwrap().key;
    let outcome = Outcome::Noun(Done::Found(found.0, found.1));
    house.console.app.handle(Event::Report(Report { to: top, outcome }));
    house.console.press("/").type_text("etat:vérifié").press("enter");
    let screen = house.screen();
    assert!(screen.contains("✓ verified") && screen.contains("1 of 1 · 3 in all"), "{screen}");
    house.console.press("enter");
    let screen = house.screen();
    let line = |label: &str| screen.lines().find(|line| line.contains(label)).unwrap_or_default().to_owned();
    assert!(line("State").contains("✓ verified") && line("Reason").contains("on request"), "{screen}");
    // It stays so when it is read again.
    house.changed();
    assert!(house.screen().contains("✓ verified"), "{}", house.screen());
    house.console.press("=");
    let screen = house.screen();
    assert!(screen.contains("intendant export show") && screen.contains("intendant export verify"), "{screen}");
    assert!(!screen.contains("audit") && !screen.contains("{filter}"), "{screen}");
}

fn verified() -> crate::nouns::Cell {
    use crate::nouns::cell::State;
    let said = Message::new("export-presence").with("presence", "verified");
    crate::nouns::Cell::State(State { code: "verified", said, sign: "✓", tone: crate::nouns::Tone::Good })
}
