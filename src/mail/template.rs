//! The letters: their words come from the catalogue, in the language of the zone.
//!
//! They are written with [`SECRET_MARK`] where the password belongs, so that the row can be listed and shown. No value can
//! fake the mark.

use crate::domain::contact::Email;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::host::HostIdentity;
use crate::domain::language::Language;
use crate::domain::mail::{SECRET_MARK, Tells};
use crate::domain::message::Message;
use crate::domain::time::Timestamp;
use crate::i18n::Catalogue;
use crate::store::registry::outbox::MailText;

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

/// First or new credentials, without the password: that is kept apart.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// The administrator's login.
    pub login: &'a str,
    /// Until when the generated password is good.
    pub until: Timestamp,
}

/// Writes the registration mail: the first credentials of a new establishment, to its contact.
#[must_use]
pub fn registration(
    catalogue: &Catalogue,
    host: &HostIdentity,
    to: Recipient<'_>,
    about: About<'_>,
    telling: Telling<'_>,
) -> MailText {
    let keys = ("letter-registration-subject", "letter-registration-body");
    with_credentials(catalogue, host, keys, (to, about, telling))
}

/// Writes the mail with an administrator's new password, to the contact.
#[must_use]
pub fn reset(
    catalogue: &Catalogue,
    host: &HostIdentity,
    to: Recipient<'_>,
    about: About<'_>,
    telling: Telling<'_>,
) -> MailText {
    with_credentials(catalogue, host, ("letter-reset-subject", "letter-reset-body"), (to, about, telling))
}

/// Writes to one of an establishment's people what opens their account.
#[must_use]
pub fn inside(
    catalogue: &Catalogue,
    host: &HostIdentity,
    (tells, to): (Tells, Recipient<'_>),
    about: About<'_>,
    telling: Telling<'_>,
) -> MailText {
    let keys = match tells {
        Tells::FirstPassword => ("letter-first-password-subject", "letter-first-password-body"),
        Tells::NewPassword => ("letter-new-password-subject", "letter-new-password-body"),
        Tells::ResetCode => ("letter-reset-code-subject", "letter-reset-code-body"),
    };
    with_credentials(catalogue, host, keys, (to, about, telling))
}

/// Writes to the former address of one of an establishment's people that it is theirs no more.
#[must_use]
pub fn address_changed(
    catalogue: &Catalogue,
    host: &HostIdentity,
    to: Recipient<'_>,
    about: About<'_>,
    login: &str,
) -> MailText {
    let body = body("letter-address-changed-body", host, about).with("login", value(login));
    let subject = subject(catalogue, "letter-address-changed-subject", about);
    letter(catalogue, to, subject, &body)
}

/// Writes the copy of a registration mail, without the password: `to` is the webmaster, `contact` has the mail itself.
#[must_use]
pub fn copy_of(
    catalogue: &Catalogue,
    host: &HostIdentity,
    to: Recipient<'_>,
    about: About<'_>,
    contact: Recipient<'_>,
    login: &str,
) -> MailText {
    let body = body("letter-copy-body", host, about)
        .with("login", value(login))
        .with("contact", value(contact.name))
        .with("email", value(contact.email.as_str()));
    let subject = subject(catalogue, "letter-copy-subject", about);
    letter(catalogue, to, subject, &body)
}

/// Writes a mail that tests the transport; `at` is when it was asked for.
#[must_use]
pub fn test(catalogue: &Catalogue, host: &HostIdentity, to: Recipient<'_>, at: Timestamp) -> MailText {
    let host_name = value(&host.name);
    let subject = catalogue.say(&Message::new("letter-test-subject").with("host", host_name.clone()));
    let body = Message::new("letter-test-body")
        .with("host", host_name)
        .with("url", value(&host.url))
        .with("sender", value(host.sender.as_str()))
        .with("bounce", value(host.bounce.as_str()))
        .with("date", moment(at, catalogue));
    letter(catalogue, to, subject, &body)
}

fn with_credentials(
    catalogue: &Catalogue,
    host: &HostIdentity,
    (subject_key, body_key): (&'static str, &'static str),
    (to, about, telling): (Recipient<'_>, About<'_>, Telling<'_>),
) -> MailText {
    let body = body(body_key, host, about)
        .with("login", value(telling.login))
        .with("password", PLACE.to_string())
        .with("until", moment(telling.until, catalogue));
    let subject = subject(catalogue, subject_key, about);
    letter(catalogue, to, subject, &body)
}

/// Begins what a letter says of an establishment, and of the host that it comes from.
fn body(key: &'static str, host: &HostIdentity, about: About<'_>) -> Message {
    Message::new(key)
        .with("host", value(&host.name))
        .with("establishment", value(about.denomination))
        .with("location", value(about.location))
        .with("number", about.number.to_string())
        .with("url", value(&host.url))
}

fn subject(catalogue: &Catalogue, key: &'static str, about: About<'_>) -> String {
    let message = Message::new(key).with("establishment", value(about.denomination));
    catalogue.say(&message.with("number", about.number.to_string()))
}

fn letter(catalogue: &Catalogue, to: Recipient<'_>, subject: String, body: &Message) -> MailText {
    // What looks like the mark now came with a value; the place becomes the only one.
    let body = catalogue.say(body).replace(SECRET_MARK, "{ password }").replace(PLACE, SECRET_MARK);
    MailText {
        to_name: to.name.to_owned(),
        to_email: to.email.as_str().to_owned(),
        language: catalogue.language(),
        subject,
        body,
    }
}

fn value(text: &str) -> String {
    text.replace(PLACE, "")
}

/// Writes `6 décembre 2026 à 18 h 05` or `2026-12-06 18:05`, in the machine's time zone.
fn moment(at: Timestamp, catalogue: &Catalogue) -> String {
    let (local, day) = (at.local_text(), at.day());
    if catalogue.language() == Language::English {
        return local;
    }
    let (hour, minute) = local.split_once(' ').and_then(|(_, time)| time.split_once(':')).unwrap_or_default();
    catalogue.say(
        &Message::new("letter-moment")
            .with("day", i64::from(day.day()))
            .with("month", i64::from(day.month()))
            .with("year", day.year().to_string())
            .with("hour", hour.parse::<i64>().unwrap_or_default())
            .with("minute", minute),
    )
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

    /// Writes a registration mail, a reset, a copy, and a notice of another address.
    fn written(language: Language, denomination: &str, login: &str) -> [MailText; 4] {
        let (catalogue, host) = (Catalogue::new(language), host());
        let email = Email::parse("elodie@ecole.invalid").unwrap();
        let to = Recipient { name: "JAURÈS Élodie", email: &email };
        let about = About { number: EstablishmentNumber(12), denomination, location: "29200 Brest" };
        let telling = Telling { login, until: Timestamp(1_796_500_000) };
        [
            registration(&catalogue, &host, to, about, telling),
            reset(&catalogue, &host, to, about, telling),
            copy_of(&catalogue, &host, to, about, to, login),
            address_changed(&catalogue, &host, to, about, login),
        ]
    }

    #[test]
    fn letters_say_what_is_needed_with_the_password_apart() {
        for language in LANGUAGES {
            for (mail, passwords) in written(language, "Collège d’Œuilly", "admin").into_iter().zip([1, 1, 0, 0]) {
                for part in ["Collège d’Œuilly", "29200 Brest", "12", "https://ecoles.invalid", "admin", "Hébergement"]
                {
                    assert!(mail.body.contains(part), "{part} in {}", mail.body);
                }
                assert!(mail.subject.contains("Collège d’Œuilly") && mail.subject.contains("12"), "{}", mail.subject);
                assert!(!mail.body.contains("«letter"), "{}", mail.body);
                assert!(mail.body.lines().all(|line| line.chars().count() <= 78), "{}", mail.body);
                assert_eq!(mail.body.matches(SECRET_MARK).count(), passwords);
                assert_eq!(mail.language, language);
            }
        }
    }

    #[test]
    fn no_value_fakes_the_place_of_the_password() {
        for (denomination, login) in [("{password}", "{password}"), ("{pass", "word}"), ("\u{e000}", "\u{e000}")] {
            for language in LANGUAGES {
                for (mail, passwords) in written(language, denomination, login).into_iter().zip([1, 1, 0, 0]) {
                    assert_eq!(mail.body.matches(SECRET_MARK).count(), passwords, "{}", mail.body);
                    assert!(!mail.body.contains(PLACE));
                }
            }
        }
    }

    #[test]
    fn moments_are_written_as_people_write_them() {
        for (day, french, english) in [
            ((2026, 12, 5), "5 décembre 2026 à 9 h 05", "2026-12-05 09:05"),
            ((2027, 2, 1), "1er février 2027 à 9 h 05", "2027-02-01 09:05"),
        ] {
            let day = jiff::civil::date(day.0, day.1, day.2).at(9, 5, 0, 0);
            let at = Timestamp(day.to_zoned(jiff::tz::TimeZone::system()).unwrap().timestamp().as_second());
            assert_eq!(moment(at, &Catalogue::new(Language::French)), french);
            assert_eq!(moment(at, &Catalogue::new(Language::English)), english);
        }
    }

    #[test]
    fn a_test_mail_says_where_it_comes_from() {
        let email = Email::parse("a@b.invalid").unwrap();
        for language in LANGUAGES {
            let to = Recipient { name: "", email: &email };
            let mail = test(&Catalogue::new(language), &host(), to, Timestamp(1_796_500_000));
            for part in ["hebergement@ecoles.invalid", "retours@ecoles.invalid", "https://ecoles.invalid"] {
                assert!(mail.body.contains(part), "{part} in {}", mail.body);
            }
        }
    }
}
