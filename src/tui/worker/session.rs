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
use crate::operations::{self, Context, Error, establishment, forgotten, host, own_details, people, visit};
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
        Request::Support { number, reason } => visit(worker, |context| visit::support(context, number, &reason)),
        Request::Justify { reason } => visit(worker, |context| visit::justify(context, &reason)),
        Request::ViewAs { login } => visit(worker, |context| visit::view_as(context, &login)),
        Request::Leave => {
            let left = visit::leave(worker.context()?);
            worker.actor = worker.context()?.actor.clone();
            left?;
            Ok(Done::Back(worker.actor.clone(), None))
        }
        Request::Unlock { password } => {
            session::unlock(worker.context()?, &password)?;
            Ok(Done::Unlocked)
        }
        Request::Touch => touch(worker),
        Request::End(reason) => {
            end(worker, reason)?;
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
    end(worker, EndReason::SignOut)?;
    worker.context = Some(context);
    enter(worker, &signed_in)
}

/// Ends the session, and what was visited in it.
fn end(worker: &mut WorkerState, reason: EndReason) -> Result<(), Failure> {
    let Some(session) = worker.session.take() else { return Ok(()) };
    let context = worker.context()?;
    while context.actor.identity.behind().is_some() {
        // What keeps it from being written down keeps nobody.
        let _ = visit::leave(context);
    }
    Ok(session::end(context, session, reason)?)
}

/// Goes on as somebody visits. Whom they look as may be stopped where they themselves are not.
fn visit(
    worker: &mut WorkerState,
    begin: impl FnOnce(&mut Context) -> operations::Result<()>,
) -> Result<Done, Failure> {
    begin(worker.context()?).map_err(|error| match error {
        Error::Fields(_) => error.into(),
        error => Failure::Told(error.message()),
    })?;
    worker.actor = worker.context()?.actor.clone();
    Ok(Done::Visiting(worker.actor.clone()))
}

/// Leaves visits that are over by what has become of who visits, or of what is visited; says why.
fn leave_what_is_over(worker: &mut WorkerState) -> Result<Option<Message>, Failure> {
    let mut why = None;
    while let Err(error) = visit::stands(worker.context()?) {
        if !visit::is_over(&error) {
            break;
        }
        let _ = visit::leave(worker.context()?);
        why = Some(error.message());
    }
    Ok(why)
}

/// Tells what has become of a visit in which something did not work; none: it goes on.
pub(super) fn over(worker: &mut WorkerState) -> Option<Done> {
    worker.actor.identity.behind()?;
    worker.at = worker.actor.belongs();
    touch(worker).ok().filter(|done| matches!(done, Done::Back(..) | Done::Ended(_)))
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

/// Forgets who worked here: nobody does until somebody signs in again. Their session is over then, whatever stopped it.
pub(super) fn forget(worker: &mut WorkerState) {
    let _ = end(worker, EndReason::Ended);
    worker.actor.identity = Identity::Nobody;
    worker.context = None;
}

fn touch(worker: &mut WorkerState) -> Result<Done, Failure> {
    let Some(current) = worker.session else { return Ok(Done::Alive) };
    match session::touch(worker.context()?, current)? {
        Standing::Valid => {
            if let Some(why) = leave_what_is_over(worker)? {
                worker.actor = worker.context()?.actor.clone();
                return Ok(Done::Back(worker.actor.clone(), Some(why)));
            }
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
