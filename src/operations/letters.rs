//! The letters that verbs queue.

use std::sync::LazyLock;

use crate::domain::access::{Actor, Identity};
use crate::domain::contact::Email;
use crate::domain::establishment::{Draft, EstablishmentNumber};
use crate::domain::host::HostSettings;
use crate::domain::password::Secret;
use crate::domain::time::Timestamp;
use crate::domain::zone::Language;
use crate::i18n::Catalogue;
use crate::mail::template::{self, About, Recipient};
use crate::store::registry::outbox::NewMail;
use crate::store::registry::{Tx, webmaster};

use super::error::{Result, Rule};

/// Credentials to be told.
#[derive(Debug)]
pub(super) struct Credentials<'a> {
    pub(super) number: EstablishmentNumber,
    pub(super) draft: &'a Draft,
    pub(super) login: &'a str,
    pub(super) password: &'a Secret,
    pub(super) until: Timestamp,
}

impl<'a> Credentials<'a> {
    fn about(&self) -> About<'a> {
        let Draft { denomination, location, .. } = self.draft;
        About { number: self.number, denomination, location }
    }

    fn told(&self) -> template::Credentials<'a> {
        template::Credentials { login: self.login, password: self.password, until: self.until }
    }

    fn address(&self) -> Result<&'a Email> {
        self.draft.contact.email.as_ref().ok_or_else(|| Rule::NoContactEmail.into())
    }
}

/// Gives the words of a language, read once.
pub(super) fn catalogue(language: Language) -> &'static Catalogue {
    static FRENCH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(Language::French));
    static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(Language::English));
    match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    }
}

/// Writes the registration mail to the contact.
pub(super) fn registration(
    settings: &HostSettings,
    language: Language,
    credentials: &Credentials<'_>,
) -> Result<NewMail> {
    let name = credentials.draft.contact.full_name();
    let to = Recipient { name: &name, email: credentials.address()? };
    let (words, told) = (catalogue(language), credentials.told());
    Ok(template::registration(words, &settings.identity, to, credentials.about(), told)?)
}

/// Writes the mail with an administrator's new password to the contact.
pub(super) fn reset(settings: &HostSettings, language: Language, credentials: &Credentials<'_>) -> Result<NewMail> {
    let name = credentials.draft.contact.full_name();
    let to = Recipient { name: &name, email: credentials.address()? };
    let (words, told) = (catalogue(language), credentials.told());
    Ok(template::reset(words, &settings.identity, to, credentials.about(), told)?)
}

/// Writes the copy without the password to the webmaster.
pub(super) fn copy(
    settings: &HostSettings,
    language: Language,
    credentials: &Credentials<'_>,
    to: &Email,
) -> Result<NewMail> {
    let name = credentials.draft.contact.full_name();
    let contact = Recipient { name: &name, email: credentials.address()? };
    let (words, to) = (catalogue(language), Recipient { name: "", email: to });
    Ok(template::copy_of(words, &settings.identity, to, credentials.about(), contact, credentials.login)?)
}

/// Finds where a copy goes: to the acting webmaster, else to the host's sender.
pub(super) fn copy_address(tx: &Tx<'_>, actor: &Actor, settings: &HostSettings) -> Result<Email> {
    let own = match actor.identity {
        Identity::Webmaster { id, .. } => webmaster::find(tx, id)?.and_then(|(found, _)| found.email),
        Identity::Nobody | Identity::Owner | Identity::Program => None,
    };
    Ok(own.unwrap_or_else(|| settings.identity.sender.clone()))
}
