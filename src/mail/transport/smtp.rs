//! One connection to an SMTP server, kept from message to message, each step taken by hand: so it is known whether a
//! message was given, and whether it was answered.
//!
//! Invariants: a connection that is to be protected is never used unprotected; what goes wrong before the final dot is
//! never uncertain, what goes wrong between the dot and its answer always is. A small message goes with its dot in one
//! piece, and is uncertain from there on.

use std::io::{ErrorKind, Read as _};
use std::path::Path;
use std::time::Instant;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters, TlsParametersBuilder};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::{Response, Severity};
use zeroize::Zeroizing;

use crate::domain::host::{self, HostIdentity, Security};
use crate::domain::mail::Cause;
use crate::store::files;

use super::super::message::Letter;
use super::{Outcome, Patience, Scope, clean};

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
    hello: ClientId,
    tls: Option<TlsParameters>,
    live: Option<Live>,
}

struct Live {
    connection: SmtpConnection,
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
}

type Step<T> = Result<T, Trouble>;

impl Smtp {
    pub(super) fn new(settings: &host::Smtp, host: &HostIdentity, patience: Patience) -> Self {
        Self { settings: settings.clone(), patience, hello: hello(host), tls: None, live: None }
    }

    pub(super) fn deliver<E>(&mut self, letter: &Letter, begin: impl FnOnce() -> Result<(), E>) -> Result<Outcome, E> {
        if let Err(refused) = self.open_message(letter) {
            return Ok(refused);
        }
        if let Err(error) = begin() {
            // In the middle of a message only silence means "forget it".
            self.live = None;
            return Err(error);
        }
        Ok(self.give(letter))
    }

    pub(super) fn close(&mut self) {
        if let Some(mut live) = self.live.take() {
            let _ = live.connection.set_timeout(Some(self.patience.goodbye));
            let _ = live.connection.quit();
        }
    }

    /// Goes as far as the server's "send it now".
    fn open_message(&mut self, letter: &Letter) -> Result<(), Outcome> {
        let sender = Mail::new(Some(letter.bounce.clone()), Vec::new());
        let reused = self.connect()?;
        match self.command(&sender, Severity::PositiveCompletion) {
            Ok(()) => {}
            // A connection that carried messages may be over at any time: that is no failure.
            Err(Trouble::Broken { .. } | Trouble::Answer { code: CLOSING, .. }) if reused => {
                self.live = None;
                self.connect()?;
                self.command(&sender, Severity::PositiveCompletion)
                    .map_err(|trouble| self.refuse(trouble, Scope::Server))?;
            }
            Err(trouble) => return Err(self.refuse(trouble, Scope::Server)),
        }
        self.command(&Rcpt::new(letter.to.clone(), Vec::new()), Severity::PositiveCompletion)
            .map_err(|trouble| self.refuse(trouble, Scope::Mail))?;
        self.command(&Data, Severity::PositiveIntermediate).map_err(|trouble| self.refuse(trouble, Scope::Mail))
    }

    /// Gives the data and reads the answer to them.
    fn give(&mut self, letter: &Letter) -> Outcome {
        let Some(mut live) = self.live.take() else {
            return Outcome::Deferred { words: Cause::Broken.words(""), scope: Scope::Server };
        };
        let _ = live.connection.set_timeout(Some(self.patience.message));
        let mut dotted = false;
        let answer = if let Some(whole) = Whole::of(letter.bytes()) {
            dotted = true;
            live.connection.command(whole)
        } else {
            let mut bytes = Some(letter.bytes());
            // The final dot goes after the last piece was asked for, never before.
            let pieces = std::iter::from_fn(|| {
                dotted = bytes.is_none();
                bytes.take()
            });
            live.connection.message_iter(pieces)
        };
        let _ = live.connection.set_timeout(Some(self.patience.command));
        match answer.map_err(|error| trouble(&error)) {
            Ok(response) if response.code().severity == Severity::PositiveCompletion => {
                live.used_at = Instant::now();
                live.carried = live.carried.saturating_add(1);
                self.live = Some(live);
                Outcome::Sent { words: said(&response) }
            }
            Ok(response) => Outcome::Uncertain { words: Cause::Lost.words(&said(&response)) },
            Err(Trouble::Answer { code, words }) => {
                self.live = Some(live);
                self.refuse(Trouble::Answer { code, words }, Scope::Mail)
            }
            Err(Trouble::Broken { words }) if dotted => Outcome::Uncertain { words: Cause::Lost.words(&words) },
            Err(Trouble::Broken { words }) => {
                Outcome::Deferred { words: Cause::Broken.words(&words), scope: Scope::Server }
            }
        }
    }

    /// Turns what went wrong into what becomes of the mail, and leaves a connection that can be used again, or none.
    fn refuse(&mut self, trouble: Trouble, scope: Scope) -> Outcome {
        match trouble {
            Trouble::Broken { words } => {
                self.live = None;
                Outcome::Deferred { words: Cause::Broken.words(&words), scope: Scope::Server }
            }
            Trouble::Answer { code, words } => {
                let usable = code != CLOSING && self.command(&Rset, Severity::PositiveCompletion).is_ok();
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

    fn command(&mut self, command: &impl std::fmt::Display, expected: Severity) -> Step<()> {
        let Some(live) = &mut self.live else { return Err(Trouble::Broken { words: String::new() }) };
        live.used_at = Instant::now();
        let response = live.connection.command(command).map_err(|error| trouble(&error))?;
        let as_expected = response.code().severity == expected;
        if as_expected { Ok(()) } else { Err(Trouble::Broken { words: said(&response) }) }
    }

    /// Makes sure of a connection; tells whether it is one that was used before.
    fn connect(&mut self) -> Result<bool, Outcome> {
        if let Some(live) = &mut self.live {
            let idle = live.used_at.elapsed() >= self.patience.idle;
            if !idle || live.connection.test_connected() {
                return Ok(live.carried > 0);
            }
            self.live = None;
        }
        let connection = self.open_connection().map_err(|words| Outcome::Deferred { words, scope: Scope::Server })?;
        self.live = Some(Live { connection, used_at: Instant::now(), carried: 0 });
        Ok(false)
    }

    fn open_connection(&mut self) -> Result<SmtpConnection, String> {
        // Files first: nobody is bothered while they are wrong.
        let credentials = self.credentials()?;
        let security = self.settings.security;
        let tls = match security {
            Security::Tls | Security::StartTls => Some(self.tls()?),
            Security::None => None,
        };
        let server = (self.settings.host.as_str(), self.settings.port);
        let at_once = tls.as_ref().filter(|_| security == Security::Tls);
        let mut connection =
            SmtpConnection::connect(server, Some(self.patience.connect), &self.hello, at_once, None)
                .map_err(|error| words_or(&error, if is_about_tls(&error) { Cause::Tls } else { Cause::Connect }))?;
        if let (Security::StartTls, Some(tls)) = (security, &tls) {
            // Required: a server without it is an error here, not a reason to go on in the open.
            connection.starttls(tls, &self.hello).map_err(|error| words_or(&error, Cause::Tls))?;
        }
        if security != Security::None && !connection.is_encrypted() {
            return Err(Cause::Tls.words(""));
        }
        let _ = connection.set_timeout(Some(self.patience.command));
        if let Some(credentials) = credentials {
            connection
                .auth(&[Mechanism::Plain, Mechanism::Login], &credentials)
                .map_err(|error| words_or(&error, Cause::SignIn))?;
        }
        Ok(connection)
    }

    fn credentials(&self) -> Result<Option<Credentials>, String> {
        if self.settings.user.is_empty() {
            return Ok(None);
        }
        let unusable = |detail: &str| Cause::SecretFile.words(&clean(detail));
        let bytes = files::read_private(Path::new(&self.settings.secret_file), FILE_MAX).map(Zeroizing::new);
        let bytes = bytes.map_err(|error| unusable(&error.to_string()))?;
        let text = std::str::from_utf8(&bytes).map_err(|error| unusable(&error.to_string()))?;
        let secret = text.lines().next().unwrap_or_default().trim_end();
        if secret.is_empty() {
            return Err(unusable(&self.settings.secret_file));
        }
        Ok(Some(Credentials::new(self.settings.user.clone(), secret.to_owned())))
    }

    /// Gives what TLS needs: the system's authorities, and the one of the settings.
    fn tls(&mut self) -> Result<TlsParameters, String> {
        if let Some(tls) = &self.tls {
            return Ok(tls.clone());
        }
        let mut builder = TlsParametersBuilder::new(self.settings.host.clone());
        if !self.settings.ca_file.is_empty() {
            builder = builder.add_root_certificate(authority(Path::new(&self.settings.ca_file))?);
        }
        let built = builder.build().map_err(|error| Cause::Tls.words(&clean(&error.to_string())))?;
        self.tls = Some(built.clone());
        Ok(built)
    }
}

/// A message that goes with its final dot in one piece: a dot that follows alone waits, on most systems, until the other
/// side has acknowledged what came before (40 ms). A large one still goes in pieces, so that it is known whether its dot
/// was sent.
struct Whole(Zeroizing<String>);

impl Whole {
    fn of(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= WHOLE_MAX)?;
        let stuffed = Zeroizing::new(text.replace("\r\n.", "\r\n.."));
        let first = if text.starts_with('.') { "." } else { "" };
        Some(Self(Zeroizing::new(format!("{first}{}\r\n.\r\n", stuffed.as_str()))))
    }
}

impl std::fmt::Display for Whole {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.close();
    }
}

fn authority(path: &Path) -> Result<Certificate, String> {
    let unusable = |error: &dyn std::fmt::Display| Cause::CaFile.words(&clean(&format!("{}: {error}", path.display())));
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(FILE_MAX).read_to_end(&mut bytes))
        .map_err(|error| unusable(&error))?;
    Certificate::from_pem(&bytes).map_err(|error| unusable(&error))
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

fn said(response: &Response) -> String {
    let text: Vec<_> = response.message().collect();
    clean(&format!("{} {}", response.code(), text.join(" ")))
}

fn trouble(error: &lettre::transport::smtp::Error) -> Trouble {
    let silent = matches!(system_kind(error), Some(ErrorKind::WouldBlock | ErrorKind::TimedOut));
    // A socket's time-out calls itself "resource temporarily unavailable".
    let detail = if silent { Some(ErrorKind::TimedOut.to_string()) } else { source(error).map(ToString::to_string) };
    match error.status() {
        Some(code) => {
            let words = clean(&format!("{code} {}", detail.unwrap_or_default()));
            Trouble::Answer { code: code.into(), words }
        }
        None => Trouble::Broken { words: clean(&detail.unwrap_or_else(|| error.to_string())) },
    }
}

fn words_or(error: &lettre::transport::smtp::Error, cause: Cause) -> String {
    match trouble(error) {
        Trouble::Answer { words, .. } => words,
        Trouble::Broken { words } => cause.words(&words),
    }
}

/// Whether TLS itself failed, which `is_tls` does not tell: the handshake happens while the greeting is read.
fn is_about_tls(error: &lettre::transport::smtp::Error) -> bool {
    error.is_tls() || system_kind(error) == Some(ErrorKind::InvalidData)
}

fn source(error: &lettre::transport::smtp::Error) -> Option<&(dyn std::error::Error + 'static)> {
    std::error::Error::source(error)
}

fn system_kind(error: &lettre::transport::smtp::Error) -> Option<ErrorKind> {
    source(error)?.downcast_ref::<std::io::Error>().map(std::io::Error::kind)
}
