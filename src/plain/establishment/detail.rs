//! One establishment in full, and what can be done to it.

use super::{edit, one};
use crate::domain::account::Administrator;
use crate::domain::block::Block;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::message::Message;
use crate::domain::time::{DAY_S, MINUTE_S, Timestamp};
use crate::i18n::{audit as said, words};
use crate::operations::establishment;
use crate::plain::command::Command;
use crate::plain::desk::{Desk, or_never, or_none};
use crate::plain::dialogue::{Step, one_back};
use crate::plain::form::say_value;

#[derive(Debug, Clone, Copy)]
enum Act {
    Show,
    Edit,
    Block,
    Unblock,
    Reset,
    Delete,
}

/// Shows one and does what is asked for.
pub(super) fn show(desk: &mut Desk<'_, '_>, number: EstablishmentNumber) -> Step<()> {
    if !tell(desk, number) {
        return Ok(());
    }
    let entries = [
        ("plain-act-show", Act::Show),
        ("plain-act-edit", Act::Edit),
        ("plain-act-block", Act::Block),
        ("plain-act-unblock", Act::Unblock),
        ("plain-act-reset", Act::Reset),
        ("plain-act-delete", Act::Delete),
    ];
    loop {
        let title = Message::new("plain-establishment").with("number", number.to_string());
        let act = desk.io.menu(&title, &entries, "plain-help-detail")?;
        let result = match act {
            Act::Show => {
                tell(desk, number);
                Ok(())
            }
            Act::Edit => desk.before_a_change().and_then(|()| edit::ask(desk, number)),
            Act::Block => desk.before_a_change().and_then(|()| one::block(desk, number)),
            Act::Unblock => desk.before_a_change().and_then(|()| one::unblock(desk, number)),
            Act::Reset => desk.before_a_change().and_then(|()| one::reset(desk, number)),
            Act::Delete => match desk.before_a_change().and_then(|()| one::delete(desk, number)) {
                Ok(one::Gone::Yes) => return Ok(()),
                Ok(one::Gone::No) => Ok(()),
                Err(stop) => Err(stop),
            },
        };
        one_back(result)?;
    }
}

/// Says everything about one; `false` when there is none.
fn tell(desk: &mut Desk<'_, '_>, number: EstablishmentNumber) -> bool {
    let Some(found) = desk.attempt(|ctx| establishment::detail(ctx, number)) else { return false };
    let zones = desk.zones();
    let row = &found.establishment;
    let now = desk.ctx.now();
    let values = [
        ("column-number", row.number.to_string()),
        ("column-name", row.denomination.clone()),
        ("column-location", row.location.clone()),
        ("column-zone", zones.name(row.zone)),
        ("column-uai", row.uai.as_ref().map(|uai| uai.as_str().to_owned()).unwrap_or_default()),
        ("column-contact", row.contact.full_name()),
        ("column-mail", row.contact.email_text().to_owned()),
        ("column-registered", desk.io.catalogue().day(row.registered_on)),
        ("column-state", desk.io.words(&Message::new(words::state(row.state(now))))),
    ];
    for (key, value) in values {
        let label = desk.io.words(&Message::new(key));
        say_value(desk.io, &label, &value);
    }
    blocks(desk, row);
    if let Some(mail) = &found.mail {
        let state = desk.io.words(&Message::new(words::mail_state(mail.state)));
        let message = Message::new("plain-latest-mail")
            .with("id", mail.id.0.to_string())
            .with("state", state)
            .with("words", super::super::mail::said(desk, mail));
        desk.io.say(&message);
    }
    for one in desk.attempt(|ctx| establishment::administrators(ctx, number)).unwrap_or_default() {
        desk.io.say(&administrator(&one));
    }
    desk.io.remember(Command::new("establishment show").arg(&number.to_string()).line());
    true
}

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
