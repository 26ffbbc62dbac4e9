//! By which credentials establishments are known: which number a file was, whatever it is called, and whether its content
//! is here under another one.

use super::{Tx, establishment, export, placed, retired, setting};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::password::Secret;
use crate::store::error::Result;
use crate::store::establishment::credential_hash;
use crate::store::sql::values;

/// Names the setting that is there as long as [`complete`] has work.
const INCOMPLETE: &str = "known-credentials";

fn put(tx: &Tx<'_>, number: EstablishmentNumber, (hashes, bond): (&[String], &str)) -> Result<()> {
    for hash in hashes.iter().filter(|hash| !hash.is_empty()) {
        let sql = "insert into known_credential (hash, establishment_number, bond) values ($1, $2, $3)
            on conflict (hash, establishment_number) do nothing";
        tx.execute(sql, values![hash, number.0, bond])?;
    }
    Ok(())
}

/// Notes credentials that open an establishment's database, or opened it where it was before.
pub fn put_own(tx: &Tx<'_>, number: EstablishmentNumber, hashes: &[String]) -> Result<()> {
    put(tx, number, (hashes, "own"))
}

/// Notes the credentials of content that has taken the place of an establishment's own; none: it is its own again, or
/// empty. What was noted of other such content is forgotten.
pub fn put_content(tx: &Tx<'_>, number: EstablishmentNumber, hashes: &[String]) -> Result<()> {
    let sql = "delete from known_credential where establishment_number = $1 and bond = 'content'";
    tx.execute(sql, values![number.0])?;
    put(tx, number, (hashes, "content"))
}

/// Tells whether what is noted of such content is what the establishment's database says of what it holds.
pub fn is_content(tx: &Tx<'_>, number: EstablishmentNumber, inside: &[String]) -> Result<bool> {
    let sql = "select hash, bond from known_credential where establishment_number = $1 and bond <> 'coming'";
    let noted =
        tx.list(sql, values![number.0], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)? == "content")))?;
    let is_noted = |hash: &String| noted.iter().any(|(noted, _)| noted == hash);
    let is_inside = |(hash, is_content): &(String, bool)| !is_content || inside.contains(hash);
    Ok(inside.iter().all(is_noted) && noted.iter().all(is_inside))
}

/// Notes the credentials of content that is about to take the place of an establishment's own: it is not put anywhere else
/// meanwhile.
pub fn put_coming(tx: &Tx<'_>, number: EstablishmentNumber, hashes: &[String]) -> Result<()> {
    put(tx, number, (hashes, "coming"))
}

/// Forgets what was about to come.
pub fn forget_coming(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<()> {
    let sql = "delete from known_credential where establishment_number = $1 and bond = 'coming'";
    tx.execute(sql, values![number.0])?;
    Ok(())
}

/// Notes the credentials of what is in an establishment that is brought back: its own, but for those that are known as of
/// content which had taken the place of its own. Other such content is not in it.
pub fn put_restored(tx: &Tx<'_>, number: EstablishmentNumber, hashes: &[String]) -> Result<()> {
    let sql = "select hash from known_credential where establishment_number = $1 and bond = 'content'";
    let was: Vec<String> = tx.list(sql, values![number.0], |row| row.get(0))?;
    for gone in was.iter().filter(|hash| !hashes.contains(hash)) {
        let sql = "delete from known_credential where hash = $1 and establishment_number = $2";
        tx.execute(sql, values![gone, number.0])?;
    }
    put_own(tx, number, hashes)
}

/// Forgets all of a number that nobody ever had.
pub fn forget(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<()> {
    tx.execute("delete from known_credential where establishment_number = $1", values![number.0])?;
    Ok(())
}

/// Lists the credentials of an establishment and of its content.
pub fn of(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Vec<String>> {
    let sql = "select hash from known_credential where establishment_number = $1 and bond <> 'coming' order by hash";
    tx.list(sql, values![number.0], |row| row.get(0))
}

/// Lists the credentials of an establishment itself.
pub fn own(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Vec<String>> {
    let sql = "select hash from known_credential where establishment_number = $1 and bond = 'own' order by hash";
    tx.list(sql, values![number.0], |row| row.get(0))
}

/// Tells whether a credential of an establishment itself is known.
pub fn has_own(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<bool> {
    let sql = "select 1 from known_credential where establishment_number = $1 and bond = 'own' limit 1";
    Ok(tx.find(sql, values![number.0], |_| Ok(()))?.is_some())
}

/// Lists the numbers, given away or not, whose own one of the credentials is or was.
pub fn numbers(tx: &Tx<'_>, hashes: &[String]) -> Result<Vec<EstablishmentNumber>> {
    let mut found = Vec::new();
    for hash in hashes {
        let sql = "select establishment_number from known_credential where hash = $1 and bond = 'own'
            order by establishment_number";
        found.extend(tx.list(sql, values![hash], |row| Ok(EstablishmentNumber(row.get(0)?)))?);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Lists the numbers that a credential is noted of, as their own or in their content, and whether each is here.
pub fn holders(tx: &Tx<'_>, hash: &str) -> Result<Vec<(EstablishmentNumber, bool)>> {
    let sql = "select establishment_number, exists (select 1 from establishment where number = establishment_number)
        from known_credential where hash = $1 and bond <> 'coming' order by establishment_number";
    tx.list(sql, values![hash], |row| Ok((EstablishmentNumber(row.get(0)?), row.get(1)?)))
}

/// Finds another establishment than this one that is here, and that has one of the credentials itself or in its content.
pub fn elsewhere(tx: &Tx<'_>, hashes: &[String], number: EstablishmentNumber) -> Result<Option<EstablishmentNumber>> {
    for hash in hashes {
        let sql = "select number from known_credential join establishment on number = establishment_number
            where hash = $1 and number <> $2 order by number limit 1";
        let found = tx.find(sql, values![hash, number.0], |row| Ok(EstablishmentNumber(row.get(0)?)))?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Tells whether two numbers are, or were, of one school.
pub fn are_linked(tx: &Tx<'_>, one: EstablishmentNumber, other: EstablishmentNumber) -> Result<bool> {
    let sql = "select count(*) from known_credential as one join known_credential as other on one.hash = other.hash
        where one.establishment_number = $1 and other.establishment_number = $2";
    tx.get(sql, values![one.0, other.0], |row| Ok(row.get::<i64>(0)? > 0))
}

/// Adds to a registry of an earlier version what no statement can compute. Whoever opens it does so, and finds it done.
pub(super) fn complete(tx: &Tx<'_>) -> Result<()> {
    let credentials = tx.list("select number, credential from establishment order by number", &[], |row| {
        Ok((EstablishmentNumber(row.get(0)?), Secret::new(row.get(1)?)))
    })?;
    for (number, credential) in credentials {
        put_own(tx, number, &[credential_hash(&credential)])?;
    }
    establishment::complete_places(tx)?;
    placed::complete(tx)?;
    // Early versions did not keep which school had a number; what the catalogue says of its exports may tell.
    for number in
        tx.list("select number from retired_number where school = ''", &[], |row| Ok(EstablishmentNumber(row.get(0)?)))?
    {
        if let Some(school) = export::latest_school(tx, number)? {
            retired::set_school(tx, number, &school)?;
        }
    }
    let had = tx.list("select number, school from retired_number where school <> ''", &[], |row| {
        Ok((EstablishmentNumber(row.get(0)?), row.get::<String>(1)?))
    })?;
    for (number, school) in had {
        // What nobody understands is told when the number is asked about.
        let uai = retired::uai_of(&school).unwrap_or_default();
        tx.execute("update retired_number set uai = $1 where number = $2", values![uai, number.0])?;
    }
    setting::remove(tx, INCOMPLETE)
}

/// Tells whether [`complete`] has work.
pub(super) fn is_incomplete(tx: &Tx<'_>) -> Result<bool> {
    Ok(setting::find(tx, INCOMPLETE)?.is_some())
}
