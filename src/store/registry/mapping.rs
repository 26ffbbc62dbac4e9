//! Column mappings of imports, saved by the header they belong to.

use super::Tx;
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::sql::values;

/// Finds the mapping of a header, as JSON.
pub fn find(tx: &Tx<'_>, header_hash: &str) -> Result<Option<String>> {
    tx.find("select mapping from import_mapping where header_hash = $1", values![header_hash], |row| row.get(0))
}

/// Saves the mapping of a header, as JSON.
pub fn put(tx: &Tx<'_>, header_hash: &str, header: &str, mapping: &str, at: Timestamp) -> Result<()> {
    let sql = "insert into import_mapping (header_hash, header, mapping, saved_at) values ($1, $2, $3, $4)
        on conflict (header_hash) do update set mapping = excluded.mapping, saved_at = excluded.saved_at";
    tx.execute(sql, values![header_hash, header, mapping, at.0])?;
    Ok(())
}
