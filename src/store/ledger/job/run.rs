//! Jobs as the process that has them works: take, beat, stop, end.

use super::super::Tx;
use super::written;
use crate::domain::access::Actor;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{JobId, JobState, Kind, Reason, Wish};
use crate::domain::time::Timestamp;
use crate::store::counter::{Counter, next_id};
use crate::store::error::{Error, Result};
use crate::store::sql::values;

/// Returns a job to a process; it acts in the name of `author` from now on. The caller has checked that nobody has it.
pub fn take(tx: &Tx<'_>, id: JobId, owner: &str, author: &Actor, now: Timestamp) -> Result<()> {
    let sql = "update job set state = 'running', wish = '', cause = '', owner = $1, actor_kind = $2, actor_id = $3,
            actor = $4, os_user = $5, ssh_client = $6, ssh_key = $7, support = $8,
            started_at = coalesce(started_at, $9), run_started_at = $9, run_handled = done + skipped + failed,
            heartbeat_at = $9, ended_at = null, turn = $10
        where id = $11";
    let turn: i64 = next_id(tx, Counter::Turn)?;
    tx.execute(
        sql,
        values![
            owner,
            author.kind(),
            author.identity.id(),
            author.name(),
            author.os_user,
            author.ssh_client,
            author.ssh_key,
            author.identity.reason(),
            now.0,
            turn,
            id.0,
        ],
    )?;
    Ok(())
}

/// In the place of a token: somebody has ordered that a process take the job.
pub const ORDERED: &str = "ordered";

/// Names in whose name a job is to act, and has a process take it; none has it.
pub fn assign(tx: &Tx<'_>, id: JobId, author: &Actor) -> Result<()> {
    let sql = "update job set actor_kind = $1, actor_id = $2, actor = $3, os_user = $4, ssh_client = $5, ssh_key = $6,
            support = $7, owner = $8
        where id = $9";
    tx.execute(
        sql,
        values![
            author.kind(),
            author.identity.id(),
            author.name(),
            author.os_user,
            author.ssh_client,
            author.ssh_key,
            author.identity.reason(),
            ORDERED,
            id.0,
        ],
    )?;
    Ok(())
}

/// Tells whether the process of a token has any job.
pub fn is_had(tx: &Tx<'_>, owner: &str) -> Result<bool> {
    let sql = "select count(*) from job where state = 'running' and owner = $1";
    Ok(tx.get::<i64>(sql, values![owner], |row| row.get(0))? > 0)
}

/// What a job's process reads before it acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// What it is asked for.
    pub wish: Wish,
    /// Its place in the order of starting.
    pub turn: i64,
}

/// Returns what a process is asked for, and none when the job is no longer its own.
pub fn order(tx: &Tx<'_>, id: JobId, owner: &str) -> Result<Option<Order>> {
    let sql = "select wish, turn from job where id = $1 and state = 'running' and owner = $2";
    let found: Option<(String, i64)> = tx.find(sql, values![id.0, owner], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let Some((word, turn)) = found else { return Ok(None) };
    let wish = Wish::from_word(&word).ok_or_else(|| Error::unreadable("job.wish", word))?;
    Ok(Some(Order { wish, turn }))
}

/// Notes a sign of life, and whom the job waits for.
pub fn beat(tx: &Tx<'_>, id: JobId, waits_for: Option<&Reason>, now: Timestamp) -> Result<()> {
    let cause = waits_for.map(|reason| written("job.cause", reason)).transpose()?.unwrap_or_default();
    let sql = "update job set heartbeat_at = $1, cause = $2 where id = $3";
    tx.execute(sql, values![now.0, cause, id.0])?;
    Ok(())
}

/// Asks the process that has a job for something.
pub fn wish(tx: &Tx<'_>, id: JobId, wish: Wish) -> Result<()> {
    tx.execute("update job set wish = $1 where id = $2", values![wish.word(), id.0])?;
    Ok(())
}

/// Takes a job away from its process: paused, cancelled or done. From the second moment on counts for how long a job that
/// is over is kept.
pub fn stop(
    tx: &Tx<'_>,
    id: JobId,
    state: JobState,
    cause: Option<&Reason>,
    (now, ended_at): (Timestamp, Timestamp),
) -> Result<()> {
    let cause = cause.map(|reason| written("job.cause", reason)).transpose()?.unwrap_or_default();
    let ended = matches!(state, JobState::Done | JobState::Cancelled).then_some(ended_at.0);
    let sql = "update job set state = $1, wish = '', cause = $2, owner = '', heartbeat_at = $3, ended_at = $4
        where id = $5";
    tx.execute(sql, values![state.word(), cause, now.0, ended, id.0])?;
    Ok(())
}

/// Takes every running job away from its process, to be resumed, and every order: in a copy of a database nobody is at
/// work, and who had ordered there has ordered nothing here.
pub fn release(tx: &Tx<'_>) -> Result<()> {
    tx.execute("update job set state = 'paused', wish = '' where state = 'running'", &[])?;
    tx.execute("update job set owner = '' where owner <> ''", &[])?;
    Ok(())
}

/// Lists the jobs all of whose targets were handled and that are not over, each with its kind and the token of its process:
/// also a paused one, whose last target was finished by whoever recovered it.
///
/// # Errors
/// What SQLite says, or a word that nobody understands.
pub fn handled(tx: &Tx<'_>) -> Result<Vec<(JobId, Kind, String)>> {
    let sql = "select id, kind, owner from job where state in ('running', 'paused') and waiting = 0 order by id";
    tx.list(sql, &[], |row| {
        let word: String = row.get(1)?;
        let kind = Kind::from_word(&word).ok_or_else(|| Error::unreadable("job.kind", word))?;
        Ok((JobId(row.get(0)?), kind, row.get(2)?))
    })
}

/// Lists the acts on one establishment that nobody had to plan and that were begun, but not done: the job, the token of its
/// process, the establishment.
///
/// # Errors
/// What SQLite says.
pub fn begun_at_once(tx: &Tx<'_>) -> Result<Vec<(JobId, String, EstablishmentNumber)>> {
    let sql = "select job.id, job.owner, job_target.establishment_number from job
            join job_target on job_target.job_id = job.id
        where job.state in ('running', 'paused') and job.waiting > 0 and job.selection like '{\"by\":\"one\"%'
        order by job.id";
    tx.list(sql, &[], |row| Ok((JobId(row.get(0)?), row.get(1)?, EstablishmentNumber(row.get(2)?))))
}

/// An earlier job that still has to handle an establishment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// It.
    pub job: JobId,
    /// The token of its process.
    pub owner: String,
    /// In whose name it acts.
    pub author: String,
}

/// Lists the running jobs that were started before `turn` and still have to handle an establishment.
pub fn holders(tx: &Tx<'_>, number: EstablishmentNumber, id: JobId, turn: i64) -> Result<Vec<Holder>> {
    let sql = "select job.id, job.owner, job.actor from job_target
            join job on job.id = job_target.job_id
        where establishment_number = $1 and job_target.state = 'waiting' and job.state = 'running'
            and job.exclusive = 1 and job.id <> $2 and job.turn < $3
        order by job.turn";
    tx.list(sql, values![number.0, id.0, turn], |row| {
        Ok(Holder { job: JobId(row.get(0)?), owner: row.get(1)?, author: row.get(2)? })
    })
}
