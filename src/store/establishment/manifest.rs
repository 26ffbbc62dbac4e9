//! The manifest inside an export: one table that tells what it is and how many rows each table has.
//!
//! SQLite's own half: it is a table of its file.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::domain::establishment::{EstablishmentNumber, NUMBER_MAX};
use crate::domain::export::{Fault, Held};
use crate::domain::field::{Field, Problem};
use crate::store::error::{Error, Result};

/// The table; the only one that an export has besides the database's own.
pub(super) const TABLE_SQL: &str = "CREATE TABLE manifest (name text primary key, value text not null) strict";

/// What the manifest says besides the counts.
#[derive(Debug)]
pub struct Label<'a> {
    /// Who took it.
    pub author: &'a str,
    /// When, in UTC.
    pub taken_at: &'a str,
    /// What the registry holds about the establishment.
    pub held: &'a Held,
}

/// A manifest as read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The establishment's number.
    pub number: EstablishmentNumber,
    /// When it was taken, in UTC, as written.
    pub taken_at: String,
    /// What the registry held.
    pub held: Held,
    /// The hash of what opened the database that was exported: two schools that had one number differ in it.
    pub credential_hash: String,
    /// Hashes of those that opened it before.
    pub known: Vec<String>,
}

impl Manifest {
    /// Refuses what no establishment of this program can have: a number, a name, a day, a UAI's site.
    ///
    /// # Errors
    /// The first field's problem.
    pub(super) fn check(&self) -> std::result::Result<(), Fault> {
        let held = |field: Field, why| Fault::Held { field: field.name().to_owned(), why };
        if !(1..=NUMBER_MAX).contains(&self.number.0) {
            return Err(held(Field::Number, Problem::NotANumber { min: 1, max: i64::from(NUMBER_MAX) }));
        }
        match self.held.check() {
            Ok(_) => Ok(()),
            Err(errors) => Err(errors.into_iter().next().map_or(Fault::Manifest, |one| held(one.field, one.problem))),
        }
    }
}

/// Writes it into a copy, in the place of one that came with a file which somebody put in a database's place.
pub(super) fn write(copy: &mut Connection, number: EstablishmentNumber, version: i64, label: &Label<'_>) -> Result<()> {
    let held = serde_json::to_string(label.held).map_err(|error| Error::unreadable("manifest", error.to_string()))?;
    let tx = copy.transaction()?;
    let counts = counts(&tx)?;
    remove(&tx)?;
    tx.execute_batch(TABLE_SQL)?;
    let mut insert = tx.prepare("insert into manifest (name, value) values ($1, $2)")?;
    for (name, value) in [
        ("number", number.to_string().as_str()),
        ("schema_version", &version.to_string()),
        ("taken_at", label.taken_at),
        ("author", label.author),
        ("denomination", &label.held.denomination),
        ("registry", &held),
    ] {
        insert.execute(params![name, value])?;
    }
    for (table, count) in counts {
        insert.execute(params![format!("rows.{table}"), count.to_string()])?;
    }
    drop(insert);
    tx.commit()?;
    Ok(())
}

/// Removes it, if there is one.
pub(super) fn remove(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch("drop table if exists manifest")?)
}

/// Reads when it was written, in UTC; nothing where it does not say, none where there is no manifest.
pub(super) fn taken_at(connection: &Connection) -> Result<Option<String>> {
    let sql = "select 1 from sqlite_schema where type = 'table' and name = 'manifest'";
    if connection.query_row(sql, [], |_| Ok(())).optional()?.is_none() {
        return Ok(None);
    }
    // Whoever made the table may have made another one.
    let sql = "select value from manifest where name = 'taken_at'";
    Ok(Some(connection.query_row(sql, [], |row| row.get(0)).unwrap_or_default()))
}

/// Counts the rows of every table but the manifest, by name.
fn counts(connection: &Connection) -> Result<Vec<(String, i64)>> {
    let sql = "select name from sqlite_schema
        where type = 'table' and name not like 'sqlite_%' and name <> 'manifest' order by name";
    let mut statement = connection.prepare(sql)?;
    let tables: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let count = |table: String| {
        let quoted = table.replace('"', "\"\"");
        let count = connection.query_row(&format!("select count(*) from \"{quoted}\""), [], |row| row.get(0))?;
        Ok((table, count))
    };
    tables.into_iter().map(count).collect()
}

/// Reads it back and compares it with what it describes; none when anything differs or is missing.
pub(super) fn read(copy: &Connection, version: i64) -> Result<Option<Manifest>> {
    let value = |name: &str| -> Result<Option<String>> {
        let sql = "select value from manifest where name = $1";
        Ok(copy.query_row(sql, [name], |row| row.get(0)).optional()?)
    };
    for (table, count) in counts(copy)? {
        if value(&format!("rows.{table}"))? != Some(count.to_string()) {
            return Ok(None);
        }
    }
    if value("schema_version")? != Some(version.to_string()) {
        return Ok(None);
    }
    let number = value("number")?.and_then(|text| text.parse().ok()).map(EstablishmentNumber);
    let held = value("registry")?.and_then(|text| serde_json::from_str(&text).ok());
    let taken_at = value("taken_at")?;
    let sql = "select number, credential_hash from identity limit 2";
    let own: Option<(u32, String)> = copy.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let parts = number.zip(held).zip(taken_at).zip(own);
    let is_own = |number: EstablishmentNumber, own: u32, hash: &str| number.0 == own && super::is_hash(hash);
    let own = parts.filter(|(((number, _), _), (own, hash))| is_own(*number, *own, hash));
    let known = super::known(copy, version)?;
    Ok(own.map(|(((number, held), taken_at), (_, credential_hash))| Manifest {
        number,
        taken_at,
        held,
        credential_hash,
        known,
    }))
}
