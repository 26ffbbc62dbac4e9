//! What signing in reads and writes of an account.

use jiff::civil::Date;

use super::Tx;
use crate::domain::account::AccountId;
use crate::domain::time::Timestamp;
use crate::store::error::{Error, Result};
use crate::store::sql::{Row, values};

/// An account, as far as signing in goes.
#[derive(Debug, Clone)]
pub struct Person {
    /// Identifier.
    pub id: AccountId,
    /// Login.
    pub login: String,
    /// Last name.
    pub last_name: String,
    /// First name.
    pub first_name: String,
    /// The stored form of the password.
    pub password: String,
    /// Until when the password is good, if it was generated.
    pub password_until: Option<Timestamp>,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
    /// Whether it may sign in, expiry apart.
    pub active: bool,
    /// The first day without it, if there is one.
    pub expires_on: Option<Date>,
    /// Whether it administers the whole establishment.
    pub is_administrator: bool,
}

const COLUMNS: &str = "id, login, last_name, first_name, password, password_until, must_change, active, expires_on,
    case when level = 'superadmin' or exists (
        select 1 from account_role where account_id = account.id and role = 'Manager' and department = ''
    ) then 1 else 0 end";

fn person(row: &Row<'_>) -> Result<Person> {
    let expires_on: String = row.get(8)?;
    let day = |text: &str| text.parse().map_err(|_| Error::unreadable("account.expires_on", text));
    Ok(Person {
        id: AccountId(row.get(0)?),
        login: row.get(1)?,
        last_name: row.get(2)?,
        first_name: row.get(3)?,
        password: row.get(4)?,
        password_until: row.get::<Option<i64>>(5)?.map(Timestamp),
        must_change: row.get(6)?,
        active: row.get(7)?,
        expires_on: Some(expires_on.as_str()).filter(|text| !text.is_empty()).map(day).transpose()?,
        is_administrator: row.get(9)?,
    })
}

/// Finds an account by its login, in lower case.
pub fn find_by_login(tx: &Tx<'_>, login: &str) -> Result<Option<Person>> {
    tx.find(
        &format!("select {COLUMNS} from account where lower(login) = $1 order by id limit 1"),
        values![login],
        person,
    )
}

/// Finds an account.
pub fn find(tx: &Tx<'_>, id: AccountId) -> Result<Option<Person>> {
    tx.find(&format!("select {COLUMNS} from account where id = $1"), values![id.0], person)
}

/// Writes the same password in another stored form.
pub fn set_stored_form(tx: &Tx<'_>, id: AccountId, password: &str) -> Result<()> {
    tx.execute("update account set password = $1 where id = $2", values![password, id.0])?;
    Ok(())
}

/// Gives an account a password that its person has chosen.
pub fn set_chosen_password(tx: &Tx<'_>, id: AccountId, password: &str) -> Result<()> {
    let sql = "update account set password = $1, password_until = null, must_change = 0, rev = rev + 1 where id = $2";
    tx.execute(sql, values![password, id.0])?;
    Ok(())
}

/// Notes that somebody has signed in.
pub fn note_sign_in(tx: &Tx<'_>, id: AccountId, at: Timestamp) -> Result<()> {
    tx.execute("update account set last_sign_in_at = $1 where id = $2", values![at.0, id.0])?;
    Ok(())
}
