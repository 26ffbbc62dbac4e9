//! Webmasters: several, by name. The last one that may sign in cannot be disabled.

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
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Reason};
use crate::domain::password::Secret;
use crate::domain::session::EndReason;
use crate::domain::time::Timestamp;
use crate::domain::webmaster::{Login, Webmaster, WebmasterDraft, WebmasterId, WebmasterInput};
use crate::store::ledger::{lockout, session};
use crate::store::registry::Tx;
use crate::store::registry::webmaster::{self, Active};

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
pub fn edit(ctx: &mut Context, login: &Login, rev: i64, input: &WebmasterInput) -> Result<()> {
    input.check()?;
    let typed = filled((&input.last_name, &input.first_name), &input.email);
    EDIT.one(ctx, login, Some(rev), &typed)
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
    /// How many may sign in.
    active: u32,
}

impl Facts {
    /// As somebody knows them who has all webmasters at hand.
    #[must_use]
    pub const fn of(by: &Actor, active: u32) -> Self {
        let own = match by.identity {
            Identity::Webmaster { id, .. } => Some(id),
            Identity::Nobody | Identity::Person { .. } | Identity::Owner | Identity::Program => None,
        };
        Self { own, active }
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
        Ok(Facts::of(by, webmaster::count_active(tx)?))
    }

    fn rev(row: &Webmaster) -> i64 {
        row.rev
    }

    fn object(row: &Webmaster) -> Object {
        Object::webmaster(row.login.as_str())
    }

    fn filled(row: &Webmaster) -> Filled {
        filled((&row.last_name, &row.first_name), row.email.as_ref().map_or("", Email::as_str))
    }
}

fn filled((last_name, first_name): (&str, &str), email: &str) -> Filled {
    let names = Filled::default().with(Field::LastName, last_name).with(Field::FirstName, first_name);
    names.with(Field::Email, email)
}

/// Its deeds.
pub(super) const DEEDS: &[&dyn Doable] = &[&EDIT, &DISABLE, &ENABLE];

/// Changes names and address; the login stays.
pub const EDIT: Deed<Webmasters> = Deed {
    act: Act::WEBMASTER_EDIT,
    danger: Danger::None,
    judge: |_, _, _| None,
    apply: |tx, _, old, typed| {
        let input = WebmasterInput {
            login: old.login.as_str().to_owned(),
            last_name: typed.text(Field::LastName),
            first_name: typed.text(Field::FirstName),
            email: typed.text(Field::Email),
        };
        webmaster::update(tx, old.id, old.rev, &input.check()?)?;
        Ok(Applied::default())
    },
    undo: Undo::Back {
        judge: |_, _| Ok(()),
        apply: |tx, (now, was): (Option<&Webmaster>, &Webmaster), ()| {
            let Webmaster { login, last_name, first_name, email, .. } = was.clone();
            webmaster::update(
                tx,
                was.id,
                now.unwrap_or(was).rev,
                &WebmasterDraft { login, last_name, first_name, email },
            )?;
            Ok(Applied::default())
        },
    },
};

/// Disables a webmaster; never the last one who may sign in, nor whoever asks.
pub static DISABLE: Deed<Webmasters> = Deed {
    act: Act::WEBMASTER_DISABLE,
    danger: Danger::Yes,
    judge: |row, facts, _| match row.active {
        false => Some(Reason::NoChange),
        true if facts.is_own(row) => Some(Reason::OwnAccount),
        true => (facts.active <= 1).then_some(Reason::LastWebmaster),
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
    Identity::Webmaster { id: row.id, login: row.login.clone() }
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
            session::end_all(tx, &identity(&person), EndReason::Password, clock::kept_at(tx, now)?)?;
        }
        // Wrong tries at the former one say nothing about this one.
        lockout::forget(tx, person.login.as_str())?;
        record(tx, permit, now, &Entry::new(act, Object::webmaster(person.login.as_str())))
    })
}
