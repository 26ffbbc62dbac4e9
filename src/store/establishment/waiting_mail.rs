//! Mails to an establishment's people that wait for the host's sender.

use super::Tx;
use crate::domain::account::AccountId;
use crate::domain::language::Language;
use crate::domain::mail::Tells;
use crate::domain::password::Secret;
use crate::domain::time::Timestamp;
use crate::store::error::{Error, Result};
use crate::store::sql::{Row, values};

/// A mail that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What it keeps wherever it is, and through every try.
    pub message_id: String,
    /// The account that it goes to; 0: not noted, or none.
    pub account: AccountId,
    /// Its login.
    pub login: String,
    /// The recipient's name.
    pub to_name: String,
    /// The recipient's address.
    pub to_email: String,
    /// The language of subject and body.
    pub language: Language,
    /// Subject; empty: it is still to be written, before what it tells of is committed.
    pub subject: String,
    /// Body, with [`crate::domain::mail::SECRET_MARK`] where the secret belongs.
    pub body: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// Whether it came with content that was put here: it may have left from elsewhere.
    pub is_copy: bool,
    /// The password or the code, and until when it is good.
    pub secret: Option<(Secret, Timestamp)>,
    /// What opens an account, if the program has it say that; none: what somebody wrote, or another thing that it tells.
    pub tells: Option<Tells>,
}

/// The first schema version that has them: a database that is only looked at may be older.
const SINCE: i64 = 7;
/// The first one in which they hold what opens an account.
const SECRETS_SINCE: i64 = 9;
/// The first one in which they name the account.
const ACCOUNTS_SINCE: i64 = 12;
const COLUMNS: &str = "message_id, login, to_name, to_email, language, subject, body, created_at, copied";
const SECRETS: &str = "secret, secret_until, tells, account";

fn row(row: &Row<'_>) -> Result<Waiting> {
    let language = row.text(4)?;
    Ok(Waiting {
        message_id: row.get(0)?,
        account: AccountId(row.get(12)?),
        login: row.get(1)?,
        to_name: row.get(2)?,
        to_email: row.get(3)?,
        language: Language::parse(language).map_err(|_| Error::unreadable("waiting_mail.language", language))?,
        subject: row.get(5)?,
        body: row.get(6)?,
        created_at: Timestamp(row.get(7)?),
        is_copy: row.get::<i64>(8)? == 1,
        secret: Some((Secret::new(row.get(9)?), Timestamp(row.get(10)?))).filter(|(_, until)| until.0 > 0),
        tells: match row.text(11)? {
            "" => None,
            word => Some(Tells::from_word(word).ok_or_else(|| Error::unreadable("waiting_mail.tells", word))?),
        },
    })
}

/// Has a mail wait.
pub fn insert(tx: &Tx<'_>, mail: &Waiting) -> Result<()> {
    let sql =
        "insert into waiting_mail (message_id, login, to_name, to_email, language, subject, body, created_at, copied,
            secret, secret_until, tells, account)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let Waiting { message_id, account, login, to_name, to_email, subject, body, .. } = mail;
    let (language, at, is_copy) = (mail.language.code(), mail.created_at.0, mail.is_copy);
    let (secret, until) = mail.secret.as_ref().map_or(("", 0), |(secret, until)| (secret.reveal(), until.0));
    let tells = mail.tells.map_or("", Tells::word);
    tx.execute(
        sql,
        values![
            message_id, login, to_name, to_email, language, subject, body, at, is_copy, secret, until, tells, account.0
        ],
    )?;
    Ok(())
}

/// Tells whether any is still to be written.
pub fn is_any_unwritten(tx: &Tx<'_>) -> Result<bool> {
    tx.get("select exists (select 1 from waiting_mail where subject = '')", &[], |row| row.get(0))
}

/// Lists those that are still to be written.
pub fn unwritten(tx: &Tx<'_>) -> Result<Vec<Waiting>> {
    let sql = format!("select {COLUMNS}, {SECRETS} from waiting_mail where subject = '' order by message_id");
    tx.list(&sql, &[], row)
}

/// Writes one that was still to be written, with the Message-ID that it keeps from then on.
pub fn write(tx: &Tx<'_>, mail: &Waiting, message_id: &str) -> Result<()> {
    let sql = "update waiting_mail set message_id = $1, language = $2, subject = $3, body = $4 where message_id = $5";
    tx.execute(sql, values![message_id, mail.language.code(), mail.subject, mail.body, mail.message_id])?;
    Ok(())
}

/// Removes those with what opens an account, since it no longer does.
pub fn forget_secrets(tx: &Tx<'_>, login: &str) -> Result<()> {
    tx.execute("delete from waiting_mail where login = $1 and tells <> ''", values![login])?;
    Ok(())
}

/// Removes those with a code in the place of which there is another one.
pub fn forget_codes(tx: &Tx<'_>, login: &str) -> Result<()> {
    let sql = "delete from waiting_mail where login = $1 and tells = $2";
    tx.execute(sql, values![login, Tells::ResetCode.word()])?;
    Ok(())
}

/// Lists a page of them from a place on, the oldest first; what of it nobody understands stays among them.
pub fn page(tx: &Tx<'_>, from: u32, limit: u32) -> Result<Vec<Result<Waiting>>> {
    let version = tx.schema_version()?;
    if version < SINCE {
        return Ok(Vec::new());
    }
    let sql = if version < SECRETS_SINCE {
        format!("select {COLUMNS}, '', 0, '', 0 from waiting_mail order by created_at, message_id limit $1 offset $2")
    } else if version < ACCOUNTS_SINCE {
        format!(
            "select {COLUMNS}, secret, secret_until, tells, 0 from waiting_mail
                order by created_at, message_id limit $1 offset $2"
        )
    } else {
        format!("select {COLUMNS}, {SECRETS} from waiting_mail order by created_at, message_id limit $1 offset $2")
    };
    tx.list(&sql, values![limit, from], |found| Ok(row(found)))
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
