//! What the host knows of establishments' own databases: which jobs were begun in them and are not over, and how far they
//! have come, whatever is put in their place. It may lag behind: what is true of a job, its own ledger says.

use super::{Tx, erased, mail_inside, origins};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::identity::Head;
use crate::domain::job::JobId;
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::ledger::reached::{Inside, Reached};
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

/// A job that is not over, as the host knows, and the token of the process that has it, or nothing.
pub type Hint = (JobId, String);

/// Lists what is known of an establishment's jobs.
pub fn hints(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Vec<Hint>> {
    let sql = "select job_id, owner from job_inside where establishment_number = $1 order by job_id";
    tx.list(sql, values![number.0], |row| Ok((JobId(row.get(0)?), row.get(1)?)))
}

/// Notes the jobs that somebody saw there, and forgets these, which he knew before he looked, unless that has changed since.
pub fn settle(tx: &Tx<'_>, number: EstablishmentNumber, seen: &[JobId], gone: &[Hint]) -> Result<()> {
    for (job, owner) in gone {
        let sql = "delete from job_inside where establishment_number = $1 and job_id = $2 and owner = $3";
        tx.execute(sql, values![number.0, job.0, owner])?;
    }
    let sql = "insert into job_inside (establishment_number, job_id, owner) values ($1, $2, '')
        on conflict (establishment_number, job_id) do nothing";
    seen.iter().try_for_each(|job| tx.execute(sql, values![number.0, job.0]).map(drop))
}

/// How far a database has come, as the host knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// How often the program has put other content there.
    pub generation: i64,
    /// How far.
    pub reached: Reached,
}

/// Reads how far a database has come. Of one in which nothing was done yet nothing is known.
pub fn known(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Known> {
    let sql =
        "select generation, head_id, head_at, head_hash, since from inside_reached where establishment_number = $1";
    let found = tx.find(sql, values![number.0], |row| {
        let head = Head { id: row.get(1)?, at: Timestamp(row.get(2)?), hash: row.get(3)? };
        Ok((row.get(0)?, head, row.get::<Option<i64>>(4)?.map(Timestamp)))
    })?;
    let (generation, head, since) =
        found.map_or((0, None, None), |(generation, head, since)| (generation, (head.id > 0).then_some(head), since));
    let sql = "select name, last from inside_counter where establishment_number = $1 order by name";
    let counters = tx.list(sql, values![number.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Known { generation, reached: Reached { head, since, counters } })
}

/// Notes how far a database has come, if it is still of the generation that was looked at, and is not known to have come
/// further.
pub fn advance(tx: &Tx<'_>, number: EstablishmentNumber, generation: i64, now: &Reached) -> Result<()> {
    put_given(tx, number, &now.counters)?;
    let present = known(tx, number)?;
    let at = |reached: &Reached| reached.head.as_ref().map_or(0, |head| head.id);
    if present.generation != generation || at(now) < at(&present.reached) {
        return Ok(());
    }
    put(tx, number, generation, now)
}

/// Notes how far a database has come, whatever was known.
pub fn put(tx: &Tx<'_>, number: EstablishmentNumber, generation: i64, now: &Reached) -> Result<()> {
    let Reached { head, since, counters } = now;
    let (id, at, hash) = head.as_ref().map_or((0, 0, ""), |head| (head.id, head.at.0, head.hash.as_str()));
    let sql =
        "insert into inside_reached (establishment_number, generation, placed_at, head_id, head_at, head_hash, since)
            values ($1, $2, 0, $3, $4, $5, $6)
        on conflict (establishment_number) do update set generation = excluded.generation, head_id = excluded.head_id,
            head_at = excluded.head_at, head_hash = excluded.head_hash, since = excluded.since";
    tx.execute(sql, values![number.0, generation, id, at, hash, since.map(|since| since.0)])?;
    put_given(tx, number, counters)
}

/// Notes the last ids that were given in a database, as far as they are not known.
pub fn put_given(tx: &Tx<'_>, number: EstablishmentNumber, given: &[(String, i64)]) -> Result<()> {
    let sql = "insert into inside_counter (establishment_number, name, last) values ($1, $2, $3)
        on conflict (establishment_number, name) do update set last = excluded.last
            where inside_counter.last < excluded.last";
    given.iter().try_for_each(|(name, last)| tx.execute(sql, values![number.0, name, *last]).map(drop))
}

/// Notes that the program has put other content in the place of a database: what it holds, or that somebody has to look,
/// as the sender has. Whoever was erased in it is known from then on; where it was not read, it will be
/// ([`erased::begin_again`]). The ids that were given before stay known.
pub fn displace(tx: &Tx<'_>, number: EstablishmentNumber, inside: Option<&Inside>, now: Timestamp) -> Result<()> {
    let generation = known(tx, number)?.generation + 1;
    let unseen = Inside { jobs: vec![ANY], ..Inside::default() };
    let Inside { reached, jobs, receipts } = inside.unwrap_or(&unseen);
    put(tx, number, generation, reached)?;
    let sql = "update inside_reached set placed_at = $1 where establishment_number = $2";
    tx.execute(sql, values![now.0, number.0])?;
    tx.execute("delete from job_inside where establishment_number = $1", values![number.0])?;
    mail_inside::note(tx, number)?;
    origins::note(tx, (number, generation), inside.as_ref().map(|inside| &inside.receipts))?;
    erased::learn(tx, number, receipts)?;
    if inside.is_none() {
        erased::begin_again(tx, number)?;
    }
    settle(tx, number, jobs, &[])
}

/// Lists the establishments whose database has an entry or a job that is older than a moment, or that a clock has dated
/// later than now, or into which nobody has looked, in order; none into which something was placed since that moment.
pub fn since_before(tx: &Tx<'_>, moment: Timestamp, now: Timestamp) -> Result<Vec<EstablishmentNumber>> {
    let sql = "select number from establishment where stage = 'active' and (
            exists (select 1 from inside_reached where establishment_number = number and (since < $1 or since > $2))
            or exists (select 1 from job_inside where establishment_number = number and job_id = 0))
        and not exists (select 1 from inside_reached where establishment_number = number and placed_at >= $1)
        order by number";
    tx.list(sql, values![moment.0, now.0], |row| Ok(EstablishmentNumber(row.get(0)?)))
}

#[cfg(test)]
mod tests {
    use super::super::behind::tests::{add, add_zone};
    use super::super::establishment;
    use super::super::tests::fresh;
    use super::*;
    use crate::domain::establishment::Stage;

    fn at(id: i64) -> Reached {
        let head = Head { id, at: Timestamp(id), hash: format!("h{id}") };
        Reached { head: Some(head), since: Some(Timestamp(1)), counters: vec![("job".into(), id)] }
    }

    #[test]
    fn what_was_seen_of_other_content_says_nothing_but_which_ids_were_given() {
        let (_folder, mut registry) = fresh();
        let one = EstablishmentNumber(1);
        registry
            .write(|tx| {
                let known = |tx: &Tx<'_>| known(tx, one);
                assert_eq!(known(tx)?, Known::default());
                advance(tx, one, 0, &at(5))?;
                // Somebody who wrote before tells it later.
                advance(tx, one, 0, &at(4))?;
                assert_eq!(known(tx)?, Known { generation: 0, reached: at(5) });
                let content = Inside { reached: at(2), ..Inside::default() };
                displace(tx, one, Some(&content), Timestamp(9))?;
                advance(tx, one, 0, &at(6))?;
                let of_both = Reached { counters: vec![("job".into(), 6)], ..at(2) };
                assert_eq!(known(tx)?, Known { generation: 1, reached: of_both });
                advance(tx, one, 1, &at(3))?;
                assert_eq!(known(tx)?.reached.head, at(3).head);
                assert_eq!(known(tx)?.reached.counters, [("job".to_owned(), 6)]);
                crate::store::Result::Ok(())
            })
            .unwrap();
    }

    #[test]
    fn what_was_placed_lately_has_nothing_that_is_old() {
        let (_folder, mut registry) = fresh();
        let one = EstablishmentNumber(1);
        registry
            .write(|tx| {
                add_zone(tx);
                add(tx, 1, Timestamp(1), None);
                establishment::set_stage(tx, one, Stage::Active)?;
                let (limit, today) = (Timestamp(100), Timestamp(200));
                let old = |tx: &Tx<'_>| since_before(tx, limit, today).map(|found| found.len());
                put(tx, one, 0, &at(5))?;
                assert_eq!(old(tx)?, 1);
                // Whether somebody has looked, or a clock that was ahead has dated it.
                for placed in [150, 900] {
                    for content in [Some(&Inside { reached: at(2), ..Inside::default() }), None] {
                        displace(tx, one, content, Timestamp(placed))?;
                        assert_eq!(old(tx)?, 0, "{placed}");
                    }
                }
                crate::store::registry::ahead::take_back(tx, today, 0)?;
                assert_eq!(since_before(tx, Timestamp(201), Timestamp(300))?, [one]);
                displace(tx, one, None, Timestamp(50))?;
                assert_eq!(old(tx)?, 1);
                crate::store::Result::Ok(())
            })
            .unwrap();
    }

    #[test]
    fn a_hint_that_has_changed_since_somebody_looked_stays() {
        let (_folder, mut registry) = fresh();
        let one = EstablishmentNumber(1);
        registry
            .write(|tx| {
                add_zone(tx);
                add(tx, 1, Timestamp(1), None);
                note(tx, one, JobId(1), "")?;
                note(tx, one, JobId(2), "")?;
                let before = hints(tx, one)?;
                note(tx, one, JobId(2), "token")?;
                note(tx, one, JobId(3), "")?;
                settle(tx, one, &[JobId(4)], &before)?;
                let left: Vec<i64> = hints(tx, one)?.into_iter().map(|(job, _)| job.0).collect();
                assert_eq!(left, [2, 3, 4]);
                crate::store::Result::Ok(())
            })
            .unwrap();
    }
}
