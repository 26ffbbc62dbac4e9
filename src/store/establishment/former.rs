//! What accounts were called, and under which credential they were made.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::account::begin_lineage;
use super::transaction::Tx;
use crate::domain::account::AccountId;
use crate::domain::erased::{Names, Tenure, is_erased, lineage_since};
use crate::domain::person::{Person, PersonDraft};
use crate::domain::rights::level::Level;
use crate::domain::text::name_key;
use crate::domain::user::{CATEGORIES, own_words};
use crate::store::error::Result;
use crate::store::sql::values;

/// Largest number of an entry, and latest moment.
const LAST: i64 = i64::MAX;

/// Keeps what an account is called, before it is called otherwise: the entry that follows tells of the change.
pub(super) fn note_change(tx: &Tx<'_>, id: AccountId, is: &PersonDraft) -> Result<()> {
    let sql = "insert into former_name (account_id, until_entry, login, login_key, last_name, first_name, email)
        select id, (select coalesce(max(audit.id), 0) + 1 from audit), login, login_key, last_name, first_name, email
        from account where id = $1 and (login <> $2 or last_name <> $3 or first_name <> $4 or email <> $5)
        on conflict (account_id, until_entry) do nothing";
    tx.execute(sql, values![id.0, is.login, is.last_name, is.first_name, is.email])?;
    Ok(())
}

/// The same of one that goes.
pub(super) fn note_end(tx: &Tx<'_>, id: AccountId) -> Result<()> {
    let sql = "insert into former_name (account_id, until_entry, login, login_key, last_name, first_name, email)
        select id, (select coalesce(max(audit.id), 0) + 1 from audit), login, login_key, last_name, first_name, email
        from account where id = $1
        on conflict (account_id, until_entry) do nothing";
    tx.execute(sql, values![id.0])?;
    Ok(())
}

/// What an account was called through an entry.
struct Was {
    until: i64,
    login: String,
    key: String,
    texts: [String; 2],
    email: String,
}

/// Finds all that an account is and was called; none: nobody here was it, or they are erased.
pub fn names(tx: &Tx<'_>, account: AccountId) -> Result<Option<Names>> {
    let sql =
        "select until_entry, login, login_key, last_name, first_name, email from former_name where account_id = $1
        union all select $2, login, login_key, last_name, first_name, email from account where id = $1
        order by 1";
    let mut all = tx.list(sql, values![account.0, LAST], |row| {
        let texts = [row.get(3)?, row.get(4)?];
        Ok(Was { until: row.get(0)?, login: row.get(1)?, key: row.get(2)?, texts, email: row.get(5)? })
    })?;
    all.retain(|was| !is_erased(&was.login));
    if all.is_empty() {
        return Ok(None);
    }
    let mut names = Names { account, lineage: lineage(tx, account)?, ..Names::default() };
    for Was { until, login, key, texts, email } in all {
        // Whoever had the login before had it through that entry.
        let sql = "select coalesce(max(until_entry), 0) from former_name
            where login_key = $1 and account_id <> $2 and until_entry < $3";
        let after: i64 = tx.get(sql, values![key, account.0, until], |row| row.get(0))?;
        let moments =
            (if after == 0 { 0 } else { moment(tx, after)? }, if until == LAST { LAST } else { moment(tx, until)? });
        names.logins.push(Tenure { login, entries: (after, until), moments });
        names.texts.extend(texts.into_iter().filter(|text| !text.is_empty()));
        names.emails.extend(Some(email).filter(|email| !email.is_empty()));
    }
    for all in [&mut names.texts, &mut names.emails] {
        all.sort_unstable();
        all.dedup();
    }
    names.common = common(tx, &names)?;
    Ok(Some(names))
}

/// The moment of an entry, or of the last one before it.
fn moment(tx: &Tx<'_>, entry: i64) -> Result<i64> {
    let sql = "select at from audit where id <= $1 order by id desc limit 1";
    Ok(tx.find(sql, values![entry], |row| row.get(0))?.unwrap_or(0))
}

/// Finds the keys of those of its names that tell of nobody alone: that another account has, or had, as a login, a name or an
/// address or as words of one, that something of the establishment is called by, or that are the program's own words.
fn common(tx: &Tx<'_>, names: &Names) -> Result<Vec<String>> {
    let own: BTreeSet<String> = names.all().map(name_key).collect();
    // An address is told by all of it alone.
    let own: Vec<(String, String)> =
        own.into_iter().map(|key| (if key.contains('@') { key.clone() } else { within(&key) }, key)).collect();
    let of_others = "select login, last_name, first_name, email from account where id <> $1
        union all select login, last_name, first_name, email from former_name where account_id <> $1";
    let of_things = "select denomination, location from identity
        union all select name, '' from role
        union all select code, name from department
        union all select name, '' from people_group
        union all select name, '' from profile
        union all select code, name from course";
    let mut found: BTreeSet<&String> = BTreeSet::new();
    let mut meet = |text: &str| {
        let key = name_key(text);
        let words = within(&key);
        let is_met = |own: &&(String, String)| own.0 == key || words.contains(&own.0);
        found.extend(own.iter().filter(is_met).map(|(_, key)| key));
    };
    tx.each(of_others, values![names.account.0], |row| {
        (0..4).try_for_each(|column| row.text(column).map(&mut meet))?;
        Ok(ControlFlow::Continue(()))
    })?;
    tx.each(of_things, &[], |row| {
        (0..2).try_for_each(|column| row.text(column).map(&mut meet))?;
        Ok(ControlFlow::Continue(()))
    })?;
    own_words().for_each(&mut meet);
    Ok(found.into_iter().cloned().collect())
}

/// Words as they are looked for among others: each between two spaces, without the signs beside them.
fn within(key: &str) -> String {
    let words: Vec<&str> = key.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

/// Finds who had a login last and is gone since, whatever its case and accents, as far as it is known.
pub fn gone(tx: &Tx<'_>, login: &str) -> Result<Option<Person>> {
    let sql = "select account_id, login, last_name, first_name, email from former_name
        where login_key = $1 and not exists (select 1 from account where id = account_id)
        order by until_entry desc limit 1";
    tx.find(sql, values![name_key(login)], |row| {
        let draft = PersonDraft {
            login: row.get(1)?,
            last_name: row.get(2)?,
            first_name: row.get(3)?,
            email: row.get(4)?,
            level: Level::User.word().to_owned(),
            category: CATEGORIES[0].to_owned(),
            ..PersonDraft::default()
        };
        Ok(Person { id: AccountId(row.get(0)?), draft, ..Person::default() })
    })
}

/// Forgets what an account was called.
pub(super) fn forget(tx: &Tx<'_>, account: AccountId) -> Result<()> {
    tx.execute("delete from former_name where account_id = $1", values![account.0])?;
    Ok(())
}

/// Forgets what accounts were called of whom no entry tells by that any more, nor any job.
pub fn forget_unused(tx: &Tx<'_>) -> Result<()> {
    let sql = "delete from former_name where until_entry < (select coalesce(min(audit.id), 0) from audit)
        and not exists (select 1 from job where job.created_at
            < (select coalesce(min(audit.at), 0) from audit))";
    tx.execute(sql, &[])?;
    Ok(())
}

/// Lists the credentials of which one is that under which an account was made: the only one, unless an earlier version made it.
pub fn lineage(tx: &Tx<'_>, account: AccountId) -> Result<Vec<String>> {
    let sql = "select lineage from account_origin where from_id <= $1 order by from_id desc limit 1";
    let found: Option<String> = tx.find(sql, values![account.0], |row| row.get(0))?;
    Ok(hashes(&found.unwrap_or_default()))
}

/// Lists from which id on accounts were made under which credential.
pub fn origins(tx: &Tx<'_>) -> Result<Vec<(i64, Vec<String>)>> {
    let sql = "select from_id, lineage from account_origin order by from_id";
    tx.list(sql, &[], |row| Ok((row.get(0)?, hashes(row.text(1)?))))
}

fn hashes(lineage: &str) -> Vec<String> {
    lineage.split_whitespace().map(str::to_owned).collect()
}

/// Has the accounts that are made from now on be of the credential that opens the database, since the registry was accepted
/// last: whoever is made under the same credential by another copy of this host is somebody else.
pub fn go_on_since(tx: &Tx<'_>, accepted: &str) -> Result<()> {
    let sql = "select credential_hash,
            coalesce((select lineage from account_origin order by from_id desc limit 1), '') from identity";
    let (own, last): (String, String) = tx.get(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let lineage = lineage_since(&own, accepted);
    if hashes(&last).contains(&lineage) { Ok(()) } else { begin_lineage(tx, &lineage) }
}
