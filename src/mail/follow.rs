//! What a mail that waits says, and whether it still may: decided from what it is made from, in the transaction in
//! which it leaves.
//!
//! **The rule.** A row of the outbox keeps what it is made from; its text is only what was written last. Whoever is
//! about to send it, shows it or changes what it is made from asks [`fate`], which has one of two answers:
//!
//! | mail | goes to | says | is withdrawn when |
//! |---|---|---|---|
//! | registration, reset | the contact, as of now | written anew: names, zone's language, host | a later mail tells that account's password; its content was replaced |
//! | copy | the webmaster's address as of now, else the host's sender | written anew | its registration mail was withdrawn |
//! | letter | the contact, as of now | the frozen letter with the values of now in its places | the same text has gone to that address |
//! | inside | the address that the establishment gave | as the establishment wrote it | – |
//! | test | the address that was typed | written anew; a tested letter as it was frozen | – |
//!
//! All but tests are also withdrawn when their establishment is gone, and those to its contact when that has no address. From and the bounce
//! address are the host's as of now. A block withdraws nothing: what the mail says becomes true again when it is lifted.
//! What was withdrawn lost its password and never comes back. A reset that an earlier version queued does not say which
//! account it is for: its address follows, its words stay, and any later password of that establishment withdraws it.
//!
//! A mail that was refused, or may have arrived, is judged when a person queues it again and it is about to leave. One
//! that is withdrawn while it is given to a server is sent if the server takes it, and stays withdrawn otherwise.

use std::sync::LazyLock;

use crate::domain::contact::Email;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::host::HostIdentity;
use crate::domain::language::Language;
use crate::domain::mail::{Cause, Kind};
use crate::domain::mailing::{LetterId, Values};
use crate::domain::time::Timestamp;
use crate::domain::webmaster::WebmasterId;
use crate::domain::zone::{DEFAULT_ZONE, Zone};
use crate::i18n::Catalogue;
use crate::store::Result;
use crate::store::registry::outbox::{self, Made, MailText};
use crate::store::registry::{Tx, establishment, letter, webmaster, zone};

use super::template::{self, About, Recipient, Telling};

/// What becomes of a mail that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It may leave, and says this.
    Leaves(MailText),
    /// It must not leave; the words to keep.
    Withdrawn(String),
}

/// What one of the program's own mails about an establishment is made from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Registration, reset or copy.
    pub kind: Kind,
    /// The establishment.
    pub number: EstablishmentNumber,
    /// The account that it tells of.
    pub login: &'a str,
    /// Until when the password is good.
    pub until: Timestamp,
    /// The webmaster whom a copy goes to; none: the host's sender.
    pub webmaster: Option<WebmasterId>,
}

/// Returns the words of a language, read once.
#[must_use]
pub fn catalogue(language: Language) -> &'static Catalogue {
    static FRENCH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(Language::French));
    static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(Language::English));
    match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    }
}

/// Decides what becomes of a mail that waits, by the registry and the host as they are in this transaction.
pub fn fate(tx: &Tx<'_>, host: &HostIdentity, made: &Made) -> Result<Fate> {
    let kind = made.mail.kind;
    if kind == Kind::Test {
        return test(tx, host, made).map(Fate::Leaves);
    }
    let Some(number) = made.mail.establishment else { return Ok(Fate::Leaves(made.text())) };
    if let Some(words) = withdrawn_with(tx, made, number)? {
        return Ok(Fate::Withdrawn(words));
    }
    if kind == Kind::Letter {
        return letter(tx, host, made, number);
    }
    if kind == Kind::Inside {
        return Ok(match establishment::find(tx, number)? {
            Some(_) => Fate::Leaves(made.text()),
            None => Fate::Withdrawn(Cause::Gone.words("")),
        });
    }
    let source = Source { kind, number, login: &made.login, until: made.until, webmaster: made.webmaster };
    Ok(match write(tx, host, &source)? {
        Fate::Leaves(text) if made.login.is_empty() => Fate::Leaves(as_noted(made, text)),
        fate => fate,
    })
}

/// Writes one of the program's own mails about an establishment.
pub fn write(tx: &Tx<'_>, host: &HostIdentity, source: &Source<'_>) -> Result<Fate> {
    let (found, zone, contact) = match addressee(tx, source.number)? {
        Ok(found) => found,
        Err(cause) => return Ok(Fate::Withdrawn(cause.words(""))),
    };
    let (words, name) = (catalogue(zone.map(|zone| zone.language).unwrap_or_default()), found.contact.full_name());
    let Establishment { number, denomination, location, .. } = &found;
    let about = About { number: *number, denomination, location };
    let to = Recipient { name: &name, email: &contact };
    let telling = Telling { login: source.login, until: source.until };
    Ok(Fate::Leaves(match source.kind {
        Kind::Reset => template::reset(words, host, to, about, telling),
        Kind::Copy => {
            let own = copy_address(tx, source.webmaster)?.unwrap_or_else(|| host.sender.clone());
            template::copy_of(words, host, Recipient { name: "", email: &own }, about, to, source.login)
        }
        Kind::Registration | Kind::Test | Kind::Letter | Kind::Inside => {
            template::registration(words, host, to, about, telling)
        }
    }))
}

/// Finds the address of a webmaster who is still one.
pub fn copy_address(tx: &Tx<'_>, id: Option<WebmasterId>) -> Result<Option<Email>> {
    let found = id.map_or(Ok(None), |id| webmaster::find(tx, id))?;
    Ok(found.filter(|(found, _)| found.active).and_then(|(found, _)| found.email))
}

type Addressee = (Establishment, Option<Zone>, Email);

fn addressee(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<std::result::Result<Addressee, Cause>> {
    let Some(found) = establishment::find(tx, number)? else { return Ok(Err(Cause::Gone)) };
    let Some(email) = found.contact.email.clone() else { return Ok(Err(Cause::NoAddress)) };
    let zone = zone::find(tx, found.zone)?;
    Ok(Ok((found, zone, email)))
}

/// Finds another mail that takes this one with it.
fn withdrawn_with(tx: &Tx<'_>, made: &Made, number: EstablishmentNumber) -> Result<Option<String>> {
    match made.mail.kind {
        Kind::Registration | Kind::Reset => {
            let later = outbox::superseded(tx, made)?;
            Ok(later.map(|later| Cause::Superseded.words(&later.0.to_string())))
        }
        Kind::Copy => outbox::registration_withdrawn(tx, number),
        Kind::Test | Kind::Letter | Kind::Inside => Ok(None),
    }
}

/// Keeps the words of a mail whose account was not noted; its recipient follows.
fn as_noted(made: &Made, now: MailText) -> MailText {
    let before = made.text();
    if before.to_email == now.to_email {
        return before;
    }
    MailText { to_name: now.to_name, to_email: now.to_email, ..before }
}

fn letter(tx: &Tx<'_>, host: &HostIdentity, made: &Made, number: EstablishmentNumber) -> Result<Fate> {
    let (found, zone, email) = match addressee(tx, number)? {
        Ok(found) => found,
        Err(cause) => return Ok(Fate::Withdrawn(cause.words(""))),
    };
    let mut text = MailText { to_name: found.contact.full_name(), to_email: email.as_str().to_owned(), ..made.text() };
    let Some(id) = made.letter else { return Ok(Fate::Leaves(text)) };
    let frozen = letter::find(tx, id)?.and_then(|frozen| frozen.check().ok());
    if let (Some(frozen), Some(zone)) = (frozen, &zone) {
        let rendered = frozen.render(&Values { establishment: &found, zone, host });
        text = MailText { language: zone.language, subject: rendered.subject, body: rendered.body, ..text };
    }
    same(tx, id, text)
}

/// Withdraws a letter whose very text has gone to its address for another establishment.
fn same(tx: &Tx<'_>, id: LetterId, text: MailText) -> Result<Fate> {
    let left = letter::left(tx, id, &text.to_email, &text.subject, &text.body)?;
    Ok(match left {
        Some(number) => Fate::Withdrawn(Cause::Same.words(&number.to_string())),
        None => Fate::Leaves(text),
    })
}

fn test(tx: &Tx<'_>, host: &HostIdentity, made: &Made) -> Result<MailText> {
    let email = Email::parse(&made.mail.to_email);
    let (None, Ok(email)) = (made.letter, email) else { return Ok(made.text()) };
    let language = zone::find(tx, DEFAULT_ZONE)?.map(|zone| zone.language).unwrap_or_default();
    let to = Recipient { name: &made.mail.to_name, email: &email };
    Ok(template::test(catalogue(language), host, to, made.mail.created_at))
}
