//! How a database's files look from outside, to tell whether anything in it can have changed.
//!
//! Only the file system is asked, never the file: opening and closing it here would drop the locks that a connection of
//! this process holds on it (POSIX). So SQLite's own change counter is not read; the time of the last change of the
//! inode takes its place, which nobody can set back. A file system tells that time in steps of its clock, so a file
//! that changed a moment ago has no fingerprint yet: it could change once more within the same step.

use std::fmt::Write as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::store::error::{Error, Result};
use crate::store::files::with_suffix;

/// How long a file must have been left alone, in nanoseconds: the coarsest clock of a file system that is still in use
/// goes in steps of two seconds.
const SETTLED_NS: i128 = 2_500_000_000;

/// What a database's files look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Size, inode and times of the database, of its log and of its journal.
    pub text: String,
    /// Size of the database with its log, in bytes.
    pub size_bytes: u64,
    /// Whether the log or the journal holds anything.
    pub has_log: bool,
    /// As `text`, of the database alone.
    pub own: String,
    /// The database's inode.
    pub inode: u64,
    changed_ns: i128,
}

impl Look {
    /// Tells whether the files have been left alone for long enough that any later change is seen.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.is_left_alone_for(SETTLED_NS)
    }

    pub(super) fn is_left_alone_for(&self, nanoseconds: i128) -> bool {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        i128::try_from(now).unwrap_or(0) - self.changed_ns > nanoseconds
    }
}

/// Looks at a database's files.
///
/// # Errors
/// What the system says of the database; a log and a journal need not be there.
pub fn look(path: &Path) -> Result<Look> {
    let own = std::fs::metadata(path).map_err(Error::file(path))?;
    let mut look = Look {
        text: String::with_capacity(96),
        size_bytes: own.len(),
        own: String::new(),
        has_log: false,
        inode: own.ino(),
        changed_ns: i128::MIN,
    };
    note(&mut look, &own);
    look.own.clone_from(&look.text);
    for suffix in ["-wal", "-journal"] {
        let beside = with_suffix(path, suffix);
        match std::fs::metadata(&beside) {
            Ok(found) => {
                look.has_log |= found.len() > 0;
                look.size_bytes += found.len();
                look.text.push_str(suffix);
                note(&mut look, &found);
            }
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {}
            Err(cause) => return Err(Error::file(&beside)(cause)),
        }
    }
    Ok(look)
}

fn note(look: &mut Look, found: &std::fs::Metadata) {
    let nanoseconds = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
    let changed = nanoseconds(found.ctime(), found.ctime_nsec());
    let modified = nanoseconds(found.mtime(), found.mtime_nsec());
    look.changed_ns = look.changed_ns.max(changed);
    // Not its device, whose number may be another one once the disk is mounted again.
    let _ = write!(look.text, ":{:x}.{:x}.{changed:x}.{modified:x}", found.ino(), found.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_looks_the_same_once_its_disk_is_mounted_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("7.sqlite");
        std::fs::write(&path, "x").unwrap();
        let found = std::fs::metadata(&path).unwrap();
        let nanoseconds = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
        let changed = nanoseconds(found.ctime(), found.ctime_nsec());
        let modified = nanoseconds(found.mtime(), found.mtime_nsec());
        let own = format!(":{:x}.1.{changed:x}.{modified:x}", found.ino());
        assert_eq!(look(&path).unwrap().own, own, "nothing but what stays with the file");
    }
}
