//! Runs a program in a pseudo-terminal and looks at its screen as a person would.
//!
//! The program is the leader of its own session and the pseudo-terminal is its controlling terminal, so a closed
//! terminal ([`Terminal::hang_up`]) reaches it as SIGHUP, as a dropped SSH connection does. Nothing reads in the
//! background: a test that does not look is a stalled terminal. Every wait is a `poll(2)` with a deadline.
//!
//! Linux only; needs `setsid` of util-linux (`--ctty`) or busybox, which makes the session without unsafe code here.
#![expect(clippy::panic, reason = "test support: a failed wait is a failed test, with the screen as its message")]
#![expect(clippy::missing_panics_doc, reason = "every wait panics when it fails, as the module says")]
#![expect(clippy::expect_used, reason = "test support: a machine without pseudo-terminals fails the test")]

use std::fmt::Write as _;
use std::num::NonZeroU16;
use std::os::fd::{AsFd as _, OwnedFd};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{PidfdFlags, Signal};
use rustix::pty::OpenptFlags;
use rustix::termios::{ControlModes, LocalModes, Termios, Winsize};

mod key;
mod launch;
mod listener;
mod process;

pub use key::Key;
pub use launch::Launch;
use launch::find_program;
use listener::Listener;
pub use listener::Request;

/// How long a wait lasts before it fails, unless [`Terminal::set_deadline`] says otherwise.
pub const DEADLINE: Duration = Duration::from_secs(10);

/// The bits of the control modes that hold the speed of the input.
const CIBAUD: u32 = 0o2_003_600_000;

/// What one look at the terminal brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heard {
    /// New bytes, already on the screen.
    Bytes(usize),
    /// Nothing in the time given.
    Nothing,
    /// No process holds the terminal any more, or it was hung up.
    Gone,
}

/// A running program and the terminal it runs in.
pub struct Terminal {
    master: Option<OwnedFd>,
    child: Child,
    status: Option<ExitStatus>,
    parser: vt100::Parser<Listener>,
    raw: Vec<u8>,
    deadline: Duration,
    first_modes: Modes,
}

impl Terminal {
    /// Starts the program in a new terminal.
    #[must_use]
    pub fn spawn(launch: Launch) -> Self {
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
        let master = rustix::pty::openpt(flags).expect("a pseudo-terminal can be opened");
        rustix::pty::grantpt(&master).expect("the pseudo-terminal can be granted");
        rustix::pty::unlockpt(&master).expect("the pseudo-terminal can be unlocked");
        let slave = rustix::pty::ioctl_tiocgptpeer(&master, flags).expect("its other end can be opened");
        rustix::termios::tcsetwinsize(&master, window_size(launch.rows, launch.cols)).expect("it has a size");
        rustix::io::ioctl_fionbio(&master, true).expect("it can be read without blocking");

        let first_modes = Modes::from(&rustix::termios::tcgetattr(&master).expect("it has modes"));

        let program = find_program(&launch.program);
        let mut command = Command::new(find_program(Path::new("setsid")));
        command.arg("-c").arg(&program).args(&launch.args).env_clear().envs(launch.env);
        if let Some(directory) = &launch.current_dir {
            command.current_dir(directory);
        }
        let copy = || Stdio::from(slave.try_clone().expect("a descriptor can be copied"));
        let child = command.stdin(copy()).stdout(copy()).stderr(copy()).spawn().expect("setsid can be started");

        let rows = NonZeroU16::new(launch.rows).expect("a terminal has rows");
        let cols = NonZeroU16::new(launch.cols).expect("a terminal has columns");
        Self {
            master: Some(master),
            child,
            status: None,
            parser: vt100::Parser::new_with_callbacks(rows, cols, 0, Listener::default()),
            raw: Vec::new(),
            deadline: DEADLINE,
            first_modes,
        }
    }

    /// Changes how long waits last before they fail.
    pub fn set_deadline(&mut self, deadline: Duration) {
        self.deadline = deadline;
    }

    /// Types text, exactly as written.
    pub fn send(&mut self, text: &str) {
        self.send_bytes(text.as_bytes());
    }

    /// Presses a key.
    pub fn key(&mut self, key: Key) {
        let bytes = key.bytes(self.parser.screen().application_cursor());
        self.send_bytes(&bytes);
    }

    /// Presses several keys, one after the other.
    pub fn keys(&mut self, keys: &[Key]) {
        for key in keys {
            self.key(*key);
        }
    }

    /// Pastes text, bracketed when the program asked for brackets.
    pub fn paste(&mut self, text: &str) {
        if self.parser.screen().bracketed_paste() {
            self.send(&format!("\x1b[200~{text}\x1b[201~"));
        } else {
            self.send(text);
        }
    }

    /// Sends bytes, reading the program's output meanwhile so that neither side can block the other.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let limit = Instant::now() + self.deadline;
        let mut rest = bytes;
        while !rest.is_empty() {
            let Some(master) = &self.master else { panic!("the terminal was hung up") };
            match rustix::io::write(master, rest) {
                Ok(count) => rest = &rest[count..],
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => {
                    self.poll_master(PollFlags::IN | PollFlags::OUT, left_until(limit));
                    self.read_available();
                    if Instant::now() >= limit {
                        self.fail(&format!("{} of {} bytes could not be typed", rest.len(), bytes.len()));
                    }
                }
                Err(error) => self.fail(&format!("typing failed: {error}")),
            }
        }
    }

    /// Waits until the screen fulfils a condition, and fails with the screen's text when it does not.
    pub fn wait_for(&mut self, condition: impl Fn(&vt100::Screen) -> bool, what: &str) {
        let limit = Instant::now() + self.deadline;
        self.read_available();
        while !condition(self.parser.screen()) {
            match self.listen(left_until(limit)) {
                Heard::Bytes(_) => {}
                Heard::Gone => self.fail(&format!("the program ended before: {what}")),
                Heard::Nothing => self.fail(&format!("not within {:?}: {what}", self.deadline)),
            }
        }
    }

    /// Waits until a text is on the screen, in one row.
    pub fn wait_text(&mut self, text: &str) {
        self.wait_for(|screen| has_text(screen, text), &format!("{text:?} is on the screen"));
    }

    /// Waits until a text is no longer on the screen.
    pub fn wait_gone(&mut self, text: &str) {
        self.wait_for(|screen| !has_text(screen, text), &format!("{text:?} has left the screen"));
    }

    /// The screen as the bytes read so far draw it: cells, colours, cursor, modes.
    #[must_use]
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// The screen's text, one line per row, without trailing blanks.
    #[must_use]
    pub fn screen_text(&self) -> String {
        let mut text = rows_of(self.parser.screen()).join("\n");
        text.truncate(text.trim_end_matches('\n').len());
        text
    }

    /// The text of one row, counted from 0, without trailing blanks.
    #[must_use]
    pub fn row(&self, row: u16) -> String {
        rows_of(self.parser.screen()).into_iter().nth(usize::from(row)).unwrap_or_default()
    }

    /// The first row that shows a text.
    #[must_use]
    pub fn row_with(&self, text: &str) -> Option<u16> {
        let row = rows_of(self.parser.screen()).iter().position(|row| row.contains(text))?;
        u16::try_from(row).ok()
    }

    /// Returns the terminal another size; the kernel sends SIGWINCH.
    pub fn resize(&mut self, rows: u16, cols: u16) {
        self.read_available();
        let Some(master) = &self.master else { panic!("the terminal was hung up") };
        rustix::termios::tcsetwinsize(master, window_size(rows, cols)).expect("the terminal can be resized");
        let rows = NonZeroU16::new(rows).expect("a terminal has rows");
        let cols = NonZeroU16::new(cols).expect("a terminal has columns");
        self.parser.set_size(rows, cols);
    }

    /// How many bytes the program has sent and the test has read, since the start.
    #[must_use]
    pub fn bytes_received(&self) -> usize {
        self.raw.len()
    }

    /// All bytes the program has sent and the test has read, since the start.
    #[must_use]
    pub fn raw_output(&self) -> &[u8] {
        &self.raw
    }

    /// What the program asked of the terminal besides drawing: bells, titles, clipboard, unknown sequences.
    #[must_use]
    pub fn requests(&self) -> &[Request] {
        self.parser.callbacks().requests()
    }

    /// Reads until nothing came for a while, and returns the bytes that came; fails when it never gets quiet.
    pub fn drain_until_quiet(&mut self, quiet_for: Duration) -> usize {
        let limit = Instant::now() + self.deadline + quiet_for;
        let before = self.raw.len();
        while let Heard::Bytes(_) = self.listen(quiet_for) {
            if Instant::now() >= limit {
                self.fail(&format!("never silent for {quiet_for:?}"));
            }
        }
        self.raw.len() - before
    }

    /// Listens for exactly this long and returns the bytes that came: what an idle screen costs.
    pub fn bytes_during(&mut self, duration: Duration) -> usize {
        let limit = Instant::now() + duration;
        self.read_available();
        let before = self.raw.len();
        while let Heard::Bytes(_) = self.listen(left_until(limit)) {}
        self.raw.len() - before
    }

    /// Waits, reading nothing, until the program has filled the terminal's buffer or this time is over: a stalled
    /// connection. Returns whether there is something unread.
    pub fn stall(&mut self, duration: Duration) -> bool {
        // Only hang-ups end this wait early: what is to read must stay where it is.
        self.poll_master(PollFlags::empty(), duration);
        self.poll_master(PollFlags::IN, Duration::ZERO)
    }

    /// Sends a signal to the program.
    pub fn signal(&mut self, signal: Signal) {
        if self.status.is_none() {
            rustix::process::kill_process(self.pid(), signal).expect("the program can be signalled");
        }
    }

    /// Closes the terminal as a dropped connection does: the program gets SIGHUP, its reads end, its writes fail.
    pub fn hang_up(&mut self) {
        self.read_available();
        self.master = None;
    }

    /// Waits until the program has ended, reading what it still sends.
    pub fn wait_exit(&mut self, deadline: Duration) -> ExitStatus {
        let limit = Instant::now() + deadline;
        let exit = rustix::process::pidfd_open(self.pid(), PidfdFlags::empty());
        loop {
            if let Some(status) = self.exited() {
                self.read_available();
                return status;
            }
            let left = left_until(limit);
            if left.is_zero() {
                self.fail(&format!("still running after {deadline:?}"));
            }
            let Ok(exit) = &exit else { continue };
            let mut fds = vec![PollFd::new(exit, PollFlags::IN)];
            fds.extend(self.master.as_ref().map(|master| PollFd::new(master, PollFlags::IN)));
            // A terminal that nobody holds reports a hang-up without end: then only the exit is worth waiting for.
            let gone = poll_for(&mut fds, left) && fds.get(1).is_some_and(|fd| fd.revents() == PollFlags::HUP);
            if gone {
                poll_for(&mut [PollFd::new(exit, PollFlags::IN)], left);
            }
            self.read_available();
        }
    }

    /// Says how the program ended, if it has.
    pub fn exited(&mut self) -> Option<ExitStatus> {
        if self.status.is_none() {
            self.status = self.child.try_wait().expect("the program's state can be asked");
        }
        self.status
    }

    /// The terminal's modes before the program started: what it must leave behind.
    #[must_use]
    pub fn first_termios(&self) -> &Modes {
        &self.first_modes
    }

    /// The terminal's modes, in a form that two snapshots can be compared in; works after the program's end too.
    #[must_use]
    pub fn termios(&self) -> Modes {
        let Some(master) = &self.master else { panic!("the terminal was hung up") };
        Modes::from(&rustix::termios::tcgetattr(master).expect("the terminal has modes"))
    }

    /// Waits at most this long for output, then reads all there is.
    fn listen(&mut self, within: Duration) -> Heard {
        if self.master.is_none() {
            return Heard::Gone;
        }
        if !self.poll_master(PollFlags::IN, within) {
            return Heard::Nothing;
        }
        self.read_available()
    }

    fn poll_master(&self, events: PollFlags, within: Duration) -> bool {
        self.master
            .as_ref()
            .is_some_and(|master| poll_for(&mut [PollFd::from_borrowed_fd(master.as_fd(), events)], within))
    }

    fn read_available(&mut self) -> Heard {
        let before = self.raw.len();
        let mut buffer = [0; 16 * 1024];
        let mut gone = self.master.is_none();
        while let Some(master) = &self.master {
            match rustix::io::read(master, &mut buffer) {
                Ok(count) if count > 0 => {
                    self.raw.extend_from_slice(&buffer[..count]);
                    self.parser.process(&buffer[..count]);
                }
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => break,
                Ok(_) | Err(_) => {
                    gone = true;
                    break;
                }
            }
        }
        let answers = self.parser.callbacks_mut().take_answers();
        if let Some(master) = &self.master
            && !answers.is_empty()
        {
            // A terminal that cannot take an answer of a few bytes has a full input queue: then it is lost, as over SSH.
            let _lost_when_full = rustix::io::write(master, &answers);
        }
        match self.raw.len() - before {
            0 if gone => Heard::Gone,
            count => Heard::Bytes(count),
        }
    }

    fn fail(&mut self, what: &str) -> ! {
        let state = match self.exited() {
            None => "running".to_owned(),
            Some(status) => match status.signal() {
                Some(signal) => format!("ended by signal {signal}"),
                None => format!("ended with code {:?}", status.code()),
            },
        };
        let screen = self.parser.screen();
        let (rows, cols) = screen.size();
        let mut shown = String::new();
        for (number, row) in rows_of(screen).iter().enumerate() {
            // A write to a String cannot fail.
            let _infallible = writeln!(shown, "{number:>3}│{row}");
        }
        let tail = String::from_utf8_lossy(&self.raw[self.raw.len().saturating_sub(200)..]).into_owned();
        let cursor = screen.cursor_position();
        let received = self.raw.len();
        panic!(
            "{what}\nprogram: {state}; {received} bytes received; {cols}×{rows}; cursor at {cursor:?}\n{shown}\
             last bytes: {tail:?}"
        );
    }
}

impl Drop for Terminal {
    /// Kills and reaps the program, and nothing else.
    fn drop(&mut self) {
        if self.status.is_none() {
            let _already_gone = self.child.kill();
            let _reaped = self.child.wait();
        }
    }
}

/// The modes of a terminal, comparable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modes {
    local: LocalModes,
    /// Everything, as text: the parts cannot be compared themselves.
    all: String,
}

impl Modes {
    /// Whether typed characters are echoed.
    #[must_use]
    pub fn echoes(&self) -> bool {
        self.local.contains(LocalModes::ECHO)
    }

    /// Whether input is read line by line.
    #[must_use]
    pub fn is_canonical(&self) -> bool {
        self.local.contains(LocalModes::ICANON)
    }
}

impl From<&Termios> for Modes {
    fn from(termios: &Termios) -> Self {
        let mut termios = termios.clone();
        // The kernel fills in the input speed, the same as before, once anybody sets any mode.
        termios.control_modes.remove(ControlModes::from_bits_retain(CIBAUD));
        Self { local: termios.local_modes, all: format!("{termios:?}") }
    }
}

fn window_size(rows: u16, cols: u16) -> Winsize {
    Winsize { ws_row: rows, ws_col: cols, ws_xpixel: 0, ws_ypixel: 0 }
}

fn left_until(limit: Instant) -> Duration {
    limit.saturating_duration_since(Instant::now())
}

/// Waits for one of the descriptors; false when the time is over.
fn poll_for(fds: &mut [PollFd<'_>], within: Duration) -> bool {
    let limit = Instant::now() + within;
    loop {
        let timeout = Timespec::try_from(left_until(limit)).expect("a deadline is a few seconds away");
        match poll(fds, Some(&timeout)) {
            Ok(ready) => return ready > 0,
            Err(Errno::INTR) => {}
            Err(error) => panic!("poll: {error}"),
        }
    }
}

fn rows_of(screen: &vt100::Screen) -> Vec<String> {
    let (_, cols) = screen.size();
    screen.rows(0, cols.get()).map(|row| row.trim_end().to_owned()).collect()
}

fn has_text(screen: &vt100::Screen, text: &str) -> bool {
    rows_of(screen).iter().any(|row| row.contains(text))
}
