//! What departments of earlier versions lack: the keys by which codes and names are compared.

use crate::domain::text::name_key;
use crate::store::error::Result;
use crate::store::sql::{self, values};

/// Returns the departments of a database of an earlier version their keys. Of two that differ in case or accents alone the
/// second one has none, until it is given another code or name.
pub(super) fn complete(tx: &sql::Tx<'_>) -> Result<()> {
    let found = tx.list("select id, code, name from department order by id", &[], |row| {
        Ok((row.get::<i64>(0)?, row.get::<String>(1)?, row.get::<String>(2)?))
    })?;
    for (id, code, name) in found {
        let (code, name) = (name_key(&code), name_key(&name));
        let sql = "update department set code_key = $1 where id = $2
            and not exists (select 1 from department as other where other.code_key = $1)";
        tx.execute(sql, values![code, id])?;
        let sql = "update department set name_key = $1 where id = $2
            and not exists (select 1 from department as other where other.name_key = $1)";
        tx.execute(sql, values![name, id])?;
    }
    Ok(())
}
