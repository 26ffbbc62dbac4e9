//! The outbox as people see it, and the sender as front ends drive it. Inside an establishment it is what that one has
//! written to its people: what waits there is handed over before it is looked at, so that it has a number and a state.

use std::num::NonZeroU32;

use super::context::Context;
use super::error::{Error, Result, Rule};
use super::ledger::{Ledger as _, School};
use super::permitted::{Permitted, record};
use super::{clock, host, letters, reach, waiting_mail};
use crate::audit::{Entry, Object};
use crate::auth::generated;
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::columns::MailColumn;
use crate::domain::contact::Email;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::{Field, FieldError};
use crate::domain::filter::{Filter, Remark};
use crate::domain::mail::{Kind, Mail, MailId, State};
use crate::domain::time::Timestamp;
use crate::domain::unreadable::{Listed, Stored, Unreadable};
use crate::domain::zone::DEFAULT_ZONE;
use crate::mail::Ending;
use crate::mail::message::message_id;
use crate::mail::template::{self, Recipient};
use crate::store::registry::outbox::{self, Made, NewMail};
use crate::store::registry::{Tx, sending, zone};
use crate::store::{self, files};

pub use crate::mail::{Limit, Round, Sender};

/// Lists the latest mails, of one state or of all; those that wait as they would leave now, without those that cannot be
/// read.
pub fn list(ctx: &mut Context, state: Option<State>, limit: u32) -> Result<Vec<Mail>> {
    let ctx = &mut ctx.permit(Act::MAIL_LIST)?;
    ctx.read(|tx| {
        let host = host::stored(tx)?.0.identity;
        let page = before(tx, (state, None), i64::MAX, limit)?.into_iter();
        let shown: Vec<_> = page.map(|row| letters::row(tx, &host, row)).collect::<store::Result<_>>()?;
        Ok(shown.into_iter().flatten().collect())
    })
}

/// Lists mails before an identifier that whoever looks sees, the latest first.
fn before(
    tx: &Tx<'_>,
    (state, of): (Option<State>, Option<EstablishmentNumber>),
    mut id: i64,
    limit: u32,
) -> Result<Vec<outbox::Row>> {
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut found = Vec::new();
    loop {
        let page = match of {
            Some(number) => outbox::before_of(tx, number, id, limit)?,
            None => outbox::before(tx, state, id, limit)?,
        };
        let Some((last, _)) = page.last() else { return Ok(found) };
        id = last.0;
        found.extend(reach::narrow(tx, page, |(_, made)| made.as_ref().ok()?.mail.establishment)?);
        if !tx.is_limited() || found.len() >= most {
            found.truncate(most);
            return Ok(found);
        }
    }
}

/// Mails that are compared with a filter in one go.
const PAGE: u32 = 500;

/// Mails that a filter holds.
#[derive(Debug, Default)]
pub struct Matching {
    /// The latest first.
    pub ids: Vec<MailId>,
    /// What the filter may not be meant to leave out.
    pub remarks: Vec<Remark>,
    /// Those that cannot be read, so that nobody knows whether it holds them.
    pub unreadable: Vec<Unreadable>,
}

/// Lists at most so many mails that a filter holds among all. They are compared as they were written last.
pub fn matching(ctx: &mut Context, filter: &Filter<MailColumn>, most: usize) -> Result<Matching> {
    let ctx = &mut ctx.permit(Act::MAIL_LIST)?;
    let of = handed_over(ctx)?;
    let mut found = Matching::default();
    if filter.is_everything() {
        found.ids = ctx.read(|tx| {
            if !tx.is_limited() {
                return Ok(outbox::ids(tx, of, i64::try_from(most).unwrap_or(i64::MAX))?);
            }
            let seen = before(tx, (None, of), i64::MAX, u32::try_from(most).unwrap_or(u32::MAX))?;
            Ok(seen.into_iter().map(|(id, _)| id).collect())
        })?;
        return Ok(found);
    }
    let ready = filter.ready(ctx.now(), |_| Vec::new())?;
    let (mut tally, mut last) = (ready.tally(), i64::MAX);
    while found.ids.len() < most {
        let page = ctx.read(|tx| before(tx, (None, of), last, PAGE))?;
        let Some((id, _)) = page.last() else { break };
        last = id.0;
        for (id, made) in page {
            match store::listed(Stored::Mail(id), made)? {
                Ok(made) if ready.judge(&made.mail, &mut tally) => found.ids.push(id),
                Ok(_) => {}
                Err(row) => found.unreadable.push(row),
            }
        }
    }
    found.ids.truncate(most);
    found.remarks = ready.remarks(&tally);
    Ok(found)
}

/// Reads some mails, in their order and without those that are gone; those that wait as they would leave now, and one that
/// cannot be read as that.
pub fn named(ctx: &mut Context, ids: &[i64]) -> Result<Vec<Listed<Mail>>> {
    let ctx = &mut ctx.permit(Act::MAIL_LIST)?;
    let of = own(ctx)?;
    ctx.read(|tx| {
        let host = host::stored(tx)?.0.identity;
        let rows = ids.iter().map(|id| MailId(*id));
        let rows = rows.filter_map(|id| outbox::find(tx, id).transpose().map(|made| (id, made)));
        let rows = rows.filter(|(_, made)| of.is_none() || made.as_ref().is_ok_and(|made| is_of(made, of)));
        let about = |(_, made): &outbox::Row| made.as_ref().ok()?.mail.establishment;
        let rows = reach::narrow(tx, rows.collect(), about)?.into_iter();
        Ok(rows.map(|row| letters::row(tx, &host, row)).collect::<store::Result<_>>()?)
    })
}

/// Counts the mails of each state, every state named.
pub fn counts(ctx: &mut Context) -> Result<Vec<(State, u32)>> {
    let ctx = &mut ctx.permit(Act::MAIL_LIST)?;
    let of = own(ctx)?;
    let found = ctx.read(|tx| match of {
        None if tx.is_limited() => {
            let by_one = outbox::counts_by_establishment(tx)?;
            let seen = reach::narrow(tx, by_one, |(number, ..)| *number)?;
            Ok(seen.into_iter().map(|(_, state, count)| (state, count)).collect())
        }
        of => Ok(outbox::counts(tx, of)?),
    })?;
    let count = |state| found.iter().filter(|(known, _)| *known == state).map(|(_, count)| *count).sum();
    Ok(State::ALL.into_iter().map(|state| (state, count(state))).collect())
}

/// Finds a mail that whoever acts reaches.
fn existing(tx: &Tx<'_>, id: MailId, of: Option<EstablishmentNumber>) -> Result<Made> {
    let made = outbox::find(tx, id)?.filter(|made| is_of(made, of));
    let made = made.ok_or_else(|| Error::not_found("mail", id.0))?;
    reach::check_about(tx, made.mail.establishment)?;
    Ok(made)
}

/// Returns one mail; one that waits as it would leave now. The password is never part of it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(ctx: &mut Context, id: MailId) -> Result<Mail> {
    let ctx = &mut ctx.permit(Act::MAIL_SHOW)?;
    let of = own(ctx)?;
    ctx.read(|tx| {
        let made = existing(tx, id, of)?;
        Ok(letters::shown(tx, &host::stored(tx)?.0.identity, made)?)
    })
}

/// Queues a deferred, refused or uncertain mail again: nothing is created anew. When it leaves it says what holds then, or
/// is withdrawn.
///
/// # Errors
/// [`Error::NotFound`]; [`Rule::NotRetryable`] in any other state, or when its password was erased.
pub fn retry(ctx: &mut Context, id: MailId) -> Result<()> {
    let ctx = &mut ctx.permit(Act::MAIL_RETRY)?;
    let of = own(ctx)?;
    let queue = |tx: &Tx<'_>, now: Timestamp| {
        let mail = existing(tx, id, of)?.mail;
        if !sending::retry(tx, id, now)? {
            return Err(Rule::NotRetryable(mail.state).into());
        }
        let entry = Entry::new(Act::MAIL_RETRY, Object::mail(id, &mail.subject))
            .was("state", mail.state.word())
            .is("state", State::Queued.word())
            .is("recipient", mail.to_email);
        Ok::<_, Error>(entry)
    };
    if of.is_none() {
        return ctx.write(|tx, permit, now| record(tx, permit, now, &queue(tx, now)?));
    }
    ctx.assure()?;
    // The outbox is the host's: there the program does it. Their own log says who wanted it.
    let by = ctx.actor.name().to_owned();
    let entry = ctx.write_upkeep(|tx, permit, now| {
        let entry = queue(tx, now)?;
        record(tx, permit, now, &entry.clone().is("login", by))?;
        Ok(entry)
    })?;
    School::write(ctx, |tx, permit, moment| record(tx, permit, moment.now, &entry))
}

/// Returns the establishment whose mails are meant, after its person was asked whether they may go on; none: all of the host.
fn own(ctx: &mut Permitted<'_>) -> Result<Option<EstablishmentNumber>> {
    let Some(number) = ctx.at().establishment() else { return Ok(None) };
    School::read(ctx, |_| Ok(Some(number)))
}

/// The same, with what waits there taken into the outbox. Where that cannot be now, the next round of the sender does it.
fn handed_over(ctx: &mut Permitted<'_>) -> Result<Option<EstablishmentNumber>> {
    let of = own(ctx)?;
    if let Some(number) = of
        && ctx.doubt()?.is_none()
    {
        let is_certain = clock::if_certain(ctx)?.is_some();
        let _ = waiting_mail::take_in_one(ctx, number, is_certain);
    }
    Ok(of)
}

/// Tells whether a mail is one that an establishment has written to its people, where one is meant.
fn is_of(made: &Made, of: Option<EstablishmentNumber>) -> bool {
    of.is_none_or(|number| made.mail.kind == Kind::Inside && made.mail.establishment == Some(number))
}

/// Queues a mail that tests the transport, in the language of zone 1.
///
/// # Errors
/// The address's problem.
pub fn test(ctx: &mut Context, to: &str) -> Result<MailId> {
    let ctx = &mut ctx.permit(Act::MAIL_TEST)?;
    let email = Email::parse(to).map_err(|problem| vec![FieldError { field: Field::Recipient, problem }])?;
    ctx.write(|tx, permit, now| {
        let identity = host::stored(tx)?.0.identity;
        let language = zone::find(tx, DEFAULT_ZONE)?.map(|zone| zone.language).unwrap_or_default();
        let recipient = Recipient { name: "", email: &email };
        let text = template::test(letters::catalogue(language), &identity, recipient, now);
        let subject = text.subject.clone();
        let mail = NewMail {
            kind: Kind::Test,
            establishment: None,
            account: AccountId(0),
            login: String::new(),
            webmaster: None,
            text,
            secret: None,
            message_id: message_id(&identity, &files::token()?),
            letter: None,
            target: None,
        };
        let id = outbox::insert(tx, &mail, (now, clock::kept_at(tx, now)?))?;
        let entry = Entry::new(Act::MAIL_TEST, Object::mail(id, &subject)).is("recipient", email.as_str());
        record(tx, permit, now, &entry)?;
        Ok(id)
    })
}

/// Opens a sender for [`send_due`], [`send_one`] and [`deliver`]; one for each thread that sends.
///
/// # Errors
/// [`Rule::Held`]; what the store says.
pub fn sender(ctx: &mut Context) -> Result<Sender> {
    let ctx = &mut ctx.permit(Act::MAIL_SEND)?;
    ctx.assure()?;
    let settings = ctx.read(host::stored)?.0;
    let pace = NonZeroU32::new(ctx.options().mails_per_minute);
    let sender = Sender::open(ctx.home(), &settings)?.with_pace(pace).with_proof(generated::verify);
    Ok(sender.with_witness(letters::witness, ctx.actor.clone()))
}

/// Takes in what establishments have written, and sends what is due by the settings of each moment, until nothing is, the sender is stopped or the limit is reached.
///
/// # Errors
/// What the store says; the next round makes good what was under way.
pub fn send_due(ctx: &mut Context, sender: &mut Sender, limit: Limit) -> Result<Round> {
    let ctx = &mut ctx.permit(Act::MAIL_SEND)?;
    ctx.read(|tx| reach::check_about(tx, None))?;
    ctx.assure()?;
    let ending = follow_clock(ctx, sender)?;
    let taken = waiting_mail::take_in(ctx, ending == Ending::Now, limit.deadline)?;
    let clock = ctx.clock();
    let mut round = sender.send_due(&mut ctx.registry, &|| clock.now(), limit)?;
    round.uncertain += taken.uncertain;
    round.left.extend(taken.left);
    Ok(round)
}

/// Tells whether a mail in some state can be sent now: it waits.
///
/// # Errors
/// [`Rule::NotSendable`].
pub const fn may_send(state: State) -> std::result::Result<(), Rule> {
    match state {
        State::Queued | State::Deferred => Ok(()),
        State::Sending | State::Sent | State::Refused | State::Uncertain | State::Withdrawn => {
            Err(Rule::NotSendable(state))
        }
    }
}

/// Sends one mail that waits and gives it as it is afterwards, with the server's words.
///
/// # Errors
/// As [`send_due`]; [`Error::NotFound`]; [`Rule::NotSendable`].
pub fn send_one(ctx: &mut Context, sender: &mut Sender, id: MailId) -> Result<Mail> {
    let ctx = &mut ctx.permit(Act::MAIL_SEND)?;
    let of = ctx.at().establishment();
    may_send(ctx.read(|tx| existing(tx, id, of))?.mail.state)?;
    deliver(ctx, sender, id)
}

/// Sends one mail that was just queued and gives it as it is afterwards, with the server's words, whoever has sent it.
///
/// # Errors
/// As [`send_due`]; [`Error::NotFound`].
pub fn deliver(ctx: &mut Context, sender: &mut Sender, id: MailId) -> Result<Mail> {
    let ctx = &mut ctx.permit(Act::MAIL_SEND)?;
    // A test of one's own letter is about nobody.
    ctx.read(|tx| match outbox::find(tx, id)? {
        Some(made) if made.mail.kind == Kind::Test => Ok(()),
        _ => existing(tx, id, None).map(drop),
    })?;
    ctx.assure()?;
    follow_clock(ctx, sender)?;
    let clock = ctx.clock();
    let mail = sender.send_one(&mut ctx.registry, id, &|| clock.now())?;
    mail.ok_or_else(|| Error::not_found("mail", id.0))
}

/// Passwords that ran out are not erased, and no mail is given up for its age, while the clock may be wrong: returns which
/// it is.
fn follow_clock(ctx: &mut Permitted<'_>, sender: &mut Sender) -> Result<Ending> {
    clock::put_passwords_right(ctx, usize::MAX)?;
    let ending = if clock::if_certain(ctx)?.is_some() { Ending::Now } else { Ending::Waits };
    sender.follow_clock(ctx.now(), ctx.latest().at(), ending);
    Ok(ending)
}
