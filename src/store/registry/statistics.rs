//! Dated snapshots of statistics: a line that did not change from one to the next is kept once.

use super::Tx;
use crate::domain::account::SignInMode;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{JobId, Reason};
use crate::domain::password::Secret;
use crate::domain::statistics::{Figures, Line, Scope, Snapshot, SnapshotId, Totals};
use crate::domain::time::Timestamp;
use crate::domain::webmaster::WebmasterId;
use crate::domain::zone::ZoneNumber;
use crate::store::counter::{Counter, next_id};
use crate::store::error::{Error, Result};
use crate::store::sql::{Row, values};

const STILL: i64 = i64::MAX;

/// What is known of an establishment before it is counted.
#[derive(Debug, Clone)]
pub struct Known {
    /// The credential of its database.
    pub credential: Secret,
    /// Whether it is neither being created nor deleted.
    pub is_active: bool,
    /// How its files looked when it was last counted, or empty.
    pub fingerprint: String,
    /// The oldest of what counted as recent then.
    pub oldest_recent: Option<Timestamp>,
    /// The line that holds, with its names as they are now; its figures are a cause when it was never counted.
    pub line: Line,
    /// The stored line's zone and denomination, and the snapshot since which it holds; none: it was never counted.
    pub stored: Option<(ZoneNumber, String, SnapshotId)>,
}

const FIGURES: &str = "cause, last_sign_in_at, staff, staff_connected, learners, learners_connected, evaluations, \
     evaluations_recent, grades, grades_recent, enrolled, in_progress, completed, waiting, to_confirm, suspended, \
     overbooked, size_bytes, sign_in_mode";

/// Reads the columns of [`FIGURES`] that begin at a place.
fn figures(row: &Row<'_>, at: usize) -> Result<std::result::Result<Figures, Reason>> {
    let cause: String = row.get(at)?;
    if !cause.is_empty() {
        let reason = serde_json::from_str(&cause).map_err(|_| Error::unreadable("statistics_line.cause", cause))?;
        return Ok(Err(reason));
    }
    let count = |place: usize| row.get::<u64>(at + place);
    let mut enrolments = [0; 7];
    for (place, value) in enrolments.iter_mut().zip(10..) {
        *place = count(value)?;
    }
    let mode: String = row.get(at + 18)?;
    Ok(Ok(Figures {
        last_sign_in_at: row.get::<Option<i64>>(at + 1)?.map(Timestamp),
        staff: count(2)?,
        staff_connected: count(3)?,
        learners: count(4)?,
        learners_connected: count(5)?,
        evaluations: count(6)?,
        evaluations_recent: count(7)?,
        grades: count(8)?,
        grades_recent: count(9)?,
        enrolments,
        size_bytes: count(17)?,
        sign_in_mode: SignInMode::from_word(&mode)
            .ok_or_else(|| Error::unreadable("statistics_line.sign_in_mode", mode))?,
    }))
}

fn contact(row: &Row<'_>, at: usize) -> Result<String> {
    let (last, first): (Option<String>, Option<String>) = (row.get(at)?, row.get(at + 1)?);
    Ok(format!("{} {}", last.unwrap_or_default(), first.unwrap_or_default()).trim().to_owned())
}

/// Finds what is known of an establishment; none when it is not there.
///
/// # Errors
/// What SQLite says, or a value that nobody knows.
pub fn known(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<Known>> {
    tx.find(&known_sql(), values![number.0], |row| {
        let stored = match row.get::<Option<i64>>(12)? {
            Some(first) => Some((ZoneNumber(row.get(10)?), row.get(11)?, SnapshotId(first))),
            None => None,
        };
        let figures = if stored.is_some() { figures(row, 13)? } else { Err(Reason::Incomplete) };
        Ok(Known {
            credential: Secret::new(row.get(7)?),
            is_active: row.get::<String>(6)? == "active",
            fingerprint: row.get(8)?,
            oldest_recent: row.get::<Option<i64>>(9)?.map(Timestamp),
            line: Line {
                number,
                zone: ZoneNumber(row.get(0)?),
                denomination: row.get(1)?,
                uai: row.get(2)?,
                contact: contact(row, 3)?,
                registered_on: row.get(5)?,
                figures,
            },
            stored,
        })
    })
}

fn known_sql() -> String {
    format!(
        "select e.zone_number, e.denomination, e.uai, e.contact_last_name, e.contact_first_name, e.registered_on,
            e.stage, e.credential, coalesce(k.fingerprint, ''), k.oldest_recent, l.zone_number, l.denomination,
            l.first_snapshot, {FIGURES}
        from establishment e
        left join statistics_known k on k.establishment_number = e.number
        left join statistics_line l on l.establishment_number = e.number and l.until_snapshot = {STILL}
        where e.number = $1"
    )
}

/// Lists the numbers of all establishments, in order.
pub fn numbers(tx: &Tx<'_>) -> Result<Vec<EstablishmentNumber>> {
    tx.list("select number from establishment order by number", &[], |row| row.get(0).map(EstablishmentNumber))
}

/// Begins a snapshot.
pub fn begin(tx: &Tx<'_>, at: Timestamp, author: &str, scope: Scope, job: Option<JobId>) -> Result<SnapshotId> {
    let sql = "insert into statistics_snapshot (id, at, author, scope, state, totals, job_id)
        values ($1, $2, $3, $4, 'open', '', $5)";
    let id: i64 = next_id(tx, Counter::Snapshot)?;
    let word = scope_word(scope);
    tx.execute(sql, values![id, at.0, author, word, job.map(|job| job.0)])?;
    Ok(SnapshotId(id))
}

const fn scope_word(scope: Scope) -> &'static str {
    match scope {
        Scope::Whole => "whole",
        Scope::Part => "part",
    }
}

/// Finds the snapshot that a job makes, and when it was begun.
pub fn of_job(tx: &Tx<'_>, job: JobId) -> Result<Option<(SnapshotId, Timestamp)>> {
    tx.find("select id, at from statistics_snapshot where job_id = $1", values![job.0], |row| {
        Ok((SnapshotId(row.get(0)?), Timestamp(row.get(1)?)))
    })
}

/// Makes an establishment a member of a snapshot of some.
pub fn join(tx: &Tx<'_>, id: SnapshotId, number: EstablishmentNumber) -> Result<()> {
    let sql =
        "insert into statistics_member (snapshot_id, establishment_number) values ($1, $2) on conflict do nothing";
    tx.execute(sql, values![id.0, number.0])?;
    Ok(())
}

/// Keeps an establishment's line from a snapshot on, in place of the one that held.
pub fn keep(tx: &Tx<'_>, id: SnapshotId, line: &Line) -> Result<()> {
    let number = line.number.0;
    // Another run may have kept a later line meanwhile: then this one replaces it.
    let sql = format!(
        "delete from statistics_line where establishment_number = $1 and until_snapshot = {STILL}
        and first_snapshot >= $2 returning first_snapshot"
    );
    let later: Option<i64> = tx.find(&sql, values![number, id.0], |row| row.get(0))?;
    let first = later.unwrap_or(id.0);
    let sql = format!(
        "update statistics_line set until_snapshot = $1
        where establishment_number = $2 and until_snapshot = {STILL}"
    );
    tx.execute(&sql, values![first, number])?;
    let (cause, one) = match &line.figures {
        Ok(figures) => (String::new(), figures.clone()),
        Err(reason) => {
            let cause = serde_json::to_string(reason);
            (cause.map_err(|error| Error::unreadable("statistics_line.cause", error.to_string()))?, Figures::default())
        }
    };
    let sql = format!(
        "insert into statistics_line (establishment_number, first_snapshot, until_snapshot, zone_number, denomination,
            {FIGURES}) values ($1, $2, {STILL}, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
            $18, $19, $20, $21, $22, $23)"
    );
    let stored = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let [enrolled, in_progress, completed, waiting, to_confirm, suspended, overbooked] = one.enrolments.map(stored);
    tx.execute(
        &sql,
        values![
            number,
            first,
            line.zone.0,
            line.denomination,
            cause,
            one.last_sign_in_at.map(|at| at.0),
            stored(one.staff),
            stored(one.staff_connected),
            stored(one.learners),
            stored(one.learners_connected),
            stored(one.evaluations),
            stored(one.evaluations_recent),
            stored(one.grades),
            stored(one.grades_recent),
            enrolled,
            in_progress,
            completed,
            waiting,
            to_confirm,
            suspended,
            overbooked,
            stored(one.size_bytes),
            one.sign_in_mode.word(),
        ],
    )?;
    Ok(())
}

/// Notes how a database looked when it was counted; without a fingerprint it will be read again.
pub fn note(tx: &Tx<'_>, number: EstablishmentNumber, fingerprint: &str, oldest: Option<Timestamp>) -> Result<()> {
    let sql = "insert into statistics_known (establishment_number, fingerprint, oldest_recent) values ($1, $2, $3)
        on conflict (establishment_number) do update set fingerprint = excluded.fingerprint,
            oldest_recent = excluded.oldest_recent";
    tx.execute(sql, values![number.0, fingerprint, oldest.map(|at| at.0)])?;
    Ok(())
}

/// Forgets how every database looked when it was last counted: each is read again.
pub fn forget_known(tx: &Tx<'_>) -> Result<()> {
    tx.execute("delete from statistics_known", &[])?;
    Ok(())
}

/// Ends a snapshot.
pub fn finish(tx: &Tx<'_>, id: SnapshotId, is_complete: bool, totals: &Totals) -> Result<()> {
    let totals = serde_json::to_string(totals)
        .map_err(|error| Error::unreadable("statistics_snapshot.totals", error.to_string()))?;
    let state = if is_complete { "complete" } else { "cancelled" };
    let sql = "update statistics_snapshot set state = $1, totals = $2 where id = $3";
    tx.execute(sql, values![state, totals, id.0])?;
    Ok(())
}

/// Ends the lines of establishments that are gone, from a snapshot of all on.
pub fn close_gone(tx: &Tx<'_>, id: SnapshotId) -> Result<()> {
    let gone = "not exists (select 1 from establishment where number = establishment_number)";
    let sql = format!("delete from statistics_known where {gone}");
    tx.execute(&sql, &[])?;
    let sql = format!(
        "update statistics_line set until_snapshot = $1
        where until_snapshot = {STILL} and first_snapshot < $1 and {gone}"
    );
    tx.execute(&sql, values![id.0])?;
    Ok(())
}

/// Drops the oldest snapshots beyond so many of all and so many of a part, with the lines that only they had: what is
/// counted of a few every day takes no year of what was counted of all.
pub fn drop_beyond(tx: &Tx<'_>, kept: u32) -> Result<()> {
    let sql = "select id from statistics_snapshot where scope = $1 order by id desc limit 1 offset $2";
    let mut dropped = 0;
    for scope in ["whole", "part"] {
        let oldest: Option<i64> = tx.find(sql, values![scope, kept.max(1) - 1], |row| row.get(0))?;
        let drop = "delete from statistics_snapshot where scope = $1 and id < $2";
        dropped += tx.execute(drop, values![scope, oldest.unwrap_or(0)])?;
    }
    if dropped > 0 { drop_lines(tx) } else { Ok(()) }
}

/// Which snapshots a line was counted for: those of all in which it holds, and those of some that its establishment is in.
const COUNTED: &str = "s.id >= l.first_snapshot and s.id < l.until_snapshot and (s.scope = 'whole'
    or exists (select 1 from statistics_member m where m.snapshot_id = s.id and m.establishment_number = l.establishment_number))";

/// Drops the lines that hold no more and that no snapshot has.
pub(super) fn drop_lines(tx: &Tx<'_>) -> Result<()> {
    let sql = format!(
        "delete from statistics_line as l where l.until_snapshot < {STILL}
            and not exists (select 1 from statistics_snapshot s where {COUNTED})"
    );
    tx.execute(&sql, &[])?;
    Ok(())
}

/// Lists snapshots, the latest first.
///
/// # Errors
/// What SQLite says, or a value that nobody knows.
pub fn list(tx: &Tx<'_>, limit: u32) -> Result<Vec<Snapshot>> {
    let sql = "select id, at, author, scope, state, totals from statistics_snapshot
        where state <> 'open' order by id desc limit $1";
    tx.list(sql, values![limit], |row| {
        let (scope, totals): (String, String) = (row.get(3)?, row.get(5)?);
        Ok(Snapshot {
            id: SnapshotId(row.get(0)?),
            at: Timestamp(row.get(1)?),
            author: row.get(2)?,
            scope: match scope.as_str() {
                "whole" => Scope::Whole,
                "part" => Scope::Part,
                _ => return Err(Error::unreadable("statistics_snapshot.scope", scope)),
            },
            is_complete: row.get::<String>(4)? == "complete",
            totals: serde_json::from_str(&totals)
                .map_err(|_| Error::unreadable("statistics_snapshot.totals", totals))?,
        })
    })
}

/// Reads the lines of the establishments of a webmaster's zones that are there, by the snapshots that have them.
///
/// # Errors
/// What SQLite says, or a value that nobody knows.
pub fn figures_of(tx: &Tx<'_>, id: WebmasterId) -> Result<Vec<(SnapshotId, Line)>> {
    let sql = format!(
        "select s.id, l.establishment_number, l.zone_number, l.denomination, e.uai, e.contact_last_name,
            e.contact_first_name, e.registered_on, {FIGURES}
        from statistics_line l join statistics_snapshot s on {COUNTED}
        join establishment e on e.number = l.establishment_number
        join webmaster_zone z on z.zone_number = e.zone_number
        where z.webmaster_id = $1 order by s.id, l.establishment_number"
    );
    tx.list(&sql, values![id.0], |row| {
        let line = Line {
            number: EstablishmentNumber(row.get(1)?),
            zone: ZoneNumber(row.get(2)?),
            denomination: row.get(3)?,
            uai: row.get(4)?,
            contact: contact(row, 5)?,
            figures: figures(row, 8)?,
            registered_on: row.get(7)?,
        };
        Ok((SnapshotId(row.get(0)?), line))
    })
}

/// Reads the lines of a snapshot, by number.
///
/// # Errors
/// What SQLite says, or a value that nobody knows.
pub fn lines(tx: &Tx<'_>, id: SnapshotId) -> Result<Vec<Line>> {
    let sql = format!(
        "select l.establishment_number, l.zone_number, l.denomination, coalesce(e.uai, ''), e.contact_last_name,
            e.contact_first_name, e.registered_on, {FIGURES}
        from statistics_line l left join establishment e on e.number = l.establishment_number
        where l.until_snapshot > $1 and l.first_snapshot <= $1 and (
            not exists (select 1 from statistics_snapshot where id = $1 and scope = 'part')
            or exists (select 1 from statistics_member where snapshot_id = $1
                and statistics_member.establishment_number = l.establishment_number))
        order by l.establishment_number"
    );
    tx.list(&sql, values![id.0], |row| {
        let registered_on: Option<String> = row.get(6)?;
        Ok(Line {
            number: EstablishmentNumber(row.get(0)?),
            zone: ZoneNumber(row.get(1)?),
            denomination: row.get(2)?,
            uai: row.get(3)?,
            contact: contact(row, 4)?,
            figures: if registered_on.is_some() { figures(row, 7)? } else { Err(Reason::Gone) },
            registered_on: registered_on.unwrap_or_default(),
        })
    })
}

/// Lists what was counted of establishments that are gone since, by the snapshots that have it.
///
/// # Errors
/// What SQLite says, or a value that nobody knows.
pub fn gone(tx: &Tx<'_>) -> Result<Vec<(SnapshotId, std::result::Result<Figures, Reason>)>> {
    let sql = format!(
        "select s.id, {FIGURES} from statistics_line l join statistics_snapshot s on {COUNTED}
        where l.establishment_number in (select establishment_number from statistics_line
            except select number from establishment)
        order by s.id"
    );
    tx.list(&sql, &[], |row| Ok((SnapshotId(row.get(0)?), figures(row, 1)?)))
}

/// Counts the establishments of a snapshot that are there and in which nobody has signed in since a moment, although there
/// was time to.
pub fn asleep(tx: &Tx<'_>, id: SnapshotId, since: Timestamp) -> Result<u64> {
    let sql = format!(
        "select count(*) from statistics_line l join statistics_snapshot s on s.id = $1 and {COUNTED}
        join establishment e on e.number = l.establishment_number
        where cause = '' and e.registered_on <= $2 and (last_sign_in_at is null or last_sign_in_at < $3)"
    );
    let day = since.utc_text();
    tx.get(&sql, values![id.0, day.get(..10).unwrap_or_default(), since.0], |row| row.get(0))
}

/// Returns what an establishment's lines were from snapshot to snapshot, the oldest first: when each was counted, by the first
/// snapshot that is left of those that have it. What only snapshots had that were dropped is left out.
///
/// # Errors
/// What SQLite says, or a value that nobody knows.
pub fn history(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
) -> Result<Vec<(Timestamp, std::result::Result<Figures, Reason>)>> {
    let sql = format!(
        "select first.at, {FIGURES} from statistics_line l join statistics_snapshot first on first.id = (
            select min(s.id) from statistics_snapshot s where s.state <> 'open' and {COUNTED})
        where l.establishment_number = $1 order by l.first_snapshot"
    );
    tx.list(&sql, values![number.0], |row| Ok((Timestamp(row.get(0)?), figures(row, 1)?)))
}

/// Finds an establishment's figures as the last count had them, and when that was; none when it was never counted.
///
/// # Errors
/// What SQLite says, or a value that nobody knows.
pub fn latest(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
) -> Result<Option<(Timestamp, std::result::Result<Figures, Reason>)>> {
    let sql = format!(
        "select last.at, {FIGURES} from statistics_line l join statistics_snapshot last on last.id = (
            select max(s.id) from statistics_snapshot s where s.state <> 'open' and {COUNTED})
        where l.establishment_number = $1 order by l.first_snapshot desc limit 1"
    );
    tx.find(&sql, values![number.0], |row| Ok((Timestamp(row.get(0)?), figures(row, 1)?)))
}

/// Returns every establishment's latest sign-in as the last count had it; those that could not be read are left out.
pub fn last_sign_ins(tx: &Tx<'_>) -> Result<Vec<(EstablishmentNumber, Option<Timestamp>)>> {
    let sql = format!(
        "select establishment_number, last_sign_in_at from statistics_line
        where until_snapshot = {STILL} and cause = '' order by establishment_number"
    );
    tx.list(&sql, &[], |row| Ok((EstablishmentNumber(row.get(0)?), row.get::<Option<i64>>(1)?.map(Timestamp))))
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    #[test]
    fn a_statement_is_planned_once_whatever_it_is_run_with() {
        let (_folder, mut registry) = crate::store::registry::tests::fresh();
        registry
            .read(|tx| {
                (1..=3)
                    .try_for_each(|number| known(tx, EstablishmentNumber(number)).map(|found| assert!(found.is_none())))
            })
            .unwrap();
        let statement = registry.connection.prepare_cached(&known_sql()).unwrap();
        assert_eq!(
            [StatementStatus::Run, StatementStatus::RePrepare].map(|status| statement.get_status(status)),
            [3, 0]
        );
    }
}
