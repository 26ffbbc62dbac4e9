//! Letters as they were frozen, their files, and the mails that were written from them.

use super::Tx;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::JobId;
use crate::domain::mail::{MailId, State};
use crate::domain::mailing::{Attachment, LetterId, LetterInput};
use crate::domain::time::Timestamp;
use crate::store::counter::{Counter, next_id};
use crate::store::error::{Error, Result};
use crate::store::sql::{Row, values};

/// Freezes a letter with its files.
pub fn insert(tx: &Tx<'_>, letter: &LetterInput, files: &[Attachment], now: Timestamp) -> Result<LetterId> {
    let id: i64 = next_id(tx, Counter::Letter)?;
    let sql = "insert into letter (id, subject, body, created_at) values ($1, $2, $3, $4)";
    tx.execute(sql, values![id, letter.subject, letter.body, now.0])?;
    let sql = "insert into letter_file (letter_id, position, name, sha256, bytes) values ($1, $2, $3, $4, $5)";
    for (position, file) in (1_u32..).zip(files) {
        let bytes = i64::try_from(file.bytes).unwrap_or(i64::MAX);
        tx.execute(sql, values![id, position, file.name, file.sha256, bytes])?;
    }
    Ok(LetterId(id))
}

/// Finds a letter's texts.
pub fn find(tx: &Tx<'_>, id: LetterId) -> Result<Option<LetterInput>> {
    let sql = "select subject, body from letter where id = $1";
    let row = |row: &Row<'_>| Ok(LetterInput { subject: row.get(0)?, body: row.get(1)? });
    tx.find(sql, values![id.0], row)
}

/// Lists a letter's files in their order.
pub fn files(tx: &Tx<'_>, id: LetterId) -> Result<Vec<Attachment>> {
    let sql = "select name, sha256, bytes from letter_file where letter_id = $1 order by position";
    tx.list(sql, values![id.0], |row| {
        let bytes: i64 = row.get(2)?;
        Ok(Attachment { name: row.get(0)?, sha256: row.get(1)?, bytes: u64::try_from(bytes).unwrap_or(0) })
    })
}

/// Notes that a job sends a letter.
pub fn used_by(tx: &Tx<'_>, id: LetterId, job: JobId) -> Result<()> {
    let sql = "insert into letter_use (letter_id, job_id) values ($1, $2) on conflict (letter_id, job_id) do nothing";
    tx.execute(sql, values![id.0, job.0])?;
    Ok(())
}

/// Tells whether a job, planned or begun, sends a letter.
pub fn is_used(tx: &Tx<'_>, id: LetterId) -> Result<bool> {
    let sql = "select exists (select 1 from letter_use where letter_id = $1)";
    tx.get(sql, values![id.0], |row| row.get(0))
}

/// Forgets the letters that no job and no mail needs and that were frozen before a moment.
pub fn forget_unused(tx: &Tx<'_>, before: Timestamp) -> Result<usize> {
    let sql = "delete from letter where created_at < $1
            and not exists (select 1 from letter_use where letter_id = letter.id)
            and not exists (select 1 from outbox where letter_id = letter.id)";
    tx.execute(sql, values![before.0])
}

/// Tells whether a letter has a file with these bytes.
pub fn is_needed(tx: &Tx<'_>, sha256: &str) -> Result<bool> {
    let sql = "select exists (select 1 from letter_file where sha256 = $1)";
    tx.get(sql, values![sha256], |row| row.get(0))
}

/// Finds the mail of a target: the job and the position are the key that it is written once by.
pub fn mail_of(tx: &Tx<'_>, job: JobId, position: u32) -> Result<Option<MailId>> {
    let sql = "select id from outbox where job_id = $1 and job_position = $2";
    let found = tx.find(sql, values![job.0, position], |row| row.get(0))?;
    Ok(found.map(MailId))
}

/// Finds for which establishment the very same mail was written from a letter to the same address.
pub fn same(tx: &Tx<'_>, id: LetterId, to: &str, subject: &str, body: &str) -> Result<Option<EstablishmentNumber>> {
    let sql = "select coalesce(establishment_number, 0) from outbox
        where letter_id = $1 and to_email = $2 and kind = 'letter' and subject = $3 and body = $4 and state <> 'withdrawn'
        limit 1";
    let values = values![id.0, to, subject, body];
    let found = tx.find(sql, values, |row| row.get(0))?;
    Ok(found.map(EstablishmentNumber))
}

/// Finds for which establishment the very same mail has left, or may have left, to an address.
pub fn left(tx: &Tx<'_>, id: LetterId, to: &str, subject: &str, body: &str) -> Result<Option<EstablishmentNumber>> {
    let sql = "select coalesce(establishment_number, 0) from outbox
        where letter_id = $1 and to_email = $2 and kind = 'letter' and subject = $3 and body = $4
            and state in ('sent', 'uncertain') limit 1";
    let found = tx.find(sql, values![id.0, to, subject, body], |row| row.get(0))?;
    Ok(found.map(EstablishmentNumber))
}

/// Removes a mail that still waits; gives where it stands when it no longer does, none when it is not there.
pub fn take_back(tx: &Tx<'_>, id: MailId) -> Result<Option<State>> {
    let sql = "select state from outbox where id = $1";
    let found: Option<String> = tx.find(sql, values![id.0], |row| row.get(0))?;
    let Some(word) = found else { return Ok(None) };
    let sql = "delete from outbox where id = $1 and state in ('queued', 'deferred')";
    tx.execute(sql, values![id.0])?;
    State::from_word(&word).map(Some).ok_or_else(|| Error::unreadable("outbox.state", word))
}

/// Counts the mails of a job by state.
pub fn states(tx: &Tx<'_>, job: JobId) -> Result<Vec<(State, u32)>> {
    let sql = "select state, count(*) from outbox where job_id = $1 group by state";
    tx.list(sql, values![job.0], |row| Ok((state(row.get(0)?)?, row.get(1)?)))
}

/// Where the mail of a target stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailOf {
    /// The target's place in the job.
    pub position: u32,
    /// The mail.
    pub mail: MailId,
    /// Where it stands.
    pub state: State,
    /// The server's last words, or the cause.
    pub words: String,
}

/// Lists the mails of a job's targets from one position to another, in order.
pub fn mails(tx: &Tx<'_>, job: JobId, from: u32, to: u32) -> Result<Vec<MailOf>> {
    let sql = "select job_position, id, words, state from outbox
        where job_id = $1 and job_position >= $2 and job_position <= $3 order by job_position";
    tx.list(sql, values![job.0, from, to], |row| {
        Ok(MailOf { position: row.get(0)?, mail: MailId(row.get(1)?), state: state(row.get(3)?)?, words: row.get(2)? })
    })
}

fn state(word: String) -> Result<State> {
    State::from_word(&word).ok_or_else(|| Error::unreadable("outbox.state", word))
}
