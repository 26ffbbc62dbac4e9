//! Establishments of the registry.

use std::ops::ControlFlow;

use jiff::civil::Date;

use super::{Tx, block, known, retired, unfinished};
use crate::domain::contact::{Contact, Email};
use crate::domain::day::stored_day;
use crate::domain::establishment::{
    Draft, Establishment, EstablishmentNumber, NUMBER_MAX, SEPARATOR, Stage, department, place,
};
use crate::domain::export::Held;
use crate::domain::password::Secret;
use crate::domain::school::Whose;
use crate::domain::text::fold;
use crate::domain::time::Timestamp;
use crate::domain::uai::Uai;
use crate::domain::unreadable::{Listed, Stored};
use crate::domain::zone::ZoneNumber;
use crate::store::error::{Error, Result, listed};
use crate::store::establishment::credential_hash;
use crate::store::sql::{Row, values};

/// With what only its database, or the place beside its namesakes, needs: who acts on a row has all of it.
const COLUMNS: &str = "number, zone_number, location, denomination, uai, contact_last_name, contact_first_name, \
     contact_email, registered_on, stage, rev, credential, uai_site";

/// A row before its texts are read as what they mean.
struct Raw {
    number: u32,
    zone: u32,
    location: String,
    denomination: String,
    uai: String,
    last_name: String,
    first_name: String,
    email: String,
    registered_on: String,
    stage: String,
    rev: i64,
}

fn raw(row: &Row<'_>) -> Result<Raw> {
    let (_credential, _uai_site) = (row.text(11)?, row.get::<u32>(12)?);
    Ok(Raw {
        number: row.get(0)?,
        zone: row.get(1)?,
        location: row.get(2)?,
        denomination: row.get(3)?,
        uai: row.get(4)?,
        last_name: row.get(5)?,
        first_name: row.get(6)?,
        email: row.get(7)?,
        registered_on: row.get(8)?,
        stage: row.get(9)?,
        rev: row.get(10)?,
    })
}

/// The fields of [`COLUMNS`], as forms and the log name them.
const FIELDS: [&str; 13] = [
    "number",
    "zone",
    "location",
    "denomination",
    "uai",
    "contact-last-name",
    "contact-first-name",
    "contact-email",
    "registered-on",
    "state",
    "rev",
    "credential",
    "uai-site",
];

/// Reads a row; bytes that are no text, or a number out of its range, are a value that nobody knows.
fn readable(row: Result<Raw>) -> Result<Raw> {
    row.map_err(|error| match error {
        Error::Column { at, name, value } => match FIELDS.get(at) {
            Some(field) => Error::unreadable(field, value),
            None => Error::Column { at, name, value },
        },
        other => other,
    })
}

fn optional<T>(text: &str, what: &'static str, parse: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>> {
    if text.is_empty() {
        return Ok(None);
    }
    parse(text).map(Some).ok_or_else(|| Error::unreadable(what, text))
}

fn checked(tx: &Tx<'_>, raw: Raw) -> Result<Establishment> {
    let number = EstablishmentNumber(raw.number);
    Ok(Establishment {
        number,
        zone: ZoneNumber(raw.zone),
        location: raw.location,
        denomination: raw.denomination,
        uai: optional(&raw.uai, "uai", |text| Uai::parse(text).ok())?,
        contact: Contact {
            last_name: raw.last_name,
            first_name: raw.first_name,
            email: optional(&raw.email, "contact-email", |text| Email::parse(text).ok())?,
        },
        registered_on: stored_day(&raw.registered_on)
            .map_err(|_| Error::unreadable("registered-on", raw.registered_on))?,
        stage: Stage::from_word(&raw.stage).ok_or_else(|| Error::unreadable("state", raw.stage))?,
        blocks: block::list(tx, number)?,
        rev: raw.rev,
    })
}

/// Finds an establishment.
///
/// # Errors
/// What SQLite says, or a value that nobody knows.
pub fn find(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<Establishment>> {
    let found =
        tx.find(&format!("select {COLUMNS} from establishment where number = $1"), values![number.0], |row| {
            Ok(readable(raw(row)))
        })?;
    found.map(|row| checked(tx, row?)).transpose()
}

/// Finds an establishment, even one with a value that nobody knows.
pub fn find_listed(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<Listed<Establishment>>> {
    Ok(listed(Stored::Establishment(number), find(tx, number))?.transpose())
}

/// An establishment under its number.
type Numbered = (EstablishmentNumber, Listed<Establishment>);

/// Lists establishments after a number, in the order of numbers, even those with a value that nobody knows.
pub fn page(tx: &Tx<'_>, after: EstablishmentNumber, limit: u32) -> Result<Vec<Numbered>> {
    let sql = "select number from establishment where number > $1 order by number limit $2";
    let numbers: Vec<_> = tx.list(sql, values![after.0, limit], |row| Ok(EstablishmentNumber(row.get(0)?)))?;
    let found = |number| Ok(find_listed(tx, number)?.map(|row| (number, row)));
    numbers.into_iter().filter_map(|number| found(number).transpose()).collect()
}

/// Finds who holds a UAI: number and denomination, the first site first. The condition on an empty UAI lets the partial
/// index serve.
pub fn holders_of(tx: &Tx<'_>, uai: &Uai) -> Result<Vec<(EstablishmentNumber, String)>> {
    let sql = "select number, denomination from establishment where uai = $1 and uai <> '' order by uai_site";
    tx.list(sql, values![uai.as_str()], |row| Ok((EstablishmentNumber(row.get(0)?), row.get(1)?)))
}

/// Tells whether a number was ever given.
pub fn is_used(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<bool> {
    let sql = "select exists (select 1 from establishment where number = $1)
        or exists (select 1 from retired_number where number = $1)";
    tx.get(sql, values![number.0], |row| row.get(0))
}

/// Returns the next free number: one above the highest that was ever given while there is one, else the lowest that never
/// was.
pub fn next_number(tx: &Tx<'_>) -> Result<EstablishmentNumber> {
    let sql = "select coalesce(max(number), 0) + 1 from (
        select coalesce(max(number), 0) as number from establishment
        union all select coalesce(max(number), 0) from retired_number) as given";
    let above: u32 = tx.get(sql, &[], |row| row.get(0))?;
    if above <= NUMBER_MAX {
        return Ok(EstablishmentNumber(above));
    }
    let sql = "select coalesce(min(number), 0) + 1 from (
        select 0 as number union all select number from establishment union all select number from retired_number) as given
        where not exists (select 1 from establishment as one where one.number = given.number + 1)
        and not exists (select 1 from retired_number as one where one.number = given.number + 1)";
    Ok(EstablishmentNumber(tx.get(sql, &[], |row| row.get(0))?))
}

/// Calls back with each establishment's number, zone, location, denomination, UAI, and its contact's last name, first name
/// and address, in the order of numbers.
pub fn each_content(tx: &Tx<'_>, mut visit: impl FnMut(EstablishmentNumber, ZoneNumber, [&str; 6])) -> Result<()> {
    let sql = "select number, zone_number, location, denomination, uai, contact_last_name, contact_first_name,
            contact_email
        from establishment order by number";
    tx.each(sql, &[], |row| {
        let texts = [row.lossy(2)?, row.lossy(3)?, row.lossy(4)?, row.lossy(5)?, row.lossy(6)?, row.lossy(7)?];
        visit(EstablishmentNumber(row.get(0)?), ZoneNumber(row.get(1)?), texts.each_ref().map(|text| &**text));
        Ok(ControlFlow::Continue(()))
    })
}

/// What a new row holds besides its [`Draft`].
#[derive(Debug)]
pub struct Creation<'a> {
    /// Its number.
    pub number: EstablishmentNumber,
    /// Its day of registration, where that is known: such a day stays whatever the clock was.
    pub registered_on: Option<Date>,
    /// Now, whose day it is otherwise.
    pub now: Timestamp,
    /// Which site of its UAI it is, from 1.
    pub uai_site: u32,
    /// The credential of its database.
    pub credential: &'a Secret,
    /// Hashes of the credentials by which its content is known; none for a new one's.
    pub known: &'a [String],
}

/// Inserts an establishment that is being created. Brought back under a number that it had, its revisions go on.
pub fn insert(tx: &Tx<'_>, draft: &Draft, creation: &Creation<'_>) -> Result<()> {
    let sql = "insert into establishment (number, zone_number, location, denomination, uai, uai_site,
            contact_last_name, contact_first_name, contact_email, registered_on, registered_at, department, search,
            place, stage, credential, rev)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'creating', $15,
            (select coalesce(max(rev), 0) + 1 from retired_number where number = $1))";
    tx.execute(
        sql,
        values![
            creation.number.0,
            draft.zone.0,
            draft.location,
            draft.denomination,
            draft.uai.as_ref().map_or("", Uai::as_str),
            creation.uai_site,
            draft.contact.last_name,
            draft.contact.first_name,
            draft.contact.email_text(),
            creation.registered_on.unwrap_or_else(|| creation.now.day()).to_string(),
            creation.registered_on.map_or(creation.now.0, |_| 0),
            department(draft.uai.as_ref(), &draft.location),
            search_text(creation.number, draft),
            draft.folded_place(),
            creation.credential.reveal(),
        ],
    )?;
    known::put_restored(tx, creation.number, creation.known)?;
    known::put_own(tx, creation.number, &[credential_hash(creation.credential)])
}

/// Folds what filters and orders look at; the fields' order is that of [`crate::domain::search::Row::text`].
fn search_text(number: EstablishmentNumber, draft: &Draft) -> String {
    let number = number.to_string();
    let uai = draft.uai.as_ref().map_or("", Uai::as_str);
    let contact = draft.contact.full_name();
    [draft.location.as_str(), &draft.denomination, uai, &contact, draft.contact.email_text(), &number]
        .map(fold)
        .join(&SEPARATOR.to_string())
}

/// Changes the fields if the row still has the revision; tells whether it had.
pub fn update(tx: &Tx<'_>, number: EstablishmentNumber, rev: i64, draft: &Draft, uai_site: u32) -> Result<bool> {
    let sql = "update establishment set zone_number = $1, location = $2, denomination = $3, uai = $4, uai_site = $5,
            contact_last_name = $6, contact_first_name = $7, contact_email = $8, department = $9, search = $10,
            place = $11, rev = rev + 1
        where number = $12 and rev = $13 and stage = 'active'";
    let changed = tx.execute(
        sql,
        values![
            draft.zone.0,
            draft.location,
            draft.denomination,
            draft.uai.as_ref().map_or("", Uai::as_str),
            uai_site,
            draft.contact.last_name,
            draft.contact.first_name,
            draft.contact.email_text(),
            department(draft.uai.as_ref(), &draft.location),
            search_text(number, draft),
            draft.folded_place(),
            number.0,
            rev,
        ],
    )?;
    Ok(changed == 1)
}

/// Adds its [`place`] to each establishment of an earlier version.
pub(super) fn complete_places(tx: &Tx<'_>) -> Result<()> {
    let mut places = Vec::new();
    each_content(tx, |number, _, [location, denomination, ..]| places.push((number, place(location, denomination))))?;
    for (number, place) in places {
        tx.execute("update establishment set place = $1 where number = $2", values![place, number.0])?;
    }
    Ok(())
}

/// Returns which site of its UAI an establishment is.
pub fn uai_site(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<u32> {
    let sql = "select uai_site from establishment where number = $1";
    tx.get(sql, values![number.0], |row| row.get(0))
}

/// Changes the stage.
pub fn set_stage(tx: &Tx<'_>, number: EstablishmentNumber, stage: Stage) -> Result<()> {
    let sql = "update establishment set stage = $1 where number = $2";
    tx.execute(sql, values![stage.word(), number.0])?;
    Ok(())
}

/// Returns the denomination, as far as it can be read, to call an establishment by it; none where there is no such row.
pub fn denomination(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<String>> {
    let sql = "select denomination from establishment where number = $1";
    tx.find(sql, values![number.0], |row| Ok(row.lossy(0)?.into_owned()))
}

/// Moves to another zone.
pub fn set_zone(tx: &Tx<'_>, number: EstablishmentNumber, zone: ZoneNumber) -> Result<()> {
    let sql = "update establishment set zone_number = $1, rev = rev + 1 where number = $2";
    tx.execute(sql, values![zone.0, number.0])?;
    Ok(())
}

/// Returns the credential of an establishment's database.
pub fn credential(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<Secret>> {
    let sql = "select credential from establishment where number = $1";
    let found: Option<String> = tx.find(sql, values![number.0], |row| row.get(0))?;
    Ok(found.map(Secret::new))
}

/// Removes a row with its blocks and its unfinished work. Unless it was never acknowledged, its number is retired for ever.
pub fn remove(tx: &Tx<'_>, number: EstablishmentNumber, retired_at: Option<Timestamp>) -> Result<()> {
    let had = match retired_at {
        Some(at) => find(tx, number)?
            .map(|found| Ok::<_, Error>((whose(tx, &found)?, (at, found.rev), found.zone)))
            .transpose()?,
        None => None,
    };
    block::remove_all(tx, number)?;
    unfinished::finish(tx, number)?;
    tx.execute("delete from establishment where number = $1", values![number.0])?;
    match had {
        Some((whose, last, zone)) => {
            retired::retire(tx, last, (number, &whose.school()))?;
            retired::set_zone(tx, number, zone)
        }
        // Brought back in vain, it stays known; what was never there is not.
        None if is_used(tx, number)? => Ok(()),
        None => known::forget(tx, number),
    }
}

/// Tells which school an establishment is.
pub fn whose(tx: &Tx<'_>, found: &Establishment) -> Result<Whose> {
    let number = found.number;
    let credential = credential(tx, number)?.map(|credential| credential_hash(&credential)).unwrap_or_default();
    Ok(held(tx, found)?.whose(number, &credential))
}

/// Returns what is kept of an establishment with an export.
pub fn held(tx: &Tx<'_>, found: &Establishment) -> Result<Held> {
    let number = found.number;
    let own = credential(tx, number)?.map(|credential| credential_hash(&credential));
    let mut known = known::of(tx, number)?;
    known.retain(|hash| Some(hash) != own.as_ref());
    Ok(Held::of(found, (uai_site(tx, number)?, retired::sharing(tx, found.uai.as_ref(), number)?), known))
}

/// Lists the other establishments that may be the school of these names: those with its UAI, or with its [`place`].
pub fn namesakes(
    tx: &Tx<'_>,
    [denomination, location, uai]: &[String; 3],
    number: EstablishmentNumber,
) -> Result<Vec<EstablishmentNumber>> {
    let sql = "select number from establishment
        where ((uai = $1 and uai <> '') or place = $2) and number <> $3 order by number";
    tx.list(sql, values![uai, place(location, denomination), number.0], |row| Ok(EstablishmentNumber(row.get(0)?)))
}

/// Lists the establishments that are the school of a draft: at its [`place`], and with its UAI unless one of the two has
/// none.
pub fn same(tx: &Tx<'_>, draft: &Draft) -> Result<Vec<EstablishmentNumber>> {
    let uai = draft.uai.as_ref().map_or("", Uai::as_str);
    let sql = "select number from establishment where place = $1 and (uai = $2 or uai = '' or $2 = '') order by number";
    tx.list(sql, values![draft.folded_place(), uai], |row| Ok(EstablishmentNumber(row.get(0)?)))
}

/// Changes the credential of an establishment's database; the former ones stay known.
pub fn set_credential(tx: &Tx<'_>, number: EstablishmentNumber, credential: &Secret) -> Result<()> {
    let sql = "update establishment set credential = $1 where number = $2";
    tx.execute(sql, values![credential.reveal(), number.0])?;
    known::put_own(tx, number, &[credential_hash(credential)])
}

/// Finds who holds one site of a UAI.
pub fn holder_of_site(tx: &Tx<'_>, uai: &Uai, site: u32) -> Result<Option<EstablishmentNumber>> {
    let sql = "select number from establishment where uai = $1 and uai <> '' and uai_site = $2";
    tx.find(sql, values![uai.as_str(), site], |row| Ok(EstablishmentNumber(row.get(0)?)))
}

/// Returns the next site of a UAI that several establishments hold.
pub fn next_site(tx: &Tx<'_>, uai: &Uai) -> Result<u32> {
    let sql = "select coalesce(max(uai_site), 0) + 1 from establishment where uai = $1 and uai <> ''";
    tx.get(sql, values![uai.as_str()], |row| row.get(0))
}
