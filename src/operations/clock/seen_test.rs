//! The states of a clock, row by row.

use super::seen::{Mark, Moved, Reading, Seen, Step};
use crate::domain::time::{DAY_S, HOUR_S, Timestamp};
use crate::store::machine::{self, Steady};

pub(super) const START: i64 = 1_790_000_000;

pub(super) fn reading(boot: &str, up_s: i64, wall: i64) -> Reading {
    Reading { wall: Timestamp(START + wall), steady: Some(Steady { boot: boot.to_owned(), up_s }) }
}

/// Takes readings in turn, each by a run that audits something; returns the jumps, in seconds, what is kept, and the moment
/// that is written into what is kept for long.
fn follow(last: i64, readings: &[Reading]) -> (Vec<i64>, Seen, i64) {
    let (mut seen, mut last) = (Seen::default(), Mark { at: START + last, id: 1 });
    let (mut found, mut kept) = (Vec::new(), 0);
    for reading in readings {
        let Step { next, jump, .. } = seen.after(reading, last);
        found.extend(jump.map(|jump| jump.to.0 - jump.from.0));
        assert_eq!(next.after(reading, last), Step { next: next.clone(), jump: None, moved: None }, "seen once");
        seen = next;
        kept = seen.kept(reading, last).0 - START;
        last = Mark { at: reading.wall.0, id: last.id + 1 };
    }
    (found, seen, kept)
}

fn at(up_s: i64, wall: i64) -> Reading {
    reading("a", up_s, wall)
}

#[test]
fn only_long_jumps_are_seen_and_each_once() {
    const YEARS: i64 = 6 * 365 * DAY_S;
    let dead = |boot: &str| reading(boot, 5, -YEARS);
    for (name, last, readings, expected) in [
        ("time that passes", 0, vec![at(10, 0), at(9_000, 8_990), at(90_000, 89_990)], vec![]),
        ("a small correction", 0, vec![at(10, 0), at(20, 290), at(30, 20)], vec![]),
        ("forward", 0, vec![at(10, 0), at(20, 3_610), at(30, 3_620)], vec![3_600]),
        ("forward and back", 0, vec![at(10, 0), at(20, 3_610), at(30, 20)], vec![3_600, -3_600]),
        ("back", 0, vec![at(10, 0), at(20, -3_590), at(30, -3_580)], vec![-3_600]),
        ("behind at the first look", 4_000, vec![at(10, 0), at(20, 10)], vec![-4_000]),
        ("a new start", 0, vec![at(9_000, 0), reading("b", 5, 80_000)], vec![]),
        ("a new start, behind", 100, vec![at(9_000, 100), reading("b", 5, -900)], vec![-1_000]),
        ("still behind", 100, vec![at(9, 100), reading("b", 5, -900), reading("c", 5, -800)], vec![-1_000]),
        ("right again", 0, vec![at(9, 0), dead("b"), reading("c", 5, 80)], vec![-YEARS]),
        ("and behind again", 0, vec![at(9, 0), dead("b"), reading("c", 5, 80), dead("d")], vec![-YEARS, -YEARS - 80]),
    ] {
        assert_eq!(follow(last, &readings).0, expected, "{name}");
    }
}

#[test]
fn a_jump_that_brings_the_clock_back_leaves_nothing_to_confirm() {
    const BEHIND: i64 = -HOUR_S;
    for (name, readings, open) in [
        ("forward", vec![at(0, 0), at(60, HOUR_S)], true),
        ("back", vec![at(0, 0), at(60, BEHIND)], true),
        ("behind, then right", vec![at(0, 0), at(60, BEHIND), at(120, 120)], false),
        ("behind, then less", vec![at(0, 0), at(60, 2 * BEHIND), at(120, BEHIND)], true),
        ("ahead, then right", vec![at(0, 0), at(60, HOUR_S), at(120, 120)], true),
    ] {
        let (_, seen, _) = follow(0, &readings);
        assert_eq!(seen.jump(seen.from, seen.to).is_open, open, "{name}");
    }
}

#[test]
fn a_clock_that_went_ahead_is_doubted_for_a_day_of_running() {
    const JUMP: i64 = 60 * DAY_S;
    let ahead = |up_s: i64| at(up_s, JUMP + up_s);
    let added = |mut all: Vec<Reading>, one: Reading| {
        all.push(one);
        all
    };
    for (name, readings, doubted, highest) in [
        ("it went ahead", vec![at(0, 0), ahead(60)], true, 0),
        ("every minute", (0..900).map(|minute| ahead(60 + minute * 60)).fold(vec![at(0, 0)], added), true, 0),
        ("a day later", vec![at(0, 0), ahead(60), ahead(60 + DAY_S)], false, 0),
        ("it came back", vec![at(0, 0), ahead(60), at(120, 120)], false, START + JUMP + 120),
        ("and stays", vec![at(0, 0), ahead(60), at(120, 120), at(DAY_S * 9, DAY_S * 9)], false, START + JUMP + 120),
        ("less far ahead", vec![at(0, 0), ahead(60), at(120, JUMP / 2)], true, START + JUMP + 120),
        ("back, then right", vec![at(0, 0), at(60, -JUMP), at(120, 120)], false, 0),
        ("started ahead", vec![at(0, 0), reading("b", 5, JUMP)], true, 0),
        ("started again", vec![at(0, 0), ahead(60), reading("b", 5, JUMP + 900)], true, 0),
        ("started in time", vec![at(0, 0), reading("b", 5, DAY_S)], false, 0),
        ("started without a clock", vec![at(0, 0), reading("b", 5, -START), reading("b", 65, 60)], false, 0),
    ] {
        let (_, seen, _) = follow(0, &readings);
        assert_eq!((seen.doubted_at.is_some(), seen.highest), (doubted, highest), "{name}");
        assert_eq!(seen.started, name == "started ahead", "{name}");
    }
}

#[test]
fn whatever_goes_forward_while_it_is_doubted_has_the_day_begin_anew() {
    let ahead = |up_s: i64, hours: i64| at(up_s, hours * HOUR_S + up_s);
    let started = |hours: i64| reading("b", 5, hours * HOUR_S + 130);
    let later = |hours: i64, s: i64| reading("b", 5 + s, hours * HOUR_S + 130 + s);
    let eighty = (0..=80).map(|jump| ahead(jump * 60, jump * 10)).collect();
    for (name, readings, doubted) in [
        ("twice", vec![at(0, 0), ahead(60, 10), ahead(120, 20)], true),
        ("eighty times", eighty, true),
        ("and comes back by half", vec![at(0, 0), ahead(60, 10), ahead(120, 20), ahead(180, 10)], true),
        ("and comes back", vec![at(0, 0), ahead(60, 10), ahead(120, 20), ahead(180, 0)], false),
        ("a day after the first", vec![at(0, 0), ahead(60, 10), ahead(DAY_S, 20), ahead(DAY_S + 120, 20)], true),
        ("a day after the second", vec![at(0, 0), ahead(60, 10), ahead(120, 20), ahead(DAY_S + 120, 20)], false),
        ("a new start", vec![at(0, 0), ahead(60, 22), started(22)], true),
        ("and another jump", vec![at(0, 0), ahead(60, 2), started(2), later(4, 60)], true),
        ("a day after the start", vec![at(0, 0), ahead(60, 22), started(22), later(22, DAY_S)], false),
        ("a new start that is right", vec![at(0, 0), ahead(60, 22), started(0)], false),
        ("behind, then ahead of the least", vec![at(0, 0), ahead(60, -1), ahead(120, 22)], true),
        ("a start behind, then right by its word", vec![at(0, 0), started(-1), later(22, 60)], false),
    ] {
        assert_eq!(follow(0, &readings).1.doubted_at.is_some(), doubted, "{name}");
    }
}

/// Its backup pauses it for ten minutes, which its seconds do not count.
#[test]
fn a_machine_that_is_paused_each_night_is_doubted_every_second_day_only() {
    const PAUSE: i64 = 600;
    for day_s in [DAY_S, DAY_S - PAUSE] {
        let mut readings = vec![at(0, 0)];
        let mut doubted = 0;
        for night in 1..=20 {
            let up_s = night * day_s;
            readings.extend([at(up_s, up_s + night * PAUSE), at(up_s + HOUR_S, up_s + HOUR_S + night * PAUSE)]);
            doubted += i64::from(follow(0, &readings).1.doubted_at.is_some());
        }
        assert_eq!(doubted, 10, "{day_s}");
    }
}

#[test]
fn what_is_kept_carries_the_least_that_a_right_clock_says_while_this_one_is_behind() {
    const JUMP: i64 = 500 * DAY_S;
    let ahead = |up_s: i64| at(up_s, JUMP + up_s);
    let behind = |up_s: i64| at(up_s, up_s - JUMP);
    let right = |up_s: i64| at(up_s, up_s);
    let dead = |boot: &str, up_s: i64| reading(boot, up_s, up_s - 2 * JUMP);
    for (name, readings, (is_doubted, is_behind), kept) in [
        ("ahead", vec![right(0), ahead(60)], (true, false), JUMP + 60),
        ("right again", vec![right(0), ahead(60), right(120)], (false, false), 120),
        ("ahead again", vec![right(0), ahead(60), right(120), ahead(180)], (true, false), JUMP + 180),
        ("started ahead again", vec![right(0), ahead(60), right(120), reading("b", 5, JUMP)], (true, false), JUMP),
        ("behind", vec![right(0), behind(60)], (false, true), 61),
        ("a month later", vec![right(0), behind(60), behind(60 + 30 * DAY_S)], (false, true), 60 + 30 * DAY_S),
        ("right after a month", vec![right(0), behind(60), right(30 * DAY_S)], (false, false), 30 * DAY_S),
        ("behind after it was ahead", vec![right(0), ahead(60), behind(120)], (false, true), 121),
        ("and right again", vec![right(0), ahead(60), behind(120), right(180)], (false, false), 180),
        ("behind, ahead, behind", vec![right(0), behind(60), ahead(120), behind(180)], (false, true), 181),
        (
            "believed, then back",
            vec![right(0), ahead(60), ahead(60 + DAY_S), right(120 + DAY_S)],
            (false, true),
            JUMP + 121 + DAY_S,
        ),
        ("a dead battery", vec![right(0), right(60), dead("b", 5), dead("b", 5 + DAY_S)], (false, true), 60 + DAY_S),
        ("twice", vec![right(0), dead("b", 5), dead("b", DAY_S), dead("c", 5)], (false, true), DAY_S - 4),
        ("an hour back, an hour later", vec![right(0), at(60, 60 - HOUR_S), at(HOUR_S, 0)], (false, false), 0),
    ] {
        let (_, seen, found) = follow(0, &readings);
        assert_eq!(((seen.doubted_at.is_some(), seen.behind), found), ((is_doubted, is_behind), kept), "{name}");
    }
}

#[test]
fn another_machine_and_a_directory_without_a_clock_begin_as_a_new_start_does() {
    let last = Mark { at: START, id: 7 };
    let look = |seen: &Seen, wall: i64| {
        let Step { next, jump, .. } = seen.after(&reading("z", 5, wall), last);
        (next.doubted_at.is_some(), next.behind, jump.is_some(), next.turns)
    };
    let seen = Seen::default();
    assert_eq!(look(&seen, 400 * DAY_S), (true, false, false, 1));
    assert_eq!(look(&seen, 60), (false, false, false, 0));
    assert_eq!(look(&seen, -400 * DAY_S), (false, true, true, 1));
    let made = seen.after(&reading("z", 5, 0), Mark::default()).next;
    assert!(made.doubted_at.is_none() && !made.behind && made.turns == 0, "of a new one nothing is known");
}

#[test]
fn what_a_clock_dated_up_to_its_jump_moves_and_nothing_later() {
    let (_, mut seen, _) = follow(-60, &[at(10, 0), at(20, 60 * DAY_S)]);
    let Moved { after, through, by } = seen.confirm(START + 60 * DAY_S, 3).unwrap();
    // The second in which it began, and the seconds that a correction adds.
    let moved = |wall: i64| after.at < START + wall && START + wall <= through.at;
    assert_eq!([-61, 0, 10, 11, 200, HOUR_S, 60 * DAY_S].map(moved), [false, true, true, true, true, false, false]);
    assert!((by - 60 * DAY_S).abs() <= 60, "{by}");
}

#[test]
fn what_was_dated_between_two_jumps_moves_as_well() {
    let (_, mut seen, _) = follow(-60, &[at(10, 0), at(20, 20 * DAY_S), at(HOUR_S, 50 * DAY_S)]);
    let Moved { after, through, by } = seen.confirm(START + 50 * DAY_S, 4).unwrap();
    let moved = |wall: i64| after.at < START + wall && START + wall <= through.at;
    assert_eq!([0, 20 * DAY_S, 20 * DAY_S + 3_580, 50 * DAY_S].map(moved), [true, true, true, false]);
    assert!((by - 50 * DAY_S).abs() <= HOUR_S, "{by}");
}

/// It was a hundred days behind from its installation on, and was started anew before it was put right.
#[test]
fn what_earlier_starts_dated_moves_where_the_clock_went_on_from_them() {
    const JUMP: i64 = 100 * DAY_S;
    for (name, starts, moves) in [
        ("put right while it ran", vec![reading("b", 5, HOUR_S), reading("b", 65, HOUR_S + JUMP)], true),
        ("two starts", vec![reading("b", 5, HOUR_S), reading("c", 5, 2 * HOUR_S), reading("c", 65, JUMP)], true),
        ("the start shows it: it was off", vec![reading("b", 5, JUMP), reading("b", 65, JUMP + 60)], false),
        ("and is corrected", vec![reading("b", 5, JUMP), reading("b", 65, JUMP + 400)], false),
    ] {
        let mut seen = Seen::default().after(&at(5, 0), Mark::default()).next;
        let mut last = Mark { at: START + 600, id: 5 };
        for reading in &starts {
            seen = seen.after(reading, last).next;
            last = Mark { at: reading.wall.0, id: last.id + 1 };
        }
        assert!(seen.doubted_at.is_some(), "{name}");
        let is_in = |Moved { after, through, .. }: Moved| (after.at + 1..=through.at).contains(&(START + 300));
        assert_eq!(seen.confirm(last.at, last.id).is_some_and(is_in), moves, "{name}");
    }
    // What a clock dated that ran for a day is believed.
    let mut seen = Seen::default().after(&at(5, 0), Mark::default()).next;
    let last = Mark { at: START + DAY_S, id: 5 };
    for reading in [at(5 + DAY_S, DAY_S), reading("b", 5, DAY_S + HOUR_S), reading("b", 65, JUMP)] {
        seen = seen.after(&reading, last).next;
    }
    assert!(seen.confirm(START + JUMP, 6).is_some_and(|moved| moved.after.at + 1 >= last.at));
}

#[test]
fn what_a_clock_dated_that_ran_for_a_day_stays_however_long_the_machine_is_off() {
    for (name, wall, ran_s, moves) in [
        ("right for a day", 0, DAY_S, false),
        ("for an hour only", 0, HOUR_S, true),
        ("a dead battery for a day", -6 * 365 * DAY_S, DAY_S, true),
    ] {
        let mut seen = Seen::default().after(&at(5, wall), Mark::default()).next;
        let last = Mark { at: START + wall + ran_s, id: 5 };
        seen = seen.after(&at(5 + ran_s, wall + ran_s), last).next;
        let later = wall + ran_s + 200 * DAY_S;
        seen = seen.after(&reading("b", 5, later), last).next;
        assert!(seen.doubted_at.is_some(), "{name}");
        let is_in = |Moved { after, through, .. }: Moved| (after.at + 1..=through.at).contains(&(START + wall + 60));
        assert_eq!(seen.confirm(START + later, 6).is_some_and(is_in), moves, "{name}");
    }
}

#[test]
fn what_is_in_a_registry_that_is_accepted_stays_however_old_it_is() {
    for days in [3, 200] {
        let mut seen = Seen::default().after(&at(5, 0), Mark::default()).next;
        let last = Mark { at: START + 60, id: 5 };
        seen.believe(last);
        seen = seen.after(&reading("b", 5, days * DAY_S), last).next;
        assert!(seen.doubted_at.is_some(), "{days}");
        let moved = seen.confirm(START + days * DAY_S, 6);
        assert!(moved.is_none_or(|moved| moved.after >= last), "{days}: {moved:?}");
    }
}

#[test]
fn what_an_earlier_version_kept_is_read() {
    let kept = r#"{"boot":"a","start":1790000000,"behind":0,"jumps":2,"from":1,"to":2}"#;
    let seen = Seen::parse(kept).unwrap();
    assert_eq!((seen.jumps, seen.highest, seen.doubted_at), (2, 0, None));
    let last = Mark { at: START, id: 1 };
    assert_eq!(seen.after(&at(20, 10), last).jump, None);
    let step = seen.after(&at(20, 400 * DAY_S), last);
    assert!(step.jump.is_some() && step.next.doubted_at.is_some());
    let step = seen.after(&at(20, -400 * DAY_S), last);
    assert!(step.next.behind && step.next.kept(&at(20, -400 * DAY_S), last).0 > START);
    // Behind, and doubted, as version 0.9 wrote it.
    for (text, behind, doubted) in [
        (r#"{"boot":"a","start":1780000000,"highest":1790000050,"sure":1790000050,"doubted_at":null}"#, true, false),
        (r#"{"boot":"a","start":1799999990,"highest":0,"sure":1790000050,"doubted_at":9}"#, false, true),
    ] {
        let seen = Seen::parse(text).unwrap();
        let reading = if behind { at(20, -9_999_980) } else { at(20, 10_000_010) };
        let Step { next, jump, .. } = seen.after(&reading, last);
        assert_eq!((next.behind, next.doubted_at.is_some(), jump), (behind, doubted, None), "{text}");
        assert_eq!(next.after(&reading, last).next, next);
    }
}

#[test]
fn the_steady_count_never_goes_back() {
    let (one, two) = (machine::steady(), machine::steady());
    if let (Some(one), Some(two)) = (one, two) {
        assert!(one.boot == two.boot && one.up_s <= two.up_s && one.up_s > 0);
    }
}
