//! Leaving while an import runs: asked first, then stopped between two rows (S08).

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use crate::support::daemon::wait_for;
use crate::support::house::House;
use crate::support::pty::{Key, Terminal};

/// Far more than are imported before somebody has left.
const ROWS: usize = 3_000;
const HEADER: &str = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel";

fn running(house: &House) -> Terminal {
    let mut text = format!("{HEADER}\n");
    for number in 1..=ROWS {
        writeln!(text, ";1;29200 Brest;Collège Éluard n° {number};;LE GALL;Anne;c{number}@ecole.invalid").unwrap();
    }
    let file = house.folder().join("long.csv");
    fs::write(&file, text).unwrap();
    let mut console = house.open("fr");
    console.wait_text("Aucun établissement.");
    console.send("I");
    console.wait_text("CSV");
    console.send(file.to_str().unwrap());
    console.wait_text("long.csv");
    console.key(Key::Enter);
    console.wait_text("3\u{a0}000 lignes correctes");
    console.send("i");
    console.wait_text("Créer 3\u{a0}000 établissements");
    console.send("o");
    wait_for(Duration::from_secs(20), "the first rows", || {
        Ok((house.ask::<i64>("select count(*) from establishment where stage = 'active'") > 3).then_some(()))
    })
    .unwrap();
    console
}

#[test]
fn s08_quitting_from_another_screen_asks_and_stops_between_two_rows() {
    let house = House::new();
    let mut console = running(&house);
    console.send("2");
    console.wait_text("Zone par défaut");
    console.send("q");
    console.wait_text("Un import est en cours");
    // Enter is on the way back.
    console.key(Key::Enter);
    console.wait_gone("Un import est en cours");
    assert_eq!(console.exited(), None);
    console.send("q");
    console.wait_text("Un import est en cours");
    console.keys(&[Key::Down, Key::Enter]);
    assert_eq!(console.wait_exit(Duration::from_secs(20)).code(), Some(0));
    let done = house.ask::<i64>("select count(*) from establishment where stage = 'active'");
    assert!(done > 3 && done < 3_000, "{done}");
    assert_eq!(house.ask::<i64>("select count(*) from establishment where stage <> 'active'"), 0);
    assert_eq!(house.ask::<i64>("select count(*) from audit where action = 'establishment.add'"), done);
    assert_eq!(house.ask::<String>("select end_reason from session"), "sign-out");
    assert_eq!(console.termios(), *console.first_termios());
}
