//! What signing in reads and writes of an account.

use jiff::civil::Date;

use super::Tx;
use crate::domain::account::AccountId;
use crate::domain::text::name_key;
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
    /// The first day without it, if there is one.
    pub expires_on: Option<Date>,
}

const COLUMNS: &str = "id, login, last_name, first_name, password, password_until, must_change, expires_on";

fn person(row: &Row<'_>) -> Result<Person> {
    let expires_on: String = row.get(7)?;
    let day = |text: &str| text.parse().map_err(|_| Error::unreadable("account.expires_on", text));
    Ok(Person {
        id: AccountId(row.get(0)?),
        login: row.get(1)?,
        last_name: row.get(2)?,
        first_name: row.get(3)?,
        password: row.get(4)?,
        password_until: row.get::<Option<i64>>(5)?.map(Timestamp),
        must_change: row.get(6)?,
        expires_on: Some(expires_on.as_str()).filter(|text| !text.is_empty()).map(day).transpose()?,
    })
}

/// Finds the account of a login, whatever its case and accents; an exact one first.
pub fn find_by_login(tx: &Tx<'_>, login: &str) -> Result<Option<Person>> {
    let sql = format!(
        "select {COLUMNS} from account where login = $1 or (login_key = $2 and login_key <> '')
            order by case when login = $1 then 0 else 1 end limit 1"
    );
    tx.find(&sql, values![login, name_key(login)], person)
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
