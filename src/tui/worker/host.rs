//! The host's settings: the views' requests, done by the operations.

use super::state::WorkerState;
use crate::operations::host::Initialisation;
use crate::operations::{Context, Error, Rule, establishment, host, session};
use crate::tui::orders::Failure;
use crate::tui::orders::host::{Beginning, Done, Overview, Request};

/// Does one request.
pub(super) fn perform(worker: &mut WorkerState, request: Request) -> Result<Done, Failure> {
    match request {
        Request::Get => Ok(Done::Got(Box::new(overview(worker.context()?)?))),
        Request::Save { rev, input } => {
            let done = host::save(worker.context()?, rev, &input);
            settled(worker, done, Done::Saved)
        }
        Request::Block { input, seen } => {
            let done = establishment::block_everywhere(worker.context()?, &input, Some(&seen));
            settled(worker, done, Done::Blocked)
        }
        Request::Unblock { seen } => {
            let done = establishment::unblock_everywhere(worker.context()?, Some(&seen));
            settled(worker, done, Done::Unblocked)
        }
        Request::Initialise(beginning) => initialise(worker, &beginning),
    }
}

/// Answers that it is done, or what stands there since somebody looked.
fn settled(worker: &mut WorkerState, done: Result<(), Error>, answer: Done) -> Result<Done, Failure> {
    match done {
        Ok(()) => Ok(answer),
        Err(Error::Rule(Rule::Changed)) => Ok(Done::Overtaken(Box::new(overview(worker.context()?)?))),
        Err(error) => Err(error.into()),
    }
}

fn overview(context: &mut Context) -> Result<Overview, Error> {
    let (input, rev) = host::shown(context)?;
    let blocks = establishment::blocks_everywhere(context)?;
    let establishments = establishment::counts(context)?.establishments;
    let waiting = host::waiting_mails(context)?;
    Ok(Overview { input, rev, blocks, establishments, waiting })
}

/// Makes the data directory, and signs its first webmaster in with the password that was just given.
fn initialise(worker: &mut WorkerState, beginning: &Beginning) -> Result<Done, Failure> {
    let given = Initialisation {
        host: &beginning.host,
        webmaster: &beginning.webmaster,
        password: &beginning.password.password,
        again: &beginning.password.again,
        language: beginning.language,
        demo: false,
    };
    match host::initialise(&worker.home, &worker.actor, worker.clock, &given) {
        Ok(()) => {}
        Err(Error::Rule(Rule::AlreadyInitialised)) => return Ok(Done::InitialisedByOthers),
        Err(error) => return Err(error.into()),
    }
    let password = &beginning.password.password;
    let signed_in =
        worker.context().and_then(|context| session::sign_in(context, &beginning.webmaster.login, password));
    match signed_in {
        Ok(signed_in) => {
            super::session::enter(worker, &signed_in)?;
            Ok(Done::Initialised(Some(worker.actor.clone())))
        }
        // The directory is made all the same; the sign-in says what is wrong.
        Err(_) => Ok(Done::Initialised(None)),
    }
}
