//! How many changes a registry has behind it, in it and beside it.
//!
//! The audit tells an older copy by its last entry, but not every change has one: mails that left, sessions, the states
//! of jobs. So every change is counted in the registry, in its own transaction, and what was reached is kept beside it.
//! That may lag when a process dies; it is never ahead of a registry that was used last here.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use super::Tx;
use crate::store::counter::{self, Counter};
use crate::store::error::Result;
use crate::store::files;
use crate::store::sql::values;

/// Digits in the file.
const WIDTH: usize = 20;

/// Counts one more change, twice.
pub(super) fn next(tx: &Tx<'_>) -> Result<i64> {
    let changes: i64 = counter::next_id(tx, Counter::Change)?;
    counter::set(tx, Counter::ChangeAgain, changes)?;
    Ok(changes)
}

/// Reads how many there were from a file in which a page may be half written; none when both counts do not agree.
pub(super) fn agreed(tx: &Tx<'_>) -> Result<Option<i64>> {
    let again = tx.find("select last from counter where name = $1", values!["change-again"], |row| row.get(0))?;
    Ok(again.filter(|again| count(tx).is_ok_and(|count| count == *again)))
}

/// Reads how many there were.
pub fn count(tx: &Tx<'_>) -> Result<i64> {
    Ok(tx.find("select last from counter where name = $1", values!["change"], |row| row.get(0))?.unwrap_or(0))
}

fn path(registry: &Path) -> PathBuf {
    registry.with_file_name("run").join("changes")
}

/// Reads what is kept beside a registry; none: nothing that can be read is.
#[must_use]
pub fn reached(registry: &Path) -> Option<i64> {
    let path = path(registry);
    files::check_plain(&path).ok()?;
    std::fs::read_to_string(path).ok()?.trim().parse().ok()
}

/// Notes how many there were, without waiting for the disk, unless more are noted: an older registry that nobody has
/// accepted yet must not take that back.
pub(super) fn note(registry: &Path, changes: i64) {
    let noted = |file: &File| {
        let mut text = [0; WIDTH];
        file.read_exact_at(&mut text, 0).ok()?;
        std::str::from_utf8(&text).ok()?.parse::<i64>().ok()
    };
    if let Ok(file) = open(registry)
        && noted(&file).is_none_or(|noted| noted < changes)
    {
        let _ = write(&file, changes);
    }
}

/// Notes how many there were, whatever was noted. Where the folder is missing nothing is noted.
pub fn put(registry: &Path, changes: i64) -> std::io::Result<()> {
    write(&open(registry)?, changes)
}

fn open(registry: &Path) -> std::io::Result<File> {
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600).custom_flags(flags).open(path(registry))
}

fn write(file: &File, changes: i64) -> std::io::Result<()> {
    file.write_all_at(format!("{changes:0WIDTH$}\n").as_bytes(), 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Error;
    use crate::store::registry::setting;
    use crate::store::registry::tests::fresh;

    #[test]
    fn every_change_is_counted_and_what_was_reached_is_not_taken_back_by_an_older_registry() {
        let (folder, mut registry) = fresh();
        let path = folder.path().join("registry.sqlite");
        assert_eq!(reached(&path), None);
        let change = |value: &'static str| move |tx: &Tx<'_>| setting::put(tx, "a", value);
        registry.write(change("1")).unwrap();
        assert_eq!(reached(&path), None, "there is no folder for it");
        std::fs::create_dir(folder.path().join("run")).unwrap();
        registry.write(change("2")).unwrap();
        registry.write(|_| Ok::<_, Error>(())).unwrap();
        let failed: Result<()> = registry.write(|tx| {
            setting::put(tx, "a", "3")?;
            Err(Error::Busy)
        });
        assert!(failed.is_err());
        assert_eq!((registry.read(count).unwrap(), reached(&path)), (2, Some(2)));
        put(&path, 7).unwrap();
        registry.write(change("4")).unwrap();
        assert_eq!((registry.read(count).unwrap(), reached(&path)), (3, Some(7)));
        for odd in ["", "x\n"] {
            std::fs::write(super::path(&path), odd).unwrap();
            assert_eq!(reached(&path), None);
        }
    }
}
