//! Many at once, by keys: blocked and undone, written to, deleted and brought back.

use std::time::Duration;

use crate::support::house::House;
use crate::support::pty::{Key, Terminal};

const LIMIT: Duration = Duration::from_mins(1);

/// The console on so many establishments, all of them ticked.
fn ticked(house: &House, count: usize) -> Terminal {
    house.import(count);
    let mut console = house.open("en");
    console.set_deadline(LIMIT);
    console.wait_text(&format!("1 of {count}"));
    console.send("a");
    console.wait_text(&format!("{count} ticked"));
    console
}

/// Starts the plan on the screen and confirms it with a key.
fn start(console: &mut Terminal) {
    console.key(Key::Enter);
    console.wait_text("y yes · Esc no");
    console.send("y");
}

fn open(house: &House) -> usize {
    house.records(&["establishment", "list", "--filter", "state:open", "--limit", "1000"]).len()
}

#[test]
fn s10_forty_are_blocked_until_a_date_and_undone() {
    let house = House::new();
    let mut console = ticked(&house, 40);
    let same = ["--reason", "Travaux", "--until", "2099-12-31"];
    house.ok(&[&["establishment", "block", "7", "9"], &same[..]].concat());
    console.wait_text("■ blocked");
    console.send("b");
    console.wait_text("Block");
    console.send("Travaux");
    console.key(Key::Tab);
    console.send("2099-12-31");
    console.keys(&[Key::Tab, Key::Enter]);
    console.wait_text("38 to do · 2 unchanged · 0 refused");
    assert_eq!(open(&house), 38, "a plan does nothing");
    start(&mut console);
    console.wait_text("40 of 40: 38 done · 2 unchanged · 0 failed");
    assert_eq!(open(&house), 0);
    assert_eq!(house.ask::<i64>("select count(*) from block where reason = 'Travaux' and until is not null"), 40);
    let shown = house.ok(&["establishment", "show", "12"]);
    assert!(shown.contains("Travaux") && shown.contains("2099-12-31"), "{shown}");

    // At the date they reopen by themselves.
    let registry = house.registry();
    let until = registry.query_row("select max(until) from block", [], |row| row.get::<_, i64>(0)).unwrap();
    registry.execute("update block set until = 1", []).unwrap();
    assert_eq!(open(&house), 40);
    registry.execute("update block set until = $1", [until]).unwrap();

    // All are done a moment before the job is over.
    console.wait_text("u undo");
    console.send("u");
    console.wait_text("38 to do");
    start(&mut console);
    console.wait_text("38 done · 0 unchanged");
    let mut left = registry.prepare("select establishment_number from block order by 1").unwrap();
    let left: Vec<u32> = left.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(left, [7, 9], "exactly those that it had blocked");
}

#[test]
fn s13_a_letter_is_pointed_at_paged_and_queued() {
    let house = House::new();
    let mut console = ticked(&house, 60);
    console.send("m");
    console.wait_text("Write an e-mail to 60 contacts");
    console.send("News of {establishment.number}");
    console.key(Key::Tab);
    console.send("Hello {contct},");
    console.wait_text("there is no placeholder \"contct\"");
    // Nothing is prepared as long as it stands there.
    console.key(Key::Function(9));
    console.wait_text("there is no placeholder \"contct\"");
    assert_eq!(house.ask::<i64>("select count(*) from job"), 0);
    // The cursor was put on it.
    console.keys(&[Key::Delete; 8]);
    console.send("{contact.first_name}");
    console.wait_gone("there is no placeholder");
    console.keys(&[Key::End, Key::Enter]);
    console.send("{url}");
    console.key(Key::Function(3));
    console.wait_text("E-mail 1 of 60");
    console.send("17");
    console.key(Key::Enter);
    console.wait_text("E-mail 17 of 60");
    console.wait_text("News of 17");
    let page = console.screen_text();
    for part in ["Hello Anne,", "https://ecoles.invalid", "contact17@ecole.invalid"] {
        assert!(page.contains(part), "{part} in\n{page}");
    }
    console.key(Key::Esc);
    console.wait_text("Write an e-mail to 60 contacts");
    console.key(Key::Function(9));
    console.wait_text("60 to do");
    assert_eq!(house.ask::<i64>("select count(*) from outbox"), 0, "a plan does nothing");
    console.key(Key::Enter);
    console.wait_text("Confirmation");
    console.send("60");
    console.keys(&[Key::Tab, Key::Enter]);
    console.wait_text("60 done");
    let letters = "select count(distinct to_email) from outbox where kind = 'letter'";
    assert_eq!(house.ask::<i64>(letters), 60);
    let one = "select subject || body from outbox where kind = 'letter' and establishment_number = 5";
    assert_eq!(house.ask::<String>(one), "News of 5Hello Anne,\nhttps://ecoles.invalid");
}

#[test]
fn s18_sixty_are_deleted_by_their_count_and_brought_back() {
    let house = House::new();
    let mut console = ticked(&house, 60);
    console.send("d");
    console.wait_text("[x] Export before deleting");
    console.keys(&[Key::Tab, Key::Enter]);
    console.wait_text("60 to do");
    console.wait_text("60 accounts and 0 grades disappear");
    console.wait_text("Reversible.");
    console.key(Key::Enter);
    console.wait_text("This deletes 60 of 60 establishments: more than 10 %.");
    // The count alone is not enough above the threshold.
    console.key(Key::Tab);
    console.send("60");
    console.keys(&[Key::Tab, Key::Enter]);
    console.wait_text("must be filled in");
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 60);
    console.send(" ");
    console.wait_text("[x] Delete all the same");
    console.keys(&[Key::Tab, Key::Tab, Key::Enter]);
    console.wait_text("60 of 60: 60 done · 0 unchanged · 0 failed");
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 0);
    assert_eq!(house.ask::<i64>("select count(*) from audit where action = 'establishment.delete'"), 60);
    house.ok(&["export", "verify"]);

    // All are done a moment before the job is over.
    console.wait_text("u undo");
    console.send("u");
    console.wait_text("60 to do");
    start(&mut console);
    console.wait_text("60 of 60: 60 done · 0 unchanged · 0 failed");
    let listed = house.records(&["establishment", "list", "--limit", "1000"]);
    assert_eq!(listed.len(), 60);
    assert_eq!((&listed[59]["number"], &listed[59]["denomination"]), (&60.into(), &"Collège Éluard n° 60".into()));
    house.ok(&["establishment", "administrators", "60"]);
    assert!(!house.ok(&["doctor"]).contains("error:"));
}
