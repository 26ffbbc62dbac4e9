//! What nobody needs any more of what both databases have, and that is older than a moment: how many rows there are, and a
//! page of them taken.
//!
//! Invariant: how many there are and which are taken is one condition, written once.

use super::Tx;
use crate::domain::job::{JobId, JobState};
use crate::domain::time::Timestamp;
use crate::store::error::{Error, Result};
use crate::store::sql::{Row, values};

/// What is older than a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Old {
    /// How many.
    pub count: u32,
    /// The oldest.
    pub oldest: Timestamp,
    /// The latest.
    pub newest: Timestamp,
    /// About how many bytes they take; 0: not known.
    pub bytes: u64,
}

impl Default for Old {
    fn default() -> Self {
        Self { count: 0, oldest: Timestamp(0), newest: Timestamp(0), bytes: 0 }
    }
}

impl Old {
    /// Adds one more.
    pub fn add(&mut self, at: Timestamp, bytes: u64) {
        self.join(Self { count: 1, oldest: at, newest: at, bytes });
    }

    /// Adds what is as old elsewhere.
    pub fn join(&mut self, other: Self) {
        if other.count == 0 {
            return;
        }
        self.oldest = if self.count == 0 { other.oldest } else { self.oldest.min(other.oldest) };
        self.newest = if self.count == 0 { other.newest } else { self.newest.max(other.newest) };
        self.count = self.count.saturating_add(other.count);
        self.bytes = self.bytes.saturating_add(other.bytes);
    }
}

/// Reads how many, since when, until when, how many bytes.
pub(in crate::store) fn old(row: &Row<'_>) -> Result<Old> {
    let bytes: i64 = row.get(3)?;
    Ok(Old {
        count: row.get(0)?,
        oldest: Timestamp(row.get(1)?),
        newest: Timestamp(row.get(2)?),
        bytes: bytes.unsigned_abs(),
    })
}

/// Rows that are judged by their own columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Plans that were never started.
    Plans,
    /// Sessions.
    Sessions,
    /// Lock-out states.
    Tries,
}

const PLANS: &str = "job.state = 'planned' and job.started_at is null and job.created_at < $1
    and not exists (select 1 from job later where later.undo_of = job.id)";

const SESSIONS: &str = "coalesce(ended_at, last_seen_at) < $1";
const TRIES: &str = "day_start < $1 and locked_until < $1";

/// Counts the rows that are older than a moment.
pub fn count(tx: &Tx<'_>, rows: Rows, before: Timestamp) -> Result<Old> {
    let sql = match rows {
        Rows::Plans => format!(
            "select count(*), coalesce(min(created_at), 0), coalesce(max(created_at), 0),
                cast(coalesce(sum(length(task) + length(selection)), 0) as bigint)
            from job where {PLANS}"
        ),
        Rows::Sessions => format!(
            "select count(*), coalesce(min(started_at), 0), coalesce(max(started_at), 0), cast(0 as bigint)
            from session where {SESSIONS}"
        ),
        Rows::Tries => format!(
            "select count(*), coalesce(min(day_start), 0), coalesce(max(day_start), 0), cast(0 as bigint)
            from lockout where {TRIES}"
        ),
    };
    tx.get(&sql, values![before.0], old)
}

/// Removes the oldest rows that are older than a moment, no more than a page; returns how many.
pub fn take(tx: &Tx<'_>, rows: Rows, before: Timestamp, page: u32) -> Result<usize> {
    let sql = match rows {
        Rows::Plans => format!("delete from job where id in (select id from job where {PLANS} order by id limit $2)"),
        Rows::Sessions => {
            format!("delete from session where id in (select id from session where {SESSIONS} order by id limit $2)")
        }
        Rows::Tries => format!(
            "delete from lockout where login in (select login from lockout
                where {TRIES} order by day_start, login limit $2) and {TRIES}"
        ),
    };
    tx.execute(&sql, values![before.0, page])
}

/// Moments of jobs and sessions that a wrong clock has dated, and how they are put right.
const MOMENTS: [&str; 7] = [
    "update job set created_at = case when created_at > $1 then $2 else created_at + $3 end where created_at > $4 and created_at <= $5",
    "update job set started_at = case when started_at > $1 then $2 else started_at + $3 end where started_at > $4 and started_at <= $5",
    "update job set ended_at = case when ended_at > $1 then $2 else ended_at + $3 end where ended_at > $4 and ended_at <= $5",
    "update session set started_at = case when started_at > $1 then $2 else started_at + $3 end where started_at > $4 and started_at <= $5",
    "update session set last_seen_at = case when last_seen_at > $1 then $2 else last_seen_at + $3 end where last_seen_at > $4 and last_seen_at <= $5",
    "update session set ended_at = case when ended_at > $1 then $2 else ended_at + $3 end where ended_at > $4 and ended_at <= $5",
    "update job_target set at = case when at > $1 then $2 else at + $3 end where at > $4 and at <= $5",
];

/// Puts right the moments of jobs and sessions that were dated after a moment, and at another one or before: each was so many seconds
/// later, and no later than now. Returns how many were changed.
pub fn put_right(tx: &Tx<'_>, (after, through): (Timestamp, Timestamp), by_s: i64, now: Timestamp) -> Result<usize> {
    let latest = now.plus_s(by_s.saturating_neg());
    let mut changed = 0;
    for sql in MOMENTS {
        changed += tx.execute(sql, values![latest.0, now.0, by_s, after.0, through.0])?;
    }
    Ok(changed)
}

/// A job that ended, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// It.
    pub job: JobId,
    /// When.
    pub at: Timestamp,
}

/// Lists jobs that ended before a moment and undo no other one, after an identifier, in order.
pub fn ended(tx: &Tx<'_>, before: Timestamp, after: JobId, page: u32) -> Result<Vec<Ended>> {
    let sql = "select id, ended_at from job where state in ('done', 'cancelled') and undo_of is null and ended_at < $1
            and id > $2 order by id limit $3";
    tx.list(sql, values![before.0, after.0, page], |row| {
        Ok(Ended { job: JobId(row.get(0)?), at: Timestamp(row.get(1)?) })
    })
}

/// A job that undoes another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undoing {
    /// It.
    pub job: JobId,
    /// Where it stands.
    pub state: JobState,
    /// When it ended; none: it has not.
    pub ended_at: Option<Timestamp>,
    /// Its targets.
    pub targets: u32,
}

/// Lists the jobs that undo a job.
pub fn undoing(tx: &Tx<'_>, job: JobId) -> Result<Vec<Undoing>> {
    let sql = "select id, state, ended_at, waiting + done + skipped + failed from job where undo_of = $1 order by id";
    tx.list(sql, values![job.0], |row| {
        let word = row.text(1)?;
        let state = JobState::from_word(word).ok_or_else(|| Error::unreadable("job.state", word))?;
        let ended_at = row.get::<Option<i64>>(2)?.map(Timestamp);
        Ok(Undoing { job: JobId(row.get(0)?), state, ended_at, targets: row.get(3)? })
    })
}

/// About how many bytes a job's report takes.
pub fn report_bytes(tx: &Tx<'_>, job: JobId) -> Result<u64> {
    let sql = "select cast(coalesce(sum(length(label) + length(object) + length(given) + length(reason)
            + length(effect)), 0) as bigint) from job_target where job_id = $1";
    tx.get(sql, values![job.0], |row| row.get(0))
}
