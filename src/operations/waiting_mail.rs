//! Mails of an establishment to its people: each waits in the establishment's own database, in the transaction of what it
//! tells of, until the host's sender takes it into the outbox.
//!
//! Invariant: a mail is in the outbox before it is no longer in its database, and the outbox has each Message-ID once. So
//! whoever dies in between leaves it in both, and the next look removes it: none is lost, none is sent twice. What may have
//! left from elsewhere, since it came with an export or an older copy, leaves from here only when a person says so.

use std::collections::HashSet;
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
use crate::domain::field::{Checker, Field};
use crate::domain::mail::{Cause, Kind, SECRET_MARK};
use crate::domain::mailing::letter::{BODY_MAX, SUBJECT_MAX};
use crate::domain::message::{Explain as _, Message};
use crate::domain::password::Secret;
use crate::domain::retention;
use crate::domain::text::{harmless, paragraphs, required_line};
use crate::domain::time::{DAY_S, Timestamp};
use crate::mail::message::message_id;
use crate::operations::context::Context;
use crate::store::establishment::waiting_mail::{self, Waiting};
use crate::store::establishment::{Tx as Own, person};
use crate::store::registry::inside::{self, Known};
use crate::store::registry::mail_inside::{self, Hint};
use crate::store::registry::outbox::{self, Made, MailText, NewMail};
use crate::store::registry::{Tx, establishment, unfinished};
use crate::store::shelf::Shelf;
use crate::store::{self, files};

/// Establishments whose hints are read in one go, and mails that are taken from one in one go.
const PAGE: u32 = 200;

/// Has a mail to one of its people wait in the establishment where the context stands; returns its Message-ID.
///
/// # Errors
/// [`Rule::Elsewhere`] at the host; the problems of address, subject and body.
pub fn queue(ctx: &mut Context, login: &str, text: MailText) -> Result<String> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_MAIL)?;
    let At::Establishment(number) = ctx.at() else { return Err(Rule::Elsewhere.into()) };
    let MailText { to_name, to_email, language, subject, body } = text;
    let mut checker = Checker::default();
    let to_email = checker.take(
        Field::Recipient,
        Email::parse(&to_email).and_then(|email| {
            harmless(&to_name)?;
            Ok(email)
        }),
    );
    let letter = checker.take(Field::Subject, required_line(&subject, SUBJECT_MAX));
    let letter = letter.zip(checker.take(Field::Body, paragraphs(&body, BODY_MAX)));
    let (to_email, (subject, body)) = checker.finish(to_email.zip(letter))?;
    let message_id = message_id(&ctx.read(host::stored)?.0.identity, &files::token()?);
    ctx.assure()?;
    // Before it is written: whoever dies in between leaves a hint too many, not one too few.
    ctx.write_upkeep(|tx, _, _| Ok(mail_inside::note(tx, number)?))?;
    School::write(ctx, |tx, permit, moment| {
        let mail = Waiting {
            message_id: message_id.clone(),
            account: person::find_by_login(tx, login)?.map(|found| found.id).unwrap_or_default(),
            login: login.to_owned(),
            to_name,
            to_email: to_email.as_str().to_owned(),
            language,
            subject,
            // In what somebody writes it stands for nothing.
            body: body.replace(SECRET_MARK, "{ password }"),
            created_at: moment.kept_at,
            is_copy: false,
            secret: None,
            tells: None,
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
///
/// A mail is given up for its age by a clock that is certain alone.
pub(super) fn take_in(ctx: &mut Permitted<'_>, is_certain: bool, deadline: Option<Instant>) -> Result<Taken> {
    let (mut taken, mut after) = (Taken::default(), EstablishmentNumber(0));
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
                Err(Error::Busy { .. } | Error::Store(store::Error::Busy)) => {}
                Err(error) if error.is_of_one_establishment() => {
                    let (number, cause) = (hint.0.to_string(), error.message());
                    taken.left.push(Message::new("mail-inside-left").with("number", number).with("cause", cause));
                }
                done => done?,
            }
        }
    }
}

/// Takes in what waits in one establishment alone.
pub(super) fn take_in_one(ctx: &mut Permitted<'_>, number: EstablishmentNumber, is_certain: bool) -> Result<()> {
    let before = EstablishmentNumber(number.0.saturating_sub(1));
    let hints = ctx.read(|tx| Ok(mail_inside::list(tx, before, 1)?))?;
    let hint = hints.into_iter().find(|(of, _)| *of == number);
    hint.map_or(Ok(()), |hint| take_in_of(ctx, hint, is_certain, &mut Taken::default()))
}

/// What was seen to wait in an establishment.
struct Seen {
    number: EstablishmentNumber,
    /// How far the host knew its database to have come.
    known: Known,
    /// Whether it goes on from there: an older copy tells of mails that have left.
    goes_on: bool,
    mails: Vec<Waiting>,
    /// Rows of the same page that nobody can send, and why the first of them is none.
    unreadable: (u32, Option<store::Error>),
}

/// What became of a page of them.
#[derive(Default)]
struct Entered {
    /// The Message-IDs of those that the outbox has now.
    there: Vec<String>,
    /// How many of them may have left already.
    uncertain: u32,
    /// How many the outbox refused, and why the first of them.
    refused: (u32, Option<Error>),
}

fn take_in_of(ctx: &mut Permitted<'_>, hint: Hint, is_certain: bool, taken: &mut Taken) -> Result<()> {
    let (mut from, mut removed, mut cause) = (0, HashSet::new(), None);
    while let Some(seen) = look(ctx, hint.0, from)? {
        // What was removed and is there again would be removed without end.
        if let Some(again) = seen.mails.iter().find(|mail| removed.contains(&mail.message_id)) {
            return Err(store::Error::unreadable("waiting_mail.message_id", &again.message_id).into());
        }
        let Entered { there, uncertain, refused } = enter(ctx, &seen, is_certain)?;
        taken.uncertain += uncertain;
        if !there.is_empty() {
            remove(ctx, seen.number, &there)?;
        }
        removed.extend(there);
        // What stays is passed over, so that it keeps nobody else from leaving.
        from += seen.unreadable.0 + refused.0;
        cause = cause.or(seen.unreadable.1.map(Error::from)).or(refused.1);
    }
    if let Some(cause) = cause {
        return Err(cause);
    }
    ctx.write_upkeep(|tx, _, _| Ok(mail_inside::forget(tx, hint)?))?;
    // Whoever wrote one since that look, and died before it was noted anew, left nobody else to note it.
    if look(ctx, hint.0, 0)?.is_some() {
        ctx.write_upkeep(|tx, _, _| Ok(mail_inside::note(tx, hint.0)?))?;
    }
    Ok(())
}

/// Reads a page of what waits, without opening what nobody has opened yet; none when nothing waits from there on.
fn look(ctx: &mut Permitted<'_>, number: EstablishmentNumber, from: u32) -> Result<Option<Seen>> {
    let (credential, known) =
        ctx.read(|tx| Ok((establishment::credential(tx, number)?, inside::known(tx, number)?)))?;
    let Some(credential) = credential else { return Ok(None) };
    let page = |tx: &Own<'_>| Ok((known.reached.goes_on_in(tx)?, waiting_mail::page(tx, from, PAGE)?));
    let looked = ctx.home().shelf().look_inside((number, &credential), page)?;
    let Some((goes_on, rows)) = looked.filter(|(_, rows)| !rows.is_empty()) else { return Ok(None) };
    let (mut mails, mut unreadable) = (Vec::new(), (0, None));
    for row in rows {
        match row {
            Ok(mail) => mails.push(mail),
            Err(error) => unreadable = (unreadable.0 + 1, unreadable.1.or(Some(error))),
        }
    }
    Ok(Some(Seen { number, known, goes_on, mails, unreadable }))
}

/// Enters mails into the outbox, but for those that it has. One that it refuses keeps no other one from it.
fn enter(ctx: &mut Permitted<'_>, seen: &Seen, is_certain: bool) -> Result<Entered> {
    let kept_days = ctx.options().retention.days(retention::Kind::Mails);
    let entered = ctx.write_upkeep(|tx, _, now| {
        // Somebody puts other content there, or removes it: what was seen is not what waits.
        if let Some(work) = unfinished::find(tx, seen.number)? {
            return Err(Error::Busy { owner: work.owner });
        }
        if inside::known(tx, seen.number)?.generation != seen.known.generation {
            return Err(store::Error::Busy.into());
        }
        // What became of one that is as old as mails are kept may be forgotten.
        let oldest = now.plus_s(-i64::from(kept_days) * DAY_S);
        let mut entered = Entered::default();
        for mail in &seen.mails {
            let is_new = seen.goes_on && !mail.is_copy && (!is_certain || mail.created_at > oldest);
            match tx.part(|| enter_one(tx, (seen.number, mail), now, is_new)) {
                Ok(is_uncertain) => {
                    entered.uncertain += u32::from(is_uncertain);
                    entered.there.push(mail.message_id.clone());
                }
                Err(Error::Store(error)) if error.is_of_a_row() => {
                    let (count, cause) = entered.refused;
                    entered.refused = (count + 1, cause.or(Some(error.into())));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(entered)
    });
    entered.map_err(|error| named(ctx.home(), error))
}

/// Enters one unless the outbox has it; tells whether it was entered as one that may have left already. Another mail that
/// has its Message-ID is no reason to lose it: it gets one of its own, and a person looks at it.
fn enter_one(
    tx: &Tx<'_>,
    (number, mail): (EstablishmentNumber, &Waiting),
    now: Timestamp,
    is_new: bool,
) -> Result<bool> {
    let is_it = |made: &Made| {
        let other = &made.mail;
        (other.kind, other.establishment, other.to_email.as_str())
            == (Kind::Inside, Some(number), mail.to_email.as_str())
    };
    let own = format!("<{number}.{}", mail.message_id.trim_start_matches('<'));
    let (message_id, words) = match outbox::find_by_message_id(tx, &mail.message_id)? {
        Some(there) if is_it(&there) => return Ok(false),
        Some(_) => match outbox::find_by_message_id(tx, &own)? {
            Some(there) if is_it(&there) => return Ok(false),
            Some(_) => return Err(store::Error::unreadable("waiting_mail.message_id", &mail.message_id).into()),
            None if mail.is_copy => (own, Some(Cause::Copied.words(""))),
            None => (own, Some(Cause::IdTaken.words(&mail.message_id))),
        },
        None => (mail.message_id.clone(), (!is_new).then(|| Cause::Copied.words(""))),
    };
    let Waiting { account, login, to_name, to_email, language, subject, body, secret, .. } = mail.clone();
    let mail = NewMail {
        kind: Kind::Inside,
        establishment: Some(number),
        account,
        login,
        webmaster: None,
        text: MailText { to_name, to_email, language, subject, body },
        secret,
        message_id,
        letter: None,
        target: None,
    };
    let id = outbox::insert(tx, &mail, (now, clock::kept_at(tx, now)?))?;
    let Some(words) = words else { return Ok(false) };
    outbox::doubt(tx, id, &words)?;
    Ok(true)
}

/// Enters all that wait in one establishment as ones that may have left already: the registry that would know is not the
/// one that holds. Returns how many; what cannot be read waits on.
pub(super) fn doubt_all(
    (tx, shelf): (&Tx<'_>, &Shelf),
    (number, credential): (EstablishmentNumber, &Secret),
    now: Timestamp,
) -> Result<u32> {
    let (mut from, mut uncertain) = (0, 0);
    while let Ok(Some(page)) = shelf.look_inside((number, credential), |own| waiting_mail::page(own, from, PAGE))
        && !page.is_empty()
    {
        from += PAGE;
        for mail in page.into_iter().flatten() {
            match tx.part(|| enter_one(tx, (number, &mail), now, false)) {
                Ok(is_uncertain) => uncertain += u32::from(is_uncertain),
                Err(Error::Store(error)) if error.is_of_a_row() => {}
                Err(error) => return Err(error),
            }
        }
    }
    if from > 0 {
        mail_inside::note(tx, number)?;
    }
    Ok(uncertain)
}

/// Removes mails that the outbox has from the database in which they waited.
fn remove(ctx: &mut Permitted<'_>, number: EstablishmentNumber, there: &[String]) -> Result<()> {
    let done = ctx.elsewhere(At::Establishment(number), |ctx| {
        School::write(ctx, |tx, permit, moment| {
            there.iter().try_for_each(|message_id| waiting_mail::remove(tx, message_id))?;
            // From that entry on, what still has them is an older copy.
            let object = Object { kind: "mail", id: String::new(), label: String::new() };
            let entry = Entry::event("mail.hand-over", object).is("mails", there.len().to_string());
            record(tx, permit, moment.now, &entry)
        })
    });
    // The next one is another database, and nobody is kept from this one.
    ctx.own = None;
    done
}
