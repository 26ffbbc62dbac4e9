//! What can go wrong below the rules: files and databases.
//!
//! SQLite's own half: what its codes mean.

use std::path::{Path, PathBuf};

use rustix::io::Errno;

use super::constraint::Broken;
use super::standing::Standing;
use crate::domain::fault;
use crate::domain::field::label_or_none;
use crate::domain::message::{Explain, Message, system};
use crate::domain::unreadable::{Listed, Stored, Unreadable};

/// A result of this room.
pub type Result<T> = std::result::Result<T, Error>;

/// Takes a row as a list does: one with a value that nobody knows comes as that.
///
/// # Errors
/// What concerns more than the row.
pub fn listed<T>(row: Stored, read: Result<T>) -> Result<Listed<T>> {
    read.map(Ok).or_else(|error| error.in_row(row).map(Err))
}

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another connection holds the database for longer than the waiting time.
    #[error("the database is busy")]
    Busy,
    /// No room is left on the disk, or the quota is used up.
    #[error("no space left")]
    Full,
    /// A row breaks a rule of the schema: its own fault, not the machine's.
    #[error("{} refused: {}", .0.constraint.word(), .0.detail)]
    Constraint(Broken),
    /// The disk is read-only.
    #[error("{path}: read-only disk")]
    ReadOnly {
        /// What could not be written; empty when SQLite does not tell.
        path: PathBuf,
    },
    /// A file has another name too, so that it cannot be moved without what has that name.
    #[error("{path} has another name too")]
    Shared {
        /// The file.
        path: PathBuf,
    },
    /// A process has a file open, so that it cannot be moved from under it.
    #[error("{path} is in use by process {process}")]
    InUse {
        /// The file.
        path: PathBuf,
        /// Its number and its name.
        process: String,
    },
    /// Something has the name that something new was to get.
    #[error("{path} is in the way")]
    Occupied {
        /// What is there.
        path: PathBuf,
    },
    /// SQLite's words.
    #[error("database: {0}")]
    Sqlite(rusqlite::Error),
    /// The system's words about a file.
    #[error("{path}: {cause}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What happened.
        cause: std::io::Error,
    },
    /// Others than the owner may read or write a private file or directory.
    #[error("{path} is not private")]
    NotPrivate {
        /// Which.
        path: PathBuf,
    },
    /// A private file or directory belongs to another user, whatever its mode.
    #[error("{path} belongs to {owner}")]
    NotOwned {
        /// Which.
        path: PathBuf,
        /// The owner's name, its number when it has none.
        owner: String,
    },
    /// A file was made by a later version.
    #[error("{path}: schema {found} is newer than {known}")]
    Newer {
        /// Which.
        path: PathBuf,
        /// The file's schema version.
        found: i64,
        /// The latest one known here.
        known: i64,
    },
    /// An establishment's database is not where it should be.
    #[error("{path} is missing")]
    Missing {
        /// Where it should be.
        path: PathBuf,
    },
    /// A file is not what its name says: another program's, or another establishment's.
    #[error("{path} is not the expected database")]
    Foreign {
        /// Which.
        path: PathBuf,
    },
    /// An export of a database could not be restored, although it was to be its only copy.
    #[error("its export could not be restored: {}", fault.word())]
    Unrestorable {
        /// Of which database.
        path: PathBuf,
        /// What is wrong with it.
        fault: Box<fault::Fault>,
    },
    /// Something else than a file has a file's name. It was not opened.
    #[error("{path} is a {}", standing.word())]
    NotAFile {
        /// Which.
        path: PathBuf,
        /// What it is.
        standing: Standing,
    },
    /// The database's file was replaced, deleted or brought to another version since it was opened.
    #[error("{path} was replaced")]
    Replaced {
        /// Which.
        path: PathBuf,
    },
    /// A stored value is not one that this version knows.
    #[error("unknown stored value {value:?} of {what}")]
    Unreadable {
        /// Table and column.
        what: &'static str,
        /// The value.
        value: String,
    },
    /// A stored value is not of its column's kind.
    #[error("stored value {value:?} of {name}")]
    Column {
        /// Which column of the statement, from 0.
        at: usize,
        /// Its name.
        name: String,
        /// The value if it is a number, else how many bytes it has.
        value: String,
    },
    /// A file that a person asked for cannot be made there.
    #[error("{path}: taken by a {}", standing.word())]
    Taken {
        /// As asked for.
        path: PathBuf,
        /// What is there.
        standing: Standing,
    },
    /// The program's own code failed.
    #[error("panic")]
    Panic,
    /// Randomness is not to be had.
    #[error("no randomness: {0}")]
    Random(String),
}

impl Error {
    /// Wraps what the system says about a file.
    pub fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |cause| match cause.raw_os_error() {
            // ENOSPC, EDQUOT
            Some(28 | 122) => Self::Full,
            // EROFS
            Some(30) => Self::ReadOnly { path: path.to_owned() },
            _ => Self::File { path: path.to_owned(), cause },
        }
    }

    /// Wraps what the writer of a CSV file says; the system's own words are kept, so that a full disk is seen as one.
    pub fn csv(path: &Path) -> impl FnOnce(csv::Error) -> Self + '_ {
        move |error| {
            let cause = match error.into_kind() {
                csv::ErrorKind::Io(cause) => cause,
                other => std::io::Error::other(format!("{other:?}")),
            };
            Self::file(path)(cause)
        }
    }

    /// Tells whether trying again can never help: the file is gone, is not what it should be, or is damaged.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        use rusqlite::ErrorCode;
        match self {
            Self::Foreign { .. } | Self::NotAFile { .. } | Self::Missing { .. } => true,
            Self::File { cause, .. } => cause.kind() == std::io::ErrorKind::NotFound,
            Self::Sqlite(error) => {
                matches!(error.sqlite_error_code(), Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt))
            }
            Self::Busy
            | Self::Full
            | Self::Constraint(_)
            | Self::ReadOnly { .. }
            | Self::Occupied { .. }
            | Self::Shared { .. }
            | Self::InUse { .. }
            | Self::NotPrivate { .. }
            | Self::NotOwned { .. }
            | Self::Newer { .. }
            | Self::Replaced { .. }
            | Self::Unreadable { .. }
            | Self::Column { .. }
            | Self::Taken { .. }
            | Self::Unrestorable { .. }
            | Self::Panic
            | Self::Random(_) => false,
        }
    }

    /// Tells whether what was asked for is not in a file that can be read: no such table, row or column, or a value of
    /// another kind.
    pub(in crate::store) fn is_about_its_form(&self) -> bool {
        use rusqlite::ErrorCode;
        matches!(self, Self::Column { .. } | Self::Sqlite(rusqlite::Error::QueryReturnedNoRows))
            || matches!(self, Self::Sqlite(error) if error.sqlite_error_code() == Some(ErrorCode::Unknown))
    }

    /// Tells whether it concerns the disk as a whole: full, or read-only.
    #[must_use]
    pub fn is_about_the_disk(&self) -> bool {
        match self {
            Self::Full | Self::ReadOnly { .. } => true,
            Self::Busy
            | Self::Constraint(_)
            | Self::Occupied { .. }
            | Self::Shared { .. }
            | Self::InUse { .. }
            | Self::Sqlite(_)
            | Self::File { .. }
            | Self::NotPrivate { .. }
            | Self::NotOwned { .. }
            | Self::Newer { .. }
            | Self::Missing { .. }
            | Self::Foreign { .. }
            | Self::NotAFile { .. }
            | Self::Replaced { .. }
            | Self::Unreadable { .. }
            | Self::Column { .. }
            | Self::Taken { .. }
            | Self::Unrestorable { .. }
            | Self::Panic
            | Self::Random(_) => false,
        }
    }

    /// Tells whether the system did not let something be opened, by a permission or because too much is open already:
    /// that says nothing about what lies there.
    #[must_use]
    pub fn is_refused_by_the_system(&self) -> bool {
        let Self::File { cause, .. } = self else { return false };
        cause.kind() == std::io::ErrorKind::PermissionDenied
            || matches!(cause.raw_os_error().map(Errno::from_raw_os_error), Some(Errno::MFILE | Errno::NFILE))
    }

    /// Tells whether nobody reads any more what is written.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        matches!(self, Self::File { cause, .. } if cause.kind() == std::io::ErrorKind::BrokenPipe)
    }

    /// Tells whether it concerns one row alone: it breaks a rule of the schema, or holds what nobody knows. Others can
    /// be worked on.
    #[must_use]
    pub fn is_of_a_row(&self) -> bool {
        match self {
            Self::Constraint(_) | Self::Unreadable { .. } | Self::Column { .. } => true,
            Self::Busy
            | Self::Full
            | Self::ReadOnly { .. }
            | Self::Occupied { .. }
            | Self::Shared { .. }
            | Self::InUse { .. }
            | Self::Sqlite(_)
            | Self::File { .. }
            | Self::NotPrivate { .. }
            | Self::NotOwned { .. }
            | Self::Newer { .. }
            | Self::Missing { .. }
            | Self::Foreign { .. }
            | Self::NotAFile { .. }
            | Self::Replaced { .. }
            | Self::Taken { .. }
            | Self::Unrestorable { .. }
            | Self::Panic
            | Self::Random(_) => false,
        }
    }

    /// Names the file of what SQLite says, and asks the disk what SQLite does not tell: on a read-only one it speaks of
    /// a file that cannot be opened, and of a read-only one where only this file may not be written.
    pub(in crate::store) fn at(self, path: &Path) -> Self {
        use rusqlite::ErrorCode;
        let cannot_open = |error: &rusqlite::Error| error.sqlite_error_code() == Some(ErrorCode::CannotOpen);
        let is_the_disk = || path.parent().is_some_and(is_read_only);
        match self {
            Self::ReadOnly { .. } if is_the_disk() => Self::ReadOnly { path: path.to_owned() },
            // With its number, by which the words of the system are known: EACCES.
            Self::ReadOnly { .. } => Self::file(path)(std::io::Error::from_raw_os_error(13)),
            Self::Sqlite(error) if cannot_open(&error) && is_the_disk() => Self::ReadOnly { path: path.to_owned() },
            other => other,
        }
    }

    /// Names the row of a stored value that nobody knows.
    ///
    /// # Errors
    /// This one, when it is of something else.
    pub fn in_row(self, row: Stored) -> std::result::Result<Unreadable, Self> {
        match self {
            Self::Unreadable { what, value } => {
                let field = what.rsplit('.').next().unwrap_or(what).to_owned();
                Ok(Unreadable { row, field, value })
            }
            Self::Column { name, value, .. } => Ok(Unreadable { row, field: name, value }),
            other => Err(other),
        }
    }

    /// Reports a stored value that nobody knows.
    #[must_use]
    pub fn unreadable(what: &'static str, value: impl Into<String>) -> Self {
        Self::Unreadable { what, value: value.into() }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        use rusqlite::ffi::{SQLITE_IOERR_SHMSIZE, SQLITE_READONLY_DBMOVED};
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly)
                if error.sqlite_error().is_some_and(|error| error.extended_code != SQLITE_READONLY_DBMOVED) =>
            {
                Self::ReadOnly { path: PathBuf::new() }
            }
            // The index of a log is as good as never refused room but on a full disk, and SQLite has no other word then.
            _ if error.sqlite_error().is_some_and(|error| error.extended_code == SQLITE_IOERR_SHMSIZE) => Self::Full,
            Some(ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch) => Self::Constraint(Broken::of_sqlite(
                error.sqlite_error().map_or(0, |error| error.extended_code),
                &error.to_string(),
            )),
            _ => Self::Sqlite(error),
        }
    }
}

impl Explain for Error {
    fn message(&self) -> Message {
        let shown = |path: &Path| path.display().to_string();
        match self {
            Self::Busy => Message::new("store-busy"),
            Self::Full => Message::new("store-full"),
            Self::Constraint(broken) => Message::new("store-constraint")
                .with("constraint", broken.constraint.word())
                .with("field", label_or_none(&broken.field))
                .with("detail", broken.detail.as_str()),
            Self::ReadOnly { path } if path.as_os_str().is_empty() => Message::new("store-read-only"),
            Self::ReadOnly { path } => Message::new("store-read-only-at").with("path", shown(path)),
            Self::Occupied { path } => Message::new("store-occupied").with("path", shown(path)),
            Self::Shared { path } => Message::new("store-shared").with("path", shown(path)),
            Self::InUse { path, process } => {
                Message::new("store-in-use").with("path", shown(path)).with("process", process.as_str())
            }
            Self::Sqlite(error) => Message::new("store-database").with("cause", error.to_string()),
            Self::File { path, cause } => {
                Message::new("store-file").with("path", shown(path)).with("cause", system(&cause.to_string()))
            }
            Self::NotPrivate { path } => Message::new("store-not-private").with("path", shown(path)),
            Self::NotOwned { path, owner } => {
                Message::new("store-not-owned").with("path", shown(path)).with("owner", owner.as_str())
            }
            Self::Newer { path, found, known } => Message::new("store-newer")
                .with("path", shown(path))
                .with("found", found.to_string())
                .with("known", known.to_string()),
            Self::Missing { path } => Message::new("store-missing").with("path", shown(path)),
            Self::Foreign { path } => Message::new("store-foreign").with("path", shown(path)),
            Self::Unrestorable { path, fault } => {
                Message::new("store-unrestorable").with("path", shown(path)).with("fault", fault.message())
            }
            Self::NotAFile { path, standing } => {
                let what = crate::domain::message::standing(standing.word());
                Message::new("store-not-a-file").with("path", shown(path)).with("standing", what)
            }
            Self::Replaced { path } => Message::new("store-replaced").with("path", shown(path)),
            Self::Unreadable { what, value } => {
                Message::new("store-unreadable").with("what", *what).with("value", value.as_str())
            }
            Self::Column { name, value, .. } => {
                Message::new("store-unreadable").with("what", name.as_str()).with("value", value.as_str())
            }
            Self::Taken { path, standing } => {
                Message::new("store-taken").with("path", shown(path)).with("what", standing.word())
            }
            Self::Panic => Message::new("store-panic"),
            Self::Random(cause) => Message::new("store-random").with("cause", cause.as_str()),
        }
    }
}

/// Tells whether the disk of a folder was mounted so that nobody can write to it.
pub(in crate::store) fn is_read_only(folder: &Path) -> bool {
    rustix::fs::statvfs(folder).is_ok_and(|found| found.f_flag.contains(rustix::fs::StatVfsMountFlags::RDONLY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_may_not_be_written_is_not_a_disk_that_cannot() {
        let folder = tempfile::tempdir().unwrap();
        let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_READONLY);
        let error = Error::from(rusqlite::Error::SqliteFailure(code, None)).at(&folder.path().join("7.sqlite"));
        // What has no number would be told in English.
        assert!(matches!(&error, Error::File { cause, .. } if cause.raw_os_error() == Some(13)));
        assert!(!error.is_about_the_disk());
    }
}
