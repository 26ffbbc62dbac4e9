//! Whose names were made unreadable in an establishment's own database.

use super::person_keys::Keys;
use super::{Tx, former};
use crate::domain::account::AccountId;
use crate::domain::erased::{CODE_FOR, Erased, Names, Receipt, Then};
use crate::domain::text::name_key;
use crate::domain::time::Timestamp;
use crate::store::error::{Error, Result};
use crate::store::sql::{Row, values};

/// Puts the receipt.
pub fn put(tx: &Tx<'_>, erased: &Erased) -> Result<()> {
    let sql = "insert into erased (account_id, at, actor, receipt, sha256) values ($1, $2, $3, $4, $5)
        on conflict (account_id) do update set at = excluded.at, actor = excluded.actor, receipt = excluded.receipt,
            sha256 = excluded.sha256";
    tx.execute(sql, values![erased.account.0, erased.at.0, erased.by, text(&erased.receipt)?, erased.sha256])?;
    Ok(())
}

/// Finds a receipt.
pub fn find(tx: &Tx<'_>, account: AccountId) -> Result<Option<Erased>> {
    let sql = "select account_id, at, actor, receipt, sha256 from erased where account_id = $1";
    tx.find(sql, values![account.0], read)?.map(checked).transpose()
}

/// Writes what went as it is kept.
pub(in crate::store) fn text(receipt: &Receipt) -> Result<String> {
    serde_json::to_string(receipt).map_err(|error| Error::unreadable("erased.receipt", error.to_string()))
}

type Raw = (i64, i64, String, String, String);

/// Reads a receipt whose columns stand in this order.
pub(in crate::store) fn read(row: &Row<'_>) -> Result<Raw> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

/// Understands it.
pub(in crate::store) fn checked((account, at, by, receipt, sha256): Raw) -> Result<Erased> {
    let receipt = serde_json::from_str(&receipt).map_err(|_| Error::unreadable("erased.receipt", receipt))?;
    Ok(Erased { account: AccountId(account), at: Timestamp(at), by, receipt, sha256 })
}

/// What goes with an account's names, by kind.
pub type Gone = Vec<(&'static str, usize)>;

/// Leaves of an account its id alone, under a name that is nobody's, so that what others did goes on referring to something.
/// Grades and enrolments stay, as figures of nobody. One that was deleted leaves nothing. Returns what went.
pub fn blank(tx: &Tx<'_>, names: &Names) -> Result<Gone> {
    let (account, instead) = (names.account, names.instead());
    let sql = "update account set login = $1, last_name = '', first_name = '', email = '', level = 'user', active = 0,
            pending = 0, expires_on = '', password = '', password_until = null, must_change = 1, home_department = '',
            language = '', last_sign_in_at = null, login_key = $2, name_key = $3, words = $4, rev = rev + 1
        where id = $5";
    let keys = Keys::of([&instead, "", "", ""]);
    tx.execute(sql, values![instead, keys.login, keys.name, keys.words, account.0])?;
    former::forget(tx, account)?;
    let id = values![account.0];
    let key = account.to_string();
    Ok(Vec::from([
        ("roles", tx.execute("delete from account_role where account_id = $1", id)?),
        ("groups", tx.execute("delete from group_member where account_id = $1", id)?),
        ("profiles", tx.execute("delete from account_profile where account_id = $1", id)?),
        (
            "scopes",
            tx.execute(
                "delete from scope where account_id = $1 or (kind = 'user' and key = $2)",
                values![account.0, key],
            )?,
        ),
        ("tries", tries(tx, names)?),
        ("codes", tx.execute("delete from reset_code where account_id = $1", id)?),
        ("mails", mails(tx, names)?),
    ]))
}

/// Forgets the tries of a person; those that an earlier version counted by a login, unless somebody else has it now.
fn tries(tx: &Tx<'_>, names: &Names) -> Result<usize> {
    let all: Vec<String> = tx.list("select distinct login from lockout order by login", &[], |row| row.get(0))?;
    let mut gone = 0;
    for mark in all.iter().filter(|mark| names.is_counted(mark)) {
        gone += tx.execute("delete from lockout where login = $1", values![mark])?;
    }
    for login in all.iter().filter(|login| names.had(login)) {
        let key = name_key(login.strip_prefix(CODE_FOR).unwrap_or(login));
        let sql = "delete from lockout where login = $1 and not exists (select 1 from account where login_key = $2)";
        gone += tx.execute(sql, values![login, key])?;
    }
    Ok(gone)
}

/// Removes the mails to a person that wait; one whose account was not noted is told by the login that it had then.
fn mails(tx: &Tx<'_>, names: &Names) -> Result<usize> {
    let sql = "select message_id, login, created_at from waiting_mail where account = 0 order by message_id";
    let all = tx.list(sql, &[], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?, Timestamp(row.get(2)?))))?;
    let sql = "delete from waiting_mail where account = $1";
    let mut gone = tx.execute(sql, values![names.account.0])?;
    for (id, _, _) in all.iter().filter(|(_, login, at)| names.is_login(login, Then::At(*at))) {
        gone += tx.execute("delete from waiting_mail where message_id = $1 and account = 0", values![id])?;
    }
    Ok(gone)
}
