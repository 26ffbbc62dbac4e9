//! Webmasters: several, by name. The last one that may sign in cannot be disabled.

use super::clock;
use super::context::Context;
use super::error::{Error, Result, Rule};
use super::host::{check_password, stored};
use super::permitted::{Permitted, record};
use crate::audit::{Entry, Object};
use crate::auth::chosen::{self, Verdict};
use crate::domain::access::{Identity, Refusal};
use crate::domain::act::Act;
use crate::domain::contact::Email;
use crate::domain::field::{Field, Problem};
use crate::domain::password::Secret;
use crate::domain::webmaster::{Webmaster, WebmasterId, WebmasterInput};
use crate::store::registry::Tx;
use crate::store::registry::webmaster::{self, Active};
use crate::store::registry::{lockout, session};

/// Lists all webmasters by login.
///
/// # Errors
/// What the store says.
pub fn list(ctx: &mut Context) -> Result<Vec<Webmaster>> {
    let ctx = &mut ctx.permit(Act::WEBMASTER_LIST)?;
    ctx.read(|tx| Ok(webmaster::list(tx)?))
}

/// Finds a webmaster by login.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(ctx: &mut Context, login: &str) -> Result<Webmaster> {
    let ctx = &mut ctx.permit(Act::WEBMASTER_SHOW)?;
    let key = login.trim().to_lowercase();
    let found = ctx.read(|tx| Ok(webmaster::find_by_login(tx, &key)?))?;
    found.map(|(webmaster, _)| webmaster).ok_or_else(|| Error::not_found("webmaster", login))
}

/// A new password, typed twice.
#[derive(Debug)]
pub struct NewPassword<'a> {
    /// The password.
    pub password: &'a Secret,
    /// The same, typed again.
    pub again: &'a Secret,
}

/// Adds a webmaster.
///
/// # Errors
/// Every field's problem.
pub fn add(ctx: &mut Context, input: &WebmasterInput, new: &NewPassword<'_>) -> Result<WebmasterId> {
    let ctx = &mut ctx.permit(Act::WEBMASTER_ADD)?;
    let host = ctx.read(stored)?.0.identity.name;
    let draft = input.check();
    let weak = check_password(new.password, new.again, input, &host);
    let draft = match draft {
        Ok(draft) if weak.is_empty() => draft,
        Ok(_) => return Err(Error::Fields(weak)),
        Err(errors) => return Err(Error::Fields(errors.into_iter().chain(weak).collect())),
    };
    let hash = chosen::hash(new.password)?;
    ctx.write(|tx, permit, now| {
        if webmaster::find_by_login(tx, draft.login.as_str())?.is_some() {
            return Err(Error::field(Field::Login, Problem::LoginUsed));
        }
        let id = webmaster::insert(tx, &draft, &hash)?;
        let entry = Entry::new(Act::WEBMASTER_ADD, Object::webmaster(draft.login.as_str()))
            .is("last-name", &draft.last_name)
            .is("first-name", &draft.first_name)
            .is("email", draft.email.as_ref().map_or("", Email::as_str));
        record(tx, permit, now, &entry)?;
        Ok(id)
    })
}

/// Changes names and address; the login stays.
///
/// # Errors
/// Every field's problem; [`Rule::Changed`].
pub fn edit(ctx: &mut Context, id: WebmasterId, rev: i64, input: &WebmasterInput) -> Result<()> {
    let ctx = &mut ctx.permit(Act::WEBMASTER_EDIT)?;
    let draft = input.check()?;
    ctx.write(|tx, permit, now| {
        let (old, _) = webmaster::find(tx, id)?.ok_or_else(|| Error::not_found("webmaster", id.0))?;
        if !webmaster::update(tx, id, rev, &draft)? {
            return Err(Rule::Changed.into());
        }
        let entry = Entry::new(Act::WEBMASTER_EDIT, Object::webmaster(old.login.as_str()))
            .was("last-name", &old.last_name)
            .was("first-name", &old.first_name)
            .was("email", old.email.as_ref().map_or("", Email::as_str))
            .is("last-name", &draft.last_name)
            .is("first-name", &draft.first_name)
            .is("email", draft.email.as_ref().map_or("", Email::as_str));
        record(tx, permit, now, &entry)
    })
}

/// Disables a webmaster: no sign-in any more, and a running session ends at its next action.
///
/// # Errors
/// [`Rule::OwnAccount`], [`Rule::LastWebmaster`].
pub fn disable(ctx: &mut Context, id: WebmasterId) -> Result<()> {
    let ctx = &mut ctx.permit(Act::WEBMASTER_DISABLE)?;
    ctx.write(|tx, permit, now| {
        let (found, _) = webmaster::find(tx, id)?.ok_or_else(|| Error::not_found("webmaster", id.0))?;
        if matches!(permit.by().identity, Identity::Webmaster { id: own, .. } if own == id) {
            return Err(Rule::OwnAccount.into());
        }
        if found.active && webmaster::count_active(tx)? <= 1 {
            return Err(Rule::LastWebmaster.into());
        }
        webmaster::set_active(tx, id, Active::No)?;
        record(tx, permit, now, &Entry::new(Act::WEBMASTER_DISABLE, Object::webmaster(found.login.as_str())))
    })
}

/// Enables a webmaster again.
///
/// # Errors
/// [`Error::NotFound`].
pub fn enable(ctx: &mut Context, id: WebmasterId) -> Result<()> {
    let ctx = &mut ctx.permit(Act::WEBMASTER_ENABLE)?;
    ctx.write(|tx, permit, now| {
        let (found, _) = webmaster::find(tx, id)?.ok_or_else(|| Error::not_found("webmaster", id.0))?;
        webmaster::set_active(tx, id, Active::Yes)?;
        record(tx, permit, now, &Entry::new(Act::WEBMASTER_ENABLE, Object::webmaster(found.login.as_str())))
    })
}

/// Changes the acting webmaster's own password.
///
/// # Errors
/// [`Problem::PasswordWrong`] for the current one; the new one's problems.
pub fn change_password(ctx: &mut Context, current: &Secret, new: &NewPassword<'_>) -> Result<()> {
    let ctx = &mut ctx.permit(Act::WEBMASTER_CHANGE_PASSWORD)?;
    let Identity::Webmaster { id, .. } = ctx.actor.identity else { return Err(Rule::SignInFailed.into()) };
    let stored = ctx.read(|tx| Ok(webmaster::find(tx, id)?))?.map(|(_, hash)| hash);
    if chosen::verify(current, stored.as_deref())? == Verdict::Wrong {
        return Err(Error::field(Field::CurrentPassword, Problem::PasswordWrong));
    }
    store_password(ctx, id, new, Act::WEBMASTER_CHANGE_PASSWORD)
}

/// Refuses to act in the name of a webmaster who was disabled since: what takes long asks again and again.
pub(super) fn check_active(tx: &Tx<'_>, identity: &Identity) -> Result<()> {
    let Identity::Webmaster { id, .. } = identity else { return Ok(()) };
    match webmaster::find(tx, *id)? {
        Some((found, _)) if found.active => Ok(()),
        Some(_) | None => Err(Refusal::of_nobody(Act::SESSION_TOUCH).into()),
    }
}

/// Sets another webmaster's password: whoever signed in by the former one is signed out at the next action.
///
/// # Errors
/// The new one's problems.
pub fn set_password(ctx: &mut Context, id: WebmasterId, new: &NewPassword<'_>) -> Result<()> {
    let ctx = &mut ctx.permit(Act::WEBMASTER_SET_PASSWORD)?;
    store_password(ctx, id, new, Act::WEBMASTER_SET_PASSWORD)
}

fn store_password(ctx: &mut Permitted<'_>, id: WebmasterId, new: &NewPassword<'_>, act: Act) -> Result<()> {
    let found = ctx.read(|tx| Ok(webmaster::find(tx, id)?))?;
    let (person, _) = found.ok_or_else(|| Error::not_found("webmaster", id.0))?;
    let host = ctx.read(stored)?.0.identity.name;
    let names = WebmasterInput {
        login: person.login.as_str().to_owned(),
        last_name: person.last_name.clone(),
        first_name: person.first_name.clone(),
        email: String::new(),
    };
    let weak = check_password(new.password, new.again, &names, &host);
    if !weak.is_empty() {
        return Err(Error::Fields(weak));
    }
    let hash = chosen::hash(new.password)?;
    ctx.write(|tx, permit, now| {
        webmaster::set_password(tx, id, &hash)?;
        if !matches!(permit.by().identity, Identity::Webmaster { id: own, .. } if own == id) {
            session::end_all(tx, id, "password", clock::kept_at(tx, now)?)?;
        }
        // Wrong tries at the former one say nothing about this one.
        lockout::forget(tx, person.login.as_str())?;
        record(tx, permit, now, &Entry::new(act, Object::webmaster(person.login.as_str())))
    })
}
