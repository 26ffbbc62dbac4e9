//! Settings of the host, by name.

use super::Tx;
use crate::store::error::Result;
use crate::store::sql::values;

/// Finds a setting's value and its revision.
pub fn find(tx: &Tx<'_>, name: &str) -> Result<Option<(String, i64)>> {
    tx.find("select value, rev from host_setting where name = $1", values![name], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Finds what can be read of a setting's value, and its revision.
pub fn find_lossy(tx: &Tx<'_>, name: &str) -> Result<Option<(String, i64)>> {
    let sql = "select value, rev from host_setting where name = $1";
    tx.find(sql, values![name], |row| Ok((row.lossy(0)?.into_owned(), row.get(1)?)))
}

/// Lists the settings whose name begins with some characters, by name: names and values.
pub fn of(tx: &Tx<'_>, beginning: &str) -> Result<Vec<(String, String)>> {
    let sql = "select name, value from host_setting order by name";
    let found = tx.rows(sql, &[], |row| Ok(row.lossy(0)?.into_owned()), |row| row.get(1))?;
    let wanted = found.into_iter().filter(|(name, _)| name.starts_with(beginning));
    wanted.map(|(name, value)| Ok((name, value?))).collect()
}

/// Writes a setting, raising its revision.
pub fn put(tx: &Tx<'_>, name: &str, value: &str) -> Result<()> {
    let sql = "insert into host_setting (name, value, rev) values ($1, $2, 1)
        on conflict (name) do update set value = excluded.value, rev = host_setting.rev + 1";
    tx.execute(sql, values![name, value])?;
    Ok(())
}

/// Removes a setting.
pub fn remove(tx: &Tx<'_>, name: &str) -> Result<()> {
    tx.execute("delete from host_setting where name = $1", values![name])?;
    Ok(())
}
