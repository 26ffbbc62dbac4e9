//! Bringing a database's schema up to date: one transaction a step, each step once, whoever opens it first.
//!
//! The number of steps that a file has behind it is its `user_version`.
//!
//! SQLite's own half: the version is a pragma.

use rusqlite::{Connection, TransactionBehavior};

use super::error::{Error, Result};
use super::hold::Hold;

/// Runs the missing ones of all steps, the oldest first. Several processes may try at the same time: the version is
/// read with the lock in hand, so that whoever comes second finds it done.
///
/// # Errors
/// What SQLite says; nothing of the step that failed happened then, what came before it stays.
pub(in crate::store) fn to_latest(steps: &[&str], connection: &mut Connection) -> Result<()> {
    for _ in steps {
        if !next(steps, connection)? {
            break;
        }
    }
    Ok(())
}

/// Runs the next step; tells whether there was one.
fn next(steps: &[&str], connection: &mut Connection) -> Result<bool> {
    let _held = Hold::begin();
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done: i64 = tx.query_row("pragma user_version", [], |row| row.get(0))?;
    let at = usize::try_from(done).map_err(|_| Error::unreadable("user_version", done.to_string()))?;
    let Some(step) = steps.get(at) else { return Ok(false) };
    tx.execute_batch(step)?;
    tx.pragma_update(None, "user_version", done + 1)?;
    tx.commit()?;
    Ok(true)
}
