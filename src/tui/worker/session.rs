//! Signing in, staying signed in, and what the header shows.

use super::state::WorkerState;
use crate::domain::access::{Actor, At, Identity};
use crate::domain::duty::Duty;
use crate::domain::message::{Explain as _, Message};
use crate::domain::session::EndReason;
use crate::operations::demo::{self, Persona};
use crate::operations::forgotten::Whose;
use crate::operations::session::{self, SignedIn, Standing};
use crate::operations::webmaster::NewPassword;
use crate::operations::{Context, establishment, forgotten, host, own_details, people};
use crate::tui::orders::Failure;
use crate::tui::orders::session::{Done, Request};

/// Does one request.
pub(super) fn perform(worker: &mut WorkerState, request: Request) -> Result<Done, Failure> {
    match request {
        Request::Host => {
            let context = worker.context()?;
            if context.actor.belongs() != At::Host {
                let name = people::home(context)?.denomination;
                let demo = host::is_demo(context)?;
                return Ok(Done::Host { name, demo, blocks: Vec::new(), held: None });
            }
            let demo = host::is_demo(context)?;
            // Settings that do not hold keep nobody from mending them.
            let (settings, _) = host::form(context)?;
            let blocks = establishment::blocks_everywhere(context)?;
            let held = context.doubt()?.map(|doubt| doubt.message());
            Ok(Done::Host { name: settings.name, demo, blocks, held })
        }
        Request::Home => Ok(Done::Home(people::home(worker.context()?)?)),
        Request::ChangePassword { current, new } => {
            let new = NewPassword { password: &new.password, again: &new.again };
            people::change_password(worker.context()?, &current, &new)?;
            Ok(Done::PasswordChanged)
        }
        Request::OwnDetails => Ok(Done::OwnDetails(own_details::get(worker.context()?)?)),
        Request::ChangeDetails { current, typed } => {
            own_details::change(worker.context()?, &current, &typed)?;
            Ok(Done::DetailsChanged)
        }
        Request::AskCode { establishment, who } => {
            forgotten::ask(worker.context()?, Whose { establishment: &establishment, who: &who })?;
            Ok(Done::CodeAsked { establishment, who })
        }
        Request::Redeem { establishment, who, code, new } => {
            let new = NewPassword { password: &new.password, again: &new.again };
            let whose = Whose { establishment: &establishment, who: &who };
            forgotten::redeem(worker.context()?, whose, &code, &new)?;
            Ok(Done::PasswordChanged)
        }
        Request::SignIn { place, login, password } => {
            let signed_in = people::sign_in(worker.context()?, &place, &login, &password)?;
            enter(worker, &signed_in)
        }
        Request::Demo { login } => {
            let signed_in = session::sign_in_demo(worker.context()?, &login)?;
            enter(worker, &signed_in)
        }
        Request::EnterAs(persona) => enter_as(worker, persona),
        Request::Unlock { password } => {
            session::unlock(worker.context()?, &password)?;
            Ok(Done::Unlocked)
        }
        Request::Touch => touch(worker),
        Request::End(reason) => {
            if let Some(session) = worker.session.take() {
                session::end(worker.context()?, session, reason)?;
            }
            Ok(Done::Alive)
        }
    }
}

/// Begins somebody else's session first, so that whoever cannot enter stays who they are.
fn enter_as(worker: &mut WorkerState, persona: &'static Persona) -> Result<Done, Failure> {
    let nobody = Actor { identity: Identity::Nobody, ..worker.actor.clone() };
    let mut context = Context::open(&worker.home, At::Host, nobody, worker.clock, worker.options.clone())?;
    // Who is stopped from entering is somebody else than whoever works here.
    let signed_in = demo::enter_as(&mut context, persona).map_err(|error| Failure::Told(error.message()))?;
    if let Some(session) = worker.session.take() {
        session::end(worker.context()?, session, EndReason::SignOut)?;
    }
    worker.context = Some(context);
    enter(worker, &signed_in)
}

pub(super) fn enter(worker: &mut WorkerState, signed_in: &SignedIn) -> Result<Done, Failure> {
    worker.session = Some(signed_in.session);
    worker.actor = worker.context()?.actor.clone();
    Ok(Done::SignedIn { actor: worker.actor.clone(), must_change: signed_in.must_change })
}

const fn duty(actor: &Actor) -> Option<&Duty> {
    match &actor.identity {
        Identity::Webmaster { duty, .. } => Some(duty),
        _ => None,
    }
}

fn ended(worker: &mut WorkerState, why: Message) -> Done {
    forget(worker);
    Done::Ended(why)
}

/// Forgets who worked here: nobody does until somebody signs in again.
pub(super) fn forget(worker: &mut WorkerState) {
    worker.session = None;
    worker.actor.identity = Identity::Nobody;
    worker.context = None;
}

fn touch(worker: &mut WorkerState) -> Result<Done, Failure> {
    let Some(current) = worker.session else { return Ok(Done::Alive) };
    match session::touch(worker.context()?, current)? {
        Standing::Valid => {
            let now = worker.context()?.actor.clone();
            // What they are there for was read anew.
            let is_as_before = duty(&now) == duty(&worker.actor);
            worker.actor = now.clone();
            Ok(if is_as_before { Done::Alive } else { Done::Renewed(now) })
        }
        Standing::Disabled => Ok(ended(worker, Message::new("session-disabled"))),
        Standing::Renewed => Ok(ended(worker, Message::new("session-renewed"))),
        Standing::Ended => Ok(ended(worker, Message::new("session-ended"))),
        Standing::Stopped(stop) => Ok(ended(worker, stop.message())),
    }
}
