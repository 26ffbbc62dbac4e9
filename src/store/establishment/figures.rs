//! Counting in an establishment's own database, in one statement, without changing anything or leaving anything.
//!
//! SQLite's own half: how its file is opened and looked at. What is counted is a statement like any other.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use super::account::Loss;
use super::fingerprint::{self, Look};
use super::{
    EstablishmentDatabase, SCHEMA_VERSION, check_journal, check_own, connect_to_look, identify, is_own, locks,
};
use crate::domain::account::SignInMode;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::password::Secret;
use crate::domain::statistics::Figures;
use crate::domain::time::Timestamp;
use crate::store::engine;
use crate::store::error::{Error, Result};
use crate::store::sql::{Purpose, Tx, values};

/// How long a database that somebody holds for himself is waited for.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often that is looked at.
const PAUSE: Duration = Duration::from_millis(50);
/// How often a database is read again that was changed while it was read.
const ATTEMPTS: usize = 4;

/// What was counted, and how long that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// What.
    pub figures: Figures,
    /// How the files looked; none when they changed too lately to tell a later change from this one.
    pub fingerprint: Option<String>,
    /// The oldest of what counted as recent: as time goes by it is the first that no longer does.
    pub oldest_recent: Option<Timestamp>,
}

/// Counts; what happened since a moment is recent. A database of an older version is brought up to date first.
///
/// # Errors
/// [`Error::Busy`] when somebody holds it for himself, [`Error::Foreign`], [`Error::Newer`], what SQLite says.
pub(in crate::store) fn count(
    path: &Path,
    number: EstablishmentNumber,
    credential: &Secret,
    since: Timestamp,
) -> Result<Counted> {
    let ((figures, oldest_recent), seen) = steadily(path, || read(path, number, credential, since))?;
    Ok(Counted {
        figures: Figures { size_bytes: seen.size_bytes, ..figures },
        fingerprint: seen.lasts.then_some(seen.fingerprint),
        oldest_recent,
    })
}

/// Counts what a deletion would lose, in the same way.
///
/// # Errors
/// As [`count`].
pub(in crate::store) fn loss(path: &Path, number: EstablishmentNumber, credential: &Secret) -> Result<Loss> {
    let read = || {
        let mut connection = open_current(path, number, credential)?;
        let tx = Tx::begin(&mut connection, Purpose::Read)?;
        let sql = "select identity.number, identity.credential_hash, person.*, (select count(*) from grade),
                (select count(*) from waiting_mail)
            from identity, (select count(*), max(last_sign_in_at) from account) as person";
        let (own, loss) = tx.get(sql, &[], |row| {
            let last_sign_in_at = row.get::<Option<i64>>(3)?.map(Timestamp);
            let loss = Loss { accounts: row.get(2)?, grades: row.get(4)?, mails: row.get(5)?, last_sign_in_at };
            Ok(((row.get(0).map(EstablishmentNumber)?, row.get::<String>(1)?), loss))
        })?;
        check_own(path, (number, credential), &own)?;
        Ok(loss)
    };
    undisturbed(path, read)
}

/// Tells whether a database holds what it was made with, and nothing else: one account, which never signed in.
///
/// # Errors
/// What SQLite says.
pub(in crate::store) fn is_as_made(tx: &Tx<'_>) -> Result<bool> {
    let sql = "select (select count(*) from account), (select count(*) from account_role),
            (select count(*) from account where last_sign_in_at is not null)
            + (select count(*) from department) + (select count(*) from semester)
            + (select count(*) from teaching_module) + (select count(*) from evaluation)
            + (select count(*) from grade) + (select count(*) from course) + (select count(*) from enrolment)
            + (select count(*) from role where shipped = 0 or rev > 1) + (select count(*) from people_group)
            + (select count(*) from group_member) + (select count(*) from profile)
            + (select count(*) from account_profile) + (select count(*) from scope)
            + (select count(*) from job) + (select count(*) from audit) + (select count(*) from session)
            + (select count(*) from lockout) + (select count(*) from waiting_mail) + (select count(*) from reset_code)";
    let found = tx.get(sql, &[], |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?, row.get::<i64>(2)?)))?;
    Ok(found == (1, 1, 0))
}

/// Reads the stored forms of what opens an account, in the same way: its password, and the code that replaces it. None when
/// there is no such account.
///
/// # Errors
/// As [`count`].
pub(in crate::store) fn stored_secrets(
    path: &Path,
    (number, credential): (EstablishmentNumber, &Secret),
    login: &str,
) -> Result<Vec<String>> {
    let read = || {
        let mut connection = open_current(path, number, credential)?;
        let tx = Tx::begin(&mut connection, Purpose::Read)?;
        let sql = "select number, credential_hash, (select password from account where login = $1 and active = 1),
                (select code_hash from reset_code join account on account.id = account_id
                    where login = $1 and active = 1 and account.rev = account_rev)
            from identity";
        let (own, stored) = tx.get(sql, values![login], |row| {
            let own = (row.get(0).map(EstablishmentNumber)?, row.get::<String>(1)?);
            Ok((own, [row.get::<Option<String>>(2)?, row.get(3)?]))
        })?;
        check_own(path, (number, credential), &own)?;
        Ok(stored.into_iter().flatten().collect())
    };
    undisturbed(path, read)
}

/// Reads until nobody wrote meanwhile.
///
/// # Errors
/// [`Error::Busy`] when somebody always does; what the reading gives.
pub(super) fn undisturbed<T>(path: &Path, read: impl FnMut() -> Result<T>) -> Result<T> {
    Ok(steadily(path, read)?.0)
}

/// How the files looked while they were read.
struct Seen {
    size_bytes: u64,
    fingerprint: String,
    /// Whether the same fingerprint later means the same content.
    lasts: bool,
}

/// Reads until nobody wrote meanwhile.
fn steadily<T>(path: &Path, mut read: impl FnMut() -> Result<T>) -> Result<(T, Seen)> {
    let mut before = fingerprint::look(path)?;
    for _ in 0..ATTEMPTS {
        wait_for(before.inode)?;
        let found = read();
        let after = fingerprint::look(path)?;
        // Without a log the file is read as if nobody could write to it: what was read while somebody did is void. A
        // reading that uses the log may set up its index beside it, and is one consistent state in any case.
        let untouched = before == after;
        if untouched || before.has_log {
            let lasts = untouched && before.is_settled();
            return Ok((found?, Seen { size_bytes: after.size_bytes, fingerprint: before.text, lasts }));
        }
        before = after;
    }
    Err(Error::Busy)
}

/// Returns how the files look now, if a fingerprint can be had of them.
pub(in crate::store) fn look(path: &Path) -> Result<Look> {
    fingerprint::look(path)
}

fn read(
    path: &Path,
    number: EstablishmentNumber,
    credential: &Secret,
    since: Timestamp,
) -> Result<(Figures, Option<Timestamp>)> {
    let mut connection = open_current(path, number, credential)?;
    let tx = Tx::begin(&mut connection, Purpose::Read)?;
    let row = tx.get(include_str!("figures.sql"), values![since.0], |row| {
        let own = (row.get(0).map(EstablishmentNumber)?, row.get::<String>(1)?);
        let mode: String = row.get(2)?;
        let count = |at: usize| row.get::<u64>(at);
        let at = |at: usize| Ok::<_, Error>(row.get::<Option<i64>>(at)?.map(Timestamp));
        let oldest = [at(8)?, at(11)?, at(14)?].into_iter().flatten().min();
        let mut figures = Figures {
            last_sign_in_at: at(3)?,
            staff: count(4)?,
            staff_connected: count(5)?,
            learners: count(6)?,
            learners_connected: count(7)?,
            evaluations: count(9)?,
            evaluations_recent: count(10)?,
            grades: count(12)?,
            grades_recent: count(13)?,
            ..Figures::default()
        };
        for (place, value) in figures.enrolments.iter_mut().zip(15..) {
            *place = count(value)?;
        }
        Ok(((own, mode), figures, oldest))
    });
    let ((own, mode), mut figures, oldest) = row?;
    check_own(path, (number, credential), &own)?;
    figures.sign_in_mode =
        SignInMode::from_word(&mode).ok_or_else(|| Error::unreadable("identity.sign_in_mode", mode))?;
    Ok((figures, oldest))
}

/// Opens a database to look, once it is of this version.
fn open_current(path: &Path, number: EstablishmentNumber, credential: &Secret) -> Result<Connection> {
    check_journal(path, |own| is_own(own, number, credential))?;
    let connection = open(path)?;
    let found = identify(&connection, path)?;
    if found > SCHEMA_VERSION {
        return Err(Error::Newer { path: path.to_owned(), found, known: SCHEMA_VERSION });
    }
    if found == SCHEMA_VERSION {
        return Ok(connection);
    }
    drop(connection);
    drop(EstablishmentDatabase::open(path, number, credential)?);
    open(path)
}

fn open(path: &Path) -> Result<Connection> {
    let connection = connect_to_look(path)?;
    engine::harden(&connection, PATIENCE)?;
    Ok(connection)
}

/// Waits while somebody holds the file for himself. A file that is read as immutable is read in spite of locks, which
/// would be consistent but would say of a locked establishment that all is well.
fn wait_for(inode: u64) -> Result<()> {
    let mut waited = Duration::ZERO;
    while locks::is_held(inode) {
        if waited >= PATIENCE {
            return Err(Error::Busy);
        }
        // Nobody tells when a lock goes.
        std::thread::park_timeout(PAUSE);
        waited += PAUSE;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    /// What a database has from its start, and what goes with a table that is asked: who is erased, or called otherwise, leaves
    /// an entry in the audit.
    const OTHERS: [&str; 8] =
        ["identity", "counter", "put_right", "job_target", "erased", "audit_erased", "former_name", "account_origin"];

    /// A table that is forgotten here would be lost with an addition that is taken back.
    #[test]
    fn every_table_is_asked_whether_somebody_worked_in_it() {
        let asked = include_str!("figures.rs").split("fn is_as_made").nth(1).unwrap();
        let asked = asked.split("let found").next().unwrap();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/establishment/migrations");
        let mut tables = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            for rest in text.split("create table ").skip(1) {
                let table = rest.split(|sign: char| !(sign.is_alphanumeric() || sign == '_')).next().unwrap();
                let is_asked = asked.contains(&format!("from {table})")) || asked.contains(&format!("from {table} "));
                assert!(is_asked || OTHERS.contains(&table), "{table}");
                tables += 1;
            }
        }
        assert!(tables > 10, "{tables}");
    }
}
