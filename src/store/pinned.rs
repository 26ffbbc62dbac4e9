//! A database that stays open while its path may come to mean another file.
//!
//! SQLite goes on with the file that it opened, also when that one was replaced or deleted: what is written then is seen
//! by nobody. So a connection remembers which file it opened, and is asked again before each transaction.

use std::path::{Path, PathBuf};

use super::files::{self, FileId};

/// The database and its log as they were when the connection was opened.
#[derive(Debug)]
pub(in crate::store) struct Pinned {
    path: PathBuf,
    log: PathBuf,
    file: FileId,
    log_file: Option<FileId>,
}

impl Pinned {
    /// Remembers what a connection has opened. `before` is what the path named before that; none: it names something else
    /// now, and nobody can tell which of them the connection has.
    pub(in crate::store) fn new(path: &Path, before: Option<FileId>) -> Option<Self> {
        let file = files::identity(path).filter(|file| before == Some(*file))?;
        // The log was made by the first read at the latest, and stays while this connection is open.
        let log = files::with_suffix(path, "-wal");
        Some(Self { path: path.to_owned(), file, log_file: files::identity(&log), log })
    }

    /// Returns the database's path.
    pub(in crate::store) fn path(&self) -> &Path {
        &self.path
    }

    /// Tells whether the database is the same file, and its log another one or gone: somebody has written over the file by
    /// hand, and what the log holds is of what was there before.
    pub(in crate::store) fn has_lost_log(&self) -> bool {
        files::identity(&self.path) == Some(self.file) && !self.is_same()
    }

    /// Tells whether the path, and its log's, name the same files as at opening: two calls of the system.
    pub(in crate::store) fn is_same(&self) -> bool {
        files::identity(&self.path) == Some(self.file)
            && self.log_file.is_none_or(|log_file| files::identity(&self.log) == Some(log_file))
    }
}
