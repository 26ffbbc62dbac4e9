//! What a database, or an export, holds at a glance: what people compare before one takes the other's place.

use std::path::Path;

use super::{LEDGER_SINCE, SCHEMA_VERSION, Tx, alone, archive};
use crate::domain::time::Timestamp;
use crate::store::error::{Error, Result};
use crate::store::ledger::audit;
use crate::store::sql::{self, Purpose, values};

/// What is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contents {
    /// Accounts of every kind.
    pub accounts: i64,
    /// When something was done in it last; none: nothing tells.
    pub changed_at: Option<Timestamp>,
    /// Whether somebody has an account in it that is not deactivated.
    pub knows: bool,
}

/// Reads it; whether a login is known in it too.
pub fn read(tx: &Tx<'_>, login: &str) -> Result<Contents> {
    let knows = "select exists(select 1 from account where login = $1 and active = 1)";
    Ok(Contents {
        accounts: tx.get("select count(*) from account", &[], |row| row.get(0))?,
        changed_at: audit::head(tx)?.map(|head| head.at),
        knows: tx.get(knows, values![login], |row| row.get(0))?,
    })
}

/// Reads something in an export that is neither packed nor encrypted; nothing in it is trusted, and nothing is left beside it.
///
/// # Errors
/// [`Error::Foreign`] when it is no establishment's database, [`Error::Newer`]; SQLite's words when it cannot be read.
pub fn of_file<T>(path: &Path, read: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
    let (mut connection, version) = alone(path)?;
    archive::confine(&connection)?;
    if !(LEDGER_SINCE..=SCHEMA_VERSION).contains(&version) {
        return Err(Error::Newer { path: path.to_owned(), found: version, known: SCHEMA_VERSION });
    }
    read(&Tx(sql::Tx::begin(&mut connection, Purpose::Read)?))
}
