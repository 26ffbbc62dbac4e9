//! Jobs from the console: they outlive the terminal that began them, and are watched from another one.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::support::daemon::wait_for;
use crate::support::house::{House, PASSWORD, enter};
use crate::support::pty::{Key, Terminal};

const LIMIT: Duration = Duration::from_mins(2);

#[test]
fn a_job_outlives_its_terminal_and_ends_once_for_another_session() {
    let house = House::new();
    house.import(300);
    house.add_webmaster("bruno");
    let mut console = house.open("en");
    console.wait_text("1 of 300");
    console.send("ax");
    console.wait_text("Draw up the plan");
    console.key(Key::Enter);
    console.wait_text("300 to do");
    console.key(Key::Enter);
    console.wait_text("p pause");
    wait_for(LIMIT, "some of it to be done", || Ok((house.ask::<i64>("select done from job") >= 5).then_some(())))
        .unwrap();
    console.hang_up();
    assert_eq!(console.wait_exit(Duration::from_secs(10)).code(), Some(6));
    assert_eq!(house.ask::<String>("select state from job"), "running", "it was in the middle");

    let mut other = enter(house.console("en"), "bruno");
    other.wait_text("1 of 300");
    other.send("J");
    other.wait_text("→ running");
    other.set_deadline(LIMIT);
    // Nobody presses a key: the list follows by itself.
    other.wait_text("✓ done");
    other.key(Key::Enter);
    other.wait_text("300 of 300: 300 done · 0 unchanged · 0 failed");

    assert_eq!(house.ask::<i64>("select count(*) from job_target where state = 'done'"), 300);
    assert_eq!(house.ask::<i64>("select count(*) from audit where action = 'establishment.export'"), 300);
    let effects = house.registry();
    let mut statement = effects.prepare("select json_extract(effect, '$.file') from job_target").unwrap();
    let files: BTreeSet<String> =
        statement.query_map([], |row| row.get(0)).unwrap().map(std::result::Result::unwrap).collect();
    assert_eq!(files.len(), 300, "one export each");
    assert_eq!(house.ask::<String>("select actor from job"), "alice");
}

#[test]
fn a_job_is_paused_from_the_screen_and_resumed_from_the_command_line() {
    let house = House::new();
    house.import(200);
    let mut console = house.open("en");
    console.wait_text("1 of 200");
    console.send("ax");
    console.wait_text("Draw up the plan");
    console.key(Key::Enter);
    console.wait_text("200 to do");
    console.key(Key::Enter);
    console.wait_text("p pause");
    console.send("p");
    console.wait_text("l resume");
    assert_eq!(house.ask::<String>("select state from job"), "paused");
    house.ok(&["job", "resume", "1"]);
    console.set_deadline(LIMIT);
    console.wait_text("200 done");
    assert_eq!(house.ask::<i64>("select count(*) from audit where action = 'establishment.export'"), 200);
}

#[test]
fn a_job_begun_on_plain_lines_goes_on_when_the_line_drops() {
    let house = House::new();
    house.import(600);
    let mut console = Terminal::spawn(house.console("en").arg("--plain"));
    console.wait_text("Login");
    console.send(&format!("alice\r{PASSWORD}\r"));
    console.wait_text("1. Establishments");
    console.send("1\rt all\rx\r5\rn\rn\r\r");
    console.wait_text("600 to do");
    console.send("1\r");
    wait_for(LIMIT, "some of it to be done", || Ok((house.ask::<i64>("select done from job") >= 5).then_some(())))
        .unwrap();
    assert!(house.ask::<i64>("select done from job") < 600, "it was in the middle");
    console.hang_up();
    console.wait_exit(Duration::from_secs(10));
    wait_for(LIMIT, "all of it to be done", || {
        Ok((house.ask::<String>("select state from job") == "done").then_some(()))
    })
    .unwrap();
    assert_eq!(house.ask::<i64>("select done from job"), 600);
    assert_eq!(house.ask::<i64>("select count(*) from audit where action = 'establishment.export'"), 600);
    assert!(!console.raw_output().contains(&0x1b));
}
