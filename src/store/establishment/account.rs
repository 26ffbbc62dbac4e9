//! Accounts of an establishment, and its identity as it knows it itself.

use super::Tx;
use crate::domain::account::{AccountId, Administrator};
use crate::domain::establishment::Draft;
use crate::domain::time::{Latest, Timestamp};
use crate::domain::uai::Uai;
use crate::store::counter::{Counter, next_id};
use crate::store::error::Result;
use crate::store::sql::{Row, values};

/// Level of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// No administration.
    User,
    /// Everything.
    Superadmin,
}

impl Level {
    const fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Superadmin => "superadmin",
        }
    }
}

/// What somebody is at an establishment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// Works there.
    Staff,
    /// Learns there.
    Learner,
}

impl Category {
    const fn word(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Learner => "learner",
        }
    }
}

/// An account to be added.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Login, folded.
    pub login: String,
    /// Last name.
    pub last_name: String,
    /// First name.
    pub first_name: String,
    /// Address or empty.
    pub email: String,
    /// Level; a Superadmin also gets the role Manager.
    pub level: Level,
    /// Staff or learner.
    pub category: Category,
    /// When the person left, if they did.
    pub left_at: Option<Timestamp>,
    /// The stored form of the password.
    pub password: String,
    /// Until when the password is good, if it was generated.
    pub password_until: Option<Timestamp>,
    /// When it is made.
    pub created_at: Timestamp,
    /// Last sign-in, if any.
    pub last_sign_in_at: Option<Timestamp>,
}

/// Adds an account; a Superadmin also becomes Manager.
pub fn insert(tx: &Tx<'_>, new: &NewAccount) -> Result<AccountId> {
    let id: i64 = next_id(tx, Counter::Account)?;
    let sql = "insert into account (id, login, last_name, first_name, email, level, active, expires_on, password,
            password_until, must_change, created_at, first_activity_at, last_sign_in_at, category, left_at, rev)
        values ($1, $2, $3, $4, $5, $6, 1, '', $7, $8, $9, $10, $11, $11, $12, $13, 1)";
    tx.execute(
        sql,
        values![
            id,
            new.login,
            new.last_name,
            new.first_name,
            new.email,
            new.level.word(),
            new.password,
            new.password_until.map(|until| until.0),
            new.password_until.is_some(),
            new.created_at.0,
            new.last_sign_in_at.map(|at| at.0),
            new.category.word(),
            new.left_at.map(|at| at.0),
        ],
    )?;
    if new.level == Level::Superadmin {
        let sql = "insert into account_role (account_id, role, department) values ($1, 'Manager', '')";
        tx.execute(sql, values![id])?;
    }
    Ok(AccountId(id))
}

/// Tells an administrator from other accounts. To these alone the host gives passwords: the first one of a new database, one
/// that is added, whoever's is reset.
const IS_ADMINISTRATOR: &str = "(level = 'superadmin' or exists (
        select 1 from account_role where account_id = account.id and role = 'Manager' and department = ''))";

const ADMINISTRATOR: &str = "id, login, last_name, first_name, active, last_sign_in_at from account where";

fn administrator(row: &Row<'_>) -> Result<Administrator> {
    Ok(Administrator {
        id: AccountId(row.get(0)?),
        login: row.get(1)?,
        last_name: row.get(2)?,
        first_name: row.get(3)?,
        active: row.get(4)?,
        last_sign_in_at: row.get::<Option<i64>>(5)?.map(Timestamp),
    })
}

/// Lists the administrators by login.
pub fn administrators(tx: &Tx<'_>) -> Result<Vec<Administrator>> {
    tx.list(&format!("select {ADMINISTRATOR} {IS_ADMINISTRATOR} order by login"), &[], administrator)
}

/// Finds an administrator.
pub fn find_administrator(tx: &Tx<'_>, id: AccountId) -> Result<Option<Administrator>> {
    tx.find(&format!("select {ADMINISTRATOR} {IS_ADMINISTRATOR} and id = $1"), values![id.0], administrator)
}

/// Tells whether a login is taken.
pub fn login_exists(tx: &Tx<'_>, login: &str) -> Result<bool> {
    let sql = "select exists (select 1 from account where login = $1)";
    tx.get(sql, values![login], |row| row.get(0))
}

/// Returns an account a generated password, to be changed at the next sign-in.
pub fn set_generated_password(tx: &Tx<'_>, id: AccountId, password: &str, until: Timestamp) -> Result<()> {
    let sql = "update account set password = $1, password_until = $2, must_change = 1, rev = rev + 1 where id = $3";
    tx.execute(sql, values![password, until.0, id.0])?;
    Ok(())
}

/// Notes that moments after one, and at another one or before, are put right now; tells whether they were not before.
pub fn begin_to_put_right(tx: &Tx<'_>, (after, through): (Timestamp, Timestamp)) -> Result<bool> {
    let sql =
        "insert into put_right (after_at, through_at) values ($1, $2) on conflict (after_at, through_at) do nothing";
    Ok(tx.execute(sql, values![after.0, through.0])? > 0)
}

/// Has the generated passwords of administrators, which nobody has changed since, that run out after a moment, and at another
/// one or before, be good for some seconds more or for none, but for no longer than until a moment. Those of other accounts
/// are the school's own affair, and so is for how long they are good.
pub fn put_off(tx: &Tx<'_>, (after, through): (Timestamp, Timestamp), (by_s, until): (i64, Timestamp)) -> Result<()> {
    let sql = format!(
        "update account set rev = rev + 1,
            password_until = case when password_until + $1 > $2 then $2 else password_until + $1 end
        where password_until > $3 and password_until <= $4 and password_until <> $2 and must_change = 1
            and {IS_ADMINISTRATOR}"
    );
    tx.execute(&sql, values![by_s, until.0, after.0, through.0])?;
    Ok(())
}

/// Returns the stored form of an account's password, to tell whether a reset was carried out.
pub fn password(tx: &Tx<'_>, id: AccountId) -> Result<Option<String>> {
    tx.find("select password from account where id = $1", values![id.0], |row| row.get(0))
}

/// Tells whether an account's generated password ran out before anybody signed in with it.
pub fn is_expired_unused(tx: &Tx<'_>, id: AccountId, latest: Latest) -> Result<bool> {
    let sql = "select exists (select 1 from account where id = $1 and must_change = 1 and last_sign_in_at is null
        and password_until is not null and password_until <= $2)";
    tx.get(sql, values![id.0, latest.at().0], |row| row.get(0))
}

/// Writes the establishment's names into its own database. Accounts are never touched by this.
pub fn set_identity(tx: &Tx<'_>, draft: &Draft) -> Result<()> {
    let sql = "update identity set denomination = $1, location = $2, uai = $3";
    let uai = draft.uai.as_ref().map_or("", Uai::as_str);
    tx.execute(sql, values![draft.denomination, draft.location, uai])?;
    Ok(())
}

/// Writes the hash of the credential that opens the database; the former one stays known.
pub(in crate::store) fn set_credential_hash(tx: &Tx<'_>, hash: &str) -> Result<()> {
    let sql = "update identity set credential_hash = $1,
        known = case when credential_hash = $1 then known else trim(credential_hash || ' ' || known) end";
    tx.execute(sql, values![hash])?;
    Ok(())
}

/// Writes by which credentials else the establishment is known, beside those that its database names already.
pub(in crate::store) fn add_known(tx: &Tx<'_>, hashes: &[String]) -> Result<()> {
    let (own, text): (String, String) =
        tx.get("select credential_hash, known from identity", &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut known: Vec<&str> = text.split_whitespace().collect();
    for hash in hashes {
        if *hash != own && !known.contains(&hash.as_str()) {
            known.push(hash);
        }
    }
    tx.execute("update identity set known = $1", values![known.join(" ")])?;
    Ok(())
}

/// Finds the first administrator: last name, first name, address or empty.
pub(in crate::store) fn first_administrator(tx: &Tx<'_>) -> Result<Option<[String; 3]>> {
    let sql = "select last_name, first_name, email from account where level = 'superadmin' order by id limit 1";
    tx.find(sql, &[], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))
}

/// The establishment's names as its own database knows them: denomination, location, UAI.
pub fn identity(tx: &Tx<'_>) -> Result<[String; 3]> {
    let sql = "select denomination, location, uai from identity";
    tx.get(sql, &[], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))
}

/// What a deletion would lose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Loss {
    /// Accounts of every kind.
    pub accounts: u32,
    /// Grades of every kind.
    pub grades: u32,
    /// Mails to its people that wait in it.
    pub mails: u32,
    /// The latest sign-in of anybody.
    pub last_sign_in_at: Option<Timestamp>,
}
