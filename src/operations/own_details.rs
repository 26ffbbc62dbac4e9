//! What a person of an establishment changes of their own account besides the password: their address and their language.
//! Source: `rules/access.md`, A2.

use super::aftermath::Aftermath;
use super::context::Context;
use super::deed::Kept as _;
use super::error::{Error, Result, Rule};
use super::permitted::record;
use super::user::{Users, follow};
use crate::audit::{Entry, Object};
use crate::auth;
use crate::auth::chosen::Verdict;
use crate::domain::access::Identity;
use crate::domain::act::Act;
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::password::Secret;
use crate::domain::stop::Stop;
use crate::domain::user::edited;
use crate::store::establishment::{person, sign_in};

/// What can be changed.
const OWN: [Field; 2] = [Field::Email, Field::Language];

/// Reads the acting person's own address and language, as a form shows them.
///
/// # Errors
/// [`Rule::Stopped`]; [`Rule::Elsewhere`] for whoever is no person of an establishment.
pub fn get(ctx: &mut Context) -> Result<Filled> {
    let ctx = &mut ctx.permit(Act::USER_CHANGE_DETAILS)?;
    let Identity::Person { id, .. } = ctx.actor.identity else { return Err(Rule::Elsewhere.into()) };
    ctx.read_own(|tx| {
        let own = Users::find(tx, &id)?.ok_or(Rule::Stopped(Stop::Gone))?.filled();
        let language = Some(own.text(Field::Language)).filter(|code| !code.is_empty());
        let language = language.unwrap_or_else(|| "own".to_owned());
        Ok(Filled::default().with(Field::Email, own.text(Field::Email)).with(Field::Language, language))
    })
}

/// Changes them. The password is asked for, since whoever has the address has the account: a code that is on its way to the
/// former one is void.
///
/// # Errors
/// [`Problem::PasswordWrong`]; every field's problem; as [`get`].
pub fn change(ctx: &mut Context, current: &Secret, typed: &Filled) -> Result<()> {
    let ctx = &mut ctx.permit(Act::USER_CHANGE_DETAILS)?;
    let Identity::Person { id, .. } = ctx.actor.identity else { return Err(Rule::Elsewhere.into()) };
    let known = ctx.read_own(|tx| Ok(sign_in::find(tx, id)?.ok_or(Rule::Stopped(Stop::Gone))?))?;
    if auth::verify(current, Some(&known.password))? == Verdict::Wrong {
        return Err(Error::field(Field::CurrentPassword, Problem::PasswordWrong));
    }
    let typed = OWN.into_iter().fold(Filled::default(), |all, field| all.with(field, typed.text(field)));
    let aftermath = ctx.write_own(|tx, permit, moment| {
        let was = Users::find(tx, &id)?.ok_or(Rule::Stopped(Stop::Gone))?;
        let (is, _) = edited(&was, &typed)?;
        if is == was.person.draft {
            return Ok(Aftermath::default());
        }
        person::update(tx, id, &is)?;
        let aftermath = follow(tx, (&was, &is), moment)?;
        let (before, after) = (was.filled(), Users::find(tx, &id)?.map(|user| user.filled()).unwrap_or_default());
        let mut entry = Entry::new(Act::USER_CHANGE_DETAILS, Object::account(&is.login));
        for (field, text) in after.other_than(&before) {
            entry = entry.was(field.name(), before.text(field)).is(field.name(), text);
        }
        record(tx, permit, moment.now, &aftermath.named(entry))?;
        Ok(aftermath)
    })?;
    ctx.note(aftermath);
    Ok(())
}
