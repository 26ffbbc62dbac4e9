//! Numbers that were given once and are never given again, and which school had each, without naming it.

use sha2::{Digest as _, Sha256};

use super::{Tx, known};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::Sharing;
use crate::domain::school::School;
use crate::domain::time::Timestamp;
use crate::domain::uai::Uai;
use crate::domain::zone::ZoneNumber;
use crate::store::error::{Error, Result};
use crate::store::files;
use crate::store::sql::values;

fn digest(text: &str) -> String {
    if text.is_empty() { String::new() } else { files::hexadecimal(&Sha256::digest(text)) }
}

/// Writes which school something is of without naming it: each part but the site as a hash.
fn hidden(school: &School) -> School {
    let School { uai, site, names, credentials } = school;
    let credentials = credentials.iter().map(|credential| digest(credential)).collect();
    School { uai: digest(uai), site: *site, names: digest(names), credentials }
}

/// Reads which school a retired number had.
fn read(text: &str) -> Result<School> {
    match text.split_once(' ') {
        // As version 11 wrote it: UAI, then denomination and place.
        Some((uai, names)) if !text.starts_with('{') => {
            Ok(School { uai: uai.trim_matches('-').to_owned(), site: 1, names: names.to_owned(), ..School::default() })
        }
        Some(_) | None => {
            serde_json::from_str(text).map_err(|_| Error::unreadable("retired_number.school", text.to_owned()))
        }
    }
}

/// Reads the hash of the UAI of the school that a retired number had.
pub(super) fn uai_of(text: &str) -> Result<String> {
    Ok(read(text)?.uai)
}

/// Tells whether a number is never given again.
pub fn is_retired(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<bool> {
    let sql = "select 1 from retired_number where number = $1";
    Ok(tx.find(sql, values![number.0], |_| Ok(()))?.is_some())
}

/// Tells whether the names of a school contradict those of the one that had a number that is never given again.
///
/// # Errors
/// What SQLite says, or a text that nobody understands.
pub fn contradicts(tx: &Tx<'_>, number: EstablishmentNumber, school: &School) -> Result<bool> {
    let sql = "select school from retired_number where number = $1 and school <> ''";
    let text = tx.find(sql, values![number.0], |row| row.get::<String>(0))?;
    text.map_or(Ok(false), |text| Ok(read(&text)?.contradicts(&hidden(school))))
}

/// Tells whether a number that is never given again may be given back to a school: to the one that had it, or to any where
/// an early version did not keep which. A number that is not retired may be anybody's.
///
/// # Errors
/// What SQLite says, or a text that nobody understands.
pub fn may_have_back(tx: &Tx<'_>, number: EstablishmentNumber, school: &School) -> Result<bool> {
    let sql = "select school from retired_number where number = $1 and school <> ''";
    let Some(text) = tx.find(sql, values![number.0], |row| row.get::<String>(0))? else { return Ok(true) };
    let mut had = read(&text)?;
    let sharing = sharing(tx, Uai::parse(&school.uai).ok().as_ref(), number)?;
    if sharing == Sharing::Shared {
        had.site = 0;
    }
    Ok(had.is(&hidden(school)))
}

/// Retires a number: it is never given again, but to the school that had it. The last revision of its row comes with the
/// moment.
pub fn retire(
    tx: &Tx<'_>,
    (at, rev): (Timestamp, i64),
    (number, school): (EstablishmentNumber, &School),
) -> Result<()> {
    let sql = "insert into retired_number (number, retired_at, school, rev, uai) values ($1, $2, $3, $4, $5)
        on conflict (number) do update set school = excluded.school, rev = excluded.rev, uai = excluded.uai";
    tx.execute(sql, values![number.0, at.0, written(school)?, rev, digest(&school.uai)])?;
    known::put_own(tx, number, &school.credentials)
}

/// Notes in which zone the establishment of a retired number was.
pub(super) fn set_zone(tx: &Tx<'_>, number: EstablishmentNumber, zone: ZoneNumber) -> Result<()> {
    tx.execute("update retired_number set zone_number = $1 where number = $2", values![zone.0, number.0])?;
    Ok(())
}

/// Notes which school had a retired number.
pub(super) fn set_school(tx: &Tx<'_>, number: EstablishmentNumber, school: &School) -> Result<()> {
    tx.execute("update retired_number set school = $1 where number = $2", values![written(school)?, number.0])?;
    Ok(())
}

fn written(school: &School) -> Result<String> {
    serde_json::to_string(&hidden(school))
        .map_err(|error| Error::unreadable("retired_number.school", error.to_string()))
}

/// Takes a retired number back, for the establishment that had it.
pub fn take_back(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<()> {
    tx.execute("delete from retired_number where number = $1", values![number.0])?;
    Ok(())
}

/// Tells whether a UAI is, or was, that of another school than the one that has this number, or had it.
pub(super) fn sharing(tx: &Tx<'_>, uai: Option<&Uai>, number: EstablishmentNumber) -> Result<Sharing> {
    let Some(uai) = uai else { return Ok(Sharing::Alone) };
    let sql = "select count(*) from establishment where uai = $1 and number <> $2";
    if tx.get(sql, values![uai.as_str(), number.0], |row| Ok(row.get::<i64>(0)? > 0))? {
        return Ok(Sharing::Shared);
    }
    let sql = "select number from retired_number where uai = $1 and number <> $2";
    for other in tx.list(sql, values![digest(uai.as_str()), number.0], |row| Ok(EstablishmentNumber(row.get(0)?)))? {
        if !known::are_linked(tx, number, other)? {
            return Ok(Sharing::Shared);
        }
    }
    Ok(Sharing::Alone)
}
