//! Webmasters.

use std::collections::BTreeMap;

use super::Tx;
use crate::domain::act::Noun;
use crate::domain::contact::Email;
use crate::domain::duty::Duty;
use crate::domain::time::Timestamp;
use crate::domain::webmaster::{Login, Webmaster, WebmasterDraft, WebmasterId};
use crate::domain::zone::ZoneNumber;
use crate::store::counter::{Counter, next_id};
use crate::store::error::{Error, Result};
use crate::store::sql::{Row, values};

const COLUMNS: &str = "id, login, last_name, first_name, email, active, last_sign_in_at, rev, password, duty";

type Raw = (i64, String, String, String, String, bool, Option<i64>, i64, String, String);

fn raw(row: &Row<'_>) -> Result<Raw> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
        row.get(6)?,
        row.get(7)?,
        row.get(8)?,
        row.get(9)?,
    ))
}

/// Reads the zones of a webmaster, with their names.
fn zones(tx: &Tx<'_>, id: WebmasterId) -> Result<BTreeMap<ZoneNumber, String>> {
    let sql = "select number, name from webmaster_zone join zone on number = zone_number
        where webmaster_id = $1 order by number";
    let found = tx.list(sql, values![id.0], |row| Ok((ZoneNumber(row.get(0)?), row.get(1)?)))?;
    Ok(found.into_iter().collect())
}

fn duty_of(tx: &Tx<'_>, id: WebmasterId, word: String) -> Result<Duty> {
    let zones = if word == Duty::NONE.word() { zones(tx, id)? } else { BTreeMap::new() };
    Duty::from_word(&word, zones).ok_or_else(|| Error::unreadable("webmaster.duty", word))
}

/// Tells what a webmaster is there for; none: there is no such webmaster.
///
/// # Errors
/// What SQLite says, or a word that nobody knows.
pub fn duty(tx: &Tx<'_>, id: WebmasterId) -> Result<Option<Duty>> {
    let word = tx.find("select duty from webmaster where id = $1", values![id.0], |row| row.get(0))?;
    word.map(|word| duty_of(tx, id, word)).transpose()
}

fn checked(tx: &Tx<'_>, raw: Raw) -> Result<(Webmaster, String)> {
    let (id, login, last_name, first_name, email, active, last_sign_in_at, rev, password, duty) = raw;
    let webmaster = Webmaster {
        id: WebmasterId(id),
        login: Login::parse(&login).map_err(|_| Error::unreadable("webmaster.login", login))?,
        last_name,
        first_name,
        email: match email.as_str() {
            "" => None,
            text => Some(Email::parse(text).map_err(|_| Error::unreadable("webmaster.email", text))?),
        },
        duty: duty_of(tx, WebmasterId(id), duty)?,
        active,
        last_sign_in_at: last_sign_in_at.map(Timestamp),
        rev,
    };
    Ok((webmaster, password))
}

/// Lists all webmasters by login.
pub fn list(tx: &Tx<'_>) -> Result<Vec<Webmaster>> {
    let found = tx.list(&format!("select {COLUMNS} from webmaster order by login"), &[], raw)?;
    found.into_iter().map(|raw| Ok(checked(tx, raw)?.0)).collect()
}

/// Finds a webmaster and the stored hash of the password.
pub fn find(tx: &Tx<'_>, id: WebmasterId) -> Result<Option<(Webmaster, String)>> {
    tx.find(&format!("select {COLUMNS} from webmaster where id = $1"), values![id.0], raw)?
        .map(|raw| checked(tx, raw))
        .transpose()
}

/// Finds a webmaster by login, with the stored hash of the password.
pub fn find_by_login(tx: &Tx<'_>, login: &str) -> Result<Option<(Webmaster, String)>> {
    tx.find(&format!("select {COLUMNS} from webmaster where login = $1"), values![login], raw)?
        .map(|raw| checked(tx, raw))
        .transpose()
}

/// Adds a webmaster.
pub fn insert(tx: &Tx<'_>, draft: &WebmasterDraft, duty: &Duty, password: &str) -> Result<WebmasterId> {
    let id: i64 = next_id(tx, Counter::Of(Noun::Webmaster))?;
    let sql = "insert into webmaster (id, login, last_name, first_name, email, active, password, duty, rev)
        values ($1, $2, $3, $4, $5, 1, $6, $7, 1)";
    let email = draft.email.as_ref().map_or("", Email::as_str);
    let (login, duty_word) = (draft.login.as_str(), duty.word());
    tx.execute(sql, values![id, login, draft.last_name, draft.first_name, email, password, duty_word])?;
    put_zones(tx, WebmasterId(id), duty)?;
    Ok(WebmasterId(id))
}

/// Writes the zones of a webmaster in the place of what was there.
fn put_zones(tx: &Tx<'_>, id: WebmasterId, duty: &Duty) -> Result<()> {
    tx.execute("delete from webmaster_zone where webmaster_id = $1", values![id.0])?;
    for zone in duty.zones().into_iter().flat_map(BTreeMap::keys) {
        let sql = "insert into webmaster_zone (webmaster_id, zone_number) values ($1, $2)";
        tx.execute(sql, values![id.0, zone.0])?;
    }
    Ok(())
}

/// Counts the webmasters of each zone that has some.
pub fn of_zones(tx: &Tx<'_>) -> Result<Vec<(ZoneNumber, u32)>> {
    let sql = "select zone_number, count(*) from webmaster_zone group by zone_number order by zone_number";
    tx.list(sql, &[], |row| Ok((ZoneNumber(row.get(0)?), row.get(1)?)))
}

/// Changes names, address and duty if the row still has the revision; tells whether it had. The login stays.
pub fn update(tx: &Tx<'_>, id: WebmasterId, rev: i64, (draft, duty): (&WebmasterDraft, &Duty)) -> Result<bool> {
    let sql = "update webmaster set last_name = $1, first_name = $2, email = $3, duty = $4, rev = rev + 1
        where id = $5 and rev = $6";
    let email = draft.email.as_ref().map_or("", Email::as_str);
    let word = duty.word();
    let is_as_seen = tx.execute(sql, values![draft.last_name, draft.first_name, email, word, id.0, rev])? == 1;
    if is_as_seen {
        put_zones(tx, id, duty)?;
    }
    Ok(is_as_seen)
}

/// Enables or disables a webmaster.
pub fn set_active(tx: &Tx<'_>, id: WebmasterId, active: Active) -> Result<()> {
    let sql = "update webmaster set active = $1, rev = rev + 1 where id = $2";
    tx.execute(sql, values![active == Active::Yes, id.0])?;
    Ok(())
}

/// Whether a webmaster may sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Active {
    /// It may.
    Yes,
    /// It may not.
    No,
}

/// Stores the hash of a new password.
pub fn set_password(tx: &Tx<'_>, id: WebmasterId, password: &str) -> Result<()> {
    let sql = "update webmaster set password = $1, rev = rev + 1 where id = $2";
    tx.execute(sql, values![password, id.0])?;
    Ok(())
}

/// Counts the webmasters that may sign in.
pub fn count_active(tx: &Tx<'_>) -> Result<u32> {
    tx.get("select count(*) from webmaster where active = 1", &[], |row| row.get(0))
}

/// Counts those of them who are there for everything.
pub fn count_full(tx: &Tx<'_>) -> Result<u32> {
    tx.get("select count(*) from webmaster where active = 1 and duty = 'full'", &[], |row| row.get(0))
}

/// Notes a sign-in.
pub fn note_sign_in(tx: &Tx<'_>, id: WebmasterId, at: Timestamp) -> Result<()> {
    tx.execute("update webmaster set last_sign_in_at = $1 where id = $2", values![at.0, id.0])?;
    Ok(())
}
