//! The server: facts at once, examination and repair beside the worker.

use super::state::WorkerState;
use crate::domain::message::{Explain as _, Message};
use crate::jobs::progress::Cancel;
use crate::operations::doctor::{Choice, Chosen, Finding};
use crate::operations::progress::Advance;
use crate::operations::{Context, Error, acceptance, doctor, retention};
use crate::tui::orders::server::{Done, Request};
use crate::tui::orders::{Failure, Outcome, ViewKey};

/// Does one request.
pub(super) fn perform(worker: &mut WorkerState, from: ViewKey, request: Request) -> Result<Done, Failure> {
    match request {
        Request::Info => {
            // Sizes of thousands of files take a moment on a cold disk.
            worker
                .aside(from, |context, _| Ok(Outcome::Server(Done::Info(Box::new(doctor::server_info(context)?)))))?;
        }
        Request::Waiting => return Ok(Done::Waiting(acceptance::waiting(worker.context()?)?)),
        Request::Accept => {
            acceptance::accept(worker.context()?)?;
            return Ok(Done::Accepted);
        }
        Request::Examine { ticket, thoroughness, cancel } => {
            worker.aside(from, move |context, tell| {
                let mut advance = |advance: Advance| {
                    let (done, total) = (advance.done, advance.total);
                    tell(Outcome::Server(Done::Progress { ticket, done, total }));
                };
                match doctor::examine(context, thoroughness, cancel.flag(), &mut advance) {
                    Ok(findings) => Ok(Outcome::Server(Done::Examined { ticket, findings })),
                    // Whoever stopped it listens no more.
                    Err(Error::Cancelled) => Ok(Outcome::Server(Done::Begun)),
                    Err(error) => Err(error.into()),
                }
            })?;
        }
        Request::Outlook { ticket, findings, choice } => {
            worker.aside(from, move |context, _| {
                let result = foreseen(context, &findings, choice).map_err(|error| error.message());
                let places = findings.iter().map(|(at, _)| *at).collect();
                Ok(Outcome::Server(Done::Outlook { ticket, places, choice, result }))
            })?;
        }
        Request::Choose { findings, choice, cancel } => {
            worker.aside_until(from, cancel.clone(), move |context, tell| {
                let work = |finding: &Finding| chosen(doctor::choose(context, finding, choice));
                Ok(Outcome::Server(each(findings, &cancel, work, |at, result| {
                    tell(Outcome::Server(Done::Chosen { at, choice, result }));
                })))
            })?;
        }
        Request::Due => {
            worker.aside(from, |context, _| {
                Ok(Outcome::Server(Done::Due(retention::survey(context, &retention::Kind::ALL)?)))
            })?;
        }
        Request::Prune { due, cancel } => {
            worker.aside_until(from, cancel.clone(), move |context, tell| {
                let mut advance = |advance: Advance| tell(Outcome::Server(Done::Pruning(advance)));
                let pruned = retention::prune(context, &due, cancel.flag(), &mut advance)?;
                Ok(Outcome::Server(Done::Pruned(pruned.said("retention-taken"))))
            })?;
        }
        Request::Repair { findings, cancel } => {
            worker.aside_until(from, cancel.clone(), move |context, tell| {
                for (at, finding) in findings {
                    let one = std::slice::from_ref(&finding);
                    let repaired = doctor::repair(context, one, cancel.flag(), &mut |_| {})?;
                    if cancel.is_cancelled() && repaired.is_empty() {
                        break;
                    }
                    let error = repaired.into_iter().find_map(|one| one.error).map(|error| error.message());
                    tell(Outcome::Server(Done::Repaired { at, error }));
                }
                Ok(Outcome::Server(Done::RepairEnded))
            })?;
        }
    }
    Ok(Done::Begun)
}

/// Says what becomes of findings when this is chosen for each.
fn foreseen(context: &mut Context, findings: &[(usize, Finding)], choice: Choice) -> Result<Vec<Message>, Error> {
    let of = |(_, finding): &(usize, Finding)| doctor::outlook(context, finding, choice);
    let told: Result<Vec<_>, Error> = findings.iter().map(of).collect();
    Ok(told?.into_iter().flatten().collect())
}

/// Does something to findings, one after the other, and tells of each. One alone cannot be stopped, but is waited for.
fn each<T>(
    findings: Vec<(usize, Finding)>,
    cancel: &Cancel,
    mut work: impl FnMut(&Finding) -> T,
    tell: impl Fn(usize, T),
) -> Done {
    let is_alone = findings.len() == 1;
    for (at, finding) in findings {
        if cancel.is_cancelled() && !is_alone {
            break;
        }
        tell(at, work(&finding));
    }
    if is_alone { Done::Begun } else { Done::RepairEnded }
}

/// Says what was done, or why it was not, or not to all.
fn chosen(result: Result<Chosen, Error>) -> Result<Message, Message> {
    match result {
        Ok(done) if done.left().is_empty() => Ok(done.message()),
        Ok(partly) => Err(partly.message()),
        Err(error) => Err(error.message()),
    }
}
