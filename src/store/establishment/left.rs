//! Accounts that nobody signs in with any more, and since when.
//!
//! Invariant: a day that somebody typed never counts alone. Whoever can set a day of expiry in the past, or mistypes its year,
//! erases nobody by it: the time counts from the latest of that day, of when it was written, and of the last sign of use.

use super::Tx;
use super::person::day;
use crate::domain::account::AccountId;
use crate::domain::time::{Timestamp, end_of_day};
use crate::store::error::Result;
use crate::store::sql::values;

/// The first schema version that notes since when somebody is shut out.
const SINCE: i64 = 10;

/// Lists those who were shut out before a moment, deactivated or expired, each with since when; those that were erased are none
/// of them, and nobody of a version that does not note it.
///
/// Of whom nobody noted it, as earlier versions did not of days, the last entry of the audit about the account stands for it:
/// what shut it out is that one or an earlier one, or is as old as the audit's first.
pub fn before(tx: &Tx<'_>, until: Timestamp) -> Result<Vec<(AccountId, Timestamp)>> {
    if tx.schema_version()? < SINCE {
        return Ok(Vec::new());
    }
    let sql = "select id, active, expires_on, created_at, coalesce(last_sign_in_at, 0), coalesce(first_activity_at, 0),
            coalesce(deactivated_at,
                (select at from audit where object_kind = 'account' and object_id = login order by audit.id desc limit 1),
                (select at from audit order by audit.id limit 1))
        from account
        where login not like '(erased %' and (active = 0 or (expires_on <> '' and expires_on <= $1))
            and coalesce(deactivated_at, 0) < $2
        order by id";
    let found = tx.list(sql, values![until.day().to_string(), until.0], |row| {
        let signs: [i64; 3] = [row.get(3)?, row.get(4)?, row.get(5)?];
        Ok((row.get::<i64>(0)?, row.get::<bool>(1)?, row.get::<String>(2)?, signs, row.get::<Option<i64>>(6)?))
    })?;
    let mut all = Vec::new();
    for (id, active, expires_on, signs, written_at) in found {
        let day = day(&expires_on, "account.expires_on")?.filter(|_| active);
        let known = signs.into_iter().chain(written_at).map(Timestamp).chain(day.map(end_of_day)).max();
        // Nothing tells when: it may have been just now.
        let since = known.filter(|_| written_at.is_some());
        all.extend(since.filter(|since| *since < until).map(|since| (AccountId(id), since)));
    }
    Ok(all)
}

/// Notes of one that was just deactivated, or given a day of expiry, when that was; what was noted of it before stays.
pub fn note_one(tx: &Tx<'_>, account: AccountId, at: Timestamp) -> Result<()> {
    let sql = "update account set deactivated_at = $1
        where id = $2 and deactivated_at is null and (active = 0 or expires_on <> '')";
    tx.execute(sql, values![at.0, account.0])?;
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
