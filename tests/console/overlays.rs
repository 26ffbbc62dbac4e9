//! Help, palette and the equivalent command: what tells a newcomer where to go.

use crate::support::house::{House, enter};
use crate::support::pty::Key;

#[test]
fn the_help_of_the_screen_names_its_keys() {
    let house = House::new();
    house.import(3);
    let mut console = house.open("fr");
    console.wait_text("1 sur 3");
    console.send("?");
    console.wait_text("Aide · Établissements");
    console.wait_text("Supprimer");
    console.key(Key::PageDown);
    console.wait_text("Cocher une plage");
    console.key(Key::Esc);
    console.wait_gone("Aide · Établissements");
    console.key(Key::Function(1));
    console.wait_text("Aide · Établissements");
    console.key(Key::Esc);
    console.wait_gone("Aide · Établissements");
    assert_eq!(console.exited(), None);
}

#[test]
fn the_palette_finds_every_action_and_disabled_ones_say_why() {
    let house = House::new();
    house.import(3);
    let mut console = enter(house.console("en").size(40, 120), "alice");
    console.wait_text("1 of 3");
    console.send(":");
    console.wait_text("All actions");
    console.send("unbl");
    console.wait_text("This establishment is not blocked.");
    console.key(Key::Enter);
    console.wait_text("All actions");
    console.keys(&[Key::Backspace; 4]);
    console.send("zon");
    console.wait_gone("This establishment is not blocked.");
    console.key(Key::Enter);
    console.wait_text("E-mails in");
    console.wait_text("Zone par défaut");
    console.wait_gone("Brest");
}

#[test]
fn the_equivalent_command_names_the_ticked_rows_and_runs() {
    let house = House::new();
    house.import(12);
    let mut console = enter(house.console("en").size(40, 120), "alice");
    console.wait_text("1 of 12");
    // All at once, as fast fingers do: the tick is meant for what the filter finds.
    console.send("/brest\ra");
    console.wait_text("of 2 · 12 in all · 2 ticked");
    console.send("=");
    console.wait_text("Equivalent command lines");
    console.wait_text("intendant establishment list --filter 'brest'");
    console.wait_text("intendant establishment block 1 7 --reason …");
    let listed = house.records(&["establishment", "list", "--filter", "brest"]);
    assert_eq!(listed.iter().map(|row| row["number"].as_i64().unwrap()).collect::<Vec<_>>(), [1, 7]);
}

#[test]
fn the_footer_shows_the_keys_that_matter() {
    let house = House::new();
    house.import(1);
    let mut console = house.open("fr");
    console.wait_text("1 sur 1");
    let footer = console.row(23);
    for text in ["? Aide", "/ Filtrer", "Espace Cocher", ". Actions"] {
        assert!(footer.contains(text), "{text} in {footer}");
    }
}
