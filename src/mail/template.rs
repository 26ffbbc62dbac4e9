//! The letters: their words come from the catalogue, in the language of the zone.
//!
//! They are rendered when they are queued, with [`SECRET_MARK`] where the password belongs, so that the row can be
//! listed and shown. No value can fake the mark.

use crate::domain::contact::Email;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::host::HostIdentity;
use crate::domain::mail::{Kind, SECRET_MARK};
use crate::domain::message::Message;
use crate::domain::password::Secret;
use crate::domain::time::Timestamp;
use crate::domain::zone::Language;
use crate::i18n::Catalogue;
use crate::store::registry::outbox::NewMail;
use crate::store::{Result, files};

use super::message::message_id;

/// Stands for the password while the words are put together; a private-use sign, taken out of every value.
const PLACE: char = '\u{E000}';

/// Who receives a letter.
#[derive(Debug, Clone, Copy)]
pub struct Recipient<'a> {
    /// Name, as [`crate::domain::contact::Contact::full_name`] writes it; may be empty.
    pub name: &'a str,
    /// Address.
    pub email: &'a Email,
}

/// The establishment that a letter speaks of.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Number.
    pub number: EstablishmentNumber,
    /// Denomination.
    pub denomination: &'a str,
    /// Postcode and town.
    pub location: &'a str,
}

/// First or new credentials.
#[derive(Debug, Clone, Copy)]
pub struct Credentials<'a> {
    /// The administrator's login.
    pub login: &'a str,
    /// The generated password.
    pub password: &'a Secret,
    /// Until when it is good.
    pub until: Timestamp,
}

/// Writes the registration mail: the first credentials of a new establishment, to its contact.
///
/// # Errors
/// No randomness for its identifier.
pub fn registration(
    catalogue: &Catalogue,
    host: &HostIdentity,
    to: Recipient<'_>,
    about: About<'_>,
    credentials: Credentials<'_>,
) -> Result<NewMail> {
    let keys = ("letter-registration-subject", "letter-registration-body");
    with_credentials(catalogue, host, (Kind::Registration, keys), (to, about, credentials))
}

/// Writes the mail with an administrator's new password, to the contact.
///
/// # Errors
/// No randomness for its identifier.
pub fn reset(
    catalogue: &Catalogue,
    host: &HostIdentity,
    to: Recipient<'_>,
    about: About<'_>,
    credentials: Credentials<'_>,
) -> Result<NewMail> {
    let keys = ("letter-reset-subject", "letter-reset-body");
    with_credentials(catalogue, host, (Kind::Reset, keys), (to, about, credentials))
}

/// Writes the copy of a registration mail, without the password: `to` is the webmaster, `contact` has the mail itself.
///
/// # Errors
/// No randomness for its identifier.
pub fn copy_of(
    catalogue: &Catalogue,
    host: &HostIdentity,
    to: Recipient<'_>,
    about: About<'_>,
    contact: Recipient<'_>,
    login: &str,
) -> Result<NewMail> {
    let body = Message::new("letter-copy-body")
        .with("host", value(&host.name))
        .with("establishment", value(about.denomination))
        .with("location", value(about.location))
        .with("number", about.number.to_string())
        .with("url", value(&host.url))
        .with("login", value(login))
        .with("contact", value(contact.name))
        .with("email", value(contact.email.as_str()));
    let subject = subject(catalogue, "letter-copy-subject", about);
    letter(catalogue, host, Kind::Copy, to, (subject, &body), None).map(|mail| numbered(mail, about))
}

/// Writes a mail that tests the transport.
///
/// # Errors
/// No randomness for its identifier.
pub fn test(catalogue: &Catalogue, host: &HostIdentity, to: Recipient<'_>, now: Timestamp) -> Result<NewMail> {
    let host_name = value(&host.name);
    let subject = catalogue.say(&Message::new("letter-test-subject").with("host", host_name.clone()));
    let body = Message::new("letter-test-body")
        .with("host", host_name)
        .with("url", value(&host.url))
        .with("sender", value(host.sender.as_str()))
        .with("bounce", value(host.bounce.as_str()))
        .with("date", moment(now, catalogue.language()));
    letter(catalogue, host, Kind::Test, to, (subject, &body), None)
}

fn with_credentials(
    catalogue: &Catalogue,
    host: &HostIdentity,
    (kind, (subject_key, body_key)): (Kind, (&'static str, &'static str)),
    (to, about, credentials): (Recipient<'_>, About<'_>, Credentials<'_>),
) -> Result<NewMail> {
    let body = Message::new(body_key)
        .with("host", value(&host.name))
        .with("establishment", value(about.denomination))
        .with("location", value(about.location))
        .with("number", about.number.to_string())
        .with("url", value(&host.url))
        .with("login", value(credentials.login))
        .with("password", PLACE.to_string())
        .with("until", moment(credentials.until, catalogue.language()));
    let subject = subject(catalogue, subject_key, about);
    let secret = Some((credentials.password.clone(), credentials.until));
    letter(catalogue, host, kind, to, (subject, &body), secret).map(|mail| numbered(mail, about))
}

fn subject(catalogue: &Catalogue, key: &'static str, about: About<'_>) -> String {
    let message = Message::new(key).with("establishment", value(about.denomination));
    catalogue.say(&message.with("number", about.number.to_string()))
}

fn letter(
    catalogue: &Catalogue,
    host: &HostIdentity,
    kind: Kind,
    to: Recipient<'_>,
    (subject, body): (String, &Message),
    secret: Option<(Secret, Timestamp)>,
) -> Result<NewMail> {
    // What looks like the mark now came with a value; the place becomes the only one.
    let body = catalogue.say(body).replace(SECRET_MARK, "{ password }").replace(PLACE, SECRET_MARK);
    Ok(NewMail {
        kind,
        establishment: None,
        to_name: to.name.to_owned(),
        to_email: to.email.as_str().to_owned(),
        language: catalogue.language(),
        subject,
        body,
        secret,
        message_id: message_id(host, &files::token()?),
        letter: None,
        target: None,
    })
}

fn numbered(mail: NewMail, about: About<'_>) -> NewMail {
    NewMail { establishment: Some(about.number), ..mail }
}

fn value(text: &str) -> String {
    text.replace(PLACE, "")
}

/// Writes `06/12/2026 18:05` or `2026-12-06 18:05`, in the machine's time zone.
fn moment(at: Timestamp, language: Language) -> String {
    let local = at.local_text();
    match language {
        Language::English => local,
        Language::French => {
            let (_, time) = local.split_once(' ').unwrap_or_default();
            format!("{} {time}", at.day().strftime("%d/%m/%Y"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANGUAGES: [Language; 2] = [Language::French, Language::English];

    fn host() -> HostIdentity {
        let email = |text| Email::parse(text).unwrap();
        HostIdentity {
            name: "Hébergement".to_owned(),
            url: "https://ecoles.invalid".to_owned(),
            sender: email("hebergement@ecoles.invalid"),
            bounce: email("retours@ecoles.invalid"),
        }
    }

    fn written(language: Language, denomination: &str, login: &str) -> [NewMail; 3] {
        let (catalogue, host, password) = (Catalogue::new(language), host(), Secret::new("s3cret".to_owned()));
        let email = Email::parse("elodie@ecole.invalid").unwrap();
        let to = Recipient { name: "JAURÈS Élodie", email: &email };
        let about = About { number: EstablishmentNumber(12), denomination, location: "29200 Brest" };
        let credentials = Credentials { login, password: &password, until: Timestamp(1_796_500_000) };
        [
            registration(&catalogue, &host, to, about, credentials).unwrap(),
            reset(&catalogue, &host, to, about, credentials).unwrap(),
            copy_of(&catalogue, &host, to, about, to, login).unwrap(),
        ]
    }

    #[test]
    fn letters_say_what_is_needed_with_the_password_apart() {
        for language in LANGUAGES {
            for mail in written(language, "Collège d’Œuilly", "admin") {
                for part in ["Collège d’Œuilly", "29200 Brest", "12", "https://ecoles.invalid", "admin", "Hébergement"]
                {
                    assert!(mail.body.contains(part), "{part} in {}", mail.body);
                }
                assert!(mail.subject.contains("Collège d’Œuilly") && mail.subject.contains("12"), "{}", mail.subject);
                assert!(!mail.body.contains("s3cret") && !mail.body.contains('«'), "{}", mail.body);
                assert!(mail.body.lines().all(|line| line.chars().count() <= 78), "{}", mail.body);
                let with_password = mail.kind != Kind::Copy;
                assert_eq!(mail.body.matches(SECRET_MARK).count(), usize::from(with_password));
                assert_eq!(mail.secret.is_some(), with_password);
                assert_eq!((mail.language, mail.establishment), (language, Some(EstablishmentNumber(12))));
                assert!(mail.message_id.ends_with("@ecoles.invalid>"), "{}", mail.message_id);
            }
        }
    }

    #[test]
    fn no_value_fakes_the_place_of_the_password() {
        for (denomination, login) in [("{password}", "{password}"), ("{pass", "word}"), ("\u{e000}", "\u{e000}")] {
            for language in LANGUAGES {
                for mail in written(language, denomination, login) {
                    let expected = usize::from(mail.kind != Kind::Copy);
                    assert_eq!(mail.body.matches(SECRET_MARK).count(), expected, "{}", mail.body);
                    assert!(!mail.body.contains(PLACE));
                }
            }
        }
    }

    #[test]
    fn moments_are_written_as_people_write_them() {
        let at = Timestamp(1_796_500_000);
        let (french, english) = (moment(at, Language::French), moment(at, Language::English));
        assert!(french.starts_with("05/12/2026 ") && english.starts_with("2026-12-05 "), "{french} {english}");
        assert_eq!(french.len(), english.len());
    }

    #[test]
    fn a_test_mail_says_where_it_comes_from() {
        let email = Email::parse("a@b.invalid").unwrap();
        for language in LANGUAGES {
            let to = Recipient { name: "", email: &email };
            let mail = test(&Catalogue::new(language), &host(), to, Timestamp(1_796_500_000)).unwrap();
            for part in ["hebergement@ecoles.invalid", "retours@ecoles.invalid", "https://ecoles.invalid"] {
                assert!(mail.body.contains(part), "{part} in {}", mail.body);
            }
        }
    }
}
