//! Rows of the audit. What they mean and how they are chained belongs to the `audit` room.

use std::ops::ControlFlow;

use super::{Tx, erased};
use crate::domain::identity::Head;
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::sql::{Row, values};

/// One row, complete.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is a column; their meaning is told in the audit room")]
pub struct AuditRow {
    pub id: i64,
    pub at: Timestamp,
    pub actor: String,
    pub actor_kind: String,
    pub os_user: String,
    pub ssh_client: String,
    pub ssh_key: String,
    pub action: String,
    pub object_kind: String,
    pub object_id: String,
    pub object_label: String,
    pub before: String,
    pub after: String,
    pub hash: String,
}

/// The field of the host's audit that names an administrator.
pub const ADMINISTRATOR: &str = "administrator";
/// The field that says why a webmaster was in the establishment for support.
pub const SUPPORT: &str = "support";

/// How many of the latest entries [`recent`] looks at.
const LOOKED_AT: i64 = 500;

const COLUMNS: &str = "id, at, actor, actor_kind, os_user, ssh_client, ssh_key, action, object_kind, object_id, \
     object_label, before, after, hash";

fn entry(row: &Row<'_>) -> Result<AuditRow> {
    Ok(AuditRow {
        id: row.get(0)?,
        at: Timestamp(row.get(1)?),
        actor: row.get(2)?,
        actor_kind: row.get(3)?,
        os_user: row.get(4)?,
        ssh_client: row.get(5)?,
        ssh_key: row.get(6)?,
        action: row.get(7)?,
        object_kind: row.get(8)?,
        object_id: row.get(9)?,
        object_label: row.get(10)?,
        before: row.get(11)?,
        after: row.get(12)?,
        hash: row.get(13)?,
    })
}

/// Returns the last row's identifier, moment and hash.
pub fn head(tx: &Tx<'_>) -> Result<Option<Head>> {
    tx.find("select id, at, hash from audit order by id desc limit 1", &[], |row| {
        Ok(Head { id: row.get(0)?, at: Timestamp(row.get(1)?), hash: row.get(2)? })
    })
}

/// Lists the identifiers of rows, the latest first.
pub fn ids(tx: &Tx<'_>, limit: i64) -> Result<Vec<i64>> {
    tx.list("select id from audit order by id desc limit $1", values![limit], |row| row.get(0))
}

/// Finds a row.
pub fn find(tx: &Tx<'_>, id: i64) -> Result<Option<AuditRow>> {
    tx.find(&format!("select {COLUMNS} from audit where id = $1"), values![id], entry)
}

/// Counts the rows.
pub fn count(tx: &Tx<'_>) -> Result<i64> {
    tx.get("select count(*) from audit", &[], |row| row.get(0))
}

/// Finds the hash of a row.
pub fn hash(tx: &Tx<'_>, id: i64) -> Result<Option<String>> {
    tx.find("select hash from audit where id = $1", values![id], |row| row.get(0))
}

/// Appends a row.
pub fn insert(tx: &Tx<'_>, row: &AuditRow) -> Result<()> {
    let sql =
        format!("insert into audit ({COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)");
    tx.execute(
        &sql,
        values![
            row.id,
            row.at.0,
            row.actor,
            row.actor_kind,
            row.os_user,
            row.ssh_client,
            row.ssh_key,
            row.action,
            row.object_kind,
            row.object_id,
            row.object_label,
            row.before,
            row.after,
            row.hash,
        ],
    )?;
    Ok(())
}

/// Lists rows before an identifier, the latest first.
pub fn before(tx: &Tx<'_>, id: i64, limit: u32) -> Result<Vec<AuditRow>> {
    let sql = format!("select {COLUMNS} from audit where id < $1 order by id desc limit $2");
    tx.list(&sql, values![id, limit], entry)
}

/// Which entries are counted.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "each is a column, or the bounds of one")]
pub struct Recent<'a> {
    pub action: &'a str,
    pub ssh_key: &'a str,
    pub from: Timestamp,
    pub until: Timestamp,
}

/// Counts such entries among the latest 500.
pub fn recent(tx: &Tx<'_>, wanted: &Recent<'_>) -> Result<u32> {
    let last = head(tx)?.map_or(0, |head| head.id);
    let sql = "select count(*) from audit where id > $1 and at >= $2 and at <= $3 and action = $4 and ssh_key = $5";
    let Recent { action, ssh_key, from, until } = *wanted;
    tx.get(sql, values![last - LOOKED_AT, from.0, until.0, action, ssh_key], |row| row.get(0))
}

/// Lists rows after an identifier, no later than another one, the first one first.
pub fn between(tx: &Tx<'_>, after: i64, last: i64, limit: u32) -> Result<Vec<AuditRow>> {
    let sql = format!("select {COLUMNS} from audit where id > $1 and id <= $2 order by id limit $3");
    tx.list(&sql, values![after, last, limit], entry)
}

/// Calls back with every row, the first one first, until it gives false.
pub fn each(tx: &Tx<'_>, mut visit: impl FnMut(AuditRow) -> bool) -> Result<()> {
    tx.each(&format!("select {COLUMNS} from audit order by id"), &[], |row| {
        Ok(if visit(entry(row)?) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })
}

/// Finds the first row: its identifier, moment and hash.
pub fn first(tx: &Tx<'_>) -> Result<Option<Head>> {
    tx.find("select id, at, hash from audit order by id limit 1", &[], |row| {
        Ok(Head { id: row.get(0)?, at: Timestamp(row.get(1)?), hash: row.get(2)? })
    })
}

/// Finds a row's identifier, moment and hash.
pub fn at(tx: &Tx<'_>, id: i64) -> Result<Option<Head>> {
    tx.find("select id, at, hash from audit where id = $1", values![id], |row| {
        Ok(Head { id: row.get(0)?, at: Timestamp(row.get(1)?), hash: row.get(2)? })
    })
}

/// Finds the first row that is of a moment or later. What lies ahead of now was written by a clock that was wrong, and
/// keeps nothing.
pub fn first_since(tx: &Tx<'_>, at: Timestamp, now: Timestamp) -> Result<Option<i64>> {
    tx.get("select min(id) from audit where at >= $1 and at <= $2", values![at.0, now.0], |row| row.get(0))
}

/// Finds the first row after an identifier that is of a later time than a moment.
pub fn first_ahead(tx: &Tx<'_>, after: i64, at: Timestamp) -> Result<Option<i64>> {
    tx.get("select min(id) from audit where id > $1 and at > $2", values![after, at.0], |row| row.get(0))
}

/// About how many bytes the rows take up to an identifier.
pub fn bytes_through(tx: &Tx<'_>, id: i64) -> Result<u64> {
    let sql =
        "select cast(coalesce(sum(length(before) + length(after) + length(object_label) + length(hash)), 0) as bigint)
        from audit where id <= $1";
    tx.get(sql, values![id], |row| row.get(0))
}

/// Finds the latest row of an action.
pub fn latest_of(tx: &Tx<'_>, action: &str) -> Result<Option<AuditRow>> {
    tx.find(&format!("select {COLUMNS} from audit where action = $1 order by id desc limit 1"), values![action], entry)
}

/// Lists what an action left as its after, the latest first.
pub fn afters_of(tx: &Tx<'_>, action: &str, limit: u32) -> Result<Vec<String>> {
    let sql = "select after from audit where action = $1 order by id desc limit $2";
    tx.list(sql, values![action, limit], |row| row.get(0))
}

/// Removes the rows up to an identifier; returns how many.
pub fn remove_through(tx: &Tx<'_>, id: i64) -> Result<usize> {
    erased::forget_through(tx, id)?;
    tx.execute("delete from audit where id <= $1", values![id])
}
