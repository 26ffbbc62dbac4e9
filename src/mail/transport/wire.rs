//! The bytes between this machine and a server: every wait has an end, every answer a size, and all of it ends when it is
//! asked to.
//!
//! Invariant: no call of this file blocks for longer than [`SLICE`] without looking at its end and at the flag, also
//! under TLS, whose records are read from here.

use std::fmt::Display;
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How often a wait looks at its end and at the flag.
const SLICE: Duration = Duration::from_millis(50);
/// Most bytes of an answer or of a handshake, protection included.
const BYTES_MAX: usize = 256 << 10;

/// What ends a wait before its time.
#[derive(Debug, Clone)]
pub(super) struct Watch {
    stop: Arc<AtomicBool>,
    /// When all that is waited for must be over.
    until: Instant,
    /// How long the flag is borne once it is seen.
    grace: Duration,
    seen: Option<Instant>,
}

#[derive(Debug)]
struct Stopped;

impl Display for Stopped {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("stopped")
    }
}

impl std::error::Error for Stopped {}

/// Tells whether a wait ended because it was asked to.
pub(super) fn is_stopped(error: &Error) -> bool {
    error.get_ref().and_then(|inner| inner.downcast_ref::<Stopped>()).is_some()
}

impl Watch {
    pub(super) fn new(stop: Arc<AtomicBool>) -> Self {
        Self { stop, until: Instant::now(), grace: Duration::ZERO, seen: None }
    }

    /// Sets when the next wait must be over.
    pub(super) fn set(&mut self, until: Instant) {
        self.until = until;
    }

    /// From now on the flag is borne for a while: something was given, and its answer is worth waiting for.
    pub(super) fn bear(&mut self, grace: Duration) {
        self.grace = grace;
    }

    /// How long to wait before looking again, or why no longer.
    fn slice(&mut self) -> Result<Duration> {
        if self.stop.load(Ordering::Relaxed) && self.seen.get_or_insert_with(Instant::now).elapsed() >= self.grace {
            return Err(Error::new(ErrorKind::ConnectionAborted, Stopped));
        }
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(left.min(SLICE)) }
    }

    /// Tries until something else than silence comes.
    fn wait<T>(&mut self, mut attempt: impl FnMut(Duration) -> Result<T>) -> Result<T> {
        loop {
            match attempt(self.slice()?) {
                Err(error) if is_silence(&error) => {}
                other => return other,
            }
        }
    }
}

fn is_silence(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted)
}

/// A connection without protection.
#[derive(Debug)]
pub(super) struct Wire {
    stream: TcpStream,
    pub(super) watch: Watch,
    /// Bytes that may still come.
    left: usize,
}

impl Wire {
    /// Connects to the first address of a server that answers.
    ///
    /// Names are looked up and addresses tried by a thread of its own: what the system waits for there cannot be ended.
    /// Where the system makes no more threads it is waited for after all, and no signal ends that.
    pub(super) fn connect(server: (&str, u16), each: Duration, mut watch: Watch) -> Result<Self> {
        let (host, port) = (server.0.to_owned(), server.1);
        let (tell, heard) = channel();
        let here = tell.clone();
        let begun = std::thread::Builder::new().name("connect".to_owned()).spawn(move || {
            let _ = tell.send(first((&host, port), each));
        });
        if begun.is_err() {
            let _ = here.send(first(server, each));
        }
        drop(here);
        let gone = || Error::from(ErrorKind::BrokenPipe);
        let stream = watch.wait(|slice| match heard.recv_timeout(slice) {
            // What the thread waited for is no silence of this wait.
            Ok(found) => Ok(found),
            Err(RecvTimeoutError::Timeout) => Err(ErrorKind::TimedOut.into()),
            Err(RecvTimeoutError::Disconnected) => Err(gone()),
        })??;
        let _ = stream.set_nodelay(true);
        Ok(Self { stream, watch, left: BYTES_MAX })
    }

    /// Lets another answer come, until a moment.
    pub(super) fn expect(&mut self, until: Instant) {
        self.left = BYTES_MAX;
        self.watch.set(until);
    }

    /// What has come already; reading more of it is [`ErrorKind::WouldBlock`].
    pub(super) const fn come(&self) -> Come<'_> {
        Come(&self.stream)
    }
}

/// Reads without waiting.
pub(super) struct Come<'w>(&'w TcpStream);

impl Read for Come<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        self.0.set_nonblocking(true)?;
        let read = self.0.read(buffer);
        self.0.set_nonblocking(false)?;
        read
    }
}

fn first(server: (&str, u16), each: Duration) -> Result<TcpStream> {
    let mut last = None;
    for address in server.to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, each) {
            Ok(stream) => return Ok(stream),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| ErrorKind::AddrNotAvailable.into()))
}

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let Self { stream, watch, left } = self;
        let room = buffer.len().min(*left);
        if room == 0 && !buffer.is_empty() {
            return Err(too_long());
        }
        let (buffer, _) = buffer.split_at_mut(room);
        let read = watch.wait(|slice| {
            stream.set_read_timeout(Some(slice))?;
            stream.read(buffer)
        })?;
        *left -= read;
        Ok(read)
    }
}

/// What is said of an answer that does not end.
pub(super) fn too_long() -> Error {
    Error::new(ErrorKind::FileTooLarge, "the answer is too long")
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let Self { stream, watch, .. } = self;
        watch.wait(|slice| {
            stream.set_write_timeout(Some(slice))?;
            stream.write(bytes)
        })
    }

    fn flush(&mut self) -> Result<()> {
        self.stream.flush()
    }
}
