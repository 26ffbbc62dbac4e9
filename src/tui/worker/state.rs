//! What the worker works with, and the context that it opens when it needs one.

use std::sync::mpsc::Sender;
use std::thread::JoinHandle;

use crate::domain::access::{Actor, At};
use crate::jobs::progress::Cancel;
use crate::jobs::worker::Carrier;
use crate::nouns::source::Kept;
use crate::operations::session::Session;
use crate::operations::{Clock, Context, Error, Home, Options};
use crate::tui::events::Event;

/// What the worker works with.
pub(crate) struct WorkerState {
    pub(super) home: Home,
    pub(super) clock: Clock,
    pub(super) options: Options,
    pub(super) actor: Actor,
    pub(super) session: Option<Session>,
    pub(super) context: Option<Context>,
    /// Whose rows, jobs and log the order means that is being done.
    pub(super) at: At,
    /// Whether what a dead process left was finished or undone.
    recovered: bool,
    /// What the last list was made of.
    pub(super) kept: Kept,
    pub(super) carrier: Carrier,
    /// Where work beside the worker reports; none in tests of single requests.
    pub(super) events: Option<Sender<Event>>,
    /// The work beside the worker that changes something, with what stops it.
    pub(super) beside: Vec<(Cancel, JoinHandle<()>)>,
}

impl WorkerState {
    /// Prepares; the data directory is opened at the first use.
    pub(crate) fn new(home: Home, clock: Clock, options: Options, actor: Actor) -> Self {
        Self {
            home,
            clock,
            options,
            actor,
            session: None,
            context: None,
            at: At::Host,
            recovered: false,
            kept: Kept::default(),
            carrier: Carrier::Inside,
            events: None,
            beside: Vec::new(),
        }
    }

    /// Says who carries out the jobs that are started here.
    pub(crate) fn with_carrier(self, carrier: Carrier) -> Self {
        Self { carrier, ..self }
    }

    /// Returns the context, opened when needed.
    pub(super) fn context(&mut self) -> Result<&mut Context, Error> {
        let context = match self.context.take() {
            Some(context) => context,
            None if self.recovered => {
                Context::open(&self.home, At::Host, self.actor.clone(), self.clock, self.options.clone())?
            }
            None => Context::start(&self.home, At::Host, self.actor.clone(), self.clock, self.options.clone())?,
        };
        self.recovered = true;
        let context = self.context.insert(context);
        if let Some(session) = self.session {
            context.resume(session.parts());
        }
        context.go(self.at);
        Ok(context)
    }
}
