//! Which calls a plan meets: what it leaves out is left by another of its cases.

use std::collections::BTreeSet;

use crate::support::faults::{Call, Error, Kind, Lasts, Plan};

/// Opening (1, 2), one commit of five writes (3 to 7, 8), a file aside (9 to 12), another commit (13 to 15), closing.
const ACTION: [(&str, &str, u64); 18] = [
    ("grows", "lock", 0),
    ("releases", "lock", 0),
    ("writes", "wal", 24),
    ("writes", "wal", 4096),
    ("writes", "wal", 24),
    ("writes", "wal", 4096),
    ("writes", "wal", 4096),
    ("syncs", "wal", 0),
    ("grows", "file.new", 0),
    ("writes", "file.new", 900),
    ("syncs", "file.new", 0),
    ("grows", "file", 0),
    ("writes", "wal", 24),
    ("writes", "wal", 4096),
    ("syncs", "wal", 0),
    ("writes", "shm", 1),
    ("releases", "wal", 0),
    ("releases", "lock", 0),
];
const IO: Kind = Kind::Fails(Error::Io, Lasts::Once);
const FULL: Kind = Kind::Fails(Error::NoSpace, Lasts::Sticky);

fn calls() -> Vec<Call> {
    let call = |(number, (class, path, size)): (u64, (&str, &str, u64))| Call {
        number,
        faulted: false,
        class: class.to_owned(),
        name: String::new(),
        size,
        path: path.to_owned(),
    };
    (1..).zip(ACTION).map(call).collect()
}

/// The lock is what all actions share.
fn locks(calls: &[Call]) -> Vec<bool> {
    calls.iter().map(|call| call.path == "lock").collect()
}

fn met(plan: Plan<'_>) -> Vec<u64> {
    plan.numbers(0, &calls())
}

/// What all seeds meet, and what some meet.
fn always_and_ever(kind: Kind) -> (Vec<u64>, Vec<u64>) {
    let each: Vec<BTreeSet<u64>> =
        (0..100).map(|seed| met(Plan::distinct(&[kind], 1, seed)).into_iter().collect()).collect();
    let ever: BTreeSet<u64> = each.iter().flatten().copied().collect();
    let always = ever.iter().copied().filter(|number| each.iter().all(|one| one.contains(number)));
    (always.collect(), ever.into_iter().collect())
}

#[test]
fn a_plain_plan_meets_every_call_or_every_few() {
    assert_eq!(met(Plan::from(&[IO])), (1..=18).collect::<Vec<_>>());
    assert_eq!(met(Plan::thin(&[IO], 7)), [1, 8, 15]);
}

#[test]
fn first_and_last_of_many_writes_are_always_met_and_one_between() {
    let (always, ever) = always_and_ever(IO);
    assert_eq!(always, [1, 2, 3, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]);
    assert_eq!(ever, (1..=18).collect::<Vec<_>>());
    for seed in 0..100 {
        assert_eq!(met(Plan::distinct(&[IO], 1, seed)).len(), always.len() + 1, "one of 4, 5 and 6");
    }
}

#[test]
fn killed_after_a_sync_is_killed_before_it() {
    let (always, ever) = always_and_ever(Kind::Kill);
    assert_eq!(always, [1, 2, 3, 7, 8, 10, 11, 13, 14, 15, 17, 18]);
    assert_eq!(ever, [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 13, 14, 15, 17, 18]);
    assert_eq!(met(Plan::distinct(&[Kind::KillAfter], 1, 5)), [18], "otherwise it is killed before the next");
}

#[test]
fn the_last_of_many_writes_is_always_torn_and_one_before_it() {
    let (always, ever) = always_and_ever(Kind::Torn);
    // Of two, the first is the one that is drawn. A write of one byte has no half.
    assert_eq!((always, ever), (vec![7, 10, 13, 14], vec![3, 4, 5, 6, 7, 10, 13, 14]));
}

#[test]
fn a_full_disk_begins_at_a_call_that_can_meet_it() {
    let (always, _) = always_and_ever(FULL);
    assert_eq!(always, [1, 3, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
}

#[test]
fn what_others_share_is_met_now_and_then() {
    let plans = (0..100).map(|seed| Plan::distinct(&[Kind::Kill], 1, seed).sparing(locks, 3));
    let each: Vec<Vec<u64>> = plans.map(met).collect();
    for own in [3, 7, 8, 10, 11, 13, 14, 15, 17] {
        assert!(each.iter().all(|one| one.contains(&own)), "{own}");
    }
    for shared in [1, 2, 18] {
        assert!(each.iter().any(|one| one.contains(&shared)), "{shared}");
    }
    assert!(each.iter().all(|one| one.iter().filter(|number| [1, 2, 18].contains(number)).count() == 1));
}

#[test]
fn a_call_whose_stand_in_is_spared_is_met_itself() {
    let syncs = |calls: &[Call]| calls.iter().map(|call| call.number == 8).collect();
    let plans = (0..100).map(|seed| Plan::distinct(&[Kind::Kill], 1, seed).sparing(syncs, 50));
    assert!(plans.map(met).all(|one| one.contains(&9)), "9 is what 8 would have left");
}

#[test]
fn every_few_of_them_begin_where_the_seed_says_and_meet_all_in_time() {
    let each: Vec<Vec<u64>> = (0..100).map(|seed| met(Plan::distinct(&[IO], 4, seed))).collect();
    assert!(each.iter().all(|one| (3..=5).contains(&one.len())));
    let ever: BTreeSet<u64> = each.into_iter().flatten().collect();
    assert_eq!(ever.len(), ACTION.len());
    assert_eq!(met(Plan::distinct(&[IO], 4, 9)), met(Plan::distinct(&[IO], 4, 9)), "the same seed draws the same");
}
