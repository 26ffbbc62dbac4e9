//! Jobs as people see them.

use super::super::Tx;
use super::understood;
use crate::domain::access::{Actor, Identity, Support};
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::duty::Duty;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{Job, JobId, JobState, Kind, Reason, Selection, Tally, Wish};
use crate::domain::time::Timestamp;
use crate::domain::unreadable::{Listed, Stored};
use crate::domain::webmaster::{Login, WebmasterId};
use crate::store::error::{Error, Result, listed};
use crate::store::sql::{Row, Sight, Viewer, values};

/// Lets a transaction see no jobs but those of whoever looks.
pub fn look_at_own(tx: &Tx<'_>, actor: &Actor, act: Act) {
    let viewer = Viewer { actor: actor.clone(), act, limited: None, sees_own_jobs_alone: true };
    tx.look_as(viewer, |_, _| Ok(Sight::new()));
}

/// Which later jobs count as having undone one: not those that were given up, nor those that found nothing to undo.
const UNDOES: &str = "later.state not in ('planned', 'cancelled') \
     and (later.state <> 'done' or later.done + later.failed > 0) \
     order by case when later.state = 'done' and later.done = 0 then 1 else 0 end, later.id desc limit 1";

const COLUMNS: &str = "job.id, task, selection, name, state, wish, cause, actor_kind, actor_id, actor, os_user, \
     ssh_client, ssh_key, created_at, started_at, run_started_at, run_handled, heartbeat_at, ended_at, undo_of, impact, \
     waiting, done, skipped, failed, \
     (select later.id from job later where later.undo_of = job.id and later.state not in ('planned', 'cancelled') \
     and (later.state <> 'done' or later.done + later.failed > 0) \
     order by case when later.state = 'done' and later.done = 0 then 1 else 0 end, later.id desc limit 1), owner, support";

/// The texts of a row that are still to be understood.
struct Raw {
    id: i64,
    task: String,
    selection: String,
    name: String,
    state: String,
    wish: String,
    cause: String,
    actor: (String, i64, String, [String; 3]),
    times: [Option<i64>; 5],
    created_at: i64,
    run_handled: u32,
    undo: [Option<i64>; 2],
    impact: String,
    tally: Tally,
    owner: String,
    support: String,
}

fn raw(row: &Row<'_>) -> Result<Raw> {
    Ok(Raw {
        id: row.get(0)?,
        task: row.get(1)?,
        selection: row.get(2)?,
        name: row.get(3)?,
        state: row.get(4)?,
        wish: row.get(5)?,
        cause: row.get(6)?,
        actor: (row.get(7)?, row.get(8)?, row.get(9)?, [row.get(10)?, row.get(11)?, row.get(12)?]),
        created_at: row.get(13)?,
        times: [row.get(14)?, row.get(15)?, row.get(17)?, row.get(18)?, None],
        run_handled: row.get(16)?,
        undo: [row.get(19)?, row.get(25)?],
        impact: row.get(20)?,
        tally: Tally { waiting: row.get(21)?, done: row.get(22)?, skipped: row.get(23)?, failed: row.get(24)? },
        owner: row.get(26)?,
        support: row.get(27)?,
    })
}

/// A job with the token of the process that has it.
#[derive(Debug, Clone)]
pub struct Owned {
    /// The job.
    pub job: Job,
    /// The token, or empty.
    pub owner: String,
}

/// Understands a row, of a job of an establishment or of the host.
fn checked(raw: Raw, of: Option<EstablishmentNumber>) -> Result<Owned> {
    let state = JobState::from_word(&raw.state).ok_or_else(|| Error::unreadable("job.state", raw.state))?;
    let wish = Wish::from_word(&raw.wish).ok_or_else(|| Error::unreadable("job.wish", raw.wish))?;
    let cause: Option<Reason> = if raw.cause.is_empty() { None } else { Some(understood("job.cause", &raw.cause)?) };
    let selection = understood("job.selection", &raw.selection)?;
    let of = of.or_else(|| only(&selection));
    let (kind, id, name, [os_user, ssh_client, ssh_key]) = raw.actor;
    let identity = match (kind.as_str(), of) {
        ("webmaster", _) => {
            let login = Login::parse(&name).map_err(|_| Error::unreadable("job.actor", name))?;
            let support = of.map(|of| Support { of, reason: raw.support }).filter(|support| !support.reason.is_empty());
            Identity::Webmaster { id: WebmasterId(id), login, duty: Duty::NONE, support }
        }
        ("person", Some(of)) => Identity::Person { of, id: AccountId(id), login: name, standing: None, viewer: None },
        ("owner", _) => Identity::Owner,
        ("program", _) => Identity::Program,
        ("nobody", _) => Identity::Nobody,
        _ => return Err(Error::unreadable("job.actor_kind", kind)),
    };
    let [started_at, run_started_at, heartbeat_at, ended_at, _] = raw.times.map(|at| at.map(Timestamp));
    let [undo_of, undone_by] = raw.undo.map(|id| id.map(JobId));
    let job = Job {
        id: JobId(raw.id),
        task: understood("job.task", &raw.task)?,
        selection,
        name: raw.name,
        state,
        wish,
        cause,
        author: Actor { identity, os_user, ssh_client, ssh_key },
        created_at: Timestamp(raw.created_at),
        started_at,
        run_started_at,
        run_handled: raw.run_handled,
        heartbeat_at,
        ended_at,
        undo_of,
        undone_by,
        impact: understood("job.impact", &raw.impact)?,
        tally: raw.tally,
    };
    Ok(Owned { job, owner: raw.owner })
}

/// The establishment that a job is about alone: whose person has the host do something to its whole, if a person has.
fn only(selection: &Selection) -> Option<EstablishmentNumber> {
    if let Selection::One(only) = selection { Some(only.number).filter(|number| number.0 > 0) } else { None }
}

/// Finds a job.
pub fn find(tx: &Tx<'_>, id: JobId) -> Result<Option<Owned>> {
    let sql = format!("select {COLUMNS} from job where id = $1");
    let of = of(tx)?;
    tx.find(&sql, values![id.0], raw)?.map(|raw| checked(raw, of)).transpose()
}

/// Tells whose jobs these are; none: the host's.
fn of(tx: &Tx<'_>) -> Result<Option<EstablishmentNumber>> {
    Ok(tx.establishment()?.map(EstablishmentNumber))
}

/// Lists jobs before an identifier, the latest first, of one state or of all, of one kind or of all; each by itself.
pub fn before(
    tx: &Tx<'_>,
    state: Option<JobState>,
    kind: Option<Kind>,
    id: i64,
    limit: u32,
) -> Result<Vec<(JobId, Result<Owned>)>> {
    let sql = format!(
        "select {COLUMNS} from job where job.id < $1 and ($2 = '' or state = $2) and ($3 = '' or kind = $3)
            order by job.id desc limit $4"
    );
    let of = of(tx)?;
    let (state, kind) = (state.map_or("", JobState::word), kind.map_or("", Kind::word));
    tx.rows(&sql, values![id, state, kind, limit], key, |row| checked(raw(row)?, of))
}

fn key(row: &Row<'_>) -> Result<JobId> {
    Ok(JobId(row.get(0)?))
}

/// Lists the identifiers of all jobs, the latest first.
pub fn latest(tx: &Tx<'_>, limit: i64) -> Result<Vec<JobId>> {
    tx.list("select id from job order by id desc limit $1", values![limit], |row| Ok(JobId(row.get(0)?)))
}

/// Lists the jobs that did something at an establishment or that it waits in, the latest first; each by itself.
pub fn about(tx: &Tx<'_>, number: EstablishmentNumber, limit: u32) -> Result<Vec<Listed<Job>>> {
    let sql = format!(
        "select {COLUMNS} from job
        where job.id in (select job_id from (select job_id from job_target
                where establishment_number = $1 and state = 'done' order by job_id desc limit $2) as done)
            or job.id in (select job_id from (select job_id from job_target
                where establishment_number = $1 and state = 'waiting' order by job_id desc limit $2) as waiting)
        order by job.id desc limit $2"
    );
    let of = of(tx)?;
    let found = tx.rows(&sql, values![number.0, limit], key, |row| Ok(checked(raw(row)?, of)?.job))?;
    found.into_iter().map(|(id, job)| listed(Stored::Job(id), job)).collect()
}

/// Counts the jobs of each state; one in a state that nobody knows is in none.
pub fn counts(tx: &Tx<'_>) -> Result<Vec<(JobState, u32)>> {
    let found = tx.list("select state, count(*) from job group by state", &[], |row| {
        let count = row.get(1)?;
        Ok(JobState::from_word(&row.lossy(0)?).map(|state| (state, count)))
    })?;
    Ok(found.into_iter().flatten().collect())
}

/// Counts the jobs that are over and of which the latest undoing left nothing.
pub fn undone_count(tx: &Tx<'_>) -> Result<u32> {
    let sql = format!(
        "select count(*) from job newest join job on job.id = newest.undo_of
        where newest.state = 'done' and newest.failed = 0 and job.state = 'done'
            and newest.id = (select later.id from job later where later.undo_of = job.id and {UNDOES})"
    );
    tx.get(&sql, &[], |row| row.get(0))
}

/// Tells whether an undoing of a job is over, whatever it did.
pub fn was_tried(tx: &Tx<'_>, undone: JobId) -> Result<bool> {
    let sql = "select count(*) from job where undo_of = $1 and state = 'done'";
    tx.get(sql, values![undone.0], |row| Ok(row.get::<i64>(0)? > 0))
}

/// Lists the identifiers of all jobs, in order.
pub fn ids(tx: &Tx<'_>) -> Result<Vec<JobId>> {
    tx.list("select id from job order by id", &[], |row| Ok(JobId(row.get(0)?)))
}

/// Lists the jobs that were begun and are not over, in order.
pub fn unfinished(tx: &Tx<'_>) -> Result<Vec<JobId>> {
    tx.list("select id from job where state in ('running', 'paused') order by id", &[], |row| Ok(JobId(row.get(0)?)))
}

/// Finds when the first job was planned.
pub fn first_created(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    tx.find("select created_at from job order by id limit 1", &[], |row| Ok(Timestamp(row.get(0)?)))
}
