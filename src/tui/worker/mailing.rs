//! Mailings: the view's requests, done by the operations.

use std::collections::HashSet;

use super::state::WorkerState;
use crate::domain::job::Selection;
use crate::domain::message::Explain as _;
use crate::jobs::{JobError, plan};
use crate::operations::exchange::Reach;
use crate::operations::mailing;
use crate::tui::orders::Failure;
use crate::tui::orders::mailing::{Done, Request};

/// Does one request.
pub(super) fn perform(worker: &mut WorkerState, request: Request) -> Result<Done, Failure> {
    let context = worker.context()?;
    match request {
        Request::Numbers(selection) => {
            let numbers = plan::numbers(context, &selection).map_err(failed)?;
            let bare = Selection::Matching { filter: "mail:-".into(), except: Vec::new() };
            let bare: HashSet<_> = plan::numbers(context, &bare).map_err(failed)?.into_iter().collect();
            let without = numbers.iter().filter(|number| bare.contains(number)).count();
            Ok(Done::Numbers { numbers, without })
        }
        Request::Page { letter, number } => {
            let page = mailing::preview(context, &letter, &[number])?.pop();
            Ok(Done::Page(page.map(Box::new)))
        }
        Request::Attach { named, others } => {
            let reach = Reach::of(&context.actor);
            Ok(Done::Attached(mailing::attach(context, &reach, named.trim(), &others)?))
        }
        Request::Test { letter, files, number, to } => {
            Ok(Done::Queued(mailing::test(context, (&letter, &files), number, &to)?))
        }
        Request::Freeze { letter, files } => Ok(Done::Frozen(mailing::freeze(context, &letter, &files)?)),
        Request::IsUsed(letter) => Ok(Done::Used(mailing::is_used(context, letter)?)),
        Request::Templates => Ok(Done::Templates(mailing::templates(context)?)),
    }
}

fn failed(error: JobError) -> Failure {
    match error {
        JobError::Operation(error) => Failure::from(error),
        other => Failure::Told(other.message()),
    }
}
