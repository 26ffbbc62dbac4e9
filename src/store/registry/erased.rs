//! Whose names were made unreadable in which establishment: what is brought back there is erased again.

use super::Tx;
use crate::domain::account::AccountId;
use crate::domain::erased::{Erased, Held};
use crate::domain::establishment::EstablishmentNumber;
use crate::store::error::Result;
use crate::store::establishment::erased::{checked, read, text};
use crate::store::ledger::erased::Whose;
use crate::store::sql::{Row, values};

/// Writes down that it is about to be done, by a process.
pub fn begin(tx: &Tx<'_>, (number, owner, login): (EstablishmentNumber, &str, &str), erased: &Erased) -> Result<()> {
    let sql = "insert into erased (establishment_number, account_id, state, owner, login, at, actor, receipt,
            sha256)
        values ($1, $2, 'begun', $3, $4, $5, $6, $7, $8)
        on conflict (establishment_number, account_id) do update set state = 'begun', owner = excluded.owner,
            login = excluded.login, at = excluded.at, actor = excluded.actor, receipt = excluded.receipt, sha256 = excluded.sha256";
    let Erased { account, at, by, receipt, sha256 } = erased;
    tx.execute(sql, values![number.0, account.0, owner, login, at.0, by, text(receipt)?, sha256])?;
    Ok(())
}

/// Writes down that it was done.
pub fn finish(tx: &Tx<'_>, number: EstablishmentNumber, erased: &Erased) -> Result<()> {
    let sql = "update erased set state = 'done', owner = '', login = '', at = $1, actor = $2, receipt = $3, sha256 = $4
        where establishment_number = $5 and account_id = $6";
    let Erased { account, at, by, receipt, sha256 } = erased;
    tx.execute(sql, values![at.0, by, text(receipt)?, sha256, number.0, account.0])?;
    Ok(())
}

/// Forgets what was not done.
pub fn forget(tx: &Tx<'_>, (number, account): (EstablishmentNumber, AccountId)) -> Result<()> {
    let sql = "delete from erased where establishment_number = $1 and account_id = $2 and state = 'begun'";
    tx.execute(sql, values![number.0, account.0])?;
    Ok(())
}

/// What was begun: of which establishment, whose, under which login, and the token of its process.
pub type Begun = (EstablishmentNumber, AccountId, String, String);

/// Lists what was begun.
pub fn begun(tx: &Tx<'_>) -> Result<Vec<Begun>> {
    let sql = "select establishment_number, account_id, login, owner from erased where state = 'begun'
        order by establishment_number, account_id";
    tx.list(sql, &[], |row| Ok((EstablishmentNumber(row.get(0)?), AccountId(row.get(1)?), row.get(2)?, row.get(3)?)))
}

/// Lists the receipts of an establishment.
pub fn list(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Vec<Erased>> {
    let sql = "select account_id, at, actor, receipt, sha256 from erased
        where establishment_number = $1 and state = 'done' order by account_id";
    tx.list(sql, values![number.0], read)?.into_iter().map(checked).collect()
}

/// Removes the mails that went to a person, or were to go; one that is on its way stays. Returns how many.
pub fn mails(tx: &Tx<'_>, number: EstablishmentNumber, login: &str) -> Result<usize> {
    let sql =
        "delete from outbox where establishment_number = $1 and login = $2 and kind = 'inside' and state <> 'sending'";
    tx.execute(sql, values![number.0, login])
}

/// Names the entries of the host's audit in which a person of an establishment had something done to it.
pub fn entries(tx: &Tx<'_>, number: EstablishmentNumber, whose: Whose<'_>) -> Result<Vec<i64>> {
    let sql = "select id from audit where actor_kind = 'person' and actor = $1 and object_kind = 'establishment'
            and object_id = $2 order by id";
    tx.list(sql, values![whose.login, number.to_string()], |row| row.get(0))
}

/// Blanks who had the host's jobs on an establishment done; returns how many.
pub fn authors(tx: &Tx<'_>, number: EstablishmentNumber, whose: Whose<'_>) -> Result<usize> {
    let sql = "update job set actor = $1, os_user = '', ssh_client = '', ssh_key = ''
        where actor_kind = 'person' and actor_id = $2 and actor = $3
            and id in (select job_id from job_target where establishment_number = $4)";
    tx.execute(sql, values![whose.instead, whose.account.0, whose.login, number.0])
}

/// Reads which mails went to a person of an establishment, or are to go.
pub fn sent(tx: &Tx<'_>, number: EstablishmentNumber, login: &str) -> Result<Held> {
    let sql = "select cast(created_at as text), coalesce(cast(sent_at as text), ''), state, to_name, to_email, subject
        from outbox where establishment_number = $1 and login = $2 and kind = 'inside' order by id";
    let columns = &["created_at", "sent_at", "state", "to_name", "to_email", "subject"];
    let texts = |row: &Row<'_>| (0..columns.len()).map(|at| row.get::<String>(at)).collect::<Result<Vec<_>>>();
    Ok(Held { name: "mails", columns, rows: tx.list(sql, values![number.0, login], texts)? })
}
