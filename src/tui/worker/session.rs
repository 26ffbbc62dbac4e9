//! Signing in, staying signed in, and what the header shows.

use super::{Bench, Failure};
use crate::operations::{host, session};
use crate::tui::views::session::{Done, Request};

/// Does one request.
pub(super) fn perform(bench: &mut Bench, request: Request) -> Result<Done, Failure> {
    match request {
        Request::Host => {
            let context = bench.context()?;
            let demo = host::is_demo(context)?;
            let settings = host::settings(context)?;
            Ok(Done::Host { name: settings.identity.name, demo })
        }
        Request::SignIn { login, password } => {
            let context = bench.context()?;
            session::sign_in(context, &login, &password)?;
            bench.actor = context.actor.clone();
            Ok(Done::SignedIn(bench.actor.clone()))
        }
        Request::Unlock { password } => {
            session::unlock(bench.context()?, &password)?;
            Ok(Done::Unlocked)
        }
        Request::Touch => {
            session::touch(bench.context()?)?;
            Ok(Done::Alive)
        }
    }
}
