//! Rows that nobody needs any more and that are older than a moment: how many there are, and a page of them taken.
//!
//! Invariant: how many there are and which are taken is one condition, written once.

use super::{Tx, statistics};
use crate::domain::job::{Given, JobId};
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::ledger::job::target;
use crate::store::ledger::retention::{Old, old};
use crate::store::sql::values;

/// Rows that are judged by their own columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Letters that no job and no mail needs.
    Letters,
    /// Mails that no longer wait.
    Mails,
    /// Columns of imports.
    Mappings,
}

const LETTERS: &str = "letter.created_at < $1
    and not exists (select 1 from letter_use where letter_use.letter_id = letter.id)
    and not exists (select 1 from outbox where outbox.letter_id = letter.id)";
/// A mail whose password is still good can be sent again. One after a mail that waits about the same establishment may be
/// what makes that one stale; one of a job that is not over is what keeps its target from being written to twice.
const MAILS: &str = "o.state in ('sent', 'refused', 'uncertain', 'withdrawn') and o.created_at < $1 and o.tried_at < $1
    and coalesce(o.sent_at, 0) < $1 and (o.secret = '' or o.secret_until < $1)
    and not exists (select 1 from outbox w where w.establishment_number = o.establishment_number and w.id < o.id
        and w.state in ('queued', 'sending', 'deferred'))
    and not exists (select 1 from job where job.id = o.job_id and job.state in ('planned', 'running', 'paused'))
    and not exists (select 1 from letter_use join job on job.id = letter_use.job_id
        where letter_use.letter_id = o.letter_id and job.state in ('planned', 'running', 'paused'))";

const MAPPINGS: &str = "saved_at < $1";

/// Counts the rows that are older than a moment.
pub fn count(tx: &Tx<'_>, rows: Rows, before: Timestamp) -> Result<Old> {
    let sql = match rows {
        Rows::Letters => format!(
            "select count(*), coalesce(min(created_at), 0), coalesce(max(created_at), 0),
                cast(coalesce(sum(length(body) + (select coalesce(sum(bytes), 0) from letter_file
                    where letter_file.letter_id = letter.id)), 0) as bigint)
            from letter where {LETTERS}"
        ),
        Rows::Mails => format!(
            "select count(*), coalesce(min(created_at), 0), coalesce(max(created_at), 0),
                cast(coalesce(sum(length(o.body) + length(o.subject) + length(o.to_name) + length(o.to_email)), 0) as bigint)
            from outbox o where {MAILS}"
        ),
        Rows::Mappings => format!(
            "select count(*), coalesce(min(saved_at), 0), coalesce(max(saved_at), 0),
                cast(coalesce(sum(length(header) + length(mapping)), 0) as bigint)
            from import_mapping where {MAPPINGS}"
        ),
    };
    tx.get(&sql, values![before.0], old)
}

/// Removes the oldest rows that are older than a moment, no more than a page; returns how many.
pub fn take(tx: &Tx<'_>, rows: Rows, before: Timestamp, page: u32) -> Result<usize> {
    let sql = match rows {
        Rows::Letters => {
            format!("delete from letter where id in (select id from letter where {LETTERS} order by id limit $2)")
        }
        Rows::Mails => {
            format!("delete from outbox where id in (select o.id from outbox o where {MAILS} order by o.id limit $2)")
        }
        Rows::Mappings => format!(
            "delete from import_mapping where header_hash in (select header_hash from import_mapping
                where {MAPPINGS} order by saved_at, header_hash limit $2)"
        ),
    };
    tx.execute(&sql, values![before.0, page])
}

/// A target that has still to be brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awaiting {
    /// Of which job.
    pub job: JobId,
    /// Its place in it.
    pub position: u32,
    /// The file that was named, or empty.
    pub object: String,
    /// What it was given.
    pub given: Given,
}

/// Lists the targets that a job that is not over has still to bring back, and those that a job which undoes has not
/// brought back and may be asked for once more, after one, in order.
pub fn awaiting(tx: &Tx<'_>, (job, position): (JobId, u32), page: u32) -> Result<Vec<Awaiting>> {
    let sql = "select job_target.job_id, job_target.position, job_target.object, job_target.given from job
            join job_target on job_target.job_id = job.id
        where job.kind in ('restore', 'replace', 'undo-delete', 'undo-restore')
            and job_target.state in ('waiting', 'failed')
            and (job.state in ('planned', 'running', 'paused') or job.kind in ('undo-delete', 'undo-restore'))
            and (job.id > $1 or (job.id = $1 and job_target.position > $2))
        order by job.id, job_target.position limit $3";
    tx.list(sql, values![job.0, position, page], |row| {
        Ok(Awaiting {
            job: JobId(row.get(0)?),
            position: row.get(1)?,
            object: row.get(2)?,
            given: target::given_of(row.text(3)?)?,
        })
    })
}

/// Finds the number of the latest job; 0: there is none.
pub fn latest_job(tx: &Tx<'_>) -> Result<JobId> {
    tx.get("select coalesce(max(id), 0) from job", &[], |row| Ok(JobId(row.get(0)?)))
}

/// Snapshots of statistics that are older than a moment. The latest complete one of all establishments stays, else the latest;
/// and one that a job still makes.
const SNAPSHOTS: &str = "at < $1 and id <> coalesce(
        (select max(whole.id) from statistics_snapshot whole where whole.scope = 'whole' and whole.state = 'complete'),
        (select max(latest.id) from statistics_snapshot latest))
    and not exists (select 1 from job where job.id = job_id and job.state in ('planned', 'running', 'paused'))";

/// Counts the snapshots of statistics that are older than a moment.
pub fn snapshots(tx: &Tx<'_>, before: Timestamp) -> Result<Old> {
    let sql = format!(
        "select count(*), coalesce(min(at), 0), coalesce(max(at), 0),
            cast(coalesce(sum(length(totals)), 0) as bigint) from statistics_snapshot where {SNAPSHOTS}"
    );
    tx.get(&sql, values![before.0], old)
}

/// Removes the oldest snapshots of statistics that are older than a moment, no more than a page, with the lines that only they
/// had; returns how many.
pub fn take_snapshots(tx: &Tx<'_>, before: Timestamp, page: u32) -> Result<usize> {
    let sql = format!(
        "delete from statistics_snapshot where id in (select id from statistics_snapshot
            where {SNAPSHOTS} order by id limit $2)"
    );
    let taken = tx.execute(&sql, values![before.0, page])?;
    if taken > 0 {
        statistics::drop_lines(tx)?;
    }
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::tests::fresh;
    use crate::domain::retention::{KEPT, Kind};

    #[test]
    fn every_table_has_a_retention_or_a_reason_why_it_has_none() {
        let (folder, registry) = fresh();
        drop(registry);
        let connection = rusqlite::Connection::open(folder.path().join("registry.sqlite")).unwrap();
        let sql = "select name from sqlite_schema where type = 'table' and name not like 'sqlite%'";
        let mut statement = connection.prepare(sql).unwrap();
        let tables: BTreeSet<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let limited: BTreeSet<&str> = Kind::ALL.iter().flat_map(|kind| kind.description().tables.to_vec()).collect();
        let kept: BTreeSet<&str> = KEPT.iter().map(|(table, _)| *table).collect();
        assert_eq!(limited.intersection(&kept).count(), 0);
        let described: BTreeSet<String> = limited.union(&kept).map(|table| (*table).to_owned()).collect();
        assert_eq!(tables, described, "name a new table in domain::retention: with a limit, or with a reason");
        assert!(KEPT.iter().all(|(_, reason)| reason.len() > 10));
    }
}
