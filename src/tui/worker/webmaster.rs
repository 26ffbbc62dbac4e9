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
        Request::Edit { id, rev, input } => match webmaster::edit(context, id, rev, &input) {
            Ok(()) => Done::Saved,
            Err(Error::Rule(Rule::Changed)) => {
                let stored = webmaster::list(context)?.into_iter().find(|one| one.id == id);
                Done::Overtaken(stored.ok_or_else(|| Error::not_found("webmaster", id.0))?)
            }
            Err(error) => return Err(error.into()),
        },
        Request::Disable(id) => {
            webmaster::disable(context, id)?;
            Done::Disabled
        }
        Request::Enable(id) => {
            webmaster::enable(context, id)?;
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
