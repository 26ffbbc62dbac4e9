//! What is said of a target that was not done.

use super::reason::Reason;
use crate::domain::export::{Cell, Fault};
use crate::domain::field::label_or_none;
use crate::domain::filter::quoted;
use crate::domain::message::{Explain, Message, standing, system};
use crate::domain::rights;
use crate::domain::worker;

fn of_job(key: &'static str, job: i64) -> Message {
    Message { key, args: Vec::new() }.with("job", job.to_string())
}

fn refused(why: rights::reason::Reason) -> Message {
    rights::message(why.rule(), why)
}

fn not_permitted(rule: &str) -> Message {
    Message::new("job-reason-not-permitted").with("rule", rule).with("named", rights::named(rule))
}

/// The first names are said, and how many more there are.
fn returns_rights(why: rights::reason::Reason, accounts: &[i64], names: &[String]) -> Message {
    const NAMED: usize = 5;
    let ids = accounts.iter().map(|id| format!("#{id}"));
    let all: Vec<String> = if names.is_empty() { ids.collect() } else { names.to_vec() };
    let (first, more) = (all.iter().take(NAMED).cloned().collect::<Vec<_>>(), all.len().saturating_sub(NAMED));
    Message::new("job-reason-returns-rights")
        .with("refused", refused(why))
        .with("names", first.join(", "))
        .with("more", more)
        .with("count", all.len())
}

fn of_fault(key: &'static str, fault: &Fault) -> Message {
    Message { key, args: Vec::new() }.with("fault", fault.message())
}

/// How many of the accounts that hold something are named.
const NAMED: usize = 3;

/// Names the first accounts that hold something, as far as they are known.
fn holders(first: &[String]) -> String {
    match first.get(..NAMED) {
        _ if first.is_empty() => "none".to_owned(),
        Some(named) if first.len() > NAMED => format!("{}…", named.join(", ")),
        _ => first.join(", "),
    }
}

/// What a filter compares with; none: nothing.
fn filtered(called: &str) -> String {
    if called.is_empty() { "none".to_owned() } else { quoted(called) }
}

fn in_use((count, by): (u32, &str), called: &str, first: &[String]) -> Message {
    Message::new("job-reason-in-use")
        .with("by", by)
        .with("count", count)
        .with("filter", filtered(called))
        .with("names", holders(first))
}

fn department_in_use([semesters, homes, roles, scopes]: [u32; 4], called: &str, first: &[String]) -> Message {
    Message::new("job-reason-department-in-use")
        .with("semesters", semesters)
        .with("homes", homes)
        .with("roles", roles)
        .with("scopes", scopes)
        .with("filter", filtered(if homes + roles > 0 { called } else { "" }))
        .with("names", holders(first))
}

fn of_constraint(constraint: &str, field: &str, detail: &str) -> Message {
    Message::new("job-reason-constraint")
        .with("constraint", constraint)
        .with("field", label_or_none(field))
        .with("detail", detail)
}

fn of_cells(cells: &[Cell]) -> Message {
    let more = i64::try_from(cells.len().saturating_sub(1)).unwrap_or(i64::MAX);
    match cells.first() {
        Some(first) => Message::new("job-reason-cells").with("first", first.message()).with("more", more),
        None => Message::new("job-reason").with("reason", Fault::Values.word()),
    }
}

fn blocked_by(blocker: &'static str) -> Message {
    Message::new("job-reason-blocked-by-others").with("blocker", blocker)
}

impl Explain for Reason {
    fn message(&self) -> Message {
        match self {
            Self::NoChange
            | Self::DefaultZone
            | Self::OwnAccount
            | Self::OwnDuty
            | Self::LastWebmaster
            | Self::NameTaken => Message::new("error-rule").with("rule", self.word()),
            Self::Gone
            | Self::NotPowerUser
            | Self::Withheld
            | Self::NotShipped
            | Self::NotActive
            | Self::AlreadyBlocked
            | Self::NotBlocked
            | Self::SameZone
            | Self::UnknownZone
            | Self::NoContactEmail
            | Self::NoAddress
            | Self::OwnPassword
            | Self::NoAdministrator
            | Self::NotExpired
            | Self::ChangedSince
            | Self::Incomplete
            | Self::NumberTaken
            | Self::ContentLost
            | Self::NoExport
            | Self::AlreadyUndone
            | Self::Full
            | Self::ReadOnly => Message::new("job-reason").with("reason", self.word()),
            Self::BlockedLonger { block } => Message::new("job-reason-blocked-longer").with("block", block.message()),
            Self::BlockedByOthers { blocker } => blocked_by(blocker.word()),
            Self::InUse { count, by, called, first } => in_use((*count, by), called, first),
            Self::DepartmentInUse { semesters, homes, roles, scopes, called, first } => {
                department_in_use([*semesters, *homes, *roles, *scopes], called, first)
            }
            Self::NumberHasFile { path } => Message::new("job-reason-number-has-file").with("path", path.as_str()),
            Self::SameMail { number } => Message::new("job-reason-same-mail").with("number", number.to_string()),
            Self::MailLeft { state } => Message::new("job-reason-mail-left").with("state", state.as_str()),
            Self::Limit { most, there } => Message::new("job-reason-limit").with("most", *most).with("there", *there),
            Self::UaiTaken { holder } => Message::new("job-reason-uai-taken").with("holder", holder.to_string()),
            Self::NotAFile { path, what } => {
                Message::new("store-not-a-file").with("path", path.as_str()).with("standing", standing(what))
            }
            Self::Unfit { fault } => fault.message(),
            Self::PresentUnrestorable { fault } => of_fault("job-reason-present-unrestorable", fault),
            Self::ExportedUnfit { file, fault } => {
                of_fault("job-reason-exported-unfit", fault).with("file", file.as_str())
            }
            Self::Unrestorable { fault } => of_fault("job-reason-unrestorable", fault),
            Self::Cells { cells } => of_cells(cells),
            Self::Busy { owner } => worker::message("job-reason-busy", owner),
            Self::DoneSince { job } => of_job("job-reason-done-since", *job),
            Self::Superseded { job } => of_job("job-reason-superseded", *job),
            Self::Held { job, author } => of_job("job-reason-held", *job).with("author", author.as_str()),
            Self::Foreign { path } => Message::new("job-reason-foreign").with("path", path.as_str()),
            Self::Unreadable { field, value } => {
                Message::new("job-reason-unreadable").with("what", field.as_str()).with("value", value.as_str())
            }
            // What earlier versions noted of a missing one has the system's words.
            Self::Damaged { detail } => Message::new("job-reason-damaged").with("detail", system(detail)),
            Self::Missing { path } => Message::new("job-reason-missing").with("path", path.as_str()),
            Self::Constraint { constraint, field, detail } => of_constraint(constraint, field, detail),
            Self::Machine { detail } => Message::new("job-reason-machine").with("detail", system(detail)),
            Self::Account { why } => refused(*why),
            Self::NotPermitted { rule } => not_permitted(rule),
            Self::ReturnsRights { why, accounts, names } => returns_rights(*why, accounts, names),
            Self::Refused { rule } => Message::new("error-rule").with("rule", rule.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::Value;

    #[test]
    fn what_is_in_use_says_by_whom_and_which_filter_lists_them() {
        let text = |message: &Message, name: &str| {
            let found = message.args.iter().find(|(of, _)| *of == name);
            if let Some((_, Value::Text(text))) = found { text.clone() } else { String::new() }
        };
        for (logins, expected) in
            [(vec![], "none"), (vec!["anna", "bob"], "anna, bob"), (vec!["a", "b", "c", "d"], "a, b, c…")]
        {
            let first = logins.into_iter().map(str::to_owned).collect();
            let called = "Chef de projet".to_owned();
            let said = Reason::InUse { count: 4, by: "role".to_owned(), called, first }.message();
            assert_eq!((text(&said, "names"), text(&said, "filter")), (expected.into(), "\"Chef de projet\"".into()));
        }
        // No filter of accounts finds what only semesters name.
        for (homes, filter) in [(0, "none"), (1, "RT")] {
            let (called, first) = ("RT".to_owned(), Vec::new());
            let said = Reason::DepartmentInUse { semesters: 1, homes, roles: 0, scopes: 0, called, first }.message();
            assert_eq!(text(&said, "filter"), filter);
        }
    }
}
