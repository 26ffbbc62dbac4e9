//! Lock-out after failed sign-ins: a pure function of the stored states and the moment.
//!
//! Rule (RELIABILITY, passwords): 5 failures → 1 minute, doubling to 15, at most 25 tries a day. A try is counted
//! *before* the password is hashed, so that parallel guesses cannot outrun the counter; a success returns its own.
//!
//! Tries are counted for a login *and the SSH key they come by*: who guesses with one key shuts nobody out who has
//! another. Whoever has many keys meets a second count, of the login alone: after [`TRIES_A_LOGIN`] in a day, one try in
//! 15 minutes is heard. And the daily limit never holds the last webmaster that it leaves free
//! ([`Standing::Last`]): by no number of wrong tries can everybody be shut out for longer than 15 minutes.
//!
//! Both are waits ([`Wait`]): what a clock that was wrong has written holds nobody.

use super::time::{DAY_S, MINUTE_S, Timestamp, Wait};

/// Failures in a row that are free.
pub const FREE_FAILURES: u32 = 5;
/// Tries in a day for one login by one key.
pub const TRIES_A_DAY: u32 = 25;
/// Tries in a day for one login by all keys together, after which each waits for [`LONGEST_S`].
pub const TRIES_A_LOGIN: u32 = 100;
/// The longest wait between two tries, but for the daily limit, in seconds.
pub const LONGEST_S: i64 = 15 * MINUTE_S;

/// What is stored of a login by one key, or by all keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Failures since the last success.
    pub failures: u32,
    /// Tries since `day_start` that were no success.
    pub tries: u32,
    /// Start of the day that is counted.
    pub day_start: Timestamp,
    /// No try is heard before this moment.
    pub locked_until: Timestamp,
}

impl Default for State {
    fn default() -> Self {
        Self { failures: 0, tries: 0, day_start: Timestamp(0), locked_until: Timestamp(0) }
    }
}

impl State {
    /// Returns the state with a new day begun, if the stored one is over or has not begun yet.
    fn today(self, now: Timestamp) -> Self {
        let is_today = self.day_start <= now && Wait::at_most_s(DAY_S).is_recent(self.day_start, now);
        if is_today { self } else { Self { day_start: now, tries: 0, ..self } }
    }

    /// Returns the end of the wait after failures, while it stands.
    fn locked(self, now: Timestamp) -> Option<Timestamp> {
        Wait::at_most_s(LONGEST_S).end(self.locked_until, now)
    }

    /// Returns from when a try is heard again, where none is now.
    #[must_use]
    pub fn held(self, now: Timestamp) -> Option<Timestamp> {
        let tomorrow = self.is_used_up(now).then(|| self.day_start.plus_s(DAY_S));
        self.locked(now).max(tomorrow)
    }

    /// Tells whether the daily limit is reached: but for [`Standing::Last`] no try is heard before tomorrow.
    #[must_use]
    pub fn is_used_up(self, now: Timestamp) -> bool {
        self.today(now).tries >= TRIES_A_DAY
    }
}

/// Both counts of a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// By the key that the try comes by.
    pub by_key: State,
    /// By all keys together.
    pub by_all: State,
}

/// Whether somebody else could sign in today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Every other usable webmaster is held by the daily limit, or there is none: never locked for long.
    Last,
    /// There are others, or the login is unknown.
    Ordinary,
}

/// Counts a try as a failure in advance. `Err` holds the moment from which tries are heard again; then nothing is
/// counted.
///
/// # Errors
/// The end of the lock, when one stands.
pub fn reserve(counts: Counts, standing: Standing, now: Timestamp) -> Result<Counts, Timestamp> {
    let Counts { mut by_key, mut by_all } = counts;
    (by_key, by_all) = (by_key.today(now), by_all.today(now));
    if let Some(end) = by_key.locked(now).max(by_all.locked(now)) {
        return Err(end);
    }
    if by_key.is_used_up(now) && standing == Standing::Ordinary {
        return Err(by_key.day_start.plus_s(DAY_S));
    }
    for state in [&mut by_key, &mut by_all] {
        state.tries = state.tries.saturating_add(1);
        state.failures = state.failures.saturating_add(1);
        state.locked_until = now;
    }
    if by_key.failures >= FREE_FAILURES {
        let doublings = (by_key.failures - FREE_FAILURES).min(4);
        by_key.locked_until = now.plus_s((MINUTE_S << doublings).min(LONGEST_S));
    }
    if by_all.tries >= TRIES_A_LOGIN {
        by_all.locked_until = now.plus_s(LONGEST_S);
    }
    Ok(Counts { by_key, by_all })
}

/// Returns the counts after a success, which was no guess: its try is taken off again.
#[must_use]
pub fn succeed(counts: Counts) -> Counts {
    let free =
        |state: State| State { failures: 0, tries: state.tries.saturating_sub(1), locked_until: Timestamp(0), ..state };
    Counts { by_key: free(counts.by_key), by_all: free(counts.by_all) }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    const NOW: Timestamp = Timestamp(1_790_000_000);

    fn by_key(state: State) -> Counts {
        Counts { by_key: state, by_all: State::default() }
    }

    #[test]
    fn waits_double_up_to_fifteen_minutes() {
        let mut counts = Counts::default();
        let mut now = NOW;
        let mut waits = Vec::new();
        for _ in 0..11 {
            counts = reserve(counts, Standing::Ordinary, now).unwrap();
            waits.push(counts.by_key.locked_until.0 - now.0);
            now = now.max(counts.by_key.locked_until);
        }
        assert_eq!(waits, [0, 0, 0, 0, 60, 120, 240, 480, 900, 900, 900]);
    }

    #[test]
    fn a_locked_account_hears_nothing_and_counts_nothing() {
        let state = State { locked_until: NOW.plus_s(500), day_start: NOW, tries: 3, failures: 5 };
        assert_eq!(reserve(by_key(state), Standing::Last, NOW.plus_s(499)), Err(NOW.plus_s(500)));
        assert!(reserve(by_key(state), Standing::Last, NOW.plus_s(500)).is_ok());
    }

    #[test]
    fn a_day_has_its_limit_but_not_for_the_last_one() {
        let counts = by_key(State { tries: TRIES_A_DAY, day_start: NOW, ..State::default() });
        let tomorrow = NOW.plus_s(DAY_S);
        assert_eq!(reserve(counts, Standing::Ordinary, NOW.plus_s(10)), Err(tomorrow));
        assert!(reserve(counts, Standing::Last, NOW.plus_s(10)).is_ok());
        assert!(reserve(counts, Standing::Ordinary, tomorrow).is_ok());
    }

    #[test]
    fn a_success_returns_its_try() {
        let mut counts = Counts::default();
        for second in 0..300 {
            counts = succeed(reserve(counts, Standing::Ordinary, NOW.plus_s(second)).unwrap());
        }
        assert_eq!((counts.by_key.tries, counts.by_all.tries, counts.by_key.failures), (0, 0, 0));
        let failed = reserve(counts, Standing::Ordinary, NOW).unwrap();
        assert_eq!(succeed(reserve(failed, Standing::Ordinary, NOW).unwrap()).by_key.tries, 1, "a failure stays one");
    }

    #[test]
    fn what_a_wrong_clock_wrote_holds_nobody() {
        for ahead in [LONGEST_S + 1, DAY_S, 10 * DAY_S, 75 * 365 * DAY_S] {
            let wrong = NOW.plus_s(ahead);
            let mut counts = Counts::default();
            for _ in 0..5 {
                counts = reserve(counts, Standing::Ordinary, wrong).unwrap();
            }
            assert!(reserve(counts, Standing::Ordinary, wrong).is_err());
            let heard = reserve(counts, Standing::Ordinary, NOW).unwrap();
            assert_eq!(heard.by_key.locked_until, NOW.plus_s(2 * MINUTE_S), "the failures still count");

            let full = by_key(State { tries: 99, day_start: wrong, ..State::default() });
            assert!(reserve(full, Standing::Ordinary, NOW).is_ok(), "that day has not begun");
        }
        let odd = State {
            failures: u32::MAX,
            tries: u32::MAX,
            day_start: Timestamp(i64::MAX),
            locked_until: Timestamp(i64::MAX),
        };
        assert!(reserve(Counts { by_key: odd, by_all: odd }, Standing::Ordinary, NOW).is_ok());
    }

    /// A host under attack: counts of each login by each key, and of each login.
    #[derive(Default)]
    struct Host {
        by_key: HashMap<(u32, u32), State>,
        by_all: HashMap<u32, State>,
        heard: HashMap<u32, Vec<Timestamp>>,
    }

    const WEBMASTERS: u32 = 3;

    impl Host {
        fn counts(&self, login: u32, key: u32) -> Counts {
            let by_key = self.by_key.get(&(login, key)).copied().unwrap_or_default();
            Counts { by_key, by_all: self.by_all.get(&login).copied().unwrap_or_default() }
        }

        fn ask(&self, login: u32, key: u32, now: Timestamp) -> Result<Counts, Timestamp> {
            let free = |other: u32| other != login && !self.counts(other, key).by_key.is_used_up(now);
            let standing = if (0..WEBMASTERS).any(free) { Standing::Ordinary } else { Standing::Last };
            reserve(self.counts(login, key), standing, now)
        }

        fn guess(&mut self, login: u32, key: u32, now: Timestamp) {
            if let Ok(counts) = self.ask(login, key, now) {
                self.by_key.insert((login, key), counts.by_key);
                self.by_all.insert(login, counts.by_all);
                self.heard.entry(login).or_default().push(now);
            }
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(32))]
        #[test]
        fn nobody_shuts_everybody_out_and_guesses_stay_few(
            guesses in proptest::collection::vec((0..WEBMASTERS, 0..6_u32, 0..600_i64), 0..1_000)
        ) {
            let mut host = Host::default();
            let mut now = NOW;
            for (login, key, later) in guesses {
                now = now.plus_s(later);
                host.guess(login, key, now);
                // By every key, also one that was never used, somebody is heard within the longest wait.
                for key in 0..7 {
                    let ends = (0..WEBMASTERS).map(|login| host.ask(login, key, now).err().map_or(now, |end| end));
                    let soonest = ends.min().unwrap_or(now);
                    proptest::prop_assert!(soonest <= now.plus_s(LONGEST_S), "{key}");
                }
            }
            for heard in host.heard.values() {
                for (at, begin) in heard.iter().enumerate() {
                    let within = heard[at..].iter().take_while(|later| later.0 - begin.0 < DAY_S).count();
                    // Two counted days can lie in one, each with its free tries, and then one in 15 minutes.
                    proptest::prop_assert!(within <= 2 * 100 + 97, "{within}");
                }
            }
        }
    }
}
