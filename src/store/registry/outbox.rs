//! The outbox: mails as people see them. What the sender does with them is in [`super::sending`].

use super::Tx;
use super::unfinished::TargetKey;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::mail::{Kind, Mail, MailId, State};
use crate::domain::mailing::LetterId;
use crate::domain::password::Secret;
use crate::domain::time::Timestamp;
use crate::domain::zone::Language;
use crate::store::error::{Error, Result};
use crate::store::sql::{Row, values};

/// A mail to be queued.
#[derive(Debug)]
pub struct NewMail {
    /// What it is for.
    pub kind: Kind,
    /// The establishment it speaks of.
    pub establishment: Option<EstablishmentNumber>,
    /// The recipient's name.
    pub to_name: String,
    /// The recipient's address.
    pub to_email: String,
    /// The language of subject and body.
    pub language: Language,
    /// Subject.
    pub subject: String,
    /// Body, with [`crate::domain::mail::SECRET_MARK`] where the password belongs.
    pub body: String,
    /// The password, and until when it is good.
    pub secret: Option<(Secret, Timestamp)>,
    /// Kept through every try.
    pub message_id: String,
    /// The letter that it was written from; its files go with it.
    pub letter: Option<LetterId>,
    /// The target of a job that it belongs to, and it alone.
    pub target: Option<TargetKey>,
}

pub(super) const COLUMNS: &str = "id, kind, establishment_number, to_name, to_email, subject, body, message_id, state, \
     attempts, words, created_at, next_attempt_at, sent_at";

pub(super) fn raw(row: &Row<'_>) -> Result<(Mail, String, String)> {
    let mail = Mail {
        id: MailId(row.get(0)?),
        kind: Kind::Test,
        establishment: row.get::<Option<u32>>(2)?.map(EstablishmentNumber),
        to_name: row.get(3)?,
        to_email: row.get(4)?,
        subject: row.get(5)?,
        body: row.get(6)?,
        message_id: row.get(7)?,
        state: State::Queued,
        attempts: row.get(9)?,
        words: row.get(10)?,
        created_at: Timestamp(row.get(11)?),
        next_attempt_at: Timestamp(row.get(12)?),
        sent_at: row.get::<Option<i64>>(13)?.map(Timestamp),
    };
    Ok((mail, row.get(1)?, row.get(8)?))
}

pub(super) fn checked((mail, kind, state): (Mail, String, String)) -> Result<Mail> {
    let kind = Kind::from_word(&kind).ok_or_else(|| Error::unreadable("outbox.kind", kind))?;
    let state = State::from_word(&state).ok_or_else(|| Error::unreadable("outbox.state", state))?;
    Ok(Mail { kind, state, ..mail })
}

/// Queues a mail.
///
/// # Errors
/// What SQLite says.
pub fn insert(tx: &Tx<'_>, mail: &NewMail, now: Timestamp) -> Result<MailId> {
    let sql = "select coalesce(max(id), 0) + 1 from outbox";
    let id: i64 = tx.get(sql, &[], |row| row.get(0))?;
    let sql = "insert into outbox (id, kind, establishment_number, to_name, to_email, language, subject, body,
            secret, secret_until, message_id, state, attempts, words, created_at, next_attempt_at, owner, step,
            letter_id, job_id, job_position)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'queued', 0, '', $12, $12, '', '', $13, $14, $15)";
    let (secret, until) = mail.secret.as_ref().map_or(("", 0), |(secret, until)| (secret.reveal(), until.0));
    tx.execute(
        sql,
        values![
            id,
            mail.kind.word(),
            mail.establishment.map(|number| number.0),
            mail.to_name,
            mail.to_email,
            mail.language.code(),
            mail.subject,
            mail.body,
            secret,
            until,
            mail.message_id,
            now.0,
            mail.letter.map(|letter| letter.0),
            mail.target.map(|target| target.job.0),
            mail.target.map(|target| target.position),
        ],
    )?;
    Ok(MailId(id))
}

/// Finds a mail.
///
/// # Errors
/// What SQLite says.
pub fn find(tx: &Tx<'_>, id: MailId) -> Result<Option<Mail>> {
    tx.find(&format!("select {COLUMNS} from outbox where id = $1"), values![id.0], raw)?.map(checked).transpose()
}

/// Lists mails before an identifier, the latest first, of one state or of all.
///
/// # Errors
/// What SQLite says.
pub fn before(tx: &Tx<'_>, state: Option<State>, id: i64, limit: u32) -> Result<Vec<Mail>> {
    if let Some(state) = state {
        let sql = format!("select {COLUMNS} from outbox where state = $1 and id < $2 order by id desc limit $3");
        tx.list(&sql, values![state.word(), id, limit], |row| checked(raw(row)?))
    } else {
        let sql = format!("select {COLUMNS} from outbox where id < $1 order by id desc limit $2");
        tx.list(&sql, values![id, limit], |row| checked(raw(row)?))
    }
}

/// Finds the latest mail about an establishment.
///
/// # Errors
/// What SQLite says.
pub fn latest_about(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<Mail>> {
    let sql = format!("select {COLUMNS} from outbox where establishment_number = $1 order by id desc limit 1");
    tx.find(&sql, values![number.0], raw)?.map(checked).transpose()
}

/// Counts the mails of each state.
///
/// # Errors
/// What SQLite says.
pub fn counts(tx: &Tx<'_>) -> Result<Vec<(State, u32)>> {
    tx.list("select state, count(*) from outbox group by state", &[], |row| {
        let word = row.text(0)?;
        let state = State::from_word(word).ok_or_else(|| Error::unreadable("outbox.state", word))?;
        Ok((state, row.get(1)?))
    })
}

/// Removes what is still to be sent about an establishment that is gone, and erases its passwords.
///
/// # Errors
/// What SQLite says.
pub fn forget_establishment(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<()> {
    let sql = "delete from outbox where establishment_number = $1 and state in ('queued', 'deferred', 'refused', 'uncertain')";
    tx.execute(sql, values![number.0])?;
    let sql = "update outbox set secret = '', secret_until = 0 where establishment_number = $1 and state <> 'sending'";
    tx.execute(sql, values![number.0])?;
    Ok(())
}
