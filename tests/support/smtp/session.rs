//! One connection: the protocol, with the script looked up at each stage.

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::script::{Behaviour, Stage, Stored};
use super::{Message, Shared};

const LONGEST_LINE_BYTES: u64 = 64 * 1024;
/// The pause after each byte of a dripping answer.
const DRIP: Duration = Duration::from_millis(20);
/// How much of a flood goes at once.
const FLOOD_BYTES: usize = 64 * 1024;
const LARGEST_MESSAGE_BYTES: usize = 64 * 1024 * 1024;

/// Whether the session goes on after a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Continue,
    Close,
}

/// Whether a stage was taken over by the script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Proceed,
    Refused,
    Close,
}

pub(super) struct Session<'a> {
    shared: &'a Shared,
    number: usize,
    writer: TcpStream,
    reader: BufReader<TcpStream>,
    transaction: usize,
    login: Option<String>,
    sender: Option<String>,
    recipients: Vec<String>,
    /// What the script says about the recipients of this transaction, spent rules included.
    late: Vec<Behaviour>,
    stored: usize,
}

impl<'a> Session<'a> {
    pub(super) fn new(shared: &'a Shared, number: usize, writer: TcpStream, reader: BufReader<TcpStream>) -> Self {
        Self {
            shared,
            number,
            writer,
            reader,
            transaction: 0,
            login: None,
            sender: None,
            recipients: Vec::new(),
            late: Vec::new(),
            stored: 0,
        }
    }

    pub(super) fn run(mut self) -> io::Result<()> {
        match self.misbehave(Stage::Connect)? {
            Outcome::Proceed => self.reply(220, "mail.intendant.invalid ESMTP")?,
            Outcome::Refused => {}
            Outcome::Close => return Ok(()),
        }
        while let Some(line) = self.read_line()? {
            let text = String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned();
            let (verb, rest) = text.split_once(' ').unwrap_or((&text, ""));
            let verb = verb.to_ascii_uppercase();
            let recorded = if verb == "AUTH" { "AUTH …".to_owned() } else { text.clone() };
            self.shared.change(|state| state.commands.push((self.number, recorded)));
            let next = match verb.as_str() {
                "EHLO" | "HELO" => self.hello(&verb)?,
                "AUTH" => self.authenticate(rest)?,
                "MAIL" => self.mail(rest)?,
                "RCPT" => self.recipient(rest)?,
                "DATA" => self.data()?,
                "RSET" => {
                    self.forget_transaction();
                    self.answer(250, "2.0.0 Ok")?
                }
                "NOOP" => self.answer(250, "2.0.0 Ok")?,
                "VRFY" => self.answer(252, "2.0.0 Send some mail")?,
                "QUIT" => {
                    self.unless_scripted(Stage::Goodbye, |session| session.reply(221, "2.0.0 Bye"))?;
                    Next::Close
                }
                _ => self.answer(500, "5.5.2 Unknown command")?,
            };
            if next == Next::Close {
                break;
            }
        }
        Ok(())
    }

    fn hello(&mut self, verb: &str) -> io::Result<Next> {
        self.forget_transaction();
        self.unless_scripted(Stage::Hello, |session| {
            if verb == "HELO" {
                return session.reply(250, "mail.intendant.invalid");
            }
            let mut text = "mail.intendant.invalid\n8BITMIME\nSMTPUTF8\nENHANCEDSTATUSCODES".to_owned();
            if session.shared.credentials.is_some() {
                text.push_str("\nAUTH PLAIN LOGIN");
            }
            session.reply(250, &text)
        })
    }

    fn authenticate(&mut self, arguments: &str) -> io::Result<Next> {
        let Some((login, password)) = self.shared.credentials.clone() else {
            return self.answer(502, "5.5.1 No authentication here");
        };
        match self.misbehave(Stage::Auth)? {
            Outcome::Proceed => {}
            Outcome::Refused => return Ok(Next::Continue),
            Outcome::Close => return Ok(Next::Close),
        }
        let (mechanism, initial) = arguments.split_once(' ').unwrap_or((arguments, ""));
        let given = match mechanism.to_ascii_uppercase().as_str() {
            "PLAIN" => {
                let answer = if initial.is_empty() { self.challenge("")? } else { initial.to_owned() };
                let decoded = decode_base64(&answer).unwrap_or_default();
                let parts: Vec<_> = decoded.split(|byte| *byte == 0).map(<[u8]>::to_vec).collect();
                match parts.as_slice() {
                    [_, login, password] => Some((login.clone(), password.clone())),
                    _ => None,
                }
            }
            "LOGIN" => {
                let name = if initial.is_empty() { self.challenge("VXNlcm5hbWU6")? } else { initial.to_owned() };
                let secret = self.challenge("UGFzc3dvcmQ6")?;
                decode_base64(&name).zip(decode_base64(&secret))
            }
            _ => return self.answer(504, "5.5.4 Unknown mechanism"),
        };
        if given == Some((login.clone().into_bytes(), password.into_bytes())) {
            self.login = Some(login);
            self.answer(235, "2.7.0 Authentication successful")
        } else {
            self.answer(535, "5.7.8 Authentication failed")
        }
    }

    fn challenge(&mut self, text: &str) -> io::Result<String> {
        self.reply(334, text)?;
        let line = self.read_line()?.ok_or(io::ErrorKind::UnexpectedEof)?;
        Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
    }

    fn mail(&mut self, arguments: &str) -> io::Result<Next> {
        if self.shared.credentials.is_some() && self.login.is_none() {
            return self.answer(530, "5.7.0 Authentication required");
        }
        if self.sender.is_some() {
            return self.answer(503, "5.5.1 A transaction is open");
        }
        let Some(sender) = address_in(arguments, "FROM:") else {
            return self.answer(501, "5.5.4 Syntax: MAIL FROM:<address>");
        };
        self.transaction = self.shared.change(|state| {
            state.transactions += 1;
            state.transactions
        });
        self.unless_scripted(Stage::Mail, |session| {
            session.sender = Some(sender);
            session.reply(250, "2.1.0 Ok")
        })
    }

    fn recipient(&mut self, arguments: &str) -> io::Result<Next> {
        if self.sender.is_none() {
            return self.answer(503, "5.5.1 Need MAIL first");
        }
        let Some(address) = address_in(arguments, "TO:").filter(|address| !address.is_empty()) else {
            return self.answer(501, "5.5.4 Syntax: RCPT TO:<address>");
        };
        let told = self.shared.change(|state| state.script.told_for(&address));
        self.late.extend(told.filter(|behaviour| behaviour.stage() != Some(Stage::Recipient)));
        let next = match told.filter(|behaviour| behaviour.stage() == Some(Stage::Recipient)) {
            Some(behaviour) => self.act(behaviour)?,
            None => self.misbehave(Stage::Recipient)?,
        };
        match next {
            Outcome::Proceed => {
                self.recipients.push(address);
                self.answer(250, "2.1.5 Ok")
            }
            Outcome::Refused => Ok(Next::Continue),
            Outcome::Close => Ok(Next::Close),
        }
    }

    fn data(&mut self) -> io::Result<Next> {
        if self.recipients.is_empty() {
            return self.answer(503, "5.5.1 Need RCPT first");
        }
        match self.misbehave(Stage::Data)? {
            Outcome::Proceed => self.reply(354, "End data with <CR><LF>.<CR><LF>")?,
            Outcome::Refused => return Ok(Next::Continue),
            Outcome::Close => return Ok(Next::Close),
        }
        let data = self.read_message()?;
        let told = self.told(Stage::Message).unwrap_or(Behaviour::Accept);
        let keep = matches!(
            told,
            Behaviour::Accept
                | Behaviour::AcceptWith(_)
                | Behaviour::AcceptAndSay(_)
                | Behaviour::DropAfterDot(Stored::Yes)
                | Behaviour::HangAfterDot(Stored::Yes)
                | Behaviour::Drip(..)
        );
        if keep {
            self.store(data);
        }
        self.forget_transaction();
        match self.act(told)? {
            Outcome::Proceed => match told {
                Behaviour::AcceptWith(text) => self.reply(250, text)?,
                Behaviour::AcceptAndSay(text) => {
                    self.writer.write_all(format!("250 2.0.0 Ok\r\n{text}\r\n").as_bytes())?;
                }
                _ => self.reply(250, &format!("2.0.0 Ok: queued as {:08X}", self.transaction))?,
            },
            Outcome::Refused => {}
            Outcome::Close => return Ok(Next::Close),
        }
        let limit = self.shared.lock().script.messages_per_connection;
        Ok(if limit.is_some_and(|limit| self.stored >= limit) { Next::Close } else { Next::Continue })
    }

    fn store(&mut self, data: Vec<u8>) {
        let message = Message {
            connection: self.number,
            login: self.login.clone(),
            sender: self.sender.clone().unwrap_or_default(),
            recipients: std::mem::take(&mut self.recipients),
            data,
        };
        self.stored += 1;
        self.shared.change(|state| state.messages.push(message));
    }

    /// Reads up to the final dot. Only a dot between two CRLF ends a message: a bare line feed is content.
    fn read_message(&mut self) -> io::Result<Vec<u8>> {
        let mut data = Vec::new();
        loop {
            let at_line_start = data.is_empty() || data.ends_with(b"\r\n");
            let line = self.read_line()?.ok_or(io::ErrorKind::UnexpectedEof)?;
            if at_line_start && line == b".\r\n" {
                return Ok(data);
            }
            let stuffed = at_line_start && line.starts_with(b".");
            data.extend_from_slice(if stuffed { line.get(1..).unwrap_or_default() } else { &line });
            if data.len() > LARGEST_MESSAGE_BYTES {
                return Err(io::Error::other("the message is too large"));
            }
        }
    }

    /// Reads up to and with the next line feed, a piece of an endless line, or nothing at the end.
    fn read_line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let read = (&mut self.reader).take(LONGEST_LINE_BYTES).read_until(b'\n', &mut line)?;
        Ok((read > 0).then_some(line))
    }

    fn unless_scripted(&mut self, stage: Stage, accept: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<Next> {
        match self.misbehave(stage)? {
            Outcome::Proceed => accept(self).map(|()| Next::Continue),
            Outcome::Refused => Ok(Next::Continue),
            Outcome::Close => Ok(Next::Close),
        }
    }

    fn misbehave(&mut self, stage: Stage) -> io::Result<Outcome> {
        self.told(stage).map_or(Ok(Outcome::Proceed), |behaviour| self.act(behaviour))
    }

    fn told(&self, stage: Stage) -> Option<Behaviour> {
        let late = self.late.iter().copied().find(|behaviour| behaviour.stage() == Some(stage));
        late.or_else(|| self.shared.lock().script.told_at(stage, self.number, self.transaction))
    }

    fn act(&mut self, behaviour: Behaviour) -> io::Result<Outcome> {
        match behaviour {
            Behaviour::Accept | Behaviour::AcceptWith(_) | Behaviour::AcceptAndSay(_) => Ok(Outcome::Proceed),
            Behaviour::RefuseConnection(code, text) => {
                self.reply(code, text)?;
                Ok(Outcome::Close)
            }
            Behaviour::RefuseSender(code, text)
            | Behaviour::RefuseRecipient(code, text)
            | Behaviour::RefuseData(code, text)
            | Behaviour::RefuseMessage(code, text) => {
                self.reply(code, text)?;
                // 421 means "closing the channel" at whatever point it comes.
                Ok(if code == 421 { Outcome::Close } else { Outcome::Refused })
            }
            Behaviour::Drop(_) | Behaviour::DropAfterDot(_) => Ok(Outcome::Close),
            Behaviour::Hang(_) | Behaviour::HangAfterDot(_) => {
                self.hang();
                Ok(Outcome::Close)
            }
            Behaviour::Drip(_, bytes) => {
                self.drip(bytes);
                Ok(Outcome::Close)
            }
            Behaviour::Flood(_, bytes) => {
                self.flood(bytes);
                Ok(Outcome::Close)
            }
            Behaviour::Raw(_, bytes) => {
                self.writer.write_all(bytes)?;
                Ok(Outcome::Refused)
            }
        }
    }

    /// Stays silent until the client closes or the server stops.
    fn hang(&mut self) {
        self.shared.change(|state| state.hanging += 1);
        let _ = io::copy(&mut self.reader, &mut io::sink());
        self.shared.change(|state| state.hanging -= 1);
    }

    /// Says a little at a time until nobody listens any more.
    fn drip(&mut self, bytes: &[u8]) {
        self.shared.change(|state| state.hanging += 1);
        for byte in bytes.iter().cycle() {
            if self.shared.pause(DRIP) || self.writer.write_all(&[*byte]).is_err() {
                break;
            }
        }
        self.shared.change(|state| state.hanging -= 1);
    }

    /// Says a lot until nobody listens any more.
    fn flood(&mut self, bytes: &[u8]) {
        let much = bytes.repeat(FLOOD_BYTES / bytes.len().max(1));
        while let Ok(written) = self.writer.write(&much) {
            self.shared.change(|state| state.flooded += written);
        }
    }

    fn forget_transaction(&mut self) {
        self.sender = None;
        self.recipients.clear();
        self.late.clear();
    }

    fn answer(&mut self, code: u16, text: &str) -> io::Result<Next> {
        self.reply(code, text).map(|()| Next::Continue)
    }

    fn reply(&mut self, code: u16, text: &str) -> io::Result<()> {
        let mut lines: Vec<_> = text.split('\n').collect();
        let last = lines.pop().unwrap_or_default();
        let mut reply = String::new();
        for line in lines {
            let _ = write!(reply, "{code}-{line}\r\n");
        }
        let _ = write!(reply, "{code} {last}\r\n");
        self.writer.write_all(reply.as_bytes())
    }
}

/// The address in `FROM:<a@b> SIZE=1` or `TO:<a@b>`.
fn address_in(arguments: &str, keyword: &str) -> Option<String> {
    let head = arguments.get(..keyword.len())?;
    let tail = arguments.get(keyword.len()..)?.trim_start();
    let address = tail.strip_prefix('<')?.split_once('>')?.0;
    head.eq_ignore_ascii_case(keyword).then(|| address.to_owned())
}

fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let mut decoded = Vec::new();
    let (mut bits, mut held) = (0_u32, 0_u32);
    for sign in text.trim_end_matches('=').bytes() {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            decoded.push(u8::try_from((bits >> held) & 0xff).ok()?);
        }
    }
    Some(decoded)
}
