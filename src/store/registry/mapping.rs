//! Column mappings of imports, saved by the header they belong to.

use rusqlite::{OptionalExtension as _, params};

use super::Tx;
use crate::domain::time::Timestamp;
use crate::store::error::Result;

/// Finds the mapping of a header, as JSON.
///
/// # Errors
/// What SQLite says.
pub fn find(tx: &Tx<'_>, header_hash: &str) -> Result<Option<String>> {
    let mut statement = tx.inner.prepare_cached("select mapping from import_mapping where header_hash = $1")?;
    Ok(statement.query_row([header_hash], |row| row.get(0)).optional()?)
}

/// Saves the mapping of a header, as JSON.
///
/// # Errors
/// What SQLite says.
pub fn put(tx: &Tx<'_>, header_hash: &str, header: &str, mapping: &str, at: Timestamp) -> Result<()> {
    let sql = "insert into import_mapping (header_hash, header, mapping, saved_at) values ($1, $2, $3, $4)
        on conflict (header_hash) do update set mapping = excluded.mapping, saved_at = excluded.saved_at";
    tx.inner.prepare_cached(sql)?.execute(params![header_hash, header, mapping, at.0])?;
    Ok(())
}
