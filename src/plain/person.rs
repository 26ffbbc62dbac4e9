//! What a person of an establishment finds after the sign-in: their password first, where it must be changed, then the lists
//! that are open to them.

use super::conversation::Conversation;
use super::dialogue::{Step, one_back};
use super::form::{Form, Repaired};
use super::noun_form::{read, shape};
use super::{audit, job, mail, noun, visit};
use crate::domain::access::{Object, decide};
use crate::domain::act::{Act, Noun, Verb};
use crate::domain::field::Field;
use crate::domain::message::{Explain as _, Message};
use crate::domain::stop::Stop as Stopped;
use crate::nouns;
use crate::operations::webmaster::NewPassword;
use crate::operations::{own_details, people};

#[derive(Debug, Clone, Copy)]
enum Menu {
    Noun(Noun),
    Password,
    Details,
    /// Why a webmaster is here for support.
    Reason,
}

/// Asks what to work on, until somebody leaves.
pub(super) fn show(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let is_visit = conversation.ctx.actor.identity.depth() > 0;
    let home = conversation.attempt(people::home).ok_or_else(|| visit::way_out(conversation))?;
    let at = home.denomination.as_str();
    conversation.io.say(&Message::new("plain-home").with("name", home.name.as_str()).with("establishment", at));
    if home.must_change {
        conversation.io.say(&Stopped::MustChange.message());
        while !change_password(conversation)? {}
    }
    let object = Object::at(conversation.ctx.actor.belongs());
    let actor = conversation.ctx.actor.clone();
    let may = |noun| Act::find(noun, Verb::List).is_some_and(|act| decide(&actor, act, object).is_ok());
    let is_here = |noun: Noun| noun.is_inside() || noun.is_also_inside();
    let lines = |is_first: bool| {
        let doors = nouns::ALL.into_iter().filter(|door| is_here(door.noun()) == is_first && may(door.noun()));
        doors.map(|door| (door.menu(), Menu::Noun(door.noun()))).collect::<Vec<_>>()
    };
    let mut entries = lines(true);
    for (label, act, menu) in [
        ("plain-menu-password", Act::USER_CHANGE_PASSWORD, Menu::Password),
        ("plain-menu-details", Act::USER_CHANGE_DETAILS, Menu::Details),
    ] {
        if conversation.offers(act) {
            entries.push((label, menu));
        }
    }
    if conversation.ctx.actor.identity.support().is_some() && actor.kind() == "webmaster" {
        entries.push(("plain-act-reason", Menu::Reason));
    }
    // At the end: people know the numbers of the others.
    entries.extend(lines(false));
    let leave = if is_visit { "plain-visit-leave-line" } else { "plain-leave-line" };
    loop {
        visit::tell(conversation, &home.denomination)?;
        let title = Message::new("plain-menu-main");
        let result = match conversation.io.menu_to(&title, &entries, leave, "plain-help-home")? {
            Menu::Noun(Noun::Mail) => mail::show(conversation),
            Menu::Noun(Noun::Job) => job::show(conversation),
            Menu::Noun(Noun::Audit) => audit::show(conversation),
            Menu::Noun(noun) => noun::show(conversation, noun),
            Menu::Password => {
                conversation.before(Act::USER_CHANGE_PASSWORD).and_then(|()| change_password(conversation).map(drop))
            }
            Menu::Details => conversation.before(Act::USER_CHANGE_DETAILS).and_then(|()| change_details(conversation)),
            Menu::Reason => visit::justify(conversation),
        };
        one_back(result)?;
    }
}

/// Changes the own password; tells whether it was.
fn change_password(conversation: &mut Conversation<'_, '_>) -> Step<bool> {
    let labels = [Field::CurrentPassword.label(), Message::new("new-password-label"), Field::PasswordAgain.label()];
    let [current, password, again] = labels.map(|label| conversation.io.words(&label));
    let current = conversation.io.hear_secret(&current, &["plain-help-password"])?;
    let password = conversation.io.hear_secret(&password, &["user-hint-password"])?;
    let again = conversation.io.hear_secret(&again, &["user-hint-password"])?;
    let new = NewPassword { password: &password, again: &again };
    let changed = conversation.attempt(|ctx| people::change_password(ctx, &current, &new)).is_some();
    if changed {
        conversation.io.text("webmaster-password-changed");
    }
    Ok(changed)
}

/// Changes the own address and language, once the password was given.
fn change_details(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let Some(own) = conversation.attempt(own_details::get) else { return Ok(()) };
    let (door, fields) = (nouns::USERS, nouns::own_details());
    let mut form = shape(conversation, door, &fields, &own);
    let check = |form: &Form| door.check(Act::USER_CHANGE_DETAILS, &read(form, &fields, own.clone()));
    form.fill(conversation.io, &check)?;
    loop {
        let label = conversation.io.words(&Field::CurrentPassword.label());
        let current = conversation.io.hear_secret(&label, &["plain-help-password"])?;
        let typed = read(&form, &fields, own.clone());
        match own_details::change(&mut conversation.ctx, &current, &typed) {
            Ok(()) => {
                conversation.io.text("own-details-changed");
                return Ok(());
            }
            Err(error) => {
                if form.again(conversation.io, &error, &check)? == Repaired::No {
                    return Ok(());
                }
            }
        }
    }
}
