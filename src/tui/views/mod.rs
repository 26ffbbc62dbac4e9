//! The screens, one file or folder per noun.

pub(super) mod audit;
pub(super) mod establishment;
pub(super) mod export;
pub(super) mod first_run;
pub(super) mod host;
pub(super) mod import;
pub(super) mod job;
pub(super) mod leaving;
mod listed;
pub(super) mod mail;
pub(super) mod mailing;
mod overtaken;
pub(super) mod server;
pub(super) mod sign_in;
pub(super) mod statistics;
pub(super) mod webmaster;
pub(super) mod zone;

use super::actions::Action;
use super::shared::Shared;
use super::view::{Answer, Reply, View};
use super::widgets::confirm::Confirm;
use crate::domain::message::Message;

/// Makes the screen that an action shows; none while there is no such screen.
pub(super) fn screen(action: Action) -> Option<Box<dyn View>> {
    match action {
        Action::Establishments => Some(Box::new(establishment::Establishments::new())),
        Action::Zones => Some(Box::new(zone::Zones::new())),
        Action::Webmasters => Some(Box::new(webmaster::Webmasters::new())),
        Action::Settings => Some(Box::new(host::Settings::new())),
        Action::EstablishmentImport => Some(Box::new(import::Import::new())),
        Action::Mail => Some(Box::new(mail::Mails::new())),
        Action::Audit => Some(Box::new(audit::Audit::new())),
        Action::Jobs => Some(Box::new(job::Jobs::new())),
        Action::Exports => Some(Box::new(export::Exports::new())),
        Action::Statistics => Some(Box::new(statistics::Statistics::new())),
        Action::Server => Some(Box::new(server::Server::new())),
        _ => None,
    }
}

/// Leaves a form, after a question when something was typed.
fn leave(form: &impl View, shared: &Shared) -> Reply {
    if !form.is_changed() {
        return Reply::close(Answer::Dismissed);
    }
    let question = vec![Message::new("form-discard")];
    Reply::open(Confirm::yes(Message::new("form-discard-title"), question, shared))
}
