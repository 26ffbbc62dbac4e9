//! What holds back a stop from the keyboard (SIGTSTP) while a database is held.
//!
//! A process that is stopped inside a transaction keeps it: nobody else writes then, or everybody's log grows, until
//! somebody remembers it. So the signal waits for the end of the transaction, on whichever thread that runs, and stops
//! the process right after it; meanwhile none begins.
//!
//! The signal is blocked in every thread, and one thread waits for it. It then lets the kernel do what it does by
//! itself: nothing at all where no shell could continue the process (an orphaned group, as under `ssh host COMMAND`).
//! SIGSTOP cannot be held back by anybody.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use nix::sys::signal::{SigSet, Signal, raise};

/// What is going on.
#[derive(Debug)]
struct Going {
    /// How many transactions and the like are open.
    held: usize,
    /// How many stops are over; none while nobody waits for the signal.
    stops: Option<u64>,
}

static GOING: Mutex<Going> = Mutex::new(Going { held: 0, stops: None });
static CHANGED: Condvar = Condvar::new();

fn going() -> MutexGuard<'static, Going> {
    GOING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn wait(going: MutexGuard<'static, Going>) -> MutexGuard<'static, Going> {
    CHANGED.wait(going).unwrap_or_else(PoisonError::into_inner)
}

/// As long as it lives, the process is not stopped from the keyboard.
#[derive(Debug)]
pub(in crate::store) struct Hold(());

impl Hold {
    /// Begins; waits while the process is being stopped.
    pub(in crate::store) fn begin() -> Self {
        going().held += 1;
        Self(())
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let mut going = going();
        going.held = going.held.saturating_sub(1);
        if going.held == 0 {
            CHANGED.notify_all();
        }
    }
}

/// A part of what has a connection, behind it: lets go after the connection was closed, which may empty the log.
#[derive(Debug, Default)]
pub(in crate::store) struct Closing(Option<Hold>);

impl Closing {
    /// Begins, when the whole is dropped.
    pub(in crate::store) fn begin(&mut self) {
        self.0 = Some(Hold::begin());
    }
}

/// Takes the signal over for the whole process: called before there is a second thread, since each inherits what its
/// maker blocks. Where that cannot be had, the signal stops the process at any moment, as before.
pub fn take_over() {
    let signal = SigSet::from(Signal::SIGTSTP);
    if signal.thread_block().is_err() {
        return;
    }
    match std::thread::Builder::new().name("stops".to_owned()).spawn(move || serve(&signal)) {
        Ok(_) => going().stops = Some(0),
        Err(_) => drop(signal.thread_unblock()),
    }
}

/// Waits for the signal, then for the end of every transaction, and lets it come; again and again.
fn serve(signal: &SigSet) {
    while signal.wait().is_ok() {
        let mut going = going();
        while going.held > 0 {
            going = wait(going);
        }
        // Pending for this thread alone, and delivered by the unblocking; the next line is reached when it goes on.
        let _ = raise(Signal::SIGTSTP).and_then(|()| signal.thread_unblock()).and_then(|()| signal.thread_block());
        going.stops = going.stops.map(|stops| stops.saturating_add(1));
        CHANGED.notify_all();
    }
    going().stops = None;
    CHANGED.notify_all();
}

/// Stops this process and those of its group as Ctrl-Z does, and returns when it goes on; at once where nobody could
/// continue it.
pub fn stop_group() {
    let before = going().stops;
    let sent = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
    if sent.is_err() || before.is_none() {
        return;
    }
    let mut going = going();
    while going.stops == before {
        going = wait(going);
    }
}
