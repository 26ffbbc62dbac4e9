//! One conversation with an SMTP server: a command, an answer; protected when it is to be.
//!
//! Invariants: an answer has an end in time ([`super::wire`]) and in size, before protection and after it; what came
//! before protection is forgotten when it begins (RFC 3207, 4.2). Only what comes after a command is its answer: commands
//! are given one at a time, and a server that said something unasked is not spoken to any more.

use std::io::{BufRead as _, BufReader, Error, ErrorKind, Read, Result, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::commands::{Auth, Ehlo, Starttls};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};

use super::wire::{Watch, Wire, too_long};

/// Longest line of an answer, in bytes; RFC 5321 allows 512.
const LINE_MAX: u64 = 4 << 10;
/// Longest answer, in bytes.
const ANSWER_MAX: usize = 64 << 10;
/// Most records of a protected connection that say nothing, one after the other.
const SILENT_MAX: u32 = 64;
/// Most questions of a sign-in.
const QUESTIONS_MAX: u32 = 5;

/// What a server said.
#[derive(Debug)]
pub(super) struct Answer {
    /// Its code, 200 to 599.
    pub(super) code: u16,
    lines: Vec<String>,
}

impl Answer {
    /// Writes `250 2.0.0 Ok`, all lines in one, with a status that each line repeats (RFC 2034) only once.
    pub(super) fn words(&self) -> String {
        let (first, rest) = self.lines.split_first().map_or(("", &[] as &[String]), |(first, rest)| (first, rest));
        let status = first.split(' ').next().filter(|word| word.contains('.')).unwrap_or_default();
        let said = |line: &String| line.strip_prefix(status).unwrap_or(line).trim_start().to_owned();
        let lines: Vec<String> = std::iter::once(first.to_owned()).chain(rest.iter().map(said)).collect();
        format!("{} {}", self.code, lines.join(" "))
    }

    fn knows(&self, extension: &str) -> Option<&str> {
        self.lines.iter().skip(1).find_map(|line| {
            let (name, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
            name.eq_ignore_ascii_case(extension).then_some(rest)
        })
    }
}

/// Why a conversation cannot go on.
#[derive(Debug)]
pub(super) enum Halt {
    /// The server answered no.
    Refused(Answer),
    /// The server answered something else.
    Odd(Answer),
    /// It cannot be heard or understood any more.
    Lost(Error),
    /// It does not offer what is asked for.
    Lacking(&'static str),
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        Self::Lost(error)
    }
}

enum Stream {
    Open(Wire),
    Protected(Box<StreamOwned<ClientConnection, Wire>>),
}

impl Stream {
    fn wire(&mut self) -> &mut Wire {
        match self {
            Self::Open(wire) => wire,
            Self::Protected(stream) => &mut stream.sock,
        }
    }

    /// Reads how many bytes of words have come, without waiting for any; of a protected one what is not for us, such as
    /// the server's tickets, is dealt with.
    fn come(&mut self) -> Result<usize> {
        let Self::Protected(stream) = self else { return self.wire().come().read(&mut [0]) };
        let StreamOwned { conn, sock } = stream.as_mut();
        for _ in 0..SILENT_MAX {
            let state = conn.process_new_packets().map_err(|error| Error::new(ErrorKind::InvalidData, error))?;
            let come = state.plaintext_bytes_to_read();
            if come > 0 || conn.read_tls(&mut sock.come())? == 0 {
                return Ok(come);
            }
        }
        Err(too_long())
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        match self {
            Self::Open(wire) => wire.read(buffer),
            Self::Protected(stream) => stream.read(buffer),
        }
    }
}

/// A server that is spoken to.
pub(super) struct Conversation {
    stream: BufReader<Stream>,
    hello: Option<Answer>,
    /// When what is done now must be over as a whole.
    until: Instant,
}

impl Conversation {
    /// Speaks over a connection; protected from its first byte when that is asked for.
    pub(super) fn over(wire: Wire, until: Instant) -> Self {
        Self { stream: BufReader::new(Stream::Open(wire)), hello: None, until }
    }

    /// Sets when all that comes must be over, whatever each answer may take.
    pub(super) fn limit(&mut self, until: Instant) {
        self.until = until;
    }

    /// Whose flag ends a wait.
    pub(super) fn watch(&mut self) -> &mut Watch {
        &mut self.stream.get_mut().wire().watch
    }

    /// Makes what follows unreadable for others, or fails.
    pub(super) fn protect(self, config: &Arc<ClientConfig>, host: &str, wait: Duration) -> Result<Self> {
        let Self { stream, until, .. } = self;
        // What the server said before is not to be believed.
        let Stream::Open(mut wire) = stream.into_inner() else { return Err(ErrorKind::InvalidInput.into()) };
        let name = ServerName::try_from(host.to_owned()).map_err(|error| Error::new(ErrorKind::InvalidData, error))?;
        let mut client = ClientConnection::new(Arc::clone(config), name)
            .map_err(|error| Error::new(ErrorKind::InvalidData, error))?;
        wire.expect((Instant::now() + wait).min(until));
        while client.is_handshaking() {
            client.complete_io(&mut wire)?;
        }
        let stream = Stream::Protected(Box::new(StreamOwned::new(client, wire)));
        Ok(Self { stream: BufReader::new(stream), hello: None, until })
    }

    pub(super) fn is_protected(&self) -> bool {
        matches!(self.stream.get_ref(), Stream::Protected(_))
    }

    /// Hears the greeting.
    pub(super) fn greeted(&mut self, wait: Duration) -> std::result::Result<(), Halt> {
        self.expect(wait);
        accepted(self.hear()?, 2).map(drop)
    }

    /// Says who speaks, and hears what the server can do.
    pub(super) fn hello(&mut self, name: &ClientId, wait: Duration) -> std::result::Result<(), Halt> {
        let answer = self.ask(&Ehlo::new(name.clone()).to_string(), wait)?;
        self.hello = Some(accepted(answer, 2)?);
        Ok(())
    }

    fn offers(&self, extension: &str) -> Option<&str> {
        self.hello.as_ref().and_then(|hello| hello.knows(extension))
    }

    /// Asks for protection.
    pub(super) fn ask_protection(&mut self, wait: Duration) -> std::result::Result<(), Halt> {
        if self.offers("STARTTLS").is_none() {
            return Err(Halt::Lacking("STARTTLS"));
        }
        accepted(self.ask(&Starttls.to_string(), wait)?, 2).map(drop)
    }

    /// Signs in by the first way that both sides know.
    pub(super) fn sign_in(&mut self, credentials: &Credentials, wait: Duration) -> std::result::Result<(), Halt> {
        let offered = self.offers("AUTH").unwrap_or_default().to_ascii_uppercase();
        let known = |mechanism: &Mechanism| offered.split(' ').any(|one| one == mechanism.to_string());
        let mechanism = [Mechanism::Plain, Mechanism::Login].into_iter().find(known).ok_or(Halt::Lacking("AUTH"))?;
        let nonsense = |_| Halt::Lost(nonsense());
        let first = Auth::new(mechanism, credentials.clone(), None).map_err(nonsense)?;
        let mut answer = self.ask(&first.to_string(), wait)?;
        for _ in 0..QUESTIONS_MAX {
            if answer.code != 334 {
                return accepted(answer, 2).map(drop);
            }
            let question: Response = format!("{}\r\n", answer.words()).parse().map_err(nonsense)?;
            let next = Auth::new_from_response(mechanism, credentials.clone(), &question).map_err(nonsense)?;
            answer = self.ask(&next.to_string(), wait)?;
        }
        Err(Halt::Lost(self::nonsense()))
    }

    /// Passes if the server is there and says nothing: what it had said by now would be taken for the next answer.
    pub(super) fn quiet(&mut self) -> Result<()> {
        let unasked = || Error::new(ErrorKind::InvalidData, "the server spoke unasked");
        if !self.stream.buffer().is_empty() {
            return Err(unasked());
        }
        match self.stream.get_mut().come() {
            Ok(0) => Err(ErrorKind::UnexpectedEof.into()),
            Ok(_) => Err(unasked()),
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Returns a command with its line end, and hears the answer.
    pub(super) fn ask(&mut self, command: &str, wait: Duration) -> Result<Answer> {
        self.quiet()?;
        self.expect(wait);
        self.write(command.as_bytes())?;
        self.hear()
    }

    /// Lets the next answer take so long.
    pub(super) fn expect(&mut self, wait: Duration) {
        let until = (Instant::now() + wait).min(self.until);
        self.stream.get_mut().wire().expect(until);
    }

    /// Returns bytes as they are.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match self.stream.get_mut() {
            Stream::Open(wire) => wire.write_all(bytes),
            Stream::Protected(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
        }
    }

    /// Hears an answer to its end.
    pub(super) fn hear(&mut self) -> Result<Answer> {
        let (mut lines, mut bytes) = (Vec::new(), 0);
        loop {
            let mut line = Vec::new();
            bytes += self.stream.by_ref().take(LINE_MAX).read_until(b'\n', &mut line)?;
            if !line.ends_with(b"\n") {
                let full = u64::try_from(line.len()).unwrap_or(u64::MAX) >= LINE_MAX;
                return Err(if full { too_long() } else { ErrorKind::UnexpectedEof.into() });
            }
            if bytes > ANSWER_MAX {
                return Err(too_long());
            }
            let text = String::from_utf8_lossy(&line);
            let (code, last, said) = parsed(text.trim_end_matches(['\r', '\n'])).ok_or_else(nonsense)?;
            lines.push(said.to_owned());
            if last {
                return Ok(Answer { code, lines });
            }
        }
    }
}

/// Passes an answer whose code begins with this digit.
pub(super) fn accepted(answer: Answer, digit: u16) -> std::result::Result<Answer, Halt> {
    match answer.code / 100 {
        found if found == digit => Ok(answer),
        4 | 5 => Err(Halt::Refused(answer)),
        _ => Err(Halt::Odd(answer)),
    }
}

fn nonsense() -> Error {
    Error::new(ErrorKind::InvalidData, "the answer makes no sense")
}

/// Reads `250-text`, `250 text` or `250`: the code, whether it is the last line, the text.
fn parsed(line: &str) -> Option<(u16, bool, &str)> {
    let (code, rest) = line.split_at_checked(3)?;
    let code = code.bytes().all(|byte| byte.is_ascii_digit()).then(|| code.parse::<u16>().ok()).flatten()?;
    let last = match rest.bytes().next() {
        None | Some(b' ') => true,
        Some(b'-') => false,
        Some(_) => return None,
    };
    (200..600).contains(&code).then(|| (code, last, rest.get(1..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_answers() {
        for (line, expected) in [
            ("250 Ok", Some((250, true, "Ok"))),
            ("250-PIPELINING", Some((250, false, "PIPELINING"))),
            ("354", Some((354, true, ""))),
            ("250 ", Some((250, true, ""))),
            ("999 what", None),
            ("+50 what", None),
            ("2500", None),
            ("25é", None),
            ("", None),
        ] {
            assert_eq!(parsed(line), expected, "{line}");
        }
    }
}
