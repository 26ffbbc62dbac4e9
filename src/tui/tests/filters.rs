//! The line of a filter on the screens that have one.

use super::desk::Desk;
use crate::domain::language::Language;
use crate::tui::events::Event;

fn desk() -> Desk {
    Desk::new(Language::English, (80, 24), 60)
}

fn paste(desk: &mut Desk, text: &str) {
    desk.app.handle(Event::Paste(text.into()));
    desk.work();
}

#[test]
fn an_unknown_zone_is_pointed_at_and_the_list_stays() {
    let mut desk = desk();
    desk.press("/").type_text("zone:rennes");
    assert!(desk.shows("20 of 60"), "{}", desk.screen());
    paste(&mut desk, ",lille");
    let screen = desk.screen();
    let lines: Vec<&str> = screen.lines().collect();
    assert!(lines[1].starts_with(" / zone:rennes,lille"), "{screen}");
    assert_eq!(lines[2].find('^'), Some(" / zone:rennes,".len()), "{screen}");
    assert!(screen.contains("Nothing is called “lille” in zone"), "{screen}");
    assert!(screen.contains("20 of 60"), "{screen}");
    // What is done and printed is what is shown.
    desk.press("enter esc /").type_text("zone:rennes|nowhere").press("enter =");
    assert!(desk.shows("intendant establishment list --filter 'zone:rennes|nowhere'"), "{}", desk.screen());
}

#[test]
fn a_refused_filter_stays_open_over_the_rows_of_the_last_one() {
    let mut desk = desk();
    desk.press("/").type_text("brest").press("enter /");
    paste(&mut desk, " zone:lille");
    desk.press("enter").type_text(",rennes");
    assert!(desk.shows("20 of 60") && desk.shows(" / brest zone:lille,rennes"), "{}", desk.screen());
    // What a refresh finds is what the last one asked for.
    desk.press("ctrl-r");
    assert!(desk.shows("20 of 60") && desk.shows("^^^^^"), "{}", desk.screen());
    desk.press("esc");
    assert!(desk.shows("60 of 60") && !desk.shows("^"), "{}", desk.screen());
}

#[test]
fn a_word_that_leaves_nothing_out_is_told_in_the_line() {
    let mut desk = desk();
    desk.press("/").type_text("brest -lycée");
    assert!(desk.shows("“-lycée” leaves nothing out."), "{}", desk.screen());
    desk.type_text("|quimper");
    assert!(!desk.shows("leaves nothing out"), "{}", desk.screen());
    desk.press("ctrl-u").type_text("seen:>6m");
    assert!(desk.shows("60 were never counted (of 60)"), "{}", desk.screen());
}

#[test]
fn a_long_filter_is_pointed_at_where_it_is_scrolled_to() {
    let mut desk = desk();
    desk.press("/").type_text(&"brest ".repeat(20)).type_text("nope:x");
    let screen = desk.screen();
    let lines: Vec<&str> = screen.lines().collect();
    let typed = lines[1].find("nope:x").unwrap_or_else(|| panic!("{screen}"));
    let marked = lines[2].find("^^^^").map(|at| lines[2][..at].chars().count());
    assert_eq!(marked, Some(typed), "{screen}");
    assert!(lines[2].contains("There is no column “nope”"), "{screen}");
}

#[test]
fn what_begins_with_a_hyphen_is_printed_so_that_it_is_read_again() {
    let mut desk = desk();
    desk.press("/").type_text("–brest").press("enter =");
    assert!(desk.shows("establishment list --filter='-brest'"), "{}", desk.screen());
}

#[test]
fn the_grammar_is_in_the_help() {
    let mut desk = desk();
    desk.press("?");
    for _ in 0..8 {
        desk.press("pagedown");
    }
    assert!(desk.shows("registered:2026-09"), "{}", desk.screen());
    desk.press("pageup");
    assert!(desk.shows(":>6m :<30d :-"), "{}", desk.screen());
}

/// Presses a screen's key, then reads its help to the end.
fn help_of(desk: &mut Desk, screen: &str) -> String {
    desk.press(screen).press("?");
    let mut seen = String::new();
    for _ in 0..90 {
        seen.push_str(&desk.screen());
        desk.press("down");
    }
    desk.press("esc");
    seen
}

/// The help of a list names its own columns and no other's; where nothing can be typed, it promises nothing.
#[test]
fn the_help_of_a_list_has_the_columns_of_that_list() {
    for (language, own) in [
        (Language::French, ["inscrit:2026-09", "etat:différé", "qui:alice", "raison:demande", "notes:100..200"]),
        (Language::English, ["registered:2026-09", "state:deferred", "who:alice", "why:asked", "grades:100..200"]),
    ] {
        let mut desk = Desk::new(language, (80, 24), 60);
        let helps = ["1", "3", "4", "0", "9"].map(|screen| help_of(&mut desk, screen));
        for (at, help) in helps.iter().enumerate() {
            assert!(help.contains(own[at]), "{}: {help}", own[at]);
            let other = own[(at + 1) % 5];
            assert!(!help.contains(other) || at == 4, "{other} is not a column here: {help}");
        }
        let help = help_of(&mut desk, "8");
        assert!(!help.contains("-a -"), "{help}");
        let state = if language == Language::French { "Choisir un état" } else { "Choose a state" };
        assert!(help.contains(state), "{help}");
    }
}
