//! The code that replaces a forgotten password: for how long it is good, and how many are sent.

use super::time::{HOUR_S, Latest, MINUTE_S, Timestamp, Wait};

/// Seconds for which a code is good.
pub const CODE_GOOD_S: i64 = 30 * MINUTE_S;
/// Most codes that are sent for one account within an hour, so that nobody fills a mailbox.
pub const CODES_AN_HOUR: u32 = 3;

/// What is stored of an account's code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResetCode {
    /// Its stored form; empty: it was used, or none was sent.
    pub stored: String,
    /// Until when it is good.
    pub until: Timestamp,
    /// The version of the account that it is for.
    pub rev: i64,
    /// When the hour began in which codes are counted.
    pub hour_at: Timestamp,
    /// How many were asked for since.
    pub asked: u32,
}

impl ResetCode {
    /// None was asked for yet.
    pub const NONE: Self =
        Self { stored: String::new(), until: Timestamp(0), rev: 0, hour_at: Timestamp(0), asked: 0 };

    /// Counts one more; none when it is one too many within the hour.
    #[must_use]
    pub fn asked_again(&self, now: Timestamp) -> Option<Self> {
        let is_running = self.hour_at <= now && Wait::at_most_s(HOUR_S).is_recent(self.hour_at, now);
        let (hour_at, asked) = if is_running { (self.hour_at, self.asked) } else { (now, 0) };
        (asked < CODES_AN_HOUR).then(|| Self { hour_at, asked: asked + 1, ..self.clone() })
    }

    /// Tells whether it may still open an account that is at a version. What a clock that was ahead has written is not
    /// believed.
    #[must_use]
    pub fn is_good(&self, rev: i64, now: Timestamp, latest: Latest) -> bool {
        let is_near = self.until <= now.plus_s(CODE_GOOD_S);
        !self.stored.is_empty() && self.rev == rev && is_near && !latest.is_past(self.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_790_000_000);

    #[test]
    fn no_more_than_three_are_sent_within_an_hour() {
        let mut code = ResetCode::NONE;
        for _ in 0..CODES_AN_HOUR {
            code = code.asked_again(NOW).unwrap();
        }
        assert_eq!(code.asked_again(NOW.plus_s(HOUR_S - 1)), None);
        let next = code.asked_again(NOW.plus_s(HOUR_S + 1)).unwrap();
        assert_eq!((next.asked, next.hour_at), (1, NOW.plus_s(HOUR_S + 1)));
        // A clock that was ahead holds nobody.
        assert_eq!(code.asked_again(NOW.plus_s(-60)).map(|next| next.asked), Some(1));
    }

    #[test]
    fn a_code_is_for_one_version_of_an_account_and_for_half_an_hour() {
        let code = ResetCode { stored: "x".into(), until: NOW.plus_s(CODE_GOOD_S), rev: 4, ..ResetCode::NONE };
        let good = |code: &ResetCode, rev, now| code.is_good(rev, now, Latest::of(now, now));
        assert!(good(&code, 4, NOW) && good(&code, 4, NOW.plus_s(CODE_GOOD_S - 1)));
        assert!(!good(&code, 5, NOW));
        assert!(!good(&code, 4, NOW.plus_s(CODE_GOOD_S + 1)));
        assert!(!good(&code, 4, NOW.plus_s(-60)), "written by a clock that was ahead");
        assert!(!good(&ResetCode { stored: String::new(), ..code }, 4, NOW));
    }
}
