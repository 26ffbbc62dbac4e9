//! The catalogue of exports.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::{Tx, content};
use crate::domain::dated::Dated;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::{Export, Held, Why};
use crate::domain::job::JobId;
use crate::domain::school::School;
use crate::domain::time::{MINUTE_S, Timestamp};
use crate::domain::unreadable::{Stored, Unreadable};
use crate::store::error::{Error, Result, listed};
use crate::store::sql::{Row, values};

const COLUMNS: &str = "file, establishment_number, taken_at, size_bytes, sha256, schema_version, job_id, job_position, \
     why, tables, held, credential_hash";

struct Raw {
    export: Export,
    why: String,
    held: String,
}

fn raw(row: &Row<'_>) -> Result<Raw> {
    let (job, position): (i64, u32) = (row.get(6)?, row.get(7)?);
    let export = Export {
        file: row.get(0)?,
        number: EstablishmentNumber(row.get(1)?),
        taken_at: Timestamp(row.get(2)?),
        size_bytes: row.get::<i64>(3)?.unsigned_abs(),
        sha256: row.get(4)?,
        schema_version: row.get(5)?,
        job: (job > 0).then_some((JobId(job), position)),
        why: Why::Asked,
        tables: row.get(9)?,
        held: Held::default(),
        credential_hash: row.get(11)?,
    };
    Ok(Raw { export, why: row.get(8)?, held: row.get(10)? })
}

fn checked(raw: Raw) -> Result<Export> {
    let why = Why::from_word(&raw.why).ok_or_else(|| Error::unreadable("export.why", raw.why))?;
    let held = serde_json::from_str(&raw.held).map_err(|_| Error::unreadable("export.held", raw.held))?;
    Ok(Export { why, held, ..raw.export })
}

/// Enters an export; one of the same name was written over and is replaced.
pub fn put(tx: &Tx<'_>, export: &Export, made: Made) -> Result<()> {
    let held =
        serde_json::to_string(&export.held).map_err(|error| Error::unreadable("export.held", error.to_string()))?;
    let (job, position) = export.job.map_or((0, 0), |(job, position)| (job.0, position));
    // What a report still tells of has its place by that.
    let is_adopted = made != Made::Now && export.job.is_none();
    let (made, told_at) = match made {
        Made::Now => (content::latest_order(tx, export.number)? + 1, export.taken_at),
        Made::Before(told_at) => {
            let sql = "select coalesce(max(place), 0) from (
                    select made as place from export
                        where establishment_number = $1 and (taken_at <= $2 or told_at <= $2)
                    union all select done_order from placed where establishment_number = $1 and at <= $2) as places";
            (tx.get(sql, values![export.number.0, told_at.0], |row| row.get(0))?, told_at)
        }
    };
    let sql = "insert into export (file, establishment_number, taken_at, size_bytes, sha256, schema_version, job_id,
            job_position, why, tables, held, credential_hash, made, told_at, standing)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
            case when $15 = 1 then 'adopted'
                when exists (select 1 from job where id = $7 and kind = 'undo-restore') then 'undone' else 'made' end)
        on conflict (file) do update set establishment_number = excluded.establishment_number,
            taken_at = excluded.taken_at, size_bytes = excluded.size_bytes, sha256 = excluded.sha256,
            schema_version = excluded.schema_version, job_id = excluded.job_id, job_position = excluded.job_position,
            why = excluded.why, tables = excluded.tables, held = excluded.held,
            credential_hash = excluded.credential_hash, made = excluded.made, told_at = excluded.told_at,
            standing = excluded.standing";
    tx.execute(
        sql,
        values![
            export.file,
            export.number.0,
            export.taken_at.0,
            i64::try_from(export.size_bytes).unwrap_or(i64::MAX),
            export.sha256,
            export.schema_version,
            job,
            position,
            export.why.word(),
            export.tables,
            held,
            export.credential_hash,
            made,
            told_at.0,
            i64::from(is_adopted),
        ],
    )?;
    Ok(())
}

/// Finds an export by its file.
pub fn find(tx: &Tx<'_>, file: &str) -> Result<Option<Export>> {
    tx.find(&format!("select {COLUMNS} from export where file = $1"), values![file], raw)?.map(checked).transpose()
}

/// Tells whether the catalogue knows a file.
pub fn is_known(tx: &Tx<'_>, file: &str) -> Result<bool> {
    tx.get("select exists(select 1 from export where file = $1)", values![file], |row| row.get(0))
}

/// Counts the exports of an establishment, and finds when the latest was taken.
pub fn about(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<(u32, Option<Timestamp>)> {
    let sql = "select count(*), max(taken_at) from export where establishment_number = $1";
    tx.get(sql, values![number.0], |row| Ok((row.get(0)?, row.get::<Option<i64>>(1)?.map(Timestamp))))
}

/// Tells which school the latest export under a number is of, as far as the registry held it.
///
/// # Errors
/// What SQLite says, or a text that nobody understands.
pub(super) fn latest_school(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<School>> {
    let sql =
        format!("select {COLUMNS} from export where establishment_number = $1 order by taken_at desc, file limit 1");
    let latest = tx.find(&sql, values![number.0], raw)?.map(checked).transpose()?;
    Ok(latest.map(|export| export.whose().school()))
}

/// Finds the export of an establishment that a file is, wherever the file lies, among those that were made here.
///
/// # Errors
/// What SQLite says, or a value that nobody knows.
pub fn made_here(tx: &Tx<'_>, number: EstablishmentNumber, sha256: &str) -> Result<Option<Export>> {
    let sql =
        format!("select {COLUMNS} from export where establishment_number = $1 and sha256 = $2 and job_id > 0 limit 1");
    tx.find(&sql, values![number.0, sha256], raw)?.map(checked).transpose()
}

/// Notes by which credential an export of an earlier version opens.
pub fn set_credential_hash(tx: &Tx<'_>, file: &str, hash: &str) -> Result<()> {
    tx.execute("update export set credential_hash = $1 where file = $2", values![hash, file])?;
    Ok(())
}

/// Tells what is known of when each export of an establishment was made.
pub fn dates(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<HashMap<String, Dated>> {
    let sql = "select file, made, told_at, taken_at from export where establishment_number = $1";
    let dated = |row: &Row<'_>| {
        let (rank, told_at, taken_at) = (row.get(1)?, row.get(2)?, row.get(3)?);
        Ok((row.get(0)?, Dated { rank, told_at: Timestamp(told_at), taken_at: Timestamp(taken_at) }))
    };
    Ok(tx.list(sql, values![number.0], dated)?.into_iter().collect())
}

/// Lists the exports of an establishment of what was undone: nobody has lived on in it.
pub fn undone(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Vec<String>> {
    let sql = "select file from export where establishment_number = $1 and standing = 'undone'";
    tx.list(sql, values![number.0], |row| row.get(0))
}

/// Which place an export has among those of its establishment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// It was made now: after all others.
    Now,
    /// It was made before, when it says so itself, and comes back: with what says that it was made or done before it.
    Before(Timestamp),
}

/// An export that was made after another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// Its file.
    pub file: String,
    /// Whether it is only said to be later, by itself.
    pub is_said: bool,
}

/// Finds the latest export of an establishment that was made after one: it lived on since. What somebody undid has not
/// lived on.
pub fn later(tx: &Tx<'_>, file: &str, number: EstablishmentNumber) -> Result<Option<Later>> {
    let sql = "select later.file, later.standing from export as later join export as this on this.file = $1
        where later.establishment_number = $2 and later.file <> this.file
            and later.standing <> 'undone' and later.file not like '%-undone-%'
            and ((later.establishment_number = this.establishment_number and later.made > this.made)
                or ((later.establishment_number <> this.establishment_number or later.made = this.made)
                    and (later.taken_at > this.taken_at or later.told_at > this.told_at
                        or (later.taken_at = this.taken_at and later.job_id > this.job_id))))
        order by later.taken_at desc, later.file limit 1";
    tx.find(sql, values![file, number.0], |row| Ok(Later { file: row.get(0)?, is_said: row.text(1)? == "adopted" }))
}

/// An export may be this much ahead of now and still be one of now, in seconds: a clock is put right by a few seconds now
/// and then.
pub const SLACK_S: i64 = 5 * MINUTE_S;

/// Finds the moment of the next export of an establishment: now, or one second after the latest that is not far ahead, so
/// that the newest is always the one that was made last.
pub fn next_moment(tx: &Tx<'_>, number: EstablishmentNumber, now: Timestamp) -> Result<Timestamp> {
    let sql = "select coalesce(max(taken_at), 0) from export where establishment_number = $1 and taken_at < $2";
    let latest: i64 = tx.get(sql, values![number.0, now.plus_s(SLACK_S).0], |row| row.get(0))?;
    Ok(now.max(Timestamp(latest).plus_s(1)))
}

/// Lists the establishments that have exports taken after a moment.
pub fn numbers_after(tx: &Tx<'_>, at: Timestamp) -> Result<Vec<EstablishmentNumber>> {
    let sql = "select distinct establishment_number from export where taken_at > $1 order by establishment_number";
    tx.list(sql, values![at.0], |row| row.get(0).map(EstablishmentNumber))
}

/// Lists the files of an establishment's exports with the moments at which they say that they were taken, the one that was
/// made last first.
pub fn last_made_first(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Vec<(String, Timestamp)>> {
    let sql =
        "select file, taken_at from export where establishment_number = $1 order by made desc, taken_at desc, file";
    tx.list(sql, values![number.0], |row| Ok((row.get(0)?, Timestamp(row.get(1)?))))
}

/// Which exports are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExportFilter {
    /// Of one establishment.
    pub number: Option<EstablishmentNumber>,
    /// Made for one reason.
    pub why: Option<Why>,
    /// Taken at this moment or before.
    pub until: Option<Timestamp>,
}

/// Lists exports, the latest first, after the one that a page ended with. Those that cannot be read are in no page: they
/// stay as they are, and [`unreadable`] names them.
pub fn list(tx: &Tx<'_>, filter: &ExportFilter, after: Option<&Export>, limit: u32) -> Result<Vec<Export>> {
    let mut last = after.map_or((i64::MAX, String::new()), |export| (export.taken_at.0, export.file.clone()));
    loop {
        let page = page(tx, filter, &last, limit)?;
        // A name that is no text is read as another one.
        let Some(end) = page.last().map(|(key, _)| key.clone()).filter(|key| *key != last) else {
            return Ok(Vec::new());
        };
        let readable: Vec<Export> = page.into_iter().filter_map(|(_, export)| export.ok()).collect();
        if !readable.is_empty() {
            return Ok(readable);
        }
        last = end;
    }
}

/// Lists the exports that cannot be read.
pub fn unreadable(tx: &Tx<'_>) -> Result<Vec<Unreadable>> {
    let mut found = Vec::new();
    tx.each(&format!("select {COLUMNS} from export order by file"), &[], |row| {
        let file = row.lossy(0)?.into_owned();
        found.extend(listed(Stored::Export(file), raw(row).and_then(checked))?.err());
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(found)
}

/// When an export was taken, and its file.
type Key = (i64, String);

/// Lists exports after one, each by itself.
fn page(tx: &Tx<'_>, filter: &ExportFilter, after: &Key, limit: u32) -> Result<Vec<(Key, Result<Export>)>> {
    let sql = format!(
        "select {COLUMNS} from export
        where ($1 = 0 or establishment_number = $1) and ($2 = '' or why = $2) and taken_at <= $3
            and (taken_at < $4 or (taken_at = $4 and file > $5))
        order by taken_at desc, file limit $6"
    );
    let until = filter.until.map_or(i64::MAX, |at| at.0);
    let (taken_at, file) = after;
    let number = filter.number.map_or(0, |number| number.0);
    let why = filter.why.map_or("", Why::word);
    let values = values![number, why, until, *taken_at, file, limit];
    let key = |row: &Row<'_>| Ok((row.get(2)?, row.lossy(0)?.into_owned()));
    tx.rows(&sql, values, key, |row| checked(raw(row)?))
}

/// Lists the files of all exports, each with its establishment, the latest first.
pub fn files(tx: &Tx<'_>) -> Result<Vec<(EstablishmentNumber, String)>> {
    let sql = "select establishment_number, file from export order by taken_at desc, file";
    tx.list(sql, &[], |row| Ok((EstablishmentNumber(row.get(0)?), row.lossy(1)?.into_owned())))
}

/// Lists the exports of a job after a target's place, in the order of its targets.
pub fn of_job(tx: &Tx<'_>, job: JobId, after: u32, limit: u32) -> Result<Vec<Export>> {
    let sql = format!(
        "select {COLUMNS} from export where job_id = $1 and job_id > 0 and job_position > $2
            order by job_position limit $3"
    );
    tx.list(&sql, values![job.0, after, limit], |row| checked(raw(row)?))
}

/// Totals of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExportTotals {
    /// How many.
    pub count: u32,
    /// Their size in bytes.
    pub size_bytes: u64,
}

/// Adds up the catalogue.
pub fn totals(tx: &Tx<'_>) -> Result<ExportTotals> {
    let sql = "select count(*), cast(coalesce(sum(size_bytes), 0) as bigint) from export";
    tx.get(sql, &[], |row| Ok(ExportTotals { count: row.get(0)?, size_bytes: row.get::<i64>(1)?.unsigned_abs() }))
}

/// Takes an export out of the catalogue.
pub fn remove(tx: &Tx<'_>, file: &str) -> Result<()> {
    tx.execute("delete from export where file = $1", values![file])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::fresh;
    use super::*;

    fn export(file: &str, number: u32, taken_at: i64) -> Export {
        Export {
            file: file.into(),
            number: EstablishmentNumber(number),
            taken_at: Timestamp(taken_at),
            size_bytes: 10,
            sha256: "0".repeat(64),
            schema_version: 1,
            job: Some((JobId(4), number)),
            why: Why::BeforeDelete,
            tables: String::new(),
            held: Held::default(),
            credential_hash: "c".into(),
        }
    }

    #[test]
    fn pages_go_on_where_they_ended_and_a_name_is_entered_once() {
        let (_folder, mut registry) = fresh();
        let all: Vec<Export> = (1..=5).map(|number| export(&format!("{number}.sqlite"), number, 100)).collect();
        registry.write(|tx| all.iter().chain(&all).try_for_each(|export| put(tx, export, Made::Now))).unwrap();
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = registry.read(|tx| list(tx, &ExportFilter::default(), after.as_ref(), 2)).unwrap();
            let Some(last) = page.last().cloned() else { break };
            after = Some(last);
            seen.extend(page);
        }
        assert_eq!(seen, all);
        let of_job = registry.read(|tx| of_job(tx, JobId(4), 2, 2)).unwrap();
        assert_eq!(of_job, all[2..4]);
        assert_eq!(registry.read(totals).unwrap(), ExportTotals { count: 5, size_bytes: 50 });
        let one = ExportFilter { number: Some(EstablishmentNumber(2)), ..ExportFilter::default() };
        assert_eq!(registry.read(|tx| list(tx, &one, None, 9)).unwrap(), all[1..2]);
        registry.write(|tx| remove(tx, "2.sqlite")).unwrap();
        assert_eq!(registry.read(|tx| find(tx, "2.sqlite")).unwrap(), None);
    }
}
