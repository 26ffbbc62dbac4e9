//! The server: facts at once, examination and repair beside the worker.

use super::{Bench, Failure, Outcome, ViewKey};
use crate::domain::message::Explain as _;
use crate::operations::doctor;
use crate::tui::views::server::{Done, Request};

/// Does one request.
pub(super) fn perform(bench: &mut Bench, from: ViewKey, request: Request) -> Result<Done, Failure> {
    match request {
        Request::Info => {
            // Sizes of thousands of files take a moment on a cold disk.
            bench.aside(from, |context, _| Ok(Outcome::Server(Done::Info(Box::new(doctor::server_info(context)?)))))?;
        }
        Request::Examine { ticket } => {
            bench.aside(from, move |context, tell| {
                let mut advance = |advance: crate::operations::progress::Advance| {
                    let (done, total) = (advance.done, advance.total);
                    tell(Outcome::Server(Done::Progress { ticket, done, total }));
                };
                let findings = doctor::examine(context, &mut advance)?;
                Ok(Outcome::Server(Done::Examined { ticket, findings }))
            })?;
        }
        Request::Repair { findings, cancel } => {
            bench.aside(from, move |context, tell| {
                for (at, finding) in findings {
                    if cancel.is_cancelled() {
                        break;
                    }
                    let repaired = doctor::repair(context, std::slice::from_ref(&finding))?;
                    let error = repaired.into_iter().find_map(|one| one.error).map(|error| error.message());
                    tell(Outcome::Server(Done::Repaired { at, error }));
                }
                Ok(Outcome::Server(Done::RepairEnded))
            })?;
        }
    }
    Ok(Done::Begun)
}
