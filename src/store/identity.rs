//! What lies beside the registry to prove that it is the one that was used last: the mark and the audit's head.
//!
//! The mark is written when a data directory is made, adopted or accepted, and is durable. The head is written after
//! every commit that added to the audit, in its place and without waiting for the disk: it may say less than the
//! registry after a crash, never more, because the registry was on the disk before it.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::os::unix::fs::{FileExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use sha2::{Digest as _, Sha256};

use super::engine::BUSY;
use super::error::{Error, Result};
use super::home::Home;
use super::registry::{Registry, left_log};
use super::{files, machine};
use crate::domain::identity::{Head, Kept, Mark, Place};
use crate::domain::time::Timestamp;

/// Neither file is ever longer, in bytes.
const SIZE_MAX: u64 = 4096;
/// Lines of a head's file.
const LINES: usize = 2;
/// Signs of the check at the end of a head.
const CHECK: usize = 16;
/// How often a head is read again that somebody may be writing at that moment.
const READS: u32 = 8;

fn mark_path(home: &Home) -> PathBuf {
    home.root().join("identity")
}

fn head_path(home: &Home) -> PathBuf {
    home.owners().join("head")
}

fn log_path(home: &Home) -> PathBuf {
    home.owners().join("log")
}

/// Finds where a registry's file lies.
pub fn place(registry: &Path) -> Result<Place> {
    let found = std::fs::metadata(registry).map_err(Error::file(registry))?;
    Ok(Place {
        machine: machine::identifier().unwrap_or_default(),
        boot: machine::steady().map(|steady| steady.boot).unwrap_or_default(),
        device: found.dev(),
        inode: found.ino(),
        born: born(&found),
    })
}

/// Says when a file was made, in nanoseconds since 1970; nothing where the file system does not keep it.
fn born(found: &std::fs::Metadata) -> String {
    let since = found.created().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    since.map(|since| since.as_nanos().to_string()).unwrap_or_default()
}

/// Reads a small file; what is something else in its place makes it unreadable, so that nobody is locked out by it.
///
/// # Errors
/// What the system says when it does not let the file be opened: that says nothing about what is in it.
fn read(path: &Path) -> Result<Kept<String>> {
    match files::read_text(path, SIZE_MAX) {
        Ok(text) => Ok(Kept::Found(text)),
        Err(Error::File { cause, .. }) if cause.kind() == ErrorKind::NotFound => Ok(Kept::Absent),
        Err(error) if error.is_refused_by_the_system() => Err(error),
        Err(_) => Ok(Kept::Unreadable),
    }
}

/// Reads the mark.
///
/// # Errors
/// What the system says when it does not let the file be opened.
pub fn mark(home: &Home) -> Result<Kept<Mark>> {
    Ok(match read(&mark_path(home))? {
        Kept::Found(text) => serde_json::from_str(&text).map_or(Kept::Unreadable, Kept::Found),
        Kept::Absent => Kept::Absent,
        Kept::Unreadable => Kept::Unreadable,
    })
}

/// Writes the mark, durably.
pub fn put_mark(home: &Home, mark: &Mark) -> Result<()> {
    let text = serde_json::to_string(mark).map_err(|error| Error::unreadable("identity", error.to_string()))?;
    put(&mark_path(home), &(text + "\n"))
}

/// Opens the registry. The log beside a file that is not the one used last is looked at first, once: SQLite would apply
/// it although it may be another file's.
///
/// # Errors
/// As [`Registry::open`]; [`Error::Busy`] when somebody else looks at that log for too long.
pub fn open(home: &Home) -> Result<Registry> {
    let path = home.registry();
    // Also what lies beside it: the log is looked at before the registry is opened.
    if let Err(error @ Error::NotAFile { .. }) = files::check_database(&path) {
        return Err(error);
    }
    let unknown = || match mark(home)? {
        Kept::Found(mark) => Ok(Some((place(&path)?, mark)).filter(|(place, mark)| !mark.knows(place))),
        Kept::Absent | Kept::Unreadable => Ok::<_, Error>(None),
    };
    if is_log_to_look_at(home) && left_log::is_of_another_time(home) {
        let _claim = home.wait_for_claim(BUSY)?;
        if left_log::is_of_another_time(home) {
            left_log::set_aside(home)?;
        }
    }
    if unknown()?.is_some() {
        let _claim = home.wait_for_claim(BUSY)?;
        if let Some((place, mark)) = unknown()? {
            if log_is_foreign(home, &place, &mark) {
                left_log::set_aside(home)?;
            }
            put_mark(home, &Mark { looked: Some(place), ..mark })?;
        }
    }
    Registry::open(&path)
}

/// Names the log that lies beside the registry now, if one does, and gives its size in bytes.
fn log(home: &Home) -> Option<(String, u64)> {
    let found = std::fs::metadata(files::with_suffix(&home.registry(), "-wal")).ok()?;
    Some((log_line(found.ino(), &born(&found)), found.len()))
}

fn log_line(inode: u64, born: &str) -> String {
    format!("{inode:020} {born:>20}\n")
}

/// Tells whether the log beside a file that is not the one used last belongs to another file. The one noted belonged to
/// the file that was proved, which this may be after all; another one may have come with this file. Either stays if it
/// fits.
fn log_is_foreign(home: &Home, place: &Place, mark: &Mark) -> bool {
    let is_remounted = place.may_be_remounted(&mark.place);
    match log(home) {
        Some((log, size)) if size > 0 => (!is_remounted && is_noted(home, &log)) || left_log::does_not_fit(home),
        Some(_) | None => false,
    }
}

/// Tells whether a log is the one noted last. Of a file system that keeps no moment of birth the line ends with spaces.
fn is_noted(home: &Home, log: &str) -> bool {
    noted(home).is_some_and(|(noted, _)| noted.trim_end() == log.trim_end())
}

/// Says how the registry's file was written last. Only moving a log into it changes that, and putting another content in
/// its place.
fn registry_written(home: &Home) -> Option<String> {
    let found = std::fs::metadata(home.registry()).ok()?;
    Some(format!("{:020} {:020} {:09}\n", found.len(), found.mtime(), found.mtime_nsec()))
}

/// Reads which log was noted last, and how the registry's file was written then.
fn noted(home: &Home) -> Option<(String, String)> {
    let Ok(Kept::Found(text)) = read(&log_path(home)) else { return None };
    let mut lines = text.lines().map(str::to_owned);
    Some((lines.next()?, lines.next().unwrap_or_default()))
}

/// Tells whether a log lies beside the registry whose file was written since the log was noted: most often by its own
/// program, but another content may have been copied into it.
fn is_log_to_look_at(home: &Home) -> bool {
    let is_as_noted =
        || noted(home).zip(registry_written(home)).is_some_and(|((_, noted), now)| noted == now.trim_end());
    log(home).is_some_and(|(_, size)| size > 0) && !is_as_noted()
}

/// Notes which log goes with a registry that was proved, without waiting for the disk: should another file be put in the
/// registry's place, this log is not its own.
pub fn note_log(home: &Home) -> Result<()> {
    let path = log_path(home);
    let now = log(home).zip(registry_written(home)).map(|((log, _), written)| log + &written);
    match now {
        Some(now) if read(&path)? != Kept::Found(now.clone()) => write_over(&path, &now, 0),
        Some(_) | None => Ok(()),
    }
}

/// Reads the head.
///
/// # Errors
/// What the system says when it does not let the file be opened.
pub fn head(home: &Home) -> Result<Kept<Head>> {
    let path = head_path(home);
    let mut found = Kept::Absent;
    for _ in 0..READS {
        found = match read(&path)? {
            Kept::Found(text) => parse(&text).map_or(Kept::Unreadable, Kept::Found),
            Kept::Absent => Kept::Absent,
            Kept::Unreadable => Kept::Unreadable,
        };
        if found != Kept::Unreadable {
            break;
        }
        std::thread::yield_now();
    }
    Ok(found)
}

/// Writes the head, durably, whatever lay in its place.
pub fn put_head(home: &Home, head: &Head) -> Result<()> {
    files::create_directory(&home.owners())?;
    put(&head_path(home), &line(head).repeat(LINES))
}

/// Writes a file durably, whatever lay in its place: a folder is moved away, since nobody may be locked out by it.
fn put(path: &Path, text: &str) -> Result<()> {
    if std::fs::symlink_metadata(path).is_ok_and(|found| found.is_dir()) {
        files::place(path, &files::with_suffix(path, &format!("-{}", files::token()?)))?;
    }
    files::write_private(path, text.as_bytes())
}

/// Writes the head in its place without waiting for the disk; where the folder was emptied meanwhile, anew.
pub fn note_head(home: &Home, head: &Head) -> Result<()> {
    let (path, line) = (head_path(home), line(head));
    if !path.exists() {
        return write_over(&path, &line.repeat(LINES), 0);
    }
    // In turn: when a process dies while it writes one line, the other is whole, and only older.
    write_over(&path, &line, if head.id % 2 == 0 { 0 } else { line.len() as u64 })
}

/// Writes over a part of a file without waiting for the disk, making the file where it is missing.
fn write_over(path: &Path, text: &str, at: u64) -> Result<()> {
    // Neither a link that leads away nor a pipe that would hold the program.
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    let file = match OpenOptions::new().write(true).custom_flags(flags).open(path) {
        Err(cause) if cause.kind() == ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), files::create_directory)?;
            files::create_new(path)?
        }
        other => other.map_err(Error::file(path))?,
    };
    file.write_all_at(text.as_bytes(), at).map_err(Error::file(path))
}

/// Writes a head as one line, always as long as any other.
fn line(head: &Head) -> String {
    let body = format!("{:020} {:020} {:64}", head.id, head.at.0, head.hash);
    format!("{body} {}\n", check(&body))
}

fn check(body: &str) -> String {
    files::hexadecimal(&Sha256::digest(body.as_bytes())).chars().take(CHECK).collect()
}

/// Takes the latest line that is whole.
fn parse(text: &str) -> Option<Head> {
    text.lines().filter_map(parse_line).max_by_key(|head| head.id)
}

fn parse_line(text: &str) -> Option<Head> {
    let (body, found) = text.rsplit_once(' ')?;
    if found != check(body) {
        return None;
    }
    let mut parts = body.split_ascii_whitespace();
    let (id, at, hash) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.to_owned());
    Some(Head { id, at: Timestamp(at), hash })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(id: i64) -> Head {
        Head { id, at: Timestamp(1_790_000_000 - id), hash: "a".repeat(64) }
    }

    #[test]
    fn a_head_is_read_as_it_was_written_and_garbage_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        assert_eq!(head(&home).unwrap(), Kept::Absent);
        note_head(&home, &some(7)).unwrap();
        assert_eq!(head(&home).unwrap(), Kept::Found(some(7)));
        let size = std::fs::metadata(head_path(&home)).unwrap().len();
        for id in [8, 9, 12, 1_000_000] {
            note_head(&home, &some(id)).unwrap();
            assert_eq!(head(&home).unwrap(), Kept::Found(some(id)));
            assert_eq!(std::fs::metadata(head_path(&home)).unwrap().len(), size, "always as long");
        }
        assert_eq!(files::exposure(&head_path(&home)).unwrap(), None);
        let good = std::fs::read_to_string(head_path(&home)).unwrap();
        for bad in ["", "7 8 9", &good.replace('a', "b"), &good[..50], "\u{0}"] {
            std::fs::write(head_path(&home), bad).unwrap();
            assert_eq!(head(&home).unwrap(), Kept::Unreadable, "{bad:?}");
        }
        // One line that was cut leaves the other.
        std::fs::write(head_path(&home), good.replace("1000000", "100")).unwrap();
        assert_eq!(head(&home).unwrap(), Kept::Found(some(9)));
        std::fs::remove_file(head_path(&home)).unwrap();
        std::fs::create_dir(head_path(&home)).unwrap();
        assert_eq!(head(&home).unwrap(), Kept::Unreadable);
        put_head(&home, &some(10)).unwrap();
        assert_eq!(head(&home).unwrap(), Kept::Found(some(10)));
    }

    #[test]
    fn a_file_put_in_place_is_looked_at_by_one_of_many_that_open_it_at_once() {
        const OPENERS: usize = 8;
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        home.create().unwrap();
        drop(Registry::create(&home.registry()).unwrap());
        let place = place(&home.registry()).unwrap();
        put_mark(&home, &Mark { home: "h".into(), place, looked: None }).unwrap();
        let copy = home.root().join("copy");
        std::fs::copy(home.registry(), &copy).unwrap();
        std::fs::rename(&copy, home.registry()).unwrap();
        let barrier = std::sync::Barrier::new(OPENERS);
        std::thread::scope(|scope| {
            for _ in 0..OPENERS {
                scope.spawn(|| {
                    barrier.wait();
                    open(&home).unwrap();
                });
            }
        });
        assert!(matches!(mark(&home).unwrap(), Kept::Found(Mark { looked: Some(_), .. })));
        // Whoever keeps it for good is told of.
        let claim = home.claim().unwrap().unwrap();
        assert!(matches!(home.wait_for_claim(std::time::Duration::ZERO), Err(Error::Busy)));
        drop(claim);
        assert!(home.wait_for_claim(std::time::Duration::ZERO).is_ok());
    }

    #[test]
    fn a_log_stays_with_a_file_into_which_it_was_moved_half_way() {
        const PAGE: usize = 4096;
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        home.create().unwrap();
        let mut registry = Registry::create(&home.registry()).unwrap();
        // The file has more changes behind it than the log has, whose count is carried from one byte to the next.
        for value in 0..300 {
            if value == 200 {
                registry.empty_log().unwrap();
            }
            let text = value.to_string();
            let change = |tx: &crate::store::registry::Tx<'_>| {
                crate::store::counter::next_id::<i64>(tx, crate::store::counter::Counter::Session)?;
                crate::store::registry::setting::put(tx, "acknowledged", &text)
            };
            registry.write(change).unwrap();
        }
        put_mark(&home, &Mark { home: "h".into(), place: place(&home.registry()).unwrap(), looked: None }).unwrap();
        note_log(&home).unwrap();
        let log_file = files::with_suffix(&home.registry(), "-wal");
        let (before, log) = (std::fs::read(home.registry()).unwrap(), std::fs::read(&log_file).unwrap());
        registry.empty_log().unwrap();
        let after = std::fs::read(home.registry()).unwrap();
        drop(registry);
        let changed = |page: &usize| before.chunks(PAGE).nth(*page) != after.chunks(PAGE).nth(*page);
        let pages: Vec<usize> = (0..after.len() / PAGE).filter(changed).collect();
        assert!(pages.len() > 1, "{pages:?}");
        for page in pages {
            for until in (64..PAGE - 160).step_by(64).chain(PAGE - 160..=PAGE) {
                let mut half = before.clone();
                half.resize(half.len().max((page + 1) * PAGE), 0);
                half[page * PAGE..][..until].copy_from_slice(&after[page * PAGE..][..until]);
                // In place, as SQLite writes.
                files::remove(&files::with_suffix(&home.registry(), "-shm")).unwrap();
                std::fs::write(home.registry(), &half).unwrap();
                std::fs::write(&log_file, &log).unwrap();
                let read =
                    |tx: &crate::store::registry::Tx<'_>| crate::store::registry::setting::find(tx, "acknowledged");
                let found = open(&home).unwrap().read(read).unwrap();
                assert_eq!(found.map(|(value, _)| value).as_deref(), Some("299"), "page {page} until {until}");
                assert!(files::list(&home.orphans()).unwrap().is_empty(), "page {page} until {until}");
            }
        }
    }

    #[test]
    fn a_log_stays_with_a_file_whose_disk_was_mounted_again() {
        for device in [0, 1] {
            let folder = tempfile::tempdir().unwrap();
            let home = Home::new(folder.path().join("data"));
            home.create().unwrap();
            let mut registry = Registry::create(&home.registry()).unwrap();
            let mut place = place(&home.registry()).unwrap();
            // Of a file system that does not keep the moment, nobody can tell.
            let keeps = !place.born.is_empty();
            place.device += device;
            put_mark(&home, &Mark { home: "h".into(), place, looked: None }).unwrap();
            registry.write(|tx| crate::store::registry::setting::put(tx, "acknowledged", "yes")).unwrap();
            note_log(&home).unwrap();
            // A process that is killed leaves its log.
            let log = files::with_suffix(&home.registry(), "-wal");
            let left = std::fs::read(&log).unwrap();
            assert!(!left.is_empty());
            std::mem::forget(registry);
            let found = open(&home).unwrap().read(|tx| crate::store::registry::setting::find(tx, "acknowledged"));
            assert_eq!(found.unwrap().is_some(), device == 0 || keeps);
        }
    }

    #[test]
    fn a_log_is_known_again_whether_or_not_its_birth_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        home.create().unwrap();
        drop(Registry::create(&home.registry()).unwrap());
        let written = registry_written(&home).unwrap();
        for born in ["", "1790000000123456789"] {
            write_over(&log_path(&home), &(log_line(7, born) + &written), 0).unwrap();
            assert!(is_noted(&home, &log_line(7, born)), "{born:?}");
            assert!(!is_noted(&home, &log_line(8, born)), "{born:?}");
            assert!(!is_noted(&home, &log_line(7, "1")), "{born:?}");
        }
    }

    #[test]
    fn a_mark_names_the_file_and_a_copy_is_another_one() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        home.create().unwrap();
        let (one, two) = (home.root().join("one"), home.root().join("two"));
        files::write_private(&one, b"x").unwrap();
        std::fs::copy(&one, &two).unwrap();
        let (first, second) = (place(&one).unwrap(), place(&two).unwrap());
        assert_ne!(first, second);
        let written = Mark { home: "h".into(), place: first.clone(), looked: None };
        assert_eq!(mark(&home).unwrap(), Kept::Absent);
        put_mark(&home, &written).unwrap();
        assert_eq!(mark(&home).unwrap(), Kept::Found(written));
        std::fs::rename(&one, home.root().join("three")).unwrap();
        assert_eq!(place(&home.root().join("three")).unwrap(), first);
        std::fs::write(mark_path(&home), "{}").unwrap();
        assert_eq!(mark(&home).unwrap(), Kept::Unreadable);
    }
}
