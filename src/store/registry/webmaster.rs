//! Webmasters.

use super::Tx;
use crate::domain::act::Noun;
use crate::domain::contact::Email;
use crate::domain::time::Timestamp;
use crate::domain::webmaster::{Login, Webmaster, WebmasterDraft, WebmasterId};
use crate::store::counter::{Counter, next_id};
use crate::store::error::{Error, Result};
use crate::store::sql::{Row, values};

const COLUMNS: &str = "id, login, last_name, first_name, email, active, last_sign_in_at, rev, password";

type Raw = (i64, String, String, String, String, bool, Option<i64>, i64, String);

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
    ))
}

fn checked(raw: Raw) -> Result<(Webmaster, String)> {
    let (id, login, last_name, first_name, email, active, last_sign_in_at, rev, password) = raw;
    let webmaster = Webmaster {
        id: WebmasterId(id),
        login: Login::parse(&login).map_err(|_| Error::unreadable("webmaster.login", login))?,
        last_name,
        first_name,
        email: match email.as_str() {
            "" => None,
            text => Some(Email::parse(text).map_err(|_| Error::unreadable("webmaster.email", text))?),
        },
        active,
        last_sign_in_at: last_sign_in_at.map(Timestamp),
        rev,
    };
    Ok((webmaster, password))
}

/// Lists all webmasters by login.
pub fn list(tx: &Tx<'_>) -> Result<Vec<Webmaster>> {
    tx.list(&format!("select {COLUMNS} from webmaster order by login"), &[], |row| Ok(checked(raw(row)?)?.0))
}

/// Finds a webmaster and the stored hash of the password.
pub fn find(tx: &Tx<'_>, id: WebmasterId) -> Result<Option<(Webmaster, String)>> {
    tx.find(&format!("select {COLUMNS} from webmaster where id = $1"), values![id.0], raw)?.map(checked).transpose()
}

/// Finds a webmaster by login, with the stored hash of the password.
pub fn find_by_login(tx: &Tx<'_>, login: &str) -> Result<Option<(Webmaster, String)>> {
    tx.find(&format!("select {COLUMNS} from webmaster where login = $1"), values![login], raw)?.map(checked).transpose()
}

/// Adds a webmaster.
pub fn insert(tx: &Tx<'_>, draft: &WebmasterDraft, password: &str) -> Result<WebmasterId> {
    let id: i64 = next_id(tx, Counter::Of(Noun::Webmaster))?;
    let sql = "insert into webmaster (id, login, last_name, first_name, email, active, password, rev)
        values ($1, $2, $3, $4, $5, 1, $6, 1)";
    let email = draft.email.as_ref().map_or("", Email::as_str);
    tx.execute(sql, values![id, draft.login.as_str(), draft.last_name, draft.first_name, email, password])?;
    Ok(WebmasterId(id))
}

/// Changes names and address if the row still has the revision; tells whether it had. The login stays.
pub fn update(tx: &Tx<'_>, id: WebmasterId, rev: i64, draft: &WebmasterDraft) -> Result<bool> {
    let sql = "update webmaster set last_name = $1, first_name = $2, email = $3, rev = rev + 1
        where id = $4 and rev = $5";
    let email = draft.email.as_ref().map_or("", Email::as_str);
    Ok(tx.execute(sql, values![draft.last_name, draft.first_name, email, id.0, rev])? == 1)
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

/// Notes a sign-in.
pub fn note_sign_in(tx: &Tx<'_>, id: WebmasterId, at: Timestamp) -> Result<()> {
    tx.execute("update webmaster set last_sign_in_at = $1 where id = $2", values![at.0, id.0])?;
    Ok(())
}
