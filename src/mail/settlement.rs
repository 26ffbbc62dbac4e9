//! How a try ended, as it is kept. A server may quote what it was given: nothing of that tells the password.

use crate::domain::mail::{State, backoff_s};
use crate::domain::time::Timestamp;
use crate::store::registry::sending::{Claimed, Settlement};

use super::sender::Ending;
use super::transport::Outcome;

/// Longest words that are kept, in characters.
const WORDS_MAX: usize = 300;
/// So many signs of a secret in a row are no chance.
const TELLING: usize = 4;

/// Says what is kept of a try; none: it was not tried.
pub(super) fn settlement(claimed: &Claimed, outcome: Outcome, age: Ending, now: Timestamp) -> Option<Settlement> {
    let mail = &claimed.made.mail;
    let (state, words) = match outcome {
        Outcome::Sent { words } => (State::Sent, words),
        Outcome::Deferred { words, .. } if age == Ending::Now => (State::Refused, words),
        Outcome::Deferred { words, .. } => (State::Deferred, words),
        Outcome::Refused { words } => (State::Refused, words),
        Outcome::Uncertain { words } => (State::Uncertain, words),
        Outcome::Kept => return None,
    };
    // Cut only afterwards: the beginning of a secret would not be known again.
    let words = claimed.secret.as_ref().map_or_else(|| words.clone(), |secret| redacted(&words, secret.reveal()));
    let words = words.chars().take(WORDS_MAX).collect();
    let next_attempt_at = match state {
        State::Deferred => now.plus_s(backoff_s(mail.attempts)),
        State::Queued | State::Sending | State::Sent | State::Refused | State::Uncertain | State::Withdrawn => now,
    };
    Some(Settlement { state, words, next_attempt_at })
}

/// Takes a secret out of words, and each piece of it that is long enough to be one: in whatever case, with whatever between
/// its letters and digits, since who types it may leave out hyphens, write spaces and small letters or capitals.
fn redacted(words: &str, secret: &str) -> String {
    let words: Vec<char> = words.chars().collect();
    let (told, secret) = (signs(&words), signs(&secret.chars().collect::<Vec<_>>()));
    let telling = TELLING.min(secret.len()).max(1);
    let mut hidden = vec![false; words.len()];
    for (at, rest) in (0..told.len()).filter_map(|from| Some((told.get(from)?.0, told.get(from..)?))) {
        let alike = |from: usize| {
            let piece = secret.get(from..).unwrap_or_default();
            rest.iter().zip(piece).take_while(|(one, other)| one.1 == other.1).count()
        };
        let longest = (0..secret.len()).map(alike).max().unwrap_or(0);
        if longest >= telling
            && let Some((end, _)) = rest.get(longest - 1)
        {
            hidden.get_mut(at..=*end).unwrap_or_default().fill(true);
        }
    }
    let mut kept = String::new();
    let mut was_hidden = false;
    for (sign, is_hidden) in words.into_iter().zip(hidden) {
        match (is_hidden, was_hidden) {
            (false, _) => kept.push(sign),
            (true, false) => kept.push('…'),
            (true, true) => {}
        }
        was_hidden = is_hidden;
    }
    kept
}

/// Lists the letters and digits, small, with where each stands.
fn signs(text: &[char]) -> Vec<(usize, char)> {
    let small = |sign: &char| sign.to_lowercase().next().unwrap_or(*sign);
    text.iter().enumerate().filter(|(_, sign)| sign.is_alphanumeric()).map(|(at, sign)| (at, small(sign))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_form_of_a_secret_is_kept() {
        const SECRET: &str = "bk7r9w-4tnq2f-x8mzcd";
        for (words, kept) in [
            ("550 no: bk7r9w-4tnq2f-x8mzcd.", "550 no: …."),
            ("550 BK7R9W-4TNQ2F-X8MZCD", "550 …"),
            ("550 bk7r9w 4tnq2f x8mzcd", "550 …"),
            ("550 bk7r9w4tnq2fx8mzcd", "550 …"),
            ("550 bk7r9w-4tnq=2f-x8mzcd", "550 …"),
            ("550 cut: bk7r9w-4t", "550 cut: …"),
            ("550 …q2f-x8mzcd and Bk7r9", "550 …… and …"),
            ("550 bk7 is 3 signs", "550 bk7 is 3 signs"),
            ("250 2.0.0 OK: queued as 4tNz", "250 2.0.0 OK: queued as 4tNz"),
            ("", ""),
        ] {
            assert_eq!(redacted(words, SECRET), kept, "{words}");
        }
        assert_eq!(redacted("550 a-B, ab", "ab"), "550 …, …");
        assert_eq!(redacted("550 words", "--"), "550 words");
    }
}
