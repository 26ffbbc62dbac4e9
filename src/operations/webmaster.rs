//! Webmasters: several, by name, each with a duty. The last one who is there for everything and may sign in stays so.

use super::clock;
use super::context::Context;
use super::deed::{Applied, Deed, Doable, Kept, Undo};
use super::error::{Error, Result, Rule};
use super::host::{check_password, stored};
use super::ledger::Host;
use super::permitted::{Permitted, record};
use crate::audit::{Entry, Object};
use crate::auth::chosen::{self, Verdict};
use crate::domain::access::{Actor, Identity, Refusal};
use crate::domain::act::Act;
use crate::domain::contact::Email;
use crate::domain::duty::{Duty, DutyDraft};
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Reason};
use crate::domain::password::Secret;
use crate::domain::session::EndReason;
use crate::domain::time::Timestamp;
use crate::domain::webmaster::{Login, Webmaster, WebmasterDraft, WebmasterId, WebmasterInput};
use crate::domain::zone::{Zone, ZoneNumber};
use crate::store::ledger::{lockout, session};
use crate::store::registry::Tx;
use crate::store::registry::webmaster::{self, Active};
use crate::store::registry::zone;

/// Lists all webmasters by login.
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
    let draft = input.check_new();
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
        let duty = duty(tx, &draft.duty)?;
        let id = webmaster::insert(tx, &draft, &duty, &hash)?;
        let mut entry = Entry::new(Act::WEBMASTER_ADD, Object::webmaster(draft.login.as_str()))
            .is("last-name", &draft.last_name)
            .is("first-name", &draft.first_name)
            .is("email", draft.email.as_ref().map_or("", Email::as_str))
            .is(Field::Duty.name(), duty.word());
        if duty.zones().is_some() {
            entry = entry.is(Field::Zones.name(), duty.zones_text());
        }
        record(tx, permit, now, &entry)?;
        Ok(id)
    })
}

/// Finds the zones of a duty as it was typed.
///
/// # Errors
/// [`Problem::UnknownZone`].
fn duty(tx: &Tx<'_>, typed: &DutyDraft) -> Result<Duty> {
    let unknown = || Error::field(Field::Zones, Problem::UnknownZone);
    let found = |text: &String| -> Result<(ZoneNumber, String)> {
        let found = match text.parse() {
            Ok(number) => zone::find(tx, ZoneNumber(number))?,
            Err(_) => zone::find_by_name(tx, text)?,
        };
        let Zone { number, name, .. } = found.ok_or_else(unknown)?;
        Ok((number, name))
    };
    let zones = typed.zones.iter().map(found).collect::<Result<_>>()?;
    Duty::from_word(typed.word, zones).ok_or_else(|| Error::field(Field::Duty, Problem::NotAChoice))
}

/// Changes names, address and duty; the login stays. A change of the duty counts from the next act on, also in a console
/// that is open.
///
/// # Errors
/// Every field's problem; [`Reason::OwnDuty`], [`Reason::LastWebmaster`]; [`Rule::Changed`].
pub fn edit(ctx: &mut Context, login: &Login, rev: i64, input: &WebmasterInput) -> Result<()> {
    let draft = input.check()?;
    let duty = ctx.permit(Act::WEBMASTER_EDIT)?.read(|tx| duty(tx, &draft.duty))?;
    EDIT.one(ctx, login, Some(rev), &filled((&input.last_name, &input.first_name), &input.email, &duty))
}

/// Disables a webmaster: no sign-in any more, and a running session ends at its next action.
///
/// # Errors
/// [`Reason::OwnAccount`], [`Reason::LastWebmaster`], [`Reason::NoChange`].
pub fn disable(ctx: &mut Context, login: &Login) -> Result<()> {
    DISABLE.one(ctx, login, None, &Filled::default())
}

/// Enables a webmaster again.
///
/// # Errors
/// [`Error::NotFound`], [`Reason::NoChange`].
pub fn enable(ctx: &mut Context, login: &Login) -> Result<()> {
    ENABLE.one(ctx, login, None, &Filled::default())
}

/// Webmasters, as deeds meet them.
#[derive(Debug)]
pub struct Webmasters;

/// What guards know of webmasters.
#[derive(Debug)]
pub struct Facts {
    /// Who asks, if that is a webmaster.
    own: Option<WebmasterId>,
    /// How many are there for everything and may sign in.
    full: u32,
}

impl Facts {
    /// As somebody knows them who has all webmasters at hand.
    #[must_use]
    pub const fn of(by: &Actor, full: u32) -> Self {
        let own = match by.identity {
            Identity::Webmaster { id, .. } => Some(id),
            Identity::Nobody | Identity::Person { .. } | Identity::Owner | Identity::Program => None,
        };
        Self { own, full }
    }

    /// Why an account does not become one of another duty, or one that may not sign in: somebody is left who may do
    /// everything.
    fn refuses(&self, row: &Webmaster, now: Option<&str>) -> Option<Reason> {
        let is_full = |word: &str| word == Duty::Full.word();
        let is_lost = row.active && is_full(row.duty.word()) && !now.is_some_and(is_full);
        (is_lost && self.full <= 1).then_some(Reason::LastWebmaster)
    }

    /// Whether an account is that of whoever asks.
    #[must_use]
    pub fn is_own(&self, row: &Webmaster) -> bool {
        self.own == Some(row.id)
    }
}

impl Kept for Webmasters {
    type Ledger = Host;
    type Id = Login;
    type Row = Webmaster;
    type Facts = Facts;
    type More = ();

    fn find(tx: &Tx<'_>, id: &Login) -> Result<Option<Webmaster>> {
        Ok(webmaster::find_by_login(tx, id.as_str())?.map(|(found, _)| found))
    }

    fn facts(tx: &Tx<'_>, by: &Actor, _: Timestamp) -> Result<Facts> {
        Ok(Facts::of(by, webmaster::count_full(tx)?))
    }

    fn rev(row: &Webmaster) -> i64 {
        row.rev
    }

    fn object(row: &Webmaster) -> Object {
        Object::webmaster(row.login.as_str())
    }

    fn filled(row: &Webmaster) -> Filled {
        let email = row.email.as_ref().map_or("", Email::as_str);
        filled((&row.last_name, &row.first_name), email, &row.duty)
    }
}

fn filled((last_name, first_name): (&str, &str), email: &str, duty: &Duty) -> Filled {
    let names = Filled::default().with(Field::LastName, last_name).with(Field::FirstName, first_name);
    let filled = names.with(Field::Email, email).with(Field::Duty, duty.word());
    filled.with(Field::Zones, duty.zones_text())
}

/// Its deeds.
pub(super) const DEEDS: &[&dyn Doable] = &[&EDIT, &DISABLE, &ENABLE];

/// Changes names, address and duty; the login stays. Nobody changes their own duty.
pub const EDIT: Deed<Webmasters> = Deed {
    act: Act::WEBMASTER_EDIT,
    danger: Danger::None,
    judge: |row, facts, typed| {
        let typed = |field| typed.get(field).map(str::to_owned);
        let (word, zones) = (typed(Field::Duty)?, typed(Field::Zones).unwrap_or_default());
        if word == row.duty.word() && zones == row.duty.zones_text() {
            return None;
        }
        if facts.is_own(row) { Some(Reason::OwnDuty) } else { facts.refuses(row, Some(&word)) }
    },
    apply: |tx, _, old, typed| {
        let input = WebmasterInput { login: old.login.as_str().to_owned(), ..WebmasterInput::read(|f| typed.text(f)) };
        let draft = input.check()?;
        webmaster::update(tx, old.id, old.rev, (&draft, &duty(tx, &draft.duty)?))?;
        Ok(Applied::default())
    },
    undo: Undo::Back {
        judge: judge_back,
        apply: |tx, _, (now, was): (Option<&Webmaster>, &Webmaster), ()| {
            let Webmaster { login, last_name, first_name, email, duty, .. } = was.clone();
            // What was typed counts no more: the duty comes back as it was.
            let draft = WebmasterDraft { login, last_name, first_name, email, duty: DutyDraft::FULL };
            webmaster::update(tx, was.id, now.unwrap_or(was).rev, (&draft, &duty))?;
            Ok(Applied::default())
        },
    },
};

/// Refuses to give back a duty whose zones are gone, one's own, or that of the last who may do everything.
fn judge_back(tx: &Tx<'_>, was: &Webmaster) -> Result<()> {
    let Some((now, _)) = webmaster::find(tx, was.id)? else { return Err(Reason::Gone.into()) };
    if now.duty == was.duty {
        return Ok(());
    }
    for zone in was.duty.zones().into_iter().flat_map(std::collections::BTreeMap::keys) {
        zone::find(tx, *zone)?.ok_or(Reason::UnknownZone)?;
    }
    let full = webmaster::count_full(tx)?;
    let facts = tx.viewer().map_or(Facts { own: None, full }, |viewer| Facts::of(&viewer.actor, full));
    let refused = if facts.is_own(&now) { Some(Reason::OwnDuty) } else { facts.refuses(&now, Some(was.duty.word())) };
    refused.map_or(Ok(()), |reason| Err(reason.into()))
}

/// Disables a webmaster; never the last one who may sign in, nor whoever asks.
pub static DISABLE: Deed<Webmasters> = Deed {
    act: Act::WEBMASTER_DISABLE,
    danger: Danger::Yes,
    judge: |row, facts, _| match row.active {
        false => Some(Reason::NoChange),
        true if facts.is_own(row) => Some(Reason::OwnAccount),
        true => facts.refuses(row, None),
    },
    apply: |tx, (_, moment), row, _| {
        session::end_all(tx, &identity(row), EndReason::Ended, moment.kept_at)?;
        set_active(tx, row, Active::No)
    },
    undo: Undo::By(&ENABLE),
};

/// Enables a webmaster again.
pub static ENABLE: Deed<Webmasters> = Deed {
    act: Act::WEBMASTER_ENABLE,
    danger: Danger::Yes,
    judge: |row, _, _| row.active.then_some(Reason::NoChange),
    apply: |tx, _, row, _| set_active(tx, row, Active::Yes),
    undo: Undo::By(&DISABLE),
};

fn identity(row: &Webmaster) -> Identity {
    Identity::Webmaster { id: row.id, login: row.login.clone(), duty: row.duty.clone(), support: None }
}

fn set_active(tx: &Tx<'_>, row: &Webmaster, active: Active) -> Result<Applied<()>> {
    webmaster::set_active(tx, row.id, active)?;
    Ok(Applied::default())
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
        ..WebmasterInput::default()
    };
    let weak = check_password(new.password, new.again, &names, &host);
    if !weak.is_empty() {
        return Err(Error::Fields(weak));
    }
    let hash = chosen::hash(new.password)?;
    ctx.write(|tx, permit, now| {
        webmaster::set_password(tx, id, &hash)?;
        if !matches!(permit.by().identity, Identity::Webmaster { id: own, .. } if own == id) {
            session::end_all(tx, &identity(&person), EndReason::Password, clock::kept_at(tx, now)?)?;
        }
        // Wrong tries at the former one say nothing about this one.
        lockout::forget(tx, person.login.as_str())?;
        record(tx, permit, now, &Entry::new(act, Object::webmaster(person.login.as_str())))
    })
}
