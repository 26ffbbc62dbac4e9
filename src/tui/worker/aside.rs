//! Long work beside the worker: its own thread, its own context, reports to the view that asked.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Bench, Failure, Outcome, Report, ViewKey, words};
use crate::domain::message::Message;
use crate::operations::Context;
use crate::tui::events::Event;
use crate::tui::fault;

/// Tells the view something before the end.
pub(super) type Tell<'a> = &'a dyn Fn(Outcome);

impl Bench {
    /// Begins work on a thread of its own; the last report is the work's result.
    pub(super) fn aside(
        &self,
        to: ViewKey,
        work: impl FnOnce(&mut Context, Tell<'_>) -> Result<Outcome, Failure> + Send + 'static,
    ) -> Result<(), Failure> {
        let Some(events) = self.events.clone() else { return Ok(()) };
        let (home, actor, clock, options) = (self.home.clone(), self.actor.clone(), self.clock, self.options);
        let body = move || {
            let tell = |outcome| {
                let _ = events.send(Event::Report(Report { to, outcome }));
            };
            let result = catch_unwind(AssertUnwindSafe(|| {
                fault::point("aside");
                let mut context = Context::open(&home, actor, clock, options)?;
                work(&mut context, &tell)
            }));
            tell(match result {
                Ok(Ok(outcome)) => outcome,
                Ok(Err(failure)) => Outcome::Failed(failure),
                Err(cause) => {
                    Outcome::Failed(Failure::Told(Message::new("failure-panic").with("cause", words(cause.as_ref()))))
                }
            });
        };
        let spawned = std::thread::Builder::new().name("aside".to_owned()).spawn(body);
        let told = |error: std::io::Error| Message::new("failure-panic").with("cause", error.to_string());
        spawned.map(|_| ()).map_err(|error| Failure::Told(told(error)))
    }
}
