//! Lock-out states: of a login by each SSH key, and by all keys together.
//!
//! Invariant: no login that belongs to nobody is stored; its mark stands for it, since it may be a password.

use super::Tx;
use crate::domain::lockout::{Counts, LONGEST_S, State};
use crate::domain::time::Timestamp;
use crate::domain::webmaster::UNKNOWN_LOGIN;
use crate::store::error::Result;
use crate::store::sql::values;

/// States that are kept. Those of marks go first, then the oldest, so that guesses cannot fill the disk.
pub(super) const KEPT_MAX: u32 = 10_000;
/// Stands for all keys; what stands for one begins with another sign.
const ALL_KEYS: &str = "*";

/// What tries are counted for.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'a> {
    /// Somebody's login, or the mark of one that belongs to nobody.
    pub login: &'a str,
    /// The SSH key, or nothing.
    pub ssh_key: &'a str,
}

impl Counted<'_> {
    fn key(&self) -> String {
        format!("={}", self.ssh_key)
    }
}

/// Reads both counts of a login; the default where there are none.
pub fn find(tx: &Tx<'_>, counted: Counted<'_>) -> Result<Counts> {
    Ok(Counts { by_key: one(tx, counted.login, &counted.key())?, by_all: one(tx, counted.login, ALL_KEYS)? })
}

fn one(tx: &Tx<'_>, login: &str, key: &str) -> Result<State> {
    let sql = "select failures, tries, day_start, locked_until from lockout where login = $1 and ssh_key = $2";
    let found = tx.find(sql, values![login, key], |row| {
        Ok(State {
            failures: row.get(0)?,
            tries: row.get(1)?,
            day_start: Timestamp(row.get(2)?),
            locked_until: Timestamp(row.get(3)?),
        })
    });
    Ok(found?.unwrap_or_default())
}

/// Lists what is stored of logins, by a key each, that may hold one of them: in vain was tried so often.
pub fn tried(tx: &Tx<'_>, failures: u32) -> Result<Vec<(String, State)>> {
    let sql = "select login, failures, tries, day_start, locked_until from lockout
        where failures >= $1 and ssh_key <> $2 order by login";
    tx.list(sql, values![failures, ALL_KEYS], |row| {
        let state = State {
            failures: row.get(1)?,
            tries: row.get(2)?,
            day_start: Timestamp(row.get(3)?),
            locked_until: Timestamp(row.get(4)?),
        };
        Ok((row.get(0)?, state))
    })
}

/// Writes both counts of a login.
pub fn put(tx: &Tx<'_>, counted: Counted<'_>, counts: Counts) -> Result<()> {
    let sql = "insert into lockout (login, ssh_key, failures, tries, day_start, locked_until)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (login, ssh_key) do update set failures = excluded.failures, tries = excluded.tries,
        day_start = excluded.day_start, locked_until = excluded.locked_until";
    for (key, state) in [(counted.key().as_str(), counts.by_key), (ALL_KEYS, counts.by_all)] {
        let State { failures, tries, day_start, locked_until } = state;
        tx.execute(sql, values![counted.login, key, failures, tries, day_start.0, locked_until.0])?;
    }
    trim(tx)
}

fn trim(tx: &Tx<'_>) -> Result<()> {
    let count: u32 = tx.get("select count(*) from lockout", &[], |row| row.get(0))?;
    let Some(over) = count.checked_sub(KEPT_MAX).filter(|over| *over > 0) else { return Ok(()) };
    let sql = "select login, ssh_key from lockout
        order by case when substr(login, 1, 1) = $1 then 0 else 1 end, day_start, login, ssh_key limit $2";
    let mark = UNKNOWN_LOGIN.to_string();
    let gone: Vec<(String, String)> = tx.list(sql, values![mark, over], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (login, key) in gone {
        tx.execute("delete from lockout where login = $1 and ssh_key = $2", values![login, key])?;
    }
    Ok(())
}

/// Forgets the tries of a login, by whatever key.
pub fn forget(tx: &Tx<'_>, login: &str) -> Result<()> {
    tx.execute("delete from lockout where login = $1", values![login])?;
    Ok(())
}

/// Forgets everybody's.
pub fn forget_all(tx: &Tx<'_>) -> Result<()> {
    tx.execute("delete from lockout", &[])?;
    Ok(())
}

/// Finds the first day in which any was counted.
pub fn first_day(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    tx.find("select day_start from lockout order by day_start limit 1", &[], |row| Ok(Timestamp(row.get(0)?)))
}

/// Counts the states that a clock has written that was ahead of now.
pub fn count_after(tx: &Tx<'_>, now: Timestamp) -> Result<u32> {
    let sql = "select count(*) from lockout where day_start > $1 or locked_until > $2";
    tx.get(sql, values![now.0, now.plus_s(LONGEST_S).0], |row| row.get(0))
}

/// Forgets what a clock that was ahead of now has written. Returns how many states.
pub fn forget_after(tx: &Tx<'_>, now: Timestamp) -> Result<usize> {
    let sql = "delete from lockout where day_start > $1 or locked_until > $2";
    tx.execute(sql, values![now.0, now.plus_s(LONGEST_S).0])
}
