//! What the screen costs over a slow line, and what it costs while nobody does anything.

use std::time::Duration;

use crate::support::house::{House, enter};
use crate::support::pty::Key;

const QUIET: Duration = Duration::from_millis(150);

#[test]
fn an_idle_screen_sends_nothing_and_burns_nothing() {
    let house = House::new();
    house.import(250);
    let mut console = enter(house.console("fr").size(50, 200), "alice");
    console.wait_text("1 sur 250");
    console.drain_until_quiet(Duration::from_millis(500));
    let before = console.cpu_time();
    assert_eq!(console.bytes_during(Duration::from_secs(1)), 0);
    let cost = console.cpu_time().saturating_sub(before);
    assert!(cost <= Duration::from_millis(50), "{cost:?}");
}

#[test]
fn a_cursor_move_sends_at_most_600_bytes() {
    let house = House::new();
    house.import(250);
    let mut console = enter(house.console("fr").size(50, 200), "alice");
    console.wait_text("1 sur 250");
    console.drain_until_quiet(Duration::from_millis(500));
    let mut sent = Vec::new();
    for key in [Key::Down, Key::Down, Key::Up, Key::Char(' '), Key::Down, Key::Up] {
        console.key(key);
        sent.push(console.drain_until_quiet(QUIET));
    }
    println!("bytes for a cursor move at 200×50: {sent:?}");
    // With the first tick, and then alone, the line of keys changes too.
    let most = |at: usize| if at == 3 { 1200 } else { 600 };
    assert!(sent.iter().enumerate().all(|(at, bytes)| (1..=most(at)).contains(bytes)), "{sent:?}");
}
