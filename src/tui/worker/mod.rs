//! The thread that does the work: one effect in, one outcome out; what takes long goes on beside it.
//!
//! Invariant: a panic while working is a failed outcome, never the end of the program.

mod aftermath;
mod audit;
mod establishment;
mod export;
mod files;
mod host;
mod import;
mod job;
mod long_task;
mod mailing;
mod noun;
mod server;
mod session;
mod state;
mod statistics;

pub(crate) use state::WorkerState;

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, TryRecvError};

use self::aftermath::{panic_words, tell_aftermath};
use super::events::Event;
use super::orders::{Effect, Failure, Order, Outcome, Report};
use super::{fault, orders};
use crate::domain::exit::ExitReason;
use crate::domain::message::{Explain as _, Message};
use crate::operations::{Error, Rule, clock};

/// Works until nobody listens any more; then stops what goes on beside it, each at its next step.
pub(crate) fn work(mut worker: WorkerState, orders: &Receiver<Order>, events: &Sender<Event>) {
    worker.events = Some(events.clone());
    serve(&mut worker, orders, events);
    worker.end_beside();
}

fn serve(worker: &mut WorkerState, orders: &Receiver<Order>, events: &Sender<Event>) {
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
            let report = perform(worker, order);
            let replaced = matches!(report.outcome, Outcome::Failed(Failure::Replaced(_)));
            let _ = events.send(Event::Report(report));
            tell_aftermath(worker.context.as_mut(), events);
            if replaced {
                let _ = events.send(Event::Stop(ExitReason::Replaced));
            }
        }
    }
}

/// Keeps only the last of several selections of one view: typing is faster than showing each letter's list.
fn drop_superseded(queue: &mut VecDeque<Order>) {
    use orders::noun::{Reload, Request};
    let kind = |order: &Order| match &order.effect {
        Effect::Noun(Request::List { reload, .. }) => Some((order.from, 0, *reload)),
        Effect::Noun(Request::Rows { .. }) => Some((order.from, 1, Reload::No)),
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
        !later
            .into_iter()
            .any(|(other, same, again)| *other == from && *same == which && (reload == Reload::No || *again == reload))
    });
}

/// Does one order.
pub(crate) fn perform(worker: &mut WorkerState, order: Order) -> Report {
    let to = order.from;
    worker.at = order.at;
    let result = catch_unwind(AssertUnwindSafe(|| match order.effect {
        Effect::Session(request) => session::perform(worker, request).map(Outcome::Session),
        Effect::Establishment(request) => establishment::perform(worker, request).map(Outcome::Establishment),
        Effect::Noun(request) => noun::perform(worker, to, request).map(Outcome::Noun),
        Effect::Host(request) => host::perform(worker, request).map(Outcome::Host),
        Effect::Mailing(request) => mailing::perform(worker, request).map(Outcome::Mailing),
        Effect::Audit(request) => audit::perform(worker, to, request).map(Outcome::Audit),
        Effect::Server(request) => server::perform(worker, to, request).map(Outcome::Server),
        Effect::Export(request) => export::perform(worker, to, request).map(Outcome::Export),
        Effect::Import(request) => import::perform(worker, to, request).map(Outcome::Import),
        Effect::Statistics(request) => {
            fault::point("worker");
            statistics::perform(worker, to, request).map(Outcome::Statistics)
        }
        Effect::Job(request) => job::perform(worker, to, request).map(Outcome::Job),
    }));
    Report { to, outcome: settle(worker, result) }
}

fn settle(worker: &mut WorkerState, result: std::thread::Result<Result<Outcome, Failure>>) -> Outcome {
    match result {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(failure)) => {
            if failure.message() == Error::from(Rule::ClockJumped).message()
                && let Some(context) = &mut worker.context
            {
                // It is told now; asked once more, it is asked knowingly. What the store says is met by that request.
                let _ = clock::heard(context);
            }
            if let Some(done) = session::over(worker) {
                return Outcome::Session(done);
            }
            if matches!(failure, Failure::Stopped(_)) {
                session::forget(worker);
            }
            Outcome::Failed(failure)
        }
        Err(cause) => {
            // Whatever was half done inside is rolled back with its connection.
            worker.context = None;
            Outcome::Failed(Failure::Told(Message::new("failure-panic").with("cause", panic_words(cause.as_ref()))))
        }
    }
}
