//! One establishment in full, and what can be done to it.

use super::{bulk, one};
use crate::domain::access::At;
use crate::domain::act::{Act, Noun};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::Selection;
use crate::domain::message::Message;
use crate::nouns::{self, ESTABLISHMENTS};
use crate::plain::conversation::Conversation;
use crate::plain::dialogue::{Step, one_back};
use crate::plain::{job, noun};

#[derive(Debug, Clone, Copy)]
enum Choice {
    Show,
    Do(Act),
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
        ("plain-act-show", Choice::Show),
        ("plain-act-edit", Choice::Do(Act::ESTABLISHMENT_EDIT)),
        ("plain-act-block", Choice::Do(Act::ESTABLISHMENT_BLOCK)),
        ("plain-act-unblock", Choice::Do(Act::ESTABLISHMENT_UNBLOCK)),
        ("plain-act-reset", Choice::Do(Act::ESTABLISHMENT_RESET_PASSWORD)),
        ("plain-act-delete", Choice::Do(Act::ESTABLISHMENT_DELETE)),
    ];
    let inside = nouns::ALL.into_iter().filter(|door| door.noun().is_inside());
    entries.extend(inside.map(|door| (door.menu(), Choice::Noun(door.noun()))));
    entries.push(("action-inside-jobs", Choice::Jobs));
    entries.extend([
        ("action-establishment-move", Choice::Do(Act::ESTABLISHMENT_MOVE)),
        ("action-establishment-export", Choice::Do(Act::ESTABLISHMENT_EXPORT)),
        ("plain-act-mail", Choice::Do(Act::ESTABLISHMENT_MAIL)),
    ]);
    let inside = At::Establishment(number);
    loop {
        let title = Message::new("plain-establishment").with("number", number.to_string());
        let chosen = conversation.io.menu(&title, &entries, "plain-help-detail")?;
        let result = match chosen {
            Choice::Show => {
                noun::tell(conversation, ESTABLISHMENTS, &key);
                Ok(())
            }
            Choice::Do(act) => match conversation.before_a_change().and_then(|()| begin(conversation, act, number)) {
                Ok(one::Gone::Yes) => return Ok(()),
                done => done.map(drop),
            },
            Choice::Noun(noun) => conversation.within(inside, |conversation| noun::show(conversation, noun)),
            Choice::Jobs => conversation.within(inside, job::show),
        };
        one_back(result)?;
    }
}

/// Does one act; those that choose among what stands, and deleting, have ways of their own.
fn begin(conversation: &mut Conversation<'_, '_>, act: Act, number: EstablishmentNumber) -> Step<one::Gone> {
    match act {
        Act::ESTABLISHMENT_DELETE => return one::delete(conversation, number),
        Act::ESTABLISHMENT_UNBLOCK | Act::ESTABLISHMENT_RESET_PASSWORD => one::pick(conversation, act, number)?,
        Act::ESTABLISHMENT_MOVE | Act::ESTABLISHMENT_EXPORT | Act::ESTABLISHMENT_MAIL => {
            bulk::begin(conversation, act, Selection::Numbers { numbers: vec![number] })?;
        }
        _ => noun::on_row(conversation, act, &number.to_string())?,
    }
    if act == Act::ESTABLISHMENT_BLOCK {
        one::blocks(conversation, number);
    }
    Ok(one::Gone::No)
}
