//! Accounts that nobody signs in with any more, and since when.

use super::Tx;
use super::person::day;
use crate::domain::account::AccountId;
use crate::domain::time::{Timestamp, end_of_day};
use crate::store::error::Result;
use crate::store::sql::values;

/// The first schema version that notes since when somebody is deactivated.
const SINCE: i64 = 10;

/// Lists those who were deactivated, or expired, before a moment, each with since when; those that were erased are none of them,
/// and nobody of a version that does not note it.
pub fn before(tx: &Tx<'_>, until: Timestamp) -> Result<Vec<(AccountId, Timestamp)>> {
    if tx.schema_version()? < SINCE {
        return Ok(Vec::new());
    }
    let sql = "select id, coalesce(deactivated_at, 0), expires_on from account
        where login not like '(erased %' and ((active = 0 and deactivated_at < $1)
            or (expires_on <> '' and expires_on <= $2)) order by id";
    let found: Vec<(i64, i64, String)> =
        tx.list(sql, values![until.0, until.day().to_string()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let mut all = Vec::with_capacity(found.len());
    for (id, deactivated_at, expires_on) in found {
        let expired = day(&expires_on, "account.expires_on")?.filter(|day| *day <= until.day());
        let expired = expired.map(end_of_day);
        let shut = Some(Timestamp(deactivated_at)).filter(|at| at.0 > 0 && *at < until);
        let since = [expired, shut].into_iter().flatten().min().unwrap_or(until);
        all.push((AccountId(id), since));
    }
    Ok(all)
}

/// Tells whether anybody is deactivated of whom nobody noted since when.
pub fn is_unnoted(tx: &Tx<'_>) -> Result<bool> {
    let sql = "select exists(select 1 from account
        where active = 0 and deactivated_at is null and login not like '(erased %')";
    tx.get(sql, &[], |row| row.get(0))
}

/// Notes of those that it is since a moment.
pub fn note(tx: &Tx<'_>, at: Timestamp) -> Result<()> {
    let sql = "update account set deactivated_at = $1 where active = 0 and deactivated_at is null";
    tx.execute(sql, values![at.0])?;
    Ok(())
}

/// Notes of one that was just deactivated since when it is.
pub fn note_one(tx: &Tx<'_>, account: AccountId, at: Timestamp) -> Result<()> {
    tx.execute("update account set deactivated_at = $1 where id = $2 and active = 0", values![at.0, account.0])?;
    Ok(())
}

/// Puts right since when, where a clock that was behind has dated it.
pub fn put_right(tx: &Tx<'_>, (after, through): (Timestamp, Timestamp), by_s: i64, now: Timestamp) -> Result<()> {
    let sql = "update account
        set deactivated_at = case when deactivated_at + $1 > $2 then $2 else deactivated_at + $1 end
        where deactivated_at > $3 and deactivated_at <= $4";
    tx.execute(sql, values![by_s, now.0, after.0, through.0])?;
    Ok(())
}
