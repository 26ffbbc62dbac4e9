//! Who is in a database, and keeping everybody out of one.
//!
//! SQLite's own half: its locks are asked wherever anything depends on it, since the system lists only those of its readers' own
//! namespace. The file itself is opened by SQLite alone: closing it would drop the locks that a connection of this process holds on it
//! (POSIX).

use std::collections::HashMap;
use std::io::Read as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

use crate::store::error::{Error, Result};
use crate::store::hold::Hold;
use crate::store::{engine, files};

/// The first byte of the range that SQLite locks for whoever reads a database or has it for himself.
const SHARED_FIRST: u64 = 0x4000_0002;
/// Room for the list of the system's locks.
const LOCKS_BYTES: usize = 1 << 16;
/// The locks of whoever is in a database.
const OPEN: [&str; 2] = ["READ", "WRITE"];

/// Tells whether any process, this one too, holds the file for itself, as far as the system lists its locks; or whether
/// that cannot be told.
pub(super) fn is_held(inode: u64) -> bool {
    is_locked(inode, &["WRITE"])
}

fn is_locked(inode: u64, kinds: &[&str]) -> bool {
    // The system lists what holds at one moment as far as a call has room for it, and counts on from there at the next
    // call: with little room, a lock that goes meanwhile hides another one.
    let mut locks = String::with_capacity(LOCKS_BYTES);
    let read = std::fs::File::open("/proc/locks").and_then(|mut file| file.read_to_string(&mut locks));
    read.is_err() || locks.lines().any(|line| holds(line, inode, kinds))
}

/// A database that nobody is in, nor gets into for as long as this lives; or what is none that SQLite can open.
#[derive(Debug)]
pub(in crate::store) struct Vacant {
    connection: Option<Connection>,
    _held: Hold,
}

impl Vacant {
    /// Keeps everybody out of a database. For that it has another name for a moment, beside which nothing lies: what lies
    /// beside its own, another one's perhaps, is not read, and nothing is changed.
    ///
    /// # Errors
    /// [`Error::InUse`] when another process has it open, as far as the system tells; [`Error::Busy`] when somebody is in it,
    /// or that cannot be told; [`Error::Full`].
    pub(in crate::store) fn of(path: &Path, aside: &Path) -> Result<Self> {
        let held = Hold::begin();
        let found = std::fs::symlink_metadata(path).ok().filter(std::fs::Metadata::is_file);
        let Some(found) = found else {
            return Ok(Self { connection: None, _held: held });
        };
        // Who has it open without being in it holds no lock: later he would find another one's log under its name.
        let is_it = |open: &Path| std::fs::metadata(open).is_ok_and(|open| (open.dev(), open.ino()) == file(&found));
        if let Some(process) = opener(is_it) {
            return Err(Error::InUse { path: path.to_owned(), process });
        }
        let inode = found.ino();
        let named = files::place_beside(path, aside);
        let locked = match named {
            Ok(()) => lock(aside),
            // Where nothing has two names, its own does as long as nothing is read beside it.
            Err(_) if is_alone(path) => lock(path),
            Err(error) => Err(error),
        };
        let _ = files::remove_database(aside);
        match locked {
            Ok(connection) => Ok(Self { connection: Some(connection), _held: held }),
            Err(Error::Full) => Err(Error::Full),
            // No database, or one that may not be written.
            Err(error)
                if (error.is_lasting() || matches!(error, Error::ReadOnly { .. })) && !is_locked(inode, &OPEN) =>
            {
                Ok(Self { connection: None, _held: held })
            }
            Err(_) => Err(Error::Busy),
        }
    }

    /// Tells whether it is a database that nobody else is in, rather than something that SQLite cannot open.
    pub(in crate::store) const fn is_database(&self) -> bool {
        self.connection.is_some()
    }

    /// Has it written without a log from now on, so that whoever has opened it already can write nothing once it has lost
    /// its name: ahead to a log he could, under the name that it had.
    ///
    /// # Errors
    /// [`Error::Busy`] when somebody got into it meanwhile; what SQLite says.
    pub(in crate::store) fn end_log(&mut self) -> Result<()> {
        let Some(connection) = &self.connection else { return Ok(()) };
        connection.execute_batch("rollback")?;
        let mode = |sql| connection.query_row(sql, [], |row| row.get::<_, String>(0)).map_err(Error::from);
        let ended = mode("pragma journal_mode = memory");
        if matches!(ended, Err(Error::Busy | Error::Full)) {
            return Err(Error::Busy);
        }
        // SQLite lets others in when it ends a log. What is damaged is moved as it is.
        connection.execute_batch("begin exclusive")?;
        if ended.is_ok() && mode("pragma journal_mode")? == "wal" {
            return Err(Error::Busy);
        }
        Ok(())
    }
}

/// Refuses files that another process has open.
///
/// # Errors
/// [`Error::InUse`].
pub(in crate::store) fn check_unused(paths: &[PathBuf]) -> Result<()> {
    let mut there: HashMap<(u64, u64), &PathBuf> = HashMap::new();
    for path in paths {
        there.extend(std::fs::metadata(path).map(|found| (file(&found), path)));
    }
    let of = |open: &Path| std::fs::metadata(open).ok().and_then(|open| there.get(&file(&open)).copied());
    let mut path = None;
    let is_it = |open: &Path| {
        path = of(open);
        path.is_some()
    };
    match opener(is_it) {
        Some(process) => Err(Error::InUse { path: path.cloned().unwrap_or_default(), process }),
        None => Ok(()),
    }
}

/// Refuses what another process has open that has another name too, of a snapshot say: nothing in it can be ended once it
/// has lost its own.
///
/// # Errors
/// [`Error::InUse`].
pub(in crate::store) fn check_endable(path: &Path) -> Result<()> {
    let Some(found) = std::fs::symlink_metadata(path).ok().filter(|found| found.is_file() && found.nlink() > 1) else {
        return Ok(());
    };
    let is_it = |open: &Path| std::fs::metadata(open).is_ok_and(|open| file(&open) == file(&found));
    match opener(is_it) {
        Some(process) => Err(Error::InUse { path: path.to_owned(), process }),
        None => Ok(()),
    }
}

fn file(found: &std::fs::Metadata) -> (u64, u64) {
    (found.dev(), found.ino())
}

/// Refuses the place of a database that was removed, or moved elsewhere, while another process had it open, and still has,
/// as far as the system tells; `is_its` judges a file by its name of now.
///
/// # Errors
/// [`Error::InUse`].
pub(in crate::store) fn check_left(path: &Path, is_its: impl Fn(&Path) -> bool) -> Result<()> {
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    let Some(removed) = folder.zip(path.file_name()).map(|(folder, name)| folder.join(name)) else { return Ok(()) };
    let removed = files::with_suffix(&removed, " (deleted)");
    let disk = removed.parent().and_then(|folder| std::fs::metadata(folder).ok()).map(|folder| folder.dev());
    let may_be = |found: &Path| {
        let there = std::fs::symlink_metadata(found).ok().filter(|there| there.is_file() && there.len() > 0);
        there.is_some_and(|there| Some(there.dev()) == disk)
    };
    let is_left = |found: &Path| found == removed || (may_be(found) && is_its(found));
    let mut left = PathBuf::new();
    let found = opener(|open| {
        let found = std::fs::read_link(open).ok().filter(|found| is_left(found));
        found.inspect(|found| left.clone_from(found)).is_some()
    });
    found.map_or(Ok(()), |process| Err(Error::InUse { path: left, process }))
}

/// How long somebody has to have a file open to be one who works with it: a program that is just being started has all its
/// parent's files for a moment.
const PASSING: Duration = Duration::from_millis(150);
/// The pause between two looks at that.
const PAUSE: Duration = Duration::from_millis(5);
/// The fewest looks, however long the system lets this process wait between two.
const LOOKS: u32 = 20;

/// Names another process that has a file open and keeps it, as far as the system lists those that this one may look at.
fn opener(mut is_it: impl FnMut(&Path) -> bool) -> Option<String> {
    let end = Instant::now() + PASSING;
    for look in 1.. {
        let found = opener_now(&mut is_it)?;
        if look >= LOOKS && Instant::now() >= end {
            return Some(found);
        }
        std::thread::park_timeout(PAUSE);
    }
    None
}

fn opener_now(mut is_it: impl FnMut(&Path) -> bool) -> Option<String> {
    std::fs::read_dir("/proc").ok()?.flatten().find_map(|process| {
        let number: u32 = process.file_name().to_str()?.parse().ok()?;
        let mut files =
            (number != std::process::id()).then(|| std::fs::read_dir(process.path().join("fd")))?.ok()?.flatten();
        files.find(|open| is_it(&open.path()))?;
        let name = std::fs::read_to_string(process.path().join("comm")).unwrap_or_default();
        Some(format!("{number} ({})", name.trim()))
    })
}

/// Tells whether nothing that holds anything lies beside a database.
fn is_alone(path: &Path) -> bool {
    ["-wal", "-journal"].iter().all(|side| {
        let beside = files::with_suffix(path, side);
        match std::fs::symlink_metadata(beside) {
            Ok(found) => found.is_file() && found.len() == 0,
            Err(cause) => cause.kind() == std::io::ErrorKind::NotFound,
        }
    })
}

/// Whoever has a database open that has a log holds a lock for as long; else for as long as he reads or writes.
fn lock(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    engine::harden(&connection, Duration::ZERO)?;
    connection.query_row("pragma locking_mode = exclusive", [], |_| Ok(()))?;
    connection.execute_batch("begin exclusive")?;
    Ok(connection)
}

/// Reads `1: POSIX  ADVISORY  WRITE 26827 fe:00:10333254 1073741826 1073742335`.
fn holds(line: &str, inode: u64, kinds: &[&str]) -> bool {
    let mut words = line.split_ascii_whitespace().skip_while(|word| !kinds.contains(word)).skip(2);
    let (Some(file), Some(first), Some(last)) = (words.next(), words.next(), words.next()) else { return false };
    let same = file.rsplit(':').next().and_then(|found| found.parse().ok()) == Some(inode);
    let from = first.parse::<u64>().is_ok_and(|first| first <= SHARED_FIRST);
    let to = last == "EOF" || last.parse::<u64>().is_ok_and(|last| last >= SHARED_FIRST);
    // Locks of whole files are `flock`'s, which SQLite does not use.
    same && from && to && !line.contains("FLOCK")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_seen_while_others_come_and_go() {
        use std::sync::atomic::{AtomicBool, Ordering};

        use rustix::fs::{FlockOperation, fcntl_lock};

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("held.sqlite");
        let held = rusqlite::Connection::open(&path).unwrap();
        held.execute_batch("create table t (a); begin exclusive").unwrap();
        let inode = std::fs::metadata(&path).unwrap().ino();
        let over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for one in 0..2 {
                let (other, over) = (folder.path().join(one.to_string()), &over);
                scope.spawn(move || {
                    let file = std::fs::File::create(other).unwrap();
                    while !over.load(Ordering::Relaxed) {
                        fcntl_lock(&file, FlockOperation::LockExclusive).unwrap();
                        fcntl_lock(&file, FlockOperation::Unlock).unwrap();
                    }
                });
            }
            let missed = (0..3000).filter(|_| !is_held(inode)).count();
            over.store(true, Ordering::Relaxed);
            assert_eq!(missed, 0);
        });
    }

    #[test]
    fn locks_are_read() {
        for (line, expected) in [
            ("1: POSIX  ADVISORY  WRITE 26827 fe:00:77 1073741826 1073742335", true),
            ("1: POSIX  ADVISORY  READ 26827 fe:00:77 1073741826 1073742335", false),
            ("1: POSIX  ADVISORY  WRITE 26827 fe:00:78 1073741826 1073742335", false),
            ("1: POSIX  ADVISORY  WRITE 26827 fe:00:77 1073741825 1073741825", false),
            ("2: OFDLCK ADVISORY  WRITE -1 fe:00:77 0 EOF", true),
            ("2: FLOCK  ADVISORY  WRITE 25119 fe:00:77 0 EOF", false),
            ("", false),
        ] {
            assert_eq!(holds(line, 77, &["WRITE"]), expected, "{line}");
        }
        let read = "1: POSIX  ADVISORY  READ 26827 fe:00:77 1073741826 1073742335";
        assert!(holds(read, 77, &OPEN) && !holds(read, 78, &OPEN));
    }

    /// A database with a row, written ahead to a log or not.
    fn database(folder: &Path, has_log: bool) -> std::path::PathBuf {
        let path = folder.join("open.sqlite");
        let made = Connection::open(&path).unwrap();
        if has_log {
            made.query_row("pragma journal_mode = wal", [], |_| Ok(())).unwrap();
        }
        made.execute_batch("create table t (a)").unwrap();
        path
    }

    #[test]
    fn whoever_is_in_a_database_keeps_others_from_having_it() {
        for has_log in [true, false] {
            let folder = tempfile::tempdir().unwrap();
            let path = database(folder.path(), has_log);
            let aside = folder.path().join("aside");
            let before = std::fs::read(&path).unwrap();
            let inside = Connection::open(&path).unwrap();
            inside.execute_batch("begin; select * from t").unwrap();
            assert!(matches!(Vacant::of(&path, &aside), Err(Error::Busy)));
            inside.execute_batch("commit").unwrap();
            // With a log he is in it until he closes it.
            assert_eq!(Vacant::of(&path, &aside).is_err(), has_log);
            drop(inside);
            let late = Connection::open(&path).unwrap();
            late.busy_timeout(Duration::ZERO).unwrap();
            let vacant = Vacant::of(&path, &aside).unwrap();
            assert!(late.execute_batch("select * from t").is_err());
            drop(vacant);
            late.execute_batch("begin; commit").unwrap();
            drop(late);
            assert_eq!(std::fs::read(&path).unwrap(), before);
            assert_eq!(files::list(folder.path()).unwrap(), [path]);
        }
    }

    #[test]
    fn whoever_has_opened_it_writes_nothing_once_it_was_moved() {
        for has_log in [true, false] {
            let folder = tempfile::tempdir().unwrap();
            let path = database(folder.path(), has_log);
            let late = Connection::open(&path).unwrap();
            late.busy_timeout(Duration::ZERO).unwrap();
            let mut vacant = Vacant::of(&path, &folder.path().join("aside")).unwrap();
            vacant.end_log().unwrap();
            assert!(late.execute_batch("select * from t").is_err());
            let moved = folder.path().join("moved.sqlite");
            std::fs::rename(&path, &moved).unwrap();
            drop(vacant);
            // Also where another one has its name by now.
            std::fs::write(&path, "").unwrap();
            for write in ["insert into t values (1)", "pragma journal_mode = wal; insert into t values (1)"] {
                assert!(late.execute_batch(write).is_err(), "{write}");
            }
            assert_eq!(files::list(folder.path()).unwrap(), [moved, path]);
        }
    }

    #[test]
    fn what_is_no_database_is_nobodys_and_a_log_beside_it_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let (path, aside) = (database(folder.path(), true), folder.path().join("aside"));
        for suffix in ["-wal", "-journal"] {
            std::fs::write(files::with_suffix(&path, suffix), "another one's").unwrap();
        }
        let before = files::list(folder.path()).unwrap();
        drop(Vacant::of(&path, &aside).unwrap());
        assert_eq!(files::list(folder.path()).unwrap(), before);
        for content in [&b""[..], &[b'x'; 4096]] {
            std::fs::write(&path, content).unwrap();
            Vacant::of(&path, &aside).unwrap().end_log().unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), content);
        }
        Vacant::of(folder.path(), &aside).unwrap();
        Vacant::of(&folder.path().join("none"), &aside).unwrap();
        assert_eq!(files::list(folder.path()).unwrap(), before);
    }
}
