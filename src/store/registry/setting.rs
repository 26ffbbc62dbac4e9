//! Settings of the host, by name.

use rusqlite::{OptionalExtension as _, params};

use super::Tx;
use crate::store::error::Result;

/// Finds a setting's value and its revision.
///
/// # Errors
/// What SQLite says.
pub fn find(tx: &Tx<'_>, name: &str) -> Result<Option<(String, i64)>> {
    let mut statement = tx.inner.prepare_cached("select value, rev from host_setting where name = $1")?;
    Ok(statement.query_row([name], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// Writes a setting, raising its revision.
///
/// # Errors
/// What SQLite says.
pub fn put(tx: &Tx<'_>, name: &str, value: &str) -> Result<()> {
    let sql = "insert into host_setting (name, value, rev) values ($1, $2, 1)
        on conflict (name) do update set value = excluded.value, rev = host_setting.rev + 1";
    tx.inner.prepare_cached(sql)?.execute(params![name, value])?;
    Ok(())
}
