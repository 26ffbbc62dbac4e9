//! What a database holds, in one text: to tell before it goes whether anything was written since it was copied.
//!
//! One without a log, that was left alone for long enough that any later change is seen from outside, is told by how its
//! file looks. Of another one every page is hashed, as a transaction sees it, or every row, where the pages are too many
//! to be in memory at once.
//!
//! SQLite's own half: its pages and catalogue, its locks, its log.

use std::io::ErrorKind;
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB, OpenFlags};
use sha2::{Digest as _, Sha256};

use super::fingerprint::{self, Look};
use super::snapshot::IN_MEMORY_MAX;
use super::{blank_changed_by_opening, harden, judge};
use crate::store::error::{Error, Result};
use crate::store::hold::Hold;
use crate::store::{engine, files};

/// How the look of a database's file begins.
const LOOK: &str = "look";
/// How the hash of its pages begins; that of its rows begins with nothing.
const PAGES: &str = "pages:";
/// Where the places of a header end, in bytes.
const HEADER: usize = 100;
/// Tells a database that nobody has written into since this program made it.
pub(in crate::store) const UNTOUCHED: &str = "untouched";
/// Where a header counts the changes, and for which of them the rest of it holds.
const COUNTERS: [u64; 2] = [24, 92];
/// What they say of a database that was just made. Each change counts, so does beginning a log, in which changes no longer
/// count.
const MADE: [u8; 4] = [0, 0, 0, 1];

/// Tells a database by how its file looked before it was read; none when that would not show every later change.
pub(super) fn of_look(seen: &Look) -> Option<String> {
    (seen.is_settled() && !seen.has_log).then(|| format!("{LOOK}{}", seen.own))
}

/// Hashes the pages of a database, but for what merely opening it changes: what only moves them is a change too.
pub(super) fn of_pages(image: &[u8]) -> String {
    let (head, rest) = image.split_at(image.len().min(HEADER));
    let mut head = head.to_vec();
    blank_changed_by_opening(&mut head);
    format!("{PAGES}{}", files::hexadecimal(&Sha256::new().chain_update(head).chain_update(rest).finalize()))
}

/// Hashes the pages of a database as they are now; none when there are more bytes of them than those of one whose pages
/// are ever hashed, however much was written since.
fn of_pages_now(connection: &mut Connection, max_bytes: i64) -> Result<Option<String>> {
    let size = "select page_count * page_size from pragma_page_count(), pragma_page_size()";
    let bytes: i64 = connection.query_row(size, [], |row| row.get(0))?;
    if bytes > max_bytes { Ok(None) } else { Ok(Some(of_pages(&connection.serialize(MAIN_DB)?))) }
}

/// Hashes the schema and every row, but for a manifest. A copy gives what its original gives.
pub(super) fn of_rows(connection: &Connection) -> Result<String> {
    let mut hasher = Sha256::new();
    let own = "from sqlite_schema where name not like 'sqlite_%' and tbl_name <> 'manifest'";
    add(connection, &mut hasher, &format!("select type, name, tbl_name, sql {own} order by type, name"))?;
    add(connection, &mut hasher, "pragma user_version")?;
    let mut statement = connection.prepare(&format!("select name {own} and type = 'table' order by name"))?;
    let tables: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for table in tables {
        // In the order of the table itself, whatever indexes there are.
        add(connection, &mut hasher, &format!("select * from {} not indexed", judge::quoted(&table)))?;
    }
    Ok(files::hexadecimal(&hasher.finalize()))
}

fn add(connection: &Connection, hasher: &mut Sha256, sql: &str) -> Result<()> {
    let mut statement = connection.prepare(sql)?;
    let count = statement.column_count();
    let mut rows = statement.query([])?;
    let mut long = |kind: u8, bytes: &[u8]| {
        hasher.update([kind]);
        hasher.update(bytes.len().to_le_bytes());
        hasher.update(bytes);
    };
    while let Some(row) = rows.next()? {
        for at in 0..count {
            match row.get_ref(at)? {
                ValueRef::Null => long(0, &[]),
                ValueRef::Integer(number) => long(1, &number.to_le_bytes()),
                ValueRef::Real(number) => long(2, &number.to_le_bytes()),
                ValueRef::Text(text) => long(3, text),
                ValueRef::Blob(bytes) => long(4, bytes),
            }
        }
    }
    long(5, sql.as_bytes());
    Ok(())
}

/// Writes into a database that was just made, by what takes a place and bytes, that nobody has written into it since.
pub(super) fn make_untouched(mut write: impl FnMut(u64, &[u8]) -> std::io::Result<()>) -> std::io::Result<()> {
    COUNTERS.into_iter().try_for_each(|at| write(at, &MADE))
}

/// Tells whether a file says so. It is closed by then: closing it takes the locks of this process's connections away.
fn is_untouched(path: &Path) -> Result<bool> {
    let file = files::open(path)?;
    let said = make_untouched(|at, made| {
        let mut found = MADE;
        file.read_exact_at(&mut found, at)?;
        if found == made { Ok(()) } else { Err(ErrorKind::InvalidData.into()) }
    });
    match said {
        Ok(()) => Ok(true),
        Err(cause) if matches!(cause.kind(), ErrorKind::InvalidData | ErrorKind::UnexpectedEof) => Ok(false),
        Err(cause) => Err(Error::file(path)(cause)),
    }
}

/// Acts on a database's files if it still holds what it held; nobody writes into it meanwhile. None when it holds
/// something else: nothing was done. What its log held is in the database itself by then, unless somebody reads; what is told
/// by its look has no log.
///
/// # Errors
/// [`Error::Busy`](crate::store::Error::Busy) when somebody writes into it for too long; what SQLite says, and the act.
pub(in crate::store) fn if_still<T>(path: &Path, state: &str, act: impl FnOnce() -> Result<T>) -> Result<Option<T>> {
    // What was never written into is told by its look from then on.
    let untouched = if state == UNTOUCHED {
        let seen = fingerprint::look(path)?;
        if seen.has_log || !is_untouched(path)? {
            return Ok(None);
        }
        Some(seen.own)
    } else {
        None
    };
    let _held = Hold::begin();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    harden(&mut connection)?;
    engine::merge_log(&connection, false)?;
    let known_look = untouched.as_deref().or_else(|| state.strip_prefix(LOOK));
    if known_look.is_none() {
        connection.query_row("pragma wal_checkpoint", [], |_| Ok(()))?;
    }
    connection.execute_batch("begin immediate")?;
    let is_still = if let Some(known) = known_look {
        let seen = fingerprint::look(path)?;
        !seen.has_log && seen.own == known
    } else if state.starts_with(PAGES) {
        of_pages_now(&mut connection, IN_MEMORY_MAX.cast_signed())?.is_some_and(|pages| pages == state)
    } else {
        of_rows(&connection)? == state
    };
    if !is_still {
        return Ok(None);
    }
    // Readers too are kept out from here on: whoever has it open would find the log of what comes to its name.
    let version = || connection.query_row("pragma data_version", [], |row| row.get::<_, i64>(0));
    let seen = version()?;
    connection.execute_batch("rollback; begin exclusive")?;
    if version()? != seen {
        return Ok(None);
    }
    engine::merge_log(&connection, true)?;
    act().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::establishment::EstablishmentNumber;
    use crate::store::establishment::SCHEMA_VERSION;
    use crate::store::shelf::tests::bytes;

    fn pages(connection: &mut Connection) -> String {
        of_pages(&connection.serialize(MAIN_DB).unwrap())
    }

    fn rows(connection: &mut Connection) -> String {
        of_rows(connection).unwrap()
    }

    #[test]
    fn whatever_is_written_is_seen_and_opening_is_not() {
        for digest in [pages, rows] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("7.sqlite");
            std::fs::write(&path, bytes(EstablishmentNumber(7), "own")).unwrap();
            let mut connection = Connection::open(&path).unwrap();
            let mut known = digest(&mut connection);
            let is_still = |state: &str| if_still(&path, state, || Ok(())).unwrap().is_some();
            // Opened to be used, its log moved.
            connection.query_row("pragma journal_mode = wal", [], |_| Ok(())).unwrap();
            assert!(is_still(&known));
            let version = format!("begin immediate; pragma user_version = {SCHEMA_VERSION}; commit");
            connection.execute_batch(&version).unwrap();
            connection.execute_batch("pragma wal_checkpoint(truncate)").unwrap();
            assert!(is_still(&known));
            // Its pages put in order.
            connection.execute_batch("vacuum; analyze; pragma wal_checkpoint(truncate)").unwrap();
            assert_eq!(is_still(&known), !known.starts_with(PAGES));
            known = digest(&mut connection);
            for sql in [
                "update identity set location = location || ' '",
                "insert into department (id, code, name, rev) values (1, 'RT', 'Réseaux', 1)",
                "insert into department (id, code, name, rev) values (2, 'R', 'TRéseaux', 1)",
                "update department set code = 'RT' || char(0) where code = 'RT'",
                "delete from department",
                "create table more (a); insert into more values (1)",
                "update more set a = '1'",
                "update more set a = x'31'",
                "update more set a = null",
                "drop table more",
                "pragma user_version = 2",
            ] {
                connection.execute_batch(sql).unwrap();
                // It is in the log alone.
                assert!(!is_still(&known), "{sql}");
                known = digest(&mut connection);
                assert!(is_still(&known), "{sql}");
            }
        }
    }

    #[test]
    fn what_has_grown_beyond_memory_is_not_read_into_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("7.sqlite");
        std::fs::write(&path, bytes(EstablishmentNumber(7), "own")).unwrap();
        let mut connection = Connection::open(&path).unwrap();
        let size = std::fs::metadata(&path).unwrap().len().cast_signed();
        assert_eq!(of_pages_now(&mut connection, size).unwrap(), Some(pages(&mut connection)));
        assert_eq!(of_pages_now(&mut connection, size - 1).unwrap(), None);
    }

    #[test]
    fn what_was_left_alone_is_told_by_its_look() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("7.sqlite");
        std::fs::write(&path, bytes(EstablishmentNumber(7), "own")).unwrap();
        let own = Connection::open(&path).unwrap();
        own.query_row("pragma journal_mode = wal", [], |_| Ok(())).unwrap();
        own.execute_batch("pragma wal_checkpoint(truncate)").unwrap();
        let seen = fingerprint::look(&path).unwrap();
        assert_eq!(of_look(&seen), None, "it was changed a moment ago");
        // The file system's clock goes in steps, which only the system's own time ends.
        while !fingerprint::look(&path).unwrap().is_left_alone_for(20_000_000) {
            std::thread::park_timeout(std::time::Duration::from_millis(2));
        }
        let state = format!("{LOOK}{}", fingerprint::look(&path).unwrap().own);
        let is_still = || if_still(&path, &state, || Ok(())).unwrap().is_some();
        assert!(is_still() && is_still());
        own.execute_batch("update identity set location = 'Brest'").unwrap();
        assert!(!is_still(), "in the log, or put into the database by looking");
        own.execute_batch("pragma wal_checkpoint(truncate)").unwrap();
        drop(own);
        assert!(!is_still(), "in the database");
    }

    #[test]
    fn nobody_writes_while_it_goes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("7.sqlite");
        std::fs::write(&path, bytes(EstablishmentNumber(7), "own")).unwrap();
        let mut connection = Connection::open(&path).unwrap();
        connection.query_row("pragma journal_mode = wal", [], |_| Ok(())).unwrap();
        connection.busy_timeout(std::time::Duration::ZERO).unwrap();
        let state = pages(&mut connection);
        let write = || connection.execute_batch("update identity set location = 'Brest'");
        let gone = if_still(&path, &state, || {
            assert!(write().is_err());
            files::remove(&path)?;
            files::remove_database(&path)
        });
        assert_eq!(gone.unwrap(), Some(()));
        assert_eq!(files::list(folder.path()).unwrap(), Vec::<std::path::PathBuf>::new());
    }
}
