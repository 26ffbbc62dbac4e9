//! A log that lies beside a registry it does not belong to.
//!
//! SQLite applies whatever log lies beside a database, and nothing in either says whose it is. Where another file was put
//! in a registry's place while a program had it open, or after one was killed, that is the log of the file before it:
//! applied, it makes one registry out of the pages of two. So it is looked at first, once for each file.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::store::engine::BUSY;
use crate::store::error::{Error, Result};
use crate::store::home::Home;
use crate::store::sql::{self, Purpose};
use crate::store::{files, immutable};

/// Tells whether a log lies beside the registry that makes it unsound, while it is sound without. Nothing is written into
/// the registry by looking.
pub(in crate::store) fn does_not_fit(home: &Home) -> bool {
    let registry = home.registry();
    !is_whole(with_log(&registry)) && is_whole(alone(&registry))
}

/// Moves the log away, to where nothing is read back.
///
/// # Errors
/// What the system says.
pub(in crate::store) fn set_aside(home: &Home) -> Result<()> {
    let (log, folder) = (files::with_suffix(&home.registry(), "-wal"), home.orphans());
    files::create_directory(&folder)?;
    files::rename(&log, &folder.join(format!("registry-{}.sqlite-wal", files::token()?)))?;
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
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(connection)
}

fn alone(registry: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    Ok(Connection::open_with_flags(immutable(registry), flags)?)
}

/// Tells whether a registry is sound and its audit has no hole.
fn is_whole(opened: Result<Connection>) -> bool {
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
    opened.and_then(look).unwrap_or(false)
}
