//! Sessions of webmasters.

use super::Tx;
use crate::domain::access::Actor;
use crate::domain::session::{EndReason, OpenSession, SessionId};
use crate::domain::time::Timestamp;
use crate::domain::webmaster::{Login, WebmasterId};
use crate::store::counter::{Counter, next_id};
use crate::store::error::{Error, Result};
use crate::store::sql::{Row, values};

/// Most sessions that are listed.
const LISTED_MAX: i64 = 1_000;
const COLUMNS: &str = "session.id, login, os_user, ssh_client, ssh_key, started_at, last_seen_at";

fn row(row: &Row<'_>) -> Result<OpenSession> {
    let login: String = row.get(1)?;
    let login = Login::parse(&login).map_err(|_| Error::unreadable("webmaster.login", login))?;
    Ok(OpenSession {
        id: SessionId(row.get(0)?),
        login,
        os_user: row.get(2)?,
        ssh_client: row.get(3)?,
        ssh_key: row.get(4)?,
        started_at: Timestamp(row.get(5)?),
        last_seen_at: Timestamp(row.get(6)?),
    })
}

/// Lists the sessions whose end is not recorded, the latest used first, up to 1,000.
pub fn open(tx: &Tx<'_>) -> Result<Vec<OpenSession>> {
    let sql = format!(
        "select {COLUMNS} from session join webmaster on webmaster.id = webmaster_id
        where ended_at is null order by last_seen_at desc, session.id desc limit $1"
    );
    tx.list(&sql, values![LISTED_MAX], row)
}

/// Finds a session whose end is not recorded.
pub fn find_open(tx: &Tx<'_>, session: SessionId) -> Result<Option<OpenSession>> {
    let sql = format!(
        "select {COLUMNS} from session join webmaster on webmaster.id = webmaster_id
        where session.id = $1 and ended_at is null"
    );
    tx.find(&sql, values![session.0], row)
}

/// Records the start of a session.
pub fn start(tx: &Tx<'_>, webmaster: WebmasterId, actor: &Actor, at: Timestamp) -> Result<SessionId> {
    let id: i64 = next_id(tx, Counter::Session)?;
    let sql =
        "insert into session (id, webmaster_id, os_user, ssh_client, ssh_key, started_at, last_seen_at, end_reason)
        values ($1, $2, $3, $4, $5, $6, $6, '')";
    tx.execute(sql, values![id, webmaster.0, actor.os_user, actor.ssh_client, actor.ssh_key, at.0])?;
    Ok(SessionId(id))
}

/// Notes that a session was used.
pub fn touch(tx: &Tx<'_>, session: SessionId, at: Timestamp) -> Result<()> {
    // Seen at that moment already: nobody is to look again because of it.
    let sql = "update session set last_seen_at = $1 where id = $2 and last_seen_at <> $3";
    tx.execute(sql, values![at.0, session.0, at.0])?;
    Ok(())
}

/// Records the end of all sessions of a webmaster that go on.
pub fn end_all(tx: &Tx<'_>, webmaster: WebmasterId, reason: EndReason, at: Timestamp) -> Result<()> {
    let sql = "update session set ended_at = $1, end_reason = $2 where webmaster_id = $3 and ended_at is null";
    tx.execute(sql, values![at.0, reason.word(), webmaster.0])?;
    Ok(())
}

/// Why a session is over; none: its end is not recorded.
pub fn end_reason(tx: &Tx<'_>, session: SessionId) -> Result<Option<EndReason>> {
    let sql = "select end_reason from session where id = $1 and ended_at is not null";
    tx.find(sql, values![session.0], |row| {
        let word: String = row.get(0)?;
        EndReason::from_word(&word).ok_or_else(|| Error::unreadable("session.end_reason", word))
    })
}

/// Records the end of a session.
pub fn end(tx: &Tx<'_>, session: SessionId, reason: EndReason, at: Timestamp) -> Result<()> {
    let sql = "update session set ended_at = $1, end_reason = $2 where id = $3 and ended_at is null";
    tx.execute(sql, values![at.0, reason.word(), session.0])?;
    Ok(())
}
