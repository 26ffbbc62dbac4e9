//! Accounts of an establishment, and its identity as it knows it itself.

use super::Tx;
use super::person_keys::Keys;
use crate::domain::account::{AccountId, Administrator};
use crate::domain::day::optional;
use crate::domain::establishment::Draft;
use crate::domain::person::{Person, PersonDraft};
use crate::domain::text::name_key;
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
    let id = AccountId(next_id(tx, Counter::Account)?);
    let person = Person {
        id,
        draft: PersonDraft {
            login: new.login.clone(),
            last_name: new.last_name.clone(),
            first_name: new.first_name.clone(),
            email: new.email.clone(),
            level: new.level.word().to_owned(),
            category: new.category.word().to_owned(),
            home_department: String::new(),
            language: String::new(),
            expires_on: None,
            active: true,
            pending: false,
        },
        left_at: new.left_at,
        password_until: new.password_until,
        must_change: new.password_until.is_some(),
        created_at: new.created_at,
        first_activity_at: new.last_sign_in_at,
        last_sign_in_at: new.last_sign_in_at,
        rev: 1,
    };
    put(tx, &person, &new.password)?;
    if new.level == Level::Superadmin {
        let sql = "insert into account_role (account_id, role, department) values ($1, 'Manager', '')";
        tx.execute(sql, values![id.0])?;
    }
    Ok(id)
}

/// Writes an account as it is given, with the stored form of its password; nobody signs in with an empty one.
pub(super) fn put(tx: &Tx<'_>, person: &Person, password: &str) -> Result<()> {
    let sql = "insert into account (id, login, last_name, first_name, email, level, active, expires_on, password,
            password_until, must_change, created_at, first_activity_at, last_sign_in_at, category, left_at, rev,
            home_department, language, pending, login_key, name_key, words)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)";
    let draft = &person.draft;
    let keys = Keys::of([&draft.login, &draft.last_name, &draft.first_name, &draft.email]);
    tx.execute(
        sql,
        values![
            person.id.0,
            draft.login,
            draft.last_name,
            draft.first_name,
            draft.email,
            draft.level,
            draft.active,
            optional::text(draft.expires_on),
            password,
            person.password_until.map(|until| until.0),
            person.must_change,
            person.created_at.0,
            person.first_activity_at.map(|at| at.0),
            person.last_sign_in_at.map(|at| at.0),
            draft.category,
            person.left_at.map(|at| at.0),
            person.rev,
            draft.home_department,
            draft.language,
            draft.pending,
            keys.login,
            keys.name,
            keys.words,
        ],
    )?;
    Ok(())
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

/// Tells whether a login is taken, whatever its case and accents.
pub fn login_exists(tx: &Tx<'_>, login: &str) -> Result<bool> {
    let sql = "select exists (select 1 from account where login = $1 or (login_key = $2 and login_key <> ''))";
    tx.get(sql, values![login, name_key(login)], |row| row.get(0))
}

/// Returns an account a generated password, to be changed at the next sign-in.
pub fn set_generated_password(tx: &Tx<'_>, id: AccountId, password: &str, until: Timestamp) -> Result<()> {
    let sql = "update account set password = $1, password_until = $2, must_change = 1, rev = rev + 1 where id = $3";
    tx.execute(sql, values![password, until.0, id.0])?;
    Ok(())
}

/// Takes the password of an account away: nobody signs in by it before another one is given.
pub fn forget_password(tx: &Tx<'_>, id: AccountId) -> Result<()> {
    let sql = "update account set password = '', password_until = null, must_change = 1, rev = rev + 1 where id = $1";
    tx.execute(sql, values![id.0])?;
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
    let is_own = "select exists (select 1 from identity where credential_hash = $1)";
    if tx.get(is_own, values![hash], |row| row.get(0))? {
        return Ok(());
    }
    let sql = "update identity set known = trim(credential_hash || ' ' || known), credential_hash = $1";
    tx.execute(sql, values![hash])?;
    begin_lineage(tx, hash)
}

/// Has the accounts that are made from now on be of a credential.
pub(super) fn begin_lineage(tx: &Tx<'_>, hash: &str) -> Result<()> {
    let sql = "insert into account_origin (from_id, lineage)
        select coalesce(max(last), 0) + 1, $1 from (select last from counter where name = 'account'
            union all select max(id) from account) as given where 1 = 1
        on conflict (from_id) do update set lineage = excluded.lineage";
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
