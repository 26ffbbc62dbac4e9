//! One mail as the bytes that a server takes.

use std::time::{Duration, SystemTime};

use lettre::message::header::{
    ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue, MIME_VERSION_1_0,
};
use lettre::message::{Attachment, Body, Mailbox, Message, MultiPart, SinglePart};
use lettre::{Address, address::Envelope};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::domain::contact::Email;
use crate::domain::contained::contained;
use crate::domain::host::HostIdentity;
use crate::domain::language::Language;
use crate::domain::mail::{Cause, Mail, SECRET_MARK};
use crate::domain::mailing::SealedFile;
use crate::domain::password::Secret;
use crate::domain::text::is_unsafe;
use crate::domain::time::Timestamp;
use crate::store::files::hexadecimal;
use crate::store::registry::outbox::Made;
use crate::store::registry::sending::Claimed;

/// Longest display name in a header, in characters.
const NAME_MAX: usize = 120;
/// Longest subject, in characters; unbroken it still fits a line of 998 bytes.
const SUBJECT_MAX: usize = 240;

/// A message ready to go: who sends, who receives, and the bytes, which may hold a password.
pub struct Letter {
    pub(super) bounce: Address,
    pub(super) to: Address,
    pub(super) bytes: Zeroizing<Vec<u8>>,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Letter").field("to", &self.to).finish_non_exhaustive()
    }
}

impl Letter {
    /// Returns header and body as they go to the server.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Makes the identifier that a mail keeps through every try.
#[must_use]
pub fn message_id(host: &HostIdentity, token: &str) -> String {
    let domain = host.sender.as_str().rsplit_once('@').map_or("localhost", |(_, domain)| domain);
    format!("<{token}@{domain}>")
}

/// Builds the message, with the password in the place of its mark.
///
/// # Errors
/// The words to keep: an address that is none, a password that was erased, or whatever made the building fail.
pub fn build(host: &HostIdentity, claimed: &Claimed, files: &[SealedFile], now: Timestamp) -> Result<Letter, String> {
    let body = body(&claimed.made.mail, claimed.secret.as_ref())?;
    // A defect in a library must cost one mail, not the sender.
    contained(|| assemble(host, claimed, &body, files, now)).unwrap_or_else(|| Err(Cause::Build.words("panic")))
}

fn body(mail: &Mail, secret: Option<&Secret>) -> Result<Zeroizing<String>, String> {
    let clean = body_text(&mail.body);
    match secret {
        Some(secret) => Ok(Zeroizing::new(clean.replace(SECRET_MARK, secret.reveal()))),
        None if mail.kind.holds_password() && clean.contains(SECRET_MARK) => Err(Cause::Expired.words("")),
        None => Ok(Zeroizing::new(clean)),
    }
}

/// Makes a body fit to be sent, whoever has stored it: lines that end in one way, and no control character, which no plain
/// text may hold (RFC 5322, 2.2). Longer lines than a server takes are encoded when it is built.
fn body_text(stored: &str) -> String {
    let lines = stored.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().filter(|sign| matches!(sign, '\n' | '\t') || !sign.is_control()).collect()
}

fn assemble(
    host: &HostIdentity,
    claimed: &Claimed,
    body: &str,
    files: &[SealedFile],
    now: Timestamp,
) -> Result<Letter, String> {
    let Made { mail, language, .. } = &claimed.made;
    let unbuildable = |cause: &dyn std::fmt::Display| Cause::Build.words(&cause.to_string());
    let (bounce, to) = (address(&host.bounce)?, address_of(&mail.to_email)?);
    let envelope = Envelope::new(Some(bounce.clone()), vec![to.clone()]).map_err(|error| unbuildable(&error))?;
    let since = Duration::from_secs(u64::try_from(now.0).unwrap_or_default());
    let head = Message::builder()
        .envelope(envelope)
        .from(Mailbox::new(header_name(&host.name), address(&host.sender)?))
        .to(Mailbox::new(header_name(&mail.to_name), to.clone()))
        .subject(header_text(&mail.subject, SUBJECT_MAX))
        .date(SystemTime::UNIX_EPOCH + since)
        .message_id(Some(header_text(&mail.message_id, SUBJECT_MAX)))
        .header(MIME_VERSION_1_0)
        .header(AutoSubmitted)
        .header(ContentLanguage(*language));
    let message = if files.is_empty() {
        head.header(ContentType::TEXT_PLAIN).body(body.to_owned())
    } else {
        head.multipart(with_files(body, files)?)
    };
    let message = message.map_err(|error| unbuildable(&error))?;
    Ok(Letter { bounce, to, bytes: Zeroizing::new(message.formatted()) })
}

/// Puts the text first, then the files, each byte as it is.
fn with_files(body: &str, files: &[SealedFile]) -> Result<MultiPart, String> {
    let text = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(body.to_owned());
    let mut parts = MultiPart::mixed().singlepart(text);
    for SealedFile { attachment, content } in files {
        let unbuildable = |_| Cause::Build.words(&attachment.name);
        let kind =
            ContentType::parse(attachment.media_type()).map_err(|error| Cause::Build.words(&error.to_string()))?;
        let content = Body::new_with_encoding(content.clone(), ContentTransferEncoding::Base64);
        let file = Attachment::new(header_text(&attachment.name, NAME_MAX));
        parts = parts.singlepart(file.body(content.map_err(unbuildable)?, kind));
    }
    Ok(parts)
}

fn address(email: &Email) -> Result<Address, String> {
    address_of(email.as_str())
}

fn address_of(text: &str) -> Result<Address, String> {
    let parsed = Email::parse(text).ok().and_then(|email| email.as_str().parse().ok());
    parsed.ok_or_else(|| Cause::Build.words(text))
}

fn header_name(name: &str) -> Option<String> {
    Some(header_text(name, NAME_MAX)).filter(|name| !name.is_empty())
}

/// Makes text fit for a header: one line, nothing unsafe, nothing that a reader would decode a second time.
#[must_use]
pub fn header_text(text: &str, max: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars().map(|sign| if is_unsafe(sign) { ' ' } else { sign }) {
        match sign {
            ' ' if out.is_empty() || out.ends_with(' ') => {}
            // `=?…?=` would be read as an encoded word.
            '?' if out.ends_with('=') => out.push_str(" ?"),
            _ => out.push(sign),
        }
    }
    let clipped: String = out.chars().take(max).collect();
    clipped.trim_end().to_owned()
}

/// `Auto-Submitted: auto-generated` (RFC 3834): no holiday answers, please.
#[derive(Debug, Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// `Content-Language` (RFC 3282), for screen readers.
#[derive(Debug, Clone)]
struct ContentLanguage(Language);

impl Header for ContentLanguage {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Language")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(Language::parse(text)?))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.code().to_owned())
    }
}

/// Names a mail's file: the same at every try, another one for every mail, and nothing of it is text from people.
pub(super) fn file_name(mail: &Mail) -> String {
    let hash = hexadecimal(Sha256::digest(mail.message_id.as_bytes()).get(..4).unwrap_or_default());
    format!("{}-{}-{hash}", mail.created_at.day(), mail.id.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mail::{Kind, MailId, State};

    /// Whatever is stored, a server takes it: lines of at most 998 bytes, no control character.
    #[test]
    fn what_leaves_is_a_message_whatever_is_stored() {
        let host = HostIdentity {
            name: "H".repeat(3_000),
            url: "https://ecoles.invalid".into(),
            sender: Email::parse("a@ecoles.invalid").unwrap(),
            bounce: Email::parse("a@ecoles.invalid").unwrap(),
        };
        let built = |subject: &str, body: &str| {
            let mail = Mail {
                id: MailId(1),
                kind: Kind::Inside,
                establishment: None,
                to_name: subject.into(),
                to_email: "lea@ecoles.invalid".into(),
                subject: subject.into(),
                body: body.into(),
                message_id: format!("<{subject}@ecoles.invalid>"),
                state: State::Queued,
                attempts: 0,
                words: String::new(),
                created_at: Timestamp(0),
                next_attempt_at: Timestamp(0),
                sent_at: None,
            };
            let (language, login, until) = (Language::French, String::new(), Timestamp(0));
            let made = Made { mail, language, login, webmaster: None, letter: None, until };
            let claimed = Claimed { made, secret: None, files: Vec::new() };
            String::from_utf8(build(&host, &claimed, &[], Timestamp(0)).unwrap().bytes().to_vec()).unwrap()
        };
        for subject in ["a".repeat(3_000), "é".repeat(3_000), "\0\u{1b}[31mx\r\nBcc: y".to_owned()] {
            for body in ["a\0b\u{1b}[2Jc\rd\u{85}e".to_owned(), "x".repeat(5_000), "é".repeat(5_000)] {
                let bytes = built(&subject, &body);
                let is_legal = |sign: char| sign.is_ascii() && (!sign.is_ascii_control() || "\r\n\t".contains(sign));
                assert!(bytes.chars().all(is_legal), "{bytes:?}");
                assert!(bytes.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])), "{bytes}");
            }
        }
        assert!(built("s", "a\0b\u{1b}[2Jc\rd").ends_with("\r\n\r\nab[2Jc\r\nd"), "what is harmless stays");
    }

    #[test]
    fn header_text_is_one_harmless_line() {
        for (text, expected) in [
            ("Collège d’Œuilly", "Collège d’Œuilly"),
            ("a\r\nBcc: b", "a Bcc: b"),
            ("  a \t b\u{0}\u{202e}c ", "a b c"),
            ("=?utf-8?q?x?=", "= ?utf-8?q?x?="),
            ("=\u{200b}?", "= ?"),
            ("==??", "== ??"),
            ("\r\n", ""),
            ("abcdef", "abcd"),
            ("abc def", "abc"),
        ] {
            let max = if text.starts_with("abc") { 4 } else { SUBJECT_MAX };
            assert_eq!(header_text(text, max), expected, "{text:?}");
        }
        proptest::proptest!(|(text in "(?s:.*)|[=?\\r\\n a]*")| {
            let clean = header_text(&text, SUBJECT_MAX);
            proptest::prop_assert!(!clean.chars().any(is_unsafe) && !clean.contains("=?"));
            proptest::prop_assert_eq!(header_text(&clean, SUBJECT_MAX), clean);
        });
    }
}
