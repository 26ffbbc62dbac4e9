//! A password that somebody of an establishment has forgotten: a code is mailed to the account's address, and whoever has it
//! chooses another password.
//!
//! Invariant: whoever asks learns nothing. An establishment or an account that is not there, that is stopped or has no address,
//! and an ask too many give one answer after one work; so do all codes that are not good.

use super::clock::Moment;
use super::context::Context;
use super::error::{Error, Result, Rule};
use super::host::check_new_password;
use super::inside_letter;
use super::people::{is_shut, resolve};
use super::permitted::{Permitted, record};
use super::rights;
use super::session::{refuse, reserve};
use super::standing::{self, counted_for, folded};
use super::webmaster::NewPassword;
use crate::audit::{Entry, Object};
use crate::auth::{chosen, generated};
use crate::domain::access::{At, Permit};
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::block::Block;
use crate::domain::erased::CODE_FOR;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::lockout::{self, Standing};
use crate::domain::mail::Tells;
use crate::domain::password::{Secret, USER_MIN, WEBMASTER_MIN};
use crate::domain::person::Person;
use crate::domain::reset::{CODE_GOOD_S, ResetCode};
use crate::domain::time::{Latest, Timestamp};
use crate::store::establishment::{Tx, account, person, reset_code, sign_in, waiting_mail};
use crate::store::ledger::lockout::{self as tries, Counted};
use crate::store::registry::mail_inside;

/// Whose password it is: the establishment as it was typed, and a login or an address there.
#[derive(Debug, Clone, Copy)]
pub struct Whose<'a> {
    /// Its number or its UAI.
    pub establishment: &'a str,
    /// The login, or the address of one account alone.
    pub who: &'a str,
}

/// What a step of it knows besides: the blocks of the establishment, and the time.
struct Now {
    blocks: Vec<Block>,
    latest: Latest,
    ssh_key: String,
    door: &'static str,
}

/// What tries at codes are counted for, apart from those to sign in.
fn counted_as(id: AccountId) -> String {
    format!("{CODE_FOR}{}", counted_for(Some(id), ""))
}

/// The same of whoever was typed, and how the audit names them.
fn marks(found: Option<&Person>, who: &str) -> (String, String) {
    let mark = counted_for(None, &folded(who));
    found.map_or_else(|| (mark.clone(), mark.clone()), |found| (counted_as(found.id), found.draft.login.clone()))
}

/// Has a code mailed, if there is an account to which it can be.
///
/// # Errors
/// [`Rule::SeveralSites`], as for signing in; what concerns the machine.
pub fn ask(ctx: &mut Context, whose: Whose<'_>) -> Result<()> {
    let ctx = &mut ctx.permit(Act::SESSION_SIGN_IN)?;
    // Drawn whether somebody gets it or not.
    let (code, stored) = generated::make_code()?;
    let number = resolve(ctx, whose.establishment)?;
    note(ctx, number, whose.who)?;
    let asked = within(ctx, number, |ctx, now| {
        ctx.write_own(|tx, permit, moment| send(tx, (permit, moment, now), whose.who, (code, stored)))
    });
    match asked {
        Err(error) if is_shut(&error) => refuse_outside(ctx, number, whose.who),
        done => done,
    }
}

/// Sends the code to the only account that is meant, unless something stops it.
fn send(
    tx: &Tx<'_>,
    (permit, moment, now): (&Permit<'_>, Moment, &Now),
    who: &str,
    (code, stored): (Secret, String),
) -> Result<()> {
    let (found, until) = (find(tx, who)?, moment.now.plus_s(CODE_GOOD_S));
    let (mark, named) = marks(found.as_ref(), who);
    let heard = reserve(tx, Counted { login: &mark, ssh_key: &now.ssh_key }, Standing::Ordinary, moment.now)?;
    let open = match &found {
        Some(found) if heard && !found.draft.email.is_empty() => open(tx, found, (moment.now, now))?,
        _ => None,
    };
    let next = open.zip(found).and_then(|(code, found)| Some((code.asked_again(moment.now)?, found)));
    let Some((next, found)) = next else {
        let object = Object::account(&named);
        inside_letter::leave_for_nobody(tx, (code, until), moment.kept_at)?;
        return refuse(tx, permit, moment.now, Entry::event("session.code-refused", object).is("door", now.door));
    };
    reset_code::put(tx, found.id, &ResetCode { stored, until, rev: found.rev, ..next })?;
    inside_letter::leave(tx, (&found, Tells::ResetCode), (code, until), moment.kept_at)?;
    let entry = Entry::event("session.code-sent", Object::account(&found.draft.login)).is("door", now.door);
    record(tx, permit, moment.now, &entry.is("recipient", found.draft.email))
}

/// Finds the account of a login, else the only one of an address.
fn find(tx: &Tx<'_>, who: &str) -> Result<Option<Person>> {
    let typed = folded(who);
    // Both are looked for, whichever there is.
    let (by_login, by_address) = (sign_in::find_by_login(tx, &typed)?, person::ids_of_email(tx, &typed)?);
    match (by_login, by_address.as_slice()) {
        (Some(found), _) => Ok(person::find(tx, found.id)?),
        (None, [only]) => Ok(person::find(tx, *only)?),
        (None, _) => Ok(None),
    }
}

/// Returns what is stored of the code of an account that could sign in; none of one that is stopped.
fn open(tx: &Tx<'_>, found: &Person, (at, now): (Timestamp, &Now)) -> Result<Option<ResetCode>> {
    let rights = rights::standing(tx, found.id, now.latest.at().day())?;
    let (Some(own), Some(rights)) = (sign_in::find(tx, found.id)?, rights) else { return Ok(None) };
    if standing::stop((&own, &rights), &now.blocks, at).is_some() {
        return Ok(None);
    }
    Ok(Some(reset_code::find(tx, found.id)?.unwrap_or(ResetCode::NONE)))
}

/// Gives an account the password that whoever has its code has chosen; its sessions end.
///
/// # Errors
/// [`Rule::CodeRefused`]; the new password's problems, once the code was right; as [`ask`].
pub fn redeem(ctx: &mut Context, whose: Whose<'_>, code: &Secret, new: &NewPassword<'_>) -> Result<()> {
    let ctx = &mut ctx.permit(Act::SESSION_SIGN_IN)?;
    let number = resolve(ctx, whose.establishment)?;
    let redeemed = within(ctx, number, |ctx, now| {
        let (own, name, min) = prove(ctx, now, whose.who, code)?;
        let personal = [own.login.as_str(), &own.last_name, &own.first_name, &name];
        let weak = check_new_password((new.password, new.again), min, &personal);
        if !weak.is_empty() {
            return Err(Error::Fields(weak));
        }
        let hash = chosen::hash(new.password)?;
        ctx.write_own(|tx, permit, moment| {
            // Somebody may have used it meanwhile.
            let found = person::find(tx, own.id)?.ok_or(Rule::CodeRefused)?;
            if !is_code(tx, &found, code, (moment.now, now))? {
                return Err(Rule::CodeRefused.into());
            }
            let counts = reset_code::find(tx, own.id)?.unwrap_or(ResetCode::NONE);
            reset_code::put(tx, own.id, &ResetCode { stored: String::new(), ..counts })?;
            sign_in::set_chosen_password(tx, own.id, &hash)?;
            waiting_mail::forget_secrets(tx, &own.login)?;
            standing::end_sessions(tx, own.id, moment.kept_at)?;
            tries::forget(tx, &counted_as(own.id))?;
            let entry = Entry::new(Act::USER_CHANGE_PASSWORD, Object::account(&own.login));
            record(tx, permit, moment.now, &entry.is("door", now.door).is("reason", "code"))
        })
    });
    match redeemed {
        Err(error) if is_shut(&error) => {
            refuse_outside(ctx, number, whose.who)?;
            Err(Rule::CodeRefused.into())
        }
        done => done,
    }
}

/// Finds the account of a code, by the rules of lock-out; with the establishment's name, and how long its password must be.
fn prove(ctx: &mut Permitted<'_>, now: &Now, who: &str, code: &Secret) -> Result<(sign_in::Person, String, usize)> {
    let proved = ctx.write_own(|tx, permit, moment| {
        let found = find(tx, who)?;
        let (mark, named) = marks(found.as_ref(), who);
        let counted = Counted { login: &mark, ssh_key: &now.ssh_key };
        let heard = reserve(tx, counted, Standing::Ordinary, moment.now)?;
        let own = match found {
            Some(found) if heard && is_code(tx, &found, code, (moment.now, now))? => sign_in::find(tx, found.id)?,
            _ => None,
        };
        let Some(own) = own else {
            let entry = Entry::event("session.code-refused", Object::account(&named)).is("door", now.door);
            refuse(tx, permit, moment.now, entry)?;
            return Ok(None);
        };
        tries::put(tx, counted, lockout::succeed(tries::find(tx, counted)?))?;
        let [name, ..] = account::identity(tx)?;
        let rights = rights::standing(tx, own.id, now.latest.at().day())?;
        let min = if rights.is_some_and(|rights| rights.is_manager()) { WEBMASTER_MIN } else { USER_MIN };
        Ok(Some((own, name, min)))
    })?;
    proved.ok_or_else(|| Rule::CodeRefused.into())
}

/// Tells whether a code opens an account now.
fn is_code(tx: &Tx<'_>, found: &Person, code: &Secret, (at, now): (Timestamp, &Now)) -> Result<bool> {
    let stored = open(tx, found, (at, now))?.filter(|stored| stored.is_good(found.rev, at, now.latest));
    Ok(stored.is_some_and(|stored| generated::verify(code, &stored.stored)))
}

/// Does a step in an establishment, if there is one.
fn within<T>(
    ctx: &mut Permitted<'_>,
    number: Option<EstablishmentNumber>,
    work: impl FnOnce(&mut Permitted<'_>, &Now) -> Result<T>,
) -> Result<T> {
    let number = number.ok_or_else(|| Error::not_found("establishment", ""))?;
    let now = Now {
        blocks: ctx.read(|tx| standing::blocks(tx, number))?,
        latest: ctx.latest(),
        ssh_key: ctx.actor.ssh_key.clone(),
        door: ctx.options().door.word(),
    };
    ctx.elsewhere(At::Establishment(number), |ctx| work(ctx, &now))
}

/// Has the host look for a mail there, before it is written; where there is nothing to look at, a change is made all the same.
fn note(ctx: &mut Permitted<'_>, number: Option<EstablishmentNumber>, who: &str) -> Result<()> {
    let (mark, ssh_key) = (counted_for(None, &folded(who)), ctx.actor.ssh_key.clone());
    let counted = Counted { login: &mark, ssh_key: &ssh_key };
    ctx.write_upkeep(|tx, _, _| match number {
        Some(number) => Ok(mail_inside::note(tx, number)?),
        None => Ok(tries::put(tx, counted, tries::find(tx, counted)?)?),
    })
}

/// Does for an establishment that is not there, or cannot be entered, the same work as for an account that is not: two
/// changes, as where a database is changed and the host notes it.
fn refuse_outside(ctx: &mut Permitted<'_>, number: Option<EstablishmentNumber>, who: &str) -> Result<()> {
    let (mark, ssh_key, door) = (counted_for(None, &folded(who)), ctx.actor.ssh_key.clone(), ctx.options().door.word());
    let counted = Counted { login: &mark, ssh_key: &ssh_key };
    ctx.write_anyway(|tx, _, now| reserve(tx, counted, Standing::Ordinary, now))?;
    ctx.write_anyway(|tx, permit, now| {
        let entry = Entry::event("session.code-refused", Object::account(&mark)).is("door", door);
        let of = number.map(|number| number.to_string());
        refuse(tx, permit, now, of.into_iter().fold(entry, |entry, number| entry.is("establishment", number)))
    })
}
