//! Whose names were made unreadable in an establishment's own database.

use super::former;
use super::person_keys::Keys;
use super::transaction::Tx;
use crate::domain::account::AccountId;
use crate::domain::erased::{Erased, Names, Then};
use crate::domain::lockout::{code_mark, mark};
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::ledger::receipts::{Receipts, checked, read, text};
use crate::store::sql::values;

/// The first version whose accounts tell under which credential they were made.
const RECEIPTS_SINCE: i64 = 12;

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

/// Reads who was erased here; a database of an earlier version does not tell.
pub fn receipts(tx: &Tx<'_>) -> Result<Receipts> {
    if tx.schema_version()? < RECEIPTS_SINCE {
        return Ok(Receipts::default());
    }
    let sql = "select account_id, at, actor, receipt, sha256 from erased order by account_id";
    let all = tx.list(sql, &[], read)?.into_iter().map(checked).collect::<Result<_>>()?;
    Ok(Receipts { origins: former::origins(tx)?, all })
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
        (
            "tries",
            tx.execute("delete from lockout where login in ($1, $2)", values![mark(account), code_mark(account)])?,
        ),
        ("codes", tx.execute("delete from reset_code where account_id = $1", id)?),
        ("mails", mails(tx, names)?),
    ]))
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
