//! Bringing a database's schema up to date: all missing steps in one transaction, once, whoever opens it first.

use rusqlite::{Connection, TransactionBehavior};
use rusqlite_migration::Migrations;

use super::error::{Error, Result};

/// Runs the missing steps. Two processes may try at the same time: the one that comes second finds it done.
///
/// # Errors
/// What SQLite says; nothing of it happened then.
pub(in crate::store) fn to_latest(migrations: &Migrations<'_>, connection: &mut Connection, latest: i64) -> Result<()> {
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    let done = migrations.to_latest(connection);
    connection.set_transaction_behavior(TransactionBehavior::Deferred);
    let Err(error) = done else { return Ok(()) };
    // The version is read before the lock is had: meanwhile another process may have done the same steps.
    if version(connection).is_ok_and(|found| found >= latest) {
        return Ok(());
    }
    Err(match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => Error::from(err),
        other => Error::unreadable("migration", other.to_string()),
    })
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("pragma user_version", [], |row| row.get(0))
}
