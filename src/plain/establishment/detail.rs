//! One establishment in full, and what can be done to it.

use super::{edit, one};
use crate::domain::access::At;
use crate::domain::act::Noun;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::Message;
use crate::nouns::establishment::card;
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
    let facts = card(&found, desk.io.catalogue(), &|zone| zones.name(zone), desk.ctx.now());
    let mut label = String::new();
    for fact in facts {
        if !fact.label.is_empty() {
            label = desk.io.words(&Message::new(fact.label));
        }
        say_value(desk.io, &label, &fact.value);
    }
    desk.io.remember(Command::new("establishment show").arg(&number.to_string()).line());
    true
}
