//! Who has a database's file open, as far as the system lists its locks.
//!
//! The file itself is never opened: closing it would drop the locks that a connection of this process holds on it (POSIX).

use std::io::Read as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

/// The first byte of the range that SQLite locks for whoever reads a database or has it for himself.
const SHARED_FIRST: u64 = 0x4000_0002;
/// Room for the list of the system's locks.
const LOCKS_BYTES: usize = 1 << 16;
/// The locks of whoever has a database open that has a log: as long as he does, whatever he does.
const OPEN: [&str; 2] = ["READ", "WRITE"];

/// Tells whether any process, this one too, holds the file for itself, as far as the system lists its locks.
pub(super) fn is_held(inode: u64) -> bool {
    is_locked(inode, &["WRITE"])
}

/// Tells whether any process, this one too, is in a database: reads it, writes it, or has a log of it in use.
pub(in crate::store) fn is_open(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|found| is_locked(found.ino(), &OPEN))
}

fn is_locked(inode: u64, kinds: &[&str]) -> bool {
    // The system lists what holds at one moment as far as a call has room for it, and counts on from there at the next
    // call: with little room, a lock that goes meanwhile hides another one.
    let mut locks = String::with_capacity(LOCKS_BYTES);
    let read = std::fs::File::open("/proc/locks").and_then(|mut file| file.read_to_string(&mut locks));
    read.is_ok() && locks.lines().any(|line| holds(line, inode, kinds))
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
        use std::os::unix::fs::MetadataExt as _;
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

    #[test]
    fn whoever_has_a_log_in_use_is_seen_until_it_goes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("open.sqlite");
        assert!(!is_open(&path));
        let held = rusqlite::Connection::open(&path).unwrap();
        held.query_row("pragma journal_mode = wal", [], |_| Ok(())).unwrap();
        held.execute_batch("create table t (a); pragma wal_checkpoint(truncate)").unwrap();
        assert!(is_open(&path));
        drop(held);
        assert!(!is_open(&path));
    }
}
