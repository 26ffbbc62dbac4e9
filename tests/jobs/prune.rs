//! A pruning that is killed or interrupted at any moment: what it has taken is told, the rest is whole, another run ends it.

use std::path::Path;
use std::process::{Child, Stdio};

use rustix::process::Signal;

use crate::hammer::{Moments, kill_after, kills, signal_after, takes_signals};
use crate::support::clock::{DAY_S, WallClock};
use crate::support::faults::scratch_dir;
use crate::support::house::{House, told};

const SCHOOLS: usize = 60;
/// A pruning of such a house takes about this long, on a machine that does nothing else.
const WITHIN_MS: u64 = 30;

fn files(folder: &Path, ending: &str) -> usize {
    let found = std::fs::read_dir(folder).into_iter().flatten().flatten();
    found.filter(|entry| entry.file_name().to_string_lossy().ends_with(ending)).count()
}

/// A house whose first year is over: mails, jobs, exports and entries of the audit that nothing needs any more.
fn old_house() -> (House, WallClock) {
    let house = House::within(scratch_dir());
    house.import(SCHOOLS);
    for _ in 0..2 {
        house.ok(&["establishment", "export", "--all", "--tables"]);
    }
    house.ok(&["establishment", "reset-password", "--all", "--yes"]);
    house.ok(&["mail", "send"]);
    let clock = WallClock::new();
    clock.pass(400 * DAY_S);
    let right = house.command(&["doctor", "--clock-is-right"]).envs(clock.environment()).output().unwrap();
    assert!(right.status.success(), "{}", told(&right));
    (house, clock)
}

fn prune(house: &House, clock: &WallClock) -> Child {
    let mut command = house.command(&["prune", "--yes"]);
    command.envs(clock.environment()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Starts a pruning, and gives it back when it begins to take: from there on it ends by itself when it is told to.
fn prune_begun(house: &House, clock: &WallClock) -> Child {
    let mut child = prune(house, clock);
    takes_signals(&mut child, Signal::INT);
    child
}

/// Nothing is half done: what the catalogue lists is there, what is there is listed, and the audit's chain holds.
fn whole(house: &House, clock: &WallClock) {
    let ask = |arguments: &[&str]| house.command(arguments).envs(clock.environment()).output().unwrap();
    let verified = ask(&["audit", "verify"]);
    assert!(verified.status.success(), "{}", told(&verified));
    let found = ask(&["doctor", "--json"]);
    let found = String::from_utf8_lossy(&found.stdout).into_owned();
    assert!(found.contains("\"examined\""), "{found}");
    for code in ["export-missing", "export-unknown", "export-damaged", "audit-broken", "unfinished"] {
        assert!(!found.contains(&format!("\"{code}\"")), "{found}");
    }
    let exports = house.data().join("exports");
    let listed = usize::try_from(house.ask::<i64>("select count(*) from export")).unwrap();
    assert_eq!([".sqlite", ".sha256", ".csv.zip"].map(|ending| files(&exports, ending)), [listed; 3]);
    assert_eq!(files(&house.data().join("aside"), ""), 0);
}

fn ended(house: &House, clock: &WallClock) {
    let output = prune(house, clock).wait_with_output().unwrap();
    assert!(output.status.success(), "{}", told(&output));
    whole(house, clock);
    for table in ["outbox", "export", "job", "job_target"] {
        assert_eq!(house.ask::<i64>(&format!("select count(*) from {table}")), 0, "{table}");
    }
    let again = house.command(&["prune", "--dry-run"]).envs(clock.environment()).output().unwrap();
    assert!(told(&again).contains("Nothing"), "{}", told(&again));
    let doctor = house.command(&["doctor"]).envs(clock.environment()).output().unwrap();
    assert!(doctor.status.success(), "{}", told(&doctor));
}

#[test]
fn a_pruning_that_is_killed_is_ended_by_the_next() {
    let mut moments = Moments::new(11);
    // A house is pruned once, so each takes a few kills.
    let (mut killed, mut houses) = (0, 0);
    while killed < kills().div_ceil(2) && houses < kills() {
        let (house, clock) = old_house();
        houses += 1;
        for _ in 0..6 {
            if !kill_after(&mut prune_begun(&house, &clock), moments.next(WITHIN_MS)) {
                break;
            }
            killed += 1;
            whole(&house, &clock);
        }
        ended(&house, &clock);
    }
    assert!(killed > 0);
}

#[test]
fn a_pruning_that_is_interrupted_is_ended_by_the_next() {
    let mut moments = Moments::new(12);
    // A house is pruned once, so one may be over before the signal comes.
    let (mut interrupted, mut houses) = (0, 0);
    while interrupted == 0 && houses < kills() {
        let (house, clock) = old_house();
        houses += 1;
        // The first comes at once, the others when they come.
        for within_ms in [1, WITHIN_MS, WITHIN_MS, WITHIN_MS] {
            let mut child = prune_begun(&house, &clock);
            let _ended = signal_after(&mut child, moments.next(within_ms), Signal::INT);
            let output = child.wait_with_output().unwrap();
            assert!(matches!(output.status.code(), Some(0 | 6)), "{}", told(&output));
            interrupted += u32::from(output.status.code() == Some(6));
            whole(&house, &clock);
        }
        ended(&house, &clock);
    }
    assert!(interrupted > 0, "{houses} houses");
}
