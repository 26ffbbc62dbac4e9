//! What can be found, how bad it is, and whether it can be repaired from here.

use std::path::{Path, PathBuf};

use super::choice::Choice;
use crate::domain::establishment::{EstablishmentNumber, Unreadable};
use crate::domain::fault::{Misfit, standing};
use crate::domain::identity::Doubt;
use crate::domain::message::{Explain, Message, Value};
use crate::domain::retention::Kind;
use crate::domain::time::Timestamp;
use crate::operations::clock::Ahead;
use crate::store::output::Standing;
use crate::store::shelf::Unfit;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Left-overs that harm nobody.
    Note,
    /// It will do harm or does some.
    Warning,
    /// Something does not work, or is open to others.
    Error,
}

impl Severity {
    /// Gives the stable word for JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what the messages say")]
pub enum Finding {
    /// SQLite complains about the registry, or it cannot be opened.
    RegistryDamaged { complaint: String },
    /// The registry may be an older copy or one of two, and is held until a person accepts it.
    RegistryHeld(Doubt),
    /// A stored value of the registry is not one that this version knows.
    RegistryUnreadable { cause: String },
    /// An establishment's row holds a value that nobody knows.
    RowUnreadable(Unreadable),
    /// Nobody may sign in.
    NoWebmaster,
    /// A key is tied to a webmaster who is disabled or not there: it runs no verb.
    KeyUntied { key: String, login: String },
    /// Others may use a file or directory, or its owner may not.
    NotPrivate { path: PathBuf, mode: u32 },
    /// A file or directory belongs to somebody else.
    NotOwned { path: PathBuf },
    /// An establishment's database is not there.
    DatabaseMissing { number: EstablishmentNumber },
    /// A file is not the establishment's database, or does not take its credential.
    DatabaseForeign { number: EstablishmentNumber },
    /// Something else than a file stands in the database's place, or beside it.
    DatabaseNotAFile { number: EstablishmentNumber, path: PathBuf, what: Standing },
    /// The database holds a value that this program can never have written.
    DatabaseMisfit { number: EstablishmentNumber, misfit: Misfit },
    /// The database could not be looked at this time.
    DatabaseUnexamined { number: EstablishmentNumber, cause: Message },
    /// A later version made the database.
    DatabaseNewer { number: EstablishmentNumber, found: i64, known: i64 },
    /// The database's schema is an older one.
    DatabaseOlder { number: EstablishmentNumber, found: i64, known: i64 },
    /// SQLite cannot read the database.
    DatabaseDamaged { number: EstablishmentNumber, cause: String },
    /// The database has other names than the registry.
    NamesDiffer { number: EstablishmentNumber },
    /// A database that no row knows, with its names.
    OrphanDatabase { number: EstablishmentNumber, path: PathBuf, denomination: String, location: String },
    /// Something that lies under a number that no row has, and that cannot be an establishment's database.
    OrphanFile { number: EstablishmentNumber, path: PathBuf, unfit: Unfit },
    /// Something that a dead process left.
    LeftOver { path: PathBuf },
    /// A file that is not ours.
    UnknownFile { path: PathBuf },
    /// Work of a dead process that waits to be finished or undone.
    Unfinished { number: EstablishmentNumber, step: &'static str },
    /// An establishment that is being created or deleted by nobody.
    Stuck { number: EstablishmentNumber, stage: String },
    /// A block of an establishment that is not there.
    StrayBlock { number: EstablishmentNumber },
    /// An establishment's number is also a retired one.
    NumberRetired { number: EstablishmentNumber },
    /// Mails that a dead sender had.
    MailsStuck { owner: String, count: u32 },
    /// Passwords in the outbox that are no longer good.
    SecretsExpired { count: u32 },
    /// The audit was altered or cut in the middle.
    AuditBroken { id: i64 },
    /// The clock says less than the highest time seen, or rows are left that a later time has written.
    ClockBehind { highest: Timestamp, now: Timestamp, rows: u32 },
    /// The clock went ahead, and nobody said yet that it is right.
    ClockAhead { from: Timestamp, to: Timestamp, how: Ahead },
    /// The space kept for a full disk is not there.
    ReserveMissing,
    /// The disk is almost full.
    SpaceLow { free_mib: u32 },
    /// Nobody prunes: what is kept for a limited time is far beyond its limit.
    Overdue { kind: Kind, count: u32, oldest: Timestamp, days: u32 },
}

impl Finding {
    /// Gives the stable word for JSON.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::RegistryDamaged { .. } => "registry-damaged",
            Self::RegistryHeld(_) => "registry-held",
            Self::RegistryUnreadable { .. } => "registry-unreadable",
            Self::RowUnreadable(_) => "row-unreadable",
            Self::NoWebmaster => "no-webmaster",
            Self::KeyUntied { .. } => "key-untied",
            Self::NotPrivate { .. } => "not-private",
            Self::NotOwned { .. } => "not-owned",
            Self::DatabaseMissing { .. } => "database-missing",
            Self::DatabaseForeign { .. } => "database-foreign",
            Self::DatabaseNotAFile { .. } => "database-not-a-file",
            Self::DatabaseMisfit { .. } => "database-misfit",
            Self::DatabaseUnexamined { .. } => "database-unexamined",
            Self::DatabaseNewer { .. } => "database-newer",
            Self::DatabaseOlder { .. } => "database-older",
            Self::DatabaseDamaged { .. } => "database-damaged",
            Self::NamesDiffer { .. } => "names-differ",
            Self::OrphanDatabase { .. } => "orphan-database",
            Self::OrphanFile { .. } => "orphan-file",
            Self::LeftOver { .. } => "left-over",
            Self::UnknownFile { .. } => "unknown-file",
            Self::Unfinished { .. } => "unfinished",
            Self::Stuck { .. } => "stuck",
            Self::StrayBlock { .. } => "stray-block",
            Self::NumberRetired { .. } => "number-retired",
            Self::MailsStuck { .. } => "mails-stuck",
            Self::SecretsExpired { .. } => "secrets-expired",
            Self::AuditBroken { .. } => "audit-broken",
            Self::ClockBehind { .. } => "clock-behind",
            Self::ClockAhead { .. } => "clock-ahead",
            Self::ReserveMissing => "reserve-missing",
            Self::SpaceLow { .. } => "space-low",
            Self::Overdue { .. } => "overdue",
        }
    }

    /// Names what it is about: an establishment's number, a path, an audit entry; empty for the host itself.
    #[must_use]
    pub fn object(&self) -> String {
        match self {
            Self::NotPrivate { path, .. }
            | Self::NotOwned { path }
            | Self::OrphanDatabase { path, .. }
            | Self::OrphanFile { path, .. }
            | Self::LeftOver { path }
            | Self::UnknownFile { path } => path.display().to_string(),
            Self::DatabaseMissing { number }
            | Self::DatabaseForeign { number }
            | Self::DatabaseNotAFile { number, .. }
            | Self::DatabaseMisfit { number, .. }
            | Self::DatabaseUnexamined { number, .. }
            | Self::DatabaseNewer { number, .. }
            | Self::DatabaseOlder { number, .. }
            | Self::DatabaseDamaged { number, .. }
            | Self::NamesDiffer { number }
            | Self::Unfinished { number, .. }
            | Self::Stuck { number, .. }
            | Self::StrayBlock { number }
            | Self::NumberRetired { number } => number.to_string(),
            Self::RowUnreadable(row) => row.number.to_string(),
            Self::AuditBroken { id } => id.to_string(),
            Self::Overdue { kind, .. } => kind.word().to_owned(),
            Self::ClockBehind { .. }
            | Self::ClockAhead { .. }
            | Self::RegistryDamaged { .. }
            | Self::RegistryHeld(_)
            | Self::RegistryUnreadable { .. }
            | Self::NoWebmaster
            | Self::MailsStuck { .. }
            | Self::SecretsExpired { .. }
            | Self::ReserveMissing
            | Self::SpaceLow { .. } => String::new(),
            Self::KeyUntied { key, .. } => key.clone(),
        }
    }

    /// Tells how bad it is.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            // Most often the machine was off for long.
            Self::ClockAhead { how: Ahead::Started, .. }
            | Self::LeftOver { .. }
            | Self::UnknownFile { .. }
            | Self::Overdue { .. }
            | Self::StrayBlock { .. } => Severity::Note,
            Self::DatabaseOlder { .. }
            | Self::DatabaseMisfit { .. }
            | Self::DatabaseUnexamined { .. }
            | Self::NamesDiffer { .. }
            | Self::OrphanDatabase { .. }
            | Self::OrphanFile { .. }
            | Self::Unfinished { .. }
            | Self::Stuck { .. }
            | Self::NumberRetired { .. }
            | Self::MailsStuck { .. }
            | Self::SecretsExpired { .. }
            | Self::ClockBehind { .. }
            | Self::ClockAhead { how: Ahead::Jumped, .. }
            | Self::ReserveMissing
            | Self::KeyUntied { .. }
            | Self::SpaceLow { .. } => Severity::Warning,
            Self::RegistryDamaged { .. }
            | Self::RegistryHeld(_)
            | Self::RegistryUnreadable { .. }
            | Self::RowUnreadable(_)
            | Self::NoWebmaster
            | Self::NotPrivate { .. }
            | Self::NotOwned { .. }
            | Self::DatabaseMissing { .. }
            | Self::DatabaseForeign { .. }
            | Self::DatabaseNotAFile { .. }
            | Self::DatabaseNewer { .. }
            | Self::DatabaseDamaged { .. }
            | Self::AuditBroken { .. } => Severity::Error,
        }
    }

    /// Gives the establishment's number that it is about, if it is about one's row or database.
    #[must_use]
    pub const fn number(&self) -> Option<EstablishmentNumber> {
        match self {
            Self::OrphanDatabase { number, .. }
            | Self::OrphanFile { number, .. }
            | Self::DatabaseMissing { number }
            | Self::DatabaseForeign { number }
            | Self::DatabaseNotAFile { number, .. }
            | Self::DatabaseMisfit { number, .. }
            | Self::DatabaseUnexamined { number, .. }
            | Self::DatabaseNewer { number, .. }
            | Self::DatabaseOlder { number, .. }
            | Self::DatabaseDamaged { number, .. }
            | Self::NamesDiffer { number }
            | Self::Unfinished { number, .. }
            | Self::Stuck { number, .. }
            | Self::StrayBlock { number }
            | Self::NumberRetired { number } => Some(*number),
            Self::RowUnreadable(row) => Some(row.number),
            Self::RegistryDamaged { .. }
            | Self::RegistryUnreadable { .. }
            | Self::NoWebmaster
            | Self::NotPrivate { .. }
            | Self::NotOwned { .. }
            | Self::LeftOver { .. }
            | Self::UnknownFile { .. }
            | Self::MailsStuck { .. }
            | Self::SecretsExpired { .. }
            | Self::AuditBroken { .. }
            | Self::ClockBehind { .. }
            | Self::ClockAhead { .. }
            | Self::ReserveMissing
            | Self::RegistryHeld(_)
            | Self::KeyUntied { .. }
            | Self::Overdue { .. }
            | Self::SpaceLow { .. } => None,
        }
    }

    /// Gives what a person can choose for it, [`super::choose`] then does; nothing of it is done by a mere repair.
    #[must_use]
    pub const fn choices(&self) -> &'static [Choice] {
        match self {
            Self::OrphanDatabase { .. } => &[Choice::Adopt, Choice::SetAside],
            Self::OrphanFile { .. }
            | Self::UnknownFile { .. }
            | Self::DatabaseForeign { .. }
            | Self::DatabaseNotAFile { .. }
            | Self::DatabaseDamaged { .. } => &[Choice::SetAside],
            Self::DatabaseMissing { .. } => &[Choice::Recreate, Choice::Empty],
            Self::RegistryDamaged { .. }
            | Self::RegistryUnreadable { .. }
            | Self::RowUnreadable(_)
            | Self::NoWebmaster
            | Self::NotPrivate { .. }
            | Self::NotOwned { .. }
            | Self::DatabaseMisfit { .. }
            | Self::DatabaseUnexamined { .. }
            | Self::DatabaseNewer { .. }
            | Self::DatabaseOlder { .. }
            | Self::NamesDiffer { .. }
            | Self::LeftOver { .. }
            | Self::Unfinished { .. }
            | Self::Stuck { .. }
            | Self::StrayBlock { .. }
            | Self::NumberRetired { .. }
            | Self::MailsStuck { .. }
            | Self::SecretsExpired { .. }
            | Self::AuditBroken { .. }
            | Self::ClockBehind { .. }
            | Self::ClockAhead { .. }
            | Self::ReserveMissing
            | Self::RegistryHeld(_)
            | Self::KeyUntied { .. }
            | Self::Overdue { .. }
            | Self::SpaceLow { .. } => &[],
        }
    }

    /// Tells whether [`super::repair`] can do something about it.
    #[must_use]
    pub const fn is_fixable(&self) -> bool {
        match self {
            Self::NotPrivate { .. }
            | Self::DatabaseOlder { .. }
            | Self::NamesDiffer { .. }
            | Self::LeftOver { .. }
            | Self::Unfinished { .. }
            | Self::Stuck { .. }
            | Self::StrayBlock { .. }
            | Self::MailsStuck { .. }
            | Self::SecretsExpired { .. }
            | Self::ClockBehind { .. }
            | Self::ClockAhead { .. }
            | Self::ReserveMissing => true,
            Self::RegistryDamaged { .. }
            | Self::RegistryHeld(_)
            | Self::RegistryUnreadable { .. }
            | Self::RowUnreadable(_)
            | Self::NoWebmaster
            | Self::NotOwned { .. }
            | Self::DatabaseMissing { .. }
            | Self::DatabaseForeign { .. }
            | Self::DatabaseNotAFile { .. }
            | Self::DatabaseMisfit { .. }
            | Self::DatabaseUnexamined { .. }
            | Self::DatabaseNewer { .. }
            | Self::DatabaseDamaged { .. }
            | Self::OrphanDatabase { .. }
            | Self::OrphanFile { .. }
            | Self::UnknownFile { .. }
            | Self::NumberRetired { .. }
            | Self::AuditBroken { .. }
            | Self::KeyUntied { .. }
            | Self::Overdue { .. }
            | Self::SpaceLow { .. } => false,
        }
    }
}

fn untied(key: &str, login: &str) -> Message {
    Message::new("doctor-key-untied").with("key", key).with("login", login)
}

/// Names why a file is no database that can be adopted, with what else is known: whose it is, what it is, which value.
fn word_of(unfit: &Unfit) -> (&'static str, Value) {
    let none = || Value::from("");
    match unfit {
        Unfit::NoFile(what) => ("no-file", standing(what.word()).into()),
        Unfit::Alone => ("alone", none()),
        Unfit::Foreign => ("foreign", none()),
        Unfit::OtherNumber(number) => ("other-number", number.to_string().into()),
        Unfit::OtherTables => ("other-tables", none()),
        Unfit::Damaged => ("damaged", none()),
        Unfit::Misfit(misfit) => ("misfit", misfit.message().into()),
    }
}

fn not_a_file(number: String, path: &Path, what: Standing) -> Message {
    Message::new("doctor-database-not-a-file")
        .with("number", number)
        .with("path", path.display().to_string())
        .with("standing", standing(what.word()))
}

impl Finding {
    /// Tells whether only a person can know what is right, so that it is never repaired together with others: its
    /// repair is that person's word.
    #[must_use]
    pub const fn needs_word(&self) -> bool {
        matches!(self, Self::ClockBehind { .. } | Self::ClockAhead { .. })
    }
}

fn clock_behind(highest: Timestamp, now: Timestamp, rows: u32) -> Message {
    Message::new("doctor-clock-behind")
        .with("highest", highest.local_text())
        .with("now", now.local_text())
        .with("rows", rows)
}

fn overdue(kind: Kind, (count, oldest): (u32, Timestamp), days: u32) -> Message {
    Message::new("doctor-overdue")
        .with("kind", kind.word())
        .with("count", count)
        .with("oldest", oldest.day().to_string())
        .with("days", days)
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
            Self::RowUnreadable(row) => row.message(),
            Self::NoWebmaster => Message::new("doctor-no-webmaster"),
            Self::KeyUntied { key, login } => untied(key, login),
            Self::NotPrivate { mode, .. } => {
                Message::new("doctor-not-private").with("path", object).with("mode", format!("{mode:04o}"))
            }
            Self::NotOwned { .. } => Message::new("doctor-not-owned").with("path", object),
            Self::DatabaseMissing { .. } => Message::new("doctor-database-missing").with("number", object),
            Self::DatabaseForeign { .. } => Message::new("doctor-database-foreign").with("number", object),
            Self::DatabaseNotAFile { path, what, .. } => not_a_file(object, path, *what),
            Self::DatabaseMisfit { misfit, .. } => {
                Message::new("doctor-database-misfit").with("number", object).with("misfit", misfit.message())
            }
            Self::DatabaseUnexamined { cause, .. } => {
                Message::new("doctor-database-unexamined").with("number", object).with("cause", cause.clone())
            }
            Self::DatabaseNewer { found, known, .. } => Message::new("doctor-database-newer")
                .with("number", object)
                .with("found", found.to_string())
                .with("known", known.to_string()),
            Self::DatabaseOlder { found, known, .. } => Message::new("doctor-database-older")
                .with("number", object)
                .with("found", found.to_string())
                .with("known", known.to_string()),
            Self::DatabaseDamaged { cause, .. } => {
                Message::new("doctor-database-damaged").with("number", object).with("cause", cause.as_str())
            }
            Self::NamesDiffer { .. } => Message::new("doctor-names-differ").with("number", object),
            Self::OrphanDatabase { denomination, location, .. } => Message::new("doctor-orphan-database")
                .with("path", object)
                .with("denomination", denomination.as_str())
                .with("location", location.as_str()),
            Self::OrphanFile { unfit, .. } => {
                let (word, detail) = word_of(unfit);
                Message::new("doctor-orphan-file").with("path", object).with("unfit", word).with("detail", detail)
            }
            Self::LeftOver { .. } => Message::new("doctor-left-over").with("path", object),
            Self::UnknownFile { .. } => Message::new("doctor-unknown-file").with("path", object),
            Self::Unfinished { step, .. } => {
                Message::new("doctor-unfinished").with("number", object).with("step", *step)
            }
            Self::Stuck { stage, .. } => {
                Message::new("doctor-stuck").with("number", object).with("stage", stage.as_str())
            }
            Self::StrayBlock { .. } => Message::new("doctor-stray-block").with("number", object),
            Self::NumberRetired { .. } => Message::new("doctor-number-retired").with("number", object),
            Self::MailsStuck { count, .. } => Message::new("doctor-mails-stuck").with("count", *count),
            Self::SecretsExpired { count } => Message::new("doctor-secrets-expired").with("count", *count),
            Self::AuditBroken { .. } => Message::new("doctor-audit-broken").with("id", object),
            Self::ClockBehind { highest, now, rows } => clock_behind(*highest, *now, *rows),
            Self::ClockAhead { from, to, .. } => {
                Message::new("doctor-clock-ahead").with("from", from.local_text()).with("to", to.local_text())
            }
            Self::ReserveMissing => Message::new("doctor-reserve-missing"),
            Self::SpaceLow { free_mib } => Message::new("doctor-space-low").with("free", *free_mib),
            Self::Overdue { kind, count, oldest, days } => overdue(*kind, (*count, *oldest), *days),
        }
    }
}
