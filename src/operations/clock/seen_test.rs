//! The states of a clock, row by row; and whatever a machine and its clock go through, against the time that was true.

use super::seen::{JUMP_S, Mark, Moved, Reading, Seen, Step, Stretch};
use crate::domain::time::{DAY_S, HOUR_S, Timestamp};
use crate::store::machine::{self, Steady};

const START: i64 = 1_790_000_000;

fn reading(boot: &str, up_s: i64, wall: i64) -> Reading {
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

/// Numbers by a seed.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn pick(&mut self, of: &[i64]) -> i64 {
        of[self.below(of.len())]
    }
}

const LIMIT: i64 = 365 * DAY_S;
/// A machine can be off for half a year, and a clock a day or two ahead.
const BELIEVED: i64 = 184 * DAY_S;

/// What a backup of a registry holds of it.
type Registry = (Seen, Mark, Vec<(i64, i64)>, Vec<(i64, i64, i64)>);

/// A data directory on a machine, and what is true.
struct World {
    random: Random,
    now: i64,
    /// By how much the clock is wrong.
    off: i64,
    boot: u32,
    booted: i64,
    /// For how long the machine has run while the clock was doubted and wrong.
    wrong_s: i64,
    seen: Seen,
    last: Mark,
    /// What is kept: its moment, and when it was made.
    kept: Vec<(i64, i64)>,
    /// The audit: number, moment, and when it was made.
    audit: Vec<(i64, i64, i64)>,
    pruned: usize,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut random = Random(seed.wrapping_mul(977).wrapping_add(5));
        let off = random.pick(&[0, 0, -6 * 365 * DAY_S, -40 * DAY_S, 400 * DAY_S]);
        let mut world = Self {
            random,
            now: START,
            off,
            boot: 0,
            booted: START - 9,
            wrong_s: 0,
            seen: Seen::default(),
            last: Mark::default(),
            kept: Vec::new(),
            audit: Vec::new(),
            pruned: 0,
        };
        world.look();
        world.entry();
        world
    }

    fn reading(&self) -> Reading {
        reading(&self.boot.to_string(), self.now - self.booted, self.now + self.off - START)
    }

    fn entry(&mut self) {
        self.last = Mark { at: self.now + self.off, id: self.last.id + 1 };
        self.audit.push((self.last.id, self.last.at, self.now));
    }

    /// Looks as every run does; tells whether it was one that sees the clock jump.
    fn look(&mut self) -> bool {
        let (reading, turns) = (self.reading(), self.seen.turns);
        let Step { next, jump, moved } = self.seen.after(&reading, self.last);
        assert_eq!(next.after(&reading, self.last).next, next, "seen once");
        self.seen = next;
        self.put_right(moved);
        if jump.is_some() {
            self.entry();
        }
        self.seen.turns != turns
    }

    fn put_right(&mut self, moved: Option<Moved>) {
        let (Some(Moved { after, through, by }), wall) = (moved, self.now + self.off) else { return };
        for (at, _) in self.kept.iter_mut().filter(|(at, _)| after.at < *at && *at <= through.at) {
            *at = wall.min(*at + by);
        }
    }

    fn is_certain(&self) -> bool {
        let latest = self.seen.highest.max(self.last.at);
        !self.seen.behind && self.seen.doubted_at.is_none() && latest <= self.now + self.off + JUMP_S
    }

    fn act(&mut self) {
        self.look();
        let at = self.seen.kept(&self.reading(), self.last).0;
        self.kept.push((at, self.now));
        self.entry();
    }

    fn prune(&mut self) {
        if self.look() || !self.is_certain() {
            return;
        }
        let wall = self.now + self.off;
        let until = wall - LIMIT;
        let is_old = |made: i64| self.now - made >= LIMIT - BELIEVED;
        assert!(
            self.kept.iter().all(|(at, made)| *at >= until || is_old(*made)),
            "what is young is due: {:?}",
            self.seen
        );
        let young =
            self.audit.iter().find(|(_, at, _)| (until..=wall).contains(at)).map_or(self.last.id, |(id, ..)| *id);
        let stretches = self.seen.stretches.iter().filter(|one| one.until.0 >= until);
        let young = stretches.map(|one| one.first).fold(young, i64::min);
        assert!(self.audit.iter().all(|(id, _, made)| *id >= young || is_old(*made)), "young entries are due");
        let before = self.kept.len();
        self.kept.retain(|(at, _)| *at >= until);
        self.pruned += before - self.kept.len();
        self.audit.retain(|(id, ..)| *id >= young);
    }

    /// A person looks at a clock that is right, and says so.
    fn confirm(&mut self) {
        self.look();
        if let Some((first, ..)) =
            self.audit.iter().find(|(id, at, _)| *id > self.seen.proved_id() && *at > self.now + JUMP_S)
        {
            self.seen.note(Stretch { first: *first, last: self.last.id, until: Timestamp(self.now) });
        }
        let moved = self.seen.confirm(self.now, self.last.id);
        self.put_right(moved);
        for (at, _) in &mut self.kept {
            *at = self.now.min(*at);
        }
        self.entry();
        assert!(self.is_certain() && !self.look() && self.is_certain(), "{:?}", self.seen);
        assert_eq!(self.seen.kept(&self.reading(), self.last).0, self.now);
    }

    /// Puts an older registry back, on a machine that was started anew and whose clock is right, and accepts it.
    fn go_back(&mut self, (seen, last, kept, audit): Registry) {
        (self.seen, self.last, self.kept, self.audit) = (seen, last, kept, audit);
        self.boot += 1;
        self.booted = self.now - 5;
        self.seen.believe(self.last);
        self.look();
        self.entry();
    }

    /// Runs for some time. Nobody leaves a clock that is doubted, and wrong, for a day: that it is believed then is meant.
    fn run(&mut self, seconds: i64) {
        let is_wrong = self.off.abs() > 2 * DAY_S && (self.off > 0 || self.seen.doubted_at.is_some());
        if is_wrong && self.wrong_s + seconds > 20 * HOUR_S {
            self.off = 0;
            self.look();
        }
        self.wrong_s = if is_wrong && self.off != 0 { self.wrong_s + seconds } else { 0 };
        self.now += seconds;
    }

    fn step(&mut self) {
        const OFF: [i64; 12] =
            [0, 0, 0, 0, 1_200, -1_200, DAY_S, -DAY_S, 400 * DAY_S, -400 * DAY_S, 6 * 365 * DAY_S, -6 * 365 * DAY_S];
        match self.random.below(10) {
            0 | 1 => {
                // That a clock is wrong twice while nobody looks in between is not to be seen.
                if self.seen.doubted_at.is_some() {
                    self.look();
                }
                self.off = self.random.pick(&OFF);
            }
            2 => {
                self.now += self.random.pick(&[60, 60, HOUR_S, 3 * DAY_S, 40 * DAY_S]);
                self.boot += 1;
                self.booted = self.now - 5;
            }
            3 => {
                let seconds = self.random.pick(&[60, HOUR_S, 19 * HOUR_S, 25 * HOUR_S, 40 * DAY_S]);
                self.run(seconds);
            }
            4 if self.off == 0 => self.confirm(),
            5 | 6 => self.prune(),
            _ => self.act(),
        }
    }
}

#[test]
fn nothing_that_is_young_is_ever_due_whatever_the_clock_does() {
    let mut pruned = 0;
    for seed in 0..400 {
        let mut world = World::new(seed);
        for _ in 0..300 {
            world.step();
        }
        world.off = 0;
        world.confirm();
        world.prune();
        pruned += world.pruned;
    }
    assert!(pruned > 1_000, "what is old goes: {pruned}");
}

#[test]
fn nothing_that_is_young_is_ever_due_in_a_registry_that_was_put_back() {
    let mut backs = 0;
    for seed in 0..200 {
        let mut world = World::new(seed);
        let mut backup = None;
        for step in 0..200 {
            world.step();
            if step % 40 == 10 {
                backup = Some((world.seen.clone(), world.last, world.kept.clone(), world.audit.clone()));
            } else if step % 40 == 30 && world.off == 0 {
                backs += backup.take().map_or(0, |backup| {
                    world.go_back(backup);
                    1
                });
            }
        }
        world.off = 0;
        world.confirm();
        world.prune();
    }
    assert!(backs > 100, "{backs}");
}
