//! Of what form an establishment's database, or a copy of it, is: the tables of its schema version, and what whoever looks
//! after a database may add.
//!
//! SQLite's own half: its catalogue.

use std::sync::OnceLock;

use rusqlite::Connection;

use super::{APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION, judge, manifest};
use crate::domain::export::Fault;
use crate::store::error::Result;
use crate::store::migration;

/// Reads the schema version of a copy that is of our kind, with just the tables of it.
pub(super) fn of(connection: &Connection) -> Result<std::result::Result<i64, Fault>> {
    let pragma = |name: &str| connection.query_row(&format!("pragma {name}"), [], |row| row.get::<_, i64>(0));
    if pragma("application_id")? != APPLICATION_ID {
        return Ok(Err(Fault::NotAnExport));
    }
    let version = pragma("user_version")?;
    if version > SCHEMA_VERSION {
        return Ok(Err(Fault::Newer { found: version, known: SCHEMA_VERSION }));
    }
    let Some(expected) = usize::try_from(version).ok().filter(|version| *version > 0) else {
        return Ok(Err(Fault::NotAnExport));
    };
    let Some(known) = schemas()?.get(expected - 1) else { return Ok(Err(Fault::SchemaDiffers)) };
    let found = schema(connection)?;
    if found != *known && own(found, known) != *known {
        return Ok(Err(Fault::SchemaDiffers));
    }
    Ok(Ok(version))
}

/// The tables that `analyze` makes, by how SQLite writes them down.
const STATISTICS: [(&str, &str); 3] = [
    ("sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
    ("sqlite_stat3", "CREATE TABLE sqlite_stat3(tbl,idx,neq,nlt,ndlt,sample)"),
    ("sqlite_stat4", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
];

/// One object of a schema: type, name, table, text.
type Object = (String, String, String, Option<String>);

fn schema(connection: &Connection) -> Result<Vec<Object>> {
    let sql = "select type, name, tbl_name, sql from sqlite_schema order by type, name";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Tells whether an object says nothing about the data and takes part in nothing: statistics, or an index that somebody
/// made. Whoever looks after a database may add them.
fn is_maintenance((kind, name, _, sql): &Object) -> bool {
    match (kind.as_str(), sql) {
        ("index", Some(_)) => true,
        ("table", Some(sql)) => STATISTICS.contains(&(name.as_str(), sql.as_str())),
        (_, Some(_) | None) => false,
    }
}

/// Returns a schema without what maintenance added to a known one.
fn own(found: Vec<Object>, known: &[Object]) -> Vec<Object> {
    found.into_iter().filter(|object| known.contains(object) || !is_maintenance(object)).collect()
}

/// Drops what maintenance added: what is restored has the schema of its version and no more.
pub(super) fn strip(connection: &Connection) -> Result<()> {
    let schemas = schemas()?;
    let version: i64 = connection.query_row("pragma user_version", [], |row| row.get(0))?;
    let at = usize::try_from(version - 1).ok();
    let known = at.and_then(|at| schemas.get(at)).map(Vec::as_slice).unwrap_or_default();
    for object in schema(connection)?.iter().filter(|object| is_maintenance(object) && !known.contains(object)) {
        connection.execute_batch(&format!("drop {} {}", object.0, judge::quoted(&object.1)))?;
    }
    Ok(())
}

/// Returns what an export of each schema version holds, from version 1.
fn schemas() -> Result<&'static [Vec<Object>]> {
    static SCHEMAS: OnceLock<Vec<Vec<Object>>> = OnceLock::new();
    if let Some(known) = SCHEMAS.get() {
        return Ok(known);
    }
    let mut all = Vec::new();
    for version in 1..=MIGRATIONS.len() {
        let mut connection = Connection::open_in_memory()?;
        migration::to_latest(MIGRATIONS.get(..version).unwrap_or_default(), &mut connection)?;
        connection.execute_batch(manifest::TABLE_SQL)?;
        all.push(schema(&connection)?);
    }
    Ok(SCHEMAS.get_or_init(|| all))
}

/// Tells whether a database has just the tables of its schema version, without a manifest; what maintenance added does
/// not count.
pub(in crate::store) fn has_tables_of(connection: &Connection, version: i64) -> Result<bool> {
    let Some(at) = usize::try_from(version).ok().and_then(|version| version.checked_sub(1)) else { return Ok(false) };
    let Some(all) = schemas()?.get(at) else { return Ok(false) };
    let known: Vec<Object> = all.iter().filter(|object| object.2 != "manifest").cloned().collect();
    Ok(own(schema(connection)?, &known) == known)
}
