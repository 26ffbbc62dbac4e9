//! What stands on an establishment, in words: its blocks, its administrators, how long ago something was.

use super::{Catalogue, audit, words};
use crate::domain::account::Administrator;
use crate::domain::block::{Block, Blocker};
use crate::domain::message::Message;
use crate::domain::time::{DAY_S, MINUTE_S, Timestamp};

/// Says how long ago something was.
#[must_use]
pub fn age(since: Timestamp, now: Timestamp) -> Message {
    let seconds = now.0.saturating_sub(since.0).max(0);
    let (key, unit) = match seconds {
        0..=3_599 => ("age-minutes", MINUTE_S),
        3_600..=172_799 => ("age-hours", 60 * MINUTE_S),
        _ => ("age-days", DAY_S),
    };
    Message::new(key).with("count", seconds / unit)
}

/// Says who blocked, how long ago, until when and why, in one line.
#[must_use]
pub fn block(words: &Catalogue, block: &Block, now: Timestamp) -> String {
    let mut parts = vec![words.text(words::blocker(block.blocker))];
    // The program has one name.
    parts.extend((block.blocker != Blocker::Program).then(|| audit::who(words, &block.author)));
    parts.push(words.say(&age(block.since, now)));
    if let Some(day) = block.last_day() {
        parts.push(words.say(&Message::new("block-until").with("day", day)));
    }
    format!("{} — {}", parts.join(" · "), block.reason.replace('\n', " "))
}

/// Names an administrator, and tells when they signed in last.
#[must_use]
pub fn administrator(words: &Catalogue, one: &Administrator) -> String {
    let sign_in = match one.last_sign_in_at {
        Some(at) => Message::new("administrator-signed-in").with("at", at),
        None => Message::new("administrator-never"),
    };
    let name = format!("{} {}", one.last_name, one.first_name);
    let mut parts = vec![match name.trim() {
        "" => one.login.clone(),
        name => format!("{name} ({})", one.login),
    }];
    parts.extend((!one.active).then(|| words.text("administrator-deactivated")));
    parts.push(words.say(&sign_in));
    parts.join(" · ")
}
