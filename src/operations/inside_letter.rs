//! What the program writes to an establishment's people: what opens their account. Whoever gives it leaves the mail waiting
//! without words; they are written before that is committed.

use super::error::{Error, Result};
use crate::domain::contact::Email;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::host::HostIdentity;
use crate::domain::language::Language;
use crate::domain::mail::Tells;
use crate::domain::password::Secret;
use crate::domain::person::Person;
use crate::domain::time::Timestamp;
use crate::mail::follow::catalogue;
use crate::mail::message::message_id;
use crate::mail::template::{self, About, Recipient, Telling};
use crate::store::establishment::waiting_mail::{self, Waiting};
use crate::store::establishment::{Tx as Own, person};
use crate::store::registry::outbox::MailText;
use crate::store::registry::{Tx, establishment, host as stored, zone};
use crate::store::{self, files};

/// Has a mail wait that tells somebody what opens their account, in the place of those whose secret no longer does.
pub(super) fn leave(
    tx: &Own<'_>,
    (person, tells): (&Person, Tells),
    (secret, until): (Secret, Timestamp),
    created_at: Timestamp,
) -> Result<()> {
    let draft = &person.draft;
    match tells {
        Tells::FirstPassword | Tells::NewPassword => waiting_mail::forget_secrets(tx, &draft.login)?,
        Tells::ResetCode => waiting_mail::forget_codes(tx, &draft.login)?,
    }
    let mail = Waiting {
        message_id: format!("<{}>", files::token()?),
        account: person.id,
        login: draft.login.clone(),
        to_name: format!("{} {}", draft.last_name, draft.first_name).trim().to_owned(),
        to_email: draft.email.clone(),
        language: Language::default(),
        subject: String::new(),
        body: String::new(),
        created_at,
        is_copy: false,
        secret: Some((secret, until)),
        tells: Some(tells),
    };
    Ok(waiting_mail::insert(tx, &mail)?)
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
        let (Some(tells), Some((_, until)), Ok(email)) = (mail.tells, &mail.secret, Email::parse(&mail.to_email))
        else {
            return Err(store::Error::unreadable("waiting_mail.tells", &mail.message_id).into());
        };
        let own = person::find_by_login(tx, &mail.login)?.map(|person| person.draft.language).unwrap_or_default();
        let language = Language::parse(&own).unwrap_or(by.language);
        let to = Recipient { name: &mail.to_name, email: &email };
        let telling = Telling { login: &mail.login, until: *until };
        let text = template::inside(catalogue(language), &by.host, (tells, to), about, telling);
        let message_id = message_id(&by.host, &files::token()?);
        let MailText { subject, body, .. } = text;
        waiting_mail::write(tx, &Waiting { language, subject, body, ..mail }, &message_id)?;
    }
    Ok(())
}
