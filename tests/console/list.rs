//! The table of establishments: first screen, filter, ticks, changes made elsewhere.

use std::time::Duration;

use crate::support::house::{House, enter};
use crate::support::pty::{Key, Terminal};

/// The rows of the table that are on the screen.
fn rows_with(console: &Terminal, text: &str) -> usize {
    console.screen_text().lines().filter(|line| line.contains(text)).count()
}

#[test]
fn s01_the_first_screen_shows_columns_counts_and_operator() {
    let house = House::new();
    house.import(2000);
    let mut console = house.open("fr");
    console.wait_text("1 sur 2\u{a0}000");
    console.wait_text("Collège Éluard n° 17");
    let screen = console.screen_text();
    for text in ["N°", "Localisation", "Dénomination", "UAI", "État", "29200 Brest", "ouvert", "alice (local)"] {
        assert!(screen.contains(text), "{text} in\n{screen}");
    }
    // What 80 columns have no room for is below the table, for the row under the cursor.
    for text in ["Zone par défaut", "LE GALL Anne", "Hébergement d'essai"] {
        assert!(screen.contains(text), "{text} in\n{screen}");
    }
    assert!(!screen.contains("DÉMO"), "{screen}");
    console.resize(40, 120);
    console.wait_text("Contact");
    console.wait_text("Collège Éluard n° 30");
    let screen = console.screen_text();
    for text in ["Zone", "Contact", "Inscrit", "LE GALL Anne", "Zone par"] {
        assert!(screen.contains(text), "{text} in\n{screen}");
    }
}

#[test]
fn s01_an_empty_registry_offers_a_new_one_and_the_import() {
    let house = House::new();
    let mut console = house.open("en");
    console.wait_text("No establishment yet. n adds one, I imports a file.");
    console.send("n");
    console.wait_text("New establishment");
    console.key(Key::Esc);
    console.wait_gone("New establishment");
    console.send("I");
    console.wait_gone("No establishment yet.");
    console.wait_text("CSV file to import");
}

#[test]
fn s02_filter_and_tick_all_matching() {
    let house = House::new();
    house.import(200);
    let mut console = house.open("en");
    console.wait_text("1 of 200");
    console.send("/brest");
    console.wait_text("of 34 · 200 in all");
    console.key(Key::Enter);
    console.send("a");
    console.wait_text("of 34 · 200 in all · 34 ticked");
    console.key(Key::Esc);
    console.wait_text("of 200 · 34 ticked");
    console.send("t");
    console.wait_text("of 34 · 200 in all · 34 ticked");
    assert_eq!(rows_with(&console, "[x]"), rows_with(&console, "29200 Brest  "), "{}", console.screen_text());
}

#[test]
fn s02_a_malformed_filter_says_so_in_place_and_the_list_stays() {
    let house = House::new();
    house.import(60);
    let mut console = house.open("fr");
    console.wait_text("1 sur 60");
    console.wait_text("Collège Éluard n° 15");
    // Pasted whole; typed sign by sign, "inconnu" alone is a word like another and matches nothing.
    console.send("/");
    console.paste("inconnu:brest");
    console.wait_text("pas de colonne");
    assert_eq!(rows_with(&console, "● ouvert"), 16, "{}", console.screen_text());
    console.key(Key::Esc);
    console.wait_gone("pas de colonne");
    console.send("/\"brest");
    console.wait_text("guillemet");
    assert_eq!(rows_with(&console, "● ouvert"), 16, "{}", console.screen_text());
    console.send("\"");
    console.wait_text("sur 10 · 60 en tout");
    console.wait_gone("guillemet");
}

#[test]
fn s03_hidden_ticks_are_asked_about_with_cancel_in_focus() {
    let house = House::new();
    house.import(60);
    let mut console = house.open("en");
    console.wait_text("1 of 60");
    console.send("/brest");
    console.wait_text("of 10 · 60 in all");
    console.key(Key::Enter);
    console.send("a");
    console.wait_text("10 ticked");
    console.key(Key::Esc);
    console.wait_text("of 60 · 10 ticked");
    console.send("/contact13");
    console.wait_text("1 of 1 · 60 in all");
    console.key(Key::Enter);
    console.wait_text("1 of 1 · 60 in all · 10 ticked, 9 of them not visible");
    console.send("d");
    console.wait_text("10 ticked, 9 not visible.");
    console.wait_text("▸ Cancel");
    console.wait_text("The 1 visible only");
    console.wait_text("All 10");
    console.key(Key::Enter);
    console.wait_gone("10 ticked, 9 not visible.");
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 60);
    console.send("d");
    console.wait_text("▸ Cancel");
    console.key(Key::Up);
    console.wait_text("▸ All 10");
    console.key(Key::Enter);
    console.wait_text("Delete 10 establishments");
    console.key(Key::Esc);
    console.wait_gone("Delete 10 establishments");
    console.send("d");
    console.wait_text("▸ Cancel");
    console.keys(&[Key::Home, Key::Enter]);
    console.wait_text("Delete establishment 13");
}

#[test]
fn ticks_survive_filter_sort_refresh_and_screens_and_go_with_deleted_rows_only() {
    let house = House::new();
    house.import(30);
    let mut console = enter(house.console("en").size(40, 120), "alice");
    console.wait_text("1 of 30");
    console.send("   ");
    console.wait_text("4 of 30 · 3 ticked");
    console.send("/quimper");
    console.wait_text("of 5 · 30 in all · 3 ticked, 2 of them not visible");
    console.key(Key::Esc);
    console.wait_text("of 30 · 3 ticked");
    console.send("s");
    console.wait_text("Sort");
    console.keys(&[Key::Down, Key::Enter]);
    console.wait_text("▲Zone");
    console.key(Key::Ctrl('r'));
    console.send("2");
    console.wait_text("Zone par défaut");
    console.wait_gone("Saint-Malo");
    console.send("1");
    console.wait_text("of 30 · 3 ticked");
    house.ok(&["establishment", "delete", "2", "--yes", "--above-threshold"]);
    console.wait_text("of 29 · 2 ticked");
    house.ok(&["establishment", "delete", "20", "--yes", "--above-threshold"]);
    console.wait_text("of 28 · 2 ticked");
}

#[test]
fn a_change_by_another_process_appears_within_two_seconds_without_a_key() {
    let house = House::new();
    house.import(10);
    let mut console = house.open("en");
    console.wait_text("1 of 10");
    console.key(Key::Down);
    console.wait_text("▸[ ] 2 ");
    house.ok(&["establishment", "edit", "3", "--name", "Lycée Renommé"]);
    console.set_deadline(Duration::from_secs(2));
    console.wait_text("Lycée Renommé");
    console.set_deadline(Duration::from_secs(10));
    house.ok(&["establishment", "block", "1", "--reason", "Impayé"]);
    console.set_deadline(Duration::from_secs(2));
    console.wait_text("■ blocked");
    console.wait_text("▸[ ] 2 ");
}
