//! Visits: a webmaster in an establishment for support, and whoever administers accounts looking at the console as somebody
//! else does.
//!
//! Invariants: who visits stays who they are, behind the identity by which they act ([`Identity::behind`]), so that they
//! alone are stopped, locked and signed out; that somebody comes and goes is in the audit of the establishment, and of a
//! webmaster in that of the host too. In support nothing is changed without a reason, and everything that is changed says
//! it; as somebody else nothing is changed at all ([`decide`](crate::domain::access::decide)).

use std::sync::Arc;

use super::context::Context;
use super::error::{Error, Result, Rule};
use super::permitted::record;
use super::{reach, rights, standing};
use crate::audit::{Entry, Object, SUPPORT};
use crate::domain::access::{At, Identity, Support};
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::{Field, Problem};
use crate::domain::text::line;
use crate::store::establishment::sign_in;
use crate::store::registry::establishment;

/// Characters of a reason, at most.
pub const REASON_MAX: usize = 200;

/// Enters an establishment for support, as a webmaster; without a reason only to look. From then on the context acts there.
///
/// # Errors
/// [`Rule::Elsewhere`] for anybody else, and from inside another one; the problem of the reason; [`Error::NotFound`]; what
/// keeps the establishment's database from being opened.
pub fn support(ctx: &mut Context, number: EstablishmentNumber, reason: &str) -> Result<()> {
    let identity = ctx.actor.identity.clone();
    let Identity::Webmaster { id, login, duty, support: None } = identity else { return Err(Rule::Elsewhere.into()) };
    let reason = read(reason)?;
    if !reason.is_empty() {
        ctx.within(At::Establishment(number), |ctx| ctx.permit(Act::ESTABLISHMENT_JUSTIFY).map(drop))?;
    }
    tell(ctx, Act::ESTABLISHMENT_SUPPORT, number, &reason)?;
    ctx.actor.identity = Identity::Webmaster { id, login, duty, support: Some(Support { of: number, reason }) };
    ctx.go(At::Establishment(number));
    Ok(())
}

/// Says why somebody is in an establishment for support, or says it anew: from then on they may change what is there.
///
/// # Errors
/// [`Rule::Elsewhere`] for anybody else; the problem of the reason; the rule that refuses.
pub fn justify(ctx: &mut Context, reason: &str) -> Result<()> {
    let Identity::Webmaster { support: Some(Support { of, .. }), .. } = ctx.actor.identity else {
        return Err(Rule::Elsewhere.into());
    };
    let reason = read(reason)?;
    if reason.is_empty() {
        return Err(Error::field(Field::Reason, Problem::Missing));
    }
    ctx.as_oneself(|ctx| {
        ctx.within(At::Establishment(of), |ctx| ctx.permit(Act::ESTABLISHMENT_JUSTIFY).map(drop))?;
        tell(ctx, Act::ESTABLISHMENT_JUSTIFY, of, &reason)
    })?;
    if let Identity::Webmaster { support: Some(support), .. } = &mut ctx.actor.identity {
        support.reason = reason;
    }
    Ok(())
}

fn read(reason: &str) -> Result<String> {
    line(reason, REASON_MAX).map_err(|problem| Error::field(Field::Reason, problem))
}

/// Writes it into both audits; first where the webmaster is known.
fn tell(ctx: &mut Context, act: Act, number: EstablishmentNumber, reason: &str) -> Result<()> {
    let ctx = &mut ctx.permit(act)?;
    let label = ctx.read(|tx| {
        reach::check(tx, number)?;
        establishment::denomination(tx, number)?.ok_or_else(|| Error::not_found("establishment", number))
    })?;
    let entry = Entry::new(act, Object::establishment(number, &label));
    let entry = if reason.is_empty() { entry } else { entry.is(SUPPORT, reason) };
    let at = At::Establishment(number);
    // What cannot be opened is entered by nobody, and says of nobody that they were there.
    ctx.elsewhere(at, |ctx| ctx.read_own(|_| Ok(())))?;
    ctx.write(|tx, permit, now| record(tx, permit, now, &entry))?;
    ctx.elsewhere(at, |ctx| ctx.write_own(|tx, permit, moment| record(tx, permit, moment.now, &entry)))
}

/// Looks at the console as somebody of the establishment does, and changes nothing. From then on the context acts as they
/// would; nothing of theirs is touched.
///
/// # Errors
/// [`Rule::Elsewhere`] at the host; [`Error::NotFound`]; the rule that refuses; [`Rule::Stopped`] of somebody who may not come
/// in themselves.
pub fn view_as(ctx: &mut Context, login: &str) -> Result<()> {
    let ctx = &mut ctx.permit(Act::USER_VIEW_AS)?;
    let At::Establishment(of) = ctx.at() else { return Err(Rule::Elsewhere.into()) };
    let (blocks, today) = (ctx.read(|tx| standing::blocks(tx, of))?, ctx.latest().at().day());
    let (person, found) = ctx.write_own(|tx, permit, moment| {
        let missing = || Error::not_found("user", login);
        let person = sign_in::find_by_login(tx, &standing::folded(login))?.ok_or_else(missing)?;
        let found = rights::standing(tx, person.id, today)?.ok_or_else(missing)?;
        standing::check_viewed((permit.by(), of), (&person, &found), &blocks, moment.now)?;
        record(tx, permit, moment.now, &Entry::new(Act::USER_VIEW_AS, Object::account(&person.login)))?;
        Ok((person, found))
    })?;
    if let Identity::Webmaster { support: Some(_), .. } = ctx.actor.identity {
        // As support itself is, so that the host knows of it too.
        let label = ctx.read(|tx| Ok(establishment::denomination(tx, of)?))?.unwrap_or_default();
        let object = Object::establishment(of, &label);
        let entry = Entry::new(Act::USER_VIEW_AS, object).is(Field::Login.name(), &person.login);
        ctx.write_anyway(|tx, permit, now| record(tx, permit, now, &entry))?;
    }
    let viewer = Some(Box::new(ctx.actor.identity.clone()));
    ctx.actor.identity =
        Identity::Person { of, id: person.id, login: person.login, standing: Some(Arc::new(found)), viewer };
    Ok(())
}

/// Leaves the visit that was begun last, whatever has become of it meanwhile: who visited is who they were, where they were.
///
/// # Errors
/// That it could not be written down.
pub fn leave(ctx: &mut Context) -> Result<()> {
    let Some(behind) = ctx.actor.identity.behind() else { return Ok(()) };
    let visited = std::mem::replace(&mut ctx.actor.identity, behind);
    ctx.go(ctx.actor.belongs());
    let ctx = &mut ctx.permit(Act::SESSION_LEAVE)?;
    match visited {
        Identity::Webmaster { support: Some(Support { of, reason }), .. } => {
            let label = ctx.read(|tx| Ok(establishment::denomination(tx, of)?))?.unwrap_or_default();
            let entry = Entry::new(Act::SESSION_LEAVE, Object::establishment(of, &label));
            let entry = if reason.is_empty() { entry } else { entry.is(SUPPORT, reason) };
            let at = At::Establishment(of);
            // One that is gone, or is being moved, keeps nobody.
            let _ = ctx.elsewhere(at, |ctx| ctx.write_own(|tx, permit, moment| record(tx, permit, moment.now, &entry)));
            ctx.write_anyway(|tx, permit, now| record(tx, permit, now, &entry))
        }
        visited => {
            let login = if let Identity::Person { login, .. } = visited { login } else { String::new() };
            let entry = Entry::new(Act::SESSION_LEAVE, Object::account(&login));
            ctx.write_own(|tx, permit, moment| record(tx, permit, moment.now, &entry))
        }
    }
}

/// Tells whether a visit may go on; where this is none, nothing is asked.
///
/// # Errors
/// Why it is over, or why nobody can tell: [`is_over`] knows.
pub fn stands(ctx: &mut Context) -> Result<()> {
    if ctx.actor.identity.behind().is_none() {
        return Ok(());
    }
    let at = ctx.actor.belongs();
    // What everybody may see who may be there at all.
    ctx.within(at, |ctx| ctx.permit(Act::ACCESS_LIST)?.read_own(|_| Ok(())))
}

/// Tells whether a visit is over by what has become of who visits, or of what is visited.
#[must_use]
pub const fn is_over(error: &Error) -> bool {
    matches!(error, Error::Refused(_) | Error::NotFound { .. } | Error::Rule(Rule::Stopped(_)))
}
