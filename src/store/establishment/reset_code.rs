//! The codes by which people choose another password in the place of one that they have forgotten.

use super::Tx;
use crate::domain::account::AccountId;
use crate::domain::reset::ResetCode;
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::sql::values;

/// Finds the one of an account.
pub fn find(tx: &Tx<'_>, id: AccountId) -> Result<Option<ResetCode>> {
    let sql = "select code_hash, code_until, account_rev, hour_at, asked from reset_code where account_id = $1";
    tx.find(sql, values![id.0], |row| {
        Ok(ResetCode {
            stored: row.get(0)?,
            until: Timestamp(row.get(1)?),
            rev: row.get(2)?,
            hour_at: Timestamp(row.get(3)?),
            asked: row.get(4)?,
        })
    })
}

/// Writes the one of an account.
pub fn put(tx: &Tx<'_>, id: AccountId, code: &ResetCode) -> Result<()> {
    let sql = "insert into reset_code (account_id, code_hash, code_until, account_rev, hour_at, asked)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (account_id) do update set code_hash = excluded.code_hash, code_until = excluded.code_until,
        account_rev = excluded.account_rev, hour_at = excluded.hour_at, asked = excluded.asked";
    let ResetCode { stored, until, rev, hour_at, asked } = code;
    tx.execute(sql, values![id.0, stored, until.0, rev, hour_at.0, asked])?;
    Ok(())
}
