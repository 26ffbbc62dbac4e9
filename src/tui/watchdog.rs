//! The thread that watches what keys cannot tell: a closed connection, signals, other processes' changes, idle time.
//!
//! It lives apart from the reader of keys because bytes that begin a sequence and never end it hold that reader.

use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::events::{Event, drain};
use crate::domain::exit::ExitReason;

/// How often the data's version is asked for.
const LOOK_MS: i64 = 250;
/// How long the screen's thread has to end before the last resort.
const LAST_RESORT: Duration = Duration::from_secs(2);

/// When a key was last pressed, shared by the reader of keys and the watchdog.
#[derive(Debug)]
pub(crate) struct Activity {
    start: Instant,
    last_ms: AtomicU64,
    ended: AtomicBool,
}

impl Activity {
    /// Begins now.
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self { start: Instant::now(), last_ms: AtomicU64::new(0), ended: AtomicBool::new(false) })
    }

    /// Notes a key.
    pub(crate) fn note(&self) {
        self.last_ms.store(self.now_ms(), Ordering::Relaxed);
    }

    /// Notes that the screen's thread has ended in order.
    pub(crate) fn end(&self) {
        self.ended.store(true, Ordering::Release);
    }

    fn now_ms(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn idle(&self) -> Duration {
        Duration::from_millis(self.now_ms().saturating_sub(self.last_ms.load(Ordering::Relaxed)))
    }
}

/// The pipes that signals write to.
pub(crate) struct Signals {
    /// SIGTERM and SIGINT.
    pub(crate) terminate: OwnedFd,
    /// SIGHUP.
    pub(crate) hang_up: OwnedFd,
    /// SIGCONT.
    pub(crate) resume: OwnedFd,
    /// SIGWINCH, for the reader of keys.
    pub(crate) resize: OwnedFd,
}

impl Signals {
    /// Takes the signals over.
    pub(crate) fn take() -> std::io::Result<Self> {
        use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
        Ok(Self {
            terminate: pipe(&[SIGTERM, SIGINT])?,
            hang_up: pipe(&[SIGHUP])?,
            resume: pipe(&[SIGCONT])?,
            resize: pipe(&[SIGWINCH])?,
        })
    }
}

fn pipe(signals: &[i32]) -> std::io::Result<OwnedFd> {
    let (read, write) = std::os::unix::net::UnixStream::pair()?;
    read.set_nonblocking(true)?;
    for signal in signals {
        signal_hook::low_level::pipe::register(*signal, write.try_clone()?)?;
    }
    Ok(read.into())
}

/// What the registry says when the watchdog looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// A number that changes when another process writes.
    Version(i64),
    /// Nothing for now: it is not there yet, or busy.
    Nothing,
    /// It is not the one that was opened.
    Replaced,
}

/// What the watchdog watches.
pub(crate) struct Watchdog {
    /// The terminal.
    pub(crate) terminal: OwnedFd,
    /// SIGTERM, SIGINT.
    pub(crate) terminate: OwnedFd,
    /// SIGHUP.
    pub(crate) hang_up: OwnedFd,
    /// SIGCONT.
    pub(crate) resume: OwnedFd,
    /// When a key was last pressed.
    pub(crate) activity: Arc<Activity>,
    /// After how long without a key the screen locks; none: never.
    pub(crate) idle_after: Option<Duration>,
    /// Where to tell.
    pub(crate) events: Sender<Event>,
    /// Ends the process when the screen's thread hangs on a dead terminal.
    pub(crate) last_resort: fn(ExitReason),
}

impl Watchdog {
    /// Watches until the program must end. `look` is asked what the registry says.
    pub(crate) fn watch(self, mut look: impl FnMut() -> Look) {
        let mut known = if let Look::Version(found) = look() { Some(found) } else { None };
        let mut told_idle = false;
        let reason = loop {
            if let Some(reason) = self.wait() {
                break reason;
            }
            match look() {
                Look::Replaced => break ExitReason::Replaced,
                Look::Version(found) if known != Some(found) => {
                    if known.replace(found).is_some() && self.events.send(Event::DataChanged).is_err() {
                        return;
                    }
                }
                Look::Version(_) | Look::Nothing => {}
            }
            let idle = self.idle_after.is_some_and(|limit| self.activity.idle() >= limit);
            if idle && !told_idle && self.events.send(Event::Idle).is_err() {
                return;
            }
            told_idle = idle;
            if self.activity.ended.load(Ordering::Acquire) {
                return;
            }
        };
        let _ = self.events.send(Event::Stop(reason));
        let deadline = Instant::now() + LAST_RESORT;
        while Instant::now() < deadline {
            let _ = poll(&mut [], Some(&Timespec { tv_sec: 0, tv_nsec: 20_000_000 }));
            if self.activity.ended.load(Ordering::Acquire) {
                return;
            }
        }
        (self.last_resort)(reason);
    }

    /// Waits for the next look; gives why the program must end.
    fn wait(&self) -> Option<ExitReason> {
        let mut fds = [
            PollFd::new(&self.terminal, PollFlags::empty()),
            PollFd::new(&self.terminate, PollFlags::IN),
            PollFd::new(&self.hang_up, PollFlags::IN),
            PollFd::new(&self.resume, PollFlags::IN),
        ];
        let timeout = Timespec { tv_sec: 0, tv_nsec: LOOK_MS * 1_000_000 };
        if poll(&mut fds, Some(&timeout)).is_err() {
            return None;
        }
        let terminal = fds[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        if terminal || fds[2].revents().contains(PollFlags::IN) {
            return Some(ExitReason::HangUp);
        }
        if fds[1].revents().contains(PollFlags::IN) {
            return Some(ExitReason::Terminated);
        }
        if fds[3].revents().contains(PollFlags::IN) {
            drain(&self.resume);
            let _ = self.events.send(Event::Resumed);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixStream;
    use std::sync::mpsc::{Receiver, channel};

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(20);
    const LIMIT: Duration = Duration::from_millis(600);

    /// Watches over ends of sockets; what is given back keeps the other ends open.
    fn watched(idle_after: Option<Duration>) -> (Arc<Activity>, Receiver<Event>, [UnixStream; 4]) {
        let pairs = [(); 4].map(|()| UnixStream::pair().unwrap());
        let [terminal, terminate, hang_up, resume] = pairs.each_ref().map(|(end, _)| end.try_clone().unwrap().into());
        let (events, inbox) = channel();
        let activity = Activity::new();
        let dog = Watchdog {
            terminal,
            terminate,
            hang_up,
            resume,
            activity: Arc::clone(&activity),
            idle_after,
            events,
            last_resort: |_| {},
        };
        std::thread::spawn(move || dog.watch(|| Look::Nothing));
        (activity, inbox, pairs.map(|(_, other)| other))
    }

    #[test]
    fn the_idle_time_is_told_once_and_again_after_a_key() {
        let (activity, inbox, _ends) = watched(Some(LIMIT));
        for _ in 0..2 {
            activity.note();
            let noted = Instant::now();
            assert!(matches!(inbox.recv_timeout(PATIENCE), Ok(Event::Idle)));
            assert!(noted.elapsed() + Duration::from_millis(1) >= LIMIT, "{:?}", noted.elapsed());
            // Told once, however long it lasts: nothing comes for longer than the limit.
            assert!(inbox.recv_timeout(LIMIT * 2).is_err());
        }
        activity.end();
    }

    #[test]
    fn without_a_limit_nothing_is_told() {
        let (activity, inbox, _ends) = watched(None);
        assert!(inbox.recv_timeout(LIMIT * 2).is_err());
        activity.end();
    }
}
