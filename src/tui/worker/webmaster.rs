//! Webmasters: the views' requests, done by the operations.

use super::bench::Bench;
use crate::operations::webmaster::{self, NewPassword};
use crate::operations::{Error, Rule};
use crate::tui::orders::Failure;
use crate::tui::orders::webmaster::{Done, Request, Typed};

fn new(typed: &Typed) -> NewPassword<'_> {
    NewPassword { password: &typed.password, again: &typed.again }
}

/// Does one request.
pub(super) fn perform(bench: &mut Bench, request: Request) -> Result<Done, Failure> {
    let context = bench.context()?;
    Ok(match request {
        Request::List => Done::Listed(webmaster::list(context)?),
        Request::Add { input, password } => {
            webmaster::add(context, &input, &new(&password))?;
            Done::Saved
        }
        Request::Edit { login, rev, input } => match webmaster::edit(context, &login, rev, &input) {
            Ok(()) => Done::Saved,
            Err(Error::Rule(Rule::Changed)) => Done::Overtaken(webmaster::get(context, login.as_str())?),
            Err(error) => return Err(error.into()),
        },
        Request::Disable(login) => {
            webmaster::disable(context, &login)?;
            Done::Disabled
        }
        Request::Enable(login) => {
            webmaster::enable(context, &login)?;
            Done::Enabled
        }
        Request::SetPassword { id, password } => {
            webmaster::set_password(context, id, &new(&password))?;
            Done::PasswordSet
        }
        Request::ChangePassword { current, password } => {
            webmaster::change_password(context, &current, &new(&password))?;
            Done::PasswordSet
        }
    })
}
