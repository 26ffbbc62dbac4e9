//! What the program writes to an establishment's people: what opens their account, and that its address is another. Whoever
//! does it leaves the mail waiting without words; they are written before that is committed.

use super::error::{Error, Result};
use crate::domain::account::AccountId;
use crate::domain::contact::Email;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::host::HostIdentity;
use crate::domain::language::Language;
use crate::domain::mail::Tells;
use crate::domain::password::Secret;
use crate::domain::person::{Person, PersonDraft};
use crate::domain::time::Timestamp;
use crate::mail::follow::catalogue;
use crate::mail::message::message_id;
use crate::mail::template::{self, About, Recipient, Telling};
use crate::store::establishment::waiting_mail::{self, Waiting};
use crate::store::establishment::{Tx as Own, person};
use crate::store::registry::outbox::MailText;
use crate::store::registry::{Tx, establishment, host as stored, zone};
use crate::store::{self, files};

/// The login of nobody.
const NOBODY: &str = "";

/// Has a mail wait that tells somebody what opens their account, in the place of those whose secret no longer does.
pub(super) fn leave(
    tx: &Own<'_>,
    (person, tells): (&Person, Tells),
    (secret, until): (Secret, Timestamp),
    created_at: Timestamp,
) -> Result<()> {
    match tells {
        Tells::FirstPassword | Tells::NewPassword => waiting_mail::forget_secrets(tx, &person.draft.login)?,
        Tells::ResetCode => waiting_mail::forget_codes(tx, &person.draft.login)?,
    }
    let mail = Waiting { secret: Some((secret, until)), tells: Some(tells), ..to(person, created_at)? };
    Ok(waiting_mail::insert(tx, &mail)?)
}

/// Has one with a code be written to nobody, which is not kept: whoever asks for a code waits as long where nobody gets it.
pub(super) fn leave_for_nobody(
    tx: &Own<'_>,
    (secret, until): (Secret, Timestamp),
    created_at: Timestamp,
) -> Result<()> {
    let nobody = unwritten(AccountId::default(), (NOBODY, "", "nobody@localhost.invalid"), created_at)?;
    let mail = Waiting { secret: Some((secret, until)), tells: Some(Tells::ResetCode), ..nobody };
    Ok(waiting_mail::insert(tx, &mail)?)
}

/// Has a mail wait that tells somebody, at the address that their account had, that it has another one now: whoever has the
/// address has the account. Nothing that is done to the account withdraws it.
pub(super) fn leave_at_former_address(
    tx: &Own<'_>,
    (was, now): (&Person, &PersonDraft),
    created_at: Timestamp,
) -> Result<()> {
    if was.draft.email == now.email || Email::parse(&was.draft.email).is_err() {
        return Ok(());
    }
    let mail = Waiting { login: now.login.clone(), ..to(was, created_at)? };
    Ok(waiting_mail::insert(tx, &mail)?)
}

fn to(person: &Person, created_at: Timestamp) -> Result<Waiting> {
    let draft = &person.draft;
    let name = format!("{} {}", draft.last_name, draft.first_name);
    unwritten(person.id, (&draft.login, name.trim(), &draft.email), created_at)
}

fn unwritten(
    account: AccountId,
    (login, to_name, to_email): (&str, &str, &str),
    created_at: Timestamp,
) -> Result<Waiting> {
    Ok(Waiting {
        message_id: format!("<{}>", files::token()?),
        account,
        login: login.to_owned(),
        to_name: to_name.to_owned(),
        to_email: to_email.to_owned(),
        language: Language::default(),
        subject: String::new(),
        body: String::new(),
        created_at,
        is_copy: false,
        secret: None,
        tells: None,
    })
}

/// Who writes: the host, and the establishment as it knows it.
#[derive(Debug)]
pub(super) struct Letterhead {
    host: HostIdentity,
    found: Establishment,
    /// The language of those who have chosen none.
    language: Language,
}

impl Letterhead {
    /// Reads it.
    pub(super) fn read(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Self> {
        let host = stored::load(tx)?.0.identity;
        let found = establishment::find(tx, number)?.ok_or_else(|| Error::not_found("establishment", number))?;
        let language = zone::find(tx, found.zone)?.map(|zone| zone.language).unwrap_or_default();
        Ok(Self { host, found, language })
    }
}

/// Writes the letters that a change has left to be written, in its transaction.
pub(super) fn write(tx: &Own<'_>, by: &Letterhead) -> Result<()> {
    let Establishment { number, denomination, location, .. } = &by.found;
    let about = About { number: *number, denomination, location };
    for mail in waiting_mail::unwritten(tx)? {
        let unreadable = || store::Error::unreadable("waiting_mail.tells", &mail.message_id);
        let email = Email::parse(&mail.to_email).map_err(|_| unreadable())?;
        let own = person::find_by_login(tx, &mail.login)?.map(|person| person.draft.language).unwrap_or_default();
        let language = Language::parse(&own).unwrap_or(by.language);
        let to = Recipient { name: &mail.to_name, email: &email };
        let (words, login) = (catalogue(language), mail.login.as_str());
        let text = match (mail.tells, &mail.secret) {
            (Some(tells), Some((_, until))) => {
                template::inside(words, &by.host, (tells, to), about, Telling { login, until: *until })
            }
            (None, None) => template::address_changed(words, &by.host, to, about, login),
            _ => return Err(unreadable().into()),
        };
        let message_id = message_id(&by.host, &files::token()?);
        let MailText { subject, body, .. } = text;
        let is_kept = mail.login != NOBODY;
        waiting_mail::write(tx, &Waiting { language, subject, body, ..mail }, &message_id)?;
        if !is_kept {
            waiting_mail::remove(tx, &message_id)?;
        }
    }
    Ok(())
}
