//! Zones.

use super::Tx;
use crate::domain::act::Noun;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::language::Language;
use crate::domain::text::{fold, name_key};
use crate::domain::zone::{Zone, ZoneDraft, ZoneNumber};
use crate::store::counter::{Counter, next_id};
use crate::store::error::{Error, Result};
use crate::store::sql::{Row, values};

const COLUMNS: &str = "number, name, position, language, rev";

fn zone(row: &Row<'_>) -> Result<(Zone, String)> {
    let language: String = row.get(3)?;
    let zone = Zone {
        number: ZoneNumber(row.get(0)?),
        name: row.get(1)?,
        position: row.get(2)?,
        language: Language::French,
        rev: row.get(4)?,
    };
    Ok((zone, language))
}

fn checked((zone, language): (Zone, String)) -> Result<Zone> {
    let language = Language::parse(&language).map_err(|_| Error::unreadable("zone.language", language))?;
    Ok(Zone { language, ..zone })
}

/// Lists all zones in their order.
pub fn list(tx: &Tx<'_>) -> Result<Vec<Zone>> {
    tx.list(&format!("select {COLUMNS} from zone order by position, number"), &[], |row| checked(zone(row)?))
}

/// Finds a zone.
pub fn find(tx: &Tx<'_>, number: ZoneNumber) -> Result<Option<Zone>> {
    tx.find(&format!("select {COLUMNS} from zone where number = $1"), values![number.0], zone)?.map(checked).transpose()
}

/// Finds the zone of a name, whatever its accents, case and spaces.
pub fn find_by_name(tx: &Tx<'_>, name: &str) -> Result<Option<Zone>> {
    tx.find(&format!("select {COLUMNS} from zone where name_key = $1"), values![name_key(name)], zone)?
        .map(checked)
        .transpose()
}

/// Counts the establishments of each zone.
pub fn populations(tx: &Tx<'_>) -> Result<Vec<(ZoneNumber, u32)>> {
    let sql = "select zone_number, count(*) from establishment group by zone_number";
    tx.list(sql, &[], |row| Ok((ZoneNumber(row.get(0)?), row.get(1)?)))
}

/// Adds a zone at the end.
pub fn insert(tx: &Tx<'_>, draft: &ZoneDraft) -> Result<Zone> {
    let number: u32 = next_id(tx, Counter::Of(Noun::Zone))?;
    let position: u32 = tx.get("select coalesce(max(position), 0) + 1 from zone", &[], |row| row.get(0))?;
    let sql = "insert into zone (number, name, name_key, position, language, rev) values ($1, $2, $3, $4, $5, 1)";
    tx.execute(sql, values![number, draft.name, fold(&draft.name), position, draft.language.code()])?;
    Ok(Zone { number: ZoneNumber(number), name: draft.name.clone(), position, language: draft.language, rev: 1 })
}

/// Changes a zone if it still has the revision; tells whether it had.
pub fn update(tx: &Tx<'_>, number: ZoneNumber, rev: i64, draft: &ZoneDraft) -> Result<bool> {
    let sql = "update zone set name = $1, name_key = $2, language = $3, rev = rev + 1 where number = $4 and rev = $5";
    Ok(tx.execute(sql, values![draft.name, fold(&draft.name), draft.language.code(), number.0, rev])? == 1)
}

/// Returns a zone its place in the order.
pub fn set_position(tx: &Tx<'_>, number: ZoneNumber, position: u32) -> Result<()> {
    let sql = "update zone set position = $1, rev = rev + 1 where number = $2";
    tx.execute(sql, values![position, number.0])?;
    Ok(())
}

/// Lists a zone's establishments.
pub fn establishments(tx: &Tx<'_>, number: ZoneNumber) -> Result<Vec<EstablishmentNumber>> {
    let sql = "select number from establishment where zone_number = $1 order by number";
    tx.list(sql, values![number.0], |row| Ok(EstablishmentNumber(row.get(0)?)))
}

/// Puts a deleted zone back, with its number and at its place; the others make room.
pub fn put_back(tx: &Tx<'_>, zone: &Zone) -> Result<()> {
    tx.execute("update zone set position = position + 1 where position >= $1", values![zone.position])?;
    let sql = "insert into zone (number, name, name_key, position, language, rev) values ($1, $2, $3, $4, $5, $6)";
    let language = zone.language.code();
    tx.execute(sql, values![zone.number.0, zone.name, fold(&zone.name), zone.position, language, zone.rev + 1])?;
    Ok(())
}

/// Moves an establishment back to a zone, if it still is where it was moved to; returns how many did.
pub fn move_one_back(tx: &Tx<'_>, number: EstablishmentNumber, (from, to): (ZoneNumber, ZoneNumber)) -> Result<usize> {
    let sql = "update establishment set zone_number = $1, rev = rev + 1 where number = $2 and zone_number = $3";
    tx.execute(sql, values![to.0, number.0, from.0])
}

/// Moves a zone's establishments to another; gives how many.
pub fn move_establishments(tx: &Tx<'_>, from: ZoneNumber, to: ZoneNumber) -> Result<usize> {
    let sql = "update establishment set zone_number = $1, rev = rev + 1 where zone_number = $2";
    tx.execute(sql, values![to.0, from.0])
}

/// Deletes an empty zone; those behind it move up.
pub fn delete(tx: &Tx<'_>, zone: &Zone) -> Result<()> {
    tx.execute("delete from zone where number = $1", values![zone.number.0])?;
    tx.execute("update zone set position = position - 1 where position > $1", values![zone.position])?;
    Ok(())
}
