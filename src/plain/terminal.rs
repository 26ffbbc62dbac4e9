//! The real ends of the conversation: a descriptor that is read together with signals, and the terminal's echo.

use std::io::{self, BufRead, Read};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcgetwinsize, tcsetattr};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use zeroize::Zeroize as _;

use super::dialogue::Signalled;
use crate::domain::exit::ExitReason;

/// Whether what is typed can be hidden.
#[derive(Debug)]
pub enum Echo {
    /// Lines come through a pipe: nothing is seen anyway.
    Pipe,
    /// A terminal that writes what is typed.
    Terminal {
        /// The terminal.
        tty: OwnedFd,
        /// How it was before something was hidden; none: it is as it was.
        before: Option<Termios>,
    },
}

impl Echo {
    /// Takes a terminal.
    #[must_use]
    pub const fn terminal(tty: OwnedFd) -> Self {
        Self::Terminal { tty, before: None }
    }

    /// Tells whether somebody sees the question and the answer on one line.
    pub(super) const fn is_terminal(&self) -> bool {
        matches!(self, Self::Terminal { .. })
    }

    /// Returns how many columns a line has; none where lines are read by a program.
    pub(super) fn width(&self) -> Option<usize> {
        let Self::Terminal { tty, .. } = self else { return None };
        tcgetwinsize(tty).ok().map(|size| usize::from(size.ws_col)).filter(|width| *width > 0)
    }

    /// Hides what is typed from now on. Ctrl-Z does nothing meanwhile, since the shell would be left without echo.
    pub(super) fn hide(&mut self) -> io::Result<()> {
        let Self::Terminal { tty, before } = self else { return Ok(()) };
        let modes = tcgetattr(&*tty)?;
        let mut hidden = modes.clone();
        hidden.local_modes.remove(LocalModes::ECHO | LocalModes::ECHONL);
        hidden.special_codes[SpecialCodeIndex::VSUSP] = 0;
        tcsetattr(&*tty, OptionalActions::Drain, &hidden)?;
        *before = Some(modes);
        Ok(())
    }

    /// Shows again what is typed.
    pub(super) fn show(&mut self) {
        if let Self::Terminal { tty, before } = self
            && let Some(modes) = before.take()
        {
            // A terminal that is gone needs nothing.
            let _ = tcsetattr(&*tty, OptionalActions::Drain, &modes);
        }
    }
}

impl Drop for Echo {
    fn drop(&mut self) {
        self.show();
    }
}

/// Standard input, given up as soon as a signal asks for the end.
#[derive(Debug)]
pub(super) struct Input {
    fd: OwnedFd,
    wake: UnixStream,
    signal: Arc<AtomicUsize>,
    buffer: Vec<u8>,
    at: usize,
}

impl Input {
    pub(super) fn new(fd: OwnedFd) -> io::Result<Self> {
        let (wake, sender) = UnixStream::pair()?;
        let signal = Arc::new(AtomicUsize::new(0));
        for (number, value) in [(SIGHUP, HANG_UP), (SIGTERM, TERMINATED), (SIGINT, TERMINATED)] {
            signal_hook::flag::register_usize(number, Arc::clone(&signal), value)?;
            signal_hook::low_level::pipe::register(number, sender.try_clone()?)?;
        }
        Ok(Self { fd, wake, signal, buffer: Vec::new(), at: 0 })
    }

    fn signalled(&self) -> io::Result<()> {
        let reason = match self.signal.load(Ordering::Acquire) {
            HANG_UP => ExitReason::HangUp,
            TERMINATED => ExitReason::Terminated,
            _ => return Ok(()),
        };
        Err(io::Error::other(Signalled(reason)))
    }

    /// Waits for something to read or a signal.
    fn wait(&self) -> io::Result<()> {
        loop {
            self.signalled()?;
            let mut both = [PollFd::new(&self.fd, PollFlags::IN), PollFd::new(&self.wake, PollFlags::IN)];
            match poll(&mut both, None) {
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
            let [fd, _] = both;
            self.signalled()?;
            if !fd.revents().is_empty() {
                return Ok(());
            }
        }
    }
}

const HANG_UP: usize = 1;
const TERMINATED: usize = 2;

impl Read for Input {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Input {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.buffer.len() {
            self.wait()?;
            // What was read may be a password.
            self.buffer.zeroize();
            self.buffer.resize(4096, 0);
            self.at = 0;
            let count = match rustix::io::read(&self.fd, self.buffer.as_mut_slice()) {
                Ok(count) => count,
                // A terminal whose other end is gone.
                Err(rustix::io::Errno::IO) => return Err(io::Error::other(Signalled(ExitReason::HangUp))),
                Err(error) => return Err(error.into()),
            };
            self.buffer.truncate(count);
        }
        Ok(self.buffer.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.buffer.len());
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        self.buffer.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    use super::*;

    fn pty() -> (OwnedFd, OwnedFd) {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let flags = rustix::fs::OFlags::RDWR | rustix::fs::OFlags::NOCTTY;
        let slave = rustix::fs::open(name, flags, rustix::fs::Mode::empty()).unwrap();
        (master, slave)
    }

    #[test]
    fn a_password_is_typed_without_echo_and_the_terminal_is_restored() {
        let (_master, slave) = pty();
        let modes = || tcgetattr(&slave).unwrap();
        let shows = || modes().local_modes.contains(LocalModes::ECHO);
        let before = modes();
        let mut echo = Echo::terminal(slave.try_clone().unwrap());
        echo.hide().unwrap();
        assert!(!shows() && modes().local_modes.contains(LocalModes::ICANON));
        echo.show();
        assert!(shows());
        echo.hide().unwrap();
        drop(echo);
        let after = modes();
        assert_eq!((after.local_modes, after.input_modes), (before.local_modes, before.input_modes));
        assert_eq!(after.special_codes[SpecialCodeIndex::VSUSP], before.special_codes[SpecialCodeIndex::VSUSP]);
    }

    #[test]
    fn lines_come_until_the_end_or_a_signal() {
        let (reader, writer) = UnixStream::pair().unwrap();
        let mut input = Input::new(reader.into()).unwrap();
        (&writer).write_all(b"one\ntwo\n").unwrap();
        let mut line = String::new();
        input.read_line(&mut line).unwrap();
        assert_eq!(line, "one\n");
        input.signal.store(TERMINATED, Ordering::Release);
        line.clear();
        // What has arrived is still given, then the signal is heard before anything new is waited for.
        input.read_line(&mut line).unwrap();
        assert_eq!(line, "two\n");
        let error = input.fill_buf().unwrap_err();
        let signalled = error.get_ref().and_then(|inner| inner.downcast_ref::<Signalled>());
        assert_eq!(signalled.map(|found| found.0), Some(ExitReason::Terminated));
        input.signal.store(0, Ordering::Release);
        drop(writer);
        assert!(input.fill_buf().unwrap().is_empty());
    }
}
