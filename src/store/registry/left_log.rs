//! A log that lies beside a registry it does not belong to.
//!
//! SQLite applies whatever log lies beside a database, and nothing in either says whose it is. Where another file was put
//! in a registry's place while a program had it open, or after one was killed, that is the log of the file before it:
//! applied, it makes one registry out of the pages of two. The same happens when an older content is copied into the file
//! itself. So it is looked at first, once for each file, and once each time that the file was written by somebody.

use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::{Tx, changes};
use crate::store::engine::{self, BUSY};
use crate::store::error::{Error, Result};
use crate::store::home::Home;
use crate::store::sql::{self, Purpose};
use crate::store::{files, immutable};

/// Tells whether a log lies beside the registry that makes it unsound, while it is sound without. Nothing is written into
/// the registry by looking.
pub(in crate::store) fn does_not_fit(home: &Home) -> bool {
    let registry = home.registry();
    is_whole(with_log(&registry)) == Some(false) && is_whole(alone(&registry)) == Some(true)
}

/// Tells whether the log beside the registry goes on from another state than its file holds: an older content was copied
/// into the file, or a newer one. Each change that is counted is one piece of the log, so the log can have no more changes
/// ahead of the file than it has pieces. While somebody writes nothing is told. Nothing is written by looking.
pub(in crate::store) fn is_of_another_time(home: &Home) -> bool {
    goes_on_from_another(home, || {})
}

/// As [`is_of_another_time`]; `meanwhile` is called between any two reads.
///
/// All is read within one transaction that has seen both first. As long as it lasts nobody begins the log anew, and no
/// more of it is moved into the file than the transaction has seen; where the whole log was there already, nothing is. So
/// whatever a living process writes meanwhile, its file is never ahead of what was seen, and its log never has fewer
/// pieces: times of files, which go in steps, need not tell.
fn goes_on_from_another(home: &Home, meanwhile: impl Fn()) -> bool {
    let (registry, log) = (home.registry(), files::with_suffix(&home.registry(), "-wal"));
    let state = |path: &Path| {
        std::fs::metadata(path).map(|found| (found.ino(), found.len(), found.mtime(), found.mtime_nsec())).ok()
    };
    let seen = || (state(&registry), state(&log));
    let before = seen();
    let apart = || {
        meanwhile();
        // A process that died while it moved the log may have left a page half written.
        let own = alone(&registry).and_then(|own| changes_of(own, changes::agreed)).ok()??;
        meanwhile();
        Some((own, pieces(&log)?))
    };
    let together = with_log(&registry).and_then(|all| changes_of(all, |tx| Ok((changes::count(tx)?, apart()))));
    meanwhile();
    let is_another = match together {
        // Whoever died while the log was moved into the file has left it between two states, and then it is not whole.
        Ok((all, Some((own, pieces)))) => (all < own || all - own > pieces) && is_whole(alone(&registry)) == Some(true),
        Ok((_, None)) => false,
        // Pages that do not fit together.
        Err(_) => apart().is_some() && does_not_fit(home),
    };
    is_another && seen() == before
}

fn changes_of<T>(mut connection: Connection, read: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    read(&Tx(sql::Tx::begin(&mut connection, Purpose::Read)?))
}

/// Bytes of a log's head, and of what stands before each of its pages.
const HEAD: u64 = 32;
const FRAME_HEAD: u64 = 24;

/// Counts the transactions of a log by their last pages; none when it is no log.
fn pieces(log: &Path) -> Option<i64> {
    let file = files::open(log).ok()?;
    let mut head = [0; 32];
    file.read_exact_at(&mut head, 0).ok()?;
    let number = |bytes: &[u8]| bytes.try_into().ok().map(u32::from_be_bytes);
    if number(&head[..4])? & !1 != 0x377f_0682 {
        return None;
    }
    let (step, salt) = (FRAME_HEAD + u64::from(number(&head[8..12])?), &head[16..24]);
    let (mut at, mut found, mut frame) = (HEAD, 0, [0; 16]);
    // Behind the last one lies what an earlier log has left, with another salt.
    while file.read_exact_at(&mut frame, at).is_ok() && frame[8..] == *salt {
        // The size of the database stands in the last page of a transaction alone.
        found += i64::from(number(&frame[4..8])? != 0);
        at += step;
    }
    Some(found)
}

/// Moves the log away, to where nothing is read back.
pub(in crate::store) fn set_aside(home: &Home) -> Result<()> {
    let (log, folder) = (files::with_suffix(&home.registry(), "-wal"), home.orphans());
    files::create_directory(&folder)?;
    files::place(&log, &folder.join(format!("registry-{}.sqlite-wal", files::token()?)))?;
    files::remove(&files::with_suffix(&home.registry(), "-shm"))?;
    files::sync_directory(&folder)?;
    files::sync_directory(home.root())
}

fn with_log(registry: &Path) -> Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_PRIVATE_CACHE;
    let connection = Connection::open_with_flags(registry, flags)?;
    connection.busy_timeout(BUSY)?;
    // What does not belong must not go into the file when this connection goes.
    engine::merge_log(&connection, false)?;
    Ok(connection)
}

fn alone(registry: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    Ok(Connection::open_with_flags(immutable(registry), flags)?)
}

/// Tells whether a registry is sound and its audit has no hole; none when that could not be found out.
fn is_whole(opened: Result<Connection>) -> Option<bool> {
    let look = |mut connection: Connection| {
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        let verdict: String = connection.query_row("pragma integrity_check(1)", [], |row| row.get(0))?;
        let broken: i64 =
            connection.query_row("select count(*) from pragma_foreign_key_check", [], |row| row.get(0))?;
        let tx = sql::Tx::begin(&mut connection, Purpose::Read)?;
        // The beginning may have been pruned.
        let sql = "select count(*), coalesce(max(id) - min(id) + 1, 0) from audit";
        let (count, span): (i64, i64) = tx.get(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok::<_, Error>(verdict == "ok" && broken == 0 && count == span)
    };
    match opened.and_then(look) {
        Ok(whole) => Some(whole),
        Err(error) => (error.is_lasting() || error.is_about_its_form()).then_some(false),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::fs::{File, FileTimes};

    use super::*;
    use crate::store::registry::{Registry, setting};

    fn change(registry: &mut Registry) {
        registry.write(|tx| setting::put(tx, "a", "b")).unwrap();
    }

    /// Moves the log into the file as every program does now and then, waiting for nobody.
    fn move_log(home: &Home) {
        let connection = Connection::open(home.registry()).unwrap();
        connection.query_row("pragma wal_checkpoint(passive)", [], |_| Ok(())).unwrap();
    }

    fn times(path: &Path) -> FileTimes {
        FileTimes::new().set_modified(std::fs::metadata(path).unwrap().modified().unwrap())
    }

    #[test]
    fn the_log_of_somebody_who_writes_meanwhile_is_never_of_another_time() {
        type Act = (&'static str, fn(&Home, &mut Registry));
        let acts: [Act; 4] = [
            ("writes", |_, registry| change(registry)),
            ("moves", |home, _| move_log(home)),
            ("moves and writes", |home, registry| {
                move_log(home);
                change(registry);
            }),
            ("writes much and moves", |home, registry| {
                (0..3).for_each(|_| change(registry));
                move_log(home);
            }),
        ];
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        home.create().unwrap();
        let mut registry = Registry::create(&home.registry()).unwrap();
        // A log that is longer than what is written into it from now on.
        (0..20).for_each(|_| change(&mut registry));
        let registry = RefCell::new(registry);
        let paths = [home.registry(), files::with_suffix(&home.registry(), "-wal")];
        // Which of the three moments, bit by bit; and how many changes the log has when it is looked at.
        let rounds = acts.iter().flat_map(|act| (1..8).flat_map(move |at| (0..3).map(move |ahead| (act, at, ahead))));
        for ((name, act), moments, ahead) in rounds {
            move_log(&home);
            (0..ahead).for_each(|_| change(&mut registry.borrow_mut()));
            let moment = Cell::new(0);
            let meanwhile = || {
                let known = paths.each_ref().map(|path| times(path));
                if moments & (1 << moment.get()) != 0 {
                    act(&home, &mut registry.borrow_mut());
                }
                moment.set(moment.get() + 1);
                // The clock of the file system has not gone on.
                for (path, times) in paths.iter().zip(known) {
                    File::options().write(true).open(path).unwrap().set_times(times).unwrap();
                }
            };
            let is_another = goes_on_from_another(&home, meanwhile);
            assert_eq!((is_another, moment.get()), (false, 3), "{name} at {moments:03b} with {ahead}");
        }
    }

    #[test]
    fn an_older_content_has_less_behind_it_than_its_log() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        home.create().unwrap();
        let mut registry = Registry::create(&home.registry()).unwrap();
        change(&mut registry);
        move_log(&home);
        let older = std::fs::read(home.registry()).unwrap();
        (0..3).for_each(|_| change(&mut registry));
        move_log(&home);
        change(&mut registry);
        let newer = std::fs::read(home.registry()).unwrap();
        assert!(!is_of_another_time(&home));
        for (content, expected) in [(&older, true), (&newer, false)] {
            std::fs::write(home.registry(), content).unwrap();
            assert_eq!(is_of_another_time(&home), expected);
        }
    }
}
