//! How every connection to a SQLite file is set.
//!
//! SQLite's own half, all of it.

use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;

use super::error::{Error, Result};

/// How long a statement waits for another connection.
pub(in crate::store) const BUSY: Duration = Duration::from_secs(5);
/// How long to wait before the log is asked for again.
const LOG_POLL: Duration = Duration::from_millis(5);

/// Sets what every connection has: no trust in the file's schema, no attaching, plans that no value changes (else a
/// statement is planned anew for each value that it is run with).
pub(in crate::store) fn harden(connection: &Connection, patience: Duration) -> Result<()> {
    connection.busy_timeout(patience)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    Ok(())
}

/// Says whether what the log beside a database holds goes into the database when this connection is the last that goes.
pub(in crate::store) fn merge_log(connection: &Connection, merges: bool) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !merges)?;
    Ok(())
}

/// Has all that the log beside a database holds go into the database.
///
/// # Errors
/// [`Error::Busy`] when somebody reads what it was before; what SQLite says.
pub(in crate::store) fn empty_log(connection: &Connection) -> Result<()> {
    let busy: i64 = connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))?;
    if busy == 0 { Ok(()) } else { Err(Error::Busy) }
}

/// Has all that the log beside a database holds go into the database, which has none from now on.
///
/// # Errors
/// [`Error::Busy`] when somebody is in it; what SQLite says.
pub(in crate::store) fn leave_log(connection: &Connection) -> Result<()> {
    let mode: String = connection.query_row("pragma journal_mode = delete", [], |row| row.get(0))?;
    if mode == "wal" { Err(Error::Busy) } else { Ok(()) }
}

/// Has a database write ahead to a log. A file that was never opened so (a copy, an older backup) is changed for it, and
/// when several connections ask at once SQLite refuses all but one without waiting: they ask again.
///
/// # Errors
/// [`Error::Busy`] when somebody holds the file for too long; what SQLite says.
pub(in crate::store) fn use_log(connection: &Connection) -> Result<()> {
    let end = Instant::now() + BUSY;
    loop {
        match connection.query_row("pragma journal_mode = wal", [], |_| Ok(())).map_err(Error::from) {
            Err(Error::Busy) if Instant::now() < end => std::thread::park_timeout(LOG_POLL),
            other => return other,
        }
    }
}
