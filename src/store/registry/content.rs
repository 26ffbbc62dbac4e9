//! What the host's jobs did to establishments: which was undone there, and in which order each was given other content.

use super::Tx;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{Effect, JobId, Verdict};
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::ledger::job::{target, understood};
use crate::store::sql::values;

/// Marks a target that waits, as [`target::mark`] does; of one that was given other content, or none, the order is kept too.
pub fn mark(tx: &Tx<'_>, job: JobId, position: u32, verdict: &Verdict, now: Timestamp) -> Result<bool> {
    if !target::mark(tx, job, position, verdict, now)? {
        return Ok(false);
    }
    if let Verdict::Done(Effect::Deleted { .. } | Effect::Restored { .. } | Effect::Replaced { .. }) = verdict {
        let sql = "select establishment_number from job_target where job_id = $1 and position = $2";
        let number = tx.get(sql, values![job.0, position], |row| row.get(0).map(EstablishmentNumber))?;
        // The target itself is done already, at no place yet.
        let order = latest_order(tx, number)? + 1;
        let sql = "update job_target set done_order = $1 where job_id = $2 and position = $3";
        tx.execute(sql, values![order, job.0, position])?;
    }
    Ok(true)
}

/// Returns where the order of what came of an establishment stands, whatever the clock said: exports that were made of it,
/// content that jobs placed in it or took away.
pub fn latest_order(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<i64> {
    let sql = "select coalesce(max(place), 0) from (
            select made as place from export where establishment_number = $1
            union all select done_order from job_target where establishment_number = $1 and state = 'done'
            union all select done_order from placed where establishment_number = $1) as places";
    tx.get(sql, values![number.0], |row| row.get(0))
}

/// Tells whether a job that undid another one did so at an establishment.
pub fn is_undone(tx: &Tx<'_>, undone: JobId, number: EstablishmentNumber) -> Result<bool> {
    let sql = "select count(*) from job_target join job on job.id = job_id
        where establishment_number = $1 and job_target.state = 'done' and undo_of = $2";
    tx.get(sql, values![number.0, undone.0], |row| Ok(row.get::<i64>(0)? > 0))
}

/// Tells whether a job undoes what was placed: what it exports, nobody has lived on in.
pub fn undoes_placing(tx: &Tx<'_>, job: JobId) -> Result<bool> {
    let sql = "select 1 from job where id = $1 and kind = 'undo-restore'";
    Ok(tx.find(sql, values![job.0], |_| Ok(()))?.is_some())
}

/// Finds the latest job that gave an establishment other content than an earlier one, or took it away, and was not undone
/// there.
pub fn later_content(tx: &Tx<'_>, earlier: JobId, number: EstablishmentNumber) -> Result<Option<JobId>> {
    // In the order in which they did it there; of earlier versions, in which they were planned.
    let sql = "select job.id from job_target as later join job on job.id = later.job_id
            join job_target as this on this.establishment_number = later.establishment_number
        where later.establishment_number = $1 and later.state = 'done' and this.job_id = $2 and this.state = 'done'
            and (later.done_order > this.done_order
                or (later.done_order = this.done_order and later.job_id > this.job_id))
            and job.kind in ('delete', 'restore', 'replace', 'undo-delete', 'undo-restore', 'undo-add')
            and (job.undo_of is null or exists (select 1 from job_target as undone
                where undone.job_id = job.undo_of and undone.establishment_number = $1
                    and (undone.done_order < this.done_order
                        or (undone.done_order = this.done_order and undone.job_id < this.job_id))))
            and not exists (select 1 from job_target as again join job as undoing on undoing.id = again.job_id
                where again.establishment_number = $1 and again.state = 'done' and undoing.undo_of = job.id)
        order by later.done_order desc, job.id desc limit 1";
    tx.find(sql, values![number.0, earlier.0], |row| Ok(JobId(row.get(0)?)))
}

/// Finds the target that was deleted or replaced after this export of it was made, so that it is undone from there: its
/// job, its place in it, what was done. The latest comes first.
pub fn undone_from(tx: &Tx<'_>, number: EstablishmentNumber, file: &str) -> Result<Option<(JobId, u32, Effect)>> {
    let sql = "select job_target.job_id, job_target.position, job_target.effect from job
            join job_target on job_target.job_id = job.id
        where job.kind in ('delete', 'restore', 'replace', 'undo-delete', 'undo-restore', 'undo-add')
            and job_target.establishment_number = $1 and job_target.state = 'done'
        order by job_target.job_id desc, job_target.position";
    let done = tx.list(sql, values![number.0], |row| {
        Ok((JobId(row.get(0)?), row.get(1)?, understood("job_target.effect", row.text(2)?)?))
    })?;
    let is_it = |effect: &Effect| match effect {
        Effect::Deleted { export } | Effect::Replaced { before: export, .. } => export == file,
        Effect::Nothing
        | Effect::Blocked { .. }
        | Effect::Unblocked { .. }
        | Effect::Moved { .. }
        | Effect::Queued { .. }
        | Effect::Exported { .. }
        | Effect::Row { .. }
        | Effect::Restored { .. } => false,
    };
    Ok(done.into_iter().find(|(_, _, effect)| is_it(effect)))
}

/// Tells whether a job has replaced an administrator's password in an establishment.
pub fn was_reset(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<bool> {
    let sql = "select count(*) from job_target join job on job.id = job_id
        where establishment_number = $1 and job_target.state = 'done' and job.kind = 'reset-administrator'";
    tx.get(sql, values![number.0], |row| Ok(row.get::<i64>(0)? > 0))
}

/// Finds the latest job of the same task that was drawn up after another one and did it to an establishment after that one
/// was started, whose content is still the same.
pub fn done_since(tx: &Tx<'_>, earlier: JobId, number: EstablishmentNumber) -> Result<Option<JobId>> {
    let sql = "select max(job.id) from job_target join job on job.id = job_id
            join job as this on this.id = $1 and this.task = job.task
        where establishment_number = $2 and job_target.state = 'done' and job.id > this.id
            and job_target.at >= this.started_at";
    let found = tx.get(sql, values![earlier.0, number.0], |row| Ok(row.get::<Option<i64>>(0)?.map(JobId)))?;
    Ok(match found {
        Some(job) if later_content(tx, job, number)?.is_none() => Some(job),
        _ => None,
    })
}

/// Tells whether a job did what it was to do at an establishment.
pub fn was_at(tx: &Tx<'_>, job: JobId, number: EstablishmentNumber) -> Result<bool> {
    let sql = "select 1 from job_target where job_id = $1 and establishment_number = $2 and state = 'done' limit 1";
    Ok(tx.find(sql, values![job.0, number.0], |_| Ok(()))?.is_some())
}

/// Lists the establishments that were brought back from a file, by the file's SHA-256.
pub fn restored_from(tx: &Tx<'_>, sha256: &str) -> Result<Vec<EstablishmentNumber>> {
    let sql = "select distinct establishment_number from job join job_target on job_target.job_id = job.id
        where job.kind in ('restore', 'replace', 'undo-delete', 'undo-restore') and job_target.state = 'done'
            and effect like $1
        order by establishment_number";
    tx.list(sql, values![format!("%{sha256}%")], |row| Ok(EstablishmentNumber(row.get(0)?)))
}
