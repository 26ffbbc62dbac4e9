//! The wall clock that a test sets: read by the program under test, by `SQLite` in it and by what it starts.
#![expect(clippy::expect_used, reason = "a failed expectation is a failed test")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::actor::Part;
use crate::support::clock::{DAY_S, WallClock};

/// The wall clock of this test, which nobody moved.
fn now_s() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    i64::try_from(since.as_secs()).expect("it is before the year 292 billion")
}

/// Seconds since the machine started.
fn up_s_now() -> i64 {
    rustix::time::clock_gettime(rustix::time::ClockId::Boottime).tv_sec
}

#[test]
fn only_the_wall_clock_moves_and_also_while_the_program_runs() {
    let clock = WallClock::new();
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Part::TellsTheTime.command(folder.path());
    command.envs(clock.environment()).stdin(Stdio::piped()).stdout(Stdio::piped());
    let began_s = up_s_now();
    let mut child = command.spawn().expect("the actor starts");
    let mut asks = child.stdin.take().expect("piped");
    let mut answers = BufReader::new(child.stdout.take().expect("piped")).lines();
    // Ten days, then back, into the past, and beyond the year 9999.
    for ahead in [0, 10 * DAY_S, 0, -400 * DAY_S, 8000 * 366 * DAY_S] {
        clock.set_ahead(ahead);
        let before = now_s();
        writeln!(asks).expect("the actor listens");
        let mut told = answers.by_ref().map(|line| line.expect("the actor answers"));
        let told = told.find(|line| line.starts_with("time ")).expect("the actor answers");
        let after = now_s();
        let numbers: Vec<i64> = told.split(' ').filter_map(|word| word.parse().ok()).collect();
        let [wall_s, database_s, up_s] = numbers[..] else { panic!("{told}") };
        assert!((before..=after).contains(&(wall_s - ahead)), "{ahead}: {told}");
        // What `SQLite` counts ends with the year 9999.
        assert!(ahead > 8000 * DAY_S || (before..=after).contains(&(database_s - ahead)), "{ahead}: {told}");
        assert!((began_s..=up_s_now()).contains(&up_s), "{ahead}: {told}");
    }
    drop(asks);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn what_the_program_starts_reads_the_same_clock() {
    let clock = WallClock::new();
    clock.set_ahead(10 * DAY_S);
    let mut command = Command::new("env");
    // As the program under test does, `env` takes the variables away with `unsetenv`.
    command.args(["-u", "LD_PRELOAD", "-u", "WALL_CLOCK_FILE", "date", "+%s"]).envs(clock.environment());
    let before = now_s();
    let output = command.output().expect("env starts");
    let after = now_s();
    let text = String::from_utf8_lossy(&output.stdout);
    let told: i64 = text.trim().parse().expect("seconds");
    assert!((before..=after).contains(&(told - 10 * DAY_S)), "{text}");
}
