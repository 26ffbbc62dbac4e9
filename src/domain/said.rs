//! What people read of the value of a field, wherever it is told: in a plan, of what comes back, in the audit. The words of a
//! closed set are the catalogue's.

use super::day::parse_day;
use super::field::Field;
use super::filled::Filled;
use super::message::{Message, Value};
use super::rights::role::Grant;
use super::rights::words::permission;
use super::text::is_lone_dash;

/// The codes of a closed set, each with the catalogue key of its word.
pub type Choices = &'static [(&'static str, &'static str)];

/// Levels.
pub const LEVELS: Choices =
    &[("user", "user-level-user"), ("power-user", "user-level-power-user"), ("superadmin", "user-level-superadmin")];
/// What somebody is.
pub const CATEGORIES: Choices = &[("staff", "user-category-staff"), ("learner", "user-category-learner")];
/// Languages of a person; of those the first is the establishment's.
pub const LANGUAGES: Choices = &[("own", "user-language-own"), ("fr", "language-fr"), ("en", "language-en")];
/// Which lines of a file are done.
pub const MODES: Choices =
    &[("both", "import-mode-both"), ("create", "import-mode-create"), ("update", "import-mode-update")];
/// Whether all lines of a file are done or none.
pub const ROWS: Choices = &[("valid", "import-rows-valid"), ("all", "import-rows-all")];
/// What opens the accounts that a file makes.
pub const CREDENTIALS: Choices = &[("none", "import-credentials-none"), ("mail", "import-credentials-mail")];
/// Who put a block.
pub const BLOCKERS: Choices =
    &[("webmaster", "blocker-webmaster"), ("administrator", "blocker-administrator"), ("program", "blocker-program")];
/// Whose password is replaced in each of many.
pub const ADMINISTRATORS: Choices = &[("first", "reset-first"), ("expired-unused", "reset-expired-unused")];
/// What a webmaster may do.
pub const DUTIES: Choices =
    &[("full", "webmaster-duty-full"), ("observer", "webmaster-duty-observer"), ("zones", "webmaster-duty-zones")];
/// Yes or no; what is not ticked is empty.
const YES_NO: Choices = &[("yes", "answer-yes"), ("no", "answer-no"), ("", "answer-no")];

/// The closed set that a field's values are of; nothing of any other field.
#[must_use]
pub const fn choices(field: Field) -> Choices {
    match field {
        Field::Level => LEVELS,
        Field::Category => CATEGORIES,
        Field::Language => LANGUAGES,
        Field::Mode => MODES,
        Field::Rows => ROWS,
        Field::Credentials => CREDENTIALS,
        Field::Blocker => BLOCKERS,
        Field::Which => ADMINISTRATORS,
        Field::Duty => DUTIES,
        Field::Active | Field::Disconnect | Field::MailPassword => YES_NO,
        _ => &[],
    }
}

/// Says a value; none where it is empty.
#[must_use]
pub fn value(field: Field, text: &str) -> Option<Value> {
    if let Some((_, key)) = choices(field).iter().find(|(code, _)| *code == text) {
        return Some(Message::new(key).into());
    }
    let word = |word: &str| permission(word).map_or_else(|| word.into(), |key| Message::new(key).into());
    match field {
        _ if text.trim().is_empty() => None,
        Field::ExpiresOn | Field::RoleUntil if is_lone_dash(text) => None,
        Field::ExpiresOn | Field::RoleUntil => Some(parse_day(text).map_or_else(|_| text.into(), Value::from)),
        Field::Role | Field::Roles => each(text, role),
        Field::ScopePart | Field::Scope => each(text, part),
        Field::Permissions => each(text, word),
        // The first line of a text is enough to know it by.
        _ => Some(text.lines().next().unwrap_or_default().into()),
    }
}

/// Says what stands between commas, one after the other.
fn each(text: &str, say: impl Fn(&str) -> Value) -> Option<Value> {
    listed(text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(say))
}

/// Says several values, one after the other.
pub fn listed(values: impl DoubleEndedIterator<Item = Value>) -> Option<Value> {
    let join = |rest, first| Message::new("value-list").with("first", first).with("rest", rest).into();
    values.rev().reduce(join)
}

/// Says a role as it is written, with its end.
#[must_use]
pub fn role(written: &str) -> Value {
    match Grant::parse(written) {
        Ok(Grant { what, until: Some(until) }) => {
            let role = Grant { what, until: None }.to_string();
            Message::new("value-role-until").with("role", role).with("day", until).into()
        }
        _ => written.into(),
    }
}

/// Says a part of a scope as it is written.
fn part(written: &str) -> Value {
    let (kind, name) = written.split_once(':').unwrap_or((written, ""));
    let name = if name.is_empty() { "none" } else { name };
    Message::new("value-scope").with("kind", kind.trim()).with("name", name.trim()).into()
}

/// Says what was typed for an act, each field with its value; what was left empty where that means something.
#[must_use]
pub fn typed(filled: &Filled) -> Vec<Message> {
    let one = |(field, text): (Field, &str)| {
        let said = value(field, text).filter(|_| !text.is_empty() || field == Field::MailPassword);
        let nothing = || (field == Field::ExpiresOn).then(|| Message::new("value-none").into());
        let said = said.or_else(nothing)?;
        Some(Message::new("value-of").with("field", field.label()).with("value", said))
    };
    filled.iter().filter_map(one).collect()
}
