//! Panics: the screen's gives the terminal back and is told, a worker's is a failed act and the screen stays.
//!
//! They are provoked by `INTENDANT_FAULT`, which only builds with debug assertions read.
#![cfg(debug_assertions)]

use std::fs;
use std::time::Duration;

use crate::support::house::{House, PASSWORD, PROGRAM, enter, sign_in};
use crate::support::pty::{Key, Launch, Terminal};

#[test]
fn a_panic_of_the_screen_gives_the_terminal_back_and_is_told_on_stderr() {
    let house = House::new();
    house.import(3);
    let launch = house.console("fr");
    let errors = house.folder().join("errors");
    let line: Vec<_> = launch.args.iter().map(|word| format!("'{}'", word.to_str().unwrap())).collect();
    let line = format!("exec {PROGRAM} {} 2>'{}'", line.join(" "), errors.display());
    let mut shell = Launch::new("sh").arg("-c").arg(line).env("INTENDANT_FAULT", "screen");
    for (name, value) in launch.env {
        shell = shell.env(name, value);
    }
    let mut console = Terminal::spawn(shell);
    sign_in(&mut console, "alice", PASSWORD);
    console.wait_text("1 sur 3");
    assert!(console.screen().alternate_screen() && console.screen().bracketed_paste());
    assert_ne!(console.termios(), *console.first_termios());
    console.resize(30, 100);
    assert_eq!(console.wait_exit(Duration::from_secs(10)).code(), Some(101));
    assert_eq!(console.termios(), *console.first_termios());
    let screen = console.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    let told = fs::read_to_string(errors).unwrap();
    assert!(told.contains("panicked") && told.contains("asked for at screen"), "{told}");
}

/// Opens a console that panics somewhere beside the screen, and checks that the act fails with a reason.
fn check_worker(place: &str, keys: &str) {
    let house = House::new();
    house.import(3);
    let launch = Launch { rows: 40, cols: 120, ..house.console("fr").env("INTENDANT_FAULT", place) };
    let mut console = enter(launch, "alice");
    console.wait_text("1 sur 3");
    console.send(keys);
    console.wait_text("Une erreur interne");
    console.wait_text(&format!("asked for at {place}"));
    // What failed is not tried again and again.
    console.drain_until_quiet(Duration::from_millis(500));
    assert!(console.screen().alternate_screen());
    assert!(!console.screen_text().contains("panicked"), "{}", console.screen_text());
    // The same console goes on.
    console.send("1");
    console.wait_text("1 sur 3");
    console.key(Key::Down);
    console.wait_text("▸[ ] 2 ");
    console.send("q");
    assert_eq!(console.wait_exit(Duration::from_secs(10)).code(), Some(0));
    assert_eq!(console.termios(), *console.first_termios());
}

#[test]
fn a_panic_of_the_worker_is_a_failed_act_with_its_reason() {
    check_worker("worker", "9");
}

#[test]
fn a_panic_beside_the_worker_is_one_too() {
    check_worker("aside", "7e");
}
