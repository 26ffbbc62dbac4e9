//! One establishment in full, and what can be done to it.

use super::standing::{administrator, blocks};
use super::{edit, one};
use crate::domain::access::At;
use crate::domain::act::Noun;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::Message;
use crate::i18n::words;
use crate::operations::establishment;
use crate::plain::command::Command;
use crate::plain::desk::Desk;
use crate::plain::dialogue::{Step, one_back};
use crate::plain::form::say_value;
use crate::plain::{job, noun};

#[derive(Debug, Clone, Copy)]
enum Act {
    Show,
    Edit,
    Block,
    Unblock,
    Reset,
    Delete,
    Departments,
    Jobs,
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
        ("action-departments", Act::Departments),
        ("action-inside-jobs", Act::Jobs),
    ];
    let inside = At::Establishment(number);
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
            Act::Departments => desk.within(inside, |desk| noun::show(desk, Noun::Department)),
            Act::Jobs => desk.within(inside, job::show),
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
