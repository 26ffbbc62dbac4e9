//! What is said of one establishment wherever it is asked about: its administrators, the blocks that stand.

use crate::domain::account::Administrator;
use crate::domain::block::Block;
use crate::domain::establishment::Establishment;
use crate::domain::message::Message;
use crate::domain::time::{DAY_S, MINUTE_S, Timestamp};
use crate::i18n::{audit as said, words};
use crate::plain::desk::{Desk, or_never, or_none};

/// Names an administrator.
pub(super) fn administrator(one: &Administrator) -> Message {
    Message::new("plain-administrator")
        .with("login", one.login.as_str())
        .with("name", or_none(format!("{} {}", one.last_name, one.first_name).trim()))
        .with("active", if one.active { "yes" } else { "no" })
        .with("at", or_never(one.last_sign_in_at))
}

/// Says the blocks that stand, each with author and age (S11).
pub(super) fn blocks(desk: &mut Desk<'_, '_>, row: &Establishment) {
    let now = desk.ctx.now();
    for block in row.blocks.iter().filter(|block| block.stands(now)) {
        let line = block_line(desk, block);
        desk.io.line(&line);
    }
}

/// One block as a sentence.
pub(in crate::plain) fn block_line(desk: &Desk<'_, '_>, block: &Block) -> String {
    let blocker = desk.io.words(&Message::new(words::blocker(block.blocker)));
    let age = desk.io.words(&age(block.since, desk.ctx.now()));
    let until = block.last_day().map(|day| desk.io.catalogue().day(day)).unwrap_or_default();
    let message = Message::new("plain-block")
        .with("blocker", blocker)
        .with("author", said::who(desk.io.catalogue(), &block.author))
        .with("age", age)
        .with("until", or_none(&until))
        .with("reason", block.reason.replace('\n', " "));
    desk.io.words(&message)
}

fn age(since: Timestamp, now: Timestamp) -> Message {
    let seconds = now.0.saturating_sub(since.0).max(0);
    let (key, unit) = match seconds {
        0..=3_599 => ("plain-age-minutes", MINUTE_S),
        3_600..=172_799 => ("plain-age-hours", 60 * MINUTE_S),
        _ => ("plain-age-days", DAY_S),
    };
    Message::new(key).with("count", seconds / unit)
}
