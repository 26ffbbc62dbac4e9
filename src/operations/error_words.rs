//! How errors of verbs are said.

use super::error::{Error, Rule};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::fault::Refused;
use crate::domain::mail::State;
use crate::domain::message::{Explain, Message, Value};
use crate::domain::time::Timestamp;
use crate::domain::worker;

fn held_elsewhere(
    (number, path): (EstablishmentNumber, &str),
    (of, place, unfit): (EstablishmentNumber, Option<&str>, Option<&Message>),
) -> Message {
    Message::new("error-held-elsewhere")
        .with("number", number.to_string())
        .with("path", path)
        .with("of", of.to_string())
        .with("under", if of == number { "own" } else { "other" })
        .with("place", place.unwrap_or("none"))
        .with("way", if unfit.is_none() { "adopt" } else { "none" })
        .with("unfit", unfit.cloned().map_or_else(|| "".into(), Value::from))
}

fn exports_refused(number: EstablishmentNumber, refused: &[Refused], usable: Option<&(String, Timestamp)>) -> Message {
    let listed = refused
        .iter()
        .rev()
        .map(Explain::message)
        .reduce(|rest, one| Message::new("export-refused-list").with("one", one).with("rest", rest));
    Message::new("error-exports-refused")
        .with("number", number.to_string())
        .with("refused", listed.map_or_else(|| Value::from(""), Value::from))
        .with("usable", if usable.is_some() { "yes" } else { "no" })
        .with("file", usable.map_or("", |(file, _)| file))
        .with("taken", usable.map_or_else(|| Value::from(""), |(_, at)| Value::from(*at)))
}

fn several_sites(uai: &str, numbers: &[EstablishmentNumber]) -> Message {
    let numbers = numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    Message::new("error-several-sites").with("uai", uai).with("numbers", numbers)
}

impl Explain for Error {
    fn message(&self) -> Message {
        match self {
            Self::Fields(errors) => Message::new("error-fields").with("count", errors.len()),
            Self::Refused(refusal) => refusal.message(),
            Self::Judged(reason) => reason.message(),
            Self::Rule(Rule::Held(doubt)) => doubt.message(),
            Self::Rule(Rule::Stopped(stop)) => stop.message(),
            Self::Rule(Rule::SeveralSites { uai, numbers }) => several_sites(uai, numbers),
            Self::Rule(Rule::TooMany { max, found }) => {
                Message::new("error-too-many").with("max", *max).with("found", *found)
            }
            Self::Rule(Rule::NumberHasFile { path }) => {
                Message::new("problem-number-has-file").with("path", path.as_str())
            }
            Self::Rule(Rule::Unfit(fault)) => {
                fault.detail().unwrap_or_else(|| Message::new("error-rule").with("rule", fault.word()))
            }
            Self::Rule(Rule::PresentUnrestorable(fault)) => {
                Message::new("job-reason-present-unrestorable").with("fault", fault.message())
            }
            Self::Rule(Rule::ExportsRefused { number, refused, usable }) => {
                exports_refused(*number, refused, usable.as_ref())
            }
            Self::Rule(Rule::LogBeside { number, path }) => {
                Message::new("error-log-beside").with("number", number.to_string()).with("path", path.as_str())
            }
            Self::Rule(Rule::LogSetAside { number, log, beside, file }) => Message::new("error-log-set-aside")
                .with("number", number.to_string())
                .with("path", log.as_str())
                .with("beside", beside.as_str())
                .with("file", file.as_str()),
            Self::Rule(Rule::SeveralOwn { number, paths }) => {
                Message::new("error-several-own").with("number", number.to_string()).with("paths", paths.join(", "))
            }
            Self::Rule(Rule::OwnElsewhere { number, path }) => {
                Message::new("error-own-elsewhere").with("number", number.to_string()).with("path", path.as_str())
            }
            Self::Rule(Rule::HeldElsewhere { number, path, of, place, unfit }) => {
                held_elsewhere((*number, path), (*of, place.as_deref(), unfit.as_ref()))
            }
            Self::Rule(Rule::LivesAs { number, path, other }) => Message::new("error-lives-as")
                .with("number", number.to_string())
                .with("path", path.as_str())
                .with("other", other.to_string()),
            Self::Rule(Rule::NumberUnproved { number, path }) => {
                Message::new("error-number-unproved").with("number", number.to_string()).with("path", path.as_str())
            }
            Self::Rule(Rule::NotedPruned { id, first }) => {
                Message::new("error-noted-pruned").with("id", id.to_string()).with("first", first.to_string())
            }
            Self::Rule(Rule::AuditBroken { id }) => Message::new("error-audit-broken").with("id", id.to_string()),
            Self::Rule(Rule::NotRetryable(state)) => Message::new("error-not-retryable").with("state", state.word()),
            Self::Rule(Rule::NotSendable(state)) => Message::new(match state {
                State::Sent => "why-mail-sent",
                State::Withdrawn => "why-mail-withdrawn",
                State::Refused | State::Uncertain => "why-mail-retry-first",
                State::Queued | State::Deferred | State::Sending => "why-mail-waits",
            }),
            Self::Rule(Rule::JobNotTaken(job)) => Message::new("error-job-not-taken").with("job", job.to_string()),
            Self::Rule(Rule::BeingUndone(job)) => Message::new("error-being-undone").with("job", job.to_string()),
            Self::Rule(rule) => Message::new("error-rule").with("rule", rule.word()),
            Self::NotFound { what, id } => Message::new("error-not-found").with("what", *what).with("id", id.as_str()),
            Self::Conflict(_) => Message::new("error-conflict"),
            Self::Busy { owner } => worker::message("error-busy", owner),
            Self::Filter(error) => error.message(),
            Self::Cancelled => Message::new("error-cancelled"),
            Self::Store(error) => error.message(),
        }
    }
}
