//! Signing in of people of an establishment, in its own database, and their own password.
//!
//! Invariant: before the password was right nobody learns anything: an establishment that does not exist or cannot be opened,
//! an unknown login, a wrong password and tries that are not heard give one answer after one work.

use std::sync::Arc;

use super::clock::Moment;
use super::context::Context;
use super::error::{Error, Result, Rule};
use super::host::check_new_password;
use super::permitted::{Permitted, permit_at, record};
use super::recover;
use super::rights;
use super::session::{self, Session, SignedIn, refuse, reserve};
use super::standing::{self, counted_for, folded};
use super::webmaster::NewPassword;
use crate::audit::{Entry, Object};
use crate::auth;
use crate::auth::chosen::{self, Verdict};
use crate::domain::access::{Actor, At, Identity};
use crate::domain::act::Act;
use crate::domain::establishment::{EstablishmentNumber, parse_number};
use crate::domain::field::{Field, Problem};
use crate::domain::lockout::{self, Standing};
use crate::domain::password::{Secret, USER_MIN, WEBMASTER_MIN};
use crate::domain::rights::standing::Standing as RightsOf;
use crate::domain::session::{EndReason, Place};
use crate::domain::stop::Stop;
use crate::domain::uai::Uai;
use crate::store::establishment::account;
use crate::store::establishment::sign_in::{self, Person};
use crate::store::ledger::lockout::{self as tries, Counted};
use crate::store::ledger::session as sessions;
use crate::store::registry::establishment;

/// Signs somebody in where they say that they belong; from then on the context acts as them, there.
///
/// # Errors
/// [`Rule::SignInFailed`]; [`Rule::SeveralSites`] of a UAI that several establishments have. After the right password:
/// [`Rule::Stopped`].
pub fn sign_in(ctx: &mut Context, place: &Place, login: &str, password: &Secret) -> Result<SignedIn> {
    let Place::Establishment(named) = place else { return session::sign_in(ctx, login, password) };
    let permitted = &mut ctx.permit(Act::SESSION_SIGN_IN)?;
    // What a dead process was at keeps nobody out.
    let _settled = recover::settle(permitted);
    let number = resolve(permitted, named)?;
    let signed_in = match number {
        Some(number) => permitted.elsewhere(At::Establishment(number), |ctx| {
            let person = prove(ctx, login, password, "session.refused")?;
            start(ctx, number, &person)
        }),
        None => Err(Error::not_found("establishment", "")),
    };
    match signed_in {
        Ok((actor, signed_in)) => {
            ctx.go(actor.belongs());
            (ctx.actor, ctx.session) = (actor, Some(signed_in.session.parts()));
            Ok(signed_in)
        }
        Err(error) if is_shut(&error) => Err(unknown(permitted, number, login, password)?),
        Err(error) => Err(error),
    }
}

/// Finds the establishment that a number or a UAI names; none: there is no such one.
pub(super) fn resolve(ctx: &mut Permitted<'_>, named: &str) -> Result<Option<EstablishmentNumber>> {
    if let Ok(Some(number)) = parse_number(named) {
        return Ok(ctx.read(|tx| Ok(establishment::denomination(tx, number)?))?.map(|_| number));
    }
    let Ok(uai) = Uai::parse(named) else { return Ok(None) };
    let holders = ctx.read(|tx| Ok(establishment::holders_of(tx, &uai)?))?;
    match holders.as_slice() {
        [] => Ok(None),
        [(number, _)] => Ok(Some(*number)),
        several => {
            let numbers = several.iter().map(|(number, _)| *number).collect();
            Err(Rule::SeveralSites { uai: uai.as_str().to_owned(), numbers }.into())
        }
    }
}

/// Tells whether an establishment's own database cannot be entered at all, which nobody outside is told.
pub(super) const fn is_shut(error: &Error) -> bool {
    error.is_of_one_establishment() || matches!(error, Error::Rule(Rule::Held(_)))
}

/// Does for an establishment that is not there, or cannot be entered, the same work as for one that can: the try is counted
/// in the registry, under the mark of what was typed.
fn unknown(
    ctx: &mut Permitted<'_>,
    number: Option<EstablishmentNumber>,
    login: &str,
    password: &Secret,
) -> Result<Error> {
    let (mark, ssh_key, door) =
        (counted_for(None, &folded(login)), ctx.actor.ssh_key.clone(), ctx.options().door.word());
    let counted = Counted { login: &mark, ssh_key: &ssh_key };
    ctx.write_anyway(|tx, _, now| reserve(tx, counted, Standing::Ordinary, now))?;
    auth::verify(password, None)?;
    let entry = Entry::event("session.refused", Object::account(&mark)).is("door", door);
    let entry = match number {
        Some(number) => entry.is("establishment", number.to_string()),
        None => entry,
    };
    ctx.write_anyway(|tx, permit, now| refuse(tx, permit, now, entry))?;
    Ok(Rule::SignInFailed.into())
}

/// Proves again who sits there, after the idle lock.
///
/// # Errors
/// [`Rule::SignInFailed`], [`Rule::Stopped`].
pub(super) fn unlock(ctx: &mut Context, login: &str, password: &Secret) -> Result<()> {
    let ctx = &mut ctx.permit(Act::SESSION_SIGN_IN)?;
    prove(ctx, login, password, "session.unlock-refused").map(drop)
}

/// Checks login and password by the rules of lock-out, in the establishment where the context stands.
fn prove(ctx: &mut Permitted<'_>, login: &str, password: &Secret, refused: &'static str) -> Result<Person> {
    let typed = folded(login);
    let ssh_key = ctx.actor.ssh_key.clone();
    let (found, mark, heard) = ctx.write_own(|tx, _, moment| {
        let found = sign_in::find_by_login(tx, &typed)?;
        let mark = counted_for(found.as_ref().map(|person| person.id), &typed);
        let heard = reserve(tx, Counted { login: &mark, ssh_key: &ssh_key }, Standing::Ordinary, moment.now)?;
        Ok((found, mark, heard))
    })?;
    let login = found.as_ref().map_or_else(|| mark.clone(), |person| person.login.clone());
    let verdict = auth::verify(password, found.as_ref().map(|person| person.password.as_str()))?;
    let Some(mut person) = found.filter(|_| heard && verdict != Verdict::Wrong) else {
        let entry = Entry::event(refused, Object::account(&login)).is("door", ctx.options().door.word());
        ctx.write_own(|tx, permit, moment| refuse(tx, permit, moment.now, entry))?;
        return Err(Rule::SignInFailed.into());
    };
    let rehashed = if verdict == Verdict::RightButOld { Some(chosen::hash(password)?) } else { None };
    ctx.write_own(|tx, _, _| {
        let counted = Counted { login: &mark, ssh_key: &ssh_key };
        tries::put(tx, counted, lockout::succeed(tries::find(tx, counted)?))?;
        if let Some(hash) = &rehashed {
            sign_in::set_stored_form(tx, person.id, hash)?;
        }
        Ok(())
    })?;
    if let Some(hash) = rehashed {
        person.password = hash;
    }
    Ok(person)
}

/// Begins a session of somebody whose password was right, unless something else stops them.
pub(super) fn start(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    proved: &Person,
) -> Result<(Actor, SignedIn)> {
    let (at, latest, door) = (At::Establishment(number), ctx.latest(), ctx.options().door.word());
    let identity =
        Identity::Person { of: number, id: proved.id, login: proved.login.clone(), standing: None, viewer: None };
    let actor = Actor { identity, ..ctx.actor.clone() };
    let blocks = ctx.read(|tx| standing::blocks(tx, number))?;
    let begun = ctx.write_own(|tx, permit, moment| {
        // Whoever gave the account another password meanwhile has made this one void.
        let found = sign_in::find(tx, proved.id)?.filter(|found| found.password == proved.password);
        let found = found.ok_or(Rule::SignInFailed)?;
        let is_over = found.must_change && found.password_until.is_some_and(|until| latest.is_past(until));
        let ran_out = Some(Stop::PasswordRanOut).filter(|_| is_over);
        let rights = rights::standing(tx, found.id, latest.at().day())?.ok_or(Rule::SignInFailed)?;
        let stop = standing::stop((&found, &rights), &blocks, moment.now).or(ran_out);
        if let Some(stop) = stop {
            let entry = Entry::event("session.refused", Object::account(&found.login)).is("door", door);
            refuse(tx, permit, moment.now, entry.is("reason", stop.word()))?;
            return Ok(Err(stop));
        }
        sign_in::note_sign_in(tx, found.id, moment.kept_at)?;
        let session = sessions::start(tx, &actor, moment.kept_at)?;
        let entry = Entry::new(Act::SESSION_SIGN_IN, Object::account(&found.login));
        let entry = if found.must_change { entry.is("reason", Stop::MustChange.word()) } else { entry };
        record(tx, &permit_at(&actor, Act::SESSION_SIGN_IN, at)?, moment.now, &entry)?;
        Ok(Ok((session, found.must_change, Some(Arc::new(rights)))))
    })?;
    let (session, must_change, standing) = begun.map_err(Rule::Stopped)?;
    let identity = Identity::Person { of: number, id: proved.id, login: proved.login.clone(), standing, viewer: None };
    let actor = Actor { identity, ..actor };
    let signed_in = SignedIn { session: Session::new(at, session), login: proved.login.clone(), must_change };
    Ok((actor, signed_in))
}

/// What somebody who has signed in at an establishment sees first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// The establishment's name.
    pub denomination: String,
    /// The person's names.
    pub name: String,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
}

/// Reads who the acting person is, and where; of a webmaster who is there for support, and of who looks as somebody else,
/// nothing must be changed first.
///
/// # Errors
/// [`Rule::Stopped`].
pub fn home(ctx: &mut Context) -> Result<Home> {
    let ctx = &mut ctx.permit(Act::SESSION_TOUCH)?;
    let (id, is_visit) = match &ctx.actor.identity {
        Identity::Person { id, viewer, .. } => (Some(*id), viewer.is_some()),
        Identity::Webmaster { support: Some(_), .. } => (None, true),
        _ => return Err(Rule::Elsewhere.into()),
    };
    let login = ctx.actor.name().to_owned();
    ctx.read_own(|tx| {
        let [denomination, ..] = account::identity(tx)?;
        let Some(id) = id else { return Ok(Home { denomination, name: login, must_change: false }) };
        let person = sign_in::find(tx, id)?.ok_or(Rule::Stopped(Stop::Gone))?;
        let name = format!("{} {}", person.first_name, person.last_name).trim().to_owned();
        Ok(Home { denomination, name, must_change: person.must_change && !is_visit })
    })
}

/// Changes the acting person's own password: it is theirs from now on, and their other sessions end.
///
/// # Errors
/// [`Problem::PasswordWrong`] for the current one; the new one's problems; [`Rule::Stopped`].
pub fn change_password(ctx: &mut Context, current: &Secret, new: &NewPassword<'_>) -> Result<()> {
    let own = ctx.session;
    let ctx = &mut ctx.permit(Act::USER_CHANGE_PASSWORD)?;
    let Identity::Person { id, .. } = ctx.actor.identity else { return Err(Rule::Elsewhere.into()) };
    let (person, [denomination, ..]) = ctx.read_own(|tx| {
        let person = sign_in::find(tx, id)?.ok_or(Rule::Stopped(Stop::Gone))?;
        Ok((person, account::identity(tx)?))
    })?;
    // With what they may do by now, which reading has found.
    let identity = ctx.actor.identity.clone();
    let Identity::Person { standing, .. } = &identity else { return Err(Rule::Elsewhere.into()) };
    let is_administrator = standing.as_deref().is_some_and(RightsOf::is_manager);
    if auth::verify(current, Some(&person.password))? == Verdict::Wrong {
        return Err(Error::field(Field::CurrentPassword, Problem::PasswordWrong));
    }
    let min = if is_administrator { WEBMASTER_MIN } else { USER_MIN };
    let personal = [person.login.as_str(), &person.last_name, &person.first_name, &denomination];
    let weak = check_new_password((new.password, new.again), min, &personal);
    if !weak.is_empty() {
        return Err(Error::Fields(weak));
    }
    if auth::verify(new.password, Some(&person.password))? != Verdict::Wrong {
        return Err(Error::field(Field::Password, Problem::PasswordSame));
    }
    let hash = chosen::hash(new.password)?;
    ctx.write_own(|tx, permit, Moment { now, kept_at, .. }| {
        sign_in::set_chosen_password(tx, id, &hash)?;
        let but = own.map(|(_, session)| session);
        sessions::end_others(tx, (&identity, but), EndReason::Password, kept_at)?;
        // Wrong tries at the former one say nothing about this one.
        tries::forget(tx, &counted_for(Some(id), ""))?;
        record(tx, permit, now, &Entry::new(Act::USER_CHANGE_PASSWORD, Object::account(&person.login)))
    })
}

/// What tests of other rooms begin with.
#[cfg(test)]
pub(crate) mod fixture {
    use super::{Act, Context, EstablishmentNumber, Secret, account, chosen, sign_in};
    use crate::domain::time::DAY_S;
    use crate::store::establishment::waiting_mail;

    /// Gives the first administrator of an establishment a password that is good for a day, or one of their own.
    pub(crate) fn set_password(ctx: &mut Context, number: EstablishmentNumber, password: &str, is_generated: bool) {
        set_password_of(ctx, (number, "admin"), password, is_generated);
    }

    /// The same of anybody.
    pub(crate) fn set_password_of(
        ctx: &mut Context,
        (number, login): (EstablishmentNumber, &str),
        password: &str,
        is_generated: bool,
    ) {
        let hash = chosen::hash(&Secret::new(password.to_owned())).unwrap();
        let until = ctx.now().plus_s(DAY_S);
        let mut database = ctx.permit(Act::ESTABLISHMENT_RESET_PASSWORD).unwrap().establishment(number).unwrap();
        let write = |tx: &crate::store::establishment::Tx<'_>| -> crate::store::Result<()> {
            let id = sign_in::find_by_login(tx, login)?.unwrap().id;
            if is_generated {
                account::set_generated_password(tx, id, &hash, until)
            } else {
                sign_in::set_chosen_password(tx, id, &hash)
            }
        };
        database.write(write).unwrap();
    }

    /// Returns what waits to be mailed to somebody and opens their account.
    pub(crate) fn waiting_secret(ctx: &mut Context, number: EstablishmentNumber, login: &str) -> String {
        let mut database = ctx.permit(Act::ESTABLISHMENT_RESET_PASSWORD).unwrap().establishment(number).unwrap();
        let mails = database.read(|tx| waiting_mail::page(tx, 0, 100)).unwrap();
        let mut of = mails.into_iter().map(Result::unwrap).filter(|mail| mail.login == login);
        of.next().unwrap().secret.unwrap().0.reveal().to_owned()
    }
}
