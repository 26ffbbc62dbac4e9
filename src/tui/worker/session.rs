//! Signing in, staying signed in, and what the header shows.

use super::bench::Bench;
use crate::domain::access::Identity;
use crate::domain::message::{Explain as _, Message};
use crate::operations::session::{self, SignedIn, Standing};
use crate::operations::{establishment, host};
use crate::tui::orders::Failure;
use crate::tui::orders::session::{Done, Request};

/// Does one request.
pub(super) fn perform(bench: &mut Bench, request: Request) -> Result<Done, Failure> {
    match request {
        Request::Host => {
            let context = bench.context()?;
            let demo = host::is_demo(context)?;
            let (settings, _) = host::settings(context)?;
            let blocks = establishment::blocks_everywhere(context)?;
            let held = context.doubt()?.map(|doubt| doubt.message());
            Ok(Done::Host { name: settings.identity.name, demo, blocks, held })
        }
        Request::SignIn { login, password } => {
            let signed_in = session::sign_in(bench.context()?, &login, &password)?;
            enter(bench, &signed_in)
        }
        Request::Demo { login } => {
            let signed_in = session::sign_in_demo(bench.context()?, &login)?;
            enter(bench, &signed_in)
        }
        Request::Unlock { password } => {
            session::unlock(bench.context()?, &password)?;
            Ok(Done::Unlocked)
        }
        Request::Touch => touch(bench),
        Request::End(reason) => {
            if let Some(session) = bench.session.take() {
                session::end(bench.context()?, session, reason)?;
            }
            Ok(Done::Alive)
        }
    }
}

pub(super) fn enter(bench: &mut Bench, signed_in: &SignedIn) -> Result<Done, Failure> {
    bench.session = Some(signed_in.session);
    bench.actor = bench.context()?.actor.clone();
    Ok(Done::SignedIn(bench.actor.clone()))
}

fn ended(bench: &mut Bench, why: Message) -> Done {
    bench.session = None;
    bench.actor.identity = Identity::Nobody;
    bench.context = None;
    Done::Ended(why)
}

fn touch(bench: &mut Bench) -> Result<Done, Failure> {
    let Some(current) = bench.session else { return Ok(Done::Alive) };
    match session::touch(bench.context()?, current)? {
        Standing::Valid => Ok(Done::Alive),
        Standing::Disabled => Ok(ended(bench, Message::new("session-disabled"))),
        Standing::Renewed => Ok(ended(bench, Message::new("session-renewed"))),
        Standing::Ended => Ok(ended(bench, Message::new("session-ended"))),
    }
}
