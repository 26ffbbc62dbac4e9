//! Long work beside the worker: its own thread, its own context, reports to the view that asked.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::JoinHandle;

use super::aftermath::{panic_words, tell_aftermath};
use super::state::WorkerState;
use crate::domain::message::{Message, system};
use crate::jobs::progress::Cancel;
use crate::operations::Context;
use crate::tui::events::Event;
use crate::tui::fault;
use crate::tui::orders::{Failure, Outcome, Report, ViewKey};

/// Tells the view something before the end.
pub(super) type Tell<'a> = &'a dyn Fn(Outcome);

impl WorkerState {
    /// Begins work on a thread of its own; the last report is the work's result.
    pub(super) fn aside(
        &self,
        to: ViewKey,
        work: impl FnOnce(&mut Context, Tell<'_>) -> Result<Outcome, Failure> + Send + 'static,
    ) -> Result<(), Failure> {
        self.spawn(to, work).map(|_| ())
    }

    /// Begins work that changes something: when the console ends it is asked to stop, and waited for.
    pub(super) fn aside_until(
        &mut self,
        to: ViewKey,
        cancel: Cancel,
        work: impl FnOnce(&mut Context, Tell<'_>) -> Result<Outcome, Failure> + Send + 'static,
    ) -> Result<(), Failure> {
        self.beside.retain(|(_, running)| !running.is_finished());
        if let Some(running) = self.spawn(to, work)? {
            self.beside.push((cancel, running));
        }
        Ok(())
    }

    /// Stops what changes something, each at its next step.
    pub(super) fn end_beside(&mut self) {
        for (cancel, _) in &self.beside {
            cancel.cancel();
        }
        for (_, running) in self.beside.drain(..) {
            let _ = running.join();
        }
    }

    fn spawn(
        &self,
        to: ViewKey,
        work: impl FnOnce(&mut Context, Tell<'_>) -> Result<Outcome, Failure> + Send + 'static,
    ) -> Result<Option<JoinHandle<()>>, Failure> {
        let Some(events) = self.events.clone() else { return Ok(None) };
        let (home, actor, clock, options) = (self.home.clone(), self.actor.clone(), self.clock, self.options.clone());
        let (at, session) = (self.at, self.session);
        let body = move || {
            let tell = |outcome| {
                let _ = events.send(Event::Report(Report { to, outcome }));
            };
            let mut context = None;
            let result = catch_unwind(AssertUnwindSafe(|| {
                fault::point("aside");
                let context = context.insert(Context::open(&home, at, actor, clock, options)?);
                if let Some(session) = session {
                    context.resume(session.parts());
                }
                work(context, &tell)
            }));
            tell(match result {
                Ok(Ok(outcome)) => outcome,
                Ok(Err(failure)) => Outcome::Failed(failure),
                Err(cause) => Outcome::Failed(Failure::Told(
                    Message::new("failure-panic").with("cause", panic_words(cause.as_ref())),
                )),
            });
            tell_aftermath(context.as_mut(), &events);
        };
        let spawned = std::thread::Builder::new().name("aside".to_owned()).spawn(body);
        let told = |error: std::io::Error| Message::new("failure-panic").with("cause", system(&error.to_string()));
        spawned.map(Some).map_err(|error| Failure::Told(told(error)))
    }
}
