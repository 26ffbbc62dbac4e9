//! Lists of accounts, a hundred thousand perhaps: who is in them, in which order, and the rows of those that are looked at.

use std::collections::HashMap;

use jiff::civil::Date;

use super::Tx;
use super::person::{COLUMNS, person};
use super::some_ids::{MOST, SOME, padded};
use crate::domain::account::AccountId;
use crate::domain::person::{Person, PersonAsk, PersonOrder, words};
use crate::store::error::Result;
use crate::store::sql::{Row, Value, values};

/// The conditions of an ask.
const FILTER: &str = include_str!("person_filter.sql");
/// Stands where any value will do; no code holds it.
const ANY: &str = "*";

/// Lists all accounts that are asked for, in their order.
pub fn ids(tx: &Tx<'_>, ask: &PersonAsk) -> Result<Vec<AccountId>> {
    let mut found = match ask.order {
        PersonOrder::Name => by_name(tx, ask)?,
        PersonOrder::Login => by_login(tx, ask)?,
        PersonOrder::LastSignIn => return by(tx, ask, |row| row.get::<Option<i64>>(1)),
        PersonOrder::Home => return by(tx, ask, |row| row.get::<String>(2)),
        PersonOrder::Level => return by(tx, ask, level),
        PersonOrder::Expires => return by(tx, ask, |row| row.get::<String>(4).map(|day| (day.is_empty(), day))),
        PersonOrder::Status => return by(tx, ask, |row| status(row, ask.today)),
    };
    if ask.descending {
        found.reverse();
    }
    Ok(found)
}

/// Counts the accounts that are asked for.
pub fn count(tx: &Tx<'_>, ask: &PersonAsk) -> Result<u32> {
    let sql = format!("select count(*) from account where {FILTER}");
    with_values(ask, |values| tx.get(&sql, values, |row| row.get(0)))
}

fn id(row: &Row<'_>) -> Result<AccountId> {
    row.get(0).map(AccountId)
}

fn by_name(tx: &Tx<'_>, ask: &PersonAsk) -> Result<Vec<AccountId>> {
    if ask.is_everybody() {
        return tx.list("select id from account order by name_key, id", &[], id);
    }
    let sql = format!("select id from account where {FILTER} order by name_key, id");
    with_values(ask, |values| tx.list(&sql, values, id))
}

fn by_login(tx: &Tx<'_>, ask: &PersonAsk) -> Result<Vec<AccountId>> {
    if ask.is_everybody() {
        return tx.list("select id from account order by login", &[], id);
    }
    // By a value that the index of logins does not hold: it has nothing of what is filtered by.
    let sql = format!("select id from account where {FILTER} order by login || ''");
    with_values(ask, |values| tx.list(&sql, values, id))
}

/// Levels, as they are stored.
const LEVELS: [&str; 3] = ["user", "power-user", "superadmin"];
/// All that lists are ordered by besides; the index of names has it.
const KEYS: &str = "id, last_sign_in_at, home_department, level, expires_on, pending, active, first_activity_at";

/// The place of a level among the others.
fn level(row: &Row<'_>) -> Result<Option<usize>> {
    let stored = row.text(3)?;
    Ok(LEVELS.iter().position(|level| *level == stored))
}

/// The place of a status among the others.
fn status(row: &Row<'_>, today: Date) -> Result<u8> {
    let expires_on = row.text(4)?;
    let is_expired = !expires_on.is_empty() && expires_on <= today.to_string().as_str();
    Ok(match (row.get::<bool>(5)?, is_expired, row.get::<bool>(6)?, row.get::<Option<i64>>(7)?) {
        (true, ..) => 4,
        (false, true, ..) => 3,
        (false, false, false, _) => 2,
        (false, false, true, None) => 1,
        (false, false, true, Some(_)) => 0,
    })
}

/// The database gives the order of names, in which those of one key stay; it would take longer to make this one.
fn by<K: Ord>(tx: &Tx<'_>, ask: &PersonAsk, key: impl Fn(&Row<'_>) -> Result<K>) -> Result<Vec<AccountId>> {
    let seen = |row: &Row<'_>| Ok((id(row)?, key(row)?));
    let mut found = if ask.is_everybody() {
        tx.list(&format!("select {KEYS} from account order by name_key, id"), &[], seen)?
    } else {
        let sql = format!("select {KEYS} from account where {FILTER} order by name_key, id");
        with_values(ask, |values| tx.list(&sql, values, seen))?
    };
    if ask.descending {
        found.sort_by(|(_, one), (_, other)| other.cmp(one));
    } else {
        found.sort_by(|(_, one), (_, other)| one.cmp(other));
    }
    Ok(found.into_iter().map(|(id, _)| id).collect())
}

/// Gives the values that [`FILTER`] takes.
fn with_values<T>(ask: &PersonAsk, run: impl FnOnce(&[Value<'_>]) -> T) -> T {
    let fact = |fact: Option<bool>| fact.map_or(-1, i64::from);
    let code = |code: &Option<String>| code.clone().unwrap_or_else(|| ANY.to_owned());
    run(values![
        pattern(&ask.words),
        ask.level.as_deref().unwrap_or_default(),
        ask.category.as_deref().unwrap_or_default(),
        code(&ask.home_department),
        fact(ask.pending),
        fact(ask.active),
        fact(ask.expired),
        ask.today.to_string(),
        fact(ask.used),
        ask.last_seen_before.map_or(-1, |before| before.0),
        ask.role.as_deref().unwrap_or_default(),
        code(&ask.role_department),
        ask.group.map_or(0, |group| group.0),
        code(&ask.department),
        ask.profile.map_or(0, |profile| profile.0),
        ask.within.map_or(0, |account| account.0),
    ])
}

/// Returns what stored words look like among which each typed one begins another. Both are in the order of the alphabet
/// and none begins another of its own, so the typed ones are met one after the other.
fn pattern(typed: &str) -> String {
    let words = words(&[typed]);
    if words.is_empty() && !typed.trim().is_empty() {
        // Nobody is called so.
        return " ".to_owned();
    }
    words.iter().map(|word| format!("% {word}")).chain(["%".to_owned()]).collect()
}

/// Reads the rows of some accounts, in the order in which they are named; those that are gone are left out.
pub fn rows(tx: &Tx<'_>, ids: &[AccountId]) -> Result<Vec<Person>> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(MOST) {
        let sql = format!("select {COLUMNS} from account where id in ({SOME})");
        found.extend(tx.list(&sql, &padded(some), |row| Ok((AccountId(row.get(0)?), person(row)?)))?);
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}
