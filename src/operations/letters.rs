//! The letters that verbs queue.

use crate::domain::access::{Actor, Identity};
use crate::domain::contact::Email;
use crate::domain::establishment::{Draft, EstablishmentNumber};
use crate::domain::host::HostSettings;
use crate::domain::mail::{Kind, SECRET_MARK};
use crate::domain::password::Secret;
use crate::domain::time::Timestamp;
use crate::domain::zone::Language;
use crate::store::files;
use crate::store::registry::outbox::NewMail;
use crate::store::registry::{Tx, webmaster};

use super::error::Result;

/// Credentials to be told.
#[derive(Debug)]
pub(super) struct Credentials<'a> {
    pub(super) number: EstablishmentNumber,
    pub(super) draft: &'a Draft,
    pub(super) login: &'a str,
    pub(super) password: &'a Secret,
    pub(super) until: Timestamp,
}

/// Writes the registration mail to the contact.
pub(super) fn registration(
    settings: &HostSettings,
    language: Language,
    credentials: &Credentials<'_>,
) -> Result<NewMail> {
    letter(Kind::Registration, settings, language, credentials)
}

/// Writes the mail with an administrator's new password to the contact.
pub(super) fn reset(settings: &HostSettings, language: Language, credentials: &Credentials<'_>) -> Result<NewMail> {
    letter(Kind::Reset, settings, language, credentials)
}

/// Writes the copy without the password to the webmaster.
pub(super) fn copy(
    settings: &HostSettings,
    language: Language,
    credentials: &Credentials<'_>,
    to: &Email,
) -> Result<NewMail> {
    let mut mail = letter(Kind::Copy, settings, language, credentials)?;
    mail.to_name = String::new();
    to.as_str().clone_into(&mut mail.to_email);
    mail.secret = None;
    Ok(mail)
}

/// Finds where a copy goes: to the acting webmaster, else to the host's sender.
pub(super) fn copy_address(tx: &Tx<'_>, actor: &Actor, settings: &HostSettings) -> Result<Email> {
    let own = match actor.identity {
        Identity::Webmaster { id, .. } => webmaster::find(tx, id)?.and_then(|(found, _)| found.email),
        Identity::Nobody | Identity::Owner | Identity::Program => None,
    };
    Ok(own.unwrap_or_else(|| settings.identity.sender.clone()))
}

fn letter(kind: Kind, settings: &HostSettings, _language: Language, credentials: &Credentials<'_>) -> Result<NewMail> {
    let identity = &settings.identity;
    Ok(NewMail {
        kind,
        establishment: Some(credentials.number),
        to_name: credentials.draft.contact.full_name(),
        to_email: credentials.draft.contact.email_text().to_owned(),
        subject: format!("{} - {}", identity.name, credentials.draft.denomination),
        body: format!("{}\n{}\n{}\n", identity.url, credentials.login, SECRET_MARK),
        secret: Some((credentials.password.clone(), credentials.until)),
        message_id: format!("{}@intendant", files::token()?),
    })
}
