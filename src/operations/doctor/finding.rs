//! What can be found, how bad it is, and whether it can be repaired from here.

use std::path::{Path, PathBuf};

use super::choice::Choice;
use super::lost::{Need, Remains};
use super::severity::Severity;
use crate::domain::access::At;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::Presence;
use crate::domain::fault::Misfit;
use crate::domain::identity::Doubt;
use crate::domain::job::JobId;
use crate::domain::message::Message;
use crate::domain::retention::Kind;
use crate::domain::time::Timestamp;
use crate::domain::unreadable::Unreadable;
use crate::operations::clock::Ahead;
use crate::store::output::Standing;
use crate::store::shelf::Unfit;

/// Whose database a file is that does not take a row's credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Number and UAI fit the row, or names where it has no UAI: the school's own, under another credential.
    Own,
    /// Another number's, as the file itself says.
    Of(EstablishmentNumber),
    /// Another one's, or nobody can tell.
    Other,
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
    /// One of the host's settings, by its field, is not one that holds.
    SettingUnreadable { field: &'static str },
    /// A row holds a value that nobody knows.
    RowUnreadable(Unreadable),
    /// Nobody may sign in.
    NoWebmaster,
    /// A key is tied to a webmaster who is disabled or not there: it runs no verb.
    KeyUntied { key: String, login: String },
    /// Others may use a file or directory, or its owner may not.
    NotPrivate { path: PathBuf, mode: u32 },
    /// A file or directory belongs to somebody else.
    NotOwned { path: PathBuf },
    /// An establishment's database is not there, and where it lies instead, as far as that is known; else where one lies
    /// that no row knows and that holds its school.
    DatabaseMissing { number: EstablishmentNumber, own: Option<Own>, held: Option<PathBuf>, left: Remains },
    /// A file is not the establishment's database, or does not take its credential, and where its own one lies.
    DatabaseForeign { number: EstablishmentNumber, whose: Whose, own: Option<Own> },
    /// Something else than a file stands in the database's place, or beside it; where it leads, if it is a link.
    DatabaseNotAFile { number: EstablishmentNumber, path: PathBuf, what: Standing, leads: Option<PathBuf> },
    /// The database holds a value that this program can never have written.
    DatabaseMisfit { number: EstablishmentNumber, misfit: Misfit },
    /// In the database's place lies an export that somebody put there by hand, with when it was taken.
    DatabaseIsExport { number: EstablishmentNumber, taken_at: Timestamp },
    /// The database could not be looked at this time.
    DatabaseUnexamined { number: EstablishmentNumber, cause: Message },
    /// A later version made the database.
    DatabaseNewer { number: EstablishmentNumber, found: i64, known: i64 },
    /// The database's schema is an older one.
    DatabaseOlder { number: EstablishmentNumber, found: i64, known: i64 },
    /// SQLite cannot read the database, and whether there is an export of it.
    DatabaseDamaged { number: EstablishmentNumber, cause: String, exported: bool },
    /// The database has other names than the registry.
    NamesDiffer { number: EstablishmentNumber, registry: String, database: String },
    /// The database says that its content was that of another establishment, which is here too, or was here beside it.
    ContentOfAnother { number: EstablishmentNumber, other: EstablishmentNumber, lives: bool },
    /// A database that no row knows, with its names.
    OrphanDatabase { number: EstablishmentNumber, path: PathBuf, denomination: String, location: String },
    /// Something that lies under a number that no row has, and that cannot be an establishment's database.
    OrphanFile { number: EstablishmentNumber, path: PathBuf, unfit: Unfit },
    /// An export of the catalogue that is not there, or is not what was written.
    ExportLost { file: String, presence: Presence, need: Need },
    /// An export of the catalogue that has no hash beside it: whoever takes it to another machine needs one.
    HashMissing { file: String },
    /// Files among the exports that look like some and that the catalogue does not know, in the order of their names.
    ExportUnknown { paths: Vec<PathBuf> },
    /// A job whose process died, with so many targets left: the host's, or one of an establishment's own.
    JobInterrupted { at: At, job: JobId, left: u32 },
    /// Something that a dead process left.
    LeftOver { path: PathBuf },
    /// A file that is not ours, or, as far as it says itself, an establishment's database or export under a name that is none:
    /// whose it is then, and when an export was taken.
    UnknownFile { path: PathBuf, of: Option<(EstablishmentNumber, Option<Timestamp>)> },
    /// Work of a dead process that waits to be finished or undone.
    Unfinished { number: EstablishmentNumber, step: &'static str },
    /// An establishment that is being created or deleted by nobody.
    Stuck { number: EstablishmentNumber, stage: String },
    /// A block of an establishment that is not there.
    StrayBlock { number: EstablishmentNumber },
    /// No Manager or Superadmin of an establishment lasts: a midnight can lock it out, or it is locked out.
    NoAdministrator { number: EstablishmentNumber },
    /// An establishment's number is also a retired one.
    NumberRetired { number: EstablishmentNumber },
    /// Mails that a dead sender had.
    MailsStuck { owner: String, count: u32 },
    /// Passwords in the outbox that are no longer good.
    SecretsExpired { count: u32 },
    /// The audit was altered or cut in the middle.
    AuditBroken { id: i64 },
    /// The own audit of an establishment was altered at an entry; or, behind, does not hold it any more although it was its
    /// last: its end was cut, or an older copy of the database was put in its place.
    AuditInside { number: EstablishmentNumber, id: i64, behind: bool },
    /// The clock says less than the highest time seen, or rows are left that a later time has written.
    ClockBehind { highest: Timestamp, now: Timestamp, rows: u32 },
    /// The clock went ahead, and nobody said yet that it is right.
    ClockAhead { from: Timestamp, to: Timestamp, how: Ahead },
    /// A folder that the data directory always has is not there.
    FolderMissing { path: PathBuf },
    /// The space kept for a full disk is not there.
    ReserveMissing,
    /// The disk is almost full.
    SpaceLow { free_mib: u32 },
    /// Nobody prunes: what is kept for a limited time is far beyond its limit.
    Overdue { kind: Kind, count: u32, oldest: Timestamp, days: u32 },
}

impl Finding {
    /// Returns the stable word for JSON.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::RegistryDamaged { .. } => "registry-damaged",
            Self::RegistryHeld(_) => "registry-held",
            Self::RegistryUnreadable { .. } => "registry-unreadable",
            Self::SettingUnreadable { .. } => "setting-unreadable",
            Self::RowUnreadable(_) => "row-unreadable",
            Self::NoWebmaster => "no-webmaster",
            Self::KeyUntied { .. } => "key-untied",
            Self::NotPrivate { .. } => "not-private",
            Self::NotOwned { .. } => "not-owned",
            Self::DatabaseMissing { .. } => "database-missing",
            Self::DatabaseForeign { .. } => "database-foreign",
            Self::DatabaseNotAFile { .. } => "database-not-a-file",
            Self::DatabaseMisfit { .. } => "database-misfit",
            Self::DatabaseIsExport { .. } => "database-is-export",
            Self::DatabaseUnexamined { .. } => "database-unexamined",
            Self::DatabaseNewer { .. } => "database-newer",
            Self::DatabaseOlder { .. } => "database-older",
            Self::DatabaseDamaged { .. } => "database-damaged",
            Self::NamesDiffer { .. } => "names-differ",
            Self::ContentOfAnother { .. } => "content-of-another",
            Self::OrphanDatabase { .. } => "orphan-database",
            Self::OrphanFile { .. } => "orphan-file",
            Self::ExportLost { presence: Presence::Missing, .. } => "export-missing",
            Self::ExportLost { .. } => "export-damaged",
            Self::HashMissing { .. } => "hash-missing",
            Self::ExportUnknown { .. } => "export-unknown",
            Self::JobInterrupted { .. } => "job-interrupted",
            Self::LeftOver { .. } => "left-over",
            Self::UnknownFile { .. } => "unknown-file",
            Self::Unfinished { .. } => "unfinished",
            Self::Stuck { .. } => "stuck",
            Self::StrayBlock { .. } => "stray-block",
            Self::NoAdministrator { .. } => "no-administrator",
            Self::NumberRetired { .. } => "number-retired",
            Self::MailsStuck { .. } => "mails-stuck",
            Self::SecretsExpired { .. } => "secrets-expired",
            Self::AuditBroken { .. } => "audit-broken",
            Self::AuditInside { behind: false, .. } => "audit-inside-broken",
            Self::AuditInside { behind: true, .. } => "audit-inside-behind",
            Self::ClockBehind { .. } => "clock-behind",
            Self::ClockAhead { .. } => "clock-ahead",
            Self::FolderMissing { .. } => "folder-missing",
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
            | Self::FolderMissing { path }
            | Self::UnknownFile { path, .. } => path.display().to_string(),
            Self::DatabaseMissing { number, .. }
            | Self::DatabaseForeign { number, .. }
            | Self::DatabaseNotAFile { number, .. }
            | Self::DatabaseMisfit { number, .. }
            | Self::DatabaseIsExport { number, .. }
            | Self::DatabaseUnexamined { number, .. }
            | Self::DatabaseNewer { number, .. }
            | Self::DatabaseOlder { number, .. }
            | Self::DatabaseDamaged { number, .. }
            | Self::NamesDiffer { number, .. }
            | Self::ContentOfAnother { number, .. }
            | Self::AuditInside { number, .. }
            | Self::Unfinished { number, .. }
            | Self::Stuck { number, .. }
            | Self::StrayBlock { number }
            | Self::NoAdministrator { number }
            | Self::NumberRetired { number } => number.to_string(),
            Self::RowUnreadable(row) => row.object(),
            Self::AuditBroken { id } => id.to_string(),
            Self::Overdue { kind, .. } => kind.word().to_owned(),
            Self::ClockBehind { .. }
            | Self::ClockAhead { .. }
            | Self::RegistryDamaged { .. }
            | Self::RegistryHeld(_)
            | Self::RegistryUnreadable { .. }
            | Self::SettingUnreadable { .. }
            | Self::NoWebmaster
            | Self::MailsStuck { .. }
            | Self::SecretsExpired { .. }
            | Self::ReserveMissing
            | Self::SpaceLow { .. } => String::new(),
            Self::KeyUntied { key, .. } => key.clone(),
            Self::ExportLost { file, .. } | Self::HashMissing { file } => file.clone(),
            // Of several, their folder.
            Self::ExportUnknown { paths } => match paths.as_slice() {
                [one] => one.display().to_string(),
                all => {
                    all.first().and_then(|path| path.parent()).map(|at| at.display().to_string()).unwrap_or_default()
                }
            },
            Self::JobInterrupted { at, job, .. } => {
                at.establishment().map_or_else(|| job.to_string(), |number| number.to_string())
            }
        }
    }

    /// Names each thing that it is about: several where files are told together.
    #[must_use]
    pub fn objects(&self) -> Vec<String> {
        match self {
            Self::ExportUnknown { paths } => paths.iter().map(|path| path.display().to_string()).collect(),
            one => Some(one.object()).filter(|object| !object.is_empty()).into_iter().collect(),
        }
    }

    /// Tells how bad it is.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            // Most often the machine was off for long.
            Self::ClockAhead { how: Ahead::Started, .. }
            // Exports are moved to other machines too.
            | Self::ExportLost { need: Need::None, presence: Presence::Missing, .. }
            | Self::HashMissing { .. }
            | Self::ExportUnknown { .. }
            | Self::JobInterrupted { .. }
            | Self::LeftOver { .. }
            | Self::UnknownFile { .. }
            | Self::Overdue { .. }
            | Self::StrayBlock { .. } => Severity::Note,
            Self::DatabaseOlder { .. }
            | Self::ExportLost { need: Need::None, .. }
            | Self::DatabaseMisfit { .. }
            | Self::DatabaseIsExport { .. }
            | Self::DatabaseUnexamined { .. }
            | Self::NamesDiffer { .. }
            | Self::ContentOfAnother { .. }
            | Self::OrphanDatabase { .. }
            | Self::OrphanFile { .. }
            | Self::Unfinished { .. }
            | Self::Stuck { .. }
            | Self::NoAdministrator { .. }
            | Self::NumberRetired { .. }
            | Self::MailsStuck { .. }
            | Self::SecretsExpired { .. }
            | Self::ClockBehind { .. }
            | Self::ClockAhead { how: Ahead::Jumped, .. }
            | Self::FolderMissing { .. }
            | Self::ReserveMissing
            | Self::KeyUntied { .. }
            | Self::SpaceLow { .. } => Severity::Warning,
            Self::RegistryDamaged { .. }
            | Self::RegistryHeld(_)
            | Self::RegistryUnreadable { .. }
            | Self::SettingUnreadable { .. }
            | Self::RowUnreadable(_)
            | Self::NoWebmaster
            | Self::NotPrivate { .. }
            | Self::NotOwned { .. }
            | Self::DatabaseMissing { .. }
            | Self::DatabaseForeign { .. }
            | Self::DatabaseNotAFile { .. }
            | Self::DatabaseNewer { .. }
            | Self::DatabaseDamaged { .. }
            | Self::ExportLost { need: Need::Undo | Need::Only, .. }
            | Self::AuditInside { .. }
            | Self::AuditBroken { .. } => Severity::Error,
        }
    }

    /// Returns the establishment's number that it is about, if it is about one's row or database.
    #[must_use]
    pub const fn number(&self) -> Option<EstablishmentNumber> {
        match self {
            Self::OrphanDatabase { number, .. }
            | Self::OrphanFile { number, .. }
            | Self::DatabaseMissing { number, .. }
            | Self::DatabaseForeign { number, .. }
            | Self::DatabaseNotAFile { number, .. }
            | Self::DatabaseMisfit { number, .. }
            | Self::DatabaseIsExport { number, .. }
            | Self::DatabaseUnexamined { number, .. }
            | Self::DatabaseNewer { number, .. }
            | Self::DatabaseOlder { number, .. }
            | Self::DatabaseDamaged { number, .. }
            | Self::NamesDiffer { number, .. }
            | Self::ContentOfAnother { number, .. }
            | Self::AuditInside { number, .. }
            | Self::Unfinished { number, .. }
            | Self::Stuck { number, .. }
            | Self::StrayBlock { number }
            | Self::NoAdministrator { number }
            | Self::NumberRetired { number } => Some(*number),
            Self::RowUnreadable(row) => row.number(),
            Self::RegistryDamaged { .. }
            | Self::RegistryUnreadable { .. }
            | Self::SettingUnreadable { .. }
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
            | Self::FolderMissing { .. }
            | Self::ReserveMissing
            | Self::RegistryHeld(_)
            | Self::KeyUntied { .. }
            | Self::Overdue { .. }
            | Self::ExportLost { .. }
            | Self::HashMissing { .. }
            | Self::ExportUnknown { .. }
            | Self::JobInterrupted { .. }
            | Self::SpaceLow { .. } => None,
        }
    }

    /// Returns what a person can choose for it, [`super::choose`] then does; nothing of it is done by a mere repair.
    #[must_use]
    pub const fn choices(&self) -> &'static [Choice] {
        match self {
            Self::OrphanDatabase { .. }
            | Self::ExportUnknown { .. }
            | Self::DatabaseForeign { whose: Whose::Own, .. }
            | Self::DatabaseForeign { own: Some(_), .. } => &[Choice::Adopt, Choice::SetAside],
            Self::ExportLost { presence: Presence::Missing, .. } => &[Choice::Forget],
            Self::OrphanFile { .. }
            | Self::UnknownFile { .. }
            | Self::DatabaseForeign { whose: Whose::Of(_) | Whose::Other, .. }
            | Self::DatabaseNotAFile { .. }
            | Self::ExportLost { .. }
            | Self::DatabaseDamaged { .. } => &[Choice::SetAside],
            Self::DatabaseMissing { own: Some(_), .. } => &[Choice::Adopt, Choice::Empty],
            Self::DatabaseMissing { .. } => &[Choice::Recreate, Choice::Empty],
            Self::RegistryDamaged { .. }
            | Self::RegistryUnreadable { .. }
            | Self::SettingUnreadable { .. }
            | Self::RowUnreadable(_)
            | Self::NoWebmaster
            | Self::NotPrivate { .. }
            | Self::NotOwned { .. }
            | Self::DatabaseMisfit { .. }
            | Self::DatabaseIsExport { .. }
            | Self::DatabaseUnexamined { .. }
            | Self::DatabaseNewer { .. }
            | Self::DatabaseOlder { .. }
            | Self::NamesDiffer { .. }
            | Self::ContentOfAnother { .. }
            | Self::HashMissing { .. }
            | Self::LeftOver { .. }
            | Self::Unfinished { .. }
            | Self::Stuck { .. }
            | Self::StrayBlock { .. }
            | Self::NoAdministrator { .. }
            | Self::NumberRetired { .. }
            | Self::MailsStuck { .. }
            | Self::SecretsExpired { .. }
            | Self::AuditBroken { .. }
            | Self::AuditInside { .. }
            | Self::ClockBehind { .. }
            | Self::ClockAhead { .. }
            | Self::FolderMissing { .. }
            | Self::ReserveMissing
            | Self::RegistryHeld(_)
            | Self::KeyUntied { .. }
            | Self::Overdue { .. }
            | Self::JobInterrupted { .. }
            | Self::SpaceLow { .. } => &[],
        }
    }

    /// Tells whether [`super::repair`] can do something about it.
    #[must_use]
    pub const fn is_fixable(&self) -> bool {
        match self {
            Self::NotPrivate { .. }
            | Self::DatabaseOlder { .. }
            | Self::DatabaseIsExport { .. }
            | Self::NamesDiffer { .. }
            | Self::HashMissing { .. }
            | Self::LeftOver { .. }
            | Self::Unfinished { .. }
            | Self::Stuck { .. }
            | Self::StrayBlock { .. }
            | Self::MailsStuck { .. }
            | Self::SecretsExpired { .. }
            | Self::ClockBehind { .. }
            | Self::ClockAhead { .. }
            | Self::FolderMissing { .. }
            | Self::ReserveMissing => true,
            Self::RegistryDamaged { .. }
            | Self::RegistryHeld(_)
            | Self::RegistryUnreadable { .. }
            | Self::SettingUnreadable { .. }
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
            | Self::ContentOfAnother { .. }
            | Self::OrphanDatabase { .. }
            | Self::OrphanFile { .. }
            | Self::UnknownFile { .. }
            | Self::NoAdministrator { .. }
            | Self::NumberRetired { .. }
            | Self::AuditBroken { .. }
            | Self::AuditInside { .. }
            | Self::KeyUntied { .. }
            | Self::Overdue { .. }
            | Self::ExportLost { .. }
            | Self::ExportUnknown { .. }
            | Self::JobInterrupted { .. }
            | Self::SpaceLow { .. } => false,
        }
    }
}

/// Where an establishment's own database lies, and what tells how old it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// Where.
    pub path: PathBuf,
    /// When it was written last, as its file says.
    pub changed_at: Timestamp,
    /// The newest export of the catalogue, and when it was taken.
    pub newest: Option<(String, Timestamp)>,
}

impl Finding {
    /// Returns where the establishment's own database lies, if it is known to lie elsewhere than in its place.
    #[must_use]
    pub fn own(&self) -> Option<&Path> {
        if let Self::DatabaseMissing { own, .. } | Self::DatabaseForeign { own, .. } = self {
            own.as_ref().map(|own| own.path.as_path())
        } else {
            None
        }
    }

    /// Returns where a database lies that no row knows and that holds the school whose own one is missing.
    #[must_use]
    pub fn held(&self) -> Option<&Path> {
        if let Self::DatabaseMissing { held, .. } = self { held.as_deref() } else { None }
    }

    /// Tells whether only a person can know what is right, so that it is never repaired together with others: its
    /// repair is that person's word.
    #[must_use]
    pub const fn needs_word(&self) -> bool {
        matches!(self, Self::ClockBehind { .. } | Self::ClockAhead { .. })
    }
}
