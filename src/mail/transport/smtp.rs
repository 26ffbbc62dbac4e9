//! One connection to an SMTP server, kept from message to message, each step taken by hand: so it is known whether a
//! message was given, and whether it was answered.
//!
//! Invariants: a connection that is to be protected is never used unprotected; what goes wrong before the final dot is
//! never uncertain, what goes wrong between the dot and its answer always is. A small message goes with its dot in one
//! piece, and is uncertain from there on.

use std::io::{Error, ErrorKind, Read as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::commands::{Data, Mail, Noop, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use zeroize::Zeroizing;

use super::super::message::Letter;
use super::conversation::{Conversation, Halt, accepted};
use super::kept::Scribe;
use super::outcome::{Begun, Outcome, Patience, Scope, clean};
use super::wire::{Watch, Wire, is_stopped};
use crate::domain::host::{self, HostIdentity, Security};
use crate::domain::mail::Cause;
use crate::store::files;

/// Largest secret and authority files, in bytes.
const FILE_MAX: u64 = 1 << 20;
/// Largest message that goes in one piece, in bytes: it fits the buffer of any socket.
const WHOLE_MAX: usize = 16 << 10;
/// Answers that say the settings are wrong, not the message: sign in first, sign-in failed, use TLS (RFC 4954).
const SETTINGS: [u16; 4] = [530, 534, 535, 538];
/// The server closes the connection.
const CLOSING: u16 = 421;

/// The SMTP transport.
pub struct Smtp {
    settings: host::Smtp,
    patience: Patience,
    stop: Arc<AtomicBool>,
    hello: ClientId,
    scribe: Scribe,
    tls: Option<Arc<ClientConfig>>,
    live: Option<Live>,
}

struct Live {
    conversation: Conversation,
    used_at: Instant,
    carried: u32,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Smtp").field("host", &self.settings.host).finish_non_exhaustive()
    }
}

/// Why a step before the data did not succeed.
enum Trouble {
    /// The server answered no.
    Answer { code: u16, words: String },
    /// The connection is of no use any more.
    Broken { words: String },
    /// It was asked to end.
    Stopped,
}

type Step<T> = Result<T, Trouble>;

impl Smtp {
    pub(super) fn new(settings: &host::Smtp, host: &HostIdentity, patience: Patience, stop: Arc<AtomicBool>) -> Self {
        let hello = hello(host);
        let scribe = Scribe::new(settings.host.clone(), hello.to_string());
        Self { settings: settings.clone(), patience, stop, hello, scribe, tls: None, live: None }
    }

    pub(super) fn deliver<E>(
        &mut self,
        letter: &Letter,
        begin: impl FnOnce() -> Result<Begun, E>,
    ) -> Result<Outcome, E> {
        let until = Instant::now() + self.patience.whole;
        self.scribe.speak_of(letter);
        if let Err(refused) = self.open_message(letter, until) {
            return Ok(refused);
        }
        // In the middle of a message only silence means "forget it".
        match begin() {
            Ok(Begun::Yes) => Ok(self.give(letter)),
            Ok(Begun::No) => {
                self.live = None;
                Ok(Outcome::Kept)
            }
            Err(error) => {
                self.live = None;
                Err(error)
            }
        }
    }

    pub(super) fn close(&mut self) {
        if let Some(mut live) = self.live.take() {
            live.conversation.limit(Instant::now() + self.patience.goodbye);
            let _ = live.conversation.ask(&Quit.to_string(), self.patience.goodbye);
        }
    }

    /// Goes as far as the server's "send it now".
    fn open_message(&mut self, letter: &Letter, until: Instant) -> Result<(), Outcome> {
        let sender = Mail::new(Some(letter.bounce.clone()), Vec::new());
        let reused = self.connect(until)?;
        match self.command(&sender, 2) {
            Ok(()) => {}
            // A connection that carried messages may be over at any time, or the answer be a late one to an earlier
            // message: that is no failure.
            Err(Trouble::Broken { .. } | Trouble::Answer { .. }) if reused => {
                self.live = None;
                self.connect(until)?;
                self.command(&sender, 2).map_err(|trouble| self.refuse(trouble, Scope::Server))?;
            }
            Err(trouble) => return Err(self.refuse(trouble, Scope::Server)),
        }
        self.command(&Rcpt::new(letter.to.clone(), Vec::new()), 2)
            .map_err(|trouble| self.refuse(trouble, Scope::Mail))?;
        self.command(&Data, 3).map_err(|trouble| self.refuse(trouble, Scope::Mail))
    }

    /// Returns the data and reads the answer to them.
    fn give(&mut self, letter: &Letter) -> Outcome {
        let Some(mut live) = self.live.take() else {
            return Outcome::Deferred { words: Cause::Broken.words(""), scope: Scope::Server };
        };
        let conversation = &mut live.conversation;
        conversation.limit(Instant::now() + self.patience.message);
        conversation.expect(self.patience.message);
        let (data, dot) = data(letter.bytes());
        // A small message goes with its dot in one piece, a large one's dot alone.
        let mut dotted = false;
        let answer = conversation.quiet().and_then(|()| {
            if dot.is_empty() {
                dotted = true;
                conversation.watch().bear(self.patience.last);
            }
            conversation.write(&data)?;
            if !dotted {
                conversation.quiet()?;
                dotted = true;
                conversation.watch().bear(self.patience.last);
                conversation.write(dot)?;
            }
            conversation.hear()
        });
        conversation.watch().bear(std::time::Duration::ZERO);
        live.used_at = Instant::now();
        live.carried = live.carried.saturating_add(1);
        match answer.map_err(Halt::from).and_then(|answer| accepted(answer, 2)) {
            Ok(answer) => {
                self.live = Some(live);
                Outcome::Sent { words: self.scribe.kept(&answer.words()) }
            }
            Err(Halt::Refused(answer)) => {
                self.live = Some(live);
                let words = self.scribe.kept(&answer.words());
                self.refuse(Trouble::Answer { code: answer.code, words }, Scope::Mail)
            }
            Err(Halt::Lost(error)) if !dotted && is_stopped(&error) => Outcome::Kept,
            Err(halt) if dotted => Outcome::Uncertain { words: Cause::Lost.words(&self.detail(&halt)) },
            Err(halt) => Outcome::Deferred { words: Cause::Broken.words(&self.detail(&halt)), scope: Scope::Server },
        }
    }

    /// Turns what went wrong into what becomes of the mail, and leaves a connection that can be used again, or none.
    fn refuse(&mut self, trouble: Trouble, scope: Scope) -> Outcome {
        match trouble {
            Trouble::Stopped => {
                self.live = None;
                Outcome::Kept
            }
            Trouble::Broken { words } => {
                self.live = None;
                Outcome::Deferred { words: Cause::Broken.words(&words), scope: Scope::Server }
            }
            Trouble::Answer { code, words } => {
                let usable = code != CLOSING && self.command(&Rset, 2).is_ok();
                if !usable {
                    self.live = None;
                }
                if SETTINGS.contains(&code) || code == CLOSING {
                    Outcome::Deferred { words, scope: Scope::Server }
                } else if code >= 500 {
                    Outcome::Refused { words }
                } else {
                    Outcome::Deferred { words, scope }
                }
            }
        }
    }

    /// Returns a command; its answer must begin with this digit.
    fn command(&mut self, command: &impl std::fmt::Display, digit: u16) -> Step<()> {
        let Some(live) = &mut self.live else { return Err(Trouble::Broken { words: String::new() }) };
        live.used_at = Instant::now();
        let answer = live.conversation.ask(&command.to_string(), self.patience.command);
        let accepted = answer.map_err(Halt::from).and_then(|answer| accepted(answer, digit));
        accepted.map(drop).map_err(|halt| self.trouble(halt))
    }

    fn trouble(&self, halt: Halt) -> Trouble {
        match halt {
            Halt::Refused(answer) => Trouble::Answer { code: answer.code, words: self.scribe.kept(&answer.words()) },
            Halt::Lost(error) if is_stopped(&error) => Trouble::Stopped,
            Halt::Odd(_) | Halt::Lost(_) | Halt::Lacking(_) => Trouble::Broken { words: self.detail(&halt) },
        }
    }

    fn detail(&self, halt: &Halt) -> String {
        match halt {
            Halt::Refused(answer) | Halt::Odd(answer) => self.scribe.kept(&answer.words()),
            Halt::Lost(error) => clean(&spoken(error)),
            Halt::Lacking(what) => format!("{what}?"),
        }
    }

    /// Returns the words of a failed opening: the server's own, or the cause. None: it was stopped.
    fn words_or(&self, halt: Halt, cause: Cause) -> Option<String> {
        match self.trouble(halt) {
            Trouble::Answer { words, .. } => Some(words),
            Trouble::Broken { words } => Some(cause.words(&words)),
            Trouble::Stopped => None,
        }
    }

    /// Makes sure of a connection; tells whether it is one that was used before.
    fn connect(&mut self, until: Instant) -> Result<bool, Outcome> {
        if let Some(live) = &mut self.live {
            live.conversation.limit(until);
            let idle = live.used_at.elapsed() >= self.patience.idle;
            if !idle || self.command(&Noop, 2).is_ok() {
                return Ok(self.live.as_ref().is_some_and(|live| live.carried > 0));
            }
            self.live = None;
        }
        match self.open_conversation(until) {
            Ok(conversation) => {
                self.live = Some(Live { conversation, used_at: Instant::now(), carried: 0 });
                Ok(false)
            }
            Err(None) => Err(Outcome::Kept),
            Err(Some(words)) => Err(Outcome::Deferred { words, scope: Scope::Server }),
        }
    }

    /// Opens a conversation that is greeted, protected and signed in as the settings ask for. No words: it was stopped.
    fn open_conversation(&mut self, until: Instant) -> Result<Conversation, Option<String>> {
        // Files first: nobody is bothered while they are wrong.
        let credentials = self.credentials().map_err(Some)?;
        let security = self.settings.security;
        let tls = match security {
            Security::Tls | Security::StartTls => Some(self.tls().map_err(Some)?),
            Security::None => None,
        };
        let (host, wait) = (self.settings.host.as_str(), self.patience.connect);
        let mut watch = Watch::new(Arc::clone(&self.stop));
        watch.set(until);
        let this = &*self;
        let failed = |cause: Cause| move |halt: Halt| this.words_or(halt, cause);
        let wire = Wire::connect((host, self.settings.port), wait, watch)
            .map_err(Halt::from)
            .map_err(failed(Cause::Connect))?;
        let mut conversation = Conversation::over(wire, until);
        if let (Security::Tls, Some(tls)) = (security, &tls) {
            conversation = conversation.protect(tls, host, wait).map_err(Halt::from).map_err(failed(Cause::Tls))?;
        }
        conversation.greeted(wait).map_err(failed(Cause::Connect))?;
        conversation.hello(&self.hello, wait).map_err(failed(Cause::Connect))?;
        if let (Security::StartTls, Some(tls)) = (security, &tls) {
            // Required: a server without it is an error here, not a reason to go on in the open.
            conversation.ask_protection(wait).map_err(failed(Cause::Tls))?;
            conversation = conversation.protect(tls, host, wait).map_err(Halt::from).map_err(failed(Cause::Tls))?;
            conversation.hello(&self.hello, wait).map_err(failed(Cause::Tls))?;
        }
        if security != Security::None && !conversation.is_protected() {
            return Err(Some(Cause::Tls.words("")));
        }
        if let Some(credentials) = credentials {
            conversation.sign_in(&credentials, self.patience.command).map_err(failed(Cause::SignIn))?;
        }
        Ok(conversation)
    }

    fn credentials(&mut self) -> Result<Option<Credentials>, String> {
        if self.settings.user.is_empty() {
            return Ok(None);
        }
        let unusable = |detail: &str| Cause::SecretFile.words(&clean(detail));
        let bytes = files::read_private(Path::new(&self.settings.secret_file), FILE_MAX).map(Zeroizing::new);
        let bytes = bytes.map_err(|error| unusable(&error.to_string()))?;
        let text = std::str::from_utf8(&bytes).map_err(|error| unusable(&error.to_string()))?;
        // The mark that some editors put before UTF-8 is no part of the secret.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let secret = text.lines().next().unwrap_or_default().trim_end();
        if secret.is_empty() {
            return Err(unusable(&self.settings.secret_file));
        }
        self.scribe.hide(secret);
        Ok(Some(Credentials::new(self.settings.user.clone(), secret.to_owned())))
    }

    /// Returns what TLS needs: the system's authorities, and the one of the settings.
    fn tls(&mut self) -> Result<Arc<ClientConfig>, String> {
        if let Some(tls) = &self.tls {
            return Ok(Arc::clone(tls));
        }
        let unusable = |error: &dyn std::fmt::Display| Cause::Tls.words(&clean(&error.to_string()));
        let mut authorities = RootCertStore::empty();
        authorities.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        if !self.settings.ca_file.is_empty() {
            authority(Path::new(&self.settings.ca_file), &mut authorities)?;
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| unusable(&error))?;
        let built = Arc::new(config.with_root_certificates(authorities).with_no_client_auth());
        self.tls = Some(Arc::clone(&built));
        Ok(built)
    }
}

/// Makes data of a message: dots at the beginning of lines doubled, and the final dot; apart for a large one, so that it
/// is known whether it was sent. A dot that follows alone may wait until the other side has acknowledged what came before
/// (40 ms on most systems).
fn data(bytes: &[u8]) -> (Zeroizing<Vec<u8>>, &'static [u8]) {
    const DOT: &[u8] = b"\r\n.\r\n";
    let mut out = Zeroizing::new(Vec::with_capacity(bytes.len() + bytes.len() / 64 + DOT.len()));
    let mut at_start = true;
    let mut before = 0;
    for byte in bytes {
        if at_start && *byte == b'.' {
            out.push(b'.');
        }
        out.push(*byte);
        at_start = before == b'\r' && *byte == b'\n';
        before = *byte;
    }
    if out.len() > WHOLE_MAX {
        return (out, DOT);
    }
    out.extend_from_slice(DOT);
    (out, b"")
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.close();
    }
}

/// Adds the authorities of a PEM file.
fn authority(path: &Path, to: &mut RootCertStore) -> Result<(), String> {
    let unusable = |error: &dyn std::fmt::Display| Cause::CaFile.words(&clean(&format!("{}: {error}", path.display())));
    let mut bytes = Vec::new();
    let file = files::open_named(path).map_err(|error| unusable(&error))?;
    file.take(FILE_MAX).read_to_end(&mut bytes).map_err(|error| unusable(&error))?;
    let mut found = 0;
    for certificate in CertificateDer::pem_slice_iter(&bytes) {
        let certificate = certificate.map_err(|error| unusable(&error))?;
        to.add(certificate).map_err(|error| unusable(&error))?;
        found += 1;
    }
    if found > 0 { Ok(()) } else { Err(unusable(&"PEM?")) }
}

/// The name to greet with: this machine's when it is a full one, else that of the connection address.
fn hello(host: &HostIdentity) -> ClientId {
    let own = ClientId::default();
    if own.to_string().contains('.') {
        return own;
    }
    let rest = host.url.split_once("://").map_or("", |(_, rest)| rest);
    let name = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let plain = name.contains('.') && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    if plain { ClientId::Domain(name.to_owned()) } else { own }
}

/// Says an error of the system in one way: a socket's time-out calls itself "resource temporarily unavailable".
fn spoken(error: &Error) -> String {
    match error.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut => ErrorKind::TimedOut.to_string(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_doubled_at_the_beginning_of_lines_only() {
        for (bytes, expected) in
            [("a", "a\r\n.\r\n"), (".a.b\r\n.\r\n..c\n.d", "..a.b\r\n..\r\n...c\n.d\r\n.\r\n"), ("", "\r\n.\r\n")]
        {
            assert_eq!(String::from_utf8_lossy(&data(bytes.as_bytes()).0), expected);
        }
        let large = vec![b'.'; WHOLE_MAX + 1];
        let (out, dot) = data(&large);
        assert_eq!((out.len(), dot), (WHOLE_MAX + 2, b"\r\n.\r\n" as &[u8]));
    }
}
