//! What the registry's audit tells of establishments, files and itself. Rows as such: [`ledger::audit`].
//!
//! [`ledger::audit`]: crate::store::ledger::audit

use super::Tx;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::identity::Head;
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::sql::values;

/// Finds the last row that is of no session and no export of the audit: those are also written while a registry is held.
pub fn head_before_held(tx: &Tx<'_>) -> Result<Option<Head>> {
    let sql = "select id, at, hash from audit where object_kind <> 'webmaster' and action <> 'audit.export'
        order by id desc limit 1";
    tx.find(sql, &[], |row| Ok(Head { id: row.get(0)?, at: Timestamp(row.get(1)?), hash: row.get(2)? }))
}

/// Finds the latest row of something that was placed in an establishment; what is its own and was put back was not.
pub fn last_placed(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<i64>> {
    let sql = "select max(id) from audit where object_kind = 'establishment' and object_id = $1 and action in
        ('establishment.add', 'establishment.restore', 'doctor.adopt', 'doctor.recreate')";
    tx.get(sql, values![number.to_string()], |row| row.get(0))
}

/// Finds the latest row of an establishment with an action.
fn last(tx: &Tx<'_>, number: EstablishmentNumber, action: &str) -> Result<Option<i64>> {
    let sql = "select max(id) from audit where object_kind = 'establishment' and object_id = $1 and action = $2";
    tx.get(sql, values![number.to_string(), action], |row| row.get(0))
}

/// Finds the latest row of something that was placed in an establishment, or put back.
pub fn last_filled(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<i64>> {
    Ok(last(tx, number, "doctor.put-back")?.max(last_placed(tx, number)?))
}

/// Finds the latest row that names a file as what came of something, and its action.
pub fn last_naming(tx: &Tx<'_>, file: &str) -> Result<Option<(i64, String)>> {
    let sql = "select id, action from audit where after like $1 order by id desc limit 1";
    tx.find(sql, values![format!("%{file}%")], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Lists the rows that name something as what came of them, in their order: each with its action and what came.
pub fn naming(tx: &Tx<'_>, text: &str) -> Result<Vec<(i64, String, String)>> {
    let sql = "select id, action, after from audit where after like $1 order by id";
    tx.list(sql, values![format!("%{text}%")], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// Finds the first row about an establishment that names a file: of the act that made it.
pub fn first_naming(tx: &Tx<'_>, number: EstablishmentNumber, file: &str) -> Result<Option<i64>> {
    let sql = "select min(id) from audit where object_kind = 'establishment' and object_id = $1
        and (before like $2 or after like $2)";
    tx.get(sql, values![number.to_string(), format!("%{file}%")], |row| row.get(0))
}

/// Finds the latest row of a registry that was accepted.
pub fn last_accepted(tx: &Tx<'_>) -> Result<Option<i64>> {
    let sql = "select max(id) from audit where object_kind = 'host' and action = 'doctor.accept-registry'";
    tx.get(sql, &[], |row| row.get(0))
}

/// Tells whether an establishment was here when a row was written, by the latest before it of what made or ended it; none:
/// the audit does not say.
pub fn was_here(tx: &Tx<'_>, number: EstablishmentNumber, id: i64) -> Result<Option<bool>> {
    let sql =
        "select action from audit where object_kind = 'establishment' and object_id = $1 and id < $2 and action in
        ('establishment.add', 'establishment.restore', 'establishment.delete', 'doctor.adopt', 'doctor.put-back',
            'doctor.recreate')
        order by id desc limit 1";
    tx.find(sql, values![number.to_string(), id], |row| Ok(row.text(0)? != "establishment.delete"))
}

/// Finds the latest row of an establishment's deletion.
pub fn last_deleted(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<i64>> {
    last(tx, number, "establishment.delete")
}

/// Tells whether the log still has its first row: what it does not tell then never was.
pub fn is_whole(tx: &Tx<'_>) -> Result<bool> {
    tx.get("select coalesce(min(id), 1) = 1 from audit", &[], |row| row.get(0))
}
