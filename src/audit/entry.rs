//! What is written about an act.

use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::JobId;
use crate::domain::mail::MailId;
use crate::domain::mailing::TemplateId;
use crate::domain::zone::ZoneNumber;

/// What was acted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// `establishment`, `zone`, `webmaster`, `department`, `role`, `group`, `profile`, `mail`, `template`, `job`, `export`, `host`, `session`, `audit`, `finding`,
    /// `file`, `retention`.
    pub kind: &'static str,
    /// Its identifier.
    pub id: String,
    /// Its name at that time.
    pub label: String,
}

impl Object {
    /// Names an establishment.
    #[must_use]
    pub fn establishment(number: EstablishmentNumber, denomination: &str) -> Self {
        Self { kind: "establishment", id: number.to_string(), label: denomination.to_owned() }
    }

    /// Names a zone.
    #[must_use]
    pub fn zone(number: ZoneNumber, name: &str) -> Self {
        Self { kind: "zone", id: number.0.to_string(), label: name.to_owned() }
    }

    /// Names a webmaster.
    #[must_use]
    pub fn webmaster(login: &str) -> Self {
        Self { kind: "webmaster", id: login.to_owned(), label: String::new() }
    }

    /// Names the account of one of an establishment's people.
    #[must_use]
    pub fn account(login: &str) -> Self {
        Self { kind: "account", id: login.to_owned(), label: String::new() }
    }

    /// Names a mail.
    #[must_use]
    pub fn mail(id: MailId, subject: &str) -> Self {
        Self { kind: "mail", id: id.0.to_string(), label: subject.to_owned() }
    }

    /// Names a template.
    #[must_use]
    pub fn template(id: TemplateId, name: &str) -> Self {
        Self { kind: "template", id: id.0.to_string(), label: name.to_owned() }
    }

    /// Names a job, by what it does.
    #[must_use]
    pub fn job(id: JobId, kind: &str) -> Self {
        Self { kind: "job", id: id.to_string(), label: kind.to_owned() }
    }

    /// Names an export by its file.
    #[must_use]
    pub fn export(file: &str) -> Self {
        Self { kind: "export", id: file.to_owned(), label: String::new() }
    }

    /// Names the host itself.
    #[must_use]
    pub fn host() -> Self {
        Self { kind: "host", id: String::new(), label: String::new() }
    }
}

/// An act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The word of the act, or of what happened without anybody having asked for it.
    pub action: &'static str,
    /// What was acted on.
    pub object: Object,
    /// What was, by field.
    pub before: Vec<(String, String)>,
    /// What is, by field.
    pub after: Vec<(String, String)>,
}

impl Entry {
    /// Makes an entry of an act, without before and after.
    #[must_use]
    pub fn new(act: Act, object: Object) -> Self {
        Self::event(act.word(), object)
    }

    /// Makes an entry of what nobody asked for: a refusal, a failure, the end of a job.
    #[must_use]
    pub fn event(word: &'static str, object: Object) -> Self {
        Self { action: word, object, before: Vec::new(), after: Vec::new() }
    }

    /// Adds a field as it was.
    #[must_use]
    pub fn was(mut self, field: &str, value: impl Into<String>) -> Self {
        self.before.push((field.to_owned(), value.into()));
        self
    }

    /// Adds a field as it is.
    #[must_use]
    pub fn is(mut self, field: &str, value: impl Into<String>) -> Self {
        self.after.push((field.to_owned(), value.into()));
        self
    }

    /// Tells what came to a set of permissions between commas, and what went.
    #[must_use]
    pub fn parts(self, was: &str, is: &str) -> Self {
        let alone = |one: &str, other: &str| {
            let there: Vec<&str> = other.split(',').collect();
            one.split(',').filter(|word| !there.contains(word)).collect::<Vec<_>>().join(",")
        };
        let entry = match alone(is, was) {
            came if came.is_empty() => self,
            came => self.is("permissions-added", came),
        };
        match alone(was, is) {
            went if went.is_empty() => entry,
            went => entry.is("permissions-removed", went),
        }
    }
}
