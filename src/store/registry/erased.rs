//! Whose names were made unreadable, by the credential under which the account was made: what is brought back of that lineage is
//! erased again, whatever its number, and nobody else's account that has the same id.

use super::Tx;
use crate::domain::account::AccountId;
use crate::domain::erased::{Erased, Held, Names, Then};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::mail::MailId;
use crate::domain::time::Timestamp;
use crate::store::error::{Error, Result};
use crate::store::ledger::erased::done_by;
use crate::store::ledger::receipts::{Receipts, checked, read, text};
use crate::store::sql::{Row, values};

/// The account of an establishment in which whoever was erased before is to be erased again.
const EVERYBODY: AccountId = AccountId(0);

/// What is about to be erased.
#[derive(Debug)]
pub struct Begun {
    /// In which establishment.
    pub number: EstablishmentNumber,
    /// Whose; none: of whoever was erased before.
    pub account: Option<AccountId>,
    /// The token of the process that does it.
    pub owner: String,
    /// By what the host's own rows are found.
    pub names: Names,
}

/// Writes down that somebody is about to be erased, by a process.
pub fn begin(tx: &Tx<'_>, (number, owner): (EstablishmentNumber, &str), names: &Names) -> Result<()> {
    let sql = "insert into erasing (establishment_number, account_id, owner, names) values ($1, $2, $3, $4)
        on conflict (establishment_number, account_id) do update set owner = excluded.owner, names = excluded.names";
    let told = serde_json::to_string(names).map_err(|error| Error::unreadable("erasing.names", error.to_string()))?;
    tx.execute(sql, values![number.0, names.account.0, owner, told])?;
    Ok(())
}

/// Writes down that whoever was erased before is to be erased again in what was put in an establishment's place, by whoever comes
/// next.
pub fn begin_again(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<()> {
    begin(tx, (number, ""), &Names { account: EVERYBODY, ..Names::default() })
}

/// Writes down that it was done, of an account of whichever of these credentials.
pub fn finish(tx: &Tx<'_>, (number, lineage): (EstablishmentNumber, &[String]), erased: &Erased) -> Result<()> {
    put(tx, lineage, erased)?;
    forget(tx, number, Some(erased.account))
}

/// Writes down all that an establishment's database tells.
pub fn learn(tx: &Tx<'_>, inside: &Receipts) -> Result<()> {
    inside.all.iter().try_for_each(|(lineage, erased)| put(tx, lineage, erased))
}

/// Compares what an establishment's database tells with what is known: whether somebody was erased of whom it does not tell,
/// and whether it tells of somebody who is not known.
pub fn differs(tx: &Tx<'_>, inside: &Receipts) -> Result<(bool, bool)> {
    let known = of(tx, &inside.lineages)?;
    let lacks = known.iter().any(|(hash, one)| !inside.has(hash, one.account));
    let is_known = |hash: &String, account| known.iter().any(|(known, one)| known == hash && one.account == account);
    let news = inside.all.iter().any(|(hashes, one)| !hashes.iter().all(|hash| is_known(hash, one.account)));
    Ok((lacks, news))
}

/// Finds which process erases somebody of an establishment now, or was about to.
pub fn owner(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<String>> {
    let sql = "select owner from erasing where establishment_number = $1 and owner <> '' order by account_id limit 1";
    tx.find(sql, values![number.0], |row| row.get(0))
}

fn put(tx: &Tx<'_>, lineage: &[String], erased: &Erased) -> Result<()> {
    let sql = "insert into erased (lineage, account_id, at, actor, receipt, sha256) values ($1, $2, $3, $4, $5, $6)
        on conflict (lineage, account_id) do update set at = excluded.at, actor = excluded.actor,
            receipt = excluded.receipt, sha256 = excluded.sha256";
    let Erased { account, at, by, receipt, sha256 } = erased;
    for hash in lineage {
        tx.execute(sql, values![hash, account.0, at.0, by, text(receipt)?, sha256])?;
    }
    Ok(())
}

/// Forgets what was begun.
pub fn forget(tx: &Tx<'_>, number: EstablishmentNumber, account: Option<AccountId>) -> Result<()> {
    let sql = "delete from erasing where establishment_number = $1 and account_id = $2";
    tx.execute(sql, values![number.0, account.unwrap_or(EVERYBODY).0])?;
    Ok(())
}

/// Lists what was begun.
pub fn begun(tx: &Tx<'_>) -> Result<Vec<Begun>> {
    let sql = "select establishment_number, account_id, owner, names from erasing
        order by establishment_number, account_id";
    let all = tx.list(sql, &[], |row| {
        Ok((EstablishmentNumber(row.get(0)?), AccountId(row.get(1)?), row.get(2)?, row.get::<String>(3)?))
    })?;
    let read = |(number, account, owner, names): (_, AccountId, _, String)| {
        let names = serde_json::from_str(&names).map_err(|_| Error::unreadable("erasing.names", names))?;
        Ok(Begun { number, account: Some(account).filter(|account| *account != EVERYBODY), owner, names })
    };
    all.into_iter().map(read).collect()
}

/// Lists the receipts of some credentials, each with its own.
pub fn of(tx: &Tx<'_>, lineage: &[String]) -> Result<Vec<(String, Erased)>> {
    let mut all = Vec::new();
    for hash in lineage {
        let sql = "select account_id, at, actor, receipt, sha256 from erased where lineage = $1 order by account_id";
        for raw in tx.list(sql, values![hash], read)? {
            all.push((hash.clone(), checked(raw)?));
        }
    }
    Ok(all)
}

/// A mail that went to a person, or is to go, or told of their account.
#[derive(Debug)]
pub struct Went {
    /// Which.
    pub mail: MailId,
    /// Where it went, in the server's words; the name of the file that it became.
    pub words: String,
}

/// Finds the mails that went to a person of an establishment, or are to go, or told somebody of their account; one whose account
/// was not noted is told by the login that it had then.
pub fn mails(tx: &Tx<'_>, number: EstablishmentNumber, names: &Names) -> Result<Vec<Went>> {
    let sql = "select id, words, account, login, created_at from outbox
        where establishment_number = $1 and (account = $2 or account = 0 and login <> '') order by id";
    let all = tx.list(sql, values![number.0, names.account.0], |row| {
        let went = Went { mail: MailId(row.get(0)?), words: row.get(1)? };
        Ok((went, row.get::<i64>(2)?, row.get::<String>(3)?, Timestamp(row.get(4)?)))
    })?;
    let is_own = |(_, account, login, at): &(Went, i64, String, Timestamp)| {
        *account == names.account.0 || names.is_login(login, Then::At(*at))
    };
    Ok(all.into_iter().filter(is_own).map(|(went, ..)| went).collect())
}

/// Removes a mail, also one that somebody is sending: its data do not go, or nobody waits for what became of it.
pub fn remove_mail(tx: &Tx<'_>, mail: MailId) -> Result<()> {
    tx.execute("delete from outbox where id = $1", values![mail.0])?;
    Ok(())
}

/// Names the entries of the host's audit that tell of a person of an establishment: what they had done to it, and what became of
/// mails to them.
pub fn entries(tx: &Tx<'_>, number: EstablishmentNumber, names: &Names, mails: &[Went]) -> Result<Vec<i64>> {
    let mut found = Vec::new();
    for login in done_by(tx, names)? {
        let sql = "select id, at from audit where actor_kind = 'person' and actor = $1
            and object_kind = 'establishment' and object_id = $2";
        let all =
            tx.list(sql, values![login, number.to_string()], |row| Ok((row.get::<i64>(0)?, Timestamp(row.get(1)?))))?;
        found.extend(all.into_iter().filter(|(_, at)| names.is_login(&login, Then::At(*at))).map(|(id, _)| id));
    }
    for went in mails {
        let sql = "select id from audit where object_kind = 'mail' and object_id = $1";
        found.extend(tx.list(sql, values![went.mail.0.to_string()], |row| row.get::<i64>(0))?);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Blanks who had the host's jobs on an establishment done.
pub fn authors(tx: &Tx<'_>, number: EstablishmentNumber, names: &Names) -> Result<()> {
    let sql = "select id, actor, created_at from job where actor_kind = 'person' and actor_id = $1
            and id in (select job_id from job_target where establishment_number = $2) order by id";
    let all = tx.list(sql, values![names.account.0, number.0], |row| {
        Ok((row.get::<i64>(0)?, row.get::<String>(1)?, Timestamp(row.get(2)?)))
    })?;
    for (id, _, _) in all.iter().filter(|(_, login, at)| names.is_login(login, Then::At(*at))) {
        let sql = "update job set actor = $1, os_user = '', ssh_client = '', ssh_key = '' where id = $2";
        tx.execute(sql, values![names.instead(), id])?;
    }
    Ok(())
}

/// Reads which mails went to a person of an establishment, or are to go.
pub fn sent(tx: &Tx<'_>, number: EstablishmentNumber, names: &Names) -> Result<Held> {
    let columns = &["created_at", "sent_at", "state", "to_name", "to_email", "subject"];
    let texts = |row: &Row<'_>| (0..columns.len()).map(|at| row.get::<String>(at)).collect::<Result<Vec<_>>>();
    let mut rows = Vec::new();
    for went in mails(tx, number, names)? {
        let sql =
            "select cast(created_at as text), coalesce(cast(sent_at as text), ''), state, to_name, to_email, subject
            from outbox where id = $1 and kind = 'inside'";
        rows.extend(tx.find(sql, values![went.mail.0], texts)?);
    }
    Ok(Held { name: "mails", columns, rows })
}
