//! Bringing a database's schema up to date: one transaction a step, each step once, whoever opens it first.
//!
//! The number of steps that a file has behind it is its `user_version`.
//!
//! SQLite's own half: the version is a pragma.

use rusqlite::Connection;

use super::error::{Error, Result};
use super::sql::{Purpose, Tx};

/// Runs the missing ones of all steps, the oldest first. Several processes may try at the same time: the version is
/// read with the lock in hand, so that whoever comes second finds it done.
///
/// # Errors
/// What SQLite says; nothing of the step that failed happened then, what came before it stays.
pub(in crate::store) fn to_latest(steps: &[&str], connection: &mut Connection) -> Result<()> {
    to_latest_with(steps, connection, |_, _| Ok(()))
}

/// As [`to_latest`]; what no statement can do, the program does after a step, in its transaction: it is given the version
/// that the step made.
pub(in crate::store) fn to_latest_with(
    steps: &[&str],
    connection: &mut Connection,
    complete: impl Fn(&Tx<'_>, i64) -> Result<()>,
) -> Result<()> {
    for _ in steps {
        if !next(steps, connection, &complete)? {
            break;
        }
    }
    Ok(())
}

/// Runs the next step; tells whether there was one.
fn next(steps: &[&str], connection: &mut Connection, complete: &impl Fn(&Tx<'_>, i64) -> Result<()>) -> Result<bool> {
    let tx = Tx::begin(connection, Purpose::Write)?;
    let done = tx.schema_version()?;
    let at = usize::try_from(done).map_err(|_| Error::unreadable("user_version", done.to_string()))?;
    let Some(step) = steps.get(at) else { return Ok(false) };
    tx.migrate(step, done + 1)?;
    complete(&tx, done + 1)?;
    tx.commit()?;
    Ok(true)
}
