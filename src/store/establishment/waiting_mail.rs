//! Mails to an establishment's people that wait for the host's sender.

use super::Tx;
use crate::domain::language::Language;
use crate::domain::time::Timestamp;
use crate::store::error::{Error, Result};
use crate::store::sql::{Row, values};

/// A mail that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What it keeps wherever it is, and through every try.
    pub message_id: String,
    /// The account that it goes to.
    pub login: String,
    /// The recipient's name.
    pub to_name: String,
    /// The recipient's address.
    pub to_email: String,
    /// The language of subject and body.
    pub language: Language,
    /// Subject.
    pub subject: String,
    /// Body.
    pub body: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// Whether it came with content that was put here: it may have left from elsewhere.
    pub is_copy: bool,
}

/// The first schema version that has them: a database that is only looked at may be older.
const SINCE: i64 = 7;

fn row(row: &Row<'_>) -> Result<Waiting> {
    let language = row.text(4)?;
    Ok(Waiting {
        message_id: row.get(0)?,
        login: row.get(1)?,
        to_name: row.get(2)?,
        to_email: row.get(3)?,
        language: Language::parse(language).map_err(|_| Error::unreadable("waiting_mail.language", language))?,
        subject: row.get(5)?,
        body: row.get(6)?,
        created_at: Timestamp(row.get(7)?),
        is_copy: row.get::<i64>(8)? == 1,
    })
}

/// Has a mail wait.
pub fn insert(tx: &Tx<'_>, mail: &Waiting) -> Result<()> {
    let sql =
        "insert into waiting_mail (message_id, login, to_name, to_email, language, subject, body, created_at, copied)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let Waiting { message_id, login, to_name, to_email, subject, body, .. } = mail;
    let (language, at, is_copy) = (mail.language.code(), mail.created_at.0, mail.is_copy);
    tx.execute(sql, values![message_id, login, to_name, to_email, language, subject, body, at, is_copy])?;
    Ok(())
}

/// Lists a page of them from a place on, the oldest first; what of it nobody understands stays among them.
pub fn page(tx: &Tx<'_>, from: u32, limit: u32) -> Result<Vec<Result<Waiting>>> {
    if tx.schema_version()? < SINCE {
        return Ok(Vec::new());
    }
    let sql =
        "select message_id, login, to_name, to_email, language, subject, body, created_at, copied from waiting_mail
        order by created_at, message_id limit $1 offset $2";
    tx.list(sql, values![limit, from], |found| Ok(row(found)))
}

/// Counts them.
pub fn count(tx: &Tx<'_>) -> Result<u32> {
    if tx.schema_version()? < SINCE {
        return Ok(0);
    }
    tx.get("select count(*) from waiting_mail", &[], |row| row.get(0))
}

/// Tells whether any waits.
pub fn is_any(tx: &Tx<'_>) -> Result<bool> {
    if tx.schema_version()? < SINCE {
        return Ok(false);
    }
    let found: Option<i64> =
        tx.find("select created_at from waiting_mail order by created_at limit 1", &[], |row| row.get(0))?;
    Ok(found.is_some())
}

/// Puts right the moments that were dated after a moment, and at another one or before, as jobs' are.
pub fn put_right(tx: &Tx<'_>, (after, through): (Timestamp, Timestamp), by_s: i64, now: Timestamp) -> Result<()> {
    let sql = "update waiting_mail
        set created_at = case when created_at > $1 then $2 else created_at + $3 end
        where created_at > $4 and created_at <= $5";
    let latest = now.plus_s(by_s.saturating_neg());
    tx.execute(sql, values![latest.0, now.0, by_s, after.0, through.0])?;
    Ok(())
}

/// Removes one that is in an outbox.
pub fn remove(tx: &Tx<'_>, message_id: &str) -> Result<()> {
    tx.execute("delete from waiting_mail where message_id = $1", values![message_id])?;
    Ok(())
}
