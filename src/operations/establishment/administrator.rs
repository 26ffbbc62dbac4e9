//! An establishment's administrators, as far as the host deals with them: a lost password, a missing administrator.
//!
//! New credentials go to the *contact*, never to a screen. The mail is queued but held until the establishment's own
//! database has the new password; both are finished or undone together.

use crate::audit::{ADMINISTRATOR, Entry, Object};
use crate::auth::generated;
use crate::domain::account::{AccountId, Administrator, FIRST_LOGIN};
use crate::domain::act::Act;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::job::{AdministratorChoice, Effect};
use crate::domain::mail::{Cause, Kind, MailId};
use crate::domain::password::Secret;
use crate::domain::time::Timestamp;
use crate::operations::aftermath::Aftermath;
use crate::operations::clock::{self, Moment};
use crate::operations::context::Context;
use crate::operations::error::{Error, Result, Rule};
use crate::operations::host;
use crate::operations::letters;
use crate::operations::permitted::{Permitted, record};
use crate::operations::standing;
use crate::store::establishment::account::{self, Category, Level, NewAccount};
use crate::store::establishment::former;
use crate::store::registry::outbox::{self, Which};
use crate::store::registry::unfinished::{self, Step};
use crate::store::registry::{Tx, inside, origins, sending};

use super::creation::{Worker, mark};
use super::read::active;

/// Lists an establishment's administrators.
///
/// # Errors
/// [`Error::NotFound`]; what the establishment's database says.
pub fn administrators(ctx: &mut Context, number: EstablishmentNumber) -> Result<Vec<Administrator>> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_ADMINISTRATORS)?;
    let mut database = ctx.establishment(number)?;
    database.read(|tx| Ok(account::administrators(tx)?))
}

/// Gives an administrator a new password, mailed to the contact; for the target of a job, where there is one.
///
/// # Errors
/// [`Rule::NoContactEmail`], [`Rule::NoAdministrator`].
pub fn reset_password(ctx: &mut Context, number: EstablishmentNumber, id: AccountId) -> Result<MailId> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_RESET_PASSWORD)?;
    check_contact(ctx, number)?;
    let mut database = ctx.establishment(number)?;
    let found = database.read(|tx| Ok::<_, Error>(account::find_administrator(tx, id)?))?;
    drop(database);
    let administrator = found.ok_or(Rule::NoAdministrator)?;
    let order = Order::draw(ctx)?;
    let step = |mail: MailId, order: &Order| Step::Reset {
        account: id.0,
        password: order.stored.clone(),
        until: order.until,
        mail: mail.0,
    };
    carry_out(ctx, number, &administrator.login, &order, step)
}

/// Gives the administrator who was chosen a new password, as a job does it, or creates one.
///
/// # Errors
/// [`Rule::NoContactEmail`], [`Rule::NoAdministrator`]; [`Error::NotFound`] for a login that nobody has; [`Rule::NotExpired`]
/// when only expired ones are asked for.
pub(in crate::operations) fn reset_chosen(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    choice: &AdministratorChoice,
) -> Result<MailId> {
    if *choice == AdministratorChoice::New {
        return create_administrator(ctx, number);
    }
    check_contact(ctx, number)?;
    // Whom only age chooses is left alone while the clock may be wrong.
    let latest = match choice {
        AdministratorChoice::ExpiredUnused => clock::certain(ctx)?,
        AdministratorChoice::First | AdministratorChoice::Named(_) | AdministratorChoice::New => ctx.latest(),
    };
    let mut database = ctx.establishment(number)?;
    let (first, is_expired) = database.read(|tx| {
        let all = account::administrators(tx)?;
        let first = all.iter().min_by_key(|found| found.id.0).ok_or(Rule::NoAdministrator)?.clone();
        let first = match choice {
            AdministratorChoice::Named(login) => {
                let named = all.into_iter().find(|found| found.login == *login);
                named.ok_or_else(|| Error::not_found("administrator", login))?
            }
            _ => first,
        };
        let is_expired = account::is_expired_unused(tx, first.id, latest)?;
        Ok::<_, Error>((first, is_expired))
    })?;
    drop(database);
    if *choice == AdministratorChoice::ExpiredUnused && !is_expired {
        return Err(Rule::NotExpired.into());
    }
    reset_password(ctx, number, first.id)
}

/// Creates an administrator with the contact's names for an establishment that has none that can sign in.
///
/// # Errors
/// [`Rule::NoContactEmail`].
pub fn create_administrator(ctx: &mut Context, number: EstablishmentNumber) -> Result<MailId> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_ADD_ADMINISTRATOR)?;
    let found = check_contact(ctx, number)?;
    let login = free_login(ctx, number)?;
    let order = Order::draw(ctx)?;
    let step = |mail: MailId, order: &Order| Step::Administrator {
        login: login.clone(),
        last_name: found.contact.last_name.clone(),
        first_name: found.contact.first_name.clone(),
        email: found.contact.email_text().to_owned(),
        password: order.stored.clone(),
        until: order.until,
        mail: mail.0,
    };
    carry_out(ctx, number, &login, &order, step)
}

/// A new password with all that is drawn for it.
struct Order {
    password: Secret,
    stored: String,
    until: Timestamp,
}

impl Order {
    fn draw(ctx: &mut Permitted<'_>) -> Result<Self> {
        let (password, stored) = generated::make()?;
        Ok(Self { password, stored, until: clock::password_until(ctx)? })
    }
}

fn check_contact(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<Establishment> {
    ctx.read(|tx| judge(tx, number))
}

/// Refuses an establishment whose contact could not be sent a password.
pub(in crate::operations) fn judge(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Establishment> {
    let found = active(tx, number)?;
    if found.contact.email.is_some() { Ok(found) } else { Err(Rule::NoContactEmail.into()) }
}

fn free_login(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<String> {
    let mut database = ctx.establishment(number)?;
    database.read(|tx| {
        let mut login = FIRST_LOGIN.to_owned();
        let mut count = 1_u32;
        while account::login_exists(tx, &login)? {
            count += 1;
            login = format!("{FIRST_LOGIN}{count}");
        }
        Ok(login)
    })
}

/// Queues the mail held back, writes the password, lets the mail go. When the password cannot be written, nothing of
/// it remains.
fn carry_out(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    login: &str,
    order: &Order,
    step: impl FnOnce(MailId, &Order) -> Step + Send,
) -> Result<MailId> {
    let worker = Worker::of(ctx)?;
    let (mail, step) = ctx.write(|tx, _, now| {
        let found = active(tx, number)?;
        if found.contact.email.is_none() {
            return Err(Rule::NoContactEmail.into());
        }
        let settings = host::stored(tx)?.0;
        let secret = Some((&order.password, order.until));
        let mail = letters::Order { kind: Kind::Reset, number, login, secret, webmaster: None };
        let mail = letters::queue(tx, now, &settings, &mail)?;
        sending::hold(tx, mail)?;
        let step = step(mail, order);
        worker.begin(tx, number, step.clone())?;
        Ok((mail, step))
    })?;
    let written = write_password(ctx, number, &step);
    if let Err(error) = written {
        ctx.write(|tx, _, _| {
            sending::discard(tx, mail)?;
            Ok(unfinished::finish(tx, number)?)
        })?;
        return Err(error);
    }
    acknowledge(ctx, number, &step)?;
    Ok(mail)
}

/// Finishes a reset or a creation of an administrator that a dead process began. Done twice is fine.
pub(in crate::operations) fn finish(ctx: &mut Permitted<'_>, number: EstablishmentNumber, step: &Step) -> Result<()> {
    write_password(ctx, number, step)?;
    acknowledge(ctx, number, step)
}

fn write_password(ctx: &mut Permitted<'_>, number: EstablishmentNumber, step: &Step) -> Result<()> {
    let now = ctx.now();
    let read = |tx: &Tx<'_>| Ok((Moment::read(tx, now)?, inside::known(tx, number)?, origins::accepted(tx)?));
    let (moment, known, accepted) = ctx.read(read)?;
    let mut database = ctx.establishment(number)?;
    database.write(|tx| match step {
        Step::Reset { account, password, until, .. } => {
            let id = AccountId(*account);
            account::set_generated_password(tx, id, password, *until)?;
            standing::end_sessions(tx, id, moment.kept_at)
        }
        Step::Administrator { login, last_name, first_name, email, password, until, .. } => {
            if account::login_exists(tx, login)? {
                return Ok(());
            }
            let new = NewAccount {
                login: login.clone(),
                last_name: last_name.clone(),
                first_name: first_name.clone(),
                email: email.clone(),
                level: Level::Superadmin,
                category: Category::Staff,
                left_at: None,
                password: password.clone(),
                password_until: Some(*until),
                created_at: now,
                last_sign_in_at: None,
            };
            known.reached.carry_ids(tx)?;
            former::go_on_since(tx, &accepted)?;
            account::insert(tx, &new)?;
            Ok(())
        }
        Step::Create
        | Step::Discard
        | Step::Export { .. }
        | Step::Remove { .. }
        | Step::Replace { .. }
        | Step::Swap { .. }
        | Step::Names
        | Step::Adopt
        | Step::Own { .. }
        | Step::Recreate { .. } => Ok(()),
    })
}

fn acknowledge(ctx: &mut Permitted<'_>, number: EstablishmentNumber, step: &Step) -> Result<()> {
    let aftermath = ctx.write(|tx, permit, now| {
        let (act, mail, subject) = match step {
            Step::Reset { account, mail, .. } => (Act::ESTABLISHMENT_RESET_PASSWORD, *mail, account.to_string()),
            Step::Administrator { login, mail, .. } => (Act::ESTABLISHMENT_ADD_ADMINISTRATOR, *mail, login.clone()),
            Step::Create
            | Step::Discard
            | Step::Export { .. }
            | Step::Remove { .. }
            | Step::Replace { .. }
            | Step::Swap { .. }
            | Step::Names
            | Step::Adopt
            | Step::Own { .. }
            | Step::Recreate { .. } => return Ok(Aftermath::default()),
        };
        sending::release(tx, MailId(mail), now)?;
        let aftermath = supersede(tx, number, MailId(mail))?;
        let target = mark(tx, number, Effect::Queued { mail }, now)?;
        unfinished::finish(tx, number)?;
        let found = existing_name(tx, number)?;
        let mut entry = Entry::new(act, Object::establishment(number, &found.denomination))
            .is(ADMINISTRATOR, subject)
            .is("contact-email", found.contact.email_text());
        if let Some(target) = target {
            entry = entry.is("job", target.job.to_string());
        }
        record(tx, permit, now, &aftermath.named(entry))?;
        Ok(aftermath)
    })?;
    ctx.note(aftermath);
    Ok(())
}

/// Withdraws the mails with a former password of the account that a mail tells of: only the newest one leaves.
fn supersede(tx: &Tx<'_>, number: EstablishmentNumber, mail: MailId) -> Result<Aftermath> {
    let Some(made) = outbox::find(tx, mail)? else { return Ok(Aftermath::default()) };
    let because = (Cause::Superseded, mail.0.to_string());
    let which = Which::Before(mail, &made.login);
    let mut aftermath = letters::withdraw(tx, number, which, (because.0, &because.1))?;
    aftermath.add(letters::follow(tx, &host::stored(tx)?.0.identity, number)?);
    Ok(aftermath)
}

fn existing_name(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Establishment> {
    super::read::existing(tx, number)
}
