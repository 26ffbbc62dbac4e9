//! Two operators at the same establishment.

use crate::support::house::{House, enter};
use crate::support::pty::{Key, Terminal};

/// Opens the form of the only row and writes another denomination behind the old one.
fn edit(console: &mut Terminal, title: &str, text: &str) {
    console.send("e");
    console.wait_text(title);
    console.keys(&[Key::Tab, Key::Tab, Key::End]);
    console.send(text);
}

/// Goes from the denomination to the button and presses it.
fn save(console: &mut Terminal) {
    console.keys(&[Key::Tab, Key::Tab, Key::Tab, Key::Tab, Key::Tab, Key::Enter]);
}

struct Two {
    house: House,
    alice: Terminal,
}

/// Alice has typed " d'Alice"; Bruno has saved " de Bruno"; Alice has pressed Save.
fn collide() -> Two {
    let house = House::new();
    house.add("Collège", "");
    house.add_webmaster("bruno");
    let mut alice = house.open("en");
    let mut bruno = enter(house.console("fr").size(40, 120), "bruno");
    alice.wait_text("1 of 1");
    bruno.wait_text("1 sur 1");
    edit(&mut alice, "Edit establishment 1", " d'Alice");
    edit(&mut bruno, "Modifier l'établissement 1", " de Bruno");
    save(&mut bruno);
    bruno.wait_text("Établissement 1 enregistré.");
    save(&mut alice);
    alice.wait_text("Two changes at once");
    alice.wait_text("Mine: Collège d'Alice");
    alice.wait_text("Theirs: Collège de Bruno");
    bruno.send("q");
    Two { house, alice }
}

fn denomination(house: &House) -> String {
    house.ask("select denomination from establishment")
}

#[test]
fn s20_keep_mine() {
    let Two { house, mut alice } = collide();
    assert_eq!(denomination(&house), "Collège de Bruno");
    alice.keys(&[Key::Down, Key::Enter]);
    alice.wait_text("Establishment 1 saved.");
    assert_eq!(denomination(&house), "Collège d'Alice");
    assert_eq!(house.ask::<i64>("select rev from establishment"), 3);
}

#[test]
fn s20_take_theirs() {
    let Two { house, mut alice } = collide();
    alice.key(Key::Right);
    alice.wait_text("(•) Theirs: Collège de Bruno");
    alice.keys(&[Key::Down, Key::Enter]);
    alice.wait_gone("Two changes at once");
    alice.wait_gone("Edit establishment 1");
    assert_eq!(denomination(&house), "Collège de Bruno");
}

#[test]
fn s20_cancel_goes_back_to_what_was_typed() {
    let Two { house, mut alice } = collide();
    alice.key(Key::Esc);
    alice.wait_gone("Two changes at once");
    alice.wait_text("Edit establishment 1");
    alice.wait_text("Collège d'Alice");
    assert_eq!(denomination(&house), "Collège de Bruno");
}

#[test]
fn s20_different_fields_do_not_collide() {
    let house = House::new();
    house.add("Collège", "");
    let mut console = house.open("en");
    console.wait_text("1 of 1");
    edit(&mut console, "Edit establishment 1", " d'Alice");
    house.ok(&["establishment", "edit", "1", "--location", "29000 Quimper"]);
    save(&mut console);
    console.wait_text("Establishment 1 saved.");
    let both = house.ask::<String>("select location || '|' || denomination from establishment");
    assert_eq!(both, "29000 Quimper|Collège d'Alice");
}
