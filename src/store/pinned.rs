//! A database that stays open while its path may come to mean another file.
//!
//! SQLite goes on with the file that it opened, also when that one was replaced or deleted: what is written then is seen
//! by nobody. So a connection remembers which file it opened, and is asked again before each transaction.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::files::{self, FileId};

/// The database and its log as they were when the connection was opened.
#[derive(Debug)]
pub(in crate::store) struct Pinned {
    path: PathBuf,
    log: PathBuf,
    file: FileId,
    log_file: Option<FileId>,
    /// When the database was written last, and how large it was then, as far as this connection knows.
    written: Option<(SystemTime, u64)>,
}

fn written(path: &Path) -> Option<(SystemTime, u64)> {
    let found = std::fs::symlink_metadata(path).ok()?;
    Some((found.modified().ok()?, found.len()))
}

impl Pinned {
    /// Remembers what a connection has opened. `before` is what the path named before that; none: it names something else
    /// now, and nobody can tell which of them the connection has.
    pub(in crate::store) fn new(path: &Path, before: Option<FileId>) -> Option<Self> {
        let file = files::identity(path).filter(|file| before == Some(*file))?;
        // The log was made by the first read at the latest, and stays while this connection is open.
        let log = files::with_suffix(path, "-wal");
        let log_file = files::identity(&log);
        Some(Self { path: path.to_owned(), file, log_file, log, written: written(path) })
    }

    /// Returns the database's path.
    pub(in crate::store) fn path(&self) -> &Path {
        &self.path
    }

    /// Remembers the database as this connection has left it: part of the log may have gone into it.
    pub(in crate::store) fn note(&mut self) {
        if self.is_same() {
            self.written = written(&self.path);
        }
    }

    /// Tells whether somebody has written over the database by hand, beside which its log lies no more: what that holds is of
    /// what was there before. Where only the log is gone, all that it holds still goes into the file.
    pub(in crate::store) fn has_lost_log(&self) -> bool {
        files::identity(&self.path) == Some(self.file) && !self.is_same() && written(&self.path) != self.written
    }

    /// Tells whether the path, and its log's, name the same files as at opening: two calls of the system.
    pub(in crate::store) fn is_same(&self) -> bool {
        files::identity(&self.path) == Some(self.file)
            && self.log_file.is_none_or(|log_file| files::identity(&self.log) == Some(log_file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A log that was removed still holds what the file lacks; beside another content it is of another time.
    #[test]
    fn a_log_is_lost_once_the_file_is_another_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.sqlite");
        let connection = rusqlite::Connection::open(&path).unwrap();
        let mode = |sql| connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(mode("pragma journal_mode = wal"), "wal");
        connection.execute_batch("create table t (a)").unwrap();
        let before = std::fs::read(&path).unwrap();
        let mut pinned = Pinned::new(&path, files::identity(&path)).unwrap();
        connection.execute_batch("insert into t values (1); pragma wal_checkpoint").unwrap();
        pinned.note();
        std::fs::remove_file(files::with_suffix(&path, "-wal")).unwrap();
        assert!(!pinned.is_same() && !pinned.has_lost_log());
        std::fs::write(&path, before).unwrap();
        assert!(pinned.has_lost_log());
    }
}
