//! One account of an establishment: found, added, changed, deleted, put back.

use jiff::civil::Date;

use super::account::put;
use super::person_keys::Keys;
use super::{Tx, department, former, person_ties};
use crate::domain::account::AccountId;
use crate::domain::day::{optional, stored_day};
use crate::domain::person::{Person, PersonCounts, PersonDraft, PersonTies};
use crate::domain::rights::account_acts::Lasting;
use crate::domain::text::name_key;
use crate::domain::time::Timestamp;
use crate::store::counter::{Counter, next_id};
use crate::store::error::{Error, Result};
use crate::store::sql::{Row, values};

/// What is read of an account, in the order of [`person`].
pub(super) const COLUMNS: &str = "id, login, last_name, first_name, email, level, category, home_department, language, \
     expires_on, active, pending, left_at, password_until, must_change, created_at, first_activity_at, last_sign_in_at, rev";

/// Reads an account.
pub(super) fn person(row: &Row<'_>) -> Result<Person> {
    let moment = |at| Ok::<_, Error>(row.get::<Option<i64>>(at)?.map(Timestamp));
    Ok(Person {
        id: AccountId(row.get(0)?),
        draft: PersonDraft {
            login: row.get(1)?,
            last_name: row.get(2)?,
            first_name: row.get(3)?,
            email: row.get(4)?,
            level: row.get(5)?,
            category: row.get(6)?,
            home_department: row.get(7)?,
            language: row.get(8)?,
            expires_on: day(row.text(9)?, "account.expires_on")?,
            active: row.get(10)?,
            pending: row.get(11)?,
        },
        left_at: moment(12)?,
        password_until: moment(13)?,
        must_change: row.get(14)?,
        created_at: Timestamp(row.get(15)?),
        first_activity_at: moment(16)?,
        last_sign_in_at: moment(17)?,
        rev: row.get(18)?,
    })
}

/// Reads a day that there may be.
pub(super) fn day(stored: &str, what: &'static str) -> Result<Option<Date>> {
    match stored {
        "" => Ok(None),
        day => stored_day(day).map(Some).map_err(|_| Error::unreadable(what, day)),
    }
}

/// Finds one.
pub fn find(tx: &Tx<'_>, id: AccountId) -> Result<Option<Person>> {
    tx.find(&format!("select {COLUMNS} from account where id = $1"), values![id.0], person)
}

/// Finds the one of a login, whatever its case and accents; an exact one first.
pub fn find_by_login(tx: &Tx<'_>, login: &str) -> Result<Option<Person>> {
    let sql = format!(
        "select {COLUMNS} from account where login = $1 or (login_key = $2 and login_key <> '')
            order by case when login = $1 then 0 else 1 end limit 1"
    );
    tx.find(&sql, values![login, name_key(login)], person)
}

/// Lists the accounts of an address, in lower case: two at the most.
pub fn ids_of_email(tx: &Tx<'_>, email: &str) -> Result<Vec<AccountId>> {
    let sql = "select id from account where lower(email) = $1 and email <> '' order by id limit 2";
    tx.list(sql, values![email], |row| Ok(AccountId(row.get(0)?)))
}

/// How an account that is added signs in for the first time.
#[derive(Debug, Clone, Copy)]
pub struct FirstPassword<'p> {
    /// The stored form; nobody signs in with an empty one.
    pub stored: &'p str,
    /// Until when it is good, if it was generated: then the first sign-in asks for another one.
    pub until: Option<Timestamp>,
}

/// Adds one that was never used, with an id that was never given before.
pub fn insert(
    tx: &Tx<'_>,
    draft: &PersonDraft,
    password: FirstPassword<'_>,
    created_at: Timestamp,
) -> Result<AccountId> {
    let id = AccountId(next_id(tx, Counter::Account)?);
    let person = Person {
        id,
        draft: draft.clone(),
        left_at: None,
        password_until: password.until,
        must_change: password.until.is_some(),
        created_at,
        first_activity_at: None,
        last_sign_in_at: None,
        rev: 1,
    };
    put(tx, &person, password.stored)?;
    Ok(id)
}

/// Changes one. When it was shut out is noted no more where that changes: whoever shuts it out notes it ([`super::left`]).
pub fn update(tx: &Tx<'_>, id: AccountId, draft: &PersonDraft) -> Result<()> {
    former::note_change(tx, id, draft)?;
    let sql = "update account set deactivated_at = null
        where id = $1 and deactivated_at is not null and (active <> $2 or (active = 1 and expires_on <> $3))";
    tx.execute(sql, values![id.0, draft.active, optional::text(draft.expires_on)])?;
    let sql = "update account set login = $1, last_name = $2, first_name = $3, email = $4, level = $5, category = $6,
            home_department = $7, language = $8, expires_on = $9, active = $10, pending = $11, login_key = $12,
            name_key = $13, words = $14, rev = rev + 1 where id = $15";
    let keys = Keys::of([&draft.login, &draft.last_name, &draft.first_name, &draft.email]);
    tx.execute(
        sql,
        values![
            draft.login,
            draft.last_name,
            draft.first_name,
            draft.email,
            draft.level,
            draft.category,
            draft.home_department,
            draft.language,
            optional::text(draft.expires_on),
            draft.active,
            draft.pending,
            keys.login,
            keys.name,
            keys.words,
            id.0,
        ],
    )?;
    Ok(())
}

/// Counts who else lasts: nobody deactivated them, and no day ends that they are a Superadmin or a Manager.
pub fn others_who_last(tx: &Tx<'_>, id: AccountId) -> Result<Lasting> {
    let superadmins = "select count(*) from account
        where level = 'superadmin' and active = 1 and pending = 0 and expires_on = '' and id <> $1";
    let superadmins: u32 = tx.get(superadmins, values![id.0], |row| row.get(0))?;
    let managers = "select count(*) from account_role join account on account.id = account_role.account_id
        where role = 'Manager' and department = '' and valid_until = '' and level <> 'superadmin'
            and active = 1 and pending = 0 and expires_on = '' and account.id <> $1";
    let managers: u32 = tx.get(managers, values![id.0], |row| row.get(0))?;
    Ok(Lasting { superadmins, managers: superadmins.saturating_add(managers) })
}

/// What a deletion takes along that does not come back with the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PersonLoss {
    /// Its grades.
    pub grades: u32,
    /// Its enrolments.
    pub enrolments: u32,
    /// Modules, evaluations and grades of others that say who is responsible for them, made or entered them.
    pub named_by: u32,
}

/// Counts what a deletion would take along.
pub fn loss(tx: &Tx<'_>, id: AccountId) -> Result<PersonLoss> {
    let sql = "select (select count(*) from grade where account_id = $1),
            (select count(*) from enrolment where account_id = $1),
            (select count(*) from teaching_module where responsible_id = $1)
            + (select count(*) from evaluation where created_by = $1)
            + (select count(*) from grade where entered_by = $1 and account_id <> $1)";
    tx.get(sql, values![id.0], |row| {
        Ok(PersonLoss { grades: row.get(0)?, enrolments: row.get(1)?, named_by: row.get(2)? })
    })
}

/// Deletes one, with what is tied to it, its grades and its enrolments.
pub fn delete(tx: &Tx<'_>, id: AccountId) -> Result<()> {
    former::note_end(tx, id)?;
    tx.execute("delete from account where id = $1", values![id.0])?;
    Ok(())
}

/// Puts one that was deleted back, with its id and what was tied to it; groups, profiles and departments that are gone since
/// are left out. It has no password, which nothing keeps: nobody signs in before it is given one.
pub fn put_back(tx: &Tx<'_>, was: &Person, ties: &PersonTies) -> Result<()> {
    let mut back = Person { password_until: None, must_change: true, rev: was.rev + 1, ..was.clone() };
    if !department::is_there(tx, &back.draft.home_department)? {
        back.draft.home_department.clear();
    }
    put(tx, &back, "")?;
    person_ties::put(tx, was.id, ties)
}

/// Counts them.
pub fn count_all(tx: &Tx<'_>) -> Result<u32> {
    tx.get("select count(*) from account", &[], |row| row.get(0))
}

/// Counts accounts by their status on a day, and by level.
pub fn count(tx: &Tx<'_>, today: Date) -> Result<PersonCounts> {
    let sql = "select count(*), count(case when pending = 1 then 1 end),
            count(case when pending = 0 and (expires_on = '' or expires_on > $1) and active = 1
                and first_activity_at is not null then 1 end),
            count(case when pending = 0 and (expires_on = '' or expires_on > $1) and active = 1
                and first_activity_at is null then 1 end),
            count(case when pending = 0 and (expires_on = '' or expires_on > $1) and active = 0 then 1 end),
            count(case when pending = 0 and expires_on <> '' and expires_on <= $1 then 1 end),
            count(case when category = 'learner' then 1 end),
            count(case when level = 'power-user' then 1 end), count(case when level = 'superadmin' then 1 end)
        from account";
    tx.get(sql, values![today.to_string()], |row| {
        Ok(PersonCounts {
            all: row.get(0)?,
            pending: row.get(1)?,
            active: row.get(2)?,
            activated: row.get(3)?,
            deactivated: row.get(4)?,
            expired: row.get(5)?,
            learners: row.get(6)?,
            power_users: row.get(7)?,
            superadmins: row.get(8)?,
        })
    })
}
