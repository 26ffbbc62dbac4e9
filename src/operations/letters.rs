//! The letters that verbs queue, and what verbs do to those that wait already.

use crate::audit::{self, Entry, Object};
use crate::domain::access::{Actor, Identity};
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::host::{HostIdentity, HostSettings};
use crate::domain::mail::{Cause, Kind, Mail, MailId, State};
use crate::domain::password::Secret;
use crate::domain::time::Timestamp;
use crate::domain::unreadable::{Listed, Stored};
use crate::domain::webmaster::WebmasterId;
use crate::mail::follow::{Fate, Source, fate, write};
use crate::mail::message::message_id;
use crate::store::registry::Tx;
use crate::store::registry::export;
use crate::store::registry::outbox::{self, Made, NewMail, Which};
use crate::store::{self, files};

use super::aftermath::Aftermath;
use super::clock;
use super::error::{Error, Result, Rule};

pub(super) use crate::mail::follow::catalogue;

/// One of the program's own mails about an establishment, to be queued.
#[derive(Debug)]
pub(super) struct Order<'a> {
    /// Registration, reset or copy.
    pub(super) kind: Kind,
    pub(super) number: EstablishmentNumber,
    pub(super) login: &'a str,
    /// The password; a copy has none.
    pub(super) secret: Option<(&'a Secret, Timestamp)>,
    /// Whom a copy goes to; none: the host's sender.
    pub(super) webmaster: Option<WebmasterId>,
}

/// Queues a mail, written as of now.
///
/// # Errors
/// [`Rule::NoContactEmail`]; [`Error::NotFound`].
pub(super) fn queue(tx: &Tx<'_>, now: Timestamp, settings: &HostSettings, order: &Order<'_>) -> Result<MailId> {
    let Order { kind, number, login, secret, webmaster } = *order;
    let until = secret.map_or(Timestamp(0), |(_, until)| until);
    let text = match write(tx, &settings.identity, &Source { kind, number, login, until, webmaster })? {
        Fate::Leaves(text) => text,
        Fate::Withdrawn(words) if Cause::from_words(&words).is_some_and(|(cause, _)| cause == Cause::NoAddress) => {
            return Err(Rule::NoContactEmail.into());
        }
        Fate::Withdrawn(_) => return Err(Error::not_found("establishment", number)),
    };
    let mail = NewMail {
        kind,
        establishment: Some(number),
        account: AccountId(0),
        login: login.to_owned(),
        webmaster,
        text,
        secret: secret.map(|(password, until)| (password.clone(), until)),
        message_id: message_id(&settings.identity, &files::token()?),
        letter: None,
        target: None,
    };
    Ok(outbox::insert(tx, &mail, (now, clock::kept_at(tx, now)?))?)
}

/// Finds whose address a copy goes to: the acting webmaster's.
pub(super) const fn copy_to(actor: &Actor) -> Option<WebmasterId> {
    match actor.identity {
        Identity::Webmaster { id, .. } => Some(id),
        Identity::Nobody | Identity::Person { .. } | Identity::Owner | Identity::Program => None,
    }
}

/// Writes what waits about an establishment anew, and withdraws what no longer holds, in the transaction of what changed
/// it. When it leaves it is judged once more: this is for people to see at once.
pub(super) fn follow(tx: &Tx<'_>, host: &HostIdentity, number: EstablishmentNumber) -> Result<Aftermath> {
    let mut aftermath = Aftermath::default();
    // What cannot be read the sender passes over, and tells.
    for made in outbox::waiting_about(tx, number)?.into_iter().filter_map(|(_, made)| made.ok()) {
        match fate(tx, host, &made)? {
            Fate::Leaves(text) if text == made.text() => {}
            Fate::Leaves(text) => {
                outbox::rewrite(tx, made.mail.id, &text)?;
                aftermath.rewritten += 1;
            }
            Fate::Withdrawn(words) => {
                outbox::withdraw(tx, made.mail.id, &words)?;
                aftermath.withdrawn += 1;
                aftermath.words = words;
            }
        }
    }
    Ok(aftermath)
}

/// Withdraws mails about an establishment for a cause.
pub(super) fn withdraw(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    which: Which<'_>,
    (cause, detail): (Cause, &str),
) -> Result<Aftermath> {
    let words = cause.words(detail);
    let withdrawn = outbox::withdraw_about(tx, number, which, &words)?;
    Ok(Aftermath::withdrawn(withdrawn, words))
}

/// Withdraws what waits about an establishment that is gone.
pub(super) fn withdraw_all(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Aftermath> {
    let words = Cause::Gone.words("");
    Ok(Aftermath::withdrawn(outbox::withdraw_of_gone(tx, number, &words)?, words))
}

/// Finds which of the establishments that were brought back have an administrator whose password never left: what waited
/// was withdrawn when they went.
pub(super) fn unsent(tx: &Tx<'_>, back: &[EstablishmentNumber]) -> Result<Aftermath> {
    let mut aftermath = Aftermath::default();
    for number in back {
        if outbox::has_lost_password(tx, *number, &[Cause::Gone.words("")], None)? {
            aftermath.add(Aftermath { unsent: Some((*number, 1)), ..Aftermath::default() });
        }
    }
    Ok(aftermath)
}

/// Tells whether the administrator's password of content that is put in the place of another never left: what waited when
/// its export was made was withdrawn when it was replaced, or went.
pub(super) fn unsent_in(tx: &Tx<'_>, number: EstablishmentNumber, export: &str) -> Result<Aftermath> {
    let Some(export) = export::find(tx, export)? else { return Ok(Aftermath::default()) };
    let causes = [Cause::Replaced, Cause::Gone].map(|cause| cause.words(""));
    let is_lost = outbox::has_lost_password(tx, number, &causes, Some(export.taken_at))?;
    Ok(Aftermath { unsent: is_lost.then_some((number, 1)), ..Aftermath::default() })
}

/// Shows a mail: one that waits as it would leave now.
pub(super) fn shown(tx: &Tx<'_>, host: &HostIdentity, made: Made) -> store::Result<Mail> {
    if !made.mail.state.waits() {
        return Ok(made.mail);
    }
    Ok(match fate(tx, host, &made)? {
        Fate::Leaves(text) => made.with(text),
        Fate::Withdrawn(words) => Mail { state: State::Withdrawn, words, ..made.mail },
    })
}

/// Shows the mail of a row; one that cannot be read comes as that.
pub(super) fn row(tx: &Tx<'_>, host: &HostIdentity, (id, made): outbox::Row) -> store::Result<Listed<Mail>> {
    store::listed(Stored::Mail(id), made.and_then(|made| shown(tx, host, made)))
}

/// Writes down that a mail was withdrawn when it was about to leave.
pub(super) fn witness(tx: &Tx<'_>, actor: &Actor, now: Timestamp, mail: &Mail) -> store::Result<()> {
    let entry = Entry::new(Act::MAIL_WITHDRAW, Object::mail(mail.id, &mail.subject))
        .is("state", mail.state.word())
        .is("recipient", &mail.to_email)
        .is("words", &mail.words);
    audit::record(tx, actor, now, &entry)
}
