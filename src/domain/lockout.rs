//! Lock-out after failed sign-ins: a pure function of the stored state and the moment.
//!
//! Rule (RELIABILITY, passwords): 5 failures → 1 minute, doubling to 15, at most 25 tries a day and account. The last
//! usable webmaster is never locked for more than 15 minutes. A try is counted *before* the password is hashed, so
//! that parallel guesses cannot outrun the counter.

use super::time::{DAY_S, MINUTE_S, Timestamp};

/// Failures in a row that are free.
pub const FREE_FAILURES: u32 = 5;
/// Tries that one account has in a day.
pub const TRIES_A_DAY: u32 = 25;
/// The longest wait between two tries, but for the daily limit.
pub const LONGEST_S: i64 = 15 * MINUTE_S;

/// What is stored for a login, known or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Failures since the last success.
    pub failures: u32,
    /// Tries since `day_start`.
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

/// Whether the account is the last usable one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The last usable webmaster: never locked for long.
    Last,
    /// There are others, or the login is unknown.
    Ordinary,
}

/// Counts a try as a failure in advance. `Err` gives the moment from which tries are heard again.
///
/// # Errors
/// The end of the lock, when one stands.
pub fn reserve(state: State, standing: Standing, now: Timestamp) -> Result<State, Timestamp> {
    let mut next = state;
    if now.0 - next.day_start.0 >= DAY_S || now < next.day_start {
        next.day_start = now;
        next.tries = 0;
    }
    if now < next.locked_until {
        return Err(next.locked_until);
    }
    if next.tries >= TRIES_A_DAY && standing == Standing::Ordinary {
        return Err(next.day_start.plus_s(DAY_S));
    }
    next.tries += 1;
    next.failures += 1;
    if next.failures >= FREE_FAILURES {
        let doublings = (next.failures - FREE_FAILURES).min(4);
        next.locked_until = now.plus_s((MINUTE_S << doublings).min(LONGEST_S));
    }
    Ok(next)
}

/// Gives the state after a success.
#[must_use]
pub fn succeed(state: State) -> State {
    State { failures: 0, locked_until: Timestamp(0), ..state }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_fifteen_minutes() {
        let mut state = State::default();
        let mut now = Timestamp(100_000);
        let mut waits = Vec::new();
        for _ in 0..11 {
            state = reserve(state, Standing::Ordinary, now).unwrap();
            waits.push((state.locked_until.0 - now.0).max(0));
            now = now.max(state.locked_until);
        }
        assert_eq!(waits, [0, 0, 0, 0, 60, 120, 240, 480, 900, 900, 900]);
    }

    #[test]
    fn a_locked_account_hears_nothing_and_counts_nothing() {
        let state = State { locked_until: Timestamp(500), day_start: Timestamp(100), tries: 3, failures: 5 };
        assert_eq!(reserve(state, Standing::Last, Timestamp(499)), Err(Timestamp(500)));
        assert!(reserve(state, Standing::Last, Timestamp(500)).is_ok());
    }

    #[test]
    fn a_day_has_its_limit_but_not_for_the_last_one() {
        let state = State { tries: TRIES_A_DAY, day_start: Timestamp(0), ..State::default() };
        assert_eq!(reserve(state, Standing::Ordinary, Timestamp(10)), Err(Timestamp(DAY_S)));
        assert!(reserve(state, Standing::Last, Timestamp(10)).is_ok());
        assert!(reserve(state, Standing::Ordinary, Timestamp(DAY_S)).is_ok());
    }
}
