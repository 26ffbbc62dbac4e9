//! What views ask of the worker and what it answers, a file a noun: below both, so that neither names the other.

pub(super) mod audit;
pub(super) mod establishment;
pub(super) mod export;
pub(super) mod host;
pub(super) mod import;
pub(super) mod job;
pub(super) mod mailing;
pub(super) mod noun;
pub(super) mod server;
pub(super) mod session;
pub(super) mod statistics;

use crate::domain::access::At;
use crate::domain::field::FieldError;
use crate::domain::message::{Explain as _, Message};
use crate::domain::session::EndReason;
use crate::operations::{Error, Rule};

/// Tells views apart, so that outcomes find the one that asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct ViewKey(pub(crate) u64);

/// Something to do, and for whom.
#[derive(Debug)]
pub(crate) struct Order {
    /// Who asks.
    pub(crate) from: ViewKey,
    /// Whose rows, jobs and log are meant.
    pub(crate) at: At,
    /// What.
    pub(crate) effect: Effect,
}

impl Order {
    /// Ends the session, for nobody who would hear the answer.
    pub(crate) fn end(reason: EndReason) -> Self {
        Self { from: ViewKey::default(), at: At::Host, effect: Effect::Session(session::Request::End(reason)) }
    }
}

/// Something done, and for whom.
#[derive(Debug)]
pub(crate) struct Report {
    /// Who asked.
    pub(crate) to: ViewKey,
    /// What came of it.
    pub(crate) outcome: Outcome,
}

/// What can be asked of the worker, by noun.
#[derive(Debug)]
pub(crate) enum Effect {
    /// Signing in and out, the host's name.
    Session(session::Request),
    /// Establishments.
    Establishment(establishment::Request),
    /// The described nouns.
    Noun(noun::Request),
    /// The host's settings.
    Host(host::Request),
    /// Mails to many.
    Mailing(mailing::Request),
    /// The audit.
    Audit(audit::Request),
    /// The server and its examination.
    Server(server::Request),
    /// Exports.
    Export(export::Request),
    /// Imports.
    Import(import::Request),
    /// Statistics.
    Statistics(statistics::Request),
    /// Jobs.
    Job(job::Request),
}

/// What the worker answers, by noun.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// Signing in and out, the host's name.
    Session(session::Done),
    /// Establishments.
    Establishment(establishment::Done),
    /// The described nouns.
    Noun(noun::Done),
    /// The host's settings.
    Host(host::Done),
    /// Mails to many.
    Mailing(mailing::Done),
    /// The audit.
    Audit(audit::Done),
    /// The server and its examination.
    Server(server::Done),
    /// Exports.
    Export(export::Done),
    /// Imports.
    Import(import::Done),
    /// Statistics.
    Statistics(statistics::Done),
    /// Jobs.
    Job(job::Done),
    /// It did not work.
    Failed(Failure),
}

/// Why something did not work, as far as views tell cases apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Fields have problems.
    Fields(Vec<FieldError>),
    /// Somebody saved before; what is stored now.

    /// The establishment has no administrator.
    NoAdministrator(Message),
    /// The registry was replaced: the console ends.
    Replaced(Message),
    /// A person of an establishment may not go on, or not sign in.
    Stopped(Message),
    /// Anything else, in words.
    Told(Message),
}

impl Failure {
    /// Returns the words.
    pub(crate) fn message(&self) -> Message {
        match self {
            Self::Fields(errors) => {
                errors.first().map_or_else(|| Message::new("failure-fields"), |error| error.problem.message())
            }
            Self::NoAdministrator(message) | Self::Replaced(message) | Self::Stopped(message) | Self::Told(message) => {
                message.clone()
            }
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let message = error.message();
        if error.is_replaced() {
            return Self::Replaced(message);
        }
        match error {
            Error::Fields(errors) => Self::Fields(errors),
            Error::Rule(Rule::Stopped(_)) => Self::Stopped(message),
            Error::Rule(Rule::NoAdministrator) => Self::NoAdministrator(message),
            _ => Self::Told(message),
        }
    }
}
