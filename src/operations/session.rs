//! Sign-in of a webmaster, and the life of a session: of whoever signed in where the context stands. People of an
//! establishment sign in by [`people`].

use super::clock::{self, Moment};
use super::context::Context;
use super::error::{Error, Result, Rule};
use super::people;
use super::permitted::{Permitted, permit, record};
use crate::audit::{Entry, Object};
use crate::auth::chosen::{self, Verdict};
use crate::auth::unknown_login;
use crate::domain::access::{Actor, At, Identity, Permit};
use crate::domain::act::Act;
use crate::domain::lockout;
use crate::domain::password::Secret;
use crate::domain::session::{EndReason, OpenSession, SessionId};
use crate::domain::stop::Stop;
use crate::domain::time::{HOUR_S, Timestamp};
use crate::domain::webmaster::{LOGIN_MAX, Login, Webmaster};
use crate::store::ledger::audit::{self, Recent};
use crate::store::ledger::lockout::{self as rows, Counted};
use crate::store::ledger::{self, session};
use crate::store::registry::{Tx, webmaster};

/// Refusals of one kind by one key that are written down within an hour.
const REFUSALS_AN_HOUR: u32 = 100;

/// A session that began.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Its identifier.
    pub session: Session,
    /// Whose.
    pub login: String,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
}

/// A session, and where somebody signed in to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    at: At,
    id: SessionId,
}

impl Session {
    pub(super) const fn new(at: At, id: SessionId) -> Self {
        Self { at, id }
    }

    /// Returns where it is, and which it is there.
    #[must_use]
    pub const fn parts(self) -> (At, SessionId) {
        (self.at, self.id)
    }

    fn of(self, webmaster: &Webmaster) -> SignedIn {
        SignedIn { session: self, login: webmaster.login.as_str().to_owned(), must_change: false }
    }
}

/// Whom a session of the host is.
fn signed_in(ctx: &Context, found: &Webmaster) -> Actor {
    let identity =
        Identity::Webmaster { id: found.id, login: found.login.clone(), duty: found.duty.clone(), support: None };
    Actor { identity, ..ctx.actor.clone() }
}

/// Names a person as the place where they signed in knows them.
fn person(at: At, login: &str) -> Object {
    match at {
        At::Host => Object::webmaster(login),
        At::Establishment(_) => Object::account(login),
    }
}

/// Begins one at the host.
fn start(tx: &Tx<'_>, actor: &Actor, now: Timestamp) -> Result<Session> {
    Ok(Session { at: At::Host, id: session::start(tx, actor, clock::kept_at(tx, now)?)? })
}

/// Signs a webmaster in; from then on the context acts as that webmaster.
///
/// A try is counted before the password is hashed; an unknown login, a wrong password, a disabled account and a
/// locked one give the same answer after the same work.
///
/// # Errors
/// [`Rule::SignInFailed`].
pub fn sign_in(ctx: &mut Context, login: &str, password: &Secret) -> Result<SignedIn> {
    let ctx = &mut ctx.permit(Act::SESSION_SIGN_IN)?;
    let found = prove(ctx, login, password, "session.refused")?;
    let actor = signed_in(ctx, &found);
    let session = ctx.write_anyway(|tx, _, now| {
        webmaster::note_sign_in(tx, found.id, now)?;
        let session = start(tx, &actor, now)?;
        record(
            tx,
            &permit(&actor, Act::SESSION_SIGN_IN)?,
            now,
            &Entry::new(Act::SESSION_SIGN_IN, Object::webmaster(found.login.as_str())),
        )?;
        Ok(session)
    })?;
    (ctx.actor, ctx.session) = (actor, Some((session.at, session.id)));
    Ok(session.of(&found))
}

/// Begins a session for a webmaster without a password; only the demonstration does so.
///
/// # Errors
/// [`Rule::SignInFailed`] when this is not the demonstration.
pub fn sign_in_demo(ctx: &mut Context, login: &str) -> Result<SignedIn> {
    let ctx = &mut ctx.permit(Act::SESSION_SIGN_IN)?;
    let demo = super::host::is_demo(ctx)?;
    let found = ctx.read(|tx| Ok(webmaster::find_by_login(tx, login)?))?.filter(|_| demo).ok_or(Rule::SignInFailed)?.0;
    let actor = signed_in(ctx, &found);
    let session = ctx.write_anyway(|tx, _, now| start(tx, &actor, now))?;
    (ctx.actor, ctx.session) = (actor, Some((session.at, session.id)));
    Ok(session.of(&found))
}

/// Proves again who sits there, after the idle lock.
///
/// # Errors
/// [`Rule::SignInFailed`].
pub fn unlock(ctx: &mut Context, password: &Secret) -> Result<()> {
    ctx.as_oneself(|ctx| prove_again(ctx, password))
}

fn prove_again(ctx: &mut Context, password: &Secret) -> Result<()> {
    let login = match ctx.actor.identity.clone() {
        Identity::Webmaster { login, .. } => login,
        Identity::Person { login, .. } => return people::unlock(ctx, &login, password),
        Identity::Nobody | Identity::Owner | Identity::Program => return Err(Rule::SignInFailed.into()),
    };
    let ctx = &mut ctx.permit(Act::SESSION_SIGN_IN)?;
    prove(ctx, login.as_str(), password, "session.unlock-refused").map(|_| ())
}

/// Checks login and password by the rules of lock-out. A login that belongs to nobody may be a password: only its mark
/// is kept.
fn prove(ctx: &mut Permitted<'_>, login: &str, password: &Secret, refused: &'static str) -> Result<Webmaster> {
    let typed: String = login.trim().to_lowercase().chars().take(LOGIN_MAX).collect();
    let ssh_key = ctx.actor.ssh_key.clone();
    let (found, login, heard) = ctx.write_anyway(|tx, _, now| {
        let found = webmaster::find_by_login(tx, &typed)?;
        let login = if found.is_some() { typed.clone() } else { unknown_login(&typed) };
        let counted = Counted { login: &login, ssh_key: &ssh_key };
        let standing = standing(tx, found.as_ref().map(|(webmaster, _)| webmaster), &ssh_key, now)?;
        let heard = reserve(tx, counted, standing, now)?;
        Ok((found, login, heard))
    })?;
    let stored = found.as_ref().map(|(_, hash)| hash.as_str());
    let verdict = chosen::verify(password, stored)?;
    let usable = found.filter(|(webmaster, _)| webmaster.active && heard && verdict != Verdict::Wrong);
    let Some((found, _)) = usable else {
        let entry = Entry::event(refused, Object::webmaster(&login)).is("door", ctx.options().door.word());
        ctx.write_anyway(|tx, permit, now| refuse(tx, permit, now, entry))?;
        return Err(Rule::SignInFailed.into());
    };
    let rehashed = if verdict == Verdict::RightButOld { Some(chosen::hash(password)?) } else { None };
    ctx.write_anyway(|tx, _, _| {
        let counted = Counted { login: &login, ssh_key: &ssh_key };
        rows::put(tx, counted, lockout::succeed(rows::find(tx, counted)?))?;
        if let Some(hash) = &rehashed {
            webmaster::set_password(tx, found.id, hash)?;
        }
        Ok(())
    })?;
    Ok(found)
}

/// Counts a try before its password is hashed; tells whether it is heard.
pub(super) fn reserve(
    tx: &ledger::Tx<'_>,
    counted: Counted<'_>,
    standing: lockout::Standing,
    now: Timestamp,
) -> Result<bool> {
    let reserved = lockout::reserve(rows::find(tx, counted)?, standing, now);
    if let Ok(counts) = reserved {
        rows::put(tx, counted, counts)?;
    }
    Ok(reserved.is_ok())
}

/// Finds who acts by a key without a password: an active webmaster, or nobody.
pub fn holder(ctx: &mut Context, login: &Login) -> Result<Option<Identity>> {
    let ctx = &mut ctx.permit(Act::SESSION_SIGN_IN)?;
    let found = ctx.read(|tx| Ok(webmaster::find_by_login(tx, login.as_str())?))?;
    let active = found.map(|(webmaster, _)| webmaster).filter(|webmaster| webmaster.active);
    Ok(active.map(|Webmaster { id, login, duty, .. }| Identity::Webmaster { id, login, duty, support: None }))
}

/// Writes down that a command over SSH was refused: what is said of it must hold no secret.
pub fn refuse_command(ctx: &mut Context, command: &str, reason: &str) -> Result<()> {
    let ctx = &mut ctx.permit(Act::SESSION_SIGN_IN)?;
    let object = Object { kind: "command", id: command.to_owned(), label: String::new() };
    let entry = Entry::event("remote.refused", object).is("reason", reason);
    ctx.write_anyway(|tx, permit, now| refuse(tx, permit, now, entry))
}

/// Writes a refusal down, unless so many were within the hour by this key that one more says nothing new: nobody who may
/// only be refused makes the audit grow without limit.
pub(super) fn refuse(tx: &ledger::Tx<'_>, permit: &Permit<'_>, now: Timestamp, entry: Entry) -> Result<()> {
    let recent = Recent { action: entry.action, ssh_key: &permit.by().ssh_key, from: now.plus_s(-HOUR_S), until: now };
    match audit::recent(tx, &recent)? {
        count if count + 1 < REFUSALS_AN_HOUR => record(tx, permit, now, &entry),
        count if count + 1 == REFUSALS_AN_HOUR => record(tx, permit, now, &entry.is("more", "unwritten")),
        _ => Ok(()),
    }
}

/// Tells whether every other webmaster that may sign in is held by the daily limit, by this key.
fn standing(tx: &Tx<'_>, webmaster: Option<&Webmaster>, ssh_key: &str, now: Timestamp) -> Result<lockout::Standing> {
    let Some(own) = webmaster.filter(|found| found.active) else { return Ok(lockout::Standing::Ordinary) };
    for other in webmaster::list(tx)?.iter().filter(|other| other.active && other.id != own.id) {
        let counts = rows::find(tx, Counted { login: other.login.as_str(), ssh_key })?;
        if !counts.by_key.is_used_up(now) {
            return Ok(lockout::Standing::Ordinary);
        }
    }
    Ok(lockout::Standing::Last)
}

/// Whether a session may go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It may.
    Valid,
    /// The webmaster was disabled meanwhile.
    Disabled,
    /// Somebody else gave the webmaster another password meanwhile.
    Renewed,
    /// Somebody ended it.
    Ended,
    /// A person of an establishment may not go on there.
    Stopped(Stop),
}

/// Notes that a session is in use, and tells whether whoever works in it may still act.
pub fn touch(ctx: &mut Context, session: Session) -> Result<Standing> {
    ctx.as_oneself(|ctx| touch_own(ctx, session))
}

fn touch_own(ctx: &mut Context, session: Session) -> Result<Standing> {
    if let Identity::Person { .. } = ctx.actor.identity {
        let touched = ctx.within(session.at, |ctx| {
            let ctx = &mut ctx.permit(Act::SESSION_TOUCH)?;
            ctx.write_own(|tx, _, Moment { kept_at, .. }| Ok(session::touch(tx, session.id, kept_at)?))
        });
        return match touched {
            Err(Error::Rule(Rule::Stopped(stop))) => {
                // Whoever is thrown out is connected no more; what keeps that from being written down keeps nobody in.
                if stop != Stop::MustChange {
                    let _ = end(ctx, session, EndReason::Ended);
                }
                Ok(Standing::Stopped(stop))
            }
            other => other.map(|()| Standing::Valid),
        };
    }
    let Identity::Webmaster { id, .. } = ctx.actor.identity else { return Ok(Standing::Valid) };
    ctx.permit(Act::SESSION_TOUCH)?.write_anyway(|tx, _, now| {
        session::touch(tx, session.id, clock::kept_at(tx, now)?)?;
        let active = webmaster::find(tx, id)?.is_some_and(|(found, _)| found.active);
        Ok(match session::end_reason(tx, session.id)? {
            _ if !active => Standing::Disabled,
            Some(EndReason::Password) => Standing::Renewed,
            Some(_) => Standing::Ended,
            None => Standing::Valid,
        })
    })
}

/// Lists the sessions that go on, the latest used first, up to 1,000.
pub fn list(ctx: &mut Context) -> Result<Vec<OpenSession>> {
    let ctx = &mut ctx.permit(Act::SESSION_LIST)?;
    ctx.read_ledger(|tx| Ok(session::open(tx)?))
}

/// Returns the one in which somebody works here, if they have signed in here.
#[must_use]
pub fn own(ctx: &Context) -> Option<SessionId> {
    ctx.session.filter(|(at, _)| *at == ctx.at()).map(|(_, id)| id)
}

/// Finds one that goes on.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(ctx: &mut Context, number: &str) -> Result<OpenSession> {
    let ctx = &mut ctx.permit(Act::SESSION_LIST)?;
    let missing = || Error::not_found("session", number);
    let id = SessionId(number.trim().parse().map_err(|_| missing())?);
    ctx.read_ledger(|tx| session::find_open(tx, id)?.ok_or_else(missing))
}

/// Ends a session that goes on, whoever's: its console asks to sign in again at the next act, within a minute. A registry
/// that is held does not stop this: it takes access away.
///
/// # Errors
/// [`Error::NotFound`].
pub fn end_of(ctx: &mut Context, id: SessionId) -> Result<OpenSession> {
    let at = ctx.at();
    let missing = || Error::not_found("session", id.0);
    // Their own one ends whoever works in it; those of others, whoever may see them by now.
    ctx.permit(Act::SESSION_LIST)?.read_ledger(|tx| session::find_open(tx, id)?.ok_or_else(missing))?;
    let (is_own, key) = (own(ctx) == Some(id), id.0.to_string());
    let permitted = if is_own { ctx.permit(Act::SESSION_END) } else { ctx.permit_row(Act::SESSION_END, &key) };
    permitted?.write_ledger_anyway(|tx, permit, moment| {
        let found = session::find_open(tx, id)?.ok_or_else(missing)?;
        session::end(tx, id, EndReason::Ended, moment.kept_at)?;
        let entry = Entry::new(Act::SESSION_END, person(at, &found.login));
        record(tx, permit, moment.now, &entry.is("reason", EndReason::Ended.word()).is("session", id.0.to_string()))?;
        Ok(found)
    })
}

/// Ends a session; one that is over stays as it ended.
pub fn end(ctx: &mut Context, session: Session, reason: EndReason) -> Result<()> {
    let end = |tx: &ledger::Tx<'_>, permit: &Permit<'_>, moment: Moment| {
        if session::find_open(tx, session.id)?.is_none() {
            return Ok(());
        }
        session::end(tx, session.id, reason, moment.kept_at)?;
        let entry = Entry::new(Act::SESSION_END, person(session.at, permit.by().name())).is("reason", reason.word());
        record(tx, permit, moment.now, &entry)
    };
    let end = |ctx: &mut Context| ctx.permit(Act::SESSION_END)?.write_ledger_anyway(end);
    ctx.as_oneself(|ctx| ctx.within(session.at, end))
}
