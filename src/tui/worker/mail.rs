//! Mails: the view's requests, done by the operations.

use super::bench::Bench;
use crate::operations::mail;
use crate::tui::orders::mail::{Done, Request};
use crate::tui::orders::{Failure, Outcome, ViewKey};

/// Does one request.
pub(super) fn perform(bench: &mut Bench, from: ViewKey, request: Request) -> Result<Done, Failure> {
    match request {
        Request::List { state, ask } => {
            let context = bench.context()?;
            let before = ask.before.map(crate::domain::mail::MailId);
            let rows = mail::list(context, state, before, u32::try_from(ask.limit).unwrap_or(u32::MAX))?;
            Ok(Done::Page { ticket: ask.ticket, rows, counts: mail::counts(context)? })
        }
        Request::Get(id) => Ok(Done::Got(Box::new(mail::get(bench.context()?, id)?))),
        Request::Retry(id) => {
            mail::retry(bench.context()?, id)?;
            Ok(Done::Retried(id))
        }
        Request::Send(id) => {
            // A server may take half a minute to answer: nobody else waits for it.
            bench.aside(from, move |context, _| {
                let mut sender = mail::sender(context)?;
                let tried = mail::send_one(context, &mut sender, id)?;
                Ok(Outcome::Mail(Done::Tried(Box::new(tried))))
            })?;
            Ok(Done::Sending)
        }
        Request::Test(to) => Ok(Done::Queued(mail::test(bench.context()?, &to)?)),
    }
}
