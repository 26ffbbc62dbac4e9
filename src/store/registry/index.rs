//! The folded texts of all establishments, for filters, orders and imports.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use super::{Tx, block, zone};
use crate::domain::block::{Blocker, PROGRAM_STALE_S};
use crate::domain::establishment::{EstablishmentNumber, Stage};
use crate::domain::search::{Index, Row};
use crate::domain::time::Timestamp;
use crate::domain::zone::ZoneNumber;
use crate::store::error::Result;
use crate::store::sql::values;

/// Reads the index of what whoever looks sees in one pass, without a copy of the texts. A row with a value that nobody knows is in it too, found by
/// what can be read of it; whoever fetches it learns what is wrong.
pub fn load(tx: &Tx<'_>) -> Result<Index> {
    let mut blocked: HashMap<EstablishmentNumber, Timestamp> = HashMap::new();
    let mut odd = HashSet::new();
    for (number, found) in block::list_all(tx)? {
        let Some(found) = found else {
            odd.insert(number);
            continue;
        };
        let stale = found.since.plus_s(PROGRAM_STALE_S);
        let end = found.until.unwrap_or(Timestamp(i64::MAX));
        let end = if found.blocker == Blocker::Program { end.min(stale) } else { end };
        let known = blocked.entry(number).or_insert(end);
        *known = end.max(*known);
    }
    let mut zones = zone::list(tx)?;
    let of_viewer = tx.viewer().and_then(|viewer| viewer.zones());
    let sees = |zone: ZoneNumber| of_viewer.is_none_or(|zones| zones.contains_key(&zone));
    zones.retain(|zone| sees(zone.number));
    let mut index = Index::new(&zones);
    let sql = "select number, zone_number, stage, registered_on, department, search from establishment order by number";
    tx.each(sql, &[], |row| {
        let (number, zone) = (EstablishmentNumber(row.get(0)?), ZoneNumber(row.get(1)?));
        if !sees(zone) {
            return Ok(ControlFlow::Continue(()));
        }
        index.push(Row {
            number,
            zone,
            stage: Stage::from_word(&row.lossy(2)?).filter(|_| !odd.contains(&number)),
            blocked_until: blocked.get(&number).copied(),
            registered_on: &row.lossy(3)?,
            department: &row.lossy(4)?,
            text: &row.lossy(5)?,
        });
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(index)
}

/// Totals of the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Establishments, whatever their stage.
    pub establishments: u32,
    /// Of them, those with a block of any kind.
    pub blocked: u32,
}

/// Counts the establishments of a webmaster's zones; 0: all of them.
pub fn counts(tx: &Tx<'_>, now: Timestamp) -> Result<Counts> {
    let limited = tx.viewer().and_then(|viewer| viewer.limited).map_or(0, |id| id.0);
    let sql = "select count(*) from establishment where $1 = 0
        or zone_number in (select zone_number from webmaster_zone where webmaster_id = $1)";
    let establishments = tx.get(sql, values![limited], |row| row.get(0))?;
    let sql = "select count(distinct establishment_number) from block
        where establishment_number > 0 and (until is null or until > $1) and (blocker <> 'program' or since > $2)
            and ($3 = 0 or exists (select 1 from establishment join webmaster_zone
                    on webmaster_zone.zone_number = establishment.zone_number
                where number = establishment_number and webmaster_id = $3))";
    let stale = now.plus_s(-PROGRAM_STALE_S);
    let blocked = tx.get(sql, values![now.0, stale.0, limited], |row| row.get(0))?;
    Ok(Counts { establishments, blocked })
}

/// Calls back with the number of each establishment that whoever looks sees, UAI and [`crate::domain::establishment::place`], in the order of numbers.
pub fn each(tx: &Tx<'_>, mut visit: impl FnMut(EstablishmentNumber, &str, &str)) -> Result<()> {
    let sight = tx.sight()?;
    tx.each("select number, uai, place from establishment order by number", &[], |row| {
        let number = EstablishmentNumber(row.get(0)?);
        if sight.is_none_or(|sight| sight.get(&number) == Some(&true)) {
            visit(number, &row.lossy(1)?, &row.lossy(2)?);
        }
        Ok(ControlFlow::Continue(()))
    })
}
