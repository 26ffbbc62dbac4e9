//! Work across the registry and an establishment's own database: who does it, and how to finish or undo it.
//!
//! The primary key is the lock: one such work at a time for each establishment.

use serde::{Deserialize, Serialize};

use super::Tx;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::JobId;
use crate::domain::time::Timestamp;
use crate::store::error::{Error, Result};
use crate::store::ledger::reached::Inside;
use crate::store::sql::{Row, values};

/// What is being done, with all that finishing it takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Step {
    /// The database is being made; undone by removing everything.
    Create,
    /// A creation failed and is being undone; undone.
    Discard,
    /// An export is being made before the deletion; undone by removing the export.
    Export {
        /// The export's file.
        to: String,
    },
    /// Everything is being removed; finished.
    Remove {
        /// The export that was made, empty if none was asked for.
        export: String,
        /// Who asked, as the audit names it.
        author: String,
        /// What the export's database held, as the shelf tells it, by its look or by a hash; empty without one and in a row of an earlier version.
        #[serde(default)]
        state: String,
        /// Mails that wait in it and go with it; none told in a row of an earlier version.
        #[serde(default)]
        mails: u32,
    },
    /// Content is to be replaced: an export of what is there and the new content are being made; undone.
    Replace {
        /// The export's file.
        before: String,
        /// Whose token the name of the new content carries; empty in a row of an earlier version.
        #[serde(default)]
        token: String,
    },
    /// The new content takes the place of the old one, whose export was entered; finished.
    Swap {
        /// The file that the new content is from.
        file: String,
        /// Its SHA-256.
        sha256: String,
        /// The export of the old content.
        before: String,
        /// Whose token the name of the new content carries, and what it holds; empty in a row of an earlier version.
        #[serde(default)]
        token: String,
        /// What the new content holds, as the shelf hashes it.
        #[serde(default)]
        content: String,
        /// Hashes of the credentials by which the new content is known; none in a row of an earlier version.
        #[serde(default)]
        known: Vec<String>,
        /// The inode of the new content; 0 in a row of an earlier version.
        #[serde(default)]
        inode: u64,
        /// What the host is to know of the new content; none in a row of an earlier version.
        #[serde(default)]
        inside: Option<Inside>,
        /// What the old content's export holds; empty in a row of an earlier version.
        #[serde(default)]
        state: String,
        /// Mails that wait in the old content; none told in a row of an earlier version.
        #[serde(default)]
        mails: u32,
    },
    /// A database that no row knew becomes the establishment's; finished.
    Adopt,
    /// The establishment's own database comes back to its place, or the file there becomes its own; acknowledged if it is
    /// there, else let go.
    Own {
        /// Where it lay; empty when it lies in its place, under another credential.
        from: String,
        /// Hashes of the credentials by which its content is known.
        known: Vec<String>,
        /// Denomination, location and UAI that it held.
        names: [String; 3],
    },
    /// A database is being made for a row that has none; undone.
    Recreate {
        /// The hash of the new credential, which proves what was made.
        credential_hash: String,
    },
    /// The names are being written into the establishment's own database; finished.
    Names,
    /// An administrator's password is being replaced; finished.
    Reset {
        /// The account.
        account: i64,
        /// The stored form of the new password.
        password: String,
        /// Until when it is good.
        until: Timestamp,
        /// The mail that is held back until then.
        mail: i64,
    },
    /// An administrator is being created; finished.
    Administrator {
        /// Its login.
        login: String,
        /// Its last name.
        last_name: String,
        /// Its first name.
        first_name: String,
        /// Its address or empty.
        email: String,
        /// The stored form of the password.
        password: String,
        /// Until when it is good.
        until: Timestamp,
        /// The mail that is held back until then.
        mail: i64,
    },
}

/// Returns the name of a file that a step tells. Earlier versions told whole paths, which mean nothing once the data
/// directory was moved.
#[must_use]
pub fn file_name(told: &str) -> &str {
    told.rsplit('/').next().unwrap_or_default()
}

/// A piece of unfinished work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// The establishment.
    pub number: EstablishmentNumber,
    /// The token of the process that does it.
    pub owner: String,
    /// What is being done.
    pub step: Step,
    /// The target of a job for which it is done.
    pub target: Option<TargetKey>,
}

/// Names a target of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TargetKey {
    /// The job.
    pub job: JobId,
    /// The target's place in it.
    pub position: u32,
}

/// Begins work on an establishment; `Err` inside gives the owner's token when somebody else is at it.
pub fn begin(tx: &Tx<'_>, work: &Unfinished) -> Result<std::result::Result<(), String>> {
    if let Some(other) = find(tx, work.number)? {
        return Ok(Err(other.owner));
    }
    let sql = "insert into unfinished (establishment_number, owner, step, job_id, job_position)
        values ($1, $2, $3, $4, $5)";
    let (job, position) = (work.target.map(|target| target.job.0), work.target.map(|target| target.position));
    tx.execute(sql, values![work.number.0, work.owner, written(&work.step)?, job, position])?;
    Ok(Ok(()))
}

/// Takes over the work of a dead process, or once more this one's own after a failure; gives it if it was still there.
///
/// This always writes. A commit that failed may still stand in the log and come back to life with the next start: it
/// is overwritten before anything is done that trusts the step found here.
pub fn take_over(tx: &Tx<'_>, number: EstablishmentNumber, from: &str, to: &str) -> Result<Option<Unfinished>> {
    let sql = "update unfinished set owner = $1, attempts = attempts + 1
        where establishment_number = $2 and owner = $3";
    if tx.execute(sql, values![to, number.0, from])? == 0 {
        return Ok(None);
    }
    find(tx, number)
}

/// Notes how far the work came.
pub fn advance(tx: &Tx<'_>, number: EstablishmentNumber, step: &Step) -> Result<()> {
    let sql = "update unfinished set step = $1 where establishment_number = $2";
    tx.execute(sql, values![written(step)?, number.0])?;
    Ok(())
}

/// Ends the work.
pub fn finish(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<()> {
    tx.execute("delete from unfinished where establishment_number = $1", values![number.0])?;
    Ok(())
}

/// Finds the work on an establishment.
pub fn find(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<Unfinished>> {
    let sql = "select owner, step, job_id, job_position from unfinished where establishment_number = $1";
    let found = tx.find(sql, values![number.0], |row| raw(number, row))?;
    found.map(Raw::checked).transpose()
}

/// Lists all of it, by living processes and dead ones; each by itself.
pub fn list(tx: &Tx<'_>) -> Result<Vec<(EstablishmentNumber, Result<Unfinished>)>> {
    let sql = "select owner, step, job_id, job_position, establishment_number from unfinished
        order by establishment_number";
    let number = |row: &Row<'_>| Ok(EstablishmentNumber(row.get(4)?));
    tx.rows(sql, &[], number, |row| raw(number(row)?, row)?.checked())
}

struct Raw {
    number: EstablishmentNumber,
    owner: String,
    step: String,
    target: Option<TargetKey>,
}

fn raw(number: EstablishmentNumber, row: &Row<'_>) -> Result<Raw> {
    let (job, position): (Option<i64>, Option<u32>) = (row.get(2)?, row.get(3)?);
    let target = job.zip(position).map(|(job, position)| TargetKey { job: JobId(job), position });
    Ok(Raw { number, owner: row.get(0)?, step: row.get(1)?, target })
}

impl Raw {
    fn checked(self) -> Result<Unfinished> {
        let Self { number, owner, step, target } = self;
        let step = serde_json::from_str(&step).map_err(|_| {
            // It may hold a password.
            Error::unreadable("unfinished.step", format!("{} bytes", step.len()))
        })?;
        Ok(Unfinished { number, owner, step, target })
    }
}

fn written(step: &Step) -> Result<String> {
    serde_json::to_string(step).map_err(|error| Error::unreadable("unfinished.step", error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::registry::tests::fresh;

    #[test]
    fn a_step_that_nobody_knows_is_not_shown() {
        let step = "{\"password\":\"cheval\"}".to_owned();
        let raw = Raw { number: EstablishmentNumber(7), owner: "me".into(), step, target: None };
        let error = raw.checked().unwrap_err();
        assert_eq!(error.to_string(), "unknown stored value \"21 bytes\" of unfinished.step");
    }

    #[test]
    fn a_number_is_retired_once() {
        let (_folder, mut registry) = fresh();
        for at in [1, 2] {
            let retire = |tx: &Tx<'_>| {
                crate::store::registry::retired::retire(
                    tx,
                    (Timestamp(at), 0),
                    (EstablishmentNumber(7), &crate::domain::school::School::default()),
                )
            };
            registry.write(retire).unwrap();
        }
    }
}
