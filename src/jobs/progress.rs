//! How a job tells how far it is, and how it is asked to stop.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crate::domain::message::Message;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of a file.
    Bytes,
    /// Rows, establishments, mails.
    Rows,
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// The catalogue key of what is being done.
    pub stage: &'static str,
    /// What `done` and `total` count.
    pub unit: Unit,
    /// Done so far.
    pub done: u64,
    /// All there is to do; 0 when it is not known.
    pub total: u64,
}

impl Report {
    /// Returns the stage as a message.
    #[must_use]
    pub fn message(&self) -> Message {
        Message::new(self.stage)
    }

    /// Returns the share in percent, 100 when there is nothing to do.
    #[must_use]
    pub fn percent(&self) -> u8 {
        if self.total == 0 {
            return 100;
        }
        u8::try_from(self.done.min(self.total).saturating_mul(100) / self.total).unwrap_or(100)
    }
}

/// Where a job's reports go; tells at most a thousand times a stage, so that a listener never slows the job down.
pub struct Progress<'a> {
    tell: Box<dyn FnMut(Report) + 'a>,
    last: Report,
    /// Done so far, also what was not told.
    seen: u64,
}

impl std::fmt::Debug for Progress<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Progress").field("last", &self.last).finish_non_exhaustive()
    }
}

impl<'a> Progress<'a> {
    /// Sends the reports to a function, a channel's `send` for instance.
    #[must_use]
    pub fn new(tell: impl FnMut(Report) + 'a) -> Self {
        Self { tell: Box::new(tell), last: Report { stage: "", unit: Unit::Rows, done: 0, total: 0 }, seen: 0 }
    }

    /// Sends them nowhere.
    #[must_use]
    pub fn silent() -> Self {
        Self::new(|_| {})
    }

    /// Begins a stage, and tells it.
    pub fn begin(&mut self, stage: &'static str, unit: Unit, total: u64) {
        self.last = Report { stage, unit, done: 0, total };
        self.seen = 0;
        (self.tell)(self.last);
    }

    /// Notes how much of the stage is done, and tells it when it can be seen.
    pub fn reach(&mut self, done: u64) {
        self.seen = done;
        let step = |done: u64| done.saturating_mul(1000) / self.last.total.max(1);
        let visible = step(done) != step(self.last.done) || (done >= self.last.total && done != self.last.done);
        if visible {
            self.last.done = done;
            (self.tell)(self.last);
        }
    }

    /// Notes that some more of the stage is done.
    pub fn advance(&mut self, more: u64) {
        self.seen = self.seen.saturating_add(more);
        self.reach(self.seen);
    }
}

/// Asks a job to stop at its next step; every clone asks the same job.
#[derive(Debug, Clone, Default)]
pub struct Cancel {
    flag: Arc<AtomicBool>,
    bell: Arc<(Mutex<()>, Condvar)>,
}

impl Cancel {
    /// Makes one that nobody has asked yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes one that is asked by raising a flag, as signals do.
    #[must_use]
    pub fn by(flag: Arc<AtomicBool>) -> Self {
        Self { flag, bell: Arc::default() }
    }

    /// Asks the job to stop.
    pub fn cancel(&self) {
        self.flag.store(true, Ordering::Relaxed);
        self.bell.1.notify_all();
    }

    /// Tells whether the job was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.flag.load(Ordering::Relaxed)
    }

    /// Waits for a while, or until the job is asked to stop.
    pub fn wait(&self, at_most: Duration) {
        let guard = self.bell.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = self.bell.1.wait_timeout_while(guard, at_most, |()| !self.is_cancelled());
    }

    /// Returns the flag itself, for operations and signal handlers.
    #[must_use]
    pub fn flag(&self) -> &Arc<AtomicBool> {
        &self.flag
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_few_and_end_at_the_total() {
        let mut seen = Vec::new();
        let mut progress = Progress::new(|report| seen.push(report.done));
        progress.begin("import-stage-examine", Unit::Rows, 1_000_000);
        for done in 0..=1_000_000 {
            progress.reach(done);
        }
        drop(progress);
        assert_eq!((seen.len(), seen.first(), seen.last()), (1001, Some(&0), Some(&1_000_000)));
    }

    #[test]
    fn every_clone_cancels_the_same_job() {
        let cancel = Cancel::new();
        cancel.clone().cancel();
        assert!(cancel.is_cancelled() && cancel.flag().load(Ordering::Relaxed));
    }

    #[test]
    fn percent_of_nothing_is_all() {
        let report = |done, total| Report { stage: "", unit: Unit::Bytes, done, total }.percent();
        assert_eq!((report(0, 0), report(1, 3), report(9, 3)), (100, 33, 100));
    }
}
