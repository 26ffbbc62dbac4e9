//! From an error to the reason that a report keeps; and which errors concern the machine rather than one target.

use crate::domain::job::{Forecast, Reason, Verdict};
use crate::operations::error::{Error, Rule};
use crate::store;

/// Most of a value that nobody knows that a report keeps, in characters.
const VALUE_MAX: usize = 80;

/// Returns the reason that a report keeps of an error.
#[must_use]
pub fn reason(error: &Error) -> Reason {
    match error {
        Error::Rule(rule) => of_rule(rule),
        Error::Judged(reason) => (**reason).clone(),
        Error::NotFound { .. } => Reason::Gone,
        Error::Busy { owner } => Reason::Busy { owner: owner.clone() },
        Error::Refused(refusal) => Reason::NotPermitted { rule: refusal.rule.word().to_owned() },
        Error::Store(store::Error::Full) => Reason::Full,
        Error::Store(store::Error::Constraint(broken)) => Reason::Constraint {
            constraint: broken.constraint.word().to_owned(),
            field: broken.field.clone(),
            detail: broken.detail.clone(),
        },
        Error::Store(store::Error::ReadOnly { .. }) => Reason::ReadOnly,
        Error::Store(store::Error::Occupied { path }) => Reason::NumberHasFile { path: path.display().to_string() },
        Error::Store(store::Error::NotAFile { path, standing }) => {
            Reason::NotAFile { path: path.display().to_string(), what: standing.word().to_owned() }
        }
        Error::Store(store::Error::Unrestorable { fault, .. }) => Reason::Unrestorable { fault: (**fault).clone() },
        Error::Store(store::Error::Foreign { path }) => Reason::Foreign { path: path.display().to_string() },
        Error::Store(store::Error::Unreadable { what, value }) => unreadable(what, value),
        Error::Store(store::Error::Column { name, value, .. }) => unreadable(name, value),
        Error::Store(store::Error::Missing { path }) => Reason::Missing { path: path.display().to_string() },
        Error::Store(store::Error::Busy) => Reason::Busy { owner: String::new() },
        // A folder that is not there, of a disk that is not mounted say, tells nothing of a database.
        Error::Store(error @ store::Error::File { .. }) => Reason::Machine { detail: error.to_string() },
        Error::Store(error) if error.is_lasting() => Reason::Damaged { detail: error.to_string() },
        Error::Store(error) => Reason::Machine { detail: error.to_string() },
        Error::Fields(_) | Error::Conflict(_) | Error::Filter(_) | Error::Cancelled => {
            Reason::Refused { rule: error.word().to_owned() }
        }
    }
}

fn unreadable(field: &str, value: &str) -> Reason {
    Reason::Unreadable { field: field.to_owned(), value: value.chars().take(VALUE_MAX).collect() }
}

fn of_rule(rule: &Rule) -> Reason {
    match rule {
        Rule::NotActive => Reason::NotActive,
        Rule::AlreadyBlocked => Reason::AlreadyBlocked,
        Rule::NotBlocked | Rule::NoGeneralBlock => Reason::NotBlocked,
        Rule::NoContactEmail => Reason::NoContactEmail,
        Rule::NoAdministrator => Reason::NoAdministrator,
        Rule::Changed => Reason::ChangedSince,
        Rule::AlreadyUndone => Reason::AlreadyUndone,
        Rule::Superseded(job) => Reason::Superseded { job: job.0 },
        Rule::PresentUnrestorable(fault) => Reason::PresentUnrestorable { fault: fault.clone() },
        Rule::SameMail(number) => Reason::SameMail { number: number.0 },
        Rule::MailLeft(state) => Reason::MailLeft { state: state.word().to_owned() },
        Rule::SameZone => Reason::SameZone,
        Rule::UnknownZone => Reason::UnknownZone,
        Rule::NotExpired => Reason::NotExpired,
        Rule::Incomplete => Reason::Incomplete,
        Rule::NumberTaken => Reason::NumberTaken,
        Rule::NumberHasFile { path } => Reason::NumberHasFile { path: path.clone() },
        Rule::NoExport => Reason::NoExport,
        Rule::UaiTaken { holder } => Reason::UaiTaken { holder: *holder },
        Rule::Unfit(fault) => Reason::Unfit { fault: fault.clone() },
        Rule::Cells(cells) => Reason::Cells { cells: cells.clone() },
        other => Reason::Refused { rule: other.word().to_owned() },
    }
}

/// Returns what becomes of a target that an error stopped: skipped when it already is as it was to be, else failed.
#[must_use]
pub fn verdict(error: &Error) -> Verdict {
    let reason = reason(error);
    if reason.is_satisfied() { Verdict::Skipped(reason) } else { Verdict::Failed(reason) }
}

/// Returns what a plan expects of a target whose guard gave an error.
#[must_use]
pub fn forecast(error: &Error) -> Forecast {
    let reason = reason(error);
    if reason.is_satisfied() { Forecast::Skip(reason) } else { Forecast::Refuse(reason) }
}

/// Tells whether an error inside a step of many targets concerns the database rather than one target's rows, so that
/// nothing of the step was done.
#[must_use]
pub fn stops_the_step(error: &Error) -> bool {
    matches!(error, Error::Store(error) if !error.is_of_a_row())
}

/// Tells whether an error concerns the machine, so that going on with the next target makes no sense: a full or
/// read-only disk, a registry that was replaced or is held, a clock that jumped; or that everything was asked to stop.
#[must_use]
pub fn stops_everything(error: &Error) -> bool {
    match error {
        Error::Store(error) => error.is_about_the_disk() || matches!(error, store::Error::Replaced { .. }),
        Error::Cancelled | Error::Rule(Rule::Held(_) | Rule::ClockJumped | Rule::ClockDoubtful) => true,
        Error::Fields(_)
        | Error::Refused(_)
        | Error::Rule(_)
        | Error::Judged(_)
        | Error::NotFound { .. }
        | Error::Conflict(_)
        | Error::Busy { .. }
        | Error::Filter(_) => false,
    }
}
