//! What is stored of an account beside what people typed: the key of its login, its place in the order of names, and the
//! words by which it is found.

use std::collections::HashSet;

use crate::domain::person::{order_key, words};
use crate::domain::text::name_key;
use crate::store::error::Result;
use crate::store::sql::{self, values};

/// What is stored.
pub(super) struct Keys {
    pub(super) login: String,
    pub(super) name: String,
    pub(super) words: String,
}

impl Keys {
    /// Makes those of login, last name, first name and address.
    pub(super) fn of([login, last_name, first_name, email]: [&str; 4]) -> Self {
        let found = words(&[login, last_name, first_name, email]);
        let words = found.iter().flat_map(|word| [" ", word.as_str()]).collect();
        Self { login: name_key(login), name: order_key(last_name, first_name, login), words }
    }
}

/// Gives the accounts of a database of an earlier version their keys. Of two whose logins differ in case or accents alone the
/// second one has none for its login, until it is given another one.
pub(super) fn complete(tx: &sql::Tx<'_>) -> Result<()> {
    let found = tx.list("select id, login, last_name, first_name, email from account order by id", &[], |row| {
        Ok((row.get::<i64>(0)?, Keys::of([row.text(1)?, row.text(2)?, row.text(3)?, row.text(4)?])))
    })?;
    let mut taken = HashSet::new();
    for (id, keys) in &found {
        let login = if taken.insert(&keys.login) { keys.login.as_str() } else { "" };
        let sql = "update account set login_key = $1, name_key = $2, words = $3 where id = $4";
        tx.execute(sql, values![login, keys.name, keys.words, *id])?;
    }
    Ok(())
}
