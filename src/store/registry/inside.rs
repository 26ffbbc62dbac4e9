//! Which jobs run in establishments' own databases. Only a hint: what is true of a job, its own ledger says.

use super::Tx;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::JobId;
use crate::store::error::Result;
use crate::store::sql::values;

/// Notes that a process takes a job.
pub fn note(tx: &Tx<'_>, number: EstablishmentNumber, job: JobId) -> Result<()> {
    let sql = "insert into job_inside (establishment_number, job_id) values ($1, $2)
        on conflict (establishment_number, job_id) do nothing";
    tx.execute(sql, values![number.0, job.0])?;
    Ok(())
}

/// Forgets a job that no process has any more.
pub fn forget(tx: &Tx<'_>, number: EstablishmentNumber, job: JobId) -> Result<()> {
    tx.execute("delete from job_inside where establishment_number = $1 and job_id = $2", values![number.0, job.0])?;
    Ok(())
}

/// Lists them by establishment.
pub fn list(tx: &Tx<'_>, limit: u32) -> Result<Vec<(EstablishmentNumber, JobId)>> {
    let sql = "select establishment_number, job_id from job_inside order by establishment_number, job_id limit $1";
    tx.list(sql, values![limit], |row| Ok((EstablishmentNumber(row.get(0)?), JobId(row.get(1)?))))
}
