//! Sessions of webmasters.

use super::Tx;
use crate::domain::access::Actor;
use crate::domain::time::Timestamp;
use crate::domain::webmaster::WebmasterId;
use crate::store::counter::{Counter, next_id};
use crate::store::error::Result;
use crate::store::sql::values;

/// A session's identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionId(pub i64);

/// Records the start of a session.
///
/// # Errors
/// What SQLite says.
pub fn start(tx: &Tx<'_>, webmaster: WebmasterId, actor: &Actor, at: Timestamp) -> Result<SessionId> {
    let id: i64 = next_id(tx, Counter::Session)?;
    let sql =
        "insert into session (id, webmaster_id, os_user, ssh_client, ssh_key, started_at, last_seen_at, end_reason)
        values ($1, $2, $3, $4, $5, $6, $6, '')";
    tx.execute(sql, values![id, webmaster.0, actor.os_user, actor.ssh_client, actor.ssh_key, at.0])?;
    Ok(SessionId(id))
}

/// Notes that a session was used.
///
/// # Errors
/// What SQLite says.
pub fn touch(tx: &Tx<'_>, session: SessionId, at: Timestamp) -> Result<()> {
    // Seen at that moment already: nobody is to look again because of it.
    let sql = "update session set last_seen_at = $1 where id = $2 and last_seen_at <> $3";
    tx.execute(sql, values![at.0, session.0, at.0])?;
    Ok(())
}

/// Records the end of all sessions of a webmaster that go on.
///
/// # Errors
/// What SQLite says.
pub fn end_all(tx: &Tx<'_>, webmaster: WebmasterId, reason: &str, at: Timestamp) -> Result<()> {
    let sql = "update session set ended_at = $1, end_reason = $2 where webmaster_id = $3 and ended_at is null";
    tx.execute(sql, values![at.0, reason, webmaster.0])?;
    Ok(())
}

/// Tells whether the end of a session is recorded.
///
/// # Errors
/// What SQLite says.
pub fn is_over(tx: &Tx<'_>, session: SessionId) -> Result<bool> {
    let sql = "select ended_at is not null from session where id = $1";
    Ok(tx.find(sql, values![session.0], |row| row.get(0))?.unwrap_or(false))
}

/// Records the end of a session.
///
/// # Errors
/// What SQLite says.
pub fn end(tx: &Tx<'_>, session: SessionId, reason: &str, at: Timestamp) -> Result<()> {
    let sql = "update session set ended_at = $1, end_reason = $2 where id = $3 and ended_at is null";
    tx.execute(sql, values![at.0, reason, session.0])?;
    Ok(())
}
