//! Rows that hold values which nobody knows: shown as that, and everything else goes on.

use crate::support::house::House;
use crate::support::pty::{Key, Launch};

/// Changes rows as a disk or a hand does, whatever the schema says.
fn damage(house: &House, statements: &str) {
    house.registry().execute_batch(&format!("pragma ignore_check_constraints = on; {statements}")).unwrap();
}

/// Rows 2 to 6 of seven, each damaged otherwise.
const DAMAGE: &str = "update establishment set uai = '?!?!?!?!' where number = 2;
    update establishment set contact_email = 'nobody at all' where number = 3;
    update establishment set registered_on = '2026-13-45' where number = 4;
    update establishment set stage = 'activf' where number = 5;
    update establishment set denomination = cast(x'c3c3' as text), search = cast(x'c3c3' as text) where number = 6;";

#[test]
fn odd_rows_are_marked_in_the_table_and_the_others_can_be_worked_with() {
    let house = House::new();
    house.import(7);
    damage(&house, DAMAGE);
    for (language, count, mark, whole) in
        [("fr", "1 sur 7", "■ illisible", "valeur illisible"), ("en", "1 of 7", "■ unreadable", "unreadable value")]
    {
        let mut console = house.open(language);
        console.wait_text(count);
        console.wait_text("Collège Éluard n° 7");
        let screen = console.screen_text();
        assert_eq!(screen.matches(mark).count(), 5, "{screen}");
        assert!(screen.contains("Collège Éluard n° 1"), "{screen}");
        console.key(Key::Down);
        console.wait_text(whole);
        // Its detail says why there is none; the next row's is there.
        console.key(Key::Enter);
        console.wait_text("┌");
        console.wait_text("?!?!?!?!");
        console.key(Key::Esc);
        console.wait_gone("┌");
        console.key(Key::End);
        console.wait_text("▸[ ] 7 ");
        console.key(Key::Enter);
        console.wait_text("contact7@ecole.invalid");
    }
}

#[test]
fn the_command_line_lists_the_rest_and_tells_the_odd_rows_apart() {
    let house = House::new();
    house.import(7);
    damage(&house, DAMAGE);
    let listed = house.run(&["establishment", "list"]);
    assert_eq!(listed.status.code(), Some(3), "{listed:?}");
    let (out, told) = (String::from_utf8_lossy(&listed.stdout), String::from_utf8_lossy(&listed.stderr));
    assert!(out.contains("Éluard n° 1") && out.contains("Éluard n° 7") && !out.contains("?!?!"), "{out}");
    for said in ["Establishment 2 has an unreadable value in the registry, the UAI", "Establishment 6", "the state"] {
        assert!(told.contains(said), "{said}: {told}");
    }
    let json = house.run(&["establishment", "list", "--json"]);
    assert_eq!(json.status.code(), Some(3));
    assert_eq!(String::from_utf8_lossy(&json.stdout).lines().count(), 2);
    assert_eq!(String::from_utf8_lossy(&json.stderr).matches("row-unreadable").count(), 5, "{json:?}");
    let found = house.run(&["doctor", "--json"]);
    let found = String::from_utf8_lossy(&found.stdout).into_owned();
    assert_eq!(found.matches("\"row-unreadable\"").count(), 5, "{found}");
    // An unknown state is none that could be finished or undone.
    assert!(!found.contains("\"stuck\""), "{found}");
    for number in 2..=6 {
        assert!(found.contains(&format!("Establishment {number} has an unreadable value")), "{number}: {found}");
    }
}

#[test]
fn plain_lines_say_an_odd_row_among_the_others() {
    let house = House::new();
    house.import(3);
    damage(&house, "update establishment set uai = '?!?!?!?!' where number = 2");
    let launch: Launch = house.console("fr").arg("--plain");
    let mut console = crate::support::pty::Terminal::spawn(launch);
    console.wait_text("Nom d'utilisateur");
    console.send("alice\r");
    console.wait_text("Mot de passe");
    console.send(&format!("{}\r", crate::support::house::PASSWORD));
    console.wait_text("1. ");
    console.send("1\r");
    console.wait_text("L'établissement 2 a une valeur illisible");
    console.wait_text("Éluard n° 3");
}

#[test]
fn odd_mails_and_jobs_are_named_and_the_others_are_listed_and_sent() {
    let house = House::new();
    house.import(2);
    for number in ["1", "2"] {
        assert!(house.run(&["mail", "test", "alice@ecoles.invalid"]).status.success());
        assert!(house.run(&["establishment", "block", number, "--reason", "Travaux", "--yes"]).status.success());
    }
    damage(
        &house,
        "update outbox set state = 'queued', next_attempt_at = 0;
        update outbox set language = 'de' where id = (select min(id) from outbox);
        update job set selection = 'zz' where id = (select max(id) from job);",
    );
    for (noun, filter, said, whole) in [
        ("mail", "state:queued", "E-mail 1 has", "alice@"),
        ("job", "state:done", "has an unreadable value in the registry, selection", "100%"),
    ] {
        for arguments in [&[noun, "list"][..], &[noun, "list", "--json"], &[noun, "list", "--filter", filter]] {
            let listed = house.run(arguments);
            let (out, told) = (String::from_utf8_lossy(&listed.stdout), String::from_utf8_lossy(&listed.stderr));
            assert_eq!(listed.status.code(), Some(3), "{arguments:?}: {out}{told}");
            assert!(told.contains(said), "{arguments:?}: {told}");
            assert!(out.contains(whole) || arguments.contains(&"--json"), "{arguments:?}: {out}");
        }
    }
    let sent = house.run(&["mail", "send"]);
    let (out, told) = (String::from_utf8_lossy(&sent.stdout), String::from_utf8_lossy(&sent.stderr));
    assert_eq!(sent.status.code(), Some(3), "{out}{told}");
    assert!(out.contains("1 refused") && told.contains("E-mail 1 has an unreadable value"), "{out}{told}");
    assert_eq!(house.run(&["mail", "send"]).status.code(), Some(0));
    let mut console = house.open("en");
    console.wait_text("Establishments");
    for (key, other) in [("3", "alice@"), ("8", "Block")] {
        console.send(key);
        console.wait_text(other);
        console.wait_text("■ unreadable");
    }
}
