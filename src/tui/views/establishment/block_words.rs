//! What is said about a block, and how long ago something was.

use crate::domain::block::{Block, Blocker};
use crate::domain::message::Message;
use crate::domain::time::{DAY_S, MINUTE_S, Timestamp};
use crate::i18n::{audit, words};
use crate::tui::shared::Shared;

/// Says who blocked, since when, until when and why, in one line.
pub(in crate::tui::views) fn block_line(block: &Block, shared: &Shared) -> String {
    let mut parts = vec![shared.text(words::blocker(block.blocker))];
    // The program has one name.
    parts.extend((block.blocker != Blocker::Program).then(|| audit::who(&shared.catalogue, &block.author)));
    parts.push(shared.say(&age(block.since, shared.now)));
    if let Some(day) = block.last_day() {
        parts.push(shared.say(&Message::new("block-until").with("day", day)));
    }
    format!("{} — {}", parts.join(" · "), block.reason.replace('\n', " "))
}

/// Says how long ago something was.
pub(super) fn age(since: Timestamp, now: Timestamp) -> Message {
    let seconds = now.0.saturating_sub(since.0).max(0);
    let (key, unit) = match seconds {
        0..=3_599 => ("age-minutes", MINUTE_S),
        3_600..=172_799 => ("age-hours", 60 * MINUTE_S),
        _ => ("age-days", DAY_S),
    };
    Message::new(key).with("count", seconds / unit)
}
