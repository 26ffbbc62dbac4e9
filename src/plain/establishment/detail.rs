//! One establishment in full, and what can be done to it.

use super::one;
use crate::domain::access::At;
use crate::domain::act::{self, Noun};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::Message;
use crate::nouns::{self, ESTABLISHMENTS};
use crate::plain::conversation::Conversation;
use crate::plain::dialogue::{Step, one_back};
use crate::plain::{job, noun};

#[derive(Debug, Clone, Copy)]
enum Act {
    Show,
    Edit,
    Block,
    Unblock,
    Reset,
    Delete,
    Noun(Noun),
    Jobs,
}

/// Shows one and does what is asked for.
pub(super) fn show(conversation: &mut Conversation<'_, '_>, number: EstablishmentNumber) -> Step<()> {
    let key = number.to_string();
    if !noun::tell(conversation, ESTABLISHMENTS, &key) {
        return Ok(());
    }
    let mut entries = vec![
        ("plain-act-show", Act::Show),
        ("plain-act-edit", Act::Edit),
        ("plain-act-block", Act::Block),
        ("plain-act-unblock", Act::Unblock),
        ("plain-act-reset", Act::Reset),
        ("plain-act-delete", Act::Delete),
    ];
    let inside = nouns::ALL.into_iter().filter(|door| door.noun().is_inside());
    entries.extend(inside.map(|door| (door.menu(), Act::Noun(door.noun()))));
    entries.push(("action-inside-jobs", Act::Jobs));
    let inside = At::Establishment(number);
    loop {
        let title = Message::new("plain-establishment").with("number", number.to_string());
        let chosen = conversation.io.menu(&title, &entries, "plain-help-detail")?;
        let result = match chosen {
            Act::Show => {
                noun::tell(conversation, ESTABLISHMENTS, &key);
                Ok(())
            }
            Act::Edit => conversation
                .before_a_change()
                .and_then(|()| noun::on_row(conversation, act::Act::ESTABLISHMENT_EDIT, &key)),
            Act::Block => conversation
                .before_a_change()
                .and_then(|()| noun::on_row(conversation, act::Act::ESTABLISHMENT_BLOCK, &key))
                .map(|()| one::blocks(conversation, number)),
            Act::Unblock => conversation
                .before_a_change()
                .and_then(|()| one::pick(conversation, act::Act::ESTABLISHMENT_UNBLOCK, number)),
            Act::Reset => conversation
                .before_a_change()
                .and_then(|()| one::pick(conversation, act::Act::ESTABLISHMENT_RESET_PASSWORD, number)),
            Act::Delete => match conversation.before_a_change().and_then(|()| one::delete(conversation, number)) {
                Ok(one::Gone::Yes) => return Ok(()),
                Ok(one::Gone::No) => Ok(()),
                Err(stop) => Err(stop),
            },
            Act::Noun(noun) => conversation.within(inside, |conversation| noun::show(conversation, noun)),
            Act::Jobs => conversation.within(inside, job::show),
        };
        one_back(result)?;
    }
}
