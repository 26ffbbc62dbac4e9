//! Under which credentials the accounts were made that an establishment's number had, one content after the other: so what tells
//! of somebody is found under every number that they had here, and nothing is taken for theirs that tells of whoever else had the
//! same id there before or since.

use std::collections::BTreeMap;

use super::{Tx, known, setting};
use crate::domain::account::AccountId;
use crate::domain::erased::{Names, SINCE, credential_of};
use crate::domain::establishment::EstablishmentNumber;
use crate::store::error::Result;
use crate::store::ledger::receipts::Receipts;
use crate::store::sql::values;

/// The setting that tells of the acceptances of a registry, the last one at its end.
const ACCEPTED: &str = "accepted";
/// In the place of a credential: nobody has looked.
const UNSEEN: &str = "";

/// Has accounts that are made from now on be told from those that another copy of this host makes.
pub fn accept(tx: &Tx<'_>, token: &str) -> Result<()> {
    let mut all = acceptances(tx)?;
    all.push(token.to_owned());
    setting::put(tx, ACCEPTED, &all.join(" "))
}

/// Tells which acceptance was the last; empty: there was none.
pub fn accepted(tx: &Tx<'_>) -> Result<String> {
    Ok(acceptances(tx)?.pop().unwrap_or_default())
}

/// Lists the acceptances since which accounts were made here.
fn acceptances(tx: &Tx<'_>) -> Result<Vec<String>> {
    let found = setting::find(tx, ACCEPTED)?.map(|(tokens, _)| tokens).unwrap_or_default();
    Ok(found.split_whitespace().map(str::to_owned).collect())
}

/// Up to which row something goes: of the audit, of jobs, of mails.
type Ends = [i64; 3];

/// Notes what was put in the place of a database; none: nobody has looked.
pub(super) fn note(
    tx: &Tx<'_>,
    (number, generation): (EstablishmentNumber, i64),
    inside: Option<&Receipts>,
) -> Result<()> {
    let is_first = "select not exists (select 1 from content_origin where establishment_number = $1)";
    if tx.get(is_first, values![number.0], |row| row.get(0))? {
        // What is known of a number is all of its first content's, but where others were put there before that was noted.
        let before = if generation == 1 { known::own(tx, number)? } else { Vec::new() };
        put(tx, (number, 0), [0; 3], &[(0, before)])?;
    }
    let sql = "select (select coalesce(max(id), 0) from audit), (select coalesce(max(id), 0) from job),
        (select coalesce(max(id), 0) from outbox)";
    let ends = tx.get(sql, &[], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?;
    put(tx, (number, generation), ends, inside.map_or(&[], |inside| &inside.origins))
}

/// Notes what was seen in what was put in the place of a database when nobody had looked.
pub fn seen(tx: &Tx<'_>, number: EstablishmentNumber, inside: &Receipts) -> Result<()> {
    let sql = "select generation, after_entry, after_job, after_mail from content_origin
        where establishment_number = $1 and hash = ''
            and generation = (select max(generation) from content_origin where establishment_number = $1)";
    let found = tx.find(sql, values![number.0], |row| Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?])))?;
    let Some((generation, ends)) = found.filter(|_| !inside.origins.is_empty()) else { return Ok(()) };
    let sql = "delete from content_origin where establishment_number = $1 and generation = $2";
    tx.execute(sql, values![number.0, generation])?;
    put(tx, (number, generation), ends, &inside.origins)
}

fn put(
    tx: &Tx<'_>,
    (number, generation): (EstablishmentNumber, i64),
    [entry, job, mail]: Ends,
    origins: &[(i64, Vec<String>)],
) -> Result<()> {
    let all = origins.iter().flat_map(|(from, hashes)| hashes.iter().map(|hash| (*from, hash.as_str())));
    let all = if origins.iter().all(|(_, hashes)| hashes.is_empty()) { vec![(0, UNSEEN)] } else { all.collect() };
    let sql = "insert into content_origin (establishment_number, generation, after_entry, after_job, after_mail, from_id, hash)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (establishment_number, generation, from_id, hash) do nothing";
    all.into_iter().try_for_each(|(from, hash)| {
        tx.execute(sql, values![number.0, generation, entry, job, mail, from, hash]).map(drop)
    })
}

/// What the registry has of a number while somebody's account was there: of each what comes after an id, and through another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The number.
    pub number: EstablishmentNumber,
    /// Entries of the audit.
    pub entries: (i64, i64),
    /// Jobs.
    pub jobs: (i64, i64),
    /// Mails.
    pub mails: (i64, i64),
}

/// Finds where the registry may tell of somebody of an establishment: under its number, and under those that it had before.
pub fn spans(tx: &Tx<'_>, number: EstablishmentNumber, names: &Names) -> Result<Vec<Span>> {
    let (ours, mut found) = (acceptances(tx)?, Vec::new());
    for number in numbers(tx, number, names)? {
        let sql = "select generation, after_entry, after_job, after_mail, from_id, hash from content_origin
            where establishment_number = $1 order by generation, from_id";
        let rows: Vec<(i64, Ends, i64, String)> = tx.list(sql, values![number.0], |row| {
            Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?], row.get(4)?, row.get(5)?))
        })?;
        let mut contents: BTreeMap<i64, (Ends, Vec<(i64, String)>)> = BTreeMap::new();
        for (generation, ends, from, hash) in rows {
            contents.entry(generation).or_insert_with(|| (ends, Vec::new())).1.push((from, hash));
        }
        let mut contents: Vec<_> = contents.into_values().collect();
        if contents.is_empty() {
            contents.push(([0; 3], vec![(0, UNSEEN.to_owned())]));
        }
        let ends = contents.iter().skip(1).map(|(ends, _)| *ends).chain([[i64::MAX; 3]]);
        let spans = contents.iter().zip(ends).filter(|((_, origins), _)| is_of(origins, names, &ours));
        found.extend(spans.map(|((after, _), through)| Span {
            number,
            entries: (after[0], through[0]),
            jobs: (after[1], through[1]),
            mails: (after[2], through[2]),
        }));
    }
    Ok(found)
}

/// Lists an establishment's number, and those under which what holds an account was known here.
pub fn numbers(tx: &Tx<'_>, number: EstablishmentNumber, names: &Names) -> Result<Vec<EstablishmentNumber>> {
    let mut numbers = vec![number];
    for hash in names.lineage.iter().flat_map(|lineage| [lineage, credential_of(lineage)]) {
        numbers.extend(known::holders(tx, hash)?.into_iter().map(|(number, _)| number));
        let sql =
            "select distinct establishment_number from content_origin where hash = $1 order by establishment_number";
        numbers.extend(tx.list(sql, values![hash], |row| Ok(EstablishmentNumber(row.get(0)?)))?);
    }
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

/// Tells whether a content may have held somebody's account: one of that id that was made under the same credential, and that no
/// other copy of this host made.
fn is_of(origins: &[(i64, String)], Names { account: AccountId(id), lineage, .. }: &Names, ours: &[String]) -> bool {
    let from = origins.iter().map(|(from, _)| *from).filter(|from| from <= id).max();
    let mut hashes = origins.iter().filter(|(at, _)| Some(*at) == from).map(|(_, hash)| hash);
    let is_ours = |own: &str| own.split_once(SINCE).is_none_or(|(_, token)| ours.iter().any(|one| one == token));
    let is_it = |own: &String, hash: &String| own == hash || credential_of(own) == credential_of(hash) && is_ours(own);
    lineage.is_empty() || hashes.any(|hash| hash == UNSEEN || lineage.iter().any(|own| is_it(own, hash)))
}
