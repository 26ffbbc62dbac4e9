//! What was placed last in each establishment: it outlives the reports of the jobs that did it, and the establishment.

use super::Tx;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::Effect;
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::ledger::job::understood;
use crate::store::sql::values;

/// What a job has placed in an establishment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The name of the file that it came from.
    pub file: String,
    /// That file's SHA-256.
    pub sha256: String,
    /// Where that stands in the order of [`super::content::latest_order`].
    pub order: i64,
    /// When; 0: a clock that was ahead said so, and nobody knows.
    pub at: Timestamp,
}

/// Notes what a job has placed.
pub fn put(tx: &Tx<'_>, number: EstablishmentNumber, placed: &Placed) -> Result<()> {
    let sql = "insert into placed (establishment_number, file, sha256, done_order, at) values ($1, $2, $3, $4, $5)
        on conflict (establishment_number) do update set file = excluded.file, sha256 = excluded.sha256,
            done_order = excluded.done_order, at = excluded.at";
    tx.execute(sql, values![number.0, placed.file, placed.sha256, placed.order, placed.at.0])?;
    Ok(())
}

/// Forgets what was placed, since it was deleted: what is there again was placed anew, or came by hand.
pub fn forget(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<()> {
    let sql = "update placed set file = '', sha256 = '', done_order = 0, at = 0 where establishment_number = $1";
    tx.execute(sql, values![number.0])?;
    Ok(())
}

/// Finds what a job has placed last in an establishment; none when none did, or when an earlier version did.
pub fn last(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<Placed>> {
    let sql = "select file, sha256, done_order, at from placed where establishment_number = $1 and done_order > 0";
    tx.find(sql, values![number.0], |row| {
        Ok(Placed { file: row.get(0)?, sha256: row.get(1)?, order: row.get(2)?, at: Timestamp(row.get(3)?) })
    })
}

/// Reads in the reports of jobs what they have placed last.
///
/// # Errors
/// What SQLite says, or a report that nobody understands.
pub(super) fn complete(tx: &Tx<'_>) -> Result<()> {
    let sql = "select establishment_number, effect, done_order, coalesce(at, 0) from job_target as target
        where state = 'done' and done_order > 0
            and done_order >= coalesce((select max(done_order) from job_target as later
                where later.establishment_number = target.establishment_number and later.state = 'done'
                    and later.effect not like '{\"effect\":\"deleted\"%'), 0)
        order by establishment_number, done_order";
    let found = tx.list(sql, &[], |row| {
        let effect = understood("job_target.effect", row.text(1)?)?;
        Ok((EstablishmentNumber(row.get(0)?), effect, row.get::<i64>(2)?, Timestamp(row.get(3)?)))
    })?;
    for (number, effect, order, at) in found {
        if let Effect::Restored { file, sha256 } | Effect::Replaced { file, sha256, .. } = effect {
            put(tx, number, &Placed { file, sha256, order, at })?;
        }
    }
    Ok(())
}
