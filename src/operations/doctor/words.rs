//! What findings say.

use std::path::{Path, PathBuf};

use super::choice::Choice;
use super::finding::{Finding, Own, Whose};
use super::lost::{Need, Remains};
use crate::domain::access::At;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::Presence;
use crate::domain::field::label;
use crate::domain::job::JobId;
use crate::domain::message::{Explain, Message, Value, standing};
use crate::domain::retention::Kind;
use crate::domain::time::Timestamp;
use crate::store::output::Standing;
use crate::store::shelf::Unfit;

fn untied(key: &str, login: &str) -> Message {
    Message::new("doctor-key-untied").with("key", key).with("login", login)
}

/// Says why a file is no database that can be adopted, with what else is known: whose it is, what it is, which value.
pub(super) fn unfit(unfit: &Unfit) -> Message {
    let none = || Value::from("");
    let (word, detail) = match unfit {
        Unfit::NoFile(what) => ("no-file", standing(what.word()).into()),
        Unfit::Alone => ("alone", none()),
        Unfit::Foreign => ("foreign", none()),
        Unfit::OtherNumber(number) => ("other-number", number.to_string().into()),
        Unfit::OtherTables => ("other-tables", none()),
        Unfit::Damaged => ("damaged", none()),
        Unfit::Misfit(misfit) => ("misfit", misfit.message().into()),
    };
    hindrance(word, detail)
}

/// Says what keeps a database from being adopted, by a word.
pub(super) fn hindrance(word: &'static str, detail: impl Into<Value>) -> Message {
    Message::new("doctor-unfit").with("unfit", word).with("detail", detail)
}

fn not_a_file(number: String, (path, leads): (&Path, Option<&Path>), what: Standing) -> Message {
    Message::new("doctor-database-not-a-file")
        .with("number", number)
        .with("path", path.display().to_string())
        .with("standing", standing(what.word()))
        .with("leads", leads.map_or_else(|| "none".to_owned(), |leads| leads.display().to_string()))
}

fn clock_behind(highest: Timestamp, now: Timestamp, rows: u32) -> Message {
    Message::new("doctor-clock-behind").with("highest", highest).with("now", now).with("rows", rows)
}

fn job_interrupted(at: At, job: JobId, left: u32) -> Message {
    let said = |key| Message::new(key).with("job", job.to_string()).with("left", left);
    match at {
        At::Host => said("doctor-job-interrupted"),
        At::Establishment(number) => said("doctor-job-inside").with("number", number.to_string()),
    }
}

fn overdue(kind: Kind, (count, oldest): (u32, Timestamp), days: u32) -> Message {
    Message::new("doctor-overdue")
        .with("kind", kind.message())
        .with("count", count)
        .with("oldest", oldest.day())
        .with("days", days)
}

/// Tells where a database lies instead; as one word when nobody knows.
fn own(own: Option<&Own>) -> String {
    own.map_or_else(|| "none".to_owned(), |own| own.path.display().to_string())
}

/// Tells how old that may be, and what may be newer; as one word when nothing is.
fn age(own: Option<&Own>) -> Message {
    let (export, taken) = match own.and_then(|own| own.newest.as_ref()) {
        Some((file, at)) => (file.clone(), Value::from(*at)),
        None => ("none".to_owned(), Value::from("")),
    };
    let changed = own.map_or_else(|| Value::from(""), |own| Value::from(own.changed_at));
    Message::new("doctor-own-age").with("export", export).with("taken", taken).with("changed", changed)
}

fn missing(number: String, at: Option<&Own>, (held, left): (Option<&Path>, Remains)) -> Message {
    let held = held.map_or_else(|| "none".to_owned(), |path| path.display().to_string());
    Message::new("doctor-database-missing")
        .with("number", number)
        .with("held", held)
        .with("left", left.word())
        .with("own", own(at))
        .with("age", age(at))
}

fn damaged(number: String, cause: &str, exported: bool) -> Message {
    // What SQLite says of files that are none of its own, and of its own that are broken.
    let known = [("not a database", "no-database"), ("malformed", "malformed")];
    let cause = known.iter().find(|(said, _)| cause.contains(said)).map_or(cause, |(_, word)| word);
    let exported = if exported { "yes" } else { "no" };
    Message::new("doctor-database-damaged").with("number", number).with("cause", cause).with("exported", exported)
}

fn foreign(number: String, whose: Whose, at: Option<&Own>) -> Message {
    let (word, of) = match whose {
        Whose::Own => ("own", String::new()),
        Whose::Of(of) => ("number", of.to_string()),
        Whose::Other => ("other", String::new()),
    };
    Message::new("doctor-database-foreign")
        .with("number", number)
        .with("whose", word)
        .with("of", of)
        .with("own", own(at))
        .with("age", age(at))
}

fn export_lost(file: String, presence: Presence, need: Need) -> Message {
    let way = if presence == Presence::Missing { Choice::Forget } else { Choice::SetAside };
    Message::new("doctor-export-lost")
        .with("file", file)
        .with("presence", presence.word())
        .with("need", need.word())
        .with("way", Message::new("doctor-way").with("choice", way.word()))
}

/// Names that are told of many; the others are counted.
const NAMED: usize = 3;

fn export_unknown(object: String, paths: &[PathBuf]) -> Message {
    let named = paths.iter().take(NAMED).filter_map(|path| path.file_name()).map(|name| name.to_string_lossy());
    let named = named.collect::<Vec<_>>().join(", ");
    Message::new("doctor-export-unknown")
        .with("path", object)
        .with("count", paths.len())
        .with("named", named)
        .with("more", paths.len().saturating_sub(NAMED))
}

fn unknown_file(path: String, of: Option<(EstablishmentNumber, Option<Timestamp>)>) -> Message {
    match of {
        None => Message::new("doctor-unknown-file").with("path", path),
        Some((number, None)) => {
            Message::new("doctor-strange-database").with("path", path).with("number", number.to_string())
        }
        Some((number, Some(taken_at))) => Message::new("doctor-strange-export")
            .with("path", path)
            .with("number", number.to_string())
            .with("taken", taken_at),
    }
}

fn orphan_file(path: String, why: &Unfit) -> Message {
    if let Unfit::OtherNumber(of) = why {
        return Message::new("doctor-orphan-other").with("path", path).with("number", of.to_string());
    }
    Message::new("doctor-orphan-file").with("path", path).with("unfit", unfit(why))
}

fn version(key: &'static str, number: String, found: i64, known: i64) -> Message {
    Message::new(key).with("number", number).with("found", found.to_string()).with("known", known.to_string())
}

fn names_differ(number: String, registry: &str, database: &str) -> Message {
    Message::new("doctor-names-differ").with("number", number).with("registry", registry).with("database", database)
}

fn content_of_another(number: String, other: EstablishmentNumber, lives: bool) -> Message {
    Message::new("doctor-content-of-another")
        .with("number", number)
        .with("other", other.to_string())
        .with("lives", if lives { "yes" } else { "no" })
}

impl Explain for Finding {
    fn message(&self) -> Message {
        let object = self.object();
        match self {
            Self::RegistryDamaged { complaint } => {
                Message::new("doctor-registry-damaged").with("complaint", complaint.as_str())
            }
            Self::RegistryHeld(doubt) => doubt.message(),
            Self::RegistryUnreadable { cause } => {
                Message::new("doctor-registry-unreadable").with("cause", cause.as_str())
            }
            Self::SettingUnreadable { field } => Message::new("doctor-setting-unreadable").with("field", label(field)),
            Self::RowUnreadable(row) => row.message(),
            Self::NoWebmaster => Message::new("doctor-no-webmaster"),
            Self::KeyUntied { key, login } => untied(key, login),
            Self::NotPrivate { mode, .. } => {
                Message::new("doctor-not-private").with("path", object).with("mode", format!("{mode:04o}"))
            }
            Self::NotOwned { .. } => Message::new("doctor-not-owned").with("path", object),
            Self::DatabaseMissing { own: at, held, left, .. } => missing(object, at.as_ref(), (held.as_deref(), *left)),
            Self::DatabaseForeign { whose, own: at, .. } => foreign(object, *whose, at.as_ref()),
            Self::DatabaseNotAFile { path, leads, what, .. } => not_a_file(object, (path, leads.as_deref()), *what),
            Self::DatabaseMisfit { misfit, .. } => {
                Message::new("doctor-database-misfit").with("number", object).with("misfit", misfit.message())
            }
            Self::DatabaseIsExport { taken_at, .. } => {
                Message::new("doctor-database-is-export").with("number", object).with("taken", *taken_at)
            }
            Self::DatabaseUnexamined { cause, .. } => {
                Message::new("doctor-database-unexamined").with("number", object).with("cause", cause.clone())
            }
            Self::DatabaseNewer { found, known, .. } => version("doctor-database-newer", object, *found, *known),
            Self::DatabaseOlder { found, known, .. } => version("doctor-database-older", object, *found, *known),
            Self::DatabaseDamaged { cause, exported, .. } => damaged(object, cause, *exported),
            Self::NamesDiffer { registry, database, .. } => names_differ(object, registry, database),
            Self::ContentOfAnother { other, lives, .. } => content_of_another(object, *other, *lives),
            Self::OrphanDatabase { denomination, location, .. } => Message::new("doctor-orphan-database")
                .with("path", object)
                .with("denomination", denomination.as_str())
                .with("location", location.as_str()),
            Self::OrphanFile { unfit, .. } => orphan_file(object, unfit),
            Self::ExportLost { presence, need, .. } => export_lost(object, *presence, *need),
            Self::HashMissing { .. } => Message::new("doctor-hash-missing").with("file", object),
            Self::ExportUnknown { paths } => export_unknown(object, paths),
            Self::JobInterrupted { at, job, left } => job_interrupted(*at, *job, *left),
            Self::LeftOver { .. } => Message::new("doctor-left-over").with("path", object),
            Self::UnknownFile { of, .. } => unknown_file(object, *of),
            Self::Unfinished { step, .. } => {
                Message::new("doctor-unfinished").with("number", object).with("step", *step)
            }
            Self::Stuck { stage, .. } => {
                Message::new("doctor-stuck").with("number", object).with("stage", stage.as_str())
            }
            Self::StrayBlock { .. } => Message::new("doctor-stray-block").with("number", object),
            Self::NoAdministrator { .. } => Message::new("doctor-no-administrator").with("number", object),
            Self::NumberRetired { .. } => Message::new("doctor-number-retired").with("number", object),
            Self::MailsStuck { count, .. } => Message::new("doctor-mails-stuck").with("count", *count),
            Self::SecretsExpired { count } => Message::new("doctor-secrets-expired").with("count", *count),
            Self::AuditBroken { .. } => Message::new("doctor-audit-broken").with("id", object),
            Self::AuditInside { id, behind, .. } => {
                let key = if *behind { "doctor-audit-inside-behind" } else { "doctor-audit-inside-broken" };
                Message::new(key).with("number", object).with("id", id.to_string())
            }
            Self::ClockBehind { highest, now, rows } => clock_behind(*highest, *now, *rows),
            Self::ClockAhead { from, to, .. } => Message::new("doctor-clock-ahead").with("from", *from).with("to", *to),
            Self::FolderMissing { .. } => Message::new("doctor-folder-missing").with("path", object),
            Self::ReserveMissing => Message::new("doctor-reserve-missing"),
            Self::SpaceLow { free_mib } => Message::new("doctor-space-low").with("free", *free_mib),
            Self::Overdue { kind, count, oldest, days } => overdue(*kind, (*count, *oldest), *days),
        }
    }
}
