//! The thread that does the work: one effect in, one outcome out; what takes long goes on beside it.
//!
//! Invariant: a panic while working is a failed outcome, never the end of the program.

mod aside;
mod audit;
mod establishment;
mod export;
mod files;
mod host;
mod import;
mod job;
mod mail;
mod mailing;
mod server;
mod session;
mod statistics;
mod webmaster;
mod zone;

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, TryRecvError};
use std::thread::JoinHandle;

use super::events::Event;
use super::theme::Role;
use super::{fault, views};
use crate::domain::access::Actor;
use crate::domain::establishment::Establishment;
use crate::domain::exit::ExitReason;
use crate::domain::field::FieldError;
use crate::domain::message::{Explain as _, Message};
use crate::domain::search::Index;
use crate::jobs::progress::Cancel;
use crate::jobs::worker::Carrier;
use crate::operations::session::{EndReason, Session};
use crate::operations::{Clock, Context, Error, Home, Options, Rule, clock};

/// Tells views apart, so that outcomes find the one that asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct ViewKey(pub(crate) u64);

/// Something to do, and for whom.
#[derive(Debug)]
pub(crate) struct Order {
    /// Who asks.
    pub(crate) from: ViewKey,
    /// What.
    pub(crate) effect: Effect,
}

impl Order {
    /// Ends the session, for nobody who would hear the answer.
    pub(crate) fn end(reason: EndReason) -> Self {
        Self { from: ViewKey::default(), effect: Effect::Session(views::session::Request::End(reason)) }
    }
}

/// Something done, and for whom.
#[derive(Debug)]
pub(crate) struct Report {
    /// Who asked.
    pub(crate) to: ViewKey,
    /// What came of it.
    pub(crate) outcome: Outcome,
}

/// What can be asked of the worker, by noun.
#[derive(Debug)]
pub(crate) enum Effect {
    /// Signing in and out, the host's name.
    Session(views::session::Request),
    /// Establishments.
    Establishment(views::establishment::Request),
    /// Zones.
    Zone(views::zone::Request),
    /// Webmasters.
    Webmaster(views::webmaster::Request),
    /// The host's settings.
    Host(views::host::Request),
    /// Mails.
    Mail(views::mail::Request),
    /// Mails to many.
    Mailing(views::mailing::Request),
    /// The audit.
    Audit(views::audit::Request),
    /// The server and its examination.
    Server(views::server::Request),
    /// Exports.
    Export(views::export::Request),
    /// Imports.
    Import(views::import::Request),
    /// Statistics.
    Statistics(views::statistics::Request),
    /// Jobs.
    Job(views::job::Request),
}

/// What the worker answers, by noun.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// Signing in and out, the host's name.
    Session(views::session::Done),
    /// Establishments.
    Establishment(views::establishment::Done),
    /// Zones.
    Zone(views::zone::Done),
    /// Webmasters.
    Webmaster(views::webmaster::Done),
    /// The host's settings.
    Host(views::host::Done),
    /// Mails.
    Mail(views::mail::Done),
    /// Mails to many.
    Mailing(views::mailing::Done),
    /// The audit.
    Audit(views::audit::Done),
    /// The server and its examination.
    Server(views::server::Done),
    /// Exports.
    Export(views::export::Done),
    /// Imports.
    Import(views::import::Done),
    /// Statistics.
    Statistics(views::statistics::Done),
    /// Jobs.
    Job(views::job::Done),
    /// It did not work.
    Failed(Failure),
}

/// Why something did not work, as far as views tell cases apart.
#[derive(Debug, Clone)]
pub(crate) enum Failure {
    /// Fields have problems.
    Fields(Vec<FieldError>),
    /// Somebody saved before; what is stored now.
    Conflict(Box<Establishment>),
    /// The establishment has no administrator.
    NoAdministrator(Message),
    /// The registry was replaced: the console ends.
    Replaced(Message),
    /// Anything else, in words.
    Told(Message),
}

impl Failure {
    /// Gives the words.
    pub(crate) fn message(&self) -> Message {
        match self {
            Self::Fields(errors) => {
                errors.first().map_or_else(|| Message::new("failure-fields"), |error| error.problem.message())
            }
            Self::Conflict(_) => Message::new("failure-conflict"),
            Self::NoAdministrator(message) | Self::Replaced(message) | Self::Told(message) => message.clone(),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let message = error.message();
        if error.is_replaced() {
            return Self::Replaced(message);
        }
        match error {
            Error::Fields(errors) => Self::Fields(errors),
            Error::Conflict(conflict) => Self::Conflict(Box::new(conflict.theirs)),
            Error::Rule(Rule::NoAdministrator) => Self::NoAdministrator(message),
            _ => Self::Told(message),
        }
    }
}

/// What the worker works with.
pub(crate) struct Bench {
    home: Home,
    clock: Clock,
    options: Options,
    actor: Actor,
    session: Option<Session>,
    context: Option<Context>,
    /// Whether what a dead process left was finished or undone.
    recovered: bool,
    index: Index,
    loaded: bool,
    carrier: Carrier,
    /// Where work beside the worker reports; none in tests of single requests.
    events: Option<Sender<Event>>,
    /// The work beside the worker that changes something, with what stops it.
    beside: Vec<(Cancel, JoinHandle<()>)>,
}

impl Bench {
    /// Prepares; the data directory is opened at the first use.
    pub(crate) fn new(home: Home, clock: Clock, options: Options, actor: Actor) -> Self {
        Self {
            home,
            clock,
            options,
            actor,
            session: None,
            context: None,
            recovered: false,
            index: Index::default(),
            loaded: false,
            carrier: Carrier::Inside,
            events: None,
            beside: Vec::new(),
        }
    }

    /// Says who carries out the jobs that are started here.
    pub(crate) fn with_carrier(self, carrier: Carrier) -> Self {
        Self { carrier, ..self }
    }

    /// Gives the context, opened when needed.
    fn context(&mut self) -> Result<&mut Context, Error> {
        let context = match self.context.take() {
            Some(context) => context,
            None if self.recovered => Context::open(&self.home, self.actor.clone(), self.clock, self.options.clone())?,
            None => Context::start(&self.home, self.actor.clone(), self.clock, self.options.clone())?,
        };
        self.recovered = true;
        Ok(self.context.insert(context))
    }
}

/// Works until nobody listens any more; then stops what goes on beside it, each at its next step.
pub(crate) fn work(mut bench: Bench, orders: &Receiver<Order>, events: &Sender<Event>) {
    bench.events = Some(events.clone());
    serve(&mut bench, orders, events);
    bench.end_beside();
}

fn serve(bench: &mut Bench, orders: &Receiver<Order>, events: &Sender<Event>) {
    let mut queue = VecDeque::new();
    loop {
        if queue.is_empty() {
            match orders.recv() {
                Ok(order) => queue.push_back(order),
                Err(_) => return,
            }
        }
        loop {
            match orders.try_recv() {
                Ok(order) => queue.push_back(order),
                Err(TryRecvError::Disconnected) if queue.is_empty() => return,
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
            }
        }
        drop_superseded(&mut queue);
        if let Some(order) = queue.pop_front() {
            // At the end nobody listens, and the session's end is still to be written.
            let report = perform(bench, order);
            let replaced = matches!(report.outcome, Outcome::Failed(Failure::Replaced(_)));
            let _ = events.send(Event::Report(report));
            tell_aftermath(bench.context.as_mut(), events);
            if replaced {
                let _ = events.send(Event::Stop(ExitReason::Replaced));
            }
        }
    }
}

/// Says what was done to mails that wait, after the view has said what it did.
fn tell_aftermath(context: Option<&mut Context>, events: &Sender<Event>) {
    let Some(aftermath) = context.and_then(Context::take_aftermath) else { return };
    let all = |said: Message, next: Message| Message::new("aftermath-both").with("first", said).with("next", next);
    if let Some(message) = aftermath.messages().into_iter().reduce(all) {
        let _ = events.send(Event::Told(message, Role::Warning));
    }
}

/// Keeps only the last of several selections of one view: typing is faster than showing each letter's list.
fn drop_superseded(queue: &mut VecDeque<Order>) {
    use views::establishment::Request;
    let kind = |order: &Order| match &order.effect {
        Effect::Establishment(Request::Select(select)) => Some((order.from, 0, select.reload)),
        Effect::Establishment(Request::Rows { .. }) => Some((order.from, 1, views::establishment::Reload::No)),
        Effect::Audit(views::audit::Request::List { .. }) => Some((order.from, 2, views::establishment::Reload::No)),
        Effect::Mail(views::mail::Request::List { .. }) => Some((order.from, 3, views::establishment::Reload::No)),
        Effect::Job(views::job::Request::List { .. }) => Some((order.from, 4, views::establishment::Reload::No)),
        _ => None,
    };
    let kinds: Vec<_> = queue.iter().map(kind).collect();
    let mut at = 0;
    queue.retain(|_| {
        let this = kinds.get(at).copied().flatten();
        at += 1;
        let Some((from, which, reload)) = this else { return true };
        let later = kinds.iter().skip(at).flatten();
        // A reload may only give way to a later reload.
        !later.into_iter().any(|(other, same, again)| {
            *other == from && *same == which && (reload == views::establishment::Reload::No || *again == reload)
        })
    });
}

/// Does one order.
pub(crate) fn perform(bench: &mut Bench, order: Order) -> Report {
    let to = order.from;
    let result = catch_unwind(AssertUnwindSafe(|| match order.effect {
        Effect::Session(request) => session::perform(bench, request).map(Outcome::Session),
        Effect::Establishment(request) => establishment::perform(bench, request).map(Outcome::Establishment),
        Effect::Zone(request) => {
            fault::point("worker");
            zone::perform(bench, request).map(Outcome::Zone)
        }
        Effect::Webmaster(request) => webmaster::perform(bench, request).map(Outcome::Webmaster),
        Effect::Host(request) => host::perform(bench, request).map(Outcome::Host),
        Effect::Mail(request) => mail::perform(bench, to, request).map(Outcome::Mail),
        Effect::Mailing(request) => mailing::perform(bench, request).map(Outcome::Mailing),
        Effect::Audit(request) => audit::perform(bench, to, request).map(Outcome::Audit),
        Effect::Server(request) => server::perform(bench, to, request).map(Outcome::Server),
        Effect::Export(request) => export::perform(bench, to, request).map(Outcome::Export),
        Effect::Import(request) => import::perform(bench, to, request).map(Outcome::Import),
        Effect::Statistics(request) => statistics::perform(bench, to, request).map(Outcome::Statistics),
        Effect::Job(request) => job::perform(bench, to, request).map(Outcome::Job),
    }));
    Report { to, outcome: settle(bench, result) }
}

fn settle(bench: &mut Bench, result: std::thread::Result<Result<Outcome, Failure>>) -> Outcome {
    match result {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(failure)) => {
            if failure.message() == Error::from(Rule::ClockJumped).message()
                && let Some(context) = &mut bench.context
            {
                // It is told now; asked once more, it is asked knowingly. What the store says is met by that request.
                let _ = clock::heard(context);
            }
            Outcome::Failed(failure)
        }
        Err(cause) => {
            // Whatever was half done inside is rolled back with its connection.
            bench.context = None;
            bench.loaded = false;
            Outcome::Failed(Failure::Told(Message::new("failure-panic").with("cause", words(cause.as_ref()))))
        }
    }
}

fn words(cause: &(dyn std::any::Any + Send)) -> String {
    let text = cause.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| cause.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panic".to_owned())
}
