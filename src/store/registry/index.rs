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

/// Reads the index in one pass, without a copy of the texts. A row with a value that nobody knows is in it too, found by
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
    let mut index = Index::new(&zone::list(tx)?);
    let sql = "select number, zone_number, stage, registered_on, department, search from establishment order by number";
    tx.each(sql, &[], |row| {
        let number = EstablishmentNumber(row.get(0)?);
        index.push(Row {
            number,
            zone: ZoneNumber(row.get(1)?),
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

/// Counts establishments.
pub fn counts(tx: &Tx<'_>, now: Timestamp) -> Result<Counts> {
    let establishments = tx.get("select count(*) from establishment", &[], |row| row.get(0))?;
    let sql = "select count(distinct establishment_number) from block
        where establishment_number > 0 and (until is null or until > $1) and (blocker <> 'program' or since > $2)";
    let stale = now.plus_s(-PROGRAM_STALE_S);
    let blocked = tx.get(sql, values![now.0, stale.0], |row| row.get(0))?;
    Ok(Counts { establishments, blocked })
}

/// Calls back with each establishment's number, UAI and [`crate::domain::establishment::place`], in the order of numbers.
pub fn each(tx: &Tx<'_>, mut visit: impl FnMut(EstablishmentNumber, &str, &str)) -> Result<()> {
    tx.each("select number, uai, place from establishment order by number", &[], |row| {
        visit(EstablishmentNumber(row.get(0)?), &row.lossy(1)?, &row.lossy(2)?);
        Ok(ControlFlow::Continue(()))
    })
}
