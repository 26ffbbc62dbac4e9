//! What `doctor` asks the registry: the rows as they are, however odd, and what contradicts itself.

use std::ops::ControlFlow;

use super::Tx;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::password::Secret;
use crate::domain::time::Latest;
use crate::domain::unreadable::{Stored, Unreadable};
use crate::store::error::{Result, listed};
use crate::store::sql::{Row, values};

/// An establishment that is neither being created nor deleted, as far as its database is to agree with it.
#[derive(Debug, Clone)]
pub struct Target {
    /// Its number.
    pub number: EstablishmentNumber,
    /// The credential of its database.
    pub credential: Secret,
    /// Whether that is a text: another one opens nothing, and says nothing of the file.
    pub is_readable: bool,
    /// Denomination, location and UAI.
    pub names: [String; 3],
}

/// Finds one of them.
pub fn target(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<Target>> {
    let before = EstablishmentNumber(number.0.saturating_sub(1));
    Ok(targets(tx, before, 1)?.into_iter().find(|target| target.number == number))
}

/// Lists establishments after a number, in the order of numbers.
pub fn targets(tx: &Tx<'_>, after: EstablishmentNumber, limit: u32) -> Result<Vec<Target>> {
    let sql = "select number, credential, denomination, location, uai from establishment
        where number > $1 and stage = 'active' order by number limit $2";
    tx.list(sql, values![after.0, limit], |row| {
        Ok(Target {
            number: EstablishmentNumber(row.get(0)?),
            credential: Secret::new(text(row, 1)?),
            is_readable: row.text(1).is_ok(),
            names: [text(row, 2)?, text(row, 3)?, text(row, 4)?],
        })
    })
}

/// Returns a text; of bytes that are none, what can be read, which then differs from what it is compared with.
fn text(row: &Row<'_>, at: usize) -> Result<String> {
    Ok(row.lossy(at)?.into_owned())
}

/// Lists what is kept about establishments, in tables that nobody lists, with a text that is none.
pub fn unreadable(tx: &Tx<'_>) -> Result<Vec<Unreadable>> {
    let mut found = Vec::new();
    for (table, sql) in [
        ("known_credential", "select establishment_number, hash from known_credential order by establishment_number"),
        ("inside_reached", "select establishment_number, head_hash from inside_reached order by establishment_number"),
        ("content_origin", "select establishment_number, hash from content_origin order by establishment_number"),
        ("inside_counter", "select establishment_number, name from inside_counter order by establishment_number"),
        ("job_inside", "select establishment_number, owner from job_inside order by establishment_number"),
    ] {
        tx.each(sql, &[], |row| {
            found.extend(listed(Stored::About(table, number(row)?), row.text(1).map(drop))?.err());
            Ok(ControlFlow::Continue(()))
        })?;
    }
    Ok(found)
}

/// An export of the catalogue, as far as its file is to agree with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// Its file's name.
    pub file: String,
    /// Whose it is.
    pub number: EstablishmentNumber,
    /// The file's size in bytes.
    pub size_bytes: u64,
    /// The file's SHA-256, in hexadecimal.
    pub sha256: String,
    /// Whether its establishment is there.
    pub has_row: bool,
    /// Whether a job that was not undone needs it to be.
    pub for_undo: bool,
}

/// Lists exports after a file's name, in the order of names, without those that cannot be read.
pub fn exports(tx: &Tx<'_>, after: &str, limit: u32) -> Result<Vec<Entered>> {
    let sql = "select file, establishment_number, size_bytes, sha256,
            (select count(*) from establishment where number = export.establishment_number),
            (select count(*) from job where job.id = export.job_id
                and ((export.why = 'before-restore'
                        and exists (select 1 from establishment where number = export.establishment_number))
                    or (export.why = 'before-delete'
                        and not exists (select 1 from establishment where number = export.establishment_number)))
                and not exists (select 1 from job later where later.undo_of = job.id and later.state = 'done'
                    and later.failed = 0))
        from export where file > $1 order by file limit $2";
    let nameless = |_: &Row<'_>| Ok(());
    let found = tx.rows(sql, values![after, limit], nameless, |row| {
        Ok(Entered {
            file: row.get(0)?,
            number: EstablishmentNumber(row.get(1)?),
            size_bytes: row.get::<i64>(2)?.unsigned_abs(),
            sha256: row.get(3)?,
            has_row: row.get::<i64>(4)? > 0,
            for_undo: row.get::<i64>(5)? > 0,
        })
    })?;
    Ok(found.into_iter().filter_map(|((), export)| export.ok()).collect())
}

/// Lists establishments that are being created or deleted without any work that would end it.
pub fn stuck(tx: &Tx<'_>) -> Result<Vec<(EstablishmentNumber, String)>> {
    let sql = "select number, stage from establishment where stage in ('creating', 'deleting') and not exists (
            select 1 from unfinished where establishment_number = establishment.number) order by number";
    tx.list(sql, &[], |row| Ok((EstablishmentNumber(row.get(0)?), row.get(1)?)))
}

/// Lists the numbers of blocks whose establishment is not there.
pub fn stray_blocks(tx: &Tx<'_>) -> Result<Vec<EstablishmentNumber>> {
    let sql = "select distinct establishment_number from block where establishment_number <> 0 and not exists (
            select 1 from establishment where number = establishment_number) order by establishment_number";
    tx.list(sql, &[], number)
}

/// Lists establishments whose number was retired; one that is being brought back has it until it is here.
pub fn retired_in_use(tx: &Tx<'_>) -> Result<Vec<EstablishmentNumber>> {
    let sql = "select number from establishment where stage = 'active'
        and number in (select number from retired_number) order by number";
    tx.list(sql, &[], number)
}

fn number(row: &Row<'_>) -> Result<EstablishmentNumber> {
    Ok(EstablishmentNumber(row.get(0)?))
}

/// Counts the mails that a sender has.
pub fn being_sent(tx: &Tx<'_>, owner: &str) -> Result<u32> {
    let sql = "select count(*) from outbox where state in ('sending', 'withdrawn') and owner = $1";
    tx.get(sql, values![owner], |row| row.get(0))
}

/// Counts the passwords that are kept in the outbox although they are no longer good.
pub fn expired_secrets(tx: &Tx<'_>, latest: Latest) -> Result<u32> {
    let sql = "select count(*) from outbox where secret <> '' and secret_until <= $1 and state <> 'sending'";
    tx.get(sql, values![latest.at().0], |row| row.get(0))
}
