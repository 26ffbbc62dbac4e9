//! Jobs and their targets. The job's tally moves in the transaction that marks a target, and nowhere else.

pub mod read;
pub mod run;
pub mod target;

use super::Tx;
use crate::domain::access::Actor;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{Forecast, Given, Impact, JobId, Selection, Task};
use crate::domain::time::Timestamp;
use crate::store::counter::{Counter, next_id};
use crate::store::error::{Error, Result};
use crate::store::sql::values;

/// A job to be planned.
#[derive(Debug)]
pub struct NewJob<'a> {
    /// What is done.
    pub task: &'a Task,
    /// Whether its establishments belong to one such job at a time.
    pub is_exclusive: bool,
    /// How the targets were named.
    pub selection: &'a Selection,
    /// A name, or empty.
    pub name: &'a str,
    /// In whose name.
    pub author: &'a Actor,
    /// The job that it undoes.
    pub undo_of: Option<JobId>,
    /// What it does besides its counts.
    pub impact: Impact,
}

/// A target to be frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTarget {
    /// The establishment; 0 when there is none yet.
    pub number: EstablishmentNumber,
    /// What else names it.
    pub object: String,
    /// What it is called.
    pub label: String,
    /// What the task needs to know about it.
    pub given: Given,
    /// What is expected of it.
    pub forecast: Forecast,
}

/// Writes a value as stored.
pub(in crate::store) fn written(what: &'static str, value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::unreadable(what, error.to_string()))
}

/// Reads a stored value.
pub(in crate::store) fn understood<T: serde::de::DeserializeOwned>(what: &'static str, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| Error::unreadable(what, text))
}

/// Freezes a plan with its targets, in their order.
pub fn insert(tx: &Tx<'_>, new: &NewJob<'_>, targets: &[NewTarget], now: Timestamp) -> Result<JobId> {
    let id: i64 = next_id(tx, Counter::Job)?;
    let sql = "insert into job (id, kind, task, selection, name, state, wish, cause, owner, actor_kind, actor_id,
            actor, os_user, ssh_client, ssh_key, support, created_at, run_handled, turn, exclusive, undo_of, impact,
            waiting, done, skipped, failed)
        values ($1, $2, $3, $4, $5, 'planned', '', '', '', $6, $7, $8, $9, $10, $11, $12, $13, 0, 0, $14, $15, $16,
            $17, 0, 0, 0)";
    tx.execute(
        sql,
        values![
            id,
            new.task.kind().word(),
            written("job.task", new.task)?,
            written("job.selection", new.selection)?,
            new.name,
            new.author.kind(),
            new.author.identity.id(),
            new.author.name(),
            new.author.os_user,
            new.author.ssh_client,
            new.author.ssh_key,
            new.author.identity.reason(),
            now.0,
            i64::from(new.is_exclusive),
            new.undo_of.map(|job| job.0),
            written("job.impact", &new.impact)?,
            u32::try_from(targets.len()).unwrap_or(u32::MAX),
        ],
    )?;
    for (position, new) in (1_u32..).zip(targets) {
        target::insert(tx, JobId(id), position, new)?;
    }
    Ok(JobId(id))
}

/// Forgets a plan that was never started, or a job that ended.
pub fn remove(tx: &Tx<'_>, id: JobId) -> Result<()> {
    tx.execute("delete from job where id = $1", values![id.0])?;
    Ok(())
}

/// Names a plan, or takes its name away.
pub fn rename(tx: &Tx<'_>, id: JobId, name: &str) -> Result<()> {
    tx.execute("update job set name = $1 where id = $2", values![name, id.0])?;
    Ok(())
}

#[cfg(test)]
mod tests;
