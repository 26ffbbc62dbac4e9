//! What the host knows of establishments' own databases: which jobs were begun in them and are not over, and how far they
//! have come, whatever is put in their place. It may lag behind: what is true of a job, its own ledger says.

use super::Tx;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::identity::Head;
use crate::domain::job::JobId;
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::ledger::reached::Reached;
use crate::store::sql::values;

/// In the place of a job: nobody has looked yet which there are.
pub const ANY: JobId = JobId(0);

/// Notes a job that is not over, or [`ANY`], and which process has it, if one does.
pub fn note(tx: &Tx<'_>, number: EstablishmentNumber, job: JobId, owner: &str) -> Result<()> {
    let sql = "insert into job_inside (establishment_number, job_id, owner) values ($1, $2, $3)
        on conflict (establishment_number, job_id) do update set owner = excluded.owner";
    tx.execute(sql, values![number.0, job.0, owner])?;
    Ok(())
}

/// Lists the tokens of the processes that have a job of an establishment.
pub fn owners(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Vec<String>> {
    let sql = "select owner from job_inside where establishment_number = $1 and owner <> '' order by job_id";
    tx.list(sql, values![number.0], |row| row.get(0))
}

/// Notes that the process of a token is gone.
pub fn release(tx: &Tx<'_>, number: EstablishmentNumber, owner: &str) -> Result<()> {
    let sql = "update job_inside set owner = '' where establishment_number = $1 and owner = $2";
    tx.execute(sql, values![number.0, owner])?;
    Ok(())
}

/// Has somebody look into every database.
pub fn doubt_all(tx: &Tx<'_>) -> Result<()> {
    let sql = "insert into job_inside (establishment_number, job_id, owner) select number, $1, '' from establishment
        where true on conflict (establishment_number, job_id) do nothing";
    tx.execute(sql, values![ANY.0])?;
    Ok(())
}

/// Forgets a job that is over.
pub fn forget(tx: &Tx<'_>, number: EstablishmentNumber, job: JobId) -> Result<()> {
    tx.execute("delete from job_inside where establishment_number = $1 and job_id = $2", values![number.0, job.0])?;
    Ok(())
}

/// Lists those after one, by establishment.
pub fn list(
    tx: &Tx<'_>,
    (number, job): (EstablishmentNumber, JobId),
    limit: u32,
) -> Result<Vec<(EstablishmentNumber, JobId)>> {
    let sql = "select establishment_number, job_id from job_inside
        where establishment_number > $1 or (establishment_number = $1 and job_id > $2)
        order by establishment_number, job_id limit $3";
    tx.list(sql, values![number.0, job.0, limit], |row| Ok((EstablishmentNumber(row.get(0)?), JobId(row.get(1)?))))
}

/// Lists what is known of an establishment's jobs.
pub fn jobs(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Vec<JobId>> {
    let sql = "select job_id from job_inside where establishment_number = $1 order by job_id";
    tx.list(sql, values![number.0], |row| Ok(JobId(row.get(0)?)))
}

/// Replaces what is known of an establishment's jobs that no process has by what somebody saw there.
pub fn put_jobs(tx: &Tx<'_>, number: EstablishmentNumber, jobs: &[JobId]) -> Result<()> {
    tx.execute("delete from job_inside where establishment_number = $1 and owner = ''", values![number.0])?;
    let sql = "insert into job_inside (establishment_number, job_id, owner) values ($1, $2, '')
        on conflict (establishment_number, job_id) do nothing";
    jobs.iter().try_for_each(|job| tx.execute(sql, values![number.0, job.0]).map(drop))
}

/// Reads how far a database has come. Of one in which nothing was done yet nothing is known.
pub fn reached(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Reached> {
    let sql = "select head_id, head_at, head_hash, since from inside_reached where establishment_number = $1";
    let found = tx.find(sql, values![number.0], |row| {
        let head = Head { id: row.get(0)?, at: Timestamp(row.get(1)?), hash: row.get(2)? };
        Ok((head, row.get::<Option<i64>>(3)?.map(Timestamp)))
    })?;
    let (head, since) = found.map_or((None, None), |(head, since)| ((head.id > 0).then_some(head), since));
    let sql = "select name, last from inside_counter where establishment_number = $1 order by name";
    let counters = tx.list(sql, values![number.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Reached { head, since, counters })
}

/// Notes how far a database has come.
pub fn put_reached(tx: &Tx<'_>, number: EstablishmentNumber, reached: &Reached) -> Result<()> {
    let Reached { head, since, counters } = reached;
    let (id, at, hash) = head.as_ref().map_or((0, 0, ""), |head| (head.id, head.at.0, head.hash.as_str()));
    let sql = "insert into inside_reached (establishment_number, head_id, head_at, head_hash, since)
            values ($1, $2, $3, $4, $5)
        on conflict (establishment_number) do update set head_id = excluded.head_id, head_at = excluded.head_at,
            head_hash = excluded.head_hash, since = excluded.since";
    tx.execute(sql, values![number.0, id, at, hash, since.map(|since| since.0)])?;
    let sql = "insert into inside_counter (establishment_number, name, last) values ($1, $2, $3)
        on conflict (establishment_number, name) do update set last = excluded.last
            where inside_counter.last < excluded.last";
    counters.iter().try_for_each(|(name, last)| tx.execute(sql, values![number.0, name, *last]).map(drop))
}

/// Says that other content was put in the place of a database: it goes on from itself, and somebody has to look which jobs
/// it has. The ids that were given before it stay known.
pub fn displace(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<()> {
    tx.execute("delete from inside_reached where establishment_number = $1", values![number.0])?;
    tx.execute("delete from job_inside where establishment_number = $1", values![number.0])?;
    note(tx, number, ANY, "")
}

/// Lists the establishments whose database has an entry or a job that is older than a moment, in order.
pub fn since_before(tx: &Tx<'_>, moment: Timestamp) -> Result<Vec<EstablishmentNumber>> {
    let sql = "select number from inside_reached join establishment on number = establishment_number
        where since < $1 and stage = 'active' order by number";
    tx.list(sql, values![moment.0], |row| Ok(EstablishmentNumber(row.get(0)?)))
}
