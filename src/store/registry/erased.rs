//! Whose names were made unreadable, by the credential under which the account was made: what is brought back of that lineage is
//! erased again, whatever its number, and nobody else's account that has the same id.

use super::Tx;
use super::origins::{Span, spans};
use crate::domain::account::AccountId;
use crate::domain::erased::{Erased, Held, Names, Tenure, Then, is_erased, lineage_since};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{AdministratorChoice, Task};
use crate::domain::mail::MailId;
use crate::domain::time::Timestamp;
use crate::store::error::{Error, Result};
use crate::store::ledger::audit::{ADMINISTRATOR, SUPPORT};
use crate::store::ledger::erased as ledger;
use crate::store::ledger::job::{understood, written};
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

/// Writes down that somebody is about to be erased, by a process; none: by whoever comes next, unless one is at it.
pub fn begin(tx: &Tx<'_>, (number, owner): (EstablishmentNumber, &str), names: &Names) -> Result<()> {
    let sql = "insert into erasing (establishment_number, account_id, owner, names) values ($1, $2, $3, $4)
        on conflict (establishment_number, account_id) do update set owner = excluded.owner, names = excluded.names
            where erasing.owner = '' or excluded.owner <> ''";
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

/// Writes down all that an establishment's database tells. What the host holds of whoever it did not know to be erased is to be
/// erased too, by whoever comes next.
pub fn learn(tx: &Tx<'_>, number: EstablishmentNumber, inside: &Receipts) -> Result<()> {
    let known = of(tx, &inside.lineages())?;
    for erased in &inside.all {
        let lineage = inside.lineage(erased.account);
        if !is_told(&known, lineage, erased.account) {
            let names = Names { account: erased.account, lineage: lineage.to_vec(), ..Names::default() };
            begin(tx, (number, ""), &names)?;
        }
        put(tx, lineage, erased)?;
    }
    Ok(())
}

/// Tells whether an account is known to be erased, of whichever of these credentials it is.
fn is_told(known: &[(String, Erased)], lineage: &[String], account: AccountId) -> bool {
    lineage.iter().all(|hash| known.iter().any(|(known, one)| known == hash && one.account == account))
}

/// Compares what an establishment's database tells with what is known: whether somebody was erased of whom it does not tell,
/// and whether it tells of somebody who is not known.
pub fn differs(tx: &Tx<'_>, inside: &Receipts) -> Result<(bool, bool)> {
    let known = of(tx, &inside.lineages())?;
    let is_of = |hash, account| inside.lineage(account).contains(hash);
    let lacks = known.iter().any(|(hash, one)| is_of(hash, one.account) && !inside.has(one.account));
    let news = !inside.all.iter().all(|one| is_told(&known, inside.lineage(one.account), one.account));
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

/// Lists the receipts of some credentials, each with its own; also of accounts that were made under them since a registry was
/// accepted.
pub fn of(tx: &Tx<'_>, lineage: &[String]) -> Result<Vec<(String, Erased)>> {
    let mut all = Vec::new();
    for hash in lineage {
        let sql = "select account_id, at, actor, receipt, sha256, lineage from erased
            where lineage = $1 or lineage like $2 order by account_id, lineage";
        for (raw, of) in tx.list(sql, values![hash, lineage_since(hash, "%")], |row| Ok((read(row)?, row.get(5)?)))? {
            all.push((of, checked(raw)?));
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
pub fn mails(tx: &Tx<'_>, spans: &[Span], names: &Names) -> Result<Vec<Went>> {
    let mut found = Vec::new();
    for Span { number, mails: (after, through), .. } in spans {
        let sql = "select id, words, account, login, created_at from outbox
            where establishment_number = $1 and id > $2 and id <= $3 and (account = $4 or account = 0 and login <> '')
            order by id";
        let all = tx.list(sql, values![number.0, *after, *through, names.account.0], |row| {
            let went = Went { mail: MailId(row.get(0)?), words: row.get(1)? };
            Ok((went, row.get::<i64>(2)?, row.get::<String>(3)?, Timestamp(row.get(4)?)))
        })?;
        let is_own = |(_, account, login, at): &(Went, i64, String, Timestamp)| {
            *account == names.account.0 || names.is_login(login, Then::At(*at))
        };
        found.extend(all.into_iter().filter(is_own).map(|(went, ..)| went));
    }
    Ok(found)
}

/// Removes a mail, also one that somebody is sending: its data do not go, or nobody waits for what became of it.
pub fn remove_mail(tx: &Tx<'_>, mail: MailId) -> Result<()> {
    tx.execute("delete from outbox where id = $1", values![mail.0])?;
    Ok(())
}

/// Says by what somebody is found of whom their own database tells no more than that they are erased: as mails to them had it, from
/// the first of them until then.
pub fn called(tx: &Tx<'_>, spans: &[Span], names: Names, erased_at: Timestamp) -> Result<Names> {
    let mut called = names;
    for Span { number, mails: (after, through), .. } in spans {
        let sql = "select login, min(created_at), max(to_email) from outbox
            where establishment_number = $1 and id > $2 and id <= $3 and account = $4 and login <> '' group by login order by login";
        let all = tx.list(sql, values![number.0, *after, *through, called.account.0], |row| {
            Ok((row.get::<String>(0)?, row.get::<i64>(1)?, row.get::<String>(2)?))
        })?;
        for (login, from, email) in all.into_iter().filter(|(login, ..)| !is_erased(login)) {
            called.logins.push(Tenure { login, entries: (0, i64::MAX), moments: (from, erased_at.0) });
            called.emails.push(email);
        }
    }
    Ok(called)
}

/// Names the entries of the host's audit that tell of a person of an establishment: what they had done to it, what names them as
/// an administrator or in why somebody was there for support, and what became of mails to them.
pub fn entries(tx: &Tx<'_>, spans: &[Span], names: &Names, mails: &[Went]) -> Result<Vec<i64>> {
    let mut found = Vec::new();
    for Span { number, entries: (after, through), .. } in spans {
        let sql = "select id, at, actor, actor_kind = 'person', after from audit
            where object_kind = 'establishment' and object_id = $1 and id > $2 and id <= $3
                and (actor_kind = 'person' or after like $4 or after like $5) order by id";
        let fields = [ADMINISTRATOR, SUPPORT].map(|field| format!("%\"{field}\":%"));
        let [administrator, support] = &fields;
        let all = tx.list(sql, values![number.to_string(), *after, *through, administrator, support], |row| {
            let (by, is_person): (String, bool) = (row.get(2)?, row.get(3)?);
            Ok((row.get::<i64>(0)?, Then::At(Timestamp(row.get(1)?)), by, is_person, row.get::<String>(4)?))
        })?;
        let tells = |(_, then, by, is_person, after): &(i64, Then, String, bool, String)| {
            (*is_person && names.is_login(by, *then)) || ledger::is_told(after, "establishment", (names, *then))
        };
        found.extend(all.into_iter().filter(tells).map(|(id, ..)| id));
    }
    for went in mails {
        let sql = "select id from audit where object_kind = 'mail' and object_id = $1";
        found.extend(tx.list(sql, values![went.mail.0.to_string()], |row| row.get::<i64>(0))?);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Blanks who had the host's jobs on an establishment done, whom they name, and what people wrote of them.
pub fn jobs(tx: &Tx<'_>, spans: &[Span], names: &Names) -> Result<()> {
    for Span { number, jobs: (after, through), .. } in spans {
        // What is done to others too is told in words about them all.
        let sql = "select id, actor_kind = 'person' and actor_id = $1, actor, created_at, name, support, task from job
            where id > $2 and id <= $3 and id in (select job_id from job_target where establishment_number = $4)
                and not exists (select 1 from job_target where job_id = job.id and establishment_number <> $4)
            order by id";
        let all = tx.list(sql, values![names.account.0, *after, *through, number.0], |row| {
            let texts: [String; 3] = [row.get(4)?, row.get(5)?, row.get(6)?];
            Ok((row.get::<i64>(0)?, row.get::<bool>(1)?, row.get::<String>(2)?, Timestamp(row.get(3)?), texts))
        })?;
        for (id, is_by, login, at, was) in all {
            if is_by && names.is_login(&login, Then::At(at)) {
                let sql = "update job set actor = $1, os_user = '', ssh_client = '', ssh_key = '' where id = $2";
                tx.execute(sql, values![names.instead(), id])?;
            }
            let [name, support, task] = &was;
            let is = [names.out_of(name), names.out_of(support), unnamed(task, (names, at))?];
            if is != was {
                let [name, support, task] = is;
                let sql = "update job set name = $1, support = $2, task = $3 where id = $4";
                tx.execute(sql, values![name, support, task, id])?;
            }
        }
    }
    Ok(())
}

/// Takes a person out of what a job does, where it is for the administrator with a login.
fn unnamed(task: &str, (names, at): (&Names, Timestamp)) -> Result<String> {
    match understood("job.task", task)? {
        Task::ResetAdministrator { choice: AdministratorChoice::Named(login) }
            if names.is_login(&login, Then::At(at)) =>
        {
            let choice = AdministratorChoice::Named(names.instead());
            written("job.task", &Task::ResetAdministrator { choice })
        }
        _ => Ok(task.to_owned()),
    }
}

/// Reads which mails went to a person of an establishment, or are to go.
pub fn sent(tx: &Tx<'_>, number: EstablishmentNumber, names: &Names) -> Result<Held> {
    let columns = &["created_at", "sent_at", "state", "to_name", "to_email", "subject"];
    let texts = |row: &Row<'_>| (0..columns.len()).map(|at| row.get::<String>(at)).collect::<Result<Vec<_>>>();
    let mut rows = Vec::new();
    for went in mails(tx, &spans(tx, number, names)?, names)? {
        let sql =
            "select cast(created_at as text), coalesce(cast(sent_at as text), ''), state, to_name, to_email, subject
            from outbox where id = $1 and kind = 'inside'";
        rows.extend(tx.find(sql, values![went.mail.0], texts)?);
    }
    Ok(Held { name: "mails", columns, rows })
}
