//! The line of a filter on the screens that have one.

use super::console::Console;
use crate::domain::language::Language;
use crate::tui::events::Event;

fn console() -> Console {
    Console::new(Language::English, (80, 24), 60)
}

fn paste(console: &mut Console, text: &str) {
    console.app.handle(Event::Paste(text.into()));
    console.work();
}

#[test]
fn an_unknown_zone_is_pointed_at_and_the_list_stays() {
    let mut console = console();
    console.press("/").type_text("zone:rennes");
    assert!(console.shows("of 20 · 60 in all"), "{}", console.screen());
    paste(&mut console, ",lille");
    let screen = console.screen();
    let lines: Vec<&str> = screen.lines().collect();
    assert!(lines[1].starts_with(" / zone:rennes,lille"), "{screen}");
    assert_eq!(lines[2].find('^'), Some(" / zone:rennes,".len()), "{screen}");
    assert!(screen.contains("No zone is called “lille”"), "{screen}");
    assert!(screen.contains("of 20 · 60 in all"), "{screen}");
    // What is done and printed is what is shown.
    console.press("enter esc /").type_text("zone:rennes|nowhere").press("enter =");
    assert!(console.shows("intendant establishment list --filter 'zone:rennes|nowhere'"), "{}", console.screen());
}

#[test]
fn a_refused_filter_stays_open_over_the_rows_of_the_last_one() {
    let mut console = console();
    console.press("/").type_text("brest").press("enter /");
    paste(&mut console, " zone:lille");
    console.press("enter").type_text(",rennes");
    assert!(console.shows("of 20 · 60 in all") && console.shows(" / brest zone:lille,rennes"), "{}", console.screen());
    // What a refresh finds is what the last one asked for.
    console.press("ctrl-r");
    assert!(console.shows("of 20 · 60 in all") && console.shows("^^^^^"), "{}", console.screen());
    console.press("esc");
    assert!(console.shows("of 60") && !console.shows("^"), "{}", console.screen());
}

#[test]
fn a_word_that_leaves_nothing_out_is_told_in_the_line() {
    let mut console = console();
    console.press("/").type_text("brest -lycée");
    assert!(console.shows("“-lycée” leaves nothing out."), "{}", console.screen());
    console.type_text("|quimper");
    assert!(!console.shows("leaves nothing out"), "{}", console.screen());
    console.press("ctrl-u").type_text("seen:>6m");
    assert!(console.shows("60 were never counted (of 60)"), "{}", console.screen());
}

#[test]
fn a_long_filter_is_pointed_at_where_it_is_scrolled_to() {
    let mut console = console();
    console.press("/").type_text(&"brest ".repeat(20)).type_text("nope:x");
    let screen = console.screen();
    let lines: Vec<&str> = screen.lines().collect();
    let typed = lines[1].find("nope:x").unwrap_or_else(|| panic!("{screen}"));
    let marked = lines[2].find("^^^^").map(|at| lines[2][..at].chars().count());
    assert_eq!(marked, Some(typed), "{screen}");
    assert!(lines[2].contains("There is no column “nope”"), "{screen}");
}

#[test]
fn what_begins_with_a_hyphen_is_printed_so_that_it_is_read_again() {
    let mut console = console();
    console.press("/").type_text("–brest").press("enter =");
    assert!(console.shows("establishment list --filter='-brest'"), "{}", console.screen());
}

#[test]
fn the_grammar_is_in_the_help() {
    let mut console = console();
    console.press("?");
    for _ in 0..8 {
        console.press("pagedown");
    }
    assert!(console.shows("registered:2026-09"), "{}", console.screen());
    console.press("pageup");
    assert!(console.shows(":>6m :<30d :-"), "{}", console.screen());
}

/// Presses a screen's key, then reads its help to the end.
fn help_of(console: &mut Console, screen: &str) -> String {
    console.press(screen).press("?");
    let mut seen = String::new();
    for _ in 0..90 {
        seen.push_str(&console.screen());
        console.press("down");
    }
    console.press("esc");
    seen
}

/// The help of a list names its own columns and no other's; where nothing can be typed, it promises nothing.
#[test]
fn the_help_of_a_list_has_the_columns_of_that_list() {
    for (language, own) in [
        (
            Language::French,
            ["inscrit:2026-09", "etat:différé", "qui:alice", "raison:demande", "etat:prévu", "notes:100..200"],
        ),
        (
            Language::English,
            ["registered:2026-09", "state:deferred", "who:alice", "why:asked", "state:planned", "grades:100..200"],
        ),
    ] {
        let mut console = Console::new(language, (80, 24), 60);
        let helps = ["1", "3", "4", "0", "8", "9"].map(|screen| help_of(&mut console, screen));
        for (at, help) in helps.iter().enumerate() {
            assert!(help.contains(own[at]), "{}: {help}", own[at]);
            let other = own[(at + 1) % 6];
            assert!(!help.contains(other) || at == 5, "{other} is not a column here: {help}");
        }
        let help = help_of(&mut console, "2");
        assert!(help.contains(if language == Language::French { "langue:" } else { "language:" }), "{help}");
        let help = help_of(&mut console, "6");
        assert!(!help.contains("-a -"), "{help}");
    }
}
