//! The registry is replaced, deleted or migrated, and the program updated, while a console is open.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::time::Duration;

use crate::support::daemon::wait_for;
use crate::support::house::{House, PASSWORD, PROGRAM, enter, sign_in};
use crate::support::pty::{Key, Launch, Terminal};

const LIMIT: Duration = Duration::from_secs(20);

fn registry(house: &House) -> PathBuf {
    house.data().join("registry.sqlite")
}

/// Makes a whole copy of the registry beside the data directory.
fn copy(house: &House) -> PathBuf {
    let copy = house.folder().join("copy.sqlite");
    house.registry().execute_batch("pragma wal_checkpoint(truncate)").unwrap();
    house.registry().execute("vacuum into $1", [copy.to_str().unwrap()]).unwrap();
    fs::set_permissions(&copy, fs::Permissions::from_mode(0o600)).unwrap();
    copy
}

/// Waits until the console has ended, and expects it to have told why on the terminal as it was before.
fn ends_with_words(mut console: Terminal) {
    console.wait_text("leave and start again");
    assert_eq!(console.wait_exit(LIMIT).code(), Some(5));
    assert_eq!(console.termios(), *console.first_termios());
    assert!(!console.screen().alternate_screen());
}

#[test]
fn a4_a_console_ends_with_words_when_its_registry_is_replaced_deleted_or_migrated() {
    let ways: [fn(&House); 3] = [
        |house| fs::rename(copy(house), registry(house)).unwrap(),
        |house| fs::remove_file(registry(house)).unwrap(),
        |house| house.registry().execute_batch("pragma user_version = 1000").unwrap(),
    ];
    for way in ways {
        let house = House::new();
        house.import(3);
        let mut console = house.open("en");
        console.wait_text("1 of 3");
        way(&house);
        ends_with_words(console);
    }
}

#[test]
fn a4_plain_lines_end_with_words_too_and_nothing_is_done() {
    let house = House::new();
    let mut console = Terminal::spawn(house.console("en").arg("--plain"));
    console.wait_text("Login");
    console.send(&format!("alice\r{PASSWORD}\r"));
    console.wait_text("1. Establishments");
    console.send("2\r2\r");
    console.wait_text("Zone name");
    let copy = copy(&house);
    fs::rename(&copy, registry(&house)).unwrap();
    console.send("Finistère\r");
    ends_with_words(console);
    assert_eq!(house.ask::<i64>("select count(*) from zone"), 1);
}

#[test]
fn a_copy_is_held_on_the_screen_until_it_is_accepted_there() {
    let house = House::new();
    house.import(2);
    fs::rename(copy(&house), registry(&house)).unwrap();
    let mut console = house.open("en");
    console.wait_text("REGISTRY HELD");
    // Nobody fills in a form for nothing.
    console.send("b");
    console.wait_text("is a copy");
    assert_eq!(house.ask::<i64>("select count(*) from block"), 0);
    console.send("7");
    console.wait_text("Examine");
    console.send("y");
    console.wait_text("Nothing waits in it");
    console.send("Hébergement d'essai");
    console.key(Key::Enter);
    console.wait_gone("REGISTRY HELD");
    assert_eq!(house.ask::<i64>("select count(*) from audit where action = 'doctor.accept-registry'"), 1);
    house.ok(&["establishment", "block", "1", "--reason", "x"]);
}

#[test]
fn a_console_starts_jobs_after_its_program_was_replaced() {
    let house = House::new();
    house.import(3);
    let program = house.folder().join("intendant");
    fs::copy(PROGRAM, &program).unwrap();
    let launch = Launch::new(&program).arg("--data-dir").arg(house.data()).args(["--lang", "en"]);
    let launch = launch.env("HOME", house.folder()).env("INTENDANT_CONFIG", house.configuration());
    let mut console = enter(launch.env("LANG", "C.UTF-8"), "alice");
    console.wait_text("1 of 3");
    // An update: another file has the name, and what it holds is no program at all.
    fs::remove_file(&program).unwrap();
    fs::write(&program, "another version").unwrap();
    console.send("ax");
    console.wait_text("Draw up the plan");
    console.key(Key::Enter);
    console.wait_text("3 to do");
    console.key(Key::Enter);
    wait_for(LIMIT, "the job to end", || {
        Ok((house.ask::<String>("select coalesce(max(state), '') from job") == "done").then_some(()))
    })
    .unwrap();
    assert_eq!(house.ask::<i64>("select done from job"), 3);
}

#[test]
fn a_console_that_locks_is_told_at_the_lock() {
    let house = House::new();
    let mut console = Terminal::spawn(house.console("en"));
    console.wait_text("Sign in");
    fs::rename(copy(&house), registry(&house)).unwrap();
    console.wait_text("leave and start again");
    assert_eq!(console.wait_exit(LIMIT).code(), Some(5));
    // Started again, it says that it is held.
    let mut again = Terminal::spawn(house.console("en"));
    sign_in(&mut again, "alice", PASSWORD);
    again.wait_text("REGISTRY HELD");
}
