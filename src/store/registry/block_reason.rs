//! Why an establishment was blocked, where that names a person who is erased: in its blocks, in jobs, in the host's audit.

use serde_json::Value as Json;

use super::origins::Span;
use super::{Tx, block};
use crate::domain::block::Block;
use crate::domain::erased::{Names, Then};
use crate::domain::job::Task;
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::ledger::erased::{REASON, is_told};
use crate::store::ledger::job::{understood, written};
use crate::store::sql::values;

/// Takes a person of an establishment out of why it was blocked: of its blocks, and of the jobs that put or lift them.
pub fn unname(tx: &Tx<'_>, spans: &[Span], names: &Names) -> Result<()> {
    for Span { number, jobs: (after, through), .. } in spans {
        for one in block::list(tx, *number)? {
            let reason = names.out_of(&one.reason);
            if reason != one.reason {
                block::put(tx, *number, &Block { reason, ..one })?;
            }
        }
        // What is done to others too is told in words about them all.
        let sql = "select id, task from job
            where id in (select job_id from job_target where establishment_number = $1) and id > $2 and id <= $3
                and not exists (select 1 from job_target where job_id = job.id and establishment_number <> $1)
                and task like '%\"reason\":%' order by id";
        let span = values![number.0, *after, *through];
        let all: Vec<(i64, String)> = tx.list(sql, span, |row| Ok((row.get(0)?, row.get(1)?)))?;
        for (id, task) in all {
            let Task::Block { reason, until } = understood("job.task", &task)? else { continue };
            let left = written("job.task", &Task::Block { reason: names.out_of(&reason), until })?;
            tx.execute("update job set task = $1 where id = $2", values![left, id])?;
        }
        let sql = "select job_id, position, given, effect, forecast_reason, reason from job_target
            where establishment_number = $1 and job_id > $2 and job_id <= $3
                and given || effect || forecast_reason || reason like '%\"blocker\":%' order by job_id, position";
        let all: Vec<(i64, i64, [String; 4])> = tx.list(sql, span, |row| {
            Ok((row.get(0)?, row.get(1)?, [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?]))
        })?;
        for (job, position, was) in all {
            let [given, effect, forecast, reason] = was.map(|text| unnamed(text, names));
            let sql = "update job_target set given = $1, effect = $2, forecast_reason = $3, reason = $4
                where job_id = $5 and position = $6";
            tx.execute(sql, values![given, effect, forecast, reason, job, position])?;
        }
    }
    Ok(())
}

/// Takes a person out of the blocks in what is kept as JSON.
fn unnamed(text: String, names: &Names) -> String {
    fn left(json: Json, names: &Names) -> Json {
        match json {
            Json::Object(fields) => {
                let is_block = fields.contains_key("blocker");
                let left = |(field, value)| match value {
                    Json::String(text) if is_block && field == REASON => (field, names.out_of(&text).into()),
                    value => (field, left(value, names)),
                };
                Json::Object(fields.into_iter().map(left).collect())
            }
            json => json,
        }
    }
    serde_json::from_str(&text).map_or(text, |json| left(json, names).to_string())
}

/// Names the entries of the host's audit in which a person of an establishment stands in why it was blocked.
pub fn entries(tx: &Tx<'_>, spans: &[Span], names: &Names) -> Result<Vec<i64>> {
    let mut found = Vec::new();
    for Span { number, entries: (after, through), .. } in spans {
        let sql = "select id, at, before, after from audit
            where object_kind = 'establishment' and object_id = $1 and id > $2 and id <= $3
                and before || after like '%\"reason\":%' order by id";
        let all = tx.list(sql, values![number.to_string(), *after, *through], |row| {
            let then = Then::At(Timestamp(row.get(1)?));
            let tells =
                [row.text(2)?, row.text(3)?].into_iter().any(|text| is_told(text, "establishment", (names, then)));
            Ok(tells.then_some(row.get::<i64>(0)?))
        })?;
        found.extend(all.into_iter().flatten());
    }
    Ok(found)
}
