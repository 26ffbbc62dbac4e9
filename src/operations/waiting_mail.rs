//! Mails of an establishment to its people: each waits in the establishment's own database, in the transaction of what it
//! tells of, until the host's sender takes it into the outbox.
//!
//! Invariant: a mail is in the outbox before it is no longer in its database, and the outbox has each Message-ID once. So
//! whoever dies in between leaves it in both, and the next look removes it: none is lost, none is sent twice. What may have
//! left from elsewhere, since it came with an export or an older copy, leaves from here only when a person says so.

use std::time::Instant;

use super::clock;
use super::context::named;
use super::error::{Error, Result, Rule};
use super::host;
use super::ledger::{Ledger as _, School};
use super::permitted::{Permitted, record};
use crate::audit::{Entry, Object};
use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::contact::Email;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::mail::{Cause, Kind};
use crate::domain::message::{Explain as _, Message};
use crate::domain::retention;
use crate::domain::time::{DAY_S, Timestamp};
use crate::mail::message::message_id;
use crate::operations::context::Context;
use crate::store::establishment::waiting_mail::{self, Waiting};
use crate::store::files;
use crate::store::registry::inside::{self, Known};
use crate::store::registry::mail_inside::{self, Hint};
use crate::store::registry::outbox::{self, MailText, NewMail};
use crate::store::registry::{Tx, establishment, unfinished};

/// Establishments whose hints are read in one go, and mails that are taken from one in one go.
const PAGE: u32 = 200;

/// Has a mail to one of its people wait in the establishment where the context stands; returns its Message-ID.
///
/// # Errors
/// [`Rule::Elsewhere`] at the host; the address's problem.
pub fn queue(ctx: &mut Context, login: &str, text: MailText) -> Result<String> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_MAIL)?;
    let At::Establishment(number) = ctx.at() else { return Err(Rule::Elsewhere.into()) };
    let to_email = Email::parse(&text.to_email).map_err(|problem| Error::field(Field::Recipient, problem))?;
    let message_id = message_id(&ctx.read(host::stored)?.0.identity, &files::token()?);
    ctx.assure()?;
    // Before it is written: whoever dies in between leaves a hint too many, not one too few.
    ctx.write_upkeep(|tx, _, _| Ok(mail_inside::note(tx, number)?))?;
    let MailText { to_name, language, subject, body, .. } = text;
    School::write(ctx, |tx, permit, moment| {
        let mail = Waiting {
            message_id: message_id.clone(),
            login: login.to_owned(),
            to_name,
            to_email: to_email.as_str().to_owned(),
            language,
            subject,
            body,
            created_at: moment.kept_at,
            is_copy: false,
        };
        waiting_mail::insert(tx, &mail)?;
        let object = Object { kind: "mail", id: mail.message_id, label: mail.subject };
        record(tx, permit, moment.now, &Entry::new(Act::ESTABLISHMENT_MAIL, object).is("recipient", mail.to_email))
    })?;
    Ok(message_id)
}

/// What became of what waited.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// Mails that were entered as ones that may have left already.
    pub(super) uncertain: u32,
    /// What could not be taken in, and why, by its establishment.
    pub(super) left: Vec<Message>,
}

/// Takes what waits in establishments' own databases into the outbox, wherever the host knows that something may. What
/// cannot be reached now is looked at again in the next round, and told.
pub(super) fn take_in(ctx: &mut Permitted<'_>, deadline: Option<Instant>) -> Result<Taken> {
    let (mut taken, mut after) = (Taken::default(), EstablishmentNumber(0));
    // A mail is given up for its age by a clock that is trusted alone.
    let is_certain = clock::if_certain(ctx)?.is_some();
    loop {
        let page = ctx.read(|tx| Ok(mail_inside::list(tx, after, PAGE)?))?;
        let Some((last, _)) = page.last() else { return Ok(taken) };
        after = *last;
        for hint in page {
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return Ok(taken);
            }
            match take_in_of(ctx, hint, is_certain, &mut taken) {
                // Somebody is at work on it, and the next round comes by.
                Err(Error::Busy { .. } | Error::Store(crate::store::Error::Busy)) => {}
                Err(error) if error.is_of_one_establishment() => {
                    let (number, cause) = (hint.0.to_string(), error.message());
                    taken.left.push(Message::new("mail-inside-left").with("number", number).with("cause", cause));
                }
                done => done?,
            }
        }
    }
}

/// What was seen to wait in an establishment.
struct Seen {
    number: EstablishmentNumber,
    /// How far the host knew its database to have come.
    known: Known,
    /// Whether it goes on from there: an older copy tells of mails that have left.
    goes_on: bool,
    mails: Vec<Waiting>,
    /// Why a row of the same page is none that can be sent.
    unreadable: Option<crate::store::Error>,
}

fn take_in_of(ctx: &mut Permitted<'_>, hint: Hint, is_certain: bool, taken: &mut Taken) -> Result<()> {
    let mut last = None;
    while let Some(seen) = look(ctx, hint.0)? {
        let Some(first) = seen.mails.first().map(|mail| mail.message_id.clone()) else {
            return seen.unreadable.map_or(Ok(()), |error| Err(error.into()));
        };
        // What was removed and is there again would be removed without end.
        if last.as_ref() == Some(&first) {
            return Err(crate::store::Error::unreadable("waiting_mail.message_id", first).into());
        }
        taken.uncertain += enter(ctx, &seen, is_certain)?;
        remove(ctx, &seen)?;
        last = Some(first);
    }
    ctx.write_upkeep(|tx, _, _| Ok(mail_inside::forget(tx, hint)?))?;
    // Whoever wrote one since that look, and died before it was noted anew, left nobody else to note it.
    if look(ctx, hint.0)?.is_some() {
        ctx.write_upkeep(|tx, _, _| Ok(mail_inside::note(tx, hint.0)?))?;
    }
    Ok(())
}

/// Reads the oldest that wait, without opening what nobody has opened yet; none when nothing waits.
fn look(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<Option<Seen>> {
    let (credential, known) =
        ctx.read(|tx| Ok((establishment::credential(tx, number)?, inside::known(tx, number)?)))?;
    let Some(credential) = credential else { return Ok(None) };
    let looked = ctx
        .home()
        .shelf()
        .look_inside((number, &credential), |tx| Ok((known.reached.goes_on_in(tx)?, waiting_mail::page(tx, PAGE)?)))?;
    let Some((goes_on, rows)) = looked.filter(|(_, rows)| !rows.is_empty()) else { return Ok(None) };
    let (mut mails, mut unreadable) = (Vec::new(), None);
    for row in rows {
        match row {
            Ok(mail) => mails.push(mail),
            Err(error) => unreadable = Some(error),
        }
    }
    Ok(Some(Seen { number, known, goes_on, mails, unreadable }))
}

/// Enters mails into the outbox, but for those that it has; returns how many may have left already.
fn enter(ctx: &mut Permitted<'_>, seen: &Seen, is_certain: bool) -> Result<u32> {
    let kept_days = ctx.options().retention.days(retention::Kind::Mails);
    let entered = ctx.write_upkeep(|tx, _, now| {
        // Somebody puts other content there, or removes it: what was seen is not what waits.
        if let Some(work) = unfinished::find(tx, seen.number)? {
            return Err(Error::Busy { owner: work.owner });
        }
        if inside::known(tx, seen.number)?.generation != seen.known.generation {
            return Err(crate::store::Error::Busy.into());
        }
        // What became of one that is as old as mails are kept may be forgotten.
        let oldest = now.plus_s(-i64::from(kept_days) * DAY_S);
        let mut uncertain = 0;
        for mail in &seen.mails {
            if !outbox::has(tx, &mail.message_id)? {
                let is_new = seen.goes_on && !mail.is_copy && (!is_certain || mail.created_at > oldest);
                uncertain += u32::from(!is_new);
                enter_one(tx, (seen.number, mail), now, is_new)?;
            }
        }
        Ok(uncertain)
    });
    entered.map_err(|error| named(ctx.home(), error))
}

fn enter_one(tx: &Tx<'_>, (number, mail): (EstablishmentNumber, &Waiting), now: Timestamp, is_new: bool) -> Result<()> {
    let Waiting { message_id, login, to_name, to_email, language, subject, body, .. } = mail.clone();
    let mail = NewMail {
        kind: Kind::Inside,
        establishment: Some(number),
        login,
        webmaster: None,
        text: MailText { to_name, to_email, language, subject, body },
        secret: None,
        message_id,
        letter: None,
        target: None,
    };
    let id = outbox::insert(tx, &mail, (now, clock::kept_at(tx, now)?))?;
    if is_new { Ok(()) } else { Ok(outbox::doubt(tx, id, &Cause::Copied.words(""))?) }
}

/// Removes mails that the outbox has from the database in which they waited.
fn remove(ctx: &mut Permitted<'_>, seen: &Seen) -> Result<()> {
    let done = ctx.elsewhere(At::Establishment(seen.number), |ctx| {
        School::write(ctx, |tx, permit, moment| {
            seen.mails.iter().try_for_each(|mail| waiting_mail::remove(tx, &mail.message_id))?;
            // From that entry on, what still has them is an older copy.
            let object = Object { kind: "mail", id: String::new(), label: String::new() };
            let entry = Entry::event("mail.hand-over", object).is("mails", seen.mails.len().to_string());
            record(tx, permit, moment.now, &entry)
        })
    });
    // The next one is another database, and nobody is kept from this one.
    ctx.own = None;
    done
}
