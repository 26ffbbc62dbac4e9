//! Whatever a machine and its clock go through, against the time that was true.

use super::seen::{JUMP_S, Mark, Moved, Reading, Seen, Step, Stretch};
use super::seen_test::{START, reading};
use crate::domain::time::{DAY_S, HOUR_S, Timestamp};

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
