//! The command line: noun verb, tables or JSON lines, exit codes.
//!
//! Invariants: no rule lives here, every verb is one of [`crate::operations`]; every text comes from the catalogue;
//! only [`output`] prints; no secret is taken from an argument or put on a stream; no other program is ever run.

pub mod actor;
mod aftermath;
pub mod arguments;
pub mod failure;
pub mod input;
pub mod listing;
pub mod output;
pub mod remote;
mod signal;
pub mod start;
pub mod table;
pub mod targets;
pub mod usage;

pub mod audit;
pub mod completions;
pub mod doctor;
#[cfg(test)]
mod echo_test;
pub mod establishment;
mod examples;
pub mod export;
pub mod host;
pub mod init;
pub mod job;

pub mod mail;
pub mod manual;
mod matrix;
pub mod noun;
mod noun_list;
mod noun_planned;
pub mod prune;
pub mod root;

pub use root::command;
pub use start::{Console, Look, Next, start};

use crate::config::Settings;
use crate::operations::Context;

/// What every verb works with.
#[derive(Debug)]
pub struct Work<'a> {
    /// Who acts on which data directory.
    pub ctx: &'a mut Context,
    /// Where it is printed.
    pub out: &'a mut output::Out,
    /// The configuration.
    pub settings: &'a Settings,
    /// The configuration file that was named, if one was.
    pub config: Option<&'a std::path::Path>,
    /// Where files may lie.
    pub reach: remote::Reach,
}

/// Says on stderr why the console could not go on; gives the exit code.
#[must_use]
pub fn complain(words: &std::sync::Arc<crate::i18n::Catalogue>, cause: &str) -> u8 {
    let mut out = out(words);
    out.note(&crate::domain::message::Message::new("error-console").with("cause", cause));
    out.finish(failure::UNEXPECTED)
}

/// Says on the restored terminal that the registry was replaced while the console was open; gives the exit code.
#[must_use]
pub fn replaced(words: &std::sync::Arc<crate::i18n::Catalogue>, registry: &std::path::Path) -> u8 {
    let mut out = out(words);
    out.note(&crate::domain::message::Message::new("store-replaced").with("path", registry.display().to_string()));
    out.finish(failure::BUSY)
}

/// Says on the restored terminal how the jobs are followed that were begun in the console and go on without it.
pub fn going_on(
    words: &std::sync::Arc<crate::i18n::Catalogue>,
    jobs: &[(crate::domain::access::At, crate::domain::job::JobId)],
) {
    use crate::domain::message::Message;
    let mut out = out(words);
    for (at, id) in jobs {
        let line = crate::jobs::command::inside(format!("intendant job watch {id}"), *at);
        let said = Message::new("cli-job-goes-on").with("job", id.to_string()).with("command", line);
        out.note(&said);
    }
    let _ = out.finish(failure::DONE);
}

/// Returns what the process prints with when it runs no verb.
#[must_use]
pub fn out(words: &std::sync::Arc<crate::i18n::Catalogue>) -> output::Out {
    use output::{Form, Out, Signs, Tell};
    Out::new(std::sync::Arc::clone(words), Form::Text, Signs::All, Tell::OnTerminal)
}
