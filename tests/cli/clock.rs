//! The server's clock was wrong: what waits, what is told, what is taken back. The wall clock is the test's own.

use crate::support::clock::{DAY_S, WallClock};
use crate::support::house::{House, told};

/// Runs a command under a clock; returns its exit code and what it printed.
fn run(house: &House, clock: &WallClock, arguments: &[&str]) -> (i32, String) {
    let output = house.command(arguments).envs(clock.environment()).output().unwrap();
    (output.status.code().unwrap_or(-1), told(&output))
}

#[track_caller]
fn expect(house: &House, clock: &WallClock, arguments: &[&str], code: i32) -> String {
    let (found, told) = run(house, clock, arguments);
    assert_eq!(found, code, "{arguments:?}: {told}");
    told
}

const PRUNE: [&str; 5] = ["export", "prune", "--older-than", "30", "--yes"];

fn exports(house: &House) -> u32 {
    house.ask("select count(*) from export")
}

/// A year ahead for an hour, then right.
#[test]
fn s30_the_clock_was_wrong() {
    let (house, clock) = (House::new(), WallClock::new());
    house.import(2);
    house.ok(&["establishment", "export", "1"]);

    clock.set_ahead(365 * DAY_S);
    assert!(expect(&house, &clock, &PRUNE, 4).contains("went forward"));
    // A job of the system's comes again each minute, unseen by anybody.
    for _ in 0..3 {
        assert!(expect(&house, &clock, &PRUNE, 4).contains("in doubt"));
    }
    let told = expect(&house, &clock, &["doctor", "--fix"], 3);
    assert!(told.contains("went ahead") && told.contains("--clock-is-right"), "{told}");
    let mail = ["establishment", "reset-password", "1"];
    let _ = run(&house, &clock, &mail);

    clock.set_ahead(0);
    assert!(expect(&house, &clock, &PRUNE, 4).contains("went back"));
    assert!(expect(&house, &clock, &PRUNE, 4).contains("in doubt"));
    assert_eq!(exports(&house), 1);
    let tomorrow: String = house.ask("select strftime('%Y-%m-%d', 'now', '+2 day')");
    expect(&house, &clock, &["establishment", "block", "2", "--reason", "Travaux", "--until", &tomorrow], 0);
    expect(&house, &clock, &["mail", "send"], 0);
    assert_eq!(house.ask::<u32>("select count(*) from outbox where state in ('queued', 'deferred')"), 0);

    let told = expect(&house, &clock, &["doctor", "--fix"], 3);
    assert!(told.contains("was seen already"), "{told}");
    expect(&house, &clock, &["doctor", "--clock-is-right"], 0);
    assert!(expect(&house, &clock, &["doctor"], 0).contains("All is well."));
    expect(&house, &clock, &["audit", "verify"], 0);
    let entries = "select count(*) from audit where action in ('clock.jump', 'clock.confirm')";
    assert_eq!(house.ask::<u32>(entries), 3);
    let last = "select max(at) - cast(strftime('%s', 'now') as integer) from audit where id > (
        select max(id) from audit where action = 'clock.jump')";
    assert!(house.ask::<i64>(last) <= 0, "entries carry their own time");
    expect(&house, &clock, &PRUNE, 0);
    assert_eq!(exports(&house), 1, "it is of today");
    expect(&house, &clock, &["export", "prune", "--older-than", "0", "--yes"], 0);
    assert_eq!(exports(&house), 0);
}

#[test]
fn a_persons_word_makes_a_clock_that_went_ahead_right() {
    let (house, clock) = (House::new(), WallClock::new());
    house.import(2);
    house.ok(&["establishment", "export", "1"]);
    clock.set_ahead(60 * DAY_S);
    // What a person names waits for one run, and a job as a whole.
    let delete = ["establishment", "delete", "1", "2", "--yes", "--above-threshold"];
    assert!(expect(&house, &clock, &delete, 4).contains("jumped"));
    assert_eq!(house.ask::<u32>("select count(*) from establishment"), 2);
    expect(&house, &clock, &PRUNE, 4);
    expect(&house, &clock, &["doctor", "--clock-is-right"], 0);
    expect(&house, &clock, &PRUNE, 0);
    assert_eq!(exports(&house), 0);
    expect(&house, &clock, &delete, 0);
    assert_eq!(house.ask::<u32>("select count(*) from establishment"), 0);
}

#[test]
fn a_clock_beyond_what_can_be_written_is_told() {
    let (house, clock) = (House::new(), WallClock::new());
    house.import(1);
    for ahead in [8_100 * 365 * DAY_S, 200_000 * 365 * DAY_S, -60 * 365 * DAY_S] {
        clock.set_ahead(ahead);
        for verb in [&["establishment", "list"][..], &["doctor"], &["mail", "send"], &["export", "list"]] {
            let told = expect(&house, &clock, verb, 4);
            assert!(told.contains("before 1970 or after 9999"), "{told}");
        }
    }
    clock.set_ahead(0);
    expect(&house, &clock, &["doctor"], 0);
}

#[test]
fn days_at_the_ends_of_what_can_be_written_are_kept_or_refused() {
    let (house, clock) = (House::new(), WallClock::new());
    house.import(1);
    for (day, code) in [
        ("9999-12-31", 0),
        ("9999-12-30", 0),
        ("31/12/9999", 0),
        ("28/11/99", 4),
        ("10000-01-01", 4),
        ("0026-11-28", 4),
        ("-999-01-01", 4),
    ] {
        let until = format!("--until={day}");
        expect(&house, &clock, &["establishment", "block", "1", "--reason", "Travaux", &until], code);
        if code == 0 {
            let kept = house.records(&["establishment", "show", "1"])[0]["blocks"][0]["until"].clone();
            assert!(kept.as_str().is_some_and(|kept| kept.starts_with("9999-12-31")), "{day}: {kept}");
            house.ok(&["establishment", "unblock", "1"]);
        }
    }
}
